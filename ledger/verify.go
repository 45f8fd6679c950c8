package ledger

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"runtime"
	"slices"
	"sync"

	"github.com/parley-desk/parley/claim"
)

// Verdict is what a check of the whole ledger found.
type Verdict struct {
	Clean     bool     `json:"clean"`
	Versions  int      `json:"versions"`
	Claims    int      `json:"claims"`
	Decisions int      `json:"decisions"`
	Cases     int      `json:"cases"`
	Sources   int      `json:"sources"`
	Documents int      `json:"documents"` // different bodies among the raw documents
	Wrong     int      `json:"wrong"`     // how much is wrong
	Problems  []string `json:"problems"`  // the first of it
	Digest    string   `json:"digest"`    // the same for the same reports, readings, cases, decisions and sources, whatever the store and the order; hexadecimal
}

// problemsShown bounds the problems that a verdict lists.
const problemsShown = 50

// Verify checks everything stored: that the database is sound, that every
// report is what its hash says, every record keeps the contract and quotes its
// report rightly, that all claims can be found and that the cases have the
// reports that belong to them. progress, where given, hears of each version.
func (l *Ledger) Verify(ctx context.Context, progress func()) (*Verdict, error) {
	if err := l.store.check(ctx, l.read); err != nil {
		return nil, l.fault("verify", err)
	}
	v := &verifying{ledger: l, verdict: &Verdict{Problems: []string{}}, progress: progress}
	if err := v.prepare(ctx); err != nil {
		return nil, l.fault("verify", err)
	}
	if err := v.entries(ctx); err != nil {
		return nil, err
	}
	if err := v.lost(ctx); err != nil {
		return nil, l.fault("verify", err)
	}
	if err := v.checkDocuments(ctx); err != nil {
		return nil, l.fault("verify", err)
	}
	return v.verdict, v.finish(ctx)
}

// verifying is a check under way.
type verifying struct {
	ledger    *Ledger
	progress  func()
	cases     []caseInForce
	overrides map[string]map[string]bool
	members   map[int64][]string // cases of each version

	mu      sync.Mutex
	verdict *Verdict
	sums    [][]byte // of each thing stored
}

func (v *verifying) prepare(ctx context.Context) (err error) {
	b := &binding{conn: v.ledger.reading()}
	if v.cases, err = b.casesInForce(ctx, ""); err != nil {
		return err
	}
	if v.overrides, err = b.overrides(ctx); err != nil {
		return err
	}
	v.members = map[int64][]string{}
	return b.each(ctx, func(scan func(...any) error) error {
		var version int64
		var name string
		err := scan(&version, &name)
		v.members[version] = append(v.members[version], name)
		return err
	}, "SELECT version, case_name FROM member WHERE belongs = 1 ORDER BY case_name")
}

// entries checks every version, on all cores.
func (v *verifying) entries(ctx context.Context) error {
	var checking sync.WaitGroup
	todo := make(chan *Entry, 4*runtime.GOMAXPROCS(0))
	for range runtime.GOMAXPROCS(0) {
		checking.Go(func() {
			for e := range todo {
				v.entry(e)
			}
		})
	}
	var failed error
	var last *Entry
	for e, err := range v.ledger.Entries(ctx, Query{Every: true, Parts: WithReport | WithRecord}) {
		if err != nil {
			failed = err
			break
		}
		v.order(last, e)
		last = e.Bare()
		todo <- e
	}
	close(todo)
	checking.Wait()
	return failed
}

// order takes into the digest which of two versions of one moment was fetched later, where that is known.
func (v *verifying) order(last, e *Entry) {
	if last != nil && last.Identity == e.Identity && last.Dated == e.Dated && last.Available.Equal(e.Available) && !last.Fetched.Equal(e.Fetched) {
		v.add("order", []byte(e.Identity), last.hash, e.hash)
	}
}

// entry checks one version.
func (v *verifying) entry(e *Entry) {
	report, err := e.Report()
	if err != nil {
		v.wrong(e, err)
		return
	}
	record, err := e.Record()
	if err != nil {
		v.wrong(e, err)
		return
	}
	if err := claim.Check(record, report.Text); err != nil {
		v.wrong(e, err)
	}
	if report.Identity() != e.Identity || len(record.Claims) != e.Claims || !e.fetchedAs(&report) {
		v.wrong(e, fmt.Errorf("what is stored beside the report is not the report's"))
	}
	if belong := v.belong(e, &report, record); !slices.Equal(belong, v.members[e.Version]) {
		v.wrong(e, fmt.Errorf("it is enrolled in the cases %v, but belongs to %v", v.members[e.Version], belong))
	}
	v.sum(e, &report, record)
}

