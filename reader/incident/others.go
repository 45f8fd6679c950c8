package incident

import (
	"slices"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/draft"
)

// numbers makes figures of the numbers of the tokens [first, end) that count no victims: attacks,
// refugees, troops, weapons, money, shares, lengths, and tolls that are told as such.
func (t *tally) numbers(first, end int) {
	at, _ := slices.BinarySearchFunc(t.d.Numbers, first, func(n draft.Number, i int) int { return n.First - i })
	for seen := 0; at < len(t.d.Numbers) && t.d.Numbers[at].First < end && seen < maxTold; at, seen = at+1, seen+1 {
		n := &t.d.Numbers[at]
		if n.Ordinal || t.used[n] || n.Head < first || n.Head >= end {
			continue
		}
		t.number(n)
	}
}

// number makes the figure of one number, where an analyst would table it.
func (t *tally) number(n *draft.Number) {
	switch {
	case isMoney(n.Unit):
		t.money(n)
	case isShare(n) && t.ofHarmed(n):
	case n.Unit == "%":
		t.percent(n)
	case n.Unit == "km" || n.Unit == "m" || n.Unit == "[mi_i]":
		t.length(n)
	case n.Unit == "":
		if !t.toll(n) && !t.ofHarmed(n) {
			t.things(n)
		}
	}
}

// isMoney tells a currency (ISO 4217) from other units.
func isMoney(unit string) bool {
	if len(unit) != 3 {
		return false
	}
	for i := range 3 {
		if unit[i] < 'A' || unit[i] > 'Z' {
			return false
		}
	}
	return true
}

// emit adds a figure of number n that counts nominal v, told by predicate p.
func (t *tally) emit(f *claim.Figure, rule string, confidence float64, n *draft.Number, p, v int) *claim.Claim {
	f.Value, f.Low, f.High, f.Wording = n.Value, n.Low, n.High, n.Wording
	if f.Unit == "" {
		f.Unit = n.Unit
	}
	t.used[n] = true
	c := claim.Claim{Kind: claim.KindFigure, Rule: "figure/" + rule, Body: f, Confidence: confidence}
	t.add(&c, p, v, &numbered{n, v})
	return &t.d.Claims[len(t.d.Claims)-1]
}

// things makes the figure of a number of things that the lexicon knows: "150 attacks", "1.4 million refugees".
func (t *tally) things(n *draft.Number) {
	v := n.Head
	if t.d.Rel(v) == language.Nummod || t.d.Rel(v) == language.Amod || t.d.Rel(v) == language.Det {
		v = t.d.Head(v)
	} else {
		v = t.content(v)
	}
	if v < 0 {
		return
	}
	w := t.words.count.nouns[t.d.Token(v).Lemma]
	if w == nil || isHarm(w.measure) && w.measure != claim.Returned || w.violent && !t.isHot() {
		return
	}
	e := t.eventAround(v)
	if w.weak && (e == nil || e.sense.kind != "MOBILIZE") || w.harmed && (e == nil || e.sense.kind != "ASSAULT") {
		return
	}
	p := v
	if h := t.d.Head(v); h >= 0 {
		p = t.clauseOf(v)
	}
	if rel := t.d.Rel(v); w.measure == claim.Attacks && (rel == language.Obl || rel == language.Nmod) && t.isPointedAt(v) {
		p = v // "nobody was hurt in the two raids": raids there were
	}
	f := &claim.Figure{Measure: w.measure, Of: t.counted(v)}
	if w.measure == claim.Trade && e != nil && e.sense.kind == "ASSAULT" {
		f.Measure = claim.Damage // "burned twelve lorries"
	}
	if w.measure == claim.Refugees || w.measure == claim.Displaced || w.measure == claim.Troops {
		who := t.human(v)
		f.StatusOf, f.NationOf = who.status, t.nation(v)
	}
	id := t.emit(f, "count", probably, n, p, v).ID
	if e != nil {
		e.harmed = append(e.harmed, id)
		b := t.body(e)
		b.Figures = append(b.Figures, id)
		if len(e.actors) > 0 && w.measure == claim.Attacks {
			ref := t.ref(e.actors[0])
			f.Perpetrator = &ref
		}
	}
}

// clauseOf is the predicate that nominal v is an argument of, or the highest word above it in what
// is said there: of "with nine lorries waiting, officers said" the verb of saying is none.
func (t *tally) clauseOf(v int) int {
	for steps := 0; steps < 4 && t.d.Head(v) >= 0 && t.together(t.d.Head(v), v); steps++ {
		v = t.d.Head(v)
		if t.d.Token(v).UPOS == language.VERB {
			break
		}
	}
	return v
}

