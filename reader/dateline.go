package reader

import (
	"slices"
	"strings"

	"github.com/parley-desk/parley/language"
)

// How far into a text, and into a sentence, a dateline is looked for: below the
// top, where press releases keep their letterhead, only one whose place is shouted.
const (
	datelineTop       = 4
	datelineSentences = 14
	datelineTokens    = 18
)

// cutDatelines makes sentences of their own of datelines ("OSLO, Norway (Agency) — ") and of an
// editor's notes in brackets ("[UPDATE]"), lest the parser take them for the subject of what follows. A place that is not shouted
// is one before a colon at the head of the text alone ("New Delhi: …"); isPlace tells what is one.
func cutDatelines(doc *language.Doc, isPlace func(name string) bool) {
	for n := 0; n < len(doc.Sentences) && n < datelineSentences; n++ {
		joinDate(doc, n)
		joinCredit(doc, n)
		s := doc.Sentences[n]
		tokens := doc.Tokens[s.First:s.End]
		if n >= datelineTop && (len(tokens) == 0 || !shouted(tokens[0].Form)) {
			continue
		}
		end := datelineEnd(tokens)
		if end == 0 {
			end = notesEnd(tokens)
		}
		if end == 0 && n == 0 {
			end = max(placeEnd(doc, tokens, isPlace), agencyEnd(doc, tokens, isPlace), datedEnd(doc, tokens, isPlace))
		}
		if end == 0 || s.First+int32(end) >= s.End {
			continue
		}
		line := s
		line.End = s.First + int32(end)
		doc.Sentences[n].First = line.End
		doc.Sentences = slices.Insert(doc.Sentences, n, line)
		n++
	}
}

// joinDate takes the next sentence into sentence n of a dateline, where the point of a month's short form was taken
// for a full stop: "OSLO, Norway (Aug. | 23)".
func joinDate(doc *language.Doc, n int) {
	if n+1 >= len(doc.Sentences) {
		return
	}
	s, next := doc.Sentences[n], doc.Sentences[n+1]
	if s.End-s.First < 2 || s.End-s.First > datelineTokens || next.First >= next.End || s.Paragraph != next.Paragraph {
		return
	}
	point := int(s.End) - 1
	if !shouted(doc.Tokens[s.First].Form) || doc.Tokens[point].Form != "." || doc.Tokens[point-1].SpaceAfter ||
		!capital(doc.Tokens[point-1].Form) || !digit(doc.Tokens[next.First].Form) {
		return
	}
	month := &doc.Tokens[point-1]
	month.End, month.SpaceAfter = doc.Tokens[point].End, doc.Tokens[point].SpaceAfter
	month.Form, month.Lower = doc.Text[month.Start:month.End], strings.ToLower(doc.Text[month.Start:month.End])
	doc.Tokens = slices.Delete(doc.Tokens, point, point+1)
	doc.Sentences[n].End = next.End
	doc.Sentences = slices.Delete(doc.Sentences, n+1, n+2)
	doc.Sentences[n].End--
	for k := n + 1; k < len(doc.Sentences); k++ {
		doc.Sentences[k].First--
		doc.Sentences[k].End--
	}
}

// joinCredit takes into sentence n of a dateline what a full stop parted from it: the agency between strokes ("OSLO, March 3. | /AGENCY/.") or
// the dash ("OSLO. | – The army said").
func joinCredit(doc *language.Doc, n int) {
	if n+1 >= len(doc.Sentences) {
		return
	}
	s, next := doc.Sentences[n], doc.Sentences[n+1]
	if s.End-s.First < 2 || s.End-s.First > datelineTokens || s.Paragraph != next.Paragraph || !shouted(doc.Tokens[s.First].Form) || doc.Tokens[s.End-1].Form != "." {
		return
	}
	for _, t := range doc.Tokens[s.First : s.End-1] {
		if !capital(t.Form) && !digit(t.Form) && t.Form != "," && t.Form != "/" {
			return
		}
	}
	switch credit := doc.Tokens[next.First:next.End]; {
	case len(credit) > 4 && capital(credit[0].Form) && digit(credit[1].Form) && credit[2].Form == "(" && datelineEnd(shout(doc.Tokens[s.First], credit)) > 0: // "OSLO. | March 3 (Agency) – The"
		end := int32(datelineEnd(shout(doc.Tokens[s.First], credit)) - 1)
		doc.Sentences[n].End += end
		doc.Sentences[n+1].First += end
	case len(credit) > 1 && isDash(credit[0].Form):
		doc.Sentences[n].End++
		doc.Sentences[n+1].First++
	case len(credit) >= 3 && len(credit) <= 4 && credit[0].Form == "/" && credit[2].Form == "/":
		doc.Sentences[n].End = next.End
		doc.Sentences = slices.Delete(doc.Sentences, n+1, n+2)
	}
}