// belong lists the cases to which a version belongs.
func (v *verifying) belong(e *Entry, report *claim.Report, record *claim.Record) (names []string) {
	for i := range v.cases {
		c := &v.cases[i].Case
		if belongs(e.Identity, v.overrides[c.ID], func() bool { return v.ledger.options.Belongs(c, report, record) }) {
			names = append(names, c.ID)
		}
	}
	return names
}

// sum takes a version into the digest. The report's id is a name of ours: two
// names for one report do not make two.
func (v *verifying) sum(e *Entry, report *claim.Report, record *claim.Record) {
	record.ID = ""
	line, err := record.AppendJSON(nil)
	if err != nil {
		v.wrong(e, err)
		return
	}
	v.add("version", []byte(e.Identity), versionHash(report), fmt.Append(nil, e.Available.Unix()), line)
	v.mu.Lock()
	defer v.mu.Unlock()
	v.verdict.Versions++
	v.verdict.Claims += len(record.Claims)
	if v.progress != nil {
		v.progress()
	}
}

// add hashes one thing, each part with its length before it.
func (v *verifying) add(what string, parts ...[]byte) {
	h := sha256.New()
	_, _ = fmt.Fprintln(h, what)
	for _, p := range parts {
		_, _ = fmt.Fprintln(h, len(p))
		_, _ = h.Write(p)
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.sums = append(v.sums, h.Sum(nil))
}

func (v *verifying) wrong(e *Entry, err error) { v.note(fmt.Sprintf("%s: %v", e.Identity, err)) }

func (v *verifying) note(problem string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.verdict.Wrong++
	if len(v.verdict.Problems) < problemsShown {
		v.verdict.Problems = append(v.verdict.Problems, problem)
	}
}

// lost looks for what one table has and another lacks.
func (v *verifying) lost(ctx context.Context) error {
	c := v.ledger.reading()
	for _, check := range []struct{ what, query string }{
		{"versions without report, text or reading", "SELECT count(*) FROM version v LEFT JOIN report r ON r.id = v.report LEFT JOIN document d ON d.version = v.id LEFT JOIN reading g ON g.seq = v.reading AND g.version = v.id LEFT JOIN extract x ON x.version = v.id WHERE r.id IS NULL OR d.version IS NULL OR g.seq IS NULL OR x.version IS NULL"},
		{"reports without a version", "SELECT count(*) FROM report r WHERE NOT EXISTS (SELECT 1 FROM version v WHERE v.report = r.id)"},
		{"readings of which the claims cannot be found", "SELECT count(*) FROM version v JOIN reading g ON g.seq = v.reading LEFT JOIN (SELECT version, count(*) AS n FROM claim GROUP BY version) c ON c.version = v.id WHERE coalesce(c.n, 0) <> g.claims"},
		{"versions of which the words cannot be searched", "SELECT count(*) FROM version v WHERE NOT EXISTS (SELECT 1 FROM words w WHERE w.rowid = v.id * 16)"},
		{"tasks without the document that is to be read", "SELECT count(*) FROM task t LEFT JOIN fetched f ON f.seq = t.id WHERE f.seq IS NULL"},
		{"documents without the page that they are of", "SELECT count(*) FROM fetched f LEFT JOIN page p ON p.address = f.address WHERE p.address IS NULL"},
		{"numbers beyond the sequence", "SELECT count(*) FROM version, clock WHERE version.reading > clock.seq"},
	} {
		var n int
		if err := v.ledger.patiently(ctx, "verify", func() error { return c.row(ctx, check.query).Scan(&n) }); err != nil {
			return err
		}
		if n > 0 {
			v.note(fmt.Sprintf("%d %s", n, check.what))
		}
	}
	return nil
}

// sources takes in what is followed.
func (v *verifying) sources(ctx context.Context) error {
	found, err := sourcesInForce(ctx, v.ledger.reading())
	for _, body := range found {
		v.add("source", []byte(body))
	}
	v.verdict.Sources = len(found)
	return v.ledger.fault("verify", err)
}

// finish takes in decisions and cases and sums all up.
func (v *verifying) finish(ctx context.Context) error {
	decisions, err := v.ledger.Decisions(ctx, "", 0)
	if err != nil {
		return err
	}
	for i := range decisions {
		body, err := decisions[i].AppendJSON(nil)
		if err != nil {
			v.note(fmt.Sprintf("decision %s: %v", decisions[i].ID, err))
		}
		v.add("decision", body)
	}
	for i := range v.cases {
		body, err := json.Marshal(&v.cases[i].Case)
		if err != nil {
			return err
		}
		v.add("case", body)
	}
	if err := v.sources(ctx); err != nil {
		return err
	}
	slices.SortFunc(v.sums, bytes.Compare)
	sum := sha256.Sum256(bytes.Join(v.sums, nil))
	v.verdict.Digest, v.verdict.Decisions, v.verdict.Cases = hex.EncodeToString(sum[:]), len(decisions), len(v.cases)
	v.verdict.Clean = v.verdict.Wrong == 0
	return nil
}
