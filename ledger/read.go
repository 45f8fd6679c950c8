package ledger

import (
	"context"
	"encoding/json"
	"errors"
	"iter"
	"strings"
	"time"

	"github.com/parley-desk/parley/claim"
)

// Entry is one version of a report with the reading that counts.
type Entry struct {
	Version     int64     // the ledger's own number of it, which differs from ledger to ledger
	Seq         int64     // of the latest change: of the version, its reading or its membership
	Identity    string    // of the report
	Available   time.Time // when it could be known, UTC
	Stored      time.Time // for the audit only
	Dated       bool      // it says when it was published; a version that does counts before one that does not
	Fetched     time.Time // when it was first fetched, UTC, where it is dated and that is known: orders versions of one moment
	Reading     int64     // number of the reading that counts
	Origin      []byte    // the same for the same words, wherever printed
	Fingerprint uint64    // few bits differ where few words do
	Reader      string
	Claims      int
	Belongs     bool // false: it belonged to the case once, or another version counts now

	hash                      []byte
	document, record, extract []byte
}

// Report gives the report as it came.
func (e *Entry) Report() (r claim.Report, err error) {
	err = unpacked(e.document, func(data []byte) error { return json.Unmarshal(data, &r) })
	return r, err
}

// Record gives what the reader made of it.
func (e *Entry) Record() (*claim.Record, error) {
	r := &claim.Record{}
	return r, unpacked(e.record, func(data []byte) error { return json.Unmarshal(data, r) })
}

// RecordJSON gives the record as it was printed.
func (e *Entry) RecordJSON() ([]byte, error) { return unpack(e.record) }

// Extract gives what Options.Extract made of it.
func (e *Entry) Extract() []byte { return e.extract }

// Bare gives the entry without what was fetched beside it.
func (e *Entry) Bare() *Entry {
	bare := *e
	bare.document, bare.record, bare.extract = nil, nil, nil
	return &bare
}

// Parts of an entry that are fetched.
type Parts int

// What can be fetched beside the entry itself; each costs its bytes.
const (
	WithReport Parts = 1 << iota
	WithRecord
	WithExtract
	WithAll = WithReport | WithRecord | WithExtract
)

// Query says which entries are wanted.
type Query struct {
	Case  string    // id; empty: all reports
	AsOf  time.Time // what was available then; zero: all
	Since int64     // what changed after this number of the sequence
	Every bool      // every version, not only the latest of each report
	Gone  bool      // those too that left the case, or that a later version replaced, with Belongs false
	Only  []string  // identities; empty: any
	Parts Parts
}

// errEnough ends a query whose reader has enough.
var errEnough = errors.New("enough")

// Entries gives entries in order of availability, identity, first fetching and text, which is
// the same for the same reports in whatever order they were stored. Where a
// report has several versions, the latest available counts: see latest.
func (l *Ledger) Entries(ctx context.Context, q Query) iter.Seq2[*Entry, error] {
	return func(yield func(*Entry, error) bool) {
		query, values := q.sql()
		err := l.reading().each(ctx, func(scan func(...any) error) error {
			e, err := scanEntry(scan, q.Parts)
			if err != nil {
				return err
			}
			if !yield(e, nil) {
				return errEnough
			}
			return nil
		}, query, values...)
		ended(l, yield, err)
	}
}

// ended hands the error that ended a query to its reader.
func ended[T any](l *Ledger, yield func(*T, error) bool, err error) {
	if err != nil && !errors.Is(err, errEnough) {
		yield(nil, l.fault("read", err))
	}
}

// sql words a query. Versions of one report are ordered by availability, by when they were first
// fetched and then by their hash, so that which counts does not hang on who was stored first.
func (q Query) sql() (string, []any) {
	w := wording{}
	belongs, changed, member := "1", "v.reading", ""
	if q.Case != "" {
		belongs, changed, member = "m.belongs", "m.seq", " JOIN member m ON m.version = v.id AND m.case_name = ?"
		w.values = append(w.values, q.Case)
		w.when(!q.Gone, "m.belongs = 1")
	}
	until := "v.available <= ?"
	w.when(!q.AsOf.IsZero(), until, q.AsOf.Unix())
	w.when(q.Since > 0, changed+" > ?", q.Since)
	w.when(len(q.Only) > 0, "r.identity IN ("+marks(len(q.Only))+")", anys(q.Only)...)
	if !q.Every {
		w.latest(q.AsOf)
	}
	columns, from := q.Parts.columns()
	return "SELECT v.id, " + changed + ", r.identity, v.available, v.stored, v.hash, v.dated, v.fetched, v.origin, v.fingerprint, v.reading, g.reader, g.claims, " + belongs + columns +
		" FROM version v JOIN report r ON r.id = v.report JOIN reading g ON g.seq = v.reading" + member + from + w.where() +
		" ORDER BY v.available, r.identity, v.fetched, v.hash", w.values
}

// wording collects the conditions of a query.
type wording struct {
	conditions []string
	values     []any
}

func (w *wording) when(wanted bool, condition string, values ...any) {
	if wanted {
		w.conditions = append(w.conditions, condition)
		w.values = append(w.values, values...)
	}
}