// together tells whether two tokens stand in the same statement, or both in none.
func (t *tally) together(a, b int) bool { return t.d.Within == nil || t.d.Within[a] == t.d.Within[b] }

// eventAround is the act whose trigger is nominal v or governs it, nil where none.
func (t *tally) eventAround(v int) *happening {
	for steps := 0; v >= 0 && steps < 3; steps++ {
		for _, h := range t.now {
			if h.trigger == v || h.clause == v || slices.Contains(h.results, v) {
				return h
			}
		}
		v = t.d.Head(v)
	}
	return nil
}

// toll makes the figure of a toll: "the death toll rose to 17", "a toll of 17".
func (t *tally) toll(n *draft.Number) bool {
	v := n.Head
	if t.d.Rel(v) == language.Nummod && t.d.Head(v) >= 0 {
		v = t.d.Head(v)
	}
	h := t.d.Head(v)
	if at, p := t.tollBefore(n, v); at >= 0 {
		t.tolled(n, v, at, p)
		return true
	}
	if h < 0 {
		return false
	}
	switch t.d.Rel(v) {
	case language.Obl, language.Nmod, language.Obj, language.Xcomp, language.NmodUnmarked, language.OblUnmarked, language.Nsubj:
	default:
		return false
	}
	if x := t.numberAt(h); x != nil && t.used[x] && caseOf(t.reading, v) == "from" { // "to 17 from 12"
		h = t.d.Head(h)
	}
	if h < 0 {
		return false
	}
	at := -1
	for _, c := range append([]int{h}, slices.Collect(t.d.Children(h))...) {
		if w := t.words.count.tolls[t.d.Token(c).Lemma]; w != nil && c != v && t.isToll(c) {
			at = c
		}
	}
	if at < 0 {
		return false
	}
	t.tolled(n, v, at, h)
	return true
}

// tolled makes the figure of number n, of the nominal v, that is the toll at token at by the word of predicate p.
func (t *tally) tolled(n *draft.Number, v, at, p int) {
	f := &claim.Figure{Measure: t.tollOf(at), Cumulative: true}
	if v != n.Head {
		who := t.human(v)
		f.Of, f.StatusOf, f.NationOf = t.counted(v), who.status, t.nation(v)
	}
	c := t.emit(f, "toll", likely, n, p, v)
	f.Cumulative = true
	t.revise(c, v)
}

// tollBefore is the toll and the word of its change before number n that ends it, though what lies between
// took the number in the tree: "bringing the number of those killed since May to 40". Both -1 where there is none.
func (t *tally) tollBefore(n *draft.Number, v int) (toll, change int) {
	first := int(t.d.Doc.Sentences[t.d.Doc.SentenceOf(n.Head)].First)
	if v != n.Head || n.First-1 <= first || !t.words.count.reaches[t.d.Token(n.First-1).Lower] {
		return -1, -1
	}
	if n.End < len(t.d.Doc.Tokens) && t.d.Token(n.End).UPOS != language.PUNCT && t.d.Token(n.End).UPOS != language.CCONJ {
		return -1, -1 // "to 40 villages"
	}
	for i := n.First - 2; i >= max(first, n.First-farToll); i-- {
		if t.words.count.tolls[t.d.Token(i).Lemma] == nil || !t.isToll(i) {
			continue
		}
		if t.changes(n.First-2) && i < n.First-2 { // "… has risen to 40"
			return i, n.First - 2
		}
		for c := i - 1; c >= max(first, i-nearWords); c-- { // "bringing the number of … to 40"
			if t.changes(c) {
				return i, c
			}
		}
		return -1, -1
	}
	return -1, -1
}

// farToll is how far before its number a toll may stand, in tokens.
const farToll = 25

// changes tells whether token i says that a toll rose, fell or was brought to a number.
func (t *tally) changes(i int) bool {
	tok := t.d.Token(i)
	return t.words.count.changes[tok.Lemma] || t.words.count.changes[tok.Lower]
}

// revise ties the number to which a toll has changed to the one it had: "rose from 12 to 17", "to 17 from 12".
func (t *tally) revise(c *claim.Claim, v int) {
	was := caseOf(t.reading, v) == "from"
	if t.firstToll == "" || was == t.was {
		t.firstToll, t.was = c.ID, was
		return
	}
	newer, older := c, t.firstToll
	if was {
		newer, older = t.d.Claim(t.firstToll), c.ID
	}
	newer.About = append(newer.About, claim.Link{Claim: older, How: claim.Corrects})
}

