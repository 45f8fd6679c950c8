package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/parley-desk/parley/access"
	"github.com/parley-desk/parley/ledger"
)

// liveNews tells open pages that the ledger has moved: one look each while for all of them.
type liveNews struct {
	desk *Desk
	mu   sync.Mutex
	seq  int64
	seen time.Time
}

// Rhythm of news: how often the ledger is looked at, and a page told that all is well.
const (
	newsEvery   = 2 * time.Second
	stillThere  = 25 * time.Second
	mostReaders = 512 // pages told at once
)

// latest is the number of the ledger's latest append, looked up once each while.
func (n *liveNews) latest(ctx context.Context) (int64, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if now := n.desk.now(); now.Sub(n.seen) >= newsEvery || n.seen.IsZero() {
		seq, err := n.desk.Ledger.Seq(ctx)
		if err != nil {
			return 0, err
		}
		n.seq, n.seen = seq, now
	}
	return n.seq, nil
}

// serveLive sends events (HTML, 9.2) as long as the page is open: "news" when reports
// of its case came in since the number that it was made at.
func (d *Desk) serveLive(w http.ResponseWriter, r *http.Request) error {
	since, err := strconv.ParseInt(r.FormValue("seq"), 10, 64)
	id := r.FormValue("case")
	if err != nil || since < 0 {
		return badRequest("Load the page again.", "%q is no number of the ledger.", r.FormValue("seq"))
	}
	if err := d.allow(r, access.See, id); err != nil {
		return err
	}
	select {
	case d.readers <- struct{}{}:
		defer func() { <-d.readers }()
	default:
		return &fault{http.StatusServiceUnavailable, "Too many pages are open to tell them all of news.", "This page stays as it is; load it again to see what is new."}
	}
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	out := http.NewResponseController(w)
	_ = out.SetWriteDeadline(time.Time{}) // it stays open
	return d.tell(r.Context(), &eventStream{w, out}, id, since, d.allow(r, access.SeePrivate, id) == nil)
}

// eventStream writes events.
type eventStream struct {
	http.ResponseWriter
	out *http.ResponseController
}

func (s *eventStream) send(event string) error {
	if _, err := s.Write([]byte(event)); err != nil {
		return err
	}
	return s.out.Flush()
}

// tell looks at the ledger until the reader has gone. Its errors end the stream; the
// browser asks again by itself.
func (d *Desk) tell(ctx context.Context, s *eventStream, id string, since int64, private bool) error {
	ticks := time.NewTicker(newsEvery)
	defer ticks.Stop()
	seen, quiet := since, time.Duration(0)
	if s.send(": here\n\n") != nil {
		return nil
	}
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-ticks.C:
		}
		seq, err := d.news.latest(ctx)
		if err != nil {
			return nil // the head is written: the stream ends, and is asked for again
		}
		event := ""
		if seq > seen {
			seen = seq
			event = d.newsSince(ctx, id, since, private)
		}
		if quiet += newsEvery; event == "" && quiet >= stillThere {
			event = ": still here\n\n"
		}
		if event != "" {
			quiet = 0
			if s.send(event) != nil {
				return nil // the reader has gone
			}
		}
	}
}

// newsSince words what came into a case since a number of the ledger; "" where nothing did.
func (d *Desk) newsSince(ctx context.Context, id string, since int64, private bool) string {
	reports := map[string]bool{}
	for e, err := range d.Ledger.Entries(ctx, ledger.Query{Case: id, Since: since}) {
		if err != nil {
			return ""
		}
		reports[e.Identity] = true
	}
	if !private {
		d.forgetPrivate(ctx, id, reports)
	}
	decisions, err := d.Ledger.Decisions(ctx, id, since)
	if err != nil || len(reports) == 0 && len(decisions) == 0 {
		return ""
	}
	says := count(len(reports), "new report", "new reports")
	if len(reports) == 0 {
		says = count(len(decisions), "new decision", "new decisions")
	}
	data, err := json.Marshal(map[string]any{"says": capital(says) + "."})
	if err != nil {
		return ""
	}
	return fmt.Sprintf("event: news\ndata: %s\n\n", data)
}

// forgetPrivate drops reports of the private layer: that one came is not told either.
func (d *Desk) forgetPrivate(ctx context.Context, id string, reports map[string]bool) {
	if len(reports) == 0 {
		return
	}
	e, err := d.shelf.edition(ctx, id, "", false)
	for identity := range reports {
		if err != nil || e.keys()[reportKey(identity)] == "" {
			delete(reports, identity)
		}
	}
}
