package clause

import (
	"time"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/draft"
)

// Time is when predicate p is said to take place: the time expression that hangs
// from it; else, for a noun or a dependent clause, from the clause it stands in;
// else the only one of its sentence. Nil where nothing says so.
func (g *Grammar) Time(d *draft.Draft, p int) *claim.When {
	if i := WhenThen(d, p); i >= 0 {
		return When(d, i) // "since Sunday, when": of that day alone
	}
	if i := g.TimeOf(d, p); i >= 0 {
		if w := both(d, i); w != nil {
			return w
		}
		return upToNow(d, i)
	}
	return nil
}

// both is the time from one day to another that is joined to it: "on Friday and Saturday", "between August 5 and August 7". Nil where time
// expression i stands alone.
func both(d *draft.Draft, i int) *claim.When {
	for _, first := range []int{i, i - 1} {
		if first < 0 || first+1 >= len(d.Times) || !joined(d, first) {
			continue
		}
		w, last := When(d, first), &d.Times[first+1]
		w.End, w.Precision = last.Time.End, claim.PrecisionRange
		w.Span = &claim.Span{Start: w.Span.Start, End: last.Span.End}
		return w
	}
	return nil
}

// joined tells whether time expression i is a day to which the next one, a later day, is joined.
func joined(d *draft.Draft, i int) bool {
	a, b := &d.Times[i], &d.Times[i+1]
	if fromMonth(d, a, b) {
		return true
	}
	if !isDay(a) || !isDay(b) || a.Time.End >= b.Start || b.First <= a.End || b.First-a.End > 2 || far(a.Start, b.Start) {
		return false
	}
	switch d.Token(a.End).Lower {
	case "and", "to", "through", "-", "–":
	default:
		return false
	}
	return b.First == a.End+1 || d.Token(a.End+1).Lower == "on"
}

// fromMonth tells whether a is the month from which something went on to the later one b: "from April to June", "between April and the end of June".
func fromMonth(d *draft.Draft, a, b *draft.Time) bool {
	if a.Precision != claim.PrecisionMonth || b.Precision == claim.PrecisionYear || a.Time.End >= b.Start || b.First <= a.End || a.First == 0 {
		return false
	}
	switch d.Token(a.First - 1).Lower {
	case "from":
		if to := d.Token(a.End).Lower; to != "to" && to != "through" && to != "until" {
			return false
		}
	case "between":
		if d.Token(a.End).Lower != "and" {
			return false
		}
	default:
		return false
	}
	return b.First == a.End+1
}

// far tells whether two days lie more than a week apart.
func far(from, to string) bool {
	a, err := time.Parse(time.DateOnly, from)
	b, err2 := time.Parse(time.DateOnly, to)
	return err != nil || err2 != nil || b.Sub(a) > 7*24*time.Hour
}

// upToNow is the time expression d.Times[i] as a claim states it: from a day since when something has gone on to that of publication.
func upToNow(d *draft.Draft, i int) *claim.When {
	w := When(d, i)
	day := d.Day.Format(time.DateOnly)
	if !isSince(d, &d.Times[i]) || d.Day.IsZero() || w.Start == "" || w.Start >= day {
		return w
	}
	w.End, w.Precision = day, claim.PrecisionRange
	return w
}

// TimeOf is the index in d.Times of the time of predicate p, -1 where there is none.
func (g *Grammar) TimeOf(d *draft.Draft, p int) int {
	s := d.Doc.Sentences[d.Doc.SentenceOf(p)]
	from, to := d.TimesIn(draft.Range{First: int(s.First), End: int(s.End)})
	if from == to {
		return -1
	}
	if own := rightBefore(d, from, to, p); own >= 0 {
		return own
	}
	if own := WhenThen(d, p); own >= 0 {
		return own
	}
	best, bestRank := -1, maxRank
	dated := 0
	for i := from; i < to; i++ {
		t := &d.Times[i]
		if !denotes(t) || inDateline(d, t) || ofOffice(d, t, p) {
			continue
		}
		where := g.behindPlace(d, t)
		if !g.shares(d, t.First, p) && (where < 0 || !g.shares(d, where, p) && !(IsNominal(d, p) && d.Under(Top(d, where, t.End), p))) {
			continue // "confirmed the arrest of two men | in Selby May 6": what follows the noun is of it
		}
		dated++
		r := g.rank(d, t.First, t.End, p)
		if where >= 0 {
			r = min(r, g.rank(d, where, t.End, p))
		}
		if r < bestRank {
			best, bestRank = i, r
		}
	}
	if best < 0 {
		best = g.ofOccasion(d, from, to, p)
	}
	if best < 0 {
		best = inWhich(d, from, to, p)
	}
	if best < 0 && dated == 1 && !inRelative(d, p) { // one date in the sentence, in no clause of its own
		for i := from; i < to; i++ {
			t := &d.Times[i]
			if !denotes(t) || !g.shares(d, t.First, p) || inDateline(d, t) || ofOffice(d, t, p) {
				continue
			}
			if top := Top(d, t.First, t.End); !modifies(d, top) && !g.ofPhase(d, top, p) && !ofFirst(d, top) && !reachesBack(d, top, p) && !(inAside(d, top, p) && !isDay(t)) && !sinceBetween(d, p, t.First) {
				return i
			}
		}
	}
	return best
}

