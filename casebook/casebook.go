// Package casebook opens the cases of a ledger as account books: the ledger
// knows which reports belong to a case, the account what their claims add up to,
// and neither knows the other.
package casebook

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"runtime"
	"slices"
	"sync"
	"time"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/knowledge"
	"github.com/parley-desk/parley/ledger"
)

// Options adds to the options of a ledger what the views need of it.
func Options(o ledger.Options) ledger.Options {
	o.Extract = func(report *claim.Report, record *claim.Record) ([]byte, error) {
		return account.Contribute(account.Version{}, report, record).Append(nil), nil
	}
	return o
}

// Known loads what is known of agreements once, when a view asks for it.
var Known = sync.OnceValues(knowledge.Load)

// Stock is what the reports of a case give to the views, of every version, with
// the analysts' decisions: all that its books are opened from.
type Stock struct {
	Case          *claim.Case
	Seq           int64 // of the ledger, which may have got further since
	Contributions []*account.Contribution
	Stored        []time.Time // when each contribution's version came into the ledger
	Decisions     []claim.Decision
	Private       claim.Layer // what of it stays within the private layer

	asOf    string
	kinds   []claim.Kind
	pack    *pack // what was kept of the case; nil: nothing is, or may be, trusted
	memory  *account.Memory
	sources []string // that are private
	made    map[made]*account.Contribution
	unkept  unkept // of what was made anew without a pack
}

// made tells one reading of one version from another.
type made struct{ version, seq int64 }

// Take takes stock of a case as of a time: of all that is known where asOf is
// empty. Only claims of the kinds given are loaded; all where none is. What was
// made of the ledger before and kept beside it is taken from there, and what is
// new is kept. Its errors are the ledger's, of type *ledger.Fault.
func Take(ctx context.Context, l *ledger.Ledger, id, asOf string, kinds ...claim.Kind) (*Stock, error) {
	c, err := l.Case(ctx, id)
	if err != nil {
		return nil, err
	}
	s := &Stock{Case: c, asOf: asOf, kinds: kinds, pack: openPack(l.Derived(), id), memory: &account.Memory{}}
	return s, s.fill(ctx, l, nil)
}

// Of takes stock of a case that is at hand, of the ledger alone.
func Of(ctx context.Context, l *ledger.Ledger, c *claim.Case, asOf string, kinds ...claim.Kind) (*Stock, error) {
	s := &Stock{Case: c, asOf: asOf, kinds: kinds, memory: &account.Memory{}}
	return s, s.fill(ctx, l, nil)
}

// Again takes stock of the same case anew, and loads only what has changed. The
// stock before it stays as it is.
func (s *Stock) Again(ctx context.Context, l *ledger.Ledger) (*Stock, error) {
	c, err := l.Case(ctx, s.Case.ID)
	if err != nil {
		return nil, err
	}
	fresh := &Stock{Case: c, asOf: s.asOf, kinds: s.kinds, memory: s.memory}
	few := false
	if reflect.DeepEqual(c, s.Case) {
		few, err = fresh.follow(ctx, l, s)
	}
	if err == nil && !few {
		err = fresh.fill(ctx, l, s.made)
	}
	s.memory.Keep(fresh.Contributions)
	return fresh, err
}

// Decided is Again where decisions alone may have changed, as when somebody has just
// decided: then no report is listed anew.
func (s *Stock) Decided(ctx context.Context, l *ledger.Ledger) (*Stock, error) {
	seq, err := l.Seq(ctx) // first: what comes meanwhile is found again, never lost
	if err != nil {
		return nil, err
	}
	all, err := l.Decisions(ctx, s.Case.ID, 0)
	if err != nil {
		return nil, err
	}
	same, err := s.sameReports(ctx, l, all)
	if err != nil {
		return nil, err
	}
	if !same {
		return s.Again(ctx, l)
	}
	fresh := *s
	fresh.Seq, fresh.Decisions, fresh.Private = seq, all, claim.LayerOf(all, s.sources)
	return &fresh, nil
}

// sameReports tells whether the case file, its reports and its private sources are
// those of the stock, though decisions came.
func (s *Stock) sameReports(ctx context.Context, l *ledger.Ledger, decisions []claim.Decision) (bool, error) {
	if bears(decisions) != bears(s.Decisions) {
		return false, nil
	}
	c, err := l.Case(ctx, s.Case.ID)
	if err != nil || !reflect.DeepEqual(c, s.Case) {
		return false, err
	}
	if private, err := l.PrivateSources(ctx); err != nil || !slices.Equal(private, s.sources) {
		return false, err
	}
	for _, err := range l.Entries(ctx, ledger.Query{Case: s.Case.ID, Since: s.Seq, Every: true, Gone: true}) {
		return false, err
	}
	return true, nil
}

