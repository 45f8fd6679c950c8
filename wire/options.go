package wire

import (
	"cmp"
	"crypto/x509"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/netip"
	"net/url"
	"syscall"
	"time"
)

// Options say who asks, by what way, and how hard. The zero value is a sound
// default for each; only Contact should always be given.
type Options struct {
	Agent   string // product and version in the user agent; default "Parley/0"
	Contact string // a mail address or a page that tells who asks; stands in the user agent

	Allow   []netip.Prefix // networks of private or special use that may be asked all the same
	Proxy   *url.URL       // an HTTP proxy that all requests go through, nil: none
	Trusted bool           // the proxy guards itself: names are not resolved here (for machines without DNS)

	Callback string // public address under which Wire.Callback is served, for WebSub; empty: sources are polled only

	Limits Limits
	Pace   Pace
	Rhythm Rhythm

	Clock    Clock          // nil: the wall's
	Random   func() float64 // in [0, 1), for jitter; nil: math/rand
	Log      *slog.Logger   // nil: none
	Resolver *net.Resolver  // nil: the system's
	Roots    *x509.CertPool // nil: the system's

	// Control is called for every connection that passed the guard, just before it
	// is made, with the resolved address; an error prevents it. Nil: nothing.
	Control func(network, address string, c syscall.RawConn) error
}

// Limits bound what one answer may cost.
type Limits struct {
	Total     time.Duration // from the request to the last byte; default 60 s
	Connect   time.Duration // to a connection, TLS included; default 15 s
	FirstByte time.Duration // to the header; default 30 s
	Body      int64         // bytes after unpacking; default 16 MiB
	Header    int64         // bytes of header fields; default 64 KiB
	Ratio     int64         // unpacked to packed, above 1 MiB unpacked; default 100
	Window    time.Duration // each window has to bring MinBytes; default 10 s
	MinBytes  int64         // default 2 KiB
	Redirects int           // default 10
	Tries     int           // of what may pass; default 2
	Items     int           // of one list, the newest first; default 5000
	AtOnce    int           // answers read at once, whatever their hosts; default 32
	Large     int           // bodies of more than 256 KiB in hand at once, until they are kept; default 8
}

// Pace is how politely one host is asked.
type Pace struct {
	Every      time.Duration // between the starts of two requests; default 1 s. Negative: none
	AtOnce     int           // requests under way; default 2
	MaxDelay   time.Duration // the most that a Crawl-delay may ask for; default 20 s
	MaxWait    time.Duration // a Retry-After up to this is waited for, a longer one is a fault; default 5 s
	RobotsFor  time.Duration // how long a robots.txt is believed; default 12 h (RFC 9309 allows 24)
	RobotsDown time.Duration // how long a failing robots.txt closes a host; default 10 min
}

// Rhythm is how often sources are looked at.
type Rhythm struct {
	Min     time.Duration // a source that changes all the time; default 5 min
	Max     time.Duration // a source that never changes; default 60 min
	First   time.Duration // a new source; default 15 min
	MaxFail time.Duration // a source that keeps failing; default 6 h
	Start   time.Duration // the first looks are spread over this; default 30 s
	Refresh time.Duration // how often the list of sources is asked for anew; default 15 s
	AtOnce  int           // looks under way, most of which wait for the turn of their host; default 128
	PerHost int           // of which at one host; default 2
	Batch   int           // documents kept at once; default 8
	Local   time.Duration // files and folders on this machine; default 20 s
	Items   int           // documents of one source fetched at once; default 4
}

// filled is o with the defaults where nothing was said.
func (o Options) filled() Options {
	o.Agent = cmp.Or(o.Agent, "Parley/0")
	o.Limits, o.Pace, o.Rhythm = o.Limits.filled(), o.Pace.filled(), o.Rhythm.filled()
	if o.Clock == nil {
		o.Clock = wall{}
	}
	if o.Random == nil {
		o.Random = rand.Float64
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return o
}

func (l Limits) filled() Limits {
	return Limits{
		Total: cmp.Or(l.Total, time.Minute), Connect: cmp.Or(l.Connect, 15*time.Second), FirstByte: cmp.Or(l.FirstByte, 30*time.Second),
		Body: cmp.Or(l.Body, 16<<20), Header: cmp.Or(l.Header, 64<<10), Ratio: cmp.Or(l.Ratio, 100),
		Window: cmp.Or(l.Window, 10*time.Second), MinBytes: cmp.Or(l.MinBytes, 2<<10),
		Redirects: cmp.Or(l.Redirects, 10), Tries: cmp.Or(l.Tries, 2), Items: cmp.Or(l.Items, 5000), AtOnce: cmp.Or(l.AtOnce, 32), Large: cmp.Or(l.Large, 8),
	}
}

func (p Pace) filled() Pace {
	return Pace{
		Every: cmp.Or(p.Every, time.Second), AtOnce: cmp.Or(p.AtOnce, 2), MaxDelay: cmp.Or(p.MaxDelay, 20*time.Second), MaxWait: cmp.Or(p.MaxWait, 5*time.Second),
		RobotsFor: cmp.Or(p.RobotsFor, 12*time.Hour), RobotsDown: cmp.Or(p.RobotsDown, 10*time.Minute),
	}
}

func (r Rhythm) filled() Rhythm {
	return Rhythm{
		Min: cmp.Or(r.Min, 5*time.Minute), Max: cmp.Or(r.Max, time.Hour), First: cmp.Or(r.First, 15*time.Minute), MaxFail: cmp.Or(r.MaxFail, 6*time.Hour),
		Start: cmp.Or(r.Start, 30*time.Second), Refresh: cmp.Or(r.Refresh, 15*time.Second),
		AtOnce: cmp.Or(r.AtOnce, 128), PerHost: cmp.Or(r.PerHost, 2), Batch: cmp.Or(r.Batch, 8), Local: cmp.Or(r.Local, 20*time.Second), Items: cmp.Or(r.Items, 4),
	}
}

// agent is the user agent: who asks, honestly, and how to reach them.
func (o Options) agent() string {
	if o.Contact == "" {
		return o.Agent
	}
	return o.Agent + " (+" + o.Contact + ")"
}
