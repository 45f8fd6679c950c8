package incident

import (
	"slices"
	"strings"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
	"github.com/parley-desk/parley/reader/draft"
)

// numbered is a number with the head of the nominal that it counts.
type numbered struct {
	*draft.Number
	of int
}

// figures reads the figures of sentence s: of people harmed, then of the other things that numbers count.
func (r *reading) figures(s int) {
	first, end := int(r.d.Doc.Sentences[s].First), int(r.d.Doc.Sentences[s].End)
	t := tally{reading: r, used: map[*draft.Number]bool{}, done: map[int]bool{}}
	for _, h := range r.harms(first, end) {
		if r.isOfConflict(h) {
			t.harm(h)
			t.afflict(h)
		}
	}
	t.bereave()
	t.numbers(first, end)
	t.durations(first, end)
}

// isOfConflict tells harm that somebody did from illness, mishap and the course of nature.
func (r *reading) isOfConflict(h harm) bool {
	if !isFatal(h.word.measure) {
		return true
	}
	for _, p := range []int{h.at, r.d.Head(h.at)} {
		if p >= 0 && r.hasCause(p) {
			return false
		}
	}
	return r.isHot() || r.speaksOfForce(h.at) || slices.ContainsFunc(r.now, func(e *happening) bool { return e.sense.kind == "ASSAULT" || e.sense.kind == "PROTEST" })
}

// speaksOfForce tells whether the sentence of word p has a noun of an act of force, though
// one of everyday words: harm beside an "attack" or a "raid" was done by it.
func (r *reading) speaksOfForce(p int) bool {
	sentence := &r.d.Doc.Sentences[r.d.Doc.SentenceOf(p)]
	for i := int(sentence.First); i < int(sentence.End); i++ {
		t := r.d.Token(i)
		if t.UPOS != language.NOUN {
			continue
		}
		if r.words.count.wars[t.Lemma] { // "missing from the war"
			return true
		}
		senses := r.words.nouns[t.Lemma]
		if k := slices.IndexFunc(senses, func(s *sense) bool { return r.stands(i, s) }); k >= 0 && senses[k].kind == "ASSAULT" && !senses[k].nothing {
			return true
		}
	}
	return false
}

// isFatal tells the measures of harm to the body, that nature does too.
func isFatal(m claim.Measure) bool {
	return m == claim.Killed || m == claim.Injured || m == claim.Casualties || m == claim.Missing
}

// tally is the figures of one sentence in the making.
type tally struct {
	*reading
	used      map[*draft.Number]bool // numbers that count something already
	done      map[int]bool           // nominals that are counted already
	last      *claim.Figure          // the figure before, from which an ellipsis borrows: "50 civilians killed and 447 wounded"
	whole     string                 // id of the figure of which parts are told
	firstToll string                 // id of the toll told first in the sentence
	was       bool                   // it is what the toll was before
}

// harm makes the figures of one word of harm.
func (t *tally) harm(h harm) {
	for _, v := range h.victims {
		if t.done[v] || t.isSameOne(v, h.victims) {
			continue
		}
		t.done[v] = true
		if t.isOfThem(v) {
			t.victim(h, v, t.whole)
			continue
		}
		t.whole = ""
		if t.words.count.wholes[caseOf(t.reading, h.at)] || t.words.count.wholes[t.d.Token(h.at).Lemma] { // "a boy was among the dead", "the dead included a boy"
			t.whole = t.totals[h.word.measure]
			t.victim(h, v, t.whole)
			continue
		}
		if id := t.victim(h, v, ""); id != "" {
			t.whole = id
		}
		all := t.last
		t.parts(h, v)
		t.breakdown(h)
		t.last = all // "120 traders were killed, including 15 children, and 220 wounded": traders
	}
}

// isSameOne tells whether nominal v names again the one person whom the nominal before it in a list does: "a leader and financier".
func (t *tally) isSameOne(v int, victims []int) bool {
	h := t.d.Head(v)
	if t.d.Rel(v) != language.Conj || h < 0 || !slices.Contains(victims, h) || t.d.Token(v).XPOS != language.TagNN || t.d.Token(h).XPOS != language.TagNN {
		return false
	}
	return t.d.Child(v, language.Det, language.Nummod, language.NmodPoss) < 0 && t.d.Child(h, language.Det) >= 0 && t.numberFor(v) == nil
}