// shout puts the place that a full stop parted from it before the rest of a dateline.
func shout(place language.Token, rest []language.Token) []language.Token {
	return append([]language.Token{place}, rest[:min(len(rest), datelineTokens)]...)
}

// datelineEnd is how many tokens a dateline at the head of a sentence takes, its
// dash included; 0 where there is none. A dateline begins with a capital, holds
// only names, numbers, commas and brackets, and shouts its first word or names
// an agency in brackets: without either, a dash may as well part a sentence.
func datelineEnd(tokens []language.Token) int {
	bracket, agency := false, false
	dated := opensWithDay(tokens) || opensWithWeekday(tokens)
	for i, t := range tokens[:min(len(tokens), datelineTokens)] {
		switch {
		case i == 0:
			if !capital(t.Form) && !dated {
				return 0
			}
		case t.Form == "(":
			bracket, agency = true, true
		case t.Form == ")":
			if bracket = false; endsBare(tokens, i) {
				return i + 1
			}
		case isDash(t.Form) && !bracket:
			spaced := tokens[i-1].SpaceAfter || t.SpaceAfter
			if spaced && (agency || dated || shouted(tokens[0].Form)) {
				return i + 1
			}
			if spaced {
				return 0
			}
		case t.Form == ":" && !bracket && i+1 < len(tokens): // "ISLAMABAD: The army said", "OSLO (Agency): The army said"
			if next := tokens[i+1].Form; shouted(tokens[0].Form) && (agency || shouted(tokens[i-1].Form)) && !shouted(next) && (capital(next) || strings.ContainsAny(next, "\"“'‘")) {
				return i + 1
			}
			return 0
		case bracket, t.Form == ",", t.Form == ".", t.Form == "/", capital(t.Form), digit(t.Form):
		default:
			return 0
		}
	}
	return 0
}

// opensWithDay tells whether a line begins with the day on which it was written, a comma and a name: "Dec 14, Oslo", "3 March 2031, Oslo".
func opensWithDay(tokens []language.Token) bool {
	if len(tokens) < 5 || !(capital(tokens[0].Form) && digit(tokens[1].Form) || digit(tokens[0].Form) && capital(tokens[1].Form)) {
		return false
	}
	i := 2
	if tokens[i].Form == "," && digit(tokens[i+1].Form) { // "March 3, 2031"
		i++
	}
	if digit(tokens[i].Form) {
		i++
	}
	return tokens[i].Form == "," && capital(tokens[i+1].Form)
}

// opensWithWeekday tells whether a line begins with a weekday, the day on which it was written and a dash: "Monday, March 3, 2031 - At least".
func opensWithWeekday(tokens []language.Token) bool {
	if len(tokens) < 6 || !strings.HasSuffix(tokens[0].Lower, "day") || tokens[1].Form != "," {
		return false
	}
	for i := 2; i < min(len(tokens), 7); i++ {
		switch t := &tokens[i]; {
		case isDash(t.Form):
			return i >= 4
		case !capital(t.Form) && !digit(t.Form) && t.Form != ",":
			return false
		}
	}
	return false
}

// agencyEnd is how many tokens a place, perhaps a day, and an agency in brackets behind it take where a sentence follows with no dash: "OSLO (Agency) At
// least", "Oslo, March 3, 2031 (AGENCY)At least"; 0 where there are none. The place or the agency is in capitals.
func agencyEnd(doc *language.Doc, tokens []language.Token, isPlace func(name string) bool) int {
	if len(tokens) < 5 || !capital(tokens[0].Form) {
		return 0
	}
	open := -1
	for i, t := range tokens[:min(len(tokens), datelineTokens)] {
		switch {
		case t.Form == "(" && open < 0 && i > 0:
			if open = i; !isPlace(doc.Text[tokens[0].Start:tokens[comma(tokens[:i])-1].End]) {
				return 0
			}
		case t.Form == ")" && open > 0:
			if i > open+1 && i+2 < len(tokens) && capital(tokens[i+1].Form) && capital(tokens[open+1].Form) && (shouted(tokens[0].Form) || shouted(tokens[open+1].Form)) {
				return i + 1
			}
			return 0
		case open < 0 && !capital(t.Form) && t.Form != "," && !digit(t.Form):
			return 0
		}
	}
	return 0
}

