package incident

import (
	"slices"
	"strings"
	"time"

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
			t.harmed(h)
		}
	}
	t.numbers(first, end)
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
	return r.isHot() || slices.ContainsFunc(r.now, func(e *happening) bool { return e.sense.kind == "ASSAULT" || e.sense.kind == "PROTEST" })
}

// isFatal tells the measures of harm to the body, that nature does too.
func isFatal(m claim.Measure) bool {
	return m == claim.Killed || m == claim.Injured || m == claim.Casualties || m == claim.Missing
}

// tally is the figures of one sentence in the making.
type tally struct {
	*reading
	used  map[*draft.Number]bool // numbers that count something already
	done  map[int]bool           // nominals that are counted already
	last  *claim.Figure          // the figure before, from which an ellipsis borrows: "50 civilians killed and 447 wounded"
	whole string                 // id of the figure of which parts are told
}

// harmed makes the figures of one word of harm.
func (t *tally) harmed(h harm) {
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
		if id := t.victim(h, v, ""); id != "" {
			t.whole = id
		}
		t.parts(h, v)
		t.breakdown(h)
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

// parts makes the figures of those who are named among others: "12 people, including three children".
func (t *tally) parts(h harm, v int) {
	for _, top := range []int{v, t.content(v), h.at} { // "two were held, including a boy" hangs on the verb
		for c := range t.d.Children(top) {
			if t.done[c] || !t.isPart(c) {
				continue
			}
			for _, n := range conjuncts(t.reading, c) {
				t.done[n] = true
				t.victim(h, n, t.whole)
			}
		}
	}
	t.partsBehind(h, v)
}

// partsBehind makes the figures of those who are named among others right behind nominal v, wherever
// the tree hung them: "100 people, among them 12 minors", "five civilians, three of whom were children".
func (t *tally) partsBehind(h harm, v int) {
	end := t.sentenceEnd(v)
	i := t.chunkEnd(v, end) + 1
	if i < end && t.d.Token(i).XPOS == language.TagComma {
		i++
	}
	if x := t.numberFrom(min(i, end-1)); x != nil {
		t.partOfThem(h, x, end)
		return
	}
	for n := longestBeside; n > 0; n-- {
		if i+n >= end || !t.words.count.wholes[t.joined(i, i+n)] {
			continue
		}
		for i += n; ; {
			c, ok := t.chunkAt(i, end)
			if !ok || c.count == nil && !c.article {
				return
			}
			if !t.done[c.head] {
				t.done[c.head] = true
				t.victim(h, c.head, t.whole)
			}
			if i, _ = t.connector(t.chunkEnd(c.head, end)+1, end); i < 0 {
				return
			}
		}
	}
}

// partOfThem makes the figure of a number "of them": "two of them children", "three of whom were women".
func (t *tally) partOfThem(h harm, x *draft.Number, end int) {
	i := x.End
	if i+2 >= end || x.Ordinal || x.Unit != "" || t.used[x] || t.d.Token(i).Lower != "of" || !t.words.count.them[t.d.Token(i+1).Lower] {
		return
	}
	if i += 2; t.d.Token(i).UPOS == language.AUX {
		i++
	}
	if c, ok := t.chunkAt(i, end); ok && c.count == nil && !t.done[c.head] {
		t.done[c.head] = true
		t.figureOf(h, c.head, &numbered{x, c.head}, t.whole)
	}
}

// isPart tells whether nominal c tells of some among those of its head.
func (t *tally) isPart(c int) bool {
	switch t.d.Rel(c) {
	case language.Nmod, language.Conj, language.Appos, language.Obl, language.Acl, language.Advcl, language.Parataxis:
	default:
		return false
	}
	for k := range t.d.Children(c) {
		if t.d.Rel(k) == language.Case && t.words.count.wholes[t.d.Token(k).Lower] {
			return true
		}
	}
	if t.d.Token(c).UPOS == language.NUM && t.content(c) == c {
		return false // "Farr, 43, was arrested": an age
	}
	return t.d.Rel(c) == language.Appos && t.numberFor(c) != nil && t.classesOf(t.content(c))&person != 0
}

// victim makes the figure of the people whom nominal v names, of the word of harm
// h, as a part of the figure with id whole; the id of its claim, empty where nothing is counted.
func (t *tally) victim(h harm, v int, whole string) string {
	n := t.countOf(v)
	if n == nil {
		n = t.numberFor(v)
	}
	return t.figureOf(h, v, n, whole)
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
	case countsOne(f.Measure) && t.isSingle(v):
		f.Value, f.Low, f.High = number(1), number(1), number(1)
	default:
		return ""
	}
	t.describe(f, v)
	c := claim.Claim{Kind: claim.KindFigure, Rule: "figure/harm", Body: f, Confidence: likely}
	if n == nil {
		c.Rule, c.Confidence = "figure/single", probably
	}
	e := t.eventOf(h.at)
	if e != nil && len(e.actors) > 0 && f.Measure != claim.Released {
		ref := t.ref(e.actors[0])
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
	return id
}

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
	t.set(c, s, p, isHarm(f.Measure))
	t.known(c, s, p)
	t.during(c, f, p, v)
	return t.d.Add(*c).ID
}

