package ledger

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"sync"

	"github.com/parley-desk/parley/claim"
)

// SetCase keeps a case, a new one or a new wording of one, and enrols the
// reports that belong to it. The same wording again changes nothing.
func (l *Ledger) SetCase(ctx context.Context, c *claim.Case) error {
	if err := c.Validate(); err != nil {
		return err
	}
	body, err := c.AppendJSON(nil)
	if err != nil {
		return err
	}
	stamp := l.stamp()
	return l.change(ctx, "keep a case", func(tx conn, take func(int) (int64, error)) error {
		seq, err := take(1)
		if err != nil {
			return err
		}
		b := &binding{conn: tx, seq: seq, stamp: stamp, belongs: l.options.Belongs}
		was, err := b.casesInForce(ctx, c.ID)
		if err != nil {
			return err
		}
		if len(was) == 1 && was[0].body == string(body) {
			return nil
		}
		if err := b.exec(ctx, "INSERT INTO case_file (seq, name, body, stored) VALUES (?, ?, ?, ?)", seq, c.ID, string(body), stamp); err != nil {
			return err
		}
		return b.enrolAll(ctx, c.ID, seq)
	})
}

// Cases gives the cases as they are worded now, in order of their ids.
func (l *Ledger) Cases(ctx context.Context) ([]claim.Case, error) {
	b := &binding{conn: l.reading()}
	var all []claim.Case
	err := l.patiently(ctx, "read cases", func() error {
		found, err := b.casesInForce(ctx, "")
		all = nil
		for _, c := range found {
			all = append(all, c.Case)
		}
		return err
	})
	return all, err
}

// Case gives a case by its id. Where there is none the error's code is Missing.
func (l *Ledger) Case(ctx context.Context, id string) (*claim.Case, error) {
	all, err := l.Cases(ctx)
	if err != nil {
		return nil, err
	}
	for i := range all {
		if all[i].ID == id {
			return &all[i], nil
		}
	}
	return nil, fault(Missing, nil, "the ledger has no case %q: parley case list shows those it has", id)
}

// Decide keeps decisions, all or none. A decision that is there already is left
// as it is; another one of the same id is an error.
func (l *Ledger) Decide(ctx context.Context, decisions ...claim.Decision) error {
	rows := make([][]any, len(decisions))
	stamp := l.stamp()
	for i := range decisions {
		d := &decisions[i]
		if err := d.Validate(); err != nil {
			return fmt.Errorf("decision %s: %w", d.ID, err)
		}
		body, err := d.AppendJSON(nil)
		if err != nil {
			return err
		}
		rows[i] = []any{d.ID, int64(i), d.Case, string(body), stamp}
	}
	return l.change(ctx, "decide", func(tx conn, take func(int) (int64, error)) error {
		seq, err := take(len(rows))
		if err != nil || len(rows) == 0 {
			return err
		}
		b := &binding{conn: tx, seq: seq, stamp: stamp, belongs: l.options.Belongs}
		return b.decide(ctx, rows)
	})
}

func (b *binding) decide(ctx context.Context, rows [][]any) error {
	before, err := b.overrides(ctx)
	if err != nil {
		return err
	}
	numbered := make([][]any, len(rows))
	for i, r := range rows {
		numbered[i] = []any{r[0], b.next(), r[2], r[3], r[4]}
	}
	if err := b.insert(ctx, "decision", "id, seq, case_name, body, stored", marks(5), "ON CONFLICT DO NOTHING", numbered); err != nil {
		return err
	}
	if err := b.same(ctx, rows); err != nil {
		return err
	}
	after, err := b.overrides(ctx)
	if err != nil {
		return err
	}
	for name := range mergedKeys(before, after) {
		if !maps.Equal(before[name], after[name]) {
			if err := b.enrolReports(ctx, name, mergedKeys(before[name], after[name])); err != nil {
				return err
			}
		}
	}
	return nil
}

// same makes sure that what is kept under an id is what was to be kept.
func (b *binding) same(ctx context.Context, rows [][]any) error {
	for _, r := range rows {
		var body string
		if err := b.row(ctx, "SELECT body FROM decision WHERE id = ?", r[0]).Scan(&body); err != nil {
			return err
		}
		if body != r[3] {
			return fault(Failed, nil, "another decision has the id %q: decisions are never changed, give this one an id of its own", r[0])
		}
	}
	return nil
}

