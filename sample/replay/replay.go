// Package replay serves the reports of a sample case as sites would have: each
// outlet with a feed of what it had published by a day, and a page for each
// report. Pages and feeds are made of reports.jsonl.
package replay

import (
	"bufio"
	"bytes"
	"embed"
	"encoding/json"
	"errors"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
)

// Report is one line of reports.jsonl, as far as a site shows it.
type Report struct {
	ID, Published, Updated, Outlet, Agency, Title, URL, Text string
}

// Day is when a version of a report came out.
func (r *Report) Day() string { return max(r.Published, r.Updated) }

// Paragraphs are the paragraphs of the text, each with its lines.
func (r *Report) Paragraphs() (all [][]string) {
	for p := range strings.SplitSeq(r.Text, "\n\n") {
		all = append(all, strings.Split(p, "\n"))
	}
	return all
}

// Host and Path are those of its address.
func (r *Report) address() (host, path string) {
	u, err := url.Parse(r.URL)
	if err != nil {
		return "", ""
	}
	return u.Host, u.Path
}

// Address is the report's, as the replay serves it: without encryption.
func (r *Report) Address() string {
	host, path := r.address()
	return "http://" + host + path
}

// Site is an outlet with its feed.
type Site struct {
	Name, Title, Feed string // Name: part of its addresses; Feed: the feed's address
}

// Replay is a server of the reports, as they stood on a day.
type Replay struct {
	reports []Report
	days    []string // on which something came out

	mu     sync.Mutex
	day    int            // today, of days
	served map[int]bool   // versions whose page was asked for, by their place in reports
	asked  map[string]int // how often each feed was asked for today, by name
}

//go:embed page.html feed.xml
var forms embed.FS

var templates = template.Must(template.ParseFS(forms, "page.html", "feed.xml"))

// New makes a replay of the lines of reports.jsonl, on the first day of them.
func New(lines []byte) (*Replay, error) {
	r := &Replay{served: map[int]bool{}, asked: map[string]int{}}
	scan := bufio.NewScanner(bytes.NewReader(lines))
	scan.Buffer(nil, 1<<20)
	for scan.Scan() {
		var one Report
		if err := json.Unmarshal(scan.Bytes(), &one); err != nil {
			return nil, err
		}
		if host, path := one.address(); host == "" || strings.Count(path, "/") < 2 {
			return nil, errors.New("the sample report " + one.ID + " has no address")
		}
		r.reports = append(r.reports, one)
	}
	slices.SortStableFunc(r.reports, func(a, b Report) int { return strings.Compare(a.Day(), b.Day()) })
	for i := range r.reports {
		r.days = append(r.days, r.reports[i].Day())
	}
	r.days = slices.Compact(r.days)
	return r, scan.Err()
}

// Advance goes on to the next day on which something came out, once whoever
// follows has seen what is out by now: each page was asked for, or each feed
// twice (who knew the pages already does not ask for them). last tells that
// there is none, and that all was seen.
func (r *Replay) Advance() (last bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.seen() {
		return false
	}
	if r.day == len(r.days)-1 {
		return true
	}
	r.day++
	clear(r.asked)
	return false
}

func (r *Replay) seen() bool {
	all := true
	for i := range r.reports {
		all = all && (r.served[i] || r.reports[i].Day() > r.days[r.day])
	}
	for _, site := range r.Sites() {
		if all {
			break
		}
		if r.asked[site.Name] < 2 {
			return false
		}
	}
	return true
}

// today is the day of the replay.
func (r *Replay) today() string { return r.days[r.day] }

// Versions is how many texts there are in all.
func (r *Replay) Versions() int { return len(r.reports) }

// Sites are the outlets, in order of their names.
func (r *Replay) Sites() []Site {
	seen := map[string]Site{}
	var names []string
	for i := range r.reports {
		host, path := r.reports[i].address()
		name := strings.Split(path, "/")[1]
		if _, there := seen[name]; !there {
			names = append(names, name)
			seen[name] = Site{name, r.reports[i].Outlet, "http://" + host + "/" + name + "/feed.xml"}
		}
	}
	slices.Sort(names)
	sites := make([]Site, len(names))
	for i, name := range names {
		sites[i] = seen[name]
	}
	return sites
}

// ServeHTTP answers for all sites, told apart by their paths: as a proxy of
// their host, or by itself.
func (r *Replay) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	r.mu.Lock()
	defer r.mu.Unlock()
	path := request.URL.Path
	if path == "/robots.txt" {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		_, _ = w.Write([]byte("User-agent: *\nAllow: /\n"))
		return
	}
	if name, feed := strings.CutSuffix(path, "/feed.xml"); feed {
		r.feed(w, strings.TrimPrefix(name, "/"))
		return
	}
	found := -1
	for i := range r.reports {
		if _, at := r.reports[i].address(); at == path && r.reports[i].Day() <= r.today() {
			found = i // a later version takes the place of the one before
		}
	}
	if found < 0 {
		http.NotFound(w, request)
		return
	}
	r.served[found] = true
	write(w, "text/html; charset=utf-8", "page.html", &r.reports[found])
}

// itemsInFeed is how many reports a feed lists, the latest.
const itemsInFeed = 20

// feed writes what a site had published, the latest first, each report in its latest version.
func (r *Replay) feed(w http.ResponseWriter, name string) {
	r.asked[name]++
	today := r.today()
	var items []Report
	for _, one := range slices.Backward(r.reports) {
		_, path := one.address()
		if strings.HasPrefix(path, "/"+name+"/") && one.Day() <= today && !slices.ContainsFunc(items, func(i Report) bool { return i.URL == one.URL }) {
			items = append(items, one)
		}
	}
	write(w, "application/atom+xml; charset=utf-8", "feed.xml", struct {
		Name, Updated string
		Items         []Report
	}{name, today, items[:min(len(items), itemsInFeed)]})
}

// write answers with a form that is filled in.
func write(w http.ResponseWriter, media, form string, data any) {
	var out bytes.Buffer
	if form == "feed.xml" {
		out.WriteString(`<?xml version="1.0" encoding="utf-8"?>` + "\n")
	}
	if err := templates.ExecuteTemplate(&out, form, data); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", media)
	_, _ = w.Write(out.Bytes()) // whoever asked has gone
}
