package incident

import (
	"slices"
	"strconv"
	"strings"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
	"github.com/parley-desk/parley/reader/draft"
)

// ofHarmed makes the figure of a number of those who were harmed, read in the order of words: "nine of the
// dead were patients", "70 per cent of those killed are civilians", "half of the wounded". A part of
// their number, or a share in per cent. False where the number is of nobody harmed.
func (t *tally) ofHarmed(n *draft.Number) bool {
	i, end := n.End, t.sentenceEnd(n.Head)
	if i+1 >= end || t.d.Token(i).Lower != "of" {
		return false
	}
	i++
	if t.d.Token(i).UPOS == language.DET || t.words.count.them[t.d.Token(i).Lower] {
		i++
	}
	if i >= end {
		return false
	}
	measure := t.harmWordAt(i)
	if measure == "" || t.words.count.nouns[t.d.Token(i).Lemma] == nil && i == n.End+1 {
		return false // "three of wounded pride"
	}
	if m := t.thenBefell(i+1, end); m != "" { // "three of the wounded died"
		measure = m
	}
	who := i
	if c, ok := t.isThen(i+1, end); ok {
		who = c
	}
	f := &claim.Figure{Measure: measure}
	t.describe(f, who)
	if who == i {
		f.Of, f.StatusOf = t.d.Words(n.End+1, i+1), claim.Unknown
	}
	if isShare(n) {
		t.share(n, f, i, who)
		return true
	}
	c := t.emit(f, "of", likely, n, i, who)
	if whole := t.totals[measure]; whole != "" {
		c.About = append(c.About, claim.Link{Claim: whole, How: claim.PartOf})
	}
	return true
}

// harmWordAt is the measure of the word of harm at token i, as one that stands for people: "the dead", "those
// killed"; empty where it is none.
func (t *tally) harmWordAt(i int) claim.Measure {
	tok := t.d.Token(i)
	if w := t.words.count.adjectives[tok.Lower]; w != nil && w.need == "" && isHarm(w.measure) {
		return w.measure
	}
	if w := t.words.count.nouns[tok.Lemma]; w != nil && !w.weak && isFatal(w.measure) && tok.UPOS == language.NOUN {
		return w.measure
	}
	if tok.XPOS == language.TagVBN {
		for _, w := range t.words.count.verbs[tok.Lemma] {
			if w.befalls == "obj" && isHarm(w.measure) && len(w.rest) == 0 {
				return w.measure
			}
		}
	}
	return ""
}

// thenBefell is the measure of what befell those named before token i, told by a verb right there; empty where none is.
func (t *tally) thenBefell(i, end int) claim.Measure {
	for i < end && (t.d.Token(i).UPOS == language.ADV || t.d.Token(i).UPOS == language.AUX) {
		i++
	}
	if i >= end || t.d.Token(i).UPOS != language.VERB {
		return ""
	}
	for _, w := range t.words.count.verbs[t.d.Token(i).Lemma] {
		if isHarm(w.measure) && len(w.rest) == 0 && (w.befalls == "subj" || t.d.Token(i).XPOS == language.TagVBN) {
			return w.measure
		}
	}
	return ""
}

// isThen is the head of what those are said to be behind token i: "… were patients". False where nothing is.
func (t *tally) isThen(i, end int) (head int, ok bool) {
	for steps := 0; i < end && steps < longestChunk; i, steps = i+1, steps+1 {
		switch t.d.Token(i).UPOS {
		case language.AUX:
			c, ok := t.chunkAt(i+1, end)
			return c.head, ok && c.count == nil && t.d.Token(c.head).UPOS == language.NOUN
		case language.VERB, language.PUNCT:
			return -1, false
		}
	}
	return -1, false
}

// isShare tells whether a number is a part of a whole: "half", "70 per cent".
func isShare(n *draft.Number) bool { return n.Unit == "%" || n.Unit == "1" }

// share adds the figure of a share in per cent.
func (t *tally) share(n *draft.Number, f *claim.Figure, p, v int) {
	f.Measure, f.Unit = claim.Share, "%"
	c := t.emit(f, "share", probably, n, p, v)
	if n.Unit == "1" {
		f.Value, f.Low, f.High = hundredfold(n.Value), hundredfold(n.Low), hundredfold(n.High)
		c.Body = f
	}
}

func hundredfold(v *float64) *float64 {
	if v == nil {
		return nil
	}
	return number(100 * *v)
}