// Decisions gives all decisions of a case and those of every case, in the order
// in which they were stored; of all cases where id is empty. since leaves out
// those up to that number of the sequence.
func (l *Ledger) Decisions(ctx context.Context, id string, since int64) (all []claim.Decision, err error) {
	query, values := "SELECT body FROM decision WHERE seq > ?", []any{since}
	if id != "" {
		query, values = query+" AND case_name IN (?, '')", append(values, id)
	}
	err = l.patiently(ctx, "read decisions", func() error {
		all = nil
		return l.reading().each(ctx, func(scan func(...any) error) error {
			d, err := scanned[claim.Decision](scan)
			all = append(all, d)
			return err
		}, query+" ORDER BY seq", values...)
	})
	return all, err
}

// scanned reads a row of one JSON text.
func scanned[T any](scan func(...any) error) (v T, err error) {
	var body string
	if err := scan(&body); err != nil {
		return v, err
	}
	if err := json.Unmarshal([]byte(body), &v); err != nil {
		return v, fault(Corrupt, err, "ledger: something stored cannot be read: %v", err)
	}
	return v, nil
}

// caseInForce is a case as it is worded now.
type caseInForce struct {
	claim.Case
	body string
}

// casesInForce gives the latest wording of each case, or of one.
func (b *binding) casesInForce(ctx context.Context, id string) (all []caseInForce, err error) {
	query, values := "SELECT body FROM case_file c WHERE seq = (SELECT max(seq) FROM case_file d WHERE d.name = c.name)", []any(nil)
	if id != "" {
		query, values = query+" AND name = ?", []any{id}
	}
	err = b.each(ctx, func(scan func(...any) error) error {
		var c caseInForce
		if err := scan(&c.body); err != nil {
			return err
		}
		all = append(all, c)
		return json.Unmarshal([]byte(c.body), &all[len(all)-1].Case)
	}, query+" ORDER BY name", values...)
	return all, err
}

// overrides are the reports that analysts include in a case or exclude from it,
// by case and identity.
func (b *binding) overrides(ctx context.Context) (map[string]map[string]bool, error) {
	var all []claim.Decision
	err := b.each(ctx, func(scan func(...any) error) error {
		d, err := scanned[claim.Decision](scan)
		switch d.Kind {
		case claim.DecideInclude, claim.DecideExclude, claim.DecideUndo:
			all = append(all, d)
		}
		return err
	}, "SELECT body FROM decision ORDER BY id")
	if err != nil {
		return nil, err
	}
	of := map[string]map[string]bool{}
	for _, d := range claim.Inforce(all) {
		if of[d.Case] == nil {
			of[d.Case] = map[string]bool{}
		}
		of[d.Case][d.Report] = d.Kind == claim.DecideInclude
	}
	return of, nil
}

func mergedKeys[V any](a, b map[string]V) map[string]bool {
	keys := map[string]bool{}
	for k := range a {
		keys[k] = true
	}
	for k := range b {
		keys[k] = true
	}
	return keys
}

// enrol tells the cases of new readings.
func (b *binding) enrol(ctx context.Context, leaves []bound, seq func(bound) int64) error {
	cases, err := b.casesInForce(ctx, "")
	if err != nil || len(cases) == 0 {
		return err
	}
	overrides, err := b.overrides(ctx)
	if err != nil {
		return err
	}
	for i := range cases {
		var in, out [][]any
		for _, f := range leaves {
			row := []any{cases[i].ID, f.version, 1, seq(f)}
			switch {
			case belongs(f.identity, overrides[cases[i].ID], func() bool { return b.belongs(&cases[i].Case, &f.report, f.record) }):
				in = append(in, row)
			case b.count[f.of] > 1: // what an earlier version told may be taken back: it must be seen to have gone
				in = append(in, []any{cases[i].ID, f.version, 0, seq(f)})
			default:
				out = append(out, row)
			}
		}
		if err := b.members(ctx, in, out); err != nil {
			return err
		}
	}
	return nil
}

// belongs asks the analyst first, then the rule.
func belongs(identity string, overrides map[string]bool, rule func() bool) bool {
	if said, ok := overrides[identity]; ok {
		return said
	}
	return rule()
}

// members writes who belongs to a case, and who no longer does; rows are case, version, belongs, seq.
func (b *binding) members(ctx context.Context, in, out [][]any) error {
	if err := b.insert(ctx, "member", "case_name, version, belongs, seq", "?, ?, ?, ?", "ON CONFLICT (case_name, version) DO UPDATE SET belongs = excluded.belongs, seq = excluded.seq", in); err != nil {
		return err
	}
	for _, r := range out {
		if err := b.exec(ctx, "UPDATE member SET belongs = 0, seq = ? WHERE case_name = ? AND version = ? AND belongs = 1", r[3], r[0], r[1]); err != nil {
			return err
		}
	}
	return nil
}

