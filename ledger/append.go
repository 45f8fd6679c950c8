package ledger

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/parley-desk/parley/claim"
)

// Counts is what an append did.
type Counts struct {
	New       int `json:"new"`          // reports not seen before
	Versions  int `json:"new_versions"` // other texts of reports seen before
	Unchanged int `json:"unchanged"`    // stored already
	Refused   int `json:"unreadable"`
	Reread    int `json:"reread,omitempty"` // records by another reader
}

// Add adds up counts.
func (c *Counts) Add(o Counts) {
	c.New += o.New
	c.Versions += o.Versions
	c.Unchanged += o.Unchanged
	c.Refused += o.Refused
	c.Reread += o.Reread
}

// Total is how many documents were counted.
func (c Counts) Total() int { return c.New + c.Versions + c.Unchanged + c.Refused + c.Reread }

// Holds tells whether this version of a report is stored already, so that it
// need not be read: with all that an append of it would tell. One that was fetched
// before what is known of it is not held yet.
func (l *Ledger) Holds(ctx context.Context, report claim.Report) (held bool, err error) {
	w := wording{}
	w.when(true, "r.identity = ? AND v.hash = ?", report.Identity(), versionHash(&report))
	at := fetchedAt(&report)
	w.when(at != 0, "v.fetched > 0 AND v.fetched <= ?", at)
	err = l.patiently(ctx, "look up", func() error {
		return l.reading().row(ctx, "SELECT EXISTS (SELECT 1 FROM version v JOIN report r ON r.id = v.report"+w.where()+")", w.values...).Scan(&held)
	})
	return held, err
}

// Append binds leaves into the ledger, all or none of them, and waits until
// they are on disk. What is there already is left as it is, so that an append
// may be repeated. Reports of which another text is there become new versions.
func (l *Ledger) Append(ctx context.Context, leaves []*Leaf) (Counts, error) {
	var counts Counts
	stamp, attempts := l.stamp(), 0
	err := l.change(ctx, "append", func(c conn, take func(int) (int64, error)) error {
		attempts++
		seq, err := take(len(leaves))
		if err != nil || len(leaves) == 0 {
			return err
		}
		b := &binding{conn: c, seq: seq, stamp: stamp, again: attempts > 1, belongs: l.options.Belongs}
		counts, err = b.all(ctx, leaves)
		return err
	})
	return counts, err
}

// binding is one append under way.
type binding struct {
	conn
	seq     int64 // the next free number
	stamp   int64
	again   bool                 // an attempt before may have been the one
	reports map[string]int64     // by identity
	known   map[string]versionOf // by report and hash, what is there
	count   map[int64]int        // versions of each report
	earlier []refetched          // versions that are there and were fetched earlier than was known
	belongs func(*claim.Case, *claim.Report, *claim.Record) bool
}

// versionOf is a version that is in the ledger.
type versionOf struct{ id, stored, fetched int64 }

func (b *binding) all(ctx context.Context, leaves []*Leaf) (Counts, error) {
	reports, refusals, reread := sorted(leaves)
	counts, err := b.refuse(ctx, refusals)
	if err != nil {
		return counts, err
	}
	again, err := b.reread(ctx, reread)
	counts.Add(again)
	if err != nil || len(reports) == 0 {
		return counts, err
	}
	if err := b.look(ctx, reports); err != nil {
		return counts, err
	}
	var fresh []bound
	for _, f := range reports {
		counts.Add(b.judge(f, &fresh))
	}
	if err := b.keep(ctx, fresh); err != nil {
		return counts, err
	}
	return counts, b.refetch(ctx)
}

// sorted parts the leaves: new reports, refusals, and new readings of what is there.
func sorted(leaves []*Leaf) (reports, refusals, reread []*Leaf) {
	for _, f := range leaves {
		switch {
		case f.refusal != nil:
			refusals = append(refusals, f)
		case f.version != 0:
			reread = append(reread, f)
		default:
			reports = append(reports, f)
		}
	}
	return reports, refusals, reread
}

// plainText is a text as any database takes it: valid, without NUL.
func plainText(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "\uFFFD")
}

func (b *binding) next() int64 {
	b.seq++
	return b.seq - 1
}

