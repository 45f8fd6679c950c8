package desk

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/parley-desk/parley/claim"
)

// setting are the pages that are being set for somebody: whoever asks for the same
// meanwhile gets it.
type setting struct {
	mu sync.Mutex
	of map[string]*pageToBe
}

// pageToBe is a page that is being set.
type pageToBe struct {
	done chan struct{}
	out  []byte
	err  error
}

// errNotYet says that a page takes longer than a reader should look at nothing.
var errNotYet = errors.New("the page is being set")

// patiently sets a page, beside the reader where that takes long: then it gives errNotYet, and
// the page to who asks again. What set is given outlasts the request.
func (d *Desk) patiently(r *http.Request, since time.Time, set func(*http.Request) ([]byte, error)) ([]byte, error) {
	if d.Patience <= 0 {
		return set(r)
	}
	page := d.begin(r, since, set)
	patience := time.NewTimer(d.Patience)
	defer patience.Stop()
	select {
	case <-page.done:
		return page.out, page.err
	case <-r.Context().Done():
		return nil, r.Context().Err()
	case <-patience.C:
		return nil, errNotYet
	}
}

// begin begins to set a page, unless it is being set for the same reader: the name and the
// cookies tell, of which the one of the last look is another each time.
func (d *Desk) begin(r *http.Request, since time.Time, set func(*http.Request) ([]byte, error)) *pageToBe {
	key := r.URL.RequestURI() + "\n" + since.String()
	if p := d.personOf(r); p != nil { // where no gate passed a request, as when a case is opened ahead, nobody is named
		key += "\n" + p.Name
	}
	for _, c := range r.Cookies() {
		if c.Name != seenCookie {
			key += "\n" + c.Name + "=" + c.Value
		}
	}
	d.setting.mu.Lock()
	defer d.setting.mu.Unlock()
	if page := d.setting.of[key]; page != nil {
		return page
	}
	page := &pageToBe{done: make(chan struct{})}
	if d.setting.of == nil {
		d.setting.of = map[string]*pageToBe{}
	}
	d.setting.of[key] = page
	lasting := r.Clone(context.WithoutCancel(r.Context()))
	go func() {
		defer close(page.done)
		defer func() {
			d.setting.mu.Lock()
			defer d.setting.mu.Unlock()
			delete(d.setting.of, key)
		}()
		defer func() {
			if v := recover(); v != nil {
				d.Log.Error("a page failed", "path", r.URL.Path, "panic", fmt.Sprint(v), "stack", string(debug.Stack()))
				page.err = fmt.Errorf("panic: %v", v)
			}
		}()
		page.out, page.err = set(lasting)
	}()
	return page
}

// preparingPage is what a reader sees while a page is being set.
type preparingPage struct {
	frame
	Case *claim.Case
	preparation
}

// preparation is how far a case is.
type preparation struct {
	Found, Decoded int      // versions of reports, and those whose claims are at hand
	Taken          bool     // all of them are
	Making         []string // what is being made of them
}

// lookAgain is after how many seconds a reader's browser looks again.
const lookAgain = "1"

// showPreparing says what is being prepared. The browser looks again by itself, without script.
func (d *Desk) showPreparing(w http.ResponseWriter, r *http.Request) error {
	c, err := d.Ledger.Case(r.Context(), r.PathValue("case"))
	if err != nil {
		return err
	}
	page := preparingPage{frame{Theme: themeOf(r), Title: "One moment", Path: r.URL.RequestURI()}, c, d.shelf.preparation(c.ID)}
	out, err := d.looks.render("preparing", page)
	if err != nil {
		return err
	}
	w.Header().Set("Refresh", lookAgain)
	w.Header().Set("Retry-After", lookAgain)
	send(w, r, http.StatusServiceUnavailable, out)
	return nil
}

// preparation tells how far a case is.
func (s *shelf) preparation(id string) (p preparation) {
	s.mu.Lock()
	at := s.cases[id]
	s.mu.Unlock()
	if at == nil {
		return p
	}
	p.Found, p.Decoded = at.far.Found(), at.far.Decoded()
	if !at.mu.TryLock() {
		return p // it is being made fresh this moment
	}
	defer at.mu.Unlock()
	p.Taken = at.stock != nil
	for _, e := range at.editions {
		for _, name := range e.doing.list() {
			if said := made(name); said != "" && !slices.Contains(p.Making, said) {
				p.Making = append(p.Making, said)
			}
		}
	}
	return p
}

// viewNames are what views are called for people, by how their names begin.
var viewNames = []struct{ begins, said string }{
	{"book", "which reports tell one story"}, {"toll charts", "charts"}, {"series charts", "charts"}, {"toll", "tolls"}, {"truce", "the truce"}, {"talks", "talks"},
	{"incidents", "incidents"}, {"commitments", "commitments"}, {"positions", "what each side says"}, {"answers", "denials and answers"}, {"exposure", "exposure and stakes"},
	{"outlook", "the outlook"}, {"calendar", "dates"}, {"findings", "findings"}, {"unknowns", "what is not known"}, {"timeline", "the timeline"}, {"brief", "the brief"},
	{"changes", "what changed"}, {"queue", "the order of the review"}, {"outlets", "sources"}, {"people", "people and groups"}, {"ties", "people and groups"}, {"report lines", "the list of reports"}, {"mask", "names to be hidden"},
}

// made is what a view is called for people, "" where it is none of theirs.
func made(name string) string {
	for _, n := range viewNames {
		if strings.HasPrefix(name, n.begins) {
			return n.said
		}
	}
	return ""
}