// enrolAll asks of every report whether it belongs to a case.
func (b *binding) enrolAll(ctx context.Context, id string, seq int64) error {
	return b.enrolSome(ctx, id, seq, func(c *claim.Case, e *candidate, overridden bool) bool {
		return overridden || e.member || mayBelong(c, e.subjects)
	})
}

// enrolReports asks it of some.
func (b *binding) enrolReports(ctx context.Context, id string, identities map[string]bool) error {
	return b.enrolSome(ctx, id, b.seq-1, func(_ *claim.Case, e *candidate, _ bool) bool { return identities[e.identity] })
}

// candidate is a version that may belong to a case.
type candidate struct {
	version            int64
	identity, subjects string
	member, belongs    bool
}

// enrolSome asks of the versions that look picks whether they belong to a case, and writes what changed.
func (b *binding) enrolSome(ctx context.Context, id string, seq int64, look func(*claim.Case, *candidate, bool) bool) error {
	cases, err := b.casesInForce(ctx, id)
	if err != nil || len(cases) == 0 {
		return err // of a case that is not there yet: it will ask when it comes
	}
	overrides, err := b.overrides(ctx)
	if err != nil {
		return err
	}
	c := &cases[0].Case
	found, err := b.candidates(ctx, c, func(e *candidate) bool {
		_, overridden := overrides[id][e.identity]
		return look(c, e, overridden)
	})
	if err != nil {
		return err
	}
	if err := b.askAll(ctx, c, found, overrides[id]); err != nil {
		return err
	}
	var in, out [][]any
	for _, e := range found {
		row := []any{id, e.version, 1, seq}
		switch {
		case e.belongs && !e.member:
			in = append(in, row)
		case e.member && !e.belongs:
			out = append(out, row)
		}
	}
	return b.members(ctx, in, out)
}

func (b *binding) candidates(ctx context.Context, c *claim.Case, wanted func(*candidate) bool) (found []*candidate, err error) {
	err = b.each(ctx, func(scan func(...any) error) error {
		e := &candidate{}
		if err := scan(&e.version, &e.identity, &e.subjects, &e.member); err != nil {
			return err
		}
		if wanted(e) {
			found = append(found, e)
		}
		return nil
	}, `SELECT v.id, r.identity, v.subjects, m.belongs IS NOT NULL AND m.belongs = 1
		FROM version v JOIN report r ON r.id = v.report LEFT JOIN member m ON m.version = v.id AND m.case_name = ? ORDER BY v.id`, c.ID)
	return found, err
}

// askAll settles which candidates belong. Records are fetched one after the other, read side by side.
func (b *binding) askAll(ctx context.Context, c *claim.Case, found []*candidate, overrides map[string]bool) error {
	var asking sync.WaitGroup
	var mu sync.Mutex
	var failed error
	defer asking.Wait()
	slots := make(chan struct{}, 4)
	for some := range slices.Chunk(found, rowsAtOnce) {
		of := map[int64]*candidate{}
		versions := make([]any, len(some))
		for i, e := range some {
			of[e.version], versions[i] = e, e.version
		}
		err := b.each(ctx, func(scan func(...any) error) error {
			var version int64
			var packed packedEntry
			if err := scan(&version, &packed.document, &packed.record); err != nil {
				return err
			}
			slots <- struct{}{}
			asking.Go(func() {
				defer func() { <-slots }()
				err := packed.ask(of[version], c, overrides, b.belongs)
				if err != nil {
					mu.Lock()
					failed = err
					mu.Unlock()
				}
			})
			return nil
		}, "SELECT v.id, d.body, g.record FROM version v JOIN document d ON d.version = v.id JOIN reading g ON g.seq = v.reading WHERE v.id IN ("+marks(len(some))+")", versions...)
		if err != nil {
			return err
		}
	}
	asking.Wait()
	return failed
}

// packedEntry is a report and its record as they are stored.
type packedEntry struct{ document, record []byte }

func (p *packedEntry) ask(e *candidate, c *claim.Case, overrides map[string]bool, rule func(*claim.Case, *claim.Report, *claim.Record) bool) error {
	var err error
	e.belongs = belongs(e.identity, overrides, func() bool {
		var report claim.Report
		var record claim.Record
		if err = unpacked(p.document, func(data []byte) error { return json.Unmarshal(data, &report) }); err != nil {
			return false
		}
		if err = unpacked(p.record, func(data []byte) error { return json.Unmarshal(data, &record) }); err != nil {
			return false
		}
		return rule(c, &report, &record)
	})
	return err
}