// bears counts the decisions that settle which reports belong to a case, and those that
// could take one of them back.
func bears(all []claim.Decision) (n int) {
	kinds := map[string]claim.DecisionKind{}
	for _, d := range all {
		kinds[d.ID] = d.Kind
		switch of := kinds[d.Undo]; {
		case d.Kind == claim.DecideInclude, d.Kind == claim.DecideExclude, d.Kind == claim.DecideUndo && (of == "" || of == claim.DecideUndo || of == claim.DecideInclude || of == claim.DecideExclude):
			n++
		}
	}
	return n
}

// Stale tells whether the case has changed since stock was taken, and up to
// where the ledger has been looked through.
func (s *Stock) Stale(ctx context.Context, l *ledger.Ledger, since int64) (stale bool, seq int64, err error) {
	if seq, err = l.Seq(ctx); err != nil || seq == since {
		return false, seq, err
	}
	c, err := l.Case(ctx, s.Case.ID)
	if err != nil || !reflect.DeepEqual(c, s.Case) {
		return true, seq, err
	}
	decisions, err := l.Decisions(ctx, s.Case.ID, since)
	if err != nil || len(decisions) > 0 {
		return true, seq, err
	}
	if private, err := l.PrivateSources(ctx); err != nil || !slices.Equal(private, s.sources) {
		return true, seq, err
	}
	for _, err := range l.Entries(ctx, ledger.Query{Case: s.Case.ID, Since: since, Every: true, Gone: true}) {
		return true, seq, err
	}
	return false, seq, nil
}

// Book opens the stock as of a time, which is not after that of the stock.
func (s *Stock) Book(asOf string, rule claim.TollRule) *account.Book {
	book := s.memory.Open(s.Case, s.Contributions, s.Decisions, asOf, rule)
	if s.pack == nil {
		return book
	}
	return book.Knowing(s.pack.kin(), s.pack.keepKin)
}

// Before opens the stock as it stood in the ledger at a moment: without what was
// stored, or decided, after it.
func (s *Stock) Before(then time.Time, asOf string, rule claim.TollRule) *account.Book {
	var had []*account.Contribution
	for i, c := range s.Contributions {
		if !s.Stored[i].After(then) {
			had = append(had, c)
		}
	}
	var decided []claim.Decision
	for _, d := range s.Decisions {
		if at, err := time.Parse(time.RFC3339, d.At); err == nil && !at.After(then) {
			decided = append(decided, d)
		}
	}
	return s.memory.Open(s.Case, had, decided, asOf, rule)
}

// fill loads the contributions, of every version known then, for a book to choose
// from, and the decisions; what was made before is taken as it is.
func (s *Stock) fill(ctx context.Context, l *ledger.Ledger, before map[made]*account.Contribution) (err error) {
	if s.Seq, err = l.Seq(ctx); err != nil { // first: what comes meanwhile is found again, never lost
		return err
	}
	entries, versions, err := s.list(ctx, l, ledger.Query{Case: s.Case.ID, Every: true})
	if err != nil {
		return err
	}
	s.made = make(map[made]*account.Contribution, len(entries))
	if err := s.take(ctx, l, entries, versions, before); err != nil {
		return err
	}
	return s.decided(ctx, l)
}

// take adds the contributions of entries; what was made before is taken as it is.
func (s *Stock) take(ctx context.Context, l *ledger.Ledger, entries []*ledger.Entry, versions []account.Version, before map[made]*account.Contribution) error {
	all, err := s.reuse(ctx, l, entries, versions, before)
	if err != nil {
		return err
	}
	for i, e := range entries {
		s.made[made{e.Version, e.Seq}] = all[i]
		s.Stored = append(s.Stored, e.Stored)
	}
	s.Contributions = append(s.Contributions, all...)
	return nil
}

// decided takes what analysts decided, and what is private.
func (s *Stock) decided(ctx context.Context, l *ledger.Ledger) (err error) {
	if s.Decisions, err = l.Decisions(ctx, s.Case.ID, 0); err != nil {
		return err
	}
	s.sources, err = l.PrivateSources(ctx)
	s.Private = claim.LayerOf(s.Decisions, s.sources)
	return err
}