// rightBefore is the index of a day right before the nominal that token p heads, wherever the parser hung it: "the rebels'
// October 7, 2023, attacks". -1 where there is none.
func rightBefore(d *draft.Draft, from, to, p int) int {
	if !IsNominal(d, p) {
		return -1
	}
	first := p
	for first > 0 && p-first < 3 && (d.Token(first-1).UPOS == language.ADJ || d.Token(first-1).UPOS == language.NOUN || d.Token(first-1).XPOS == language.TagComma) && d.TimeAt(first-1) < 0 {
		first--
	}
	for i := from; i < to; i++ {
		if t := &d.Times[i]; t.End == first && denotes(t) && isDay(t) && t.First > 0 && d.Token(t.First-1).UPOS != language.ADP {
			return i
		}
	}
	return -1
}

// behindPlace is where the words for a place begin behind which a bare day stands, of the thing that is told to have been there, wherever
// a parser hung either: "the arrest of two men in the Pell district, Marrow province, May 6". -1 where t is no such day.
func (g *Grammar) behindPlace(d *draft.Draft, t *draft.Time) int {
	s := d.Doc.Sentences[d.Doc.SentenceOf(t.First)]
	if !isDay(t) {
		return -1
	}
	located := false
	for i := t.First - 1; i >= int(s.First) && t.First-i <= longestWhere; i-- {
		switch w := d.Token(i); {
		case w.UPOS == language.ADP:
			if e := g.cases.Find(w.Lower); located && e != nil && e.Has("place") && i+1 < t.First-1 {
				return i + 1
			}
			return -1
		case w.UPOS == language.NOUN, w.UPOS == language.PROPN:
			located = located || g.locality.Has(w.Lemma) || g.locality.Has(w.Lower) || isPlace(d, i)
		case w.UPOS == language.ADJ, w.UPOS == language.DET, w.XPOS == language.TagComma, w.XPOS == language.TagHYPH:
		default:
			return -1
		}
	}
	return -1
}

// longestWhere is how many words may name a place before the day behind it.
const longestWhere = 12

// isPlace tells whether token i stands in a place that the draft knows.
func isPlace(d *draft.Draft, i int) bool {
	from, to := d.PlacesIn(draft.Range{First: i, End: i + 1})
	return from < to || from > 0 && d.PlaceAt[from-1].Holds(i)
}

// ofOccasion is the index of a time before the noun of what predicate p happened in ("taken in the May 3 raid"), -1 where there is none.
func (g *Grammar) ofOccasion(d *draft.Draft, from, to, p int) int {
	for i := from; i < to; i++ {
		t := &d.Times[i]
		top := Top(d, t.First, t.End)
		if noun := d.Head(top); denotes(t) && modifies(d, top) && noun >= 0 && d.Rel(noun) == language.Obl && d.Head(noun) == p && g.caseIs(d, noun, "occasion") {
			return i
		}
	}
	return -1
}

// WhenThen is the index of the day behind which the clause of predicate p says what was done on it: "the first raid since Sunday, when gunmen
// shot two guards". -1 where there is none.
func WhenThen(d *draft.Draft, p int) int {
	switch d.Rel(p) {
	case language.Nsubj, language.NsubjPass, language.Obj: // "since May 3, when violence erupted"
		if h := d.Head(p); IsNominal(d, p) && IsVerb(d, h) && d.Rel(h) == language.Advcl {
			p = h
		}
	}
	for steps := 0; p >= 0 && steps < maxClimb; steps++ {
		for c := range d.Children(p) {
			if w := d.Token(c); c == 0 || c > p || w.Lower != "when" || w.UPOS != language.ADV && w.UPOS != language.SCONJ {
				continue
			}
			before := c - 1
			if d.Token(before).XPOS == language.TagComma {
				before--
			}
			if before < 0 {
				return -1
			}
			if i := d.TimeAt(before); i >= 0 && denotes(&d.Times[i]) && (isDay(&d.Times[i]) || isSince(d, &d.Times[i])) && !inDateline(d, &d.Times[i]) {
				return i
			}
		}
		switch d.Rel(p) {
		case language.Conj, language.Advcl, language.Xcomp:
		default:
			return -1
		}
		p = d.Head(p)
	}
	return -1
}

// isSince tells whether a time is that since when something has gone on: "at war since 2014, when rebels seized the capital".
func isSince(d *draft.Draft, t *draft.Time) bool {
	return t.First > 0 && d.Token(t.First-1).Lower == "since"
}

// inWhich is the index of a day right before the noun in which the clause of predicate p tells that something was done: "the May 3 raid,
// in which gunmen shot two guards and burned a mill". -1 where there is none.
func inWhich(d *draft.Draft, from, to, p int) int {
	for steps := 0; p >= 0 && steps < maxDepth; steps++ {
		switch d.Rel(p) {
		case language.Conj:
		case language.AclRelcl:
			for c := range d.Children(p) {
				if isRelative(d, c) && (Case(d, c) == "in" || Case(d, c) == "during") {
					return rightBefore(d, from, to, d.Head(p))
				}
			}
			return -1
		default:
			return -1
		}
		p = d.Head(p)
	}
	return -1
}

