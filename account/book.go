package account

import (
	"cmp"
	"reflect"
	"slices"
	"sync"

	"github.com/parley-desk/parley/claim"
)

// Book is a case as it could be known at a time: the reports that belong to it,
// each in its last version by then, with the analysts' decisions applied. Views
// are its methods. It is not changed once it is open.
type Book struct {
	Case      *claim.Case
	AsOf      string // ISO 8601 day (all of it) or time; empty for all that is known
	Rule      claim.TollRule
	kinds     map[claim.Kind]func() []Item // the claims of the present versions, by kind, when a view asks
	past      []*Contribution              // earlier versions of what is present
	reports   []*Contribution
	present   map[string]*Contribution // the reports by identity
	sides     *sides
	kin       func() []kinship         // of reports, by their index; once, and when a view asks
	origins   func() map[string]string // report → origin, likewise
	grades    map[string]string        // "outlet:…" or actor → Admiralty grade
	decisions []claim.Decision
	astray    []claim.Decision // whose claims are nowhere to be found
	edits     *edits
	incidents func() ([]*Incident, map[*Row]*Incident) // findIncidents, once and when a view asks: most do not
	counted   func() []TollGroup                       // tollGroups and proofs, once for all rules
	proven    func() []Proof
	grouped   map[*Contribution][]Item // claims by report
	memories  *memories
	minds     map[*Contribution]*reportMemory // of the reports
	made      *sync.Map                       // views that were asked for: viewKey → what makes them once
}

// Open opens a case as of a time with the reports that belong to it, which the
// ledger knows. The order of contributions and decisions does not matter. An empty rule is the case's own, else the range.
func Open(c *claim.Case, all []*Contribution, decisions []claim.Decision, asOf string, rule claim.TollRule) *Book {
	return (&Memory{}).Open(c, all, decisions, asOf, rule)
}

// making sets up what the book makes once, when a view asks for it.
func (b *Book) making() {
	b.incidents = sync.OnceValues(b.findIncidents)
	b.counted, b.proven = sync.OnceValue(b.tollGroups), sync.OnceValue(b.proofs)
	b.made = &sync.Map{}
}

// viewKey names a view of a book; rule is empty where it does not hang on one.
type viewKey struct {
	name  string
	rule  claim.TollRule
	known Agreements
}

// once makes a view when it is asked for first; who gets it does not change it.
func once[T any](b *Book, key viewKey, make func() T) T {
	f, _ := b.made.LoadOrStore(key, sync.OnceValue(func() any { return make() }))
	return f.(func() any)().(T)
}

// kinOfAll finds out what is kin when somebody asks. It holds on to the reports alone, so that books can share it.
func kinOfAll(reports []*Contribution, kept []byte, keep func([]byte)) (kinships func() []kinship, origins func() map[string]string) {
	kinships = sync.OnceValue(func() []kinship {
		if keep == nil {
			return kin(reports, nil)
		}
		prints, before := printsOf(reports), readKept(kept)
		n := before.common(prints)
		all := kin(reports, before.kin[:n])
		if n < len(reports) {
			keep((&keptKin{prints, all}).append(nil))
		}
		return all
	})
	return kinships, sync.OnceValue(func() map[string]string { return originsOf(reports, kinships()) })
}

// Knowing gives the book with what was kept of the likeness of its texts when it
// was opened before, whatever has changed since. What is found out anew is given to keep.
func (b *Book) Knowing(kept []byte, keep func([]byte)) *Book {
	other := *b
	other.kin, other.origins = kinOfAll(b.reports, kept, keep)
	other.making()
	return &other
}

// After gives the book with what an earlier one knows already. Where it is of the very same reports and
// decisions, that is all that was made of them: what came since became known after its time. Else it is which
// reports tell one story, which no decision changes: that is found out anew of those that came and of those like them.
func (b *Book) After(before *Book) *Book {
	if b.tellsAs(before) {
		return before.Under(b.Rule)
	}
	other := *b
	if slices.Equal(b.reports, before.reports) {
		other.kin, other.origins = before.kin, before.origins
	} else {
		other.kin, other.origins = kinAfter(b.reports, before.reports, before.kin)
	}
	other.making()
	return &other
}

// tellsAs tells whether a book is of the same reports, decisions, case file and time as another, so that its views are the same.
func (b *Book) tellsAs(other *Book) bool {
	return b.AsOf == other.AsOf && slices.Equal(b.reports, other.reports) && slices.Equal(b.past, other.past) && reflect.DeepEqual(b.decisions, other.decisions) && reflect.DeepEqual(b.Case, other.Case)
}

// kinAfter finds out what is kin where that is known of earlier reports.
func kinAfter(reports, earlier []*Contribution, known func() []kinship) (kinships func() []kinship, origins func() map[string]string) {
	kinships = sync.OnceValue(func() []kinship { return kinAfterChange(reports, earlier, known()) })
	return kinships, sync.OnceValue(func() map[string]string { return originsOf(reports, kinships()) })
}

// Under gives the same book under another rule, of which an empty one is as for Open.
func (b *Book) Under(rule claim.TollRule) *Book {
	other := *b
	other.Rule = ruleOf(b.Case, rule)
	return &other
}

func ruleOf(c *claim.Case, rule claim.TollRule) claim.TollRule {
	return cmp.Or(rule, c.Rules.Toll, claim.TollRange)
}

// ofCase gives the decisions that hold for a case: its own and those of every case.
func ofCase(all []claim.Decision, id string) []claim.Decision {
	var own []claim.Decision
	for _, d := range all {
		if d.Case == "" || d.Case == id {
			own = append(own, d)
		}
	}
	return own
}

// Known tells whether what became available then is known as of a time. An
// as-of that is a day includes all of it.
func Known(available, asOf string) bool {
	if asOf == "" {
		return true
	}
	return available[:min(len(available), len(asOf))] <= asOf
}

// choose takes the reports of the case that could be known, in order, and the
// last version of each.
func (b *Book) choose(all []*Contribution) {
	sorted := slices.Clone(all)
	slices.SortFunc(sorted, compareVersions)
	b.present = map[string]*Contribution{}
	for _, c := range sorted {
		if Known(c.Available, b.AsOf) {
			if was := b.present[c.Report]; was == nil || was.Number <= c.Number {
				b.present[c.Report] = c
			}
		}
	}
	for _, c := range sorted {
		switch {
		case b.present[c.Report] == c:
			b.reports = append(b.reports, c)
		case Known(c.Available, b.AsOf):
			b.past = append(b.past, c)
		}
	}
}

// Reports gives the reports of the case, each in its present version.
func (b *Book) Reports() []*Contribution { return b.reports }

// of gives the claims of a kind.
func (b *Book) of(k claim.Kind) []Item {
	if all := b.kinds[k]; all != nil {
		return all()
	}
	return nil
}

// origin is what a report goes back to: reports of one origin tell one story.
func (b *Book) origin(i Item) string { return b.origins()[i.Of.Report] }

// gradesOf gives the sources' grades: the last decision on each holds.
func gradesOf(decisions []claim.Decision) map[string]string {
	grades := map[string]string{}
	for _, d := range decisions {
		if d.Kind == claim.DecideGrade {
			key := d.Actor
			if d.Outlet != "" {
				key = "outlet:" + d.Outlet
			}
			grades[key] = d.Grade
		}
	}
	return grades
}