// list gives the entries that a query finds and that were known, with the number of each version.
func (s *Stock) list(ctx context.Context, l *ledger.Ledger, query ledger.Query) (entries []*ledger.Entry, versions []account.Version, err error) {
	number, undated, far := map[string]int{}, map[string]int{}, progressOf(ctx)
	for e, err := range l.Entries(ctx, query) {
		if err != nil {
			return nil, nil, err
		}
		v := account.Version{Report: e.Identity, Available: e.Available.Format(time.RFC3339)}
		of := number
		if !e.Dated {
			of = undated
		}
		of[e.Identity]++
		v.Number = of[e.Identity]
		if account.Known(v.Available, s.asOf) {
			far.found.Add(1)
			entries, versions = append(entries, e), append(versions, v)
		}
	}
	for n, e := range entries { // the last of a report counts: one that says when it was published, where there is one
		if e.Dated {
			versions[n].Number += undated[e.Identity]
		}
	}
	return entries, versions, nil
}

// reuse gives the contributions: those made before, and the others from the ledger.
func (s *Stock) reuse(ctx context.Context, l *ledger.Ledger, entries []*ledger.Entry, versions []account.Version, before map[made]*account.Contribution) ([]*account.Contribution, error) {
	all := make([]*account.Contribution, len(entries))
	var missing []int
	for i, e := range entries {
		had := before[made{e.Version, e.Seq}]
		switch {
		case had == nil:
			missing = append(missing, i)
		case had.Version == versions[i]:
			all[i] = had
		default: // an earlier version came in: this one counts otherwise
			other := *had
			other.Version = versions[i]
			all[i] = &other
		}
	}
	if missing = s.pack.read(account.Want{Kinds: s.kinds}, entries, versions, missing, all); len(missing) == 0 {
		return all, nil
	}
	if err := contribute(ctx, l, entries, versions, missing, all); err != nil {
		return nil, err
	}
	s.pack.keep(entries, all, missing, s.asOf == "")
	for _, i := range missing {
		if s.pack == nil {
			s.unkept.add(entries[i].Bare(), all[i])
		}
		all[i] = all[i].Of(s.kinds)
	}
	return all, nil
}

// contribute makes contributions whole, of what the ledger keeps beside the records.
func contribute(ctx context.Context, l *ledger.Ledger, entries []*ledger.Entry, versions []account.Version, missing []int, into []*account.Contribution) error {
	for some := range slices.Chunk(missing, fetchAtOnce) {
		if err := fetch(ctx, l, entries, some); err != nil {
			return err
		}
		if err := decode(ctx, l, entries, versions, some, into); err != nil {
			return err
		}
		for _, i := range some {
			entries[i] = entries[i].Bare()
		}
	}
	return nil
}

// fetchAtOnce is how many reports one query names: databases bound the values of a query.
const fetchAtOnce = 500

// fetch puts entries with their extracts for those that lack them.
func fetch(ctx context.Context, l *ledger.Ledger, entries []*ledger.Entry, missing []int) error {
	place := map[int64]int{}
	var names []string
	for _, i := range missing {
		place[entries[i].Version] = i
		names = append(names, entries[i].Identity)
	}
	for e, err := range l.Entries(ctx, ledger.Query{Only: names, Every: true, Parts: ledger.WithExtract}) {
		if err != nil {
			return err
		}
		if i, wanted := place[e.Version]; wanted {
			e.Seq = entries[i].Seq // as the case counts
			entries[i] = e
		}
	}
	return nil
}

// decode decodes on all cores; what an older program made is made anew.
func decode(ctx context.Context, l *ledger.Ledger, entries []*ledger.Entry, versions []account.Version, missing []int, into []*account.Contribution) error {
	errs, far := make([]error, len(missing)), progressOf(ctx)
	var group sync.WaitGroup
	cores := runtime.GOMAXPROCS(0)
	for core := range cores {
		group.Go(func() {
			for n := core; n < len(missing); n += cores {
				i := missing[n]
				if into[i], errs[n] = account.Decode(versions[i], entries[i].Extract()); errs[n] != nil {
					into[i], errs[n] = contributeAnew(ctx, l, entries[i], versions[i])
				}
				far.decoded.Add(1)
			}
		})
	}
	group.Wait()
	return errors.Join(errs...)
}

// contributeAnew makes a contribution of the stored report and record.
func contributeAnew(ctx context.Context, l *ledger.Ledger, e *ledger.Entry, v account.Version) (*account.Contribution, error) {
	for full, err := range l.Entries(ctx, ledger.Query{Only: []string{e.Identity}, Every: true, Parts: ledger.WithReport | ledger.WithRecord}) {
		if err != nil {
			return nil, err
		}
		if full.Version != e.Version {
			continue
		}
		report, err := full.Report()
		if err != nil {
			return nil, err
		}
		record, err := full.Record()
		if err != nil {
			return nil, err
		}
		return account.Contribute(v, &report, record), nil
	}
	return nil, &ledger.Fault{Code: ledger.Corrupt, Message: fmt.Sprintf("the ledger lists %s and does not have it: run parley verify", e.Identity)}
}