// isToll tells whether noun c is of people harmed: "toll", "the number of dead".
func (t *tally) isToll(c int) bool { return t.tollOf(c) != "" }

// tollOf is the measure of a toll: of a plain number, what it is the number of.
func (t *tally) tollOf(c int) claim.Measure {
	w := t.words.count.tolls[t.d.Token(c).Lemma]
	for k := range t.d.Children(c) {
		switch t.d.Rel(k) {
		case language.Nmod, language.Compound, language.Amod:
			if m := t.harmWordAt(k); m != "" {
				return m
			}
			for l := range t.d.Children(k) { // "the number of people killed"
				if m := t.harmWordAt(l); m != "" && (t.d.Rel(l) == language.Acl || t.d.Rel(l) == language.Amod) {
					return m
				}
			}
		}
	}
	if w != nil && isHarm(w.measure) {
		return w.measure
	}
	return ""
}

// money makes the figure of an amount of money, where its words say what it is: trade, aid, damage.
func (t *tally) money(n *draft.Number) {
	w := t.topic(n.Head)
	if w == nil || w.measure == claim.GDPChange || w.measure == claim.Damage && !t.isHot() {
		return
	}
	t.emit(&claim.Figure{Measure: w.measure}, "money", probably, n, t.clauseOf(n.Head), n.Head)
}

// topic is what an amount is about: the nearest word of [topic] among those above
// and below it and beside it in its clause; nil where none is near.
func (t *tally) topic(i int) *harmWord {
	p := i
	for steps := 0; steps < 3 && p >= 0; steps++ {
		if w := t.topicUnder(p, 2); w != nil {
			return w
		}
		if w := t.words.count.topics[t.d.Token(p).Lemma]; w != nil && !w.weak {
			return w
		}
		p = t.d.Head(p)
	}
	return nil
}

func (t *tally) topicUnder(p, depth int) *harmWord {
	for c := range t.d.Children(p) {
		if w := t.words.count.topics[t.d.Token(c).Lemma]; w != nil && !w.weak {
			return w
		}
		if depth > 1 && t.d.Token(c).UPOS != language.VERB {
			if w := t.topicUnder(c, depth-1); w != nil {
				return w
			}
		}
	}
	return nil
}

// percent makes the figure of a change of output, or of a share, where it is told as one.
func (t *tally) percent(n *draft.Number) {
	w := t.topic(n.Head)
	if w == nil || w.measure != claim.GDPChange && w.measure != claim.Trade {
		return
	}
	f := &claim.Figure{Measure: w.measure}
	p := t.clauseOf(n.Head)
	c := t.emit(f, "percent", probably, n, p, n.Head)
	if t.falls(n.Head) || t.words.count.falls[t.d.Token(p).Lemma] {
		f.Value, f.Low, f.High = minus(f.Value), minus(f.High), minus(f.Low)
	}
	c.Body = f
}

// falls tells whether a word of falling stands above number i or beside it.
func (t *tally) falls(i int) bool {
	for steps := 0; steps < 3 && i >= 0; steps++ {
		if t.words.count.falls[t.d.Token(i).Lemma] {
			return true
		}
		for c := range t.d.Children(i) {
			if t.words.count.falls[t.d.Token(c).Lemma] {
				return true
			}
		}
		i = t.d.Head(i)
	}
	return false
}

func minus(v *float64) *float64 {
	if v == nil || *v <= 0 {
		return v
	}
	return number(-*v)
}

// length makes the figure of how long a border or a road is: "the 2,640-kilometre
// line", "a border of 900 km".
func (t *tally) length(n *draft.Number) {
	v := -1
	for i, steps := n.Head, 0; steps < 3 && i >= 0; i, steps = t.d.Head(i), steps+1 {
		if t.isLengthy(i) {
			v = i
			break
		}
		if rel := t.d.Rel(i); rel == language.Obl || rel == language.Nsubj || rel == language.Obj {
			break
		}
	}
	end := int(t.d.Doc.Sentences[t.d.Doc.SentenceOf(n.Head)].End)
	for i := n.End; v < 0 && i < n.End+nearWords && i < end && t.d.Token(i).UPOS != language.VERB; i++ {
		if t.isLengthy(i) {
			v = i
		}
	}
	if v >= 0 {
		t.emit(&claim.Figure{Measure: claim.Length, Of: t.counted(v)}, "length", probably, n, v, n.Head)
	}
}

func (t *tally) isLengthy(i int) bool {
	return t.words.count.lengthy[t.d.Token(i).Lemma] || t.words.count.lengthy[t.d.Token(i).Lower]
}
