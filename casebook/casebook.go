// Package casebook opens the cases of a ledger as account books: the ledger
// knows which reports belong to a case, the account what their claims add up to,
// and neither knows the other.
package casebook

import (
	"context"
	"fmt"
	"runtime"
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
}

// Take takes stock of a case as of a time: of all that is known where asOf is
// empty. Only claims of the kinds given are loaded; all where none is. Its
// errors are the ledger's, of type *ledger.Fault.
func Take(ctx context.Context, l *ledger.Ledger, id, asOf string, kinds ...claim.Kind) (*Stock, error) {
	c, err := l.Case(ctx, id)
	if err != nil {
		return nil, err
	}
	return Of(ctx, l, c, asOf, kinds...)
}

// Of takes stock of a case that is at hand.
func Of(ctx context.Context, l *ledger.Ledger, c *claim.Case, asOf string, kinds ...claim.Kind) (*Stock, error) {
	s := &Stock{Case: c}
	var err error
	if s.Seq, err = l.Seq(ctx); err != nil { // first: what comes meanwhile is found again, never lost
		return nil, err
	}
	if err := s.fill(ctx, l, asOf, kinds); err != nil {
		return nil, err
	}
	if s.Decisions, err = l.Decisions(ctx, c.ID, 0); err != nil {
		return nil, err
	}
	private, err := l.PrivateSources(ctx)
	s.Private = claim.LayerOf(s.Decisions, private)
	return s, err
}

// Book opens the stock as of a time, which is not after that of the stock.
func (s *Stock) Book(asOf string, rule claim.TollRule) *account.Book {
	return account.Open(s.Case, s.Contributions, s.Decisions, asOf, rule)
}

// fill loads the contributions, of every version known then, for a book to choose from.
func (s *Stock) fill(ctx context.Context, l *ledger.Ledger, asOf string, kinds []claim.Kind) error {
	var entries []*ledger.Entry
	var versions []account.Version
	number := map[string]int{}
	for e, err := range l.Entries(ctx, ledger.Query{Case: s.Case.ID, Every: true, Parts: ledger.WithExtract}) {
		if err != nil {
			return err
		}
		v := account.Version{Report: e.Identity, Number: number[e.Identity] + 1, Available: e.Available.Format(time.RFC3339)}
		number[e.Identity]++
		if account.Known(v.Available, asOf) {
			entries, versions = append(entries, e), append(versions, v)
			s.Stored = append(s.Stored, e.Stored)
		}
	}
	var err error
	s.Contributions, err = decodeAll(ctx, l, entries, versions, kinds)
	return err
}

// decodeAll decodes on all cores; what an older program made is made anew.
func decodeAll(ctx context.Context, l *ledger.Ledger, entries []*ledger.Entry, versions []account.Version, kinds []claim.Kind) ([]*account.Contribution, error) {
	all, errs := make([]*account.Contribution, len(entries)), make([]error, len(entries))
	var group sync.WaitGroup
	cores := runtime.GOMAXPROCS(0)
	for core := range cores {
		group.Go(func() {
			for i := core; i < len(entries); i += cores {
				if all[i], errs[i] = account.Decode(versions[i], entries[i].Extract(), kinds...); errs[i] != nil {
					all[i], errs[i] = contributeAnew(ctx, l, entries[i], versions[i])
				}
			}
		})
	}
	group.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return all, nil
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
