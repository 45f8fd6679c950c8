package wire

import (
	"cmp"
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha1" //nolint:gosec // WebSub, 7: hubs may sign by it
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"hash"
	"io"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/parley-desk/parley/claim"
)

const (
	leased   = 5 * 24 * time.Hour // asked for; hubs may grant another
	maxPush  = 8 << 20            // bytes of an announcement that are read to check who sent it
	quiet    = 30 * time.Second   // between two looks that announcements ask for
	retryHub = time.Hour          // after a hub that did not answer
)

// hubs are the subscriptions of WebSub (W3C, 2018). What a hub sends is only
// taken as word that the source has something new: the source itself is then
// asked, so that a hub can make nobody read what the publisher did not write.
type hubs struct {
	f         *Fetcher
	announced chan string
	mu        sync.Mutex
	all       map[string]*subscription // by source
	tokens    map[string]*subscription // by the last part of the callback address
}

type subscription struct {
	source, hub, topic string
	token, secret      string
	until              time.Time // the lease; zero: not verified
	next               time.Time // when to subscribe again
	told               time.Time // the last announcement that counted
}

func newHubs(f *Fetcher) *hubs {
	return &hubs{f: f, announced: make(chan string, 64), all: map[string]*subscription{}, tokens: map[string]*subscription{}}
}

// notes are a listing's, and what is to be said of its hub.
func (h *hubs) notes(l *listing) []string {
	if l.hub != "" && h.f.Callback == "" {
		l.note("it announces what is new by WebSub; it is polled, as no public callback address is configured")
	}
	return l.notes
}

// announces tells whether a hub will say when a source has something new.
func (h *hubs) announces(source string, now time.Time) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	s := h.all[source]
	return s != nil && now.Before(s.until)
}

// offer subscribes where a listing names a hub, a public callback address is
// configured, and no lease is running.
func (h *hubs) offer(ctx context.Context, s claim.Source, l *listing) {
	if l.hub == "" || h.f.Callback == "" {
		return
	}
	now := h.f.Clock.Now()
	h.mu.Lock()
	sub := h.all[s.ID]
	if sub == nil || sub.hub != l.hub {
		if sub != nil {
			delete(h.tokens, sub.token)
		}
		sub = &subscription{source: s.ID, hub: l.hub, topic: cmp.Or(l.self, s.Address), token: rand.Text(), secret: rand.Text()}
		h.all[s.ID], h.tokens[sub.token] = sub, sub
	}
	due := !now.Before(sub.next)
	if due {
		sub.next = now.Add(retryHub)
	}
	h.mu.Unlock()
	if !due {
		return
	}
	if err := h.subscribe(ctx, sub); err != nil {
		h.f.Log.Info("a hub does not take the subscription; the source is polled", "source", s.ID, "error", err)
	}
}

// forget drops the subscriptions of sources that are no longer followed.
func (h *hubs) forget(followed map[string]*plan) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for id, sub := range h.all {
		if followed[id] == nil {
			delete(h.all, id)
			delete(h.tokens, sub.token)
		}
	}
}

// subscribe asks a hub to announce (WebSub, 5.1).
func (h *hubs) subscribe(ctx context.Context, sub *subscription) error {
	form := url.Values{
		"hub.mode": {"subscribe"}, "hub.topic": {sub.topic}, "hub.secret": {sub.secret},
		"hub.callback":      {strings.TrimSuffix(h.f.Callback, "/") + "/" + sub.token},
		"hub.lease_seconds": {strconv.Itoa(int(leased / time.Second))},
	}
	at, err := parseAddress(sub.hub)
	if err != nil {
		return err
	}
	leave, err := h.f.hosts.enter(ctx, at.Host)
	if err != nil {
		return err
	}
	defer leave()
	ctx, stop := context.WithTimeout(ctx, h.f.Limits.Total)
	defer stop()
	if h.f.Proxy != nil && !h.f.Trusted {
		if err := h.f.guard.names(ctx, at.Hostname()); err != nil {
			return h.f.faultOf(ctx, sub.hub, err)
		}
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, at.String(), strings.NewReader(form.Encode()))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("User-Agent", h.f.agent())
	response, err := h.f.transport.RoundTrip(request)
	if err != nil {
		return h.f.faultOf(ctx, sub.hub, err)
	}
	defer response.Body.Close()
	if response.StatusCode/100 != 2 {
		return fault(Refused, nil, "the hub %s answers %s: its source is polled", Shown(sub.hub), clip(response.Status))
	}
	return nil
}

