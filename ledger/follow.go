package ledger

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"strings"
	"time"

	"github.com/parley-desk/parley/claim"
)

// Recall gives where following a source stands; for a new one nothing but its id.
func (l *Ledger) Recall(ctx context.Context, source string) (claim.SourceState, error) {
	state := claim.SourceState{Source: source}
	err := l.patiently(ctx, "look at a source", func() error { return recall(ctx, l.reading(), source, &state) })
	return state, err
}

func recall(ctx context.Context, c conn, source string, state *claim.SourceState) error {
	var body string
	err := c.row(ctx, "SELECT body FROM source_state WHERE name = ?", source).Scan(&body)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	return json.Unmarshal([]byte(body), state)
}

// States gives where following each source stands, by id.
func (l *Ledger) States(ctx context.Context) (all map[string]claim.SourceState, err error) {
	err = l.patiently(ctx, "look at sources", func() error {
		all = map[string]claim.SourceState{}
		return l.reading().each(ctx, func(scan func(...any) error) error {
			s, err := scanned[claim.SourceState](scan)
			all[s.Source] = s
			return err
		}, "SELECT body FROM source_state")
	})
	return all, err
}

// looksAgain are the ages at which a page is looked at once more: the young
// change, the old do not.
var looksAgain = []time.Duration{time.Hour, 6 * time.Hour, 24 * time.Hour}

// settled is the age at which a page that is met for the first time is taken to change no more.
const settled = 48 * time.Hour

// pageState is what is known of an address.
type pageState struct {
	first, last time.Time
	updated     string
}

// Fresh picks the items to fetch, in their order: those never fetched, those
// listed with a newer date of change, and young ones that are due for another
// look (an hour, six and twenty-four after the first). Where items is nil, the
// list being as it was, it gives the source's pages that are due.
func (l *Ledger) Fresh(ctx context.Context, source string, items []claim.Item) ([]claim.Item, error) {
	if items == nil {
		return l.dueAgain(ctx, source)
	}
	pages, err := l.pages(ctx, items)
	if err != nil {
		return nil, err
	}
	now := l.options.Now()
	var fresh []claim.Item
	picked := map[string]bool{}
	for _, item := range items {
		address := addressOf(item.URL)
		page, known := pages[address]
		if picked[address] || known && !page.due(&item, now) {
			continue
		}
		picked[address] = true
		fresh = append(fresh, item)
	}
	return fresh, nil
}

// lookedBack is for how long after their first look pages are due again at all:
// those that a machine which stood still has missed are old by then.
const lookedBack = 72 * time.Hour

// dueAgain gives a source's pages that are due for another look, with what the
// list said of them.
func (l *Ledger) dueAgain(ctx context.Context, source string) (due []claim.Item, err error) {
	now := l.options.Now()
	err = l.patiently(ctx, "look up pages", func() error {
		due = nil
		return l.reading().each(ctx, func(scan func(...any) error) error {
			var address, updated, body string
			var first, last int64
			if err := scan(&address, &first, &last, &updated, &body); err != nil {
				return err
			}
			var d claim.Document
			if err := json.Unmarshal([]byte(body), &d); err != nil {
				return damaged(err)
			}
			d.Item.URL, d.Item.Updated = d.URL, updated
			page := pageState{time.Unix(first, 0), time.Unix(last, 0), updated}
			if page.due(&d.Item, now) {
				due = append(due, d.Item)
			}
			return nil
		}, `SELECT p.address, p.first, p.last, p.updated, f.body FROM page p JOIN fetched f ON f.seq = (SELECT max(seq) FROM fetched g WHERE g.address = p.address)
			WHERE p.source = ? AND p.first > ? ORDER BY p.first, p.address`, source, now.Add(-lookedBack).Unix())
	})
	return due, err
}

// due tells whether a page that was fetched before is to be fetched again.
func (p pageState) due(item *claim.Item, now time.Time) bool {
	if item.Updated != "" && item.Updated != p.updated {
		updated, ok := Moment(item.Updated)
		before, was := Moment(p.updated)
		switch {
		case ok && was:
			return updated.After(before)
		case ok:
			return updated.After(p.last)
		}
		return p.updated != ""
	}
	if published, ok := Moment(item.Published); ok && p.first.Sub(published) > settled {
		return false
	}
	for _, age := range looksAgain {
		if at := p.first.Add(age); p.last.Before(at) && !now.Before(at) {
			return true
		}
	}
	return false
}

// addressOf is the address by which a page is known: without its fragment.
func addressOf(url string) string {
	address, _, _ := strings.Cut(strings.TrimSpace(url), "#")
	return plainText(address)
}

// pages looks up what is known of items, by address.
func (l *Ledger) pages(ctx context.Context, items []claim.Item) (map[string]pageState, error) {
	names := make([]any, len(items))
	for i := range items {
		names[i] = addressOf(items[i].URL)
	}
	pages := map[string]pageState{}
	err := l.patiently(ctx, "look up pages", func() error {
		return inChunks(names, func(some []any) error {
			return l.reading().each(ctx, func(scan func(...any) error) error {
				var address, updated string
				var first, last int64
				err := scan(&address, &first, &last, &updated)
				pages[address] = pageState{time.Unix(first, 0), time.Unix(last, 0), updated}
				return err
			}, "SELECT address, first, last, updated FROM page WHERE address IN ("+marks(len(some))+")", some...)
		})
	})
	return pages, err
}

// inChunks hands out values, as many at once as a statement takes.
func inChunks(values []any, do func([]any) error) error {
	for len(values) > 0 {
		n := min(len(values), rowsAtOnce)
		if err := do(values[:n]); err != nil {
			return err
		}
		values = values[n:]
	}
	return nil
}

// Keep stores what one look at a source brought, all or nothing, and where
// following it stands now, and puts a task for each document that is new. When
// it returns, all of that is on disk. The same document again changes nothing;
// the same body at the same address later is noted and not read again.
// state.Taken is counted here, and state.Good noted.
func (l *Ledger) Keep(ctx context.Context, state claim.SourceState, docs []*claim.Document) error {
	if state.Source == "" {
		return fault(Failed, nil, "ledger: keep documents: the source has no id")
	}
	arrivals, err := l.arrivals(docs)
	if err != nil {
		return err
	}
	records, err := l.lay(ctx, arrivals)
	if err != nil {
		return err
	}
	stamp := l.stamp()
	return l.change(ctx, "keep documents", func(c conn, take func(int) (int64, error)) error {
		seq, err := take(len(arrivals))
		if err != nil {
			return err
		}
		if err := l.evidence.within(ctx, c, records); err != nil {
			return err
		}
		was := claim.SourceState{}
		if err := recall(ctx, c, state.Source, &was); err != nil {
			return err
		}
		n, err := arrive(ctx, &binding{conn: c, seq: seq, stamp: stamp}, arrivals)
		if err != nil {
			return err
		}
		state.Taken, state.Good = was.Taken+int64(n), was.Good
		if state.Failures == 0 && state.Looked != "" {
			state.Good = state.Looked
		}
		return keepState(ctx, c, state)
	})
}

func keepState(ctx context.Context, c conn, state claim.SourceState) error {
	body, err := json.Marshal(state)
	if err != nil {
		return err
	}
	return c.exec(ctx, "INSERT INTO source_state (name, body) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET body = excluded.body", state.Source, plainText(string(body)))
}
