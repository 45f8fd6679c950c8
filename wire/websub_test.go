package wire

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/parley-desk/parley/claim"
)

// hub is a WebSub hub that verifies and can announce.
type hub struct {
	mu       sync.Mutex
	callback string
	secret   string
	verified string
}

func (h *hub) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		http.NotFound(rw, r)
		return
	}
	if r.ParseForm() != nil {
		rw.WriteHeader(http.StatusBadRequest)
		return
	}
	rw.WriteHeader(http.StatusAccepted)
	go h.verify(r.PostForm)
}

func (h *hub) verify(form url.Values) {
	q := url.Values{"hub.mode": {"subscribe"}, "hub.topic": {form.Get("hub.topic")}, "hub.challenge": {"<b>42</b>"}, "hub.lease_seconds": {"86400"}}
	response, err := http.Get(form.Get("hub.callback") + "?" + q.Encode())
	if err != nil {
		return
	}
	defer response.Body.Close()
	body, _ := io.ReadAll(response.Body)
	h.mu.Lock()
	defer h.mu.Unlock()
	h.callback, h.secret, h.verified = form.Get("hub.callback"), form.Get("hub.secret"), string(body)
}

func (h *hub) ready() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.verified == "<b>42</b>"
}

// announce sends an announcement signed with secret.
func (h *hub) announce(t *testing.T, secret string) int {
	t.Helper()
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte("something new"))
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, h.callback, strings.NewReader("something new"))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("X-Hub-Signature", "sha256="+hex.EncodeToString(mac.Sum(nil)))
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	return response.StatusCode
}

// A source that announces by WebSub is looked at when it does, long before its
// next poll; announcements that are not signed do nothing.
func TestFollowListensToHubs(t *testing.T) {
	t.Parallel()
	w, s := newWorld(t), newShelf()
	h := &hub{}
	w.host("hub.test", h.ServeHTTP)
	o := w.outlet("gazette.test", 1)
	w.host("gazette.test", func(rw http.ResponseWriter, r *http.Request) {
		rw.Header().Set("Link", `<`+w.url("hub.test", "/")+`>; rel="hub", <`+w.url("gazette.test", "/feed.xml")+`>; rel="self"`)
		o.serve(rw, r)
	})
	var wire *Wire
	callback := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) { wire.Callback().ServeHTTP(rw, r) }))
	t.Cleanup(callback.Close)
	wire = w.wire(func(o *Options) { o.Callback, o.Clock = callback.URL+"/hub", wall{} })
	f := follow(t, wire, s, o.source())
	until(t, s, "the first report", func() bool { return s.addresses() == 1 })
	for deadline := time.Now().Add(time.Minute); !h.ready(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("no subscription")
		}
	}
	o.add(1)
	if status := h.announce(t, "guessed"); status != http.StatusAccepted || w.times("gazette.test/feed.xml") != 1 {
		t.Errorf("a wrong signature: %d, asked %d times", status, w.times("gazette.test/feed.xml"))
	}
	h.announce(t, h.secret)
	until(t, s, "the second report", func() bool { return s.addresses() == 2 })
	f.end()
}

func TestCallbackAnswersOnlyWhatWasAsked(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	wire := w.wire(func(o *Options) { o.Callback = "https://desk.example/hub" })
	wire.hubs.tokens["t"] = &subscription{source: "s", topic: "https://a.example/feed", secret: "x"}
	for query, want := range map[string]int{
		"/hub/t?hub.mode=subscribe&hub.topic=https://a.example/feed&hub.challenge=c&hub.lease_seconds=60":   200,
		"/hub/t?hub.mode=subscribe&hub.topic=https://b.example/feed&hub.challenge=c&hub.lease_seconds=60":   404,
		"/hub/t?hub.mode=unsubscribe&hub.topic=https://a.example/feed&hub.challenge=c&hub.lease_seconds=60": 404,
		"/hub/t?hub.mode=subscribe&hub.topic=https://a.example/feed&hub.challenge=c&hub.lease_seconds=soon": 404,
		"/hub/other?hub.mode=subscribe": 404,
	} {
		rw := httptest.NewRecorder()
		wire.Callback().ServeHTTP(rw, httptest.NewRequest(http.MethodGet, query, nil))
		if rw.Code != want {
			t.Errorf("%s: %d, want %d", query, rw.Code, want)
		}
	}
}

// Who is no longer followed is no longer listened to, and its hub is told so.
func TestHubsOfSourcesThatAreNotFollowedEnd(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.site("hub.test", "text/plain", nil)
	wire := w.wire(func(o *Options) { o.Callback = "https://desk.example/hub" })
	for _, id := range []string{"stays", "goes"} {
		wire.hubs.offer(t.Context(), claim.Source{ID: id, Address: w.url(id+".test", "/feed")}, &listing{hub: w.url("hub.test", "/")})
	}
	stays, goes := wire.hubs.all["stays"].token, wire.hubs.all["goes"].token
	wire.forget(map[string]*plan{"stays": {}})
	for token, want := range map[string]int{stays: http.StatusAccepted, goes: http.StatusGone} {
		rw := httptest.NewRecorder()
		wire.Callback().ServeHTTP(rw, httptest.NewRequest(http.MethodPost, "/hub/"+token, strings.NewReader("something new")))
		if rw.Code != want {
			t.Errorf("%d, want %d", rw.Code, want)
		}
	}
	if len(wire.hubs.all) != 1 || len(wire.hubs.tokens) != 1 {
		t.Errorf("%d subscriptions, %d addresses", len(wire.hubs.all), len(wire.hubs.tokens))
	}
}

func TestLookSaysThatWebSubNeedsACallback(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	s := w.site("gazette.test", "application/rss+xml", []byte(`<rss version="2.0" xmlns:a="http://www.w3.org/2005/Atom"><channel><a:link rel="hub" href="https://hub.test/"/><item><title>x</title><link>/x</link></item></channel></rss>`))
	found, err := w.wire().Look(t.Context(), s, claim.SourceState{})
	if err != nil || len(found.Notes) != 1 || !strings.Contains(found.Notes[0], "polled") {
		t.Errorf("%v %q", err, found.Notes)
	}
}
