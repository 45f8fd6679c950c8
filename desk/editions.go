package desk

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/casebook"
	"github.com/parley-desk/parley/claim"
)

// edition is a case as of a time at one state of the ledger, with the views that
// pages have asked it for. It is not changed, but remembers.
type edition struct {
	Case  *claim.Case
	Seq   int64
	AsOf  string // "": all that is known
	stock *casebook.Stock
	book  *account.Book
	keys  map[string]string // key of an address → identity of the report
	views sync.Map          // name → what makes it once
	pages *rendered
}

func newEdition(stock *casebook.Stock, asOf string) *edition {
	e := &edition{Case: stock.Case, Seq: stock.Seq, AsOf: asOf, stock: stock, book: stock.Book(asOf, ""), keys: map[string]string{}, pages: newRendered()}
	for _, c := range stock.Contributions {
		e.keys[reportKey(c.Report)] = c.Report
	}
	return e
}

// under gives the book under a rule.
func (e *edition) under(rule claim.TollRule) *account.Book { return e.book.Under(rule) }

// once makes a view of the edition when a page asks for it first.
func once[T any](e *edition, name string, make func() T) T {
	f, _ := e.views.LoadOrStore(name, sync.OnceValue(func() any { return make() }))
	return f.(func() any)().(T)
}

// Latest is the day of the newest report that is known.
func (e *edition) Latest() string {
	return once(e, "latest", func() string {
		latest := ""
		for _, c := range e.book.Reports() {
			latest = max(latest, c.Available)
		}
		return latest[:min(len(latest), len(time.DateOnly))]
	})
}

// Until is the day up to which the page tells: as asked for, else the newest report's.
func (e *edition) Until() string {
	if e.AsOf != "" {
		return e.AsOf[:min(len(e.AsOf), len(time.DateOnly))]
	}
	return e.Latest()
}

// shelf keeps editions: the last of each case and time that was asked for. While
// the ledger grows the one at hand is served, and a fresher one opened beside it.
type shelf struct {
	Options
	mu    sync.Mutex
	cases map[string]*stand
}

// stand is what is at hand of one case.
type stand struct {
	mu       sync.Mutex
	stock    *casebook.Stock
	open     *casebook.Stock // openOf without its private layer: see layer
	openOf   *casebook.Stock
	editions []*edition // the latest asked for last
	opening  bool       // somebody takes stock in the background
	checked  int64      // up to where the ledger was looked through for changes of the case
}

// mostEditions bounds how many days of a case are kept; each is some 20 kB a report.
const mostEditions = 6

func newShelf(o Options) *shelf { return &shelf{Options: o, cases: map[string]*stand{}} }

// open gives a case as of a time.
func (s *shelf) open(ctx context.Context, id, asOf string, private bool) (*edition, error) {
	at, err := s.stand(ctx, id)
	if err != nil {
		return nil, err
	}
	at.mu.Lock()
	defer at.mu.Unlock()
	if at.stock == nil {
		if at.stock, err = casebook.Take(ctx, s.Ledger, id, ""); err != nil {
			return nil, err
		}
	}
	if err := s.freshen(ctx, at, id); err != nil {
		return nil, err
	}
	return at.edition(asOf, private), nil
}

// stand gives a case's place on the shelf; it makes none for a case that is not there.
func (s *shelf) stand(ctx context.Context, id string) (*stand, error) {
	s.mu.Lock()
	at := s.cases[id]
	s.mu.Unlock()
	if at != nil {
		return at, nil
	}
	if _, err := s.Ledger.Case(ctx, id); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.cases[id] == nil {
		s.cases[id] = &stand{}
	}
	return s.cases[id], nil
}

// edition gives the case as of a time, from those at hand where it is there.
func (at *stand) edition(asOf string, private bool) *edition {
	stock := at.layer(private)
	if i := slices.IndexFunc(at.editions, func(e *edition) bool { return e.AsOf == asOf && e.stock == stock }); i >= 0 {
		e := at.editions[i]
		at.editions = append(slices.Delete(at.editions, i, i+1), e)
		return e
	}
	e := newEdition(stock, asOf)
	at.editions = append(at.editions, e)
	if len(at.editions) > mostEditions {
		at.editions = slices.Delete(at.editions, 0, 1)
	}
	return e
}

// freshen takes stock anew where the ledger has moved on.
func (s *shelf) freshen(ctx context.Context, at *stand, id string) error {
	seq, err := s.Ledger.Seq(ctx)
	if err != nil || seq == max(at.stock.Seq, at.checked) {
		return err
	}
	fresh, err := casebook.Take(ctx, s.Ledger, id, "")
	if err == nil {
		at.stock, at.editions = fresh, nil
	}
	return err
}