// datedEnd is how many tokens a place, a day and perhaps an agency take up to a dash between spaces: "Oslo, March 3, 2031, AGENCY – The army said"; 0
// where there are none.
func datedEnd(doc *language.Doc, tokens []language.Token, isPlace func(name string) bool) int {
	dated := false
	for i, t := range tokens[:min(len(tokens), datelineTokens)] {
		switch {
		case i == 0 && !capital(t.Form):
			return 0
		case i > 0 && isDash(t.Form):
			if dated && tokens[i-1].SpaceAfter && i+2 < len(tokens) && isPlace(doc.Text[tokens[0].Start:tokens[comma(tokens[:i])-1].End]) {
				return i + 1
			}
			return 0
		case digit(t.Form):
			dated = true
		case !capital(t.Form) && t.Form != "," && t.Form != ".":
			return 0
		}
	}
	return 0
}

// comma is the index of the first comma or stroke among tokens, their number where none is there.
func comma(tokens []language.Token) int {
	if i := slices.IndexFunc(tokens, func(t language.Token) bool { return t.Form == "," || t.Form == "/" }); i > 0 {
		return i
	}
	return len(tokens)
}

// longestPlace is how many words the place of a dateline has at most.
const longestPlace = 4

// placeEnd is how many tokens a place and the colon, dash or stroke behind it take before a sentence; 0 where there is none.
func placeEnd(doc *language.Doc, tokens []language.Token, isPlace func(name string) bool) int {
	for i, t := range tokens[:min(len(tokens), longestPlace+2)] {
		switch {
		case i > 0 && i+2 < len(tokens) && parts(tokens, i) && (capital(tokens[i+1].Form) || strings.ContainsAny(tokens[i+1].Form, "\"“'‘")):
			if isPlace(doc.Text[tokens[0].Start:tokens[comma(tokens[:i])-1].End]) {
				return i + 1
			}
			return 0
		case !capital(t.Form) && (t.Form != "," && t.Form != "/" || i == 0): // "New Delhi/Oslo: The minister said"
			return 0
		}
	}
	return 0
}

// parts tells whether token i parts a place from the sentence behind it: a colon, a stroke, or a dash between spaces.
func parts(tokens []language.Token, i int) bool {
	form := tokens[i].Form
	return form == ":" || form == "|" || isDash(form) && tokens[i-1].SpaceAfter && tokens[i].SpaceAfter
}

// endsBare tells whether the bracket that closes at token i ends a dateline with no dash: a place, a day of
// a month, an agency in capitals, and then a sentence: "Oslo, March 3 (AGENCY) At least".
func endsBare(tokens []language.Token, i int) bool {
	if i < 5 || i+2 >= len(tokens) || tokens[i-2].Form != "(" || !shouted(tokens[i-1].Form) || tokens[1].Form != "," {
		return false
	}
	return digit(tokens[i-3].Form) && capital(tokens[i-4].Form) && capital(tokens[i+1].Form)
}

// notesEnd is how many tokens the notes in square brackets and capitals at the head of a sentence
// take, 0 where there are none. "[He] left" is no note.
func notesEnd(tokens []language.Token) int {
	end := 0
	for end < len(tokens) && tokens[end].Form == "[" {
		stop := end + 1
		for stop < len(tokens) && tokens[stop].Form != "]" {
			if stop-end > datelineTokens || strings.ToUpper(tokens[stop].Form) != tokens[stop].Form {
				return end
			}
			stop++
		}
		if stop == len(tokens) {
			return end
		}
		end = stop + 1
	}
	return end
}

func isDash(form string) bool {
	return form == "-" || form == "–" || form == "—" || form == "--" || form == "―"
}

func capital(form string) bool { return form != "" && form[0] >= 'A' && form[0] <= 'Z' }

func digit(form string) bool { return form != "" && form[0] >= '0' && form[0] <= '9' }

// shouted tells whether a word of three letters or more is in capitals only.
func shouted(form string) bool {
	for i := range len(form) {
		if form[i] >= 'a' && form[i] <= 'z' {
			return false
		}
	}
	return len(form) >= 3 && capital(form)
}