// isOfThem tells whether the number of nominal v is of those told of right before: "two of them children".
func (t *tally) isOfThem(v int) bool {
	if t.whole == "" {
		return false
	}
	x := t.countOf(v)
	if x == nil {
		x = t.numberFor(v)
	}
	return x != nil && x.End+1 < len(t.d.Doc.Tokens) && t.d.Token(x.End).Lower == "of" && t.words.count.them[t.d.Token(x.End+1).Lower]
}

// victim makes the figure of the people whom nominal v names, of the word of harm
// h, as a part of the figure with id whole; the id of its claim, empty where nothing is counted.
func (t *tally) victim(h harm, v int, whole string) string {
	n := t.countOf(v)
	if n == nil {
		n = t.numberFor(v)
	}
	return t.figureOf(h, v, t.resumed(h, n), whole)
}

// resumed is the number behind a dash that takes up a part of number n: of "1,200 casualties: 1,200 – 500 killed", 500 were killed.
func (t *tally) resumed(h harm, n *numbered) *numbered {
	if n == nil || n.End+1 >= h.at || !isDash(t.d.Token(n.End).Form) {
		return n
	}
	if x := t.numberFrom(n.End + 1); x != nil && x.End <= h.at && n.Value != nil && x.Value != nil && *x.Value < *n.Value {
		return &numbered{x, n.of}
	}
	return n
}

// isDash tells the dashes that part words, hyphens between spaces included.
func isDash(form string) bool {
	return form == "-" || form == "–" || form == "—" || form == "--"
}

// figureOf makes the figure of the people whom nominal v names and number n, nil where there is none, counts.
func (t *tally) figureOf(h harm, v int, n *numbered, whole string) string {
	f := &claim.Figure{Measure: t.measure(h)}
	switch {
	case n != nil:
		if t.used[n.Number] {
			return ""
		}
		t.used[n.Number] = true
		f.Value, f.Low, f.High, f.Wording, f.Unit = n.Value, n.Low, n.High, n.Wording, n.Unit
	case t.says(v) >= 0:
		said := t.says(v)
		f.Value, f.Low, f.High = number(said), number(said), number(said)
	case countsOne(f.Measure) && (t.isSingle(v) || t.isOneMore(v)):
		f.Value, f.Low, f.High = number(1), number(1), number(1)
	default:
		return ""
	}
	t.describe(f, v)
	c := claim.Claim{Kind: claim.KindFigure, Rule: "figure/harm", Body: f, Confidence: likely}
	if n == nil {
		c.Rule, c.Confidence = "figure/single", probably
	}
	e := t.eventOf(h.at) // who of those that fought each other did it is not said
	if e != nil && len(e.actors) > 0 && e.actors[0] != v && !(e.sense.frame == both && len(e.actors) > 1) && f.Measure != claim.Released && (e.sense.kind == "ASSAULT" || e.sense.kind == "COERCE") {
		ref := t.ref(e.actors[0])
		f.Perpetrator = &ref
	}
	if a := t.doerOfSum(h.at); e == nil && a >= 0 {
		ref := t.ref(a)
		f.Perpetrator = &ref
	}
	if whole != "" {
		c.About = append(c.About, claim.Link{Claim: whole, How: claim.PartOf})
	}
	id := t.add(&c, h.at, v, n)
	if e != nil {
		e.harmed = append(e.harmed, id)
		body := t.body(e)
		body.Figures = append(body.Figures, id)
	}
	t.last = f
	if whole == "" && !isSingle(f) {
		t.totals[f.Measure] = id
	}
	if n != nil {
		t.twin(h, v, n)
	}
	return id
}

