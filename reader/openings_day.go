package reader

import "github.com/parley-desk/parley/language"

// openingDay is how many tokens the time takes that opens a sentence with no comma behind it, as British papers write: "On Monday rebels shelled",
// "Late on Friday night two men", "Since 4 March troops". Taggers and parsers take its name for a part of the subject's; 0 where none opens it.
func openingDay(tokens []language.Token) int {
	if n := openingNight(tokens); n > 0 {
		return n
	}
	n := 0
	if len(tokens) > 0 && (tokens[0].Form == "Late" || tokens[0].Form == "Early") {
		n = 1
	}
	if len(tokens) < n+5 || !opensDay[tokens[n].Lower] {
		return 0
	}
	end := dayEnd(tokens, n+1)
	if end == 0 || end+2 >= len(tokens) {
		return 0
	}
	if partsOfDay[tokens[end].Lower] {
		end++
	}
	switch next := &tokens[end]; {
	case noOpening[next.Lower]:
		return 0
	case next.Form[0] >= 'a' && next.Form[0] <= 'z', capital(next.Form):
		return end
	}
	return 0
}

// openingNight is how many tokens the night between two days takes that opens a sentence with no comma behind it: "Overnight Sunday to Monday gunmen".
func openingNight(tokens []language.Token) int {
	if len(tokens) < 6 || tokens[0].Form != "Overnight" || !weekdays[tokens[1].Form] || !weekdays[tokens[3].Form] || noOpening[tokens[4].Lower] {
		return 0
	}
	switch tokens[2].Lower {
	case "to", "into", "and":
	default:
		return 0
	}
	if next := &tokens[4]; next.Form[0] >= 'a' && next.Form[0] <= 'z' || capital(next.Form) {
		return 4
	}
	return 0
}

// dayEnd is the end of the weekday, day or month of a year that stands at token i; 0 where none does.
func dayEnd(tokens []language.Token, i int) int {
	switch {
	case weekdays[tokens[i].Form]:
		return i + 1
	case months[tokens[i].Form] && digit(tokens[i+1].Form):
		i += 2
	case digit(tokens[i].Form) && months[tokens[i+1].Form]:
		i += 2
	default:
		return 0
	}
	if i < len(tokens) && len(tokens[i].Form) == len("2031") && digit(tokens[i].Form) {
		i++
	}
	return i
}

var (
	opensDay   = map[string]bool{"on": true, "since": true}
	months     = map[string]bool{"January": true, "February": true, "March": true, "April": true, "May": true, "June": true, "July": true, "August": true, "September": true, "October": true, "November": true, "December": true}
	weekdays   = map[string]bool{"Monday": true, "Tuesday": true, "Wednesday": true, "Thursday": true, "Friday": true, "Saturday": true, "Sunday": true}
	partsOfDay = map[string]bool{"morning": true, "afternoon": true, "evening": true, "night": true, "dawn": true}
	// noOpening are words behind a day that go on with it: "On Monday and Tuesday", "On Friday at noon".
	noOpening = map[string]bool{
		"and": true, "or": true, "to": true, "at": true, "in": true, "of": true, "when": true, "where": true, "that": true, "which": true, "after": true,
		"before": true, "as": true, "by": true, "through": true, "until": true, "night": true, "last": true, "this": true, "next": true, "alone": true, "around": true,
	}
)

// tagApart tags sentence s, its opening day apart.
func tagApart(w *language.Worker, doc *language.Doc, s int) {
	n := openingDay(doc.Tokens[doc.Sentences[s].First:doc.Sentences[s].End])
	first := doc.Sentences[s].First
	doc.Sentences[s].First += int32(n)
	w.Tag(doc, s)
	doc.Sentences[s].First = first
	for i := range n {
		t := &doc.Tokens[int(first)+i]
		t.Lemma = t.Lower
		switch {
		case opensDay[t.Lower]:
			t.UPOS, t.XPOS = language.ADP, language.TagIN
		case t.Lower == "to" || t.Lower == "into":
			t.UPOS, t.XPOS = language.ADP, language.TagIN
		case t.Lower == "and":
			t.UPOS, t.XPOS = language.CCONJ, language.TagCC
		case digit(t.Form):
			t.UPOS, t.XPOS = language.NUM, language.TagCD
		case weekdays[t.Form], months[t.Form]:
			t.UPOS, t.XPOS, t.Lemma = language.PROPN, language.TagNNP, t.Form
		case partsOfDay[t.Lower]:
			t.UPOS, t.XPOS = language.NOUN, language.TagNN
		default:
			t.UPOS, t.XPOS = language.ADV, language.TagRB
		}
	}
}

// parseApart lays a tree over sentence s, its opening day apart, and hangs that on the verb of its first clause.
func parseApart(w *language.Worker, doc *language.Doc, s int) {
	first := doc.Sentences[s].First
	n := int32(openingDay(doc.Tokens[first:doc.Sentences[s].End]))
	doc.Sentences[s].First += n
	w.Parse(doc, s)
	doc.Sentences[s].First = first
	if n == 0 {
		if n = rootedDay(doc, s); n == 0 {
			return
		}
		doc.Sentences[s].First += n + 1 // the comma too
		w.Parse(doc, s)
		doc.Sentences[s].First = first
		doc.Tokens[first+n].Head, doc.Tokens[first+n].Rel = first+n-1, language.Punct
	}
	day := first + n - 1
	for i := first; i < first+n; i++ {
		t := &doc.Tokens[i]
		switch {
		case i == day:
			t.Head, t.Rel = firstClause(doc, s, int(first+n)), language.Obl
		case opensDay[t.Lower], t.UPOS == language.ADP:
			t.Head, t.Rel = day, language.Case
		case weekdays[t.Form], months[t.Form]:
			t.Head, t.Rel = day, language.Compound
		case digit(t.Form):
			t.Head, t.Rel = day, language.Nummod
		default:
			t.Head, t.Rel = day, language.Advmod
		}
	}
}

// rootedDay is how many tokens the day takes that opens sentence s with a comma behind it and that the parser took for the sentence's root; 0 where it did not.
func rootedDay(doc *language.Doc, s int) int32 {
	first, end := doc.Sentences[s].First, doc.Sentences[s].End
	if end-first < 6 || !opensDay[doc.Tokens[first].Lower] {
		return 0
	}
	n := int32(dayEnd(doc.Tokens[first:end], 1))
	if n == 0 || doc.Tokens[first+n].Form != "," {
		return 0
	}
	for i := first; i < first+n; i++ {
		if doc.Tokens[i].Rel == language.RootRel {
			return n
		}
	}
	return 0
}

// firstClause is the head of the clause with which the sentence begins at token first: its root, or what is told in front of that ("rebels shelled
// Selby, the army said").
func firstClause(doc *language.Doc, s, first int) int32 {
	at := int32(first)
	for i := first; i < int(doc.Sentences[s].End); i++ {
		if doc.Tokens[i].Rel == language.RootRel {
			at = int32(i)
		}
	}
	for steps := 0; steps < longestPlace; steps++ {
		c := doc.Child(int(at), language.Ccomp, language.Parataxis)
		if c < 0 || int32(c) > at {
			break
		}
		if begin, _ := doc.Subtree(c); begin > first {
			break
		}
		at = int32(c)
	}
	return at
}
