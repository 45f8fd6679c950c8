package wire

import (
	"cmp"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/netip"
	"net/url"
	"os"
	"time"

	"github.com/parley-desk/parley/wire/address"
	"github.com/parley-desk/parley/wire/unpack"
)

// exchange is one request and its answer: one hop.
type exchange struct {
	Request
	at     *url.URL
	wanted *url.URL // what at is asked for, where it is a robots.txt; nil: for itself
	user   *url.Userinfo
	jar    *cookiejar.Jar
}

// about is the address that messages name.
func (x exchange) about() string {
	if x.wanted != nil {
		return x.wanted.String()
	}
	return x.at.String()
}

// answer is what came back, read to its end.
type answer struct {
	at     *url.URL
	status int
	proto  string
	line   string // status code and reason
	header http.Header
	media  string
	to     *url.URL // where it redirects to, nil where it does not
	body   []byte
	wait   time.Duration // Retry-After
}

// errSlow is an answer that drips.
var errSlow = errors.New("too few bytes in a window of time")

// ask waits for the host's turn, asks, and reads the answer within its bounds.
func (f *Fetcher) ask(ctx context.Context, x exchange) (*answer, error) {
	leave, err := f.hosts.enter(ctx, x.at.Host)
	if err != nil {
		return nil, err
	}
	defer leave()
	select {
	case f.reading <- struct{}{}:
		defer func() { <-f.reading }()
	case <-ctx.Done():
		return nil, f.faultOf(ctx, x.about(), context.Cause(ctx))
	}
	total := f.Limits.Total
	if x.into != nil {
		total = max(total, archiveTime)
	}
	ctx, stop := context.WithTimeout(ctx, total)
	defer stop()
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	if addr, err := netip.ParseAddr(x.at.Hostname()); err == nil { // Control sees a v4-mapped address as the one within
		if err := f.guard.check(addr); err != nil {
			return nil, f.faultOf(ctx, x.about(), err)
		}
	}
	if f.Proxy != nil && !f.Trusted {
		if err := f.guard.names(ctx, x.at.Hostname()); err != nil {
			return nil, f.faultOf(ctx, x.about(), err)
		}
	}
	response, err := f.transport.RoundTrip(f.request(ctx, x))
	if err != nil {
		return nil, f.faultOf(ctx, x.about(), err)
	}
	defer response.Body.Close()
	x.jar.SetCookies(x.at, response.Cookies())
	a := &answer{at: x.at, status: response.StatusCode, proto: response.Proto, line: response.Status, header: response.Header, media: response.Header.Get("Content-Type")}
	f.heed(a)
	if err := f.receive(ctx, cancel, x, a, response.Body); err != nil {
		return nil, f.faultOf(ctx, x.about(), err)
	}
	return a, nil
}

// request is the question: who asks, what for, and what is known.
func (f *Fetcher) request(ctx context.Context, x exchange) *http.Request {
	r := &http.Request{Method: http.MethodGet, URL: x.at, Host: x.at.Host, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: http.Header{}}
	r.Header.Set("User-Agent", f.agent())
	r.Header.Set("Accept", x.Want.accept())
	r.Header.Set("Accept-Encoding", unpack.Accept)
	if x.ETag != "" {
		r.Header.Set("If-None-Match", x.ETag)
	}
	if x.LastModified != "" {
		r.Header.Set("If-Modified-Since", x.LastModified)
	}
	if x.user != nil {
		password, _ := x.user.Password()
		r.SetBasicAuth(x.user.Username(), password)
	}
	for _, c := range x.jar.Cookies(x.at) {
		r.AddCookie(c)
	}
	return r.WithContext(ctx)
}

// heed takes a Retry-After to heart, for the whole host.
func (f *Fetcher) heed(a *answer) {
	if a.status != http.StatusTooManyRequests && a.status != http.StatusServiceUnavailable {
		return
	}
	a.wait = RetryAfter(a.header.Get("Retry-After"), f.Clock.Now())
	if a.wait > 0 {
		f.hosts.close(a.at.Host, a.wait)
	}
}

// receive reads the body, where one is wanted, and finds out where a redirect leads.
func (f *Fetcher) receive(ctx context.Context, cancel context.CancelCauseFunc, x exchange, a *answer, body io.Reader) error {
	switch {
	case a.status == http.StatusNotModified:
		return nil
	case a.status >= 300 && a.status < 400:
		return a.redirect()
	case a.status >= 400 && a.status != http.StatusNotFound && a.status != http.StatusGone:
		return nil
	}
	gone := a.status >= 400
	if media := bare(a.media); !gone && !unsaid[media] && !x.Want.takes(media) {
		return wrongType(x, media)
	}
	dripping, done := watch(ctx, body, f.Limits.Window, f.Limits.MinBytes, cancel)
	defer done()
	bounds := unpack.Bounds{Size: cmp.Or(x.Max, f.Limits.Body), Ratio: f.Limits.Ratio}
	if x.into != nil && !gone {
		return into(x.into, dripping, a.header.Get("Content-Encoding"), bounds)
	}
	read := &hand{ctx: ctx, lease: x.lease}
	_, err := unpack.Copy(read, dripping, a.header.Get("Content-Encoding"), bounds)
	a.body = read.Bytes()
	if x.Want == wantRobots && errors.Is(err, unpack.ErrTooLarge) {
		err = nil // the beginning of a huge robots.txt holds
	}
	if gone && err != nil {
		a.body, err = nil, nil // that it is gone is what counts
	}
	if err != nil {
		return err
	}
	media, ok := x.Want.contentType(a.media, a.body)
	if !ok && !gone {
		return wrongType(x, cmp.Or(seen(a.body), bare(a.media)))
	}
	a.media = media
	return nil
}

// into writes a body to a file, from its beginning.
func into(file *os.File, body io.Reader, encodings string, bounds unpack.Bounds) error {
	if err := file.Truncate(0); err != nil {
		return fileFault(file.Name(), err)
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return fileFault(file.Name(), err)
	}
	_, err := unpack.Copy(file, body, encodings, bounds)
	return err
}

func wrongType(x exchange, media string) error {
	return fault(WrongType, nil, "%s is %s, in which there is no report to read: give the address of the page", Shown(x.at.String()), cmp.Or(clip(media), "of no known type"))
}

// redirect finds out where the answer leads.
func (a *answer) redirect() error {
	location := a.header.Get("Location")
	if location == "" || len(location) > address.Max {
		return fault(Redirects, nil, "%s answers %s without saying where to: open it in a browser and give the address that it ends at", Shown(a.at.String()), clip(a.line))
	}
	next, err := a.at.Parse(location)
	if err != nil {
		return fault(Redirects, err, "%s redirects to an address that cannot be read: %s", Shown(a.at.String()), Shown(location))
	}
	if a.to, err = parseAddress(next.String()); err != nil {
		return fault(Redirects, err, "%s redirects to what is not followed: %s", Shown(a.at.String()), err)
	}
	a.to.User = nil
	return nil
}
