package casebook

import (
	"context"
	"slices"
	"sync"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/ledger"
)

// Keeper keeps cases of a ledger open between questions. What it gives is never older
// than the ledger at the moment at which it is asked. It is safe for many goroutines.
type Keeper struct {
	ledger *ledger.Ledger
	mu     sync.Mutex
	cases  []*keptCase // the one asked for last is the last
	birth  string      // of the ledger that they were taken from
}

const (
	// mostCases bounds how many cases are kept open; each takes some 100 kB a report.
	mostCases = 4
	// mostBooks bounds how many books of a case are kept: of days and times that were asked for.
	mostBooks = 4
)

// NewKeeper keeps cases of a ledger open.
func NewKeeper(l *ledger.Ledger) *Keeper { return &Keeper{ledger: l} }

// Cases are the ids of the cases that are open, the one asked for last at the end.
func (k *Keeper) Cases() []string {
	k.mu.Lock()
	defer k.mu.Unlock()
	ids := make([]string, len(k.cases))
	for i, c := range k.cases {
		ids[i] = c.id
	}
	return ids
}

// Save keeps what was caught up with since for commands that open the cases by themselves
// (see pack); that it cannot costs them no more than time. It may be called at any time.
func (k *Keeper) Save() {
	k.mu.Lock()
	cases := slices.Clone(k.cases)
	k.mu.Unlock()
	for _, c := range cases {
		c.mu.Lock()
		caught := c.caught
		c.caught = unkept{}
		c.mu.Unlock()
		if len(caught.keys) > 0 {
			openPack(k.ledger.Derived(), c.id).take(caught, false)
		}
	}
}

// Opener gives what opens a case, without its private layer, as of one time after
// another. Its errors are the ledger's.
func (k *Keeper) Opener(ctx context.Context, id string) (func(asOf string, rule claim.TollRule) *account.Book, error) {
	c, err := k.kept(ctx, id)
	if err != nil {
		return nil, err
	}
	return c.opener(ctx, k.ledger)
}

// Stock gives the stock of a case as the ledger has it now, private layer included. Who keeps
// it and takes it Again shares its claims with the keeper, whoever is asked for more of it.
func (k *Keeper) Stock(ctx context.Context, id string) (*Stock, error) {
	c, err := k.kept(ctx, id)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if err := c.catchUp(ctx, k.ledger); err != nil {
		return nil, err
	}
	return c.stock, nil
}

// kept gives a case of the ledger that lies there now.
func (k *Keeper) kept(ctx context.Context, id string) (*keptCase, error) {
	if _, err := k.ledger.Case(ctx, id); err != nil {
		return nil, err
	}
	birth, err := k.ledger.Birth(ctx)
	if err != nil {
		return nil, err
	}
	return k.keptCase(id, birth), nil
}

// keptCase gives a case's place, and makes the one that was not asked for longest give
// up its own where there are too many. Where another ledger stands at the address by
// now, all that was kept is forgotten.
func (k *Keeper) keptCase(id, birth string) *keptCase {
	k.mu.Lock()
	defer k.mu.Unlock()
	if birth != k.birth {
		k.cases, k.birth = nil, birth
	}
	at := slices.IndexFunc(k.cases, func(c *keptCase) bool { return c.id == id })
	if at < 0 {
		k.cases = append(k.cases, &keptCase{id: id})
		at = len(k.cases) - 1
	}
	c := k.cases[at]
	k.cases = append(slices.Delete(k.cases, at, at+1), c)
	k.cases = k.cases[max(0, len(k.cases)-mostCases):]
	return c
}

// keptCase is one case kept open.
type keptCase struct {
	id      string
	mu      sync.Mutex
	stock   *Stock
	open    *Stock // without its private layer
	checked int64  // up to where the ledger was looked through
	books   []*keptBook
	caught  unkept // what was caught up with and is not saved
}

// keptBook is a book and the stock that it was opened from.
type keptBook struct {
	*account.Book
	of *Stock
}

// opener catches up with the ledger, and opens what it has then.
func (c *keptCase) opener(ctx context.Context, l *ledger.Ledger) (func(string, claim.TollRule) *account.Book, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if err := c.catchUp(ctx, l); err != nil {
		return nil, err
	}
	open := c.open
	return func(asOf string, rule claim.TollRule) *account.Book { return c.book(open, asOf).Under(rule) }, nil
}

func (c *keptCase) catchUp(ctx context.Context, l *ledger.Ledger) (err error) {
	if c.stock == nil {
		stock, err := Take(ctx, l, c.id, "")
		if err != nil {
			return err // half a stock is none
		}
		c.stock, c.open, c.checked = stock, stock.Open(), stock.Seq
		return nil
	}
	stale, seq, err := c.stock.Stale(ctx, l, c.checked)
	switch {
	case err != nil:
		return err
	case seq < c.checked: // no ledger goes back: something was put in its place
		c.stock, c.books = nil, nil
		return c.catchUp(ctx, l)
	case stale:
		stock, err := c.stock.Again(ctx, l)
		if err != nil {
			return err
		}
		c.caught.keys, c.caught.all = append(c.caught.keys, stock.unkept.keys...), append(c.caught.all, stock.unkept.all...)
		stock.unkept = unkept{}
		c.stock, c.open, seq = stock, stock.Open(), stock.Seq
	}
	c.checked = seq
	return nil
}

// book gives the book of a stock as of a time: the one at hand, else a new one with
// what the one at hand knew already.
func (c *keptCase) book(of *Stock, asOf string) *account.Book {
	c.mu.Lock()
	defer c.mu.Unlock()
	at := slices.IndexFunc(c.books, func(b *keptBook) bool { return b.AsOf == asOf })
	if at >= 0 && c.books[at].of == of {
		return c.books[at].Book
	}
	fresh := &keptBook{of.Book(asOf, ""), of}
	if at >= 0 {
		if before := c.books[at]; before.of.Seq > of.Seq { // somebody asked before, and has waited
			return fresh.Book
		}
		fresh.Book = fresh.After(c.books[at].Book)
		c.books = slices.Delete(c.books, at, at+1)
	}
	c.books = append(c.books, fresh)
	c.books = c.books[max(0, len(c.books)-mostBooks):]
	return fresh.Book
}
