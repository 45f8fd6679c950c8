package desk

import (
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
	open  func() *account.Book
	keys  func() map[string]string // key of an address → identity of the report
	views sync.Map                 // name → what makes it once
	doing doing
	pages *rendered
}

// newEdition makes an edition, whose book is opened when it is asked for first, with what
// the edition in whose place it comes knows already; before is nil where there is none.
func newEdition(stock *casebook.Stock, asOf string, before *edition) *edition {
	e := &edition{Case: stock.Case, Seq: stock.Seq, AsOf: asOf, stock: stock, pages: newRendered()}
	e.open = sync.OnceValue(func() *account.Book {
		defer e.doing.begin("book")()
		book := stock.Book(asOf, "")
		if before != nil {
			book = book.After(before.open())
		}
		return book
	})
	e.keys = sync.OnceValue(func() map[string]string {
		keys := make(map[string]string, len(stock.Contributions))
		for _, c := range stock.Contributions {
			keys[reportKey(c.Report)] = c.Report
		}
		return keys
	})
	return e
}

// doing are the views of an edition that are being made.
type doing struct {
	mu  sync.Mutex
	now []string
}

// begin notes that a view is being made, until what it gives is called.
func (d *doing) begin(name string) (end func()) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.now = append(d.now, name)
	return func() {
		d.mu.Lock()
		defer d.mu.Unlock()
		if i := slices.Index(d.now, name); i >= 0 {
			d.now = slices.Delete(d.now, i, i+1)
		}
	}
}

// list gives the names of those that are being made.
func (d *doing) list() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.now)
}

// under gives the book under a rule.
func (e *edition) under(rule claim.TollRule) *account.Book { return e.open().Under(rule) }

// once makes a view of the edition when a page asks for it first.
func once[T any](e *edition, name string, makes func() T) T {
	f, _ := e.views.LoadOrStore(name, sync.OnceValue(func() any {
		defer e.doing.begin(name)()
		return makes()
	}))
	return f.(func() any)().(T)
}

// Latest is the day of the newest report that is known.
func (e *edition) Latest() string {
	return once(e, "latest", func() string {
		latest := ""
		for _, c := range e.open().Reports() {
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
