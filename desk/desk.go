// Package desk shows the cases of a ledger as pages: what an analyst has open all
// day. Every page is complete without script, every line of it leads to the words
// that it comes from, and text of reports is text wherever it stands.
// docs/decisions/0019-the-desk.md gives the reasons.
package desk

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/parley-desk/parley/access"
	"github.com/parley-desk/parley/casebook"
	"github.com/parley-desk/parley/knowledge"
	"github.com/parley-desk/parley/ledger"
)

// Options say what the desk works with.
type Options struct {
	Ledger *ledger.Ledger                  // made with casebook.Options, so that it keeps what views need
	Known  func() (*knowledge.Base, error) // the tables; called when a page needs them
	Now    func() time.Time
	Log    *slog.Logger // of faults; nil: none are logged
	Tiles  string       // a PMTiles file for the ground of maps; "": the countries alone

	Patience time.Duration // after which a page that takes long says so, and looks again by itself; 0: it is waited for

	// Stock takes the stock of a case; nil: from the ledger. Another part of the process that keeps cases open gives its own.
	Stock func(ctx context.Context, id string) (*casebook.Stock, error)

	Access *access.Options // who may see and decide; nil: whoever asks may all, guarded by who wraps the desk
	Intake Intake          // how reports are read that are added here; nil: none can be
}

// Desk answers requests for pages. It is safe for many goroutines.
type Desk struct {
	Options
	shelf *shelf
	looks *looks
	mux   *http.ServeMux
	gate  *access.Gate // nil without Access
	pages http.Handler // the mux, behind the gate

	news    *liveNews
	readers chan struct{} // pages that are told of news
	told    effects
	queues  queues
	unread  unreadLines
	setting setting
}

// New makes a desk. The error is a fault of a template: of the program itself.
func New(o Options) (*Desk, error) {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	looks, err := newLooks(0)
	if err != nil {
		return nil, fmt.Errorf("desk: %w", err)
	}
	d := &Desk{Options: o, looks: looks, mux: http.NewServeMux()}
	d.shelf = newShelf(o)
	d.news, d.readers = &liveNews{desk: d}, make(chan struct{}, mostReaders)
	for _, r := range routes() {
		d.mux.Handle(r.pattern, d.handler(r.serve))
	}
	return d, d.guarded()
}

// handle is what answers a request; its error becomes the error page.
type handle func(d *Desk, w http.ResponseWriter, r *http.Request) error

// route is an address and what answers it, as http.ServeMux spells patterns.
type route struct {
	pattern string
	serve   handle
}

// ServeHTTP answers a request.
func (d *Desk) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	guard(w.Header())
	d.pages.ServeHTTP(w, r)
}

// guard forbids what no page of the desk needs: to run what stands in a page, to
// ask another host for anything, to be shown within another page, to tell where one came from.
func guard(h http.Header) {
	h.Set("Content-Security-Policy", access.Policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
}

// handler makes errors and panics of a handle into the error page.
func (d *Desk) handler(serve handle) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if v := recover(); v != nil && v != http.ErrAbortHandler {
				d.Log.Error("a page failed", "path", r.URL.Path, "panic", fmt.Sprint(v), "stack", string(debug.Stack()))
				d.showFault(w, r, fmt.Errorf("panic: %v", v))
			}
		}()
		if err := serve(d, w, r); err != nil {
			d.showFault(w, r, err)
		}
	})
}

// now is the time by the desk's clock.
func (d *Desk) now() time.Time {
	clock := d.Now
	if clock == nil {
		clock = time.Now
	}
	return clock().UTC()
}

// asked gives a form's or query's value, or what stands for it where there is none.
func asked(r *http.Request, name, otherwise string) string {
	return cmp.Or(r.FormValue(name), otherwise)
}