// isNegativeHedge tells the hedges that a negative word begins: "no fewer than", "not less than".
func isNegativeHedge(wording string) bool {
	return strings.HasPrefix(wording, "no ") || strings.HasPrefix(wording, "not ")
}

// during says what time the count covers, and whether it is a running total.
func (t *tally) during(c *claim.Claim, f *claim.Figure, p, v int) {
	since := t.since(p)
	if since != nil {
		c.Time = since
	}
	f.Cumulative = f.Cumulative || since != nil || t.isCumulative(p, v) || t.isUpToNow(c.Time)
	if c.Time != nil && (f.Cumulative || c.Time.Precision != claim.PrecisionDay && c.Time.Precision != claim.PrecisionTime) {
		f.Window = c.Time
	} else if c.Time == nil {
		f.Window = t.window(t.d.Doc.SentenceOf(p), v)
	}
	c.Background = c.Background || t.isAside(c, p)
}

// since is the time from a day that the words name to the day of telling, of word p or the clause that lends it its
// time: "has killed 30 since June". Nil where nothing says so.
func (t *tally) since(p int) *claim.When {
	i := t.grammar.TimeOf(t.d, p)
	if i < 0 {
		return nil
	}
	x := &t.d.Times[i]
	first := max(x.First-sinceReach, int(t.d.Doc.Sentences[t.d.Doc.SentenceOf(p)].First))
	for k := first; k < x.First; k++ {
		if !t.words.count.cumulative[t.d.Token(k).Lower] || t.d.Token(k).UPOS != language.ADP && t.d.Token(k).UPOS != language.SCONJ {
			continue
		}
		w := clause.When(t.d, i)
		if !t.d.Day.IsZero() && w.Start < t.d.Day.Format(time.DateOnly) {
			w.End, w.Precision = t.d.Day.Format(time.DateOnly), claim.PrecisionRange
		}
		return w
	}
	return nil
}

// sinceReach is how many words may stand from "since" to its time: "since the end of June".
const sinceReach = 3

// weekLong is from how many days on a count up to the day of telling is a running total: "this month", "in the past two weeks".
const weekLong = 7 * 24 * time.Hour

// isUpToNow tells whether a time is a stretch that goes on on the day of telling.
func (t *tally) isUpToNow(w *claim.When) bool {
	if w == nil || t.d.Day.IsZero() || len(w.Start) < len(time.DateOnly) || len(w.End) < len(time.DateOnly) {
		return false
	}
	start, err := time.Parse(time.DateOnly, w.Start[:len(time.DateOnly)])
	end, err2 := time.Parse(time.DateOnly, w.End[:len(time.DateOnly)])
	return err == nil && err2 == nil && !end.Before(t.d.Day) && t.d.Day.Sub(start) >= 0 && end.Sub(start) >= weekLong
}

// isAside tells whether a figure is told in passing: in a clause about somebody, and of an earlier day
// than the one that the telling stands on ("his predecessor, who was killed last week").
func (t *tally) isAside(c *claim.Claim, p int) bool {
	if t.scene.when == nil || c.Time == nil || c.Time.End == "" || c.Time.End >= t.scene.when.Start {
		return false
	}
	rel := t.d.Rel(p)
	return rel == language.AclRelcl || rel == language.Acl && t.d.Token(p).XPOS == language.TagVBN
}

// window is the time that a count without a time of its own covers: the date right beside
// it, or the only one of its sentence. Nil where neither stands.
func (t *tally) window(s, v int) *claim.When {
	sentence := &t.d.Doc.Sentences[s]
	from, _ := slices.BinarySearchFunc(t.d.Times, int(sentence.First), func(x draft.Time, i int) int { return x.First - i })
	best, dated := -1, 0
	for i := from; i < len(t.d.Times) && t.d.Times[i].First < int(sentence.End); i++ {
		x := &t.d.Times[i]
		if x.Start == "" {
			continue
		}
		dated++
		if away := max(x.First-v, v-x.End); away <= nearWords && best < 0 || dated == 1 && best < 0 {
			best = i
		}
	}
	if best < 0 || dated > 1 && max(t.d.Times[best].First-v, v-t.d.Times[best].End) > nearWords {
		return nil
	}
	return clause.When(t.d, best)
}

// figureSpan is the words from the number to the word of harm.
func (t *tally) figureSpan(p, v int, n *numbered) claim.Span {
	first, end := t.core(v)
	if n != nil {
		first, end = min(first, n.First), max(end, n.End)
	}
	if p < first && first-p <= 2*nearWords || p >= end && p-end <= 2*nearWords {
		first, end = min(first, p), max(end, p+1)
	}
	return t.d.Span(first, end)
}

// isCumulative tells whether words beside the figure make it a running total.
func (t *tally) isCumulative(p, v int) bool {
	for _, at := range []int{p, v} {
		for c := range t.d.Children(at) {
			if t.words.count.cumulative[t.d.Token(c).Lemma] {
				return true
			}
			for k := range t.d.Children(c) {
				if t.d.Rel(k) == language.Case && t.d.Token(k).Lower == "since" {
					return true
				}
			}
		}
	}
	return false
}
