package account

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/parley-desk/parley/claim"
)

// Proof shows that a total is, or is not, the sum of its parts, and whose counts these are.
type Proof struct {
	Text    string        `json:"text"`
	Harm    claim.Measure `json:"harm"`
	Total   float64       `json:"total"`
	By      string        `json:"by"` // who gives the total
	Parts   []ProofPart   `json:"parts"`
	Holds   bool          `json:"holds"`
	Across  bool          `json:"across,omitempty"`  // the parts stand in other reports than the total
	NotOwn  bool          `json:"not_own,omitempty"` // somebody else than the total's claimant counted a part
	Dropped string        `json:"dropped,omitempty"` // day on which the report withdrew the total
	Cites   Cites         `json:"cites"`
}

// ProofPart is one count of the sum.
type ProofPart struct {
	Value float64  `json:"value"`
	Of    string   `json:"of"`
	By    []string `json:"by"` // who counts them so, in this report or another
	Cites Cites    `json:"cites"`
}

// acrossMin is the least total that is looked for among the parts of other
// reports: small numbers add up by chance.
const acrossMin = 20

// count is a figure with an exact number, for sums.
type count struct {
	Item
	f     *claim.Figure
	value float64
	of    Population
	by    string
	past  string // day on which its report's version was superseded
}

// proofs checks the totals of every report, and of versions since withdrawn,
// against parts in the same report, then against parts elsewhere.
func (b *Book) proofs() []Proof {
	var all []Proof
	var own [][]count
	var sums []sum
	for _, c := range slices.Concat(b.past, b.reports) {
		if counts := b.countsOf(c); len(counts) > 0 {
			own, sums = append(own, counts), append(sums, b.sumsOf(c, counts)...)
		}
	}
	counts := newCounts(b, slices.Concat(own...))
	proven := map[citeKey]bool{}
	for _, s := range sums {
		all = append(all, counts.prove(s.total, s.parts, false))
		note(proven, &all[len(all)-1])
	}
	for _, total := range counts.all {
		if total.value < acrossMin || !total.of.plain() || proven[citeKey{total.Of.Report, total.ID}] || b.incidentOf(total.Item) != nil {
			continue
		}
		if parts := counts.partsAcross(total); parts != nil {
			all = append(all, counts.prove(total, parts, true))
			note(proven, &all[len(all)-1])
		}
	}
	return merged(all)
}

// sum is a total and counts that make it.
type sum struct {
	total count
	parts []count
}

// sumsOf finds the totals of a report whose parts it gives too.
func (b *Book) sumsOf(c *Contribution, counts []count) []sum {
	if b.supersededOn(c) != "" {
		return sumsIn(counts)
	}
	return remember(b, c, itsOwnSums, func() []sum { return sumsIn(counts) })
}

func sumsIn(counts []count) (all []sum) {
	for _, total := range counts {
		if parts := partsOf(total, counts); parts != nil {
			all = append(all, sum{total, parts})
		}
	}
	return all
}

// citeKey names a claim that a proof cites.
type citeKey struct{ report, claim string }

// note remembers which claims a proof has used up.
func note(proven map[citeKey]bool, p *Proof) {
	for _, c := range p.Cites.list {
		proven[citeKey{c.Report, c.Claim}] = true
	}
}

// countsOf lists the counts of harm of a report.
func (b *Book) countsOf(c *Contribution) []count {
	if b.supersededOn(c) != "" {
		return b.countsIn(c)
	}
	return remember(b, c, itsCounts, func() []count { return b.countsIn(c) })
}

func (b *Book) countsIn(c *Contribution) []count {
	var all []count
	past := b.supersededOn(c)
	for _, i := range b.itemsOf(c) {
		f, ok := i.Body.(*claim.Figure)
		if !ok || !isHarm(f.Measure) || f.Value == nil || !happened(i) || *f.Value <= 0 || f.Wording == "up to" {
			continue
		}
		by, _ := b.claimant(i)
		all = append(all, count{i, f, *f.Value, b.population(f), by, past})
	}
	return all
}

// itemsOf gives the claims of a version: as decisions read them where it is present.
func (b *Book) itemsOf(c *Contribution) []Item {
	if b.supersededOn(c) == "" {
		return b.grouped[c]
	}
	var all []Item
	for n := range c.Rows {
		all = append(all, Item{&c.Rows[n], c})
	}
	return all
}

// supersededOn is the day on which a later version took a version's place; empty of present ones.
func (b *Book) supersededOn(c *Contribution) string {
	if now := b.present[c.Report]; now != c {
		return now.day()
	}
	return ""
}

// partsOf finds parts of a total in its own report: two or three counts of
// populations that do not overlap, close by in the text, or the dead and the
// injured of a total of casualties.
func partsOf(total count, all []count) []count {
	return addUp(total, all, func(p count) bool {
		return near(total, p) && (total.past != "" || p.past == "")
	})
}

// nearby is how many code points lie between a total and its parts.
const nearby = 600

func near(a, b count) bool {
	return a.In == b.In && abs(a.Span.Start-b.Span.Start) <= nearby
}

