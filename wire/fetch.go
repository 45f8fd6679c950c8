package wire

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/parley-desk/parley/claim"
)

// Request is what to fetch.
type Request struct {
	URL    string // http or https
	Source string // id of the source that led to it, for the document
	Want   Want
	Item   claim.Item // what a list said of it, for the document

	ETag, LastModified string // of the version that is known; the answer may then be a document with status 304 and no body

	Max int64 // bytes after unpacking; 0: Limits.Body

	into  *os.File // where the body goes instead of into the document, for archives
	lease *lease   // held until its holder releases it; nil: until Fetch returns
}

// Fetcher asks hosts for documents, politely and within bounds. It is safe for concurrent use.
type Fetcher struct {
	Options
	guard     guard
	transport *http.Transport
	hosts     *hosts
	reading   chan struct{} // one for each answer being read
	large     chan struct{} // one for each large body in hand
}

// NewFetcher gives a Fetcher that goes by options.
func NewFetcher(options Options) *Fetcher {
	f := &Fetcher{Options: options.filled()}
	f.guard = guard{allow: f.Allow, resolver: f.Resolver}
	f.hosts = newHosts(f.Pace, f.Clock)
	f.reading = make(chan struct{}, f.Limits.AtOnce)
	f.large = make(chan struct{}, f.Limits.Large)
	f.transport = f.newTransport()
	return f
}

// Close gives idle connections back. Requests under way go on.
func (f *Fetcher) Close() { f.transport.CloseIdleConnections() }

// Fetch asks for one address and follows its redirects. The document has a
// status of 200 to 299, or 304 where the request named a version. Every error
// is a *[Fault]; with [Gone] the document comes as well, with its status 404 or
// 410, as it tells of a removal. What may pass is tried again after a moment,
// Limits.Tries times in all.
func (f *Fetcher) Fetch(ctx context.Context, r Request) (*claim.Document, error) {
	if r.lease == nil {
		r.lease = f.newLease()
		defer r.lease.release()
	}
	for try := 1; ; try++ {
		doc, err := f.walk(ctx, r)
		if err == nil {
			return doc, nil
		}
		failed := f.faultOf(ctx, r.URL, err)
		if !failed.passing() || try >= f.Limits.Tries || failed.RetryAfter > f.Pace.MaxWait {
			return doc, failed
		}
		if err := f.Clock.Sleep(ctx, max(failed.RetryAfter, f.backoff(try))); err != nil {
			return doc, f.faultOf(ctx, r.URL, err)
		}
	}
}

// backoff is how long to wait before try+1: a second, two, four, …, each half by chance.
func (f *Fetcher) backoff(try int) time.Duration {
	whole := time.Second << min(try-1, 10)
	return whole/2 + time.Duration(f.Random()*float64(whole/2))
}

// walk asks for an address and for what it redirects to, each hop guarded like the first.
func (f *Fetcher) walk(ctx context.Context, r Request) (*claim.Document, error) {
	at, err := parseAddress(r.URL)
	if err != nil {
		return nil, err
	}
	user := at.User
	at.User = nil
	jar, err := cookiejar.New(nil) // for this walk only: some hosts redirect until their cookie comes back
	if err != nil {
		return nil, err
	}
	first, seen := at, map[string]bool{}
	for hop := 0; ; hop++ {
		if hop > f.Limits.Redirects {
			return nil, fault(Redirects, nil, "%s redirects more than %d times, at last to %s: give the address that it should lead to", Shown(r.URL), f.Limits.Redirects, Shown(at.String()))
		}
		key := at.String() + " " + fmt.Sprint(jar.Cookies(at))
		if seen[key] {
			return nil, fault(RedirectLoop, nil, "%s redirects in a circle (%s): give the address that it should lead to", Shown(r.URL), circle(seen, at))
		}
		seen[key] = true
		answer, err := f.hop(ctx, exchange{Request: r, at: at, user: ownUser(user, first, at), jar: jar})
		if err != nil {
			return nil, behind(r.URL, hop, f.faultOf(ctx, r.URL, err))
		}
		if answer.to == nil {
			return f.document(r, first, answer)
		}
		at = answer.to
	}
}

// behind names the address that was asked for in a fault of one that it redirects to.
func behind(asked string, hops int, failed *Fault) *Fault {
	if hops == 0 || strings.HasPrefix(failed.Message, Shown(asked)) {
		return failed
	}
	told := *failed
	told.Message = Shown(asked) + " redirects, and " + failed.Message
	return &told
}

// ownUser gives credentials to the host that they are for, and to no other.
func ownUser(user *url.Userinfo, first, at *url.URL) *url.Userinfo {
	if at.Host != first.Host || first.Scheme == "https" && at.Scheme != "https" {
		return nil
	}
	return user
}

// circle lists the addresses of a loop, as far as they fit.
func circle(seen map[string]bool, back *url.URL) string {
	all := slices.Sorted(maps.Keys(seen))
	names := make([]string, 0, 3)
	for _, key := range all[:min(len(all), 3)] {
		address, _, _ := strings.Cut(key, " ")
		names = append(names, Shown(address))
	}
	return strings.Join(names, ", ") + ", back to " + Shown(back.String())
}

// hop asks robots.txt and then the address.
func (f *Fetcher) hop(ctx context.Context, x exchange) (*answer, error) {
	if err := f.mayAsk(ctx, x.at); err != nil {
		return nil, err
	}
	return f.ask(ctx, x)
}

// document is what an answer is as a document, or the fault that its status tells of.
func (f *Fetcher) document(r Request, first *url.URL, a *answer) (*claim.Document, error) {
	sum := sha256.Sum256(a.body)
	doc := &claim.Document{
		Source: r.Source, URL: first.String(), Fetched: f.Clock.Now().UTC().Format(time.RFC3339), Status: a.status,
		Type: a.media, Headers: headers(a), SHA256: hex.EncodeToString(sum[:]), Item: r.Item, Body: a.body,
	}
	if a.at.String() != doc.URL {
		doc.Final = a.at.String()
	}
	if a.status == http.StatusNotModified && r.ETag == "" && r.LastModified == "" {
		return nil, fault(BadAnswer, nil, "%s answers that nothing changed although nothing was known of it", Shown(doc.URL))
	}
	err := f.statusFault(a)
	if failed := FaultOf(err); failed != nil && failed.Code != Gone {
		return nil, err
	}
	return doc, err
}

// headers are status line and fields as they came. The fields that speak of the
// bytes on the way are renamed, as the body is kept unpacked; archives of the
// web do the same.
func headers(a *answer) string {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s %s\r\n", a.proto, a.line)
	fields := a.header.Clone()
	for _, name := range []string{"Content-Encoding", "Content-Length", "Transfer-Encoding"} {
		if values, ok := fields[name]; ok && a.header.Get("Content-Encoding") != "" {
			fields["X-Crawl-"+name] = values
			delete(fields, name)
		}
	}
	_ = fields.Write(&b) // to memory: cannot fail
	return b.String()
}

// Describe tells in one line where requests go and as whom, for a log.
func (f *Fetcher) Describe() string {
	by := "directly"
	if f.Proxy != nil {
		by = "by the proxy " + f.Proxy.Host
	}
	return fmt.Sprintf("asking %s as %q", by, f.agent())
}
