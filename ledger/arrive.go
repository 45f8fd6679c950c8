package ledger

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/wire/warc"
)

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
			if !was.bodies[a.hash] { // else it says which one still stands: of an archive, what came last may be no page
				a.hash = was.latest
			}
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
		if err := b.noteLook(ctx, a); err != nil {
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

// noteLook notes one look at a page.
func (b *binding) noteLook(ctx context.Context, a *arrival) error {
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