// reachesBack tells whether a time stands in a clause of since when or why, in which p does not stand: "the first such
// trip since the movement took power in 2021" does not date the trip, nor "moved by his murder, because they met in 2021" the murder.
func reachesBack(d *draft.Draft, top, p int) bool {
	for steps := 0; top >= 0 && steps < maxDepth; steps++ {
		if m := d.Child(top, language.Mark); m >= 0 && (beside[d.Token(m).Lower] || isContrast(d, m, top)) && !d.Under(p, top) {
			return true
		}
		top = d.Head(top)
	}
	return false
}

// beside open clauses of another time than that beside which they stand.
var beside = map[string]bool{"since": true, "because": true, "although": true, "though": true, "whereas": true}

// isContrast tells whether the clause of verb v, opened by token m, sets another deed beside the one above: "five died at once while a sixth
// died on Sunday". In "while they were sleeping" both are of one time.
func isContrast(d *draft.Draft, m, v int) bool {
	return d.Token(m).Lower == "while" && d.Token(v).XPOS == language.TagVBD && d.Child(v, language.Nsubj, language.NsubjPass) >= 0
}

// isDay tells whether a time is as fine as a day, which news tells of the deed itself wherever the words hang.
func isDay(t *draft.Time) bool {
	return t.Precision == claim.PrecisionDay || t.Precision == claim.PrecisionTime
}

// ofFirst tells whether a time is that since when something is the first or the worst: "their first talks since 2022".
func ofFirst(d *draft.Draft, top int) bool {
	h, m := d.Head(top), d.Child(top, language.Case)
	if h < 0 || m < 0 || d.Token(m).Lower != "since" || !IsNominal(d, h) {
		return false
	}
	for k := range d.Children(h) {
		if d.Rel(k) == language.Amod && superlative(d, k) {
			return true
		}
	}
	return false
}

// inAside tells whether a time stands in a relative clause in which p does not: "the raid was blamed on men who were freed in May".
func inAside(d *draft.Draft, top, p int) bool {
	for steps := 0; top >= 0 && steps < maxDepth; steps++ {
		if d.Rel(top) == language.AclRelcl {
			return !d.Under(p, top) && d.Head(top) != p // "the talks that were held in May" are of May
		}
		top = d.Head(top)
	}
	return false
}

// sinceBetween tells whether a clause of since when begins between predicate p and a time at token first, wherever the parser
// hung it: "the worst attack since the truce between the army and the rebels ended in May". "Since May" itself is p's.
func sinceBetween(d *draft.Draft, p, first int) bool {
	for i := max(p+1, first-maxDepth); i < first-1; i++ {
		if d.Token(i).Lower == "since" && d.TimeAt(i+1) < 0 {
			return true
		}
	}
	return false
}

// inRelative tells whether p stands in a relative clause, which has a time of its own or none.
func inRelative(d *draft.Draft, p int) bool {
	for steps := 0; p >= 0 && steps < maxDepth; steps++ {
		if d.Rel(p) == language.AclRelcl {
			return true
		}
		p = d.Head(p)
	}
	return false
}

// inDateline tells whether a time is that of the dateline: when the report was written, not when something happened.
func inDateline(d *draft.Draft, t *draft.Time) bool {
	return d.Dateline != nil && d.Dateline.Span != nil && d.Dateline.Span.Covers(t.Span)
}

// denotes tells whether a time expression says when, not how long or how often.
func denotes(t *draft.Time) bool {
	return t.Start != "" && (t.Type == claim.TypeDate || t.Type == claim.TypeTime || t.Basis != "")
}

// When is the time expression d.Times[i] as a claim states it.
func When(d *draft.Draft, i int) *claim.When {
	t := &d.Times[i]
	span := t.Span
	return &claim.When{Start: t.Start, End: t.Time.End, Precision: t.Precision, Basis: t.Basis, Span: &span}
}

// Timeless ends a phrase before a time at its end, and the preposition before that: "the senator on Tuesday".
func Timeless(d *draft.Draft, r draft.Range) draft.Range {
	for r.Len() > 1 && d.TimeAt(r.End-1) >= 0 {
		end := r.End - 1
		for end > r.First+1 && d.TimeAt(end-1) >= 0 {
			end--
		}
		if end > r.First+1 && d.Token(end-1).UPOS == language.ADP {
			end--
		}
		r.End = end
	}
	return r
}

// longAgo is how long before publication a thing must lie to be history told in passing.
const longAgo = 90 * 24 * time.Hour

// IsHistory tells whether a time lies so far before publication that what is
// dated with it is background.
func IsHistory(d *draft.Draft, w *claim.When) bool {
	if w == nil || d.Day.IsZero() || len(w.End) < len(time.DateOnly) {
		return false
	}
	end, err := time.Parse(time.DateOnly, w.End[:len(time.DateOnly)])
	return err == nil && d.Day.Sub(end) > longAgo
}
