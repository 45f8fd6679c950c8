package incident

import (
	"strconv"
	"strings"
	"time"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
	"github.com/parley-desk/parley/reader/draft"
)

// lag is by how much a deed lies before or after that of another clause: "the raid came two weeks after a bomb had killed ten".
type lag struct {
	clause  int  // the head of what lies apart: a clause or nominal of "after" or "before"
	other   int  // what it is told by
	earlier bool // it lies before the other
	span    *draft.Time
}

// lagOf is how far token p lies from the clause over it, nil where its words do not say so.
func (r *reading) lagOf(p int) *lag {
	for steps := 0; p >= 0 && steps < maxAside; steps++ {
		if l := r.lagAt(p, -1); l != nil {
			return l
		}
		p = r.d.Head(p)
	}
	return nil
}

// lagAt is the lag that the words before clause or nominal p tell, from what other heads, or what it hangs on; nil where they tell none.
func (r *reading) lagAt(p, other int) *lag {
	m := r.d.Child(p, language.Mark, language.Case)
	if m <= 0 || m > p {
		return nil
	}
	word, at := r.d.Token(m).Lower, r.d.TimeAt(m-1)
	if at < 0 && (word == "after" || word == "before") && (r.d.Token(m-1).Lower == "days" || r.d.Token(m-1).Lower == "weeks" || r.d.Token(m-1).Lower == "months" || r.d.Token(m-1).Lower == "years") {
		return &lag{clause: p, other: r.overLag(p, m-1), earlier: word == "after"} // nobody says how many
	}
	if word != "after" && word != "before" || at < 0 || r.d.Times[at].Type != claim.TypeDuration || strings.HasPrefix(r.d.Times[at].Value, "PT") { // hours are of the same day
		return nil
	}
	if other < 0 {
		other = r.overLag(p, m-1)
	}
	return &lag{clause: p, other: other, earlier: word == "after", span: &r.d.Times[at]}
}

// overLag is the verb by which the clause or nominal headed by p is told apart, with its span at token at; -1 where there is none.
func (r *reading) overLag(p, at int) int {
	h := r.d.Head(p)
	if h == at || h >= 0 && r.d.TimeAt(h) >= 0 {
		h = r.d.Head(h)
	}
	return h
}

// ledBy is the clause or nominal at the head of the clause of token p by which that is told to lie apart: "A day after the assault, the army
// shelled the town". Nil where none is.
func (r *reading) ledBy(p int) *lag {
	v := clause.Clause(r.d, p)
	for steps := 0; v >= 0 && steps < maxAside; steps++ {
		for c := range r.d.Children(v) {
			if c > v {
				break
			}
			if l := r.lagAt(c, v); l != nil {
				return l
			}
			for k := range r.d.Children(c) { // "two days after" hung by its days
				if l := r.lagAt(k, v); l != nil && r.d.TimeAt(c) >= 0 {
					return l
				}
			}
		}
		if rel := r.d.Rel(v); rel != language.Advcl && rel != language.Conj && rel != language.Xcomp || r.d.Head(v) < 0 {
			return nil
		}
		v = r.d.Head(v)
	}
	return nil
}

// apart is the time of a deed that lies apart from the clause over it, counted from that one's; nil where it is not known.
func (r *reading) apart(l *lag, s int) *claim.When {
	if l.other < 0 {
		return nil
	}
	own := r.grammar.Time(r.d, l.other)
	if own == nil && l.clause < l.other { // "A day after the assault began": which has been told of
		return r.sceneDay(s)
	}
	if own == nil {
		own = r.baseOf(l, s)
	}
	return l.from(own, l.earlier)
}

// hence is the time of a deed of the clause that l leads, counted from what it is told to lie apart from; nil where it is not known.
func (r *reading) hence(l *lag, s int) *claim.When {
	own := r.grammar.Time(r.d, l.clause)
	if own == nil {
		own = r.sceneDay(s)
	}
	return l.from(own, !l.earlier)
}

// from counts the lag from a day, back or forth; nil where the day is not known or the lag is too roughly told.
func (l *lag) from(base *claim.When, back bool) *claim.When {
	if l.span == nil || base == nil || base.Precision != claim.PrecisionDay && base.Precision != claim.PrecisionTime || len(base.Start) < len(time.DateOnly) {
		return nil
	}
	day, err := time.Parse(time.DateOnly, base.Start[:len(time.DateOnly)])
	n, unit, ok := spanOf(l.span.Value)
	if err != nil || !ok {
		return nil
	}
	if back {
		n = -n
	}
	span := l.span.Span
	when := &claim.When{Basis: claim.BasisRelative, Precision: claim.PrecisionDay, Span: &span}
	switch unit {
	case 'D':
		when.Start = day.AddDate(0, 0, n).Format(time.DateOnly)
		when.End = when.Start
	case 'W': // as "two weeks ago" is: the week, Monday to Sunday
		day = day.AddDate(0, 0, 7*n)
		monday := day.AddDate(0, 0, -(int(day.Weekday())+6)%7)
		when.Precision = claim.PrecisionWeek
		when.Start, when.End = monday.Format(time.DateOnly), monday.AddDate(0, 0, 6).Format(time.DateOnly)
	default:
		return nil // months and years are counted too roughly
	}
	return when
}

// baseOf is the time of the deed of which the clause tells that another is told to lie apart from, or the scene's.
func (r *reading) baseOf(l *lag, s int) *claim.When {
	for _, h := range r.told[max(0, len(r.told)-len(r.now)):] {
		if r.d.Doc.SentenceOf(h.trigger) == s && (h.clause == l.other || h.trigger == l.other || r.d.Head(h.trigger) == l.other && r.d.Rel(h.trigger) == language.Nsubj) {
			return r.d.Claims[h.claim].Time
		}
	}
	return r.sceneDay(s)
}

// sceneDay is the scene's time as far as it holds for sentence s.
func (r *reading) sceneDay(s int) *claim.When {
	if r.scene.when == nil || s <= r.scene.dated || s-r.scene.dated > reach {
		return nil
	}
	when := *r.scene.when
	return &when
}

// spanOf reads a whole number of units from a duration's value: "P2W".
func spanOf(value string) (n int, unit byte, ok bool) {
	if len(value) < 3 || value[0] != 'P' {
		return 0, 0, false
	}
	n, err := strconv.Atoi(value[1 : len(value)-1])
	return n, value[len(value)-1], err == nil && n > 0
}

// isEarlier tells whether the clause of verb p says what came before or after what it hangs on, and not what that did: "the raid
// comes a day after the army killed ten".
func (r *reading) isEarlier(p int) bool {
	if r.d.Rel(p) != language.Advcl && r.d.Rel(p) != language.Parataxis {
		return false
	}
	m := r.d.Child(p, language.Mark)
	if m < 0 || m > p {
		return false
	}
	switch r.d.Token(m).Lower {
	case "after", "before", "since", "until", "till":
		return true
	}
	return false
}