// latest leaves only the version of each report that counts: the latest that
// was available, those that say when they were published before those that do not,
// of those of one moment the one that was first fetched last; where that is not known, the one
// of the highest hash, which is one of them at random, the same in every store.
func (w *wording) latest(asOf time.Time) {
	later := "NOT EXISTS (SELECT 1 FROM version w WHERE w.report = v.report AND (w.dated, w.available, w.fetched, w.hash) > (v.dated, v.available, v.fetched, v.hash)"
	if asOf.IsZero() {
		w.when(true, later+")")
		return
	}
	w.when(true, later+" AND w.available <= ?)", asOf.Unix())
}

func (w *wording) where() string {
	if len(w.conditions) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(w.conditions, " AND ")
}

func anys[T any](list []T) []any {
	all := make([]any, len(list))
	for i, v := range list {
		all[i] = v
	}
	return all
}

// columns are what is fetched for the parts, and where from.
func (p Parts) columns() (columns, from string) {
	if p&WithReport != 0 {
		columns, from = ", d.body", " JOIN document d ON d.version = v.id"
	}
	if p&WithRecord != 0 {
		columns += ", g.record"
	}
	if p&WithExtract != 0 {
		columns, from = columns+", x.body", from+" JOIN extract x ON x.version = v.id"
	}
	return columns, from
}

func scanEntry(scan func(...any) error, p Parts) (*Entry, error) {
	e := &Entry{}
	var available, stored, fetched, fingerprint int64
	into := []any{&e.Version, &e.Seq, &e.Identity, &available, &stored, &e.hash, &e.Dated, &fetched, &e.Origin, &fingerprint, &e.Reading, &e.Reader, &e.Claims, &e.Belongs}
	for _, part := range []struct {
		of   Parts
		into *[]byte
	}{{WithReport, &e.document}, {WithRecord, &e.record}, {WithExtract, &e.extract}} {
		if p&part.of != 0 {
			into = append(into, part.into)
		}
	}
	err := scan(into...)
	e.Available, e.Stored, e.Fingerprint = time.Unix(available, 0).UTC(), time.UnixMicro(stored).UTC(), uint64(fingerprint)
	if fetched != 0 {
		e.Fetched = time.UnixMicro(fetched).UTC()
	}
	return e, err
}

// Status is how much a ledger holds.
type Status struct {
	Reports    int64  `json:"reports"`
	Versions   int64  `json:"versions"`
	Claims     int64  `json:"claims"` // of the readings that count, of every version
	Cases      int64  `json:"cases"`
	Decisions  int64  `json:"decisions"`
	Unreadable int64  `json:"unreadable"`
	Origins    int64  `json:"origins"`             // different texts
	Pages      int64  `json:"pages,omitempty"`     // addresses that were fetched
	Documents  int64  `json:"documents,omitempty"` // different bodies that were fetched
	Gone       int64  `json:"gone,omitempty"`      // pages that are no longer there
	Seq        int64  `json:"seq"`
	Bytes      int64  `json:"bytes"`              // on disk
	Earliest   string `json:"earliest,omitempty"` // day
	Latest     string `json:"latest,omitempty"`
}

// Status counts what the ledger holds.
func (l *Ledger) Status(ctx context.Context) (s Status, err error) {
	var evidence int64
	err = l.patiently(ctx, "count", func() error {
		var first, last *int64
		err := l.reading().row(ctx, `SELECT (SELECT count(*) FROM report), (SELECT count(*) FROM version), (SELECT coalesce(sum(g.claims), 0) FROM version v JOIN reading g ON g.seq = v.reading),
			(SELECT count(DISTINCT name) FROM case_file), (SELECT count(*) FROM decision), (SELECT count(*) FROM refused),
			(SELECT count(DISTINCT origin) FROM version), (SELECT count(*) FROM page), (SELECT count(*) FROM page WHERE gone > 0), (SELECT count(DISTINCT hash) FROM fetched),
			(SELECT coalesce(sum(size), 0) FROM fetched), (SELECT seq FROM clock), (SELECT min(available) FROM version), (SELECT max(available) FROM version)`).
			Scan(&s.Reports, &s.Versions, &s.Claims, &s.Cases, &s.Decisions, &s.Unreadable, &s.Origins, &s.Pages, &s.Gone, &s.Documents, &evidence, &s.Seq, &first, &last)
		if err != nil || first == nil {
			return err
		}
		s.Earliest, s.Latest = time.Unix(*first, 0).UTC().Format(time.DateOnly), time.Unix(*last, 0).UTC().Format(time.DateOnly)
		return nil
	})
	if err != nil {
		return s, err
	}
	err = l.patiently(ctx, "count", func() (err error) {
		s.Bytes, err = l.store.size(ctx, l.read)
		return err
	})
	if _, beside := l.evidence.(blobs); beside {
		s.Bytes += evidence
	}
	return s, err
}

// patiently repeats what reads while the database is away.
func (l *Ledger) patiently(ctx context.Context, op string, read func() error) error {
	return l.wait(ctx, func() error { return l.fault(op, read()) })
}