// state reads those who are said to be in a state that a harm leaves: "a boy was among the dead",
// "three men were in custody". Nil where word p is none, or of nobody.
func (r *reading) state(p int, w *harmWord) []int {
	if cs := caseOf(r, p); !r.words.count.wholes[cs] && !r.words.count.within[cs] || w.held != r.words.count.within[cs] {
		return nil
	}
	s := r.grammar.Subject(r.d, p)
	if s < 0 || !r.isVictim(s) {
		return nil
	}
	return conjuncts(r, s)
}

// durations makes the figures of how long something of the conflict goes on, of the times in the tokens
// [first, end): "13 months of fighting", "talks of nine hours", "the siege has lasted seven weeks".
func (t *tally) durations(first, end int) {
	i, _ := slices.BinarySearchFunc(t.d.Times, first, func(x draft.Time, i int) int { return x.First - i })
	for seen := 0; i < len(t.d.Times) && t.d.Times[i].First < end && seen < maxTold; i, seen = i+1, seen+1 {
		x := &t.d.Times[i]
		if x.Type != claim.TypeDuration || x.Start != "" {
			continue
		}
		value, unit := lengthOf(x.Value)
		of := t.lasting(x)
		if unit == "" || of < 0 || value != 1 && !t.hasNumeral(x) {
			continue
		}
		n := &draft.Number{First: x.First, End: x.End, Head: x.End - 1, Value: &value, Unit: unit}
		if t.d.Token(x.First).UPOS == language.NUM {
			n.Low, n.High = n.Value, n.Value
		}
		c := t.emit(&claim.Figure{Measure: claim.Duration, Of: t.counted(of)}, "duration", probably, n, t.clauseOf(n.Head), n.Head)
		if t.d.Rel(n.Head) == language.Obj { // "failed to end a year of war": it went on
			c.Polarity = t.grammar.Mood(t.d, n.Head).Polarity
		}
		if t.says(of) == 0 {
			c.Polarity = claim.Positive // how long nothing has come is what is told
		}
	}
}

// hasNumeral tells whether a length of time is told with a number: "a decade" is not.
func (t *tally) hasNumeral(x *draft.Time) bool {
	for i := x.First; i < x.End; i++ {
		if t.d.Token(i).UPOS == language.NUM {
			return true
		}
	}
	return false
}

// lengthOf reads a TIMEX3 duration of one unit: the number and its UCUM unit, empty where it is vague or of several.
func lengthOf(timex string) (value float64, unit string) {
	units := map[byte]string{'D': "d", 'W': "wk", 'M': "mo", 'Y': "a"}
	digits, ok := strings.CutPrefix(timex, "PT")
	if ok {
		units = map[byte]string{'H': "h", 'M': "min"}
	} else if digits, ok = strings.CutPrefix(timex, "P"); !ok {
		return 0, ""
	}
	if len(digits) < 2 {
		return 0, ""
	}
	value, err := strconv.ParseFloat(digits[:len(digits)-1], 64)
	if err != nil {
		return 0, ""
	}
	return value, units[digits[len(digits)-1]]
}

// lasting is the noun for what a length of time is of, -1 where it is of nothing that an analyst would time.
func (t *tally) lasting(x *draft.Time) int {
	unit := x.End - 1
	for c := range t.d.Children(unit) { // "three weeks of fighting"
		if t.d.Rel(c) == language.Nmod && caseOf(t.reading, c) == "of" && t.words.count.lasting[t.d.Token(c).Lemma] {
			return c
		}
	}
	h := t.d.Head(unit)
	if h < 0 {
		return -1
	}
	if t.words.count.lasting[t.d.Token(h).Lemma] && h < unit && caseOf(t.reading, unit) == "of" { // "a battle of nine days"
		return h
	}
	if c := t.lacking(h, unit); c >= 0 {
		return c
	}
	if t.words.count.lasts[t.d.Token(h).Lemma] { // "the siege has lasted 13 months"
		if s := t.grammar.Subject(t.d, h); s >= 0 && t.words.count.lasting[t.d.Token(s).Lemma] {
			return s
		}
	}
	return -1
}

// lacking is the subject that verb v says has not come or been done "for" the time with that unit, -1 where none is:
// "No convoy has reached the town for seven weeks".
func (t *tally) lacking(v, unit int) int {
	if t.d.Rel(unit) != language.Obl || caseOf(t.reading, unit) != "for" || !clause.IsVerb(t.d, v) || !t.isHot() {
		return -1
	}
	perfect := false
	for c := range t.d.Children(v) {
		perfect = perfect || t.d.Rel(c) == language.Aux && t.d.Token(c).Lemma == "have"
	}
	if s := t.grammar.Subject(t.d, v); s >= 0 && perfect && t.says(s) == 0 {
		return s
	}
	return -1
}
