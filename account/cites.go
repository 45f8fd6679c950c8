package account

import (
	"cmp"
	"errors"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/parley-desk/parley/claim"
)

// Cite leads to the words that a line comes from: a claim of a report, or a
// line of the case itself, whose Report is then "case:" and the case's id.
type Cite struct {
	Report  string     `json:"report"`
	Version int        `json:"version,omitempty"`
	Outlet  string     `json:"outlet,omitempty"`
	Day     string     `json:"day,omitempty"` // when it could be known
	Claim   string     `json:"claim"`
	In      string     `json:"in,omitempty"`
	Span    claim.Span `json:"span"` // code points of the report's text
	Words   string     `json:"words"`
}

// Cites are where a line comes from, one at least, in order of day and report.
// The zero value, which has none, can be neither printed nor encoded.
type Cites struct{ list []Cite }

// ErrNoCite is the error of a line that comes from nowhere.
var ErrNoCite = errors.New("account: a line without a citation cannot be printed")

// Cited makes Cites.
func Cited(first Cite, more ...Cite) Cites { return ordered(append([]Cite{first}, more...)) }

// ordered makes Cites of a list, which it takes for its own.
func ordered(all []Cite) Cites {
	for n := 1; n < len(all); n++ { // most are in order as they come
		if compareCites(all[n-1], all[n]) >= 0 {
			all = sorted(all)
			return Cites{slices.CompactFunc(all, func(a, b Cite) bool { return compareCites(a, b) == 0 })}
		}
	}
	return Cites{all}
}

// sorted sorts a list; of a long one the places, for citations are large.
func sorted(all []Cite) []Cite {
	if len(all) < longCites {
		slices.SortFunc(all, compareCites)
		return all
	}
	order := make([]*Cite, len(all))
	for n := range all {
		order[n] = &all[n]
	}
	slices.SortFunc(order, func(a, b *Cite) int { return compareCites(*a, *b) })
	out := make([]Cite, len(all))
	for n, c := range order {
		out[n] = *c
	}
	return out
}

// longCites is from how many on a list of citations is long.
const longCites = 24

func compareCites(a, b Cite) int {
	if c := cmp.Compare(a.Day, b.Day); c != 0 {
		return c // of most: the rest costs more
	}
	if c := cmp.Compare(a.Report, b.Report); c != 0 {
		return c
	}
	return cmp.Or(cmp.Compare(a.Version, b.Version), cmp.Compare(a.Claim, b.Claim), cmp.Compare(a.Words, b.Words))
}

// List gives the citations; empty only of the zero value.
func (c Cites) List() []Cite { return c.list }

// With adds citations.
func (c Cites) With(others ...Cites) Cites {
	all := slices.Clone(c.list)
	for _, o := range others {
		all = append(all, o.list...)
	}
	if len(all) == 0 {
		return Cites{}
	}
	return ordered(all)
}

// MarshalJSON writes the list; it fails where there is none.
func (c Cites) MarshalJSON() ([]byte, error) { return c.AppendJSON(nil) }

// AppendJSON appends what MarshalJSON writes.
func (c Cites) AppendJSON(dst []byte) ([]byte, error) {
	if len(c.list) == 0 {
		return dst, ErrNoCite
	}
	for i := range c.list {
		dst = append(dst, "[,"[min(i, 1)])
		dst = c.list[i].appendJSON(dst)
	}
	return append(dst, ']'), nil
}

func (c *Cite) appendJSON(dst []byte) []byte {
	said := func(name, value string, always bool) {
		if value != "" || always {
			dst = appendQuoted(append(dst, name...), value)
		}
	}
	said(`{"report":`, c.Report, true)
	if c.Version != 0 {
		dst = strconv.AppendInt(append(dst, `,"version":`...), int64(c.Version), 10)
	}
	said(`,"outlet":`, c.Outlet, false)
	said(`,"day":`, c.Day, false)
	said(`,"claim":`, c.Claim, true)
	said(`,"in":`, c.In, false)
	dst = strconv.AppendInt(append(dst, `,"span":[`...), int64(c.Span.Start), 10)
	dst = strconv.AppendInt(append(dst, ','), int64(c.Span.End), 10)
	said(`],"words":`, c.Words, true)
	return append(dst, '}')
}

// Item is a row within its report.
type Item struct {
	*Row
	Of *Contribution
}

// Cite leads to the item's words.
func (i Item) Cite() Cite {
	return Cite{Report: i.Of.Report, Version: i.Of.Number, Outlet: i.Of.Outlet, Day: i.Of.day(), Claim: i.ID, In: i.In, Span: i.Span, Words: i.Words}
}

// cites leads to a report as a whole, by its headline.
func (c *Contribution) cites() Cites {
	return Cited(Cite{Report: c.Report, Version: c.Number, Outlet: c.Outlet, Day: c.day(), Claim: "report", In: "title", Span: claim.Span{End: utf8.RuneCountInString(c.Title)}, Words: c.Title})
}

// Cites is the item's citation alone.
func (i Item) Cites() Cites { return Cited(i.Cite()) }

// citesOf cites every item; the first makes sure that there is one.
func citesOf(items ...Item) Cites {
	all := make([]Cite, len(items))
	for i, it := range items {
		all[i] = it.Cite()
	}
	if len(all) == 0 {
		return Cites{}
	}
	return ordered(all)
}

// compareItems is the order of items in views: by the day of knowing, report, place in the text.
func compareItems(a, b Item) int {
	if a.Of != b.Of {
		if c := compareVersions(a.Of, b.Of); c != 0 {
			return c
		}
	}
	if c := cmp.Compare(b.In, a.In); c != 0 {
		return c
	}
	return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Span.End, b.Span.End), cmp.Compare(a.ID, b.ID))
}

// compareVersions is the order of reports in views: by when they could be known.
func compareVersions(a, b *Contribution) int {
	if c := cmp.Compare(a.Available, b.Available); c != 0 {
		return c
	}
	return cmp.Or(cmp.Compare(a.Report, b.Report), cmp.Compare(a.Number, b.Number))
}
