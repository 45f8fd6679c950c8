package wire

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/parley-desk/parley/claim"
)

// serial is a host with a feed of one article in parts; next says what page n names as its next.
func (w *world) serial(name string, next func(n int) string) (s claim.Source, article string) {
	article = w.url(name, "/siege")
	w.host(name, func(rw http.ResponseWriter, r *http.Request) {
		switch n, _ := strconv.Atoi(r.URL.Query().Get("page")); r.URL.Path {
		case "/feed":
			serve(rw, "application/rss+xml", "", []byte(`<rss version="2.0"><channel><item><title>The siege</title><link>/siege</link></item></channel></rss>`))
		case "/siege":
			n = max(n, 1)
			link := next(n)
			if link == "fails" {
				rw.WriteHeader(http.StatusInternalServerError)
				return
			}
			serve(rw, "text/html", "", []byte(fmt.Sprintf(`<title>The siege</title><link rel="next" href="%s"><p>Page %d of it.`, link, n)))
		default:
			http.NotFound(rw, r)
		}
	})
	return claim.Source{ID: strings.TrimSuffix(name, ".test"), Address: w.url(name, "/feed")}, article
}

func pageAfter(n int) string { return "?page=" + strconv.Itoa(n+1) }

// of gives the kept documents of an article: how many later pages it has, and whether its first is there.
func (s *shelf) partsOf(article string) (parts int, first bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for address, d := range s.latest {
		if d.Item.PartOf == article {
			parts++
		}
		first = first || address == article
	}
	return parts, first
}

// All pages of an article in parts are kept, however they are linked, up to a bound and within their host.
func TestFollowTakesArticlesInParts(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for name, c := range map[string]struct {
		next func(n int) string
		want int
	}{
		"three":     {func(n int) string { return map[int]string{1: pageAfter(1), 2: pageAfter(2)}[n] }, 2},
		"circle":    {func(n int) string { return map[int]string{1: pageAfter(1), 2: "/siege", 3: pageAfter(3)}[n] }, 1},
		"itself":    {func(int) string { return "?page=1" }, 0},
		"endless":   {pageAfter, MaxParts - 1},
		"elsewhere": {func(n int) string { return "http://other.test/siege" + pageAfter(n) }, 0},
		"missing":   {func(int) string { return "/siege/2" }, 0}, // named, but not there
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newShelf()
			source, article := w.serial(name+".test", c.next)
			follow(t, w.wire(), s, source)
			until(t, s, "the end of a look", func() bool { return s.state(source.ID).Looked != "" })
			if parts, first := s.partsOf(article); parts != c.want || !first {
				t.Errorf("%d later pages, the first: %v", parts, first)
			}
			if state := s.state(source.ID); (state.Code == string(Gone)) != (name == "missing") {
				t.Errorf("%+v", state)
			}
		})
	}
}

// An article that lacks a page for a moment is fetched again; one that lacks it for long is kept as far as it goes.
func TestFollowWaitsForAPart(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for name, failures := range map[string]int32{"moment": 3, "long": 1000} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, asked := newShelf(), atomic.Int32{}
			source, article := w.serial(name+".test", func(n int) string {
				switch {
				case n == 1:
					return pageAfter(1)
				case asked.Add(1) <= failures:
					return "fails"
				}
				return ""
			})
			follow(t, w.wire(), s, source)
			until(t, s, "the article", func() bool { _, first := s.partsOf(article); return first })
			parts, _ := s.partsOf(article)
			if want := map[string]int{"moment": 1}[name]; parts != want {
				t.Errorf("%d later pages, want %d", parts, want)
			}
			if name == "long" {
				until(t, s, "what is missing", func() bool { return strings.Contains(s.state(source.ID).Message, "page=2") })
			}
		})
	}
}
