package desk

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"
	"sync"
)

// looks are the templates: of each page its own with the frame and its parts.
type looks struct {
	of    map[string]*template.Template
	tight int                    // by so many halvings texts are shorter and lists that are not paged
	more  func() (*looks, error) // the same, tighter by one
}

// newLooks parses every template. Those whose name begins with _ are parts of others.
func newLooks(tight int) (*looks, error) {
	dir, err := fs.Sub(assets, "assets/templates")
	if err != nil {
		return nil, err
	}
	frame, err := template.New("").Funcs(words).Funcs(tightWords(tight)).ParseFS(dir, "_*.html")
	if err != nil {
		return nil, err
	}
	names, err := fs.Glob(dir, "[a-z]*.html")
	if err != nil {
		return nil, err
	}
	l := &looks{of: map[string]*template.Template{}, tight: tight, more: sync.OnceValues(func() (*looks, error) { return newLooks(tight + 1) })}
	for _, name := range names {
		t, err := frame.Clone()
		if err != nil {
			return nil, err
		}
		if _, err := t.ParseFS(dir, name); err != nil {
			return nil, err
		}
		l.of[strings.TrimSuffix(path.Base(name), ".html")] = t
	}
	return l, nil
}

// render sets a whole page that belongs to no case: the list of cases, errors, sign-in.
func (l *looks) render(name string, data any) ([]byte, error) { return l.execute(name, "bare", data) }

func (l *looks) execute(name, part string, data any) ([]byte, error) {
	t := l.of[name]
	if t == nil {
		return nil, fmt.Errorf("desk: there is no template %s.html", name)
	}
	var b bytes.Buffer
	if err := t.ExecuteTemplate(&b, part, data); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// frame is what stands around every page.
type frame struct {
	Theme string // light, dark, or "" for what the system says
	Title string
	Path  string // where one is, to come back to
}

// sheet is a page of a case with its frame: what its template sees.
type sheet struct {
	*visit
	frame
	Page    *page
	Content template.HTML
	Data    any
}

// Here tells whether a page is the one shown.
func (s *sheet) Here(p page) bool { return p.slug == s.Page.slug }

// servePage answers with a page of a case.
func servePage(p *page) handle {
	return func(d *Desk, w http.ResponseWriter, r *http.Request) error {
		lastVisit := d.seen(w, r, r.PathValue("case"))
		out, err := d.patiently(r, lastVisit, func(r *http.Request) ([]byte, error) {
			v, err := d.newVisit(r, p)
			if err != nil {
				return nil, err
			}
			v.LastVisit = lastVisit
			defer d.queues.ahead(v)
			return v.set()
		})
		if errors.Is(err, errNotYet) {
			return d.showPreparing(w, r)
		}
		if err != nil {
			return err
		}
		send(w, r, http.StatusOK, out)
		return nil
	}
}

// set sets the page: what it tells is kept with the edition, its frame is set anew.
func (v *visit) set() ([]byte, error) {
	d := v.desk
	content, err := d.content(v)
	if err != nil {
		return nil, err
	}
	if err := v.recordNames(); err != nil {
		return nil, err
	}
	s := v.sheet()
	s.Content = template.HTML(content) // made by html/template
	return d.looks.execute(v.page.name(), "frame", s)
}

// content gives what a page tells: from those kept, where it was set before.
func (d *Desk) content(v *visit) ([]byte, error) {
	if v.page.live {
		return d.setContent(v)
	}
	later := *v
	later.edition, later.req = nil, v.req.Clone(context.Background()) // what is kept for later holds on to nothing of now
	pages := v.pages
	if v.page.kept != nil {
		pages = v.page.kept(v)
	}
	return pages.get(v.key(), func() ([]byte, error) { return d.setContent(v) }, func(e *edition) ([]byte, error) {
		again := later
		again.edition = e
		return d.setContent(&again)
	})
}

func (d *Desk) setContent(v *visit) (content []byte, err error) {
	s := v.sheet()
	if s.Data, err = v.page.show(v); err != nil {
		return nil, err
	}
	out, err := d.fitting(s)
	if err != nil {
		return nil, err
	}
	return v.masked(out), nil
}

// Bounds of what a page tells, in bytes, and of how tight it is set to keep within.
const (
	mostContent = 270_000
	mostTight   = 4
)

// fitting sets what a page tells; tighter, where that is more than a page should have: of
// long words in letters of three bytes, say, from hundreds of outlets.
func (d *Desk) fitting(s *sheet) (out []byte, err error) {
	for l := d.looks; err == nil; l, err = l.more() {
		s.tight = l.tight
		if out, err = l.execute(s.Page.name(), "content", s); err != nil || len(out) <= mostContent || l.tight == mostTight {
			break
		}
	}
	if len(out) > mostContent {
		d.Log.Warn("a page is larger than it should be", "path", s.req.URL.Path, "bytes", len(out))
	}
	return out, err
}

func (v *visit) sheet() *sheet {
	return &sheet{visit: v, frame: frame{Theme: themeOf(v.req), Title: v.page.title, Path: v.req.URL.RequestURI()}, Page: v.page}
}

// send writes a page.
func send(w http.ResponseWriter, r *http.Request, status int, out []byte) {
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-cache, private")
	h.Set("Content-Length", strconv.Itoa(len(out)))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(out) // a reader who has gone needs no page
	}
}

const themeCookie = "parley_theme"

func themeOf(r *http.Request) string {
	c, err := r.Cookie(themeCookie)
	if err != nil || c.Value != "light" && c.Value != "dark" {
		return ""
	}
	return c.Value
}

// setTheme remembers what the pages shall look like and goes back to where one was.
func (d *Desk) setTheme(w http.ResponseWriter, r *http.Request) error {
	theme := r.FormValue("theme")
	c := &http.Cookie{Name: themeCookie, Value: theme, Path: "/", MaxAge: 365 * 24 * 3600, SameSite: http.SameSiteLaxMode, HttpOnly: true}
	if theme != "light" && theme != "dark" {
		c.Value, c.MaxAge = "", -1
	}
	http.SetCookie(w, c)
	http.Redirect(w, r, within(r.FormValue("back")), http.StatusSeeOther)
	return nil
}

// within is an address of the desk itself: one that leads elsewhere becomes its beginning.
func within(address string) string {
	if !strings.HasPrefix(address, "/") || strings.HasPrefix(address, "//") || strings.ContainsAny(address, "\\\r\n") {
		return "/"
	}
	return address
}
