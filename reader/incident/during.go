package incident

import (
	"slices"
	"time"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
	"github.com/parley-desk/parley/reader/draft"
)

// during says what time the count covers, and whether it is a running total.
func (t *tally) during(c *claim.Claim, f *claim.Figure, p, v int) {
	since := t.since(p)
	if since != nil {
		c.Time = since
	}
	f.Cumulative = f.Cumulative || since != nil || t.isCumulative(p, v) || t.isUpToNow(c.Time) && !t.isEarlierIn(c.Time)
	if c.Time != nil && f.Cumulative && since == nil && !t.isInSentence(c.Time, p) {
		// a running total has the scene's day for when it stood so, and not for what it covers
	} else if c.Time != nil && (f.Cumulative || c.Time.Precision != claim.PrecisionDay && c.Time.Precision != claim.PrecisionTime) {
		f.Window = c.Time
	} else if c.Time == nil && t.lagOf(p) == nil {
		f.Window = t.window(t.d.Doc.SentenceOf(p), v)
	}
	c.Background = c.Background || t.isAside(c, p)
}

// since is the time from a day that the words name to the day of telling, of word p or the clause that lends it its
// time: "has killed 30 since June". Nil where nothing says so.
func (t *tally) since(p int) *claim.When {
	if clause.WhenThen(t.d, p) >= 0 {
		return nil
	}
	i := t.grammar.TimeOf(t.d, p)
	if clause.IsSumSince(t.d, p) { // "since the truce took effect in June"
		for c := range t.d.Children(p) {
			if m := t.d.Child(c, language.Mark); m < 0 || t.d.Token(m).Lower != "since" || t.d.Rel(c) != language.Advcl {
				continue
			}
			if began := t.grammar.TimeOf(t.d, c); began >= 0 {
				return t.opened(began)
			}
		}
	}
	if i < 0 {
		return nil
	}
	x := &t.d.Times[i]
	first := max(x.First-sinceReach, int(t.d.Doc.Sentences[t.d.Doc.SentenceOf(p)].First))
	for k := first; k < x.First; k++ {
		if !t.words.count.cumulative[t.d.Token(k).Lower] || t.d.Token(k).UPOS != language.ADP && t.d.Token(k).UPOS != language.SCONJ {
			continue
		}
		return t.opened(i)
	}
	return nil
}

// opened is time expression i, made to last to the day of telling.
func (t *tally) opened(i int) *claim.When {
	w := clause.When(t.d, i)
	if !t.d.Day.IsZero() && w.Start < t.d.Day.Format(time.DateOnly) {
		w.End, w.Precision = t.d.Day.Format(time.DateOnly), claim.PrecisionRange
	}
	return w
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

// isInSentence tells whether a time is told in the sentence of token p.
func (t *tally) isInSentence(w *claim.When, p int) bool {
	return w.Span != nil && t.d.SentenceSpan(p).Covers(*w.Span)
}

// isEarlierIn tells whether a time is some day of a stretch that is not over, and not all of that: "earlier this month".
func (t *tally) isEarlierIn(w *claim.When) bool {
	at := t.d.TimeOf(w)
	if at < 0 {
		return false
	}
	x := &t.d.Times[at]
	return t.d.Token(x.First).Lower == "earlier" || x.First > 0 && t.d.Token(x.First-1).Lower == "earlier"
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
		if x.Start == "" || x.NoDay || t.isOfCue(x, v) || t.isOutside(x, v) {
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

// isOfCue tells whether a time hangs on the cue of what somebody says, in whose words token v stands: "officials said on Sunday".
func (t *tally) isOfCue(x *draft.Time, v int) bool {
	if t.d.Within == nil || t.d.Within[v] < 0 || t.d.Within[x.First] == t.d.Within[v] {
		return false
	}
	s := &t.d.Statements[t.d.Within[v]]
	return t.d.Head(clause.Top(t.d, x.First, x.End)) == s.Head && t.isClause(s.Content)
}

// isOutside tells whether token v stands in a clause about somebody in which a time does not: "confirmed on Thursday an attack on rebels who had
// killed nine".
func (t *tally) isOutside(x *draft.Time, v int) bool {
	for steps := 0; v >= 0 && steps < maxAside; steps++ {
		if t.d.Rel(v) == language.AclRelcl {
			return !t.d.Under(x.First, v)
		}
		v = t.d.Head(v)
	}
	return false
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