// addUp finds two or three counts that make the total.
func addUp(total count, all []count, eligible func(count) bool) []count {
	var parts []count
	for _, p := range all {
		if p.ID != total.ID && p.value < total.value && total.mayHold(p) && eligible(p) && (p.f.Measure == total.f.Measure || total.f.Measure == claim.Casualties) && !sameCount(parts, p) {
			parts = append(parts, p)
		}
	}
	for i, p := range parts {
		for j, q := range parts[i+1:] {
			if !apart(p, q) {
				continue
			}
			if p.value+q.value == total.value {
				return []count{p, q}
			}
			for _, r := range parts[i+j+2:] {
				if apart(p, r) && apart(q, r) && p.value+q.value+r.value == total.value {
					return []count{p, q, r}
				}
			}
		}
	}
	return nil
}

// mayHold tells whether the people of a part can be among those of the total.
func (c count) mayHold(p count) bool {
	return (c.of.Side == "" || p.of.Side == "" || c.of.Side == p.of.Side) && (c.of.Status == "" || p.of.Status == "" || c.of.Status == p.of.Status)
}

func sameCount(all []count, p count) bool {
	return slices.ContainsFunc(all, func(o count) bool { return o.key() == p.key() })
}

// countKey is what makes two counts one: the same number of the same people by the same word.
type countKey struct {
	value   float64
	of      Population
	by      string
	measure claim.Measure
}

func (c *count) key() countKey { return countKey{c.value, c.of, c.by, c.f.Measure} }

// apart tells whether two counts are of people who cannot be the same.
func apart(p, q count) bool {
	if p.f.Measure != q.f.Measure {
		return true
	}
	return p.of.Side != "" && q.of.Side != "" && p.of.Side != q.of.Side || p.of.Status != "" && q.of.Status != "" && p.of.Status != q.of.Status
}

// prove words the sum, the largest part first, and whose counts its parts are:
// who counts the same people so in any report, not only who adds them up.
func (x *counts) prove(total count, parts []count, across bool) Proof {
	parts = slices.Clone(parts) // they are remembered
	slices.SortStableFunc(parts, func(x, y count) int { return cmp.Compare(y.value, x.value) })
	p := Proof{Harm: total.f.Measure, Total: total.value, By: total.by, Holds: true, Across: across, Dropped: total.past, Cites: total.Cites()}
	var sum, whose []string
	for _, part := range parts {
		by, cites := x.counters(part)
		p.Parts = append(p.Parts, ProofPart{part.value, part.people(), by, cites})
		p.Cites = p.Cites.With(cites)
		p.NotOwn = p.NotOwn || !slices.Contains(by, total.by)
		sum = append(sum, number(part.value))
		whose = append(whose, fmt.Sprintf("%s %s by the count of %s", number(part.value), part.people(), strings.Join(by, ", ")))
	}
	p.Text = fmt.Sprintf("%s = %s: %s; the total is given by %s", strings.Join(sum, " + "), number(total.value), strings.Join(whose, ", "), total.by)
	if across {
		p.Text += ", the parts by other reports"
	}
	if p.NotOwn {
		p.Text += ", who did not count all of it"
	}
	if p.Dropped != "" {
		p.Text += " (withdrawn on " + p.Dropped + ")"
	}
	return p
}

// counters are who gives a count of the same number of people who may be the
// same: named sources where there are any, else the outlets that print it.
func (x *counts) counters(part count) ([]string, Cites) {
	var from gathering
	from.add(part.Item)
	var named, outlets []string
	for _, n := range x.equal[equalKey{part.value, part.f.Measure}] {
		o := x.all[n]
		if !o.of.fits(part.of) || !mayCoincide(o, part) {
			continue
		}
		list := &named
		if len(o.By) == 0 {
			list = &outlets
		}
		if !slices.Contains(*list, o.by) {
			*list = append(*list, o.by)
		}
		from.add(o.Item)
	}
	if len(named) > 0 {
		return named, from.cites()
	}
	return outlets, from.cites()
}

// mayCoincide tells whether two equal counts can be of the same people: large
// ones are hardly equal by chance, small ones must be of the same days and place.
func mayCoincide(a, b count) bool {
	aStart, aEnd := days(a.Item)
	bStart, bEnd := days(b.Item)
	return a.value >= acrossMin || aStart == bStart && aEnd == bEnd && a.At.Name == b.At.Name
}

// people names whom a count counts, in its own words where it has them.
func (c count) people() string {
	return cmp.Or(strings.TrimSpace(c.f.Of), c.of.String()) + " " + string(c.f.Measure)
}

// merged puts proofs of the same sum by the same people together.
func merged(all []Proof) []Proof {
	var out []Proof
	var from []gathering
	at := map[string]int{}
	for _, p := range all {
		if _, ok := at[p.Text]; !ok {
			at[p.Text] = len(out)
			out, from = append(out, p), append(from, gathering{})
		}
		from[at[p.Text]].addAll(p.Cites)
	}
	for n := range out {
		out[n].Cites = from[n].cites()
	}
	return out
}

func proofTable(all []Proof) Table {
	t := Table{Title: "Totals and their parts", Note: "A total is set against the counts that make it; whose they are is part of the proof.", Columns: []string{"harm", "proof"}}
	for _, p := range all {
		t.Lines = append(t.Lines, NewLine(p.Cites, string(p.Harm), p.Text))
	}
	return t
}
