package ledger

import (
	"bytes"
	"context"
	"encoding/json"
	"iter"

	"github.com/parley-desk/parley/claim"
)

// PrepareAgain makes a leaf of what another reader makes of a version that is
// in the ledger already. Appending it adds a reading, which then counts; the
// one before is kept. The same record again changes nothing.
func (l *Ledger) PrepareAgain(e *Entry, report claim.Report, record *claim.Record) (*Leaf, error) {
	f := &Leaf{report: report, record: record, identity: e.Identity, version: e.Version}
	f.words[0] = stems(report.Title + "\n" + report.Text)
	return f, l.bind(f)
}

// reread adds readings.
func (b *binding) reread(ctx context.Context, leaves []*Leaf) (counts Counts, err error) {
	b.count = map[int64]int{}
	var changed []bound
	seqs := map[int64]int64{}
	for _, f := range leaves {
		of, same, err := b.readAlready(ctx, f)
		if err != nil {
			return counts, err
		}
		if same {
			counts.Unchanged++
			continue
		}
		counts.Reread++
		seqs[f.version] = b.next()
		changed = append(changed, bound{Leaf: f, of: of, version: f.version})
		if err := b.supersede(ctx, f, seqs[f.version]); err != nil {
			return counts, err
		}
	}
	if len(changed) == 0 {
		return counts, nil
	}
	return counts, b.read(ctx, changed, func(f bound) int64 { return seqs[f.version] })
}

// readAlready tells which report a leaf is of, and whether its record is the one that counts.
func (b *binding) readAlready(ctx context.Context, f *Leaf) (of int64, same bool, err error) {
	var record []byte
	err = b.row(ctx, "SELECT v.report, g.record FROM version v JOIN reading g ON g.seq = v.reading WHERE v.id = ?", f.version).Scan(&of, &record)
	return of, bytes.Equal(record, f.reading.record), err
}

// supersede takes away what the former reading is found by.
func (b *binding) supersede(ctx context.Context, f *Leaf, seq int64) error {
	if err := b.exec(ctx, "DELETE FROM claim WHERE version = ?", f.version); err != nil {
		return err
	}
	for kind := range wordRows {
		if err := b.exec(ctx, "DELETE FROM words WHERE rowid = ?", wordRow(f.version, kind)); err != nil {
			return err
		}
	}
	return b.exec(ctx, "UPDATE version SET reading = ?, subjects = ? WHERE id = ?", seq, f.subjects, f.version)
}

// Refused gives the documents that could not be read, in the order in which they came.
func (l *Ledger) Refused(ctx context.Context) iter.Seq2[*Refusal, error] {
	return func(yield func(*Refusal, error) bool) {
		err := l.reading().each(ctx, func(scan func(...any) error) error {
			r := &Refusal{}
			var packed []byte
			var about string
			err := scan(&r.key, &r.Name, &r.Source, &r.Code, &r.Message, &packed, &about)
			if err == nil {
				err = json.Unmarshal([]byte(about), &r.Unread)
			}
			if err == nil {
				r.Document, err = unpack(packed)
			}
			if err != nil {
				return err
			}
			if !yield(r, nil) {
				return errEnough
			}
			return nil
		}, "SELECT hash, name, source, code, message, document, about FROM refused ORDER BY seq")
		ended(l, yield, err)
	}
}

// PrepareCured makes a leaf of a document that was refused and can be read now.
func (l *Ledger) PrepareCured(r *Refusal, report claim.Report, record *claim.Record) (*Leaf, error) {
	f, err := l.Prepare(report, record)
	if err == nil {
		f.cures = r.key
	}
	return f, err
}

// Renew makes the extracts of entries anew, which were fetched with all their
// parts, and keeps those that differ: of a program that views something else.
// It tells how many did.
func (l *Ledger) Renew(ctx context.Context, entries []*Entry) (renewed int, err error) {
	var rows [][]any
	for _, e := range entries {
		report, err := e.Report()
		if err != nil {
			return 0, err
		}
		record, err := e.Record()
		if err != nil {
			return 0, err
		}
		extract, err := l.options.Extract(&report, record)
		if err != nil {
			return 0, err
		}
		if !bytes.Equal(extract, e.extract) {
			rows = append(rows, []any{e.Version, append([]byte{}, extract...)})
		}
	}
	if len(rows) == 0 {
		return 0, nil
	}
	return len(rows), l.change(ctx, "renew", func(c conn, _ func(int) (int64, error)) error {
		return c.insert(ctx, "extract", "version, body", "?, ?", "ON CONFLICT (version) DO UPDATE SET body = excluded.body", rows)
	})
}