// doerOfSum is who did the acts of which the verb at token p tells the toll of a long time alone; -1 where that is not said.
func (t *tally) doerOfSum(p int) int {
	for _, h := range t.sums {
		if len(h.actors) == 0 || t.verbOver(t.highest(h.trigger)) != p {
			continue
		}
		if _, known := t.d.Refs[h.actors[0]]; known || t.d.Token(h.actors[0]).UPOS == language.NOUN && t.classesOf(h.actors[0])&person != 0 {
			return h.actors[0]
		}
	}
	return -1
}

// isOneMore tells whether nominal v is one more of those told of: "two were killed and a third was hurt".
func (t *tally) isOneMore(v int) bool {
	x := t.numberAt(v)
	return x != nil && x.Ordinal && t.last != nil && t.content(v) == v && v > 0 && t.d.Token(v-1).UPOS == language.DET && t.d.TimeAt(v) < 0
}

// twin makes the figure of the number whose noun stands behind the next one: "two Armenian" of "two Armenian and two
// Azerbaijani soldiers".
func (t *tally) twin(h harm, v int, n *numbered) {
	k := n.First - 1 // the "and"
	if k < 2 || t.d.Token(k).Lower != "and" || n.End >= len(t.d.Doc.Tokens) || t.country(n.End) == "" {
		return
	}
	iso, x := t.country(k-1), t.numberTo(k-1)
	if iso == "" || x == nil || x.Unit != "" || x.Ordinal || t.used[x] {
		return
	}
	id := t.figureOf(h, v, &numbered{x, v}, "")
	if c := t.d.Claim(id); c != nil {
		f := c.Body.(*claim.Figure)
		f.NationOf, f.Of = iso, t.d.Token(k-1).Form+" "+t.d.Token(t.content(v)).Form
		c.Span = t.d.Span(x.First, k)
	}
}

// isSingle tells whether a figure is of one person, or nobody.
func isSingle(f *claim.Figure) bool { return f.Value != nil && *f.Value < 2 }

func number(v float64) *float64 { return &v }

// countsOne tells whether a single person makes a figure of a measure; that one man returned or fled does not.
func countsOne(m claim.Measure) bool {
	switch m {
	case claim.Displaced, claim.Refugees, claim.Returned:
		return false
	}
	return true
}

// measure is what a word of harm counts: people who flee abroad are refugees.
func (t *tally) measure(h harm) claim.Measure {
	if h.word.measure != claim.Displaced {
		return h.word.measure
	}
	for c := range t.d.Children(h.at) {
		if t.d.Rel(c) == language.Obl {
			if cs := caseOf(t.reading, c); cs == "to" || cs == "into" || cs == "across" {
				if at := t.placeAt(c); at >= 0 && t.d.Places[at].Kind == claim.PlaceCountry || t.words.single[t.d.Token(c).Lemma]&t.words.class["border"] != 0 {
					return claim.Refugees
				}
			}
		}
	}
	return claim.Displaced
}

// eventOf is the act that the word of harm at token i belongs to, nil where it is of none that is told.
func (t *tally) eventOf(i int) *happening {
	for _, h := range t.now {
		if h.trigger == i || slices.Contains(h.results, i) {
			return h
		}
	}
	for steps, p := 0, t.d.Head(i); p >= 0 && steps < 5; steps, p = steps+1, t.d.Head(p) {
		for _, h := range t.now {
			if (h.trigger == p || h.clause == p) && (h.sense.kind == "ASSAULT" || h.sense.kind == "COERCE") {
				return h
			}
		}
	}
	for _, h := range t.now {
		if h.sense.kind == "ASSAULT" && t.d.Under(h.trigger, i) {
			return h
		}
	}
	return nil
}

// isNobody tells whether nominal v is of nought: "no casualties", "nobody was hurt", "no reports of casualties".
func (r *reading) isNobody(v int) bool {
	if r.says(v) == 0 {
		return true
	}
	h := r.d.Head(v)
	return h >= 0 && r.d.Rel(v) == language.Nmod && r.d.Token(h).UPOS == language.NOUN && r.says(h) == 0
}