// Callback answers hubs. Serve it under Options.Callback; it looks at the last
// part of the path only. Announcements count when they are signed with the
// secret of their subscription, and make Follow look at the source at once.
func (w *Wire) Callback() http.Handler { return w.hubs }

func (h *hubs) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	h.mu.Lock()
	sub := h.tokens[path.Base(r.URL.Path)]
	h.mu.Unlock()
	switch {
	case sub == nil && r.Method == http.MethodPost: // upon which a hub may end it (WebSub, 7)
		http.Error(rw, "this subscription has ended", http.StatusGone)
	case sub == nil:
		http.Error(rw, "no such subscription", http.StatusNotFound)
	case r.Method == http.MethodGet:
		h.verify(rw, r.URL.Query(), sub)
	case r.Method == http.MethodPost:
		h.receive(rw, r, sub)
	default:
		http.Error(rw, "only GET and POST are answered", http.StatusMethodNotAllowed)
	}
}

// verify answers a hub that asks whether a subscription is meant (WebSub, 5.3).
func (h *hubs) verify(rw http.ResponseWriter, q url.Values, sub *subscription) {
	now := h.f.Clock.Now()
	seconds, err := strconv.Atoi(q.Get("hub.lease_seconds"))
	h.mu.Lock()
	defer h.mu.Unlock()
	switch {
	case q.Get("hub.mode") == "denied":
		sub.until, sub.next = time.Time{}, now.Add(24*time.Hour)
		return
	case q.Get("hub.mode") != "subscribe", q.Get("hub.topic") != sub.topic, err != nil, seconds <= 0:
		http.Error(rw, "this was not asked for", http.StatusNotFound)
		return
	}
	granted := min(time.Duration(min(seconds, 1<<30))*time.Second, 2*leased)
	sub.until, sub.next = now.Add(granted), now.Add(granted*3/4)
	rw.Header().Set("Content-Type", "text/plain; charset=utf-8")
	rw.Header().Set("X-Content-Type-Options", "nosniff")
	_, _ = io.WriteString(rw, q.Get("hub.challenge"))
}

// receive takes an announcement. A wrong signature is answered like a right one,
// as WebSub, 8 asks, and does nothing.
func (h *hubs) receive(rw http.ResponseWriter, r *http.Request, sub *subscription) {
	body, err := io.ReadAll(http.MaxBytesReader(rw, r.Body, maxPush))
	rw.WriteHeader(http.StatusAccepted)
	if err != nil || !signed(r.Header.Get("X-Hub-Signature"), sub.secret, body) {
		return
	}
	now := h.f.Clock.Now()
	h.mu.Lock()
	soon := now.Sub(sub.told) < quiet
	if !soon {
		sub.told = now
	}
	h.mu.Unlock()
	if soon {
		return
	}
	select {
	case h.announced <- sub.source:
	default: // so many are waiting that the next poll is as soon
	}
}

// signed checks an X-Hub-Signature (WebSub, 7.1).
func signed(field, secret string, body []byte) bool {
	method, sum, _ := strings.Cut(field, "=")
	methods := map[string]func() hash.Hash{"sha1": sha1.New, "sha256": sha256.New, "sha384": sha512.New384, "sha512": sha512.New}
	said, err := hex.DecodeString(sum)
	if methods[method] == nil || err != nil {
		return false
	}
	mac := hmac.New(methods[method], []byte(secret))
	mac.Write(body)
	return hmac.Equal(mac.Sum(nil), said)
}