// look finds what is there of the reports at hand, and makes those known that are not.
func (b *binding) look(ctx context.Context, leaves []*Leaf) error {
	names := make([]any, 0, len(leaves))
	var rows [][]any
	for _, f := range leaves {
		names = append(names, plainText(f.identity))
		rows = append(rows, []any{plainText(f.identity)})
	}
	if err := b.insert(ctx, "report", "identity", "?", "ON CONFLICT DO NOTHING", rows); err != nil {
		return err
	}
	b.reports, b.known, b.count = map[string]int64{}, map[string]versionOf{}, map[int64]int{}
	for some := range slices.Chunk(names, rowsAtOnce) {
		if err := b.lookUp(ctx, some); err != nil {
			return err
		}
	}
	return nil
}

func (b *binding) lookUp(ctx context.Context, names []any) error {
	return b.each(ctx, func(scan func(...any) error) error {
		var name string
		var report int64
		var version, stored, fetched *int64
		var hash []byte
		if err := scan(&name, &report, &version, &hash, &stored, &fetched); err != nil {
			return err
		}
		b.reports[name] = report
		if version != nil {
			b.known[versionKey(report, hash)] = versionOf{*version, *stored, *fetched}
			b.count[report]++
		}
		return nil
	}, "SELECT r.identity, r.id, v.id, v.hash, v.stored, v.fetched FROM report r LEFT JOIN version v ON v.report = r.id WHERE r.identity IN ("+marks(len(names))+")", names...)
}

// marks are n placeholders.
func marks(n int) string { return strings.TrimSuffix(strings.Repeat("?, ", n), ", ") }

func versionKey(report int64, hash []byte) string { return fmt.Sprint(report, " ", string(hash)) }

// bound is a leaf with its place in the ledger.
type bound struct {
	*Leaf
	of, version int64 // the numbers of the report and of this version
	first       int64 // when it was first fetched
}

// judge tells what a leaf is to the ledger. What this very append stored, in an
// attempt of which the end was not heard, counts as it did then.
func (b *binding) judge(f *Leaf, fresh *[]bound) Counts {
	report := b.reports[plainText(f.identity)]
	key := versionKey(report, f.hash)
	if v, there := b.known[key]; there {
		b.noteFetched(v, f.fetched, key, *fresh)
		switch {
		case !b.again || v.id == 0 || v.stored != cmp.Or(f.stamp, b.stamp):
			return Counts{Unchanged: 1}
		case b.count[report] > 1:
			return Counts{Versions: 1}
		}
		return Counts{New: 1}
	}
	id := b.next()
	*fresh = append(*fresh, bound{f, report, id, f.fetched})
	b.known[key] = versionOf{0, b.stamp, f.fetched} // a second copy in the same batch is unchanged
	b.count[report]++
	if b.count[report] > 1 {
		return Counts{Versions: 1}
	}
	return Counts{New: 1}
}

// noteFetched notes when a version that is there, or comes in the same batch, was fetched.
func (b *binding) noteFetched(v versionOf, at int64, key string, fresh []bound) {
	if at == 0 || firstFetched(v.fetched, at) == v.fetched {
		return
	}
	if v.id != 0 {
		b.earlier = append(b.earlier, refetched{v.id, at})
	}
	for n := range fresh {
		if f := &fresh[n]; v.id == 0 && versionKey(f.of, f.hash) == key {
			f.first = at
		}
	}
	v.fetched = at
	b.known[key] = v
}

// keep writes new versions with their readings.
func (b *binding) keep(ctx context.Context, fresh []bound) error {
	var versions, documents [][]any
	for _, f := range fresh {
		versions = append(versions, []any{f.version, f.of, f.hash, f.origin, f.fingerprint, dated(&f.report), f.available, f.first, f.subjects, f.version, cmp.Or(f.stamp, b.stamp)})
		documents = append(documents, []any{f.version, f.document})
	}
	if err := b.insert(ctx, "version", "id, report, hash, origin, fingerprint, dated, available, fetched, subjects, reading, stored", marks(11), "", versions); err != nil {
		return err
	}
	if err := b.insert(ctx, "document", "version, body", "?, ?", "", documents); err != nil {
		return err
	}
	if err := b.cure(ctx, fresh); err != nil {
		return err
	}
	return b.read(ctx, fresh, func(f bound) int64 { return f.version })
}