// says is the number that the word of nominal v, or its article, is by itself: "nobody", "no women", "another", "both
// men"; -1 where they are none.
func (r *reading) says(v int) float64 {
	if n, ok := r.words.count.says[r.d.Token(v).Lower]; ok {
		if v+1 < len(r.d.Doc.Tokens) && r.numberFrom(v+1) != nil {
			return -1 // "another 100"
		}
		return n
	}
	for c := range r.d.Children(v) {
		switch r.d.Rel(c) {
		case language.Det, language.CcPreconj, language.DetPredet:
			if n, ok := r.words.count.says[r.d.Token(c).Lower]; ok && n != 1 {
				return n
			}
		}
	}
	return -1
}

// isSingle tells whether nominal v names one person: "a policeman", "the mayor", "Ali Khan", "her".
func (t *tally) isSingle(v int) bool {
	tok := t.d.Token(v)
	if t.classesOf(v)&person == 0 {
		return false
	}
	switch tok.UPOS {
	case language.NOUN:
		h := t.words.people[tok.Lemma]
		return tok.XPOS == language.TagNN && h != nil && !h.group && !h.toll
	case language.ADJ: // "and a civilian", taken for an adjective
		h := t.words.people[tok.Lower]
		return t.isAgedOne(v) || h != nil && !h.group && !h.toll && t.d.Child(v, language.Det) >= 0
	case language.PROPN:
		if ref, ok := t.d.Refs[v]; ok {
			return t.isNamedPerson(ref)
		}
		at := t.nameAt(v)
		return at >= 0 && t.d.Names[at].Kind == claim.NamePerson
	case language.PRON:
		h := t.words.people[tok.Lower]
		return h != nil && !h.group
	}
	return false
}

// add fills the claim of a figure from its word of harm and adds it to the draft.
func (t *tally) add(c *claim.Claim, p, v int, n *numbered) string {
	f := c.Body.(*claim.Figure)
	t.grammar.Fill(t.d, p, c)
	if isFatal(f.Measure) {
		t.undo(c, p)
	}
	c.Span = t.figureSpan(p, v, n)
	c.Path = string(f.Measure) + ": " + clause.Path(t.d, v) + "; " + clause.Path(t.d, p)
	if f.Value != nil && *f.Value == 0 && t.isNobody(v) || n != nil && isNegativeHedge(n.Wording) {
		c.Polarity = claim.Positive // that nobody was hurt is what is said; "no fewer than" denies nothing
	}
	if clause.IsVerb(t.d, p) && !t.isFinite(p) && t.isMeant(p) && c.Tense == claim.Past {
		c.Tense = claim.Future
	}
	s := t.d.Doc.SentenceOf(p)
	t.set(c, s, p, isHarm(f.Measure) && !t.isSweeping(f, p))
	t.known(c, s, p)
	t.during(c, f, p, v)
	return t.d.Add(*c).ID
}

// isSweeping tells whether a figure is so large, and of what has been so far, that it is of no one scene: "more than 10,000 have died", "two million have fled".
func (t *tally) isSweeping(f *claim.Figure, p int) bool {
	most := map[claim.Measure]float64{claim.Killed: 1000, claim.Injured: 2000, claim.Displaced: 100000, claim.Refugees: 100000}[f.Measure]
	n := f.Low
	if f.Value != nil {
		n = f.Value
	}
	return most > 0 && n != nil && *n >= most && t.isSoFar(p)
}

// isNegativeHedge tells the hedges that a negative word begins: "no fewer than", "not less than".
func isNegativeHedge(wording string) bool {
	return strings.HasPrefix(wording, "no ") || strings.HasPrefix(wording, "not ")
}

// figureSpan is the words from the number to the word of harm.
func (t *tally) figureSpan(p, v int, n *numbered) claim.Span {
	first, end := t.core(v)
	if n != nil {
		if n.First > first && p > n.First && t.d.Token(n.First-1).UPOS == language.CCONJ { // "dead and several others injured"
			first = n.First
		}
		first, end = min(first, n.First), max(end, n.End)
	}
	if p < first && first-p <= 2*nearWords || p >= end && p-end <= 2*nearWords {
		first, end = min(first, p), max(end, p+1)
	}
	return t.d.Span(first, end)
}
