package account

import (
	"slices"
	"sync"

	"github.com/parley-desk/parley/claim"
)

// claimKey names a claim among all reports.
type claimKey struct {
	report  string
	version int
	id      string
}

func (i Item) key() claimKey { return claimKey{i.Of.Report, i.Of.Number, i.ID} }

// edits are what decisions change of the claims.
type edits struct {
	fresh   map[claimKey]*Row // read otherwise; nil where rejected
	added   map[*Contribution][]*Row
	touched map[versionKey]bool // versions of which fresh or added are some
	merge   [][]claimKey
	split   [][]claimKey
	scores  map[claimKey]claim.Decision
	notes   map[claimKey][]claim.Decision
}

// apply lists the claims of the present versions as decisions read them.
func (b *Book) apply() {
	e := &edits{fresh: map[claimKey]*Row{}, added: map[*Contribution][]*Row{}, scores: map[claimKey]claim.Decision{}, notes: map[claimKey][]claim.Decision{}}
	b.edits = e
	for _, d := range b.decisions {
		b.decide(e, d)
	}
	e.noteTouched()
	claims := make([]*reportItems, len(b.reports)) // which stand in order
	b.grouped = make(map[*Contribution][]Item, len(b.reports))
	for n, c := range b.reports {
		claims[n] = remember(b, c, itsItems, func() *reportItems { return itemsOfKinds(e.read(make([]Item, 0, len(c.Rows)), c)) })
		if len(claims[n].all) > 0 {
			b.grouped[c] = claims[n].all
		}
	}
	b.kinds = make(map[claim.Kind]func() []Item, len(claim.Kinds))
	for at, kind := range claim.Kinds {
		b.kinds[kind] = sync.OnceValue(func() []Item { return ofKind(claims, at) })
	}
}

// reportItems are the claims of a report in the order of views, all and by their kinds.
type reportItems struct {
	all   []Item
	kinds [][]Item // in the order of claim.Kinds
}

func itemsOfKinds(all []Item) *reportItems {
	slices.SortFunc(all, compareItems)
	r := &reportItems{all: all, kinds: make([][]Item, len(claim.Kinds))}
	for at, kind := range claim.Kinds {
		for _, i := range all {
			if i.Kind == kind {
				r.kinds[at] = append(r.kinds[at], i)
			}
		}
	}
	return r
}

// ofKind lists the claims of a kind.
func ofKind(reports []*reportItems, kind int) []Item {
	n := 0
	for _, r := range reports {
		n += len(r.kinds[kind])
	}
	all := make([]Item, 0, n)
	for _, r := range reports {
		all = append(all, r.kinds[kind]...)
	}
	return all
}

// read appends the claims of a report as decisions read them.
func (e *edits) read(items []Item, c *Contribution) []Item {
	for i := range c.Rows {
		row := &c.Rows[i]
		if len(e.fresh) > 0 {
			if fresh, ok := e.fresh[Item{row, c}.key()]; ok {
				row = fresh
			}
		}
		if row != nil {
			items = append(items, Item{row, c})
		}
	}
	for _, row := range e.added[c] {
		items = append(items, Item{row, c})
	}
	return items
}

// decide notes what one decision changes.
func (b *Book) decide(e *edits, d claim.Decision) {
	if d.Kind == claim.DecideAdd {
		b.add(e, d)
		return
	}
	var found []Item
	for _, a := range d.Of {
		if i, ok := b.find(e, a); ok {
			found = append(found, i)
		} else if b.holds(a.Report) {
			b.astray = append(b.astray, d)
			return
		}
	}
	if len(found) == 0 {
		return
	}
	switch d.Kind {
	case claim.DecideReject:
		e.fresh[found[0].key()] = nil
	case claim.DecideCorrect:
		b.correct(e, found[0], d)
	case claim.DecideMerge:
		e.merge = append(e.merge, keysOf(found))
	case claim.DecideSplit:
		e.split = append(e.split, keysOf(found))
	case claim.DecideScore:
		e.scores[found[0].key()] = d
	case claim.DecideNote:
		for _, i := range found {
			e.notes[i.key()] = append(e.notes[i.key()], d)
		}
	}
}

// holds tells whether a report is known and of the case by now: a decision on
// one that is not is not astray but early.
func (b *Book) holds(report string) bool {
	return b.present[report] != nil
}

func keysOf(items []Item) []claimKey {
	keys := make([]claimKey, len(items))
	for i, it := range items {
		keys[i] = it.key()
	}
	return keys
}

func (b *Book) correct(e *edits, i Item, d claim.Decision) {
	fresh := *i.Row
	changed, err := i.Corrected(d.Set)
	if err != nil {
		b.astray = append(b.astray, d)
		return
	}
	fresh.Claim = *changed
	if d.Place != nil {
		fresh.At = mentioned(d.Place)
		fresh.At.Basis = claim.PlaceStated
	}
	e.fresh[i.key()] = &fresh
}

// add puts a claim that the reader missed into its report.
func (b *Book) add(e *edits, d claim.Decision) {
	a := d.Of[0]
	c := b.present[a.Report]
	switch {
	case c == nil:
		return
	case c.SHA256 != a.SHA256:
		b.astray = append(b.astray, d)
		return
	}
	row := &Row{Claim: *d.Claim, Words: a.Words, Nth: a.Nth}
	row.ID = "by-" + d.ID // no claim of the reader has such an id
	if d.Place != nil {
		row.At = mentioned(d.Place)
		row.At.Basis = claim.PlaceStated
	}
	e.added[c] = append(e.added[c], row)
}

// find finds the claim that an anchor means: the one of its kind on its span,
// or, where the text was read anew, on most of it; and in another text of the
// same report the only one of the same words.
func (b *Book) find(e *edits, a claim.Anchor) (Item, bool) {
	c := b.present[a.Report]
	if c == nil {
		return Item{}, false
	}
	var rows []*Row
	for i := range c.Rows {
		row := &c.Rows[i]
		if fresh, ok := e.fresh[Item{row, c}.key()]; ok && fresh != nil {
			row = fresh
		}
		rows = append(rows, row)
	}
	rows = append(rows, e.added[c]...)
	best := anchored(rows, a, c.SHA256 == a.SHA256)
	return Item{best, c}, best != nil
}

func anchored(rows []*Row, a claim.Anchor, sameText bool) *Row {
	var best *Row
	var share float64
	for _, row := range rows {
		if row.Kind != a.Kind || row.In != a.In {
			continue
		}
		s := likeness(row, a, sameText)
		if s > share {
			best, share = row, s
		} else if s == share && s > 0 && !sameText {
			return nil // the words stand twice: which one was meant is not known
		}
	}
	return best
}

// likeness is how well a claim fits an anchor, 0 not at all, 2 exactly.
func likeness(row *Row, a claim.Anchor, sameText bool) float64 {
	switch {
	case !sameText && row.Words == a.Words:
		return 1
	case !sameText:
		return 0
	case row.Span == a.Span && row.Nth == a.Nth:
		return 2
	}
	shared := min(row.Span.End, a.Span.End) - max(row.Span.Start, a.Span.Start)
	whole := max(row.Span.End, a.Span.End) - min(row.Span.Start, a.Span.Start)
	if 2*shared < whole {
		return 0
	}
	return float64(shared) / float64(whole)
}