// read writes readings with what is found by them; seq gives each its number.
func (b *binding) read(ctx context.Context, leaves []bound, seq func(bound) int64) error {
	var readings, extracts, claims, words [][]any
	for _, f := range leaves {
		readings = append(readings, []any{seq(f), f.version, f.reading.reader, f.reading.claims, f.reading.record, cmp.Or(f.stamp, b.stamp)})
		extracts = append(extracts, []any{f.version, f.reading.extract})
		claims = append(claims, claimRows(f.version, f.record)...)
		words = append(words, f.wordRows()...)
	}
	if err := b.insert(ctx, "reading", "seq, version, reader, claims, record, stored", marks(6), "", readings); err != nil {
		return err
	}
	if err := b.insert(ctx, "extract", "version, body", "?, ?", "ON CONFLICT (version) DO UPDATE SET body = excluded.body", extracts); err != nil {
		return err
	}
	if err := b.insert(ctx, "claim", "version, n, kind, first, last, country, actor, measure", marks(8), "", claims); err != nil {
		return err
	}
	if err := b.insert(ctx, "words", "rowid, stems", "?, "+b.store.search().vector, "", words); err != nil {
		return err
	}
	return b.enrol(ctx, leaves, seq)
}

// dated is 1 where a report says when it was published. Where one version does
// and another does not, the one that does counts: the other's day is ours.
func dated(r *claim.Report) int {
	if r.Published == "" && r.Updated == "" {
		return 0
	}
	return 1
}

// wordRows are the rows of a leaf's words.
func (f bound) wordRows() [][]any {
	var rows [][]any
	for kind, words := range f.words {
		if words != "" {
			rows = append(rows, []any{wordRow(f.version, kind), words})
		}
	}
	return rows
}

// wordRow is the number of the row that holds a version's words of a kind, 0 for the report itself.
func wordRow(version int64, kind int) int64 { return version*wordRows + int64(kind) }

// claimRows are what the claims of a record are found by.
func claimRows(version int64, r *claim.Record) [][]any {
	rows := make([][]any, len(r.Claims))
	for i := range r.Claims {
		c := &r.Claims[i]
		first, last := days(c.Time)
		rows[i] = []any{version, i, kindNumber(c.Kind), first, last, countryOf(r, c), actorOf(c), measureOf(c)}
	}
	return rows
}

// days are a time's first and last day, counted from 1970-01-01; nil where unknown.
func days(w *claim.When) (first, last any) {
	if w == nil {
		return nil, nil
	}
	return dayNumber(w.Start), dayNumber(w.End)
}

func dayNumber(day string) any {
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return nil
	}
	return at.Unix() / (24 * 60 * 60)
}

// countryOf is the country of a claim's place.
func countryOf(r *claim.Record, c *claim.Claim) any {
	if c.Place == nil || c.Place.Place < 0 || c.Place.Place >= len(r.Places) {
		return nil
	}
	return given(r.Places[c.Place.Place].Country)
}

// given is a text, nil where it is empty.
func given(s string) any {
	if s == "" {
		return nil
	}
	return plainText(s)
}

// actorOf is who acts, speaks, owes or is accused in a claim, the first of them.
func actorOf(c *claim.Claim) any {
	var who []claim.Ref
	one := func(r *claim.Ref) {
		if r != nil {
			who = append(who, *r)
		}
	}
	switch b := c.Body.(type) {
	case *claim.Statement:
		one(b.Speaker)
	case *claim.Event:
		who = b.Actors
	case *claim.Figure:
		one(b.Perpetrator)
	case *claim.Meeting:
		who = b.Parties
	case *claim.Ceasefire:
		who = b.Parties
	case *claim.Commitment:
		one(b.From)
	case *claim.Breach:
		who = b.Accused
	case *claim.Stake:
		one(&b.Holder)
	case *claim.Projection:
		one(b.Holder)
	}
	for i := range who {
		if who[i].Actor != "" {
			return plainText(who[i].Actor)
		}
	}
	return nil
}

// measureOf is what a figure counts.
func measureOf(c *claim.Claim) any {
	if f, ok := c.Body.(*claim.Figure); ok {
		return given(string(f.Measure))
	}
	return nil
}
