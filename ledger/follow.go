package ledger

import (
	"context"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/wire/warc"
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

// arrival is a document on its way into the ledger.
type arrival struct {
	*claim.Document
	address string
	hash    string // hexadecimal
	at      time.Time
	body    string // the document but its body: JSON
	size    int    // of its record, 0 where that is there already
	stamp   int64  // when it was stored, where that is known already: of an archive
	done    bool   // it was read already: of an archive
}

// arrivals holds documents to what they say of themselves.
func (l *Ledger) arrivals(docs []*claim.Document) ([]*arrival, error) {
	all := make([]*arrival, len(docs))
	for i, d := range docs {
		at, err := time.Parse(time.RFC3339Nano, d.Fetched)
		if err != nil {
			return nil, fault(Failed, err, "ledger: keep documents: %s was fetched at %q, which is no time (RFC 3339)", d.URL, d.Fetched)
		}
		if hash := hashOf(d.Body); hash != d.SHA256 && d.Status != notModified {
			return nil, fault(Failed, nil, "ledger: keep documents: the body of %s has the SHA-256 %s, not %s", d.URL, hash, d.SHA256)
		}
		body, err := json.Marshal(d)
		if err != nil {
			return nil, err
		}
		all[i] = &arrival{Document: d, address: addressOf(d.URL), hash: d.SHA256, at: at, body: plainText(string(body))}
	}
	return all, nil
}

// lay writes the records of bodies that are not there yet.
func (l *Ledger) lay(ctx context.Context, all []*arrival) (map[string][]byte, error) {
	there, err := l.recorded(ctx, all)
	if err != nil {
		return nil, err
	}
	records := map[string][]byte{}
	for _, a := range all {
		if there[a.hash] || a.unchanged() {
			continue
		}
		record, err := warc.Pack(a.Document)
		if err != nil {
			return nil, err
		}
		there[a.hash], a.size, records[a.hash] = true, len(record), record
	}
	return records, l.evidence.lay(records)
}

// recorded tells which bodies have their record, by hash.
func (l *Ledger) recorded(ctx context.Context, all []*arrival) (map[string]bool, error) {
	hashes := make([]any, len(all))
	for i, a := range all {
		hashes[i] = unhex(a.hash)
	}
	there := map[string]bool{}
	err := l.patiently(ctx, "look up documents", func() error {
		return inChunks(hashes, func(some []any) error {
			return l.reading().each(ctx, func(scan func(...any) error) error {
				var hash []byte
				err := scan(&hash)
				there[hex.EncodeToString(hash)] = true
				return err
			}, "SELECT DISTINCT hash FROM fetched WHERE hash IN ("+marks(len(some))+")", some...)
		})
	})
	return there, err
}

// unchanged tells an answer that there is nothing new, and therefore no body (RFC 9110, 15.4.5).
func (a *arrival) unchanged() bool { return a.Status == notModified }

const notModified = 304

// gone tells an answer that there is no page any more.
func (a *arrival) gone() bool { return a.Status == 404 || a.Status == 410 }

// readable tells a document that somebody could read.
func (a *arrival) readable() bool { return a.Status == 0 || a.Status >= 200 && a.Status < 300 }

// arrive writes documents down with their tasks, and tells how many are new.
func arrive(ctx context.Context, b *binding, all []*arrival) (n int, err error) {
	before, err := b.fetchedBefore(ctx, all)
	if err != nil {
		return 0, err
	}
	var rows, tasks [][]any
	for _, a := range all {
		was := before[a.address]
		if a.unchanged() {
			if was == nil {
				continue // of what nobody has
			}
			a.hash = was.latest
		}
		look := fmt.Sprint(a.hash, " ", a.at.UnixMicro())
		if was != nil && was.looks[look] {
			continue
		}
		id, stored := b.next(), b.stamp
		if a.stamp != 0 {
			stored = a.stamp
		}
		rows = append(rows, []any{id, plainText(a.Source), a.address, unhex(a.hash), a.at.UnixMicro(), a.body, a.size, stored})
		if fresh := was == nil || !was.bodies[a.hash] && a.readable(); fresh && (a.readable() || a.gone()) {
			n++
			if !a.done {
				tasks = append(tasks, []any{id, 0, 0, 0, "", 0})
			}
		}
		was = was.with(a, look)
		before[a.address] = was
		if err := b.look1(ctx, a); err != nil {
			return n, err
		}
	}
	if err := b.insert(ctx, "fetched", "seq, source, address, hash, at, body, size, stored", marks(8), "", rows); err != nil {
		return n, err
	}
	return n, b.insert(ctx, "task", "id, ready, tries, failed, reason, dead", marks(6), "", tasks)
}

// history is what was fetched from an address before.
type history struct {
	looks, bodies map[string]bool
	latest        string
}

func (p *history) with(a *arrival, look string) *history {
	if p == nil {
		p = &history{looks: map[string]bool{}, bodies: map[string]bool{}}
	}
	p.looks[look], p.bodies[a.hash], p.latest = true, true, a.hash
	return p
}

// fetchedBefore looks up what was fetched from the same addresses.
func (b *binding) fetchedBefore(ctx context.Context, all []*arrival) (map[string]*history, error) {
	names := make([]any, len(all))
	for i, a := range all {
		names[i] = a.address
	}
	before := map[string]*history{}
	err := inChunks(names, func(some []any) error {
		return b.each(ctx, func(scan func(...any) error) error {
			var address string
			var hash []byte
			var at int64
			if err := scan(&address, &hash, &at); err != nil {
				return err
			}
			a := &arrival{hash: hex.EncodeToString(hash)}
			before[address] = before[address].with(a, fmt.Sprint(a.hash, " ", at))
			return nil
		}, "SELECT address, hash, at FROM fetched WHERE address IN ("+marks(len(some))+") ORDER BY seq", some...)
	})
	return before, err
}

// look1 notes one look at a page.
func (b *binding) look1(ctx context.Context, a *arrival) error {
	at, gone := a.at.Unix(), int64(0)
	if a.gone() {
		gone = at
	}
	return b.exec(ctx, `INSERT INTO page (address, source, first, last, updated, status, gone) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (address) DO UPDATE SET
		source = excluded.source, last = excluded.last, status = excluded.status,
		updated = CASE WHEN excluded.updated = '' THEN page.updated ELSE excluded.updated END,
		gone = CASE WHEN excluded.gone = 0 OR page.gone = 0 THEN excluded.gone ELSE page.gone END
		WHERE excluded.last >= page.last`, a.address, plainText(a.Source), at, at, plainText(a.Item.Updated), a.Status, gone)
}
