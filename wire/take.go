package wire

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/parley-desk/parley/claim"
)

const (
	// enoughContent is how long the text of a feed's entry is at least where it
	// stands for a page that may not be fetched.
	enoughContent = 400
	// hostPatience is how many items of one host may fail for the host's own
	// faults before the others are left for the next look.
	hostPatience = 3
)

// taken is an item and what became of it.
type taken struct {
	item   claim.Item
	doc    *claim.Document   // nil where err is not, except for what is gone
	parts  []*claim.Document // the later pages of doc
	short  *Fault            // why there are not all of them
	err    *Fault
	lease  *lease // of doc; nil: none
	spared bool   // it was not asked for, as its host fails
}

// take fetches one item, of an article in parts all pages. What is gone comes as a document that says so.
func (w *Wire) take(ctx context.Context, s claim.Source, list string, item claim.Item, known knower) taken {
	lease := w.newLease()
	request := Request{URL: item.URL, Source: s.ID, Item: item, lease: lease}
	var doc *claim.Document
	var err error
	switch {
	case strings.HasPrefix(item.URL, "file:"):
		doc, err = w.takeFile(ctx, s, item, lease)
	case entry(item):
		return taken{item: item, doc: w.carried(s, list, item)}
	default:
		doc, err = w.fetchAnew(ctx, request, known)
	}
	if err == nil {
		t := taken{item: item, doc: doc, lease: lease}
		t.parts, t.short = w.laterParts(ctx, request, doc, known)
		return t
	}
	failed := w.faultOf(ctx, item.URL, err)
	if (failed.Code == Robots || failed.Code == Denied) && len(item.Content) >= enoughContent {
		lease.release()
		return taken{item: item, doc: w.carried(s, list, item)}
	}
	return taken{item: item, doc: doc, err: failed, lease: lease}
}

// knower gives what is kept of an address; see Shelf.Known.
type knower func(ctx context.Context, address string) (*claim.Document, error)

// fetchAnew fetches a page, or hears that it is as the known version, which the
// document then stands for: its status is 304 and it has no body.
func (f *Fetcher) fetchAnew(ctx context.Context, r Request, known knower) (*claim.Document, error) {
	var was *claim.Document
	if known != nil {
		was, _ = known(ctx, r.URL) // who cannot say has the page sent once more
	}
	if was != nil {
		fields := fieldsOf(was)
		r.ETag, r.LastModified = clipped(fields.Get("ETag")), clipped(fields.Get("Last-Modified"))
	}
	doc, err := f.Fetch(ctx, r)
	if err == nil && unmodified(doc) { // only asked for where something was known
		doc.Type, doc.SHA256 = was.Type, was.SHA256
	}
	return doc, err
}

// unmodified tells an answer that what is known still stands.
func unmodified(doc *claim.Document) bool { return doc.Status == http.StatusNotModified }

// carried is the text that the list itself carries, as a document: what its
// publisher gives to feed readers. Final says that it came from the list.
func (w *Wire) carried(s claim.Source, list string, item claim.Item) *claim.Document {
	body := []byte(item.Content)
	sum := sha256.Sum256(body)
	return &claim.Document{
		Source: s.ID, URL: item.URL, Final: list, Fetched: w.Clock.Now().UTC().Format(time.RFC3339),
		Type: "text/html; charset=utf-8", SHA256: hex.EncodeToString(sum[:]), Item: item, Body: body,
	}
}

// takeAll fetches items, Rhythm.Items at once, and gives each as it comes; known,
// if not nil, spares those that did not change. The
// channel is closed when all are done or ctx has ended. Whoever reads it has to
// read it to its end.
func (w *Wire) takeAll(ctx context.Context, s claim.Source, items []claim.Item, known knower) <-chan taken {
	out, next := make(chan taken), make(chan claim.Item)
	trouble := &troubles{hosts: map[string]*Fault{}, times: map[string]int{}}
	list := Shown(s.Address)
	var workers sync.WaitGroup
	for range min(w.Rhythm.Items, len(items)) {
		workers.Go(func() {
			for item := range next {
				t := taken{item: item, err: trouble.of(item)}
				if t.spared = t.err != nil; !t.spared {
					t = w.take(ctx, s, list, item, known)
					trouble.note(item, cmp.Or(t.err, t.short))
				}
				out <- t
			}
		})
	}
	go func() {
		defer close(out)
		defer workers.Wait()
		defer close(next)
		for _, item := range items {
			select {
			case next <- item:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

// troubles are the hosts that fail, so that a look does not wait for each of their pages.
type troubles struct {
	mu    sync.Mutex
	hosts map[string]*Fault
	times map[string]int
}

func (t *troubles) of(item claim.Item) *Fault {
	t.mu.Lock()
	defer t.mu.Unlock()
	host := hostOf(item.URL)
	if t.times[host] < hostPatience {
		return nil
	}
	return t.hosts[host]
}

func (t *troubles) note(item claim.Item, f *Fault) {
	if f == nil || !f.hosts() {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	host := hostOf(item.URL)
	t.hosts[host] = f
	t.times[host]++
}

// hostOf is the host of an address, or what stands for it.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return "file"
	}
	return strings.ToLower(u.Host)
}
