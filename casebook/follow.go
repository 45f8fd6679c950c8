package casebook

import (
	"context"
	"maps"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/ledger"
)

// fewChanged is which part of a case may have changed for its stock to be followed
// rather than taken anew: one in so many.
const fewChanged = 4

// follow fills the stock with what an earlier one of the same case file had, and what
// has changed since: reports that came, were read anew, or belong no longer. Only these
// are listed. few is false where it is too many of them, and nothing is filled in.
func (s *Stock) follow(ctx context.Context, l *ledger.Ledger, before *Stock) (few bool, err error) {
	if s.Seq, err = l.Seq(ctx); err != nil { // first: see fill
		return false, err
	}
	touched := map[string]bool{}
	for e, err := range l.Entries(ctx, ledger.Query{Case: s.Case.ID, Since: before.Seq, Every: true, Gone: true}) {
		if err != nil {
			return false, err
		}
		touched[e.Identity] = true
	}
	if len(touched) > fetchAtOnce || fewChanged*len(touched) > len(before.Contributions) {
		return false, nil
	}
	s.made = maps.Clone(before.made)
	s.keep(before, touched)
	if len(touched) > 0 {
		if err := s.relist(ctx, l, touched, before.made); err != nil {
			return false, err
		}
	}
	return true, s.decided(ctx, l)
}

// keep takes from an earlier stock all but what is of the reports given.
func (s *Stock) keep(before *Stock, without map[string]bool) {
	gone := map[*account.Contribution]bool{}
	s.Contributions = make([]*account.Contribution, 0, len(before.Contributions)+len(without))
	for i, c := range before.Contributions {
		if without[c.Report] {
			gone[c] = true
			continue
		}
		s.Contributions, s.Stored = append(s.Contributions, c), append(s.Stored, before.Stored[i])
	}
	if len(gone) > 0 {
		maps.DeleteFunc(s.made, func(_ made, c *account.Contribution) bool { return gone[c] })
	}
}

// relist adds the reports given, with all their versions that are of the case now.
func (s *Stock) relist(ctx context.Context, l *ledger.Ledger, reports map[string]bool, made map[made]*account.Contribution) error {
	query := ledger.Query{Case: s.Case.ID, Every: true}
	for name := range reports {
		query.Only = append(query.Only, name)
	}
	entries, versions, err := s.list(ctx, l, query)
	if err != nil {
		return err
	}
	return s.take(ctx, l, entries, versions, made)
}
