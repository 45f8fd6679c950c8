package desk_test

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/casebook"
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/ledger"
)

// allViews are the views of a book, as JSON.
func allViews(t *testing.T, b *account.Book) string {
	t.Helper()
	known, err := casebook.Known()
	if err != nil {
		t.Fatal(err)
	}
	return inJSON(t, []any{b.Toll(), b.IncidentList(), b.Talks(), b.Truce(), b.Commitments(), b.Positions(), b.Answers(), b.Exposure(), b.Outlook(), b.Calendar(), b.Findings(known), b.Background(), b.Origins()})
}

func inJSON(t *testing.T, v any) string {
	t.Helper()
	out, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// sameAsAnew holds views from what is kept against those from the ledger alone, now and as of a day.
func (r *room) sameAsAnew(when string) {
	r.t.Helper()
	t := r.t.(*testing.T)
	c, err := r.ledger.Case(t.Context(), "pak-afg-2025")
	if err != nil {
		t.Fatal(err)
	}
	for _, asOf := range []string{"", "2025-11-07"} {
		anew, err := casebook.Of(t.Context(), r.ledger, c, asOf)
		if err != nil {
			t.Fatal(err)
		}
		kept, err := casebook.Take(t.Context(), r.ledger, c.ID, asOf)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(allViews(t, anew.Open().Book(asOf, "")), allViews(t, kept.Open().Book(asOf, ""))); diff != "" {
			t.Errorf("%s, as of %q: %s", when, asOf, diff)
		}
		some, err := casebook.Take(t.Context(), r.ledger, c.ID, asOf, claim.KindMeeting, claim.KindCommitment)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(inJSON(t, anew.Book(asOf, "").Talks()), inJSON(t, some.Book(asOf, "").Talks())); diff != "" {
			t.Errorf("%s, as of %q, the talks alone: %s", when, asOf, diff)
		}
	}
}

// Views from what is kept beside the ledger are those from the ledger alone, in
// whatever order reports and decisions come.
func TestKeptViewsAreThoseMadeAnew(t *testing.T) {
	t.Parallel()
	all, err := sampleReadings()
	if err != nil {
		t.Fatal(err)
	}
	for seed := range uint64(3) {
		r, chance := setup(t), rand.New(rand.NewPCG(seed, 23))
		if err := r.ledger.SetCase(t.Context(), sampleCase(t)); err != nil {
			t.Fatal(err)
		}
		order := chance.Perm(len(all))
		for n := 0; len(order) > 0; n++ {
			some := min(len(order), 1+chance.IntN(20))
			for _, i := range order[:some] {
				r.keep(all[i])
			}
			if n%2 == 1 {
				r.decide(chance, n, all[order[0]].report.Identity())
			}
			order = order[some:]
			r.sameAsAnew(fmt.Sprintf("order %d, %d reports to come", seed, len(order)))
		}
	}
}

// decide makes a decision of one kind or another on a report.
func (r *room) decide(chance *rand.Rand, n int, report string) {
	r.t.Helper()
	wish := casebook.Wish{Case: "pak-afg-2025", Author: "tester", Reason: "to see what changes", At: time.Date(2026, 3, 1, 12, 0, n, 0, time.UTC)}
	switch chance.IntN(3) {
	case 0:
		wish.Kind, wish.Report = claim.DecideExclude, report
	case 1:
		wish.Kind, wish.Outlet, wish.Grade = claim.DecideGrade, "AP", "C3"
	case 2:
		record := ""
		for e, err := range r.ledger.Entries(r.t.Context(), ledger.Query{Only: []string{report}, Parts: ledger.WithRecord}) {
			if err != nil {
				r.t.Fatal(err)
			}
			rec, err := e.Record()
			if err != nil {
				r.t.Fatal(err)
			}
			record = rec.Claims[chance.IntN(len(rec.Claims))].ID
		}
		wish.Kind, wish.Claims = claim.DecideReject, []string{report + "#" + record}
	}
	if _, err := casebook.Decide(r.t.Context(), r.ledger, wish); err != nil {
		r.t.Fatal(err)
	}
}

// keptFiles are what is kept beside a ledger.
func (r *room) keptFiles() (all []string) {
	r.t.Helper()
	err := filepath.WalkDir(r.ledger.Derived(), func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			all = append(all, path)
		}
		return err
	})
	if err != nil {
		r.t.Fatal(err)
	}
	return all
}

// What is kept may be broken, cut, of another version, or gone: views are the same, and it is made anew.
func TestWhatIsKeptMayBeBroken(t *testing.T) {
	t.Parallel()
	r := withSample(t)
	r.sameAsAnew("at first")
	chance := rand.New(rand.NewPCG(1, 2))
	for name, spoil := range map[string]func([]byte) []byte{
		"emptied":  func([]byte) []byte { return nil },
		"cut":      func(data []byte) []byte { return data[:chance.IntN(len(data))] },
		"zeroed":   func(data []byte) []byte { return make([]byte, len(data)) },
		"other":    func([]byte) []byte { return []byte("something else altogether") },
		"lengthen": func(data []byte) []byte { return append(data, data...) },
		"flipped": func(data []byte) []byte {
			for range 5 {
				data[chance.IntN(len(data))] ^= 1 << chance.IntN(8)
			}
			return data
		},
	} {
		files := r.keptFiles()
		if len(files) < 2 {
			t.Fatalf("%s: %d files are kept, want a sheaf and what is kin", name, len(files))
		}
		for _, path := range files {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, spoil(bytes.Clone(data)), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		r.sameAsAnew(name)
		r.sameAsAnew(name + ", the next time")
	}
	if err := os.RemoveAll(r.ledger.Derived()); err != nil {
		t.Fatal(err)
	}
	r.sameAsAnew("gone")
	if err := os.RemoveAll(r.ledger.Derived()); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(r.ledger.Derived(), nil, 0o600); err != nil { // so nothing can be kept
		t.Fatal(err)
	}
	r.sameAsAnew("nowhere to keep it")
}

// One report after another makes few files, and what killed programs left is tidied.
func TestFewFilesAreKept(t *testing.T) {
	t.Parallel()
	r, all := withCase(t)
	for n, one := range all {
		r.keep(one)
		if _, err := casebook.Take(t.Context(), r.ledger, "pak-afg-2025", "", claim.KindBreach); err != nil {
			t.Fatal(err)
		}
		files := r.keptFiles()
		if len(files) > 7 {
			t.Fatalf("%d files of %d reports", len(files), n+1)
		}
		if n == 3 {
			left := filepath.Join(filepath.Dir(files[0]), "1.part")
			if err := os.WriteFile(left, []byte("half"), 0o600); err != nil {
				t.Fatal(err)
			}
			if long := time.Now().Add(-48 * time.Hour); os.Chtimes(left, long, long) != nil {
				t.Fatal("the file cannot be made old")
			}
		}
	}
	for _, path := range r.keptFiles() {
		if strings.HasSuffix(path, ".part") {
			t.Errorf("%s is still there", path)
		}
	}
	r.sameAsAnew("one by one")
}

// What an older program kept beside the records is made anew once, not at every look.
func TestOlderExtractsAreMadeAnewOnce(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "ledger.db")
	older := func(*claim.Report, *claim.Record) ([]byte, error) { return []byte{4, 0}, nil }
	l, err := ledger.Open(t.Context(), "sqlite:"+path, ledger.Options{Create: true, Extract: older})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	r := &room{t: t, ledger: l}
	if err := l.SetCase(t.Context(), sampleCase(t)); err != nil {
		t.Fatal(err)
	}
	all, err := sampleReadings()
	if err != nil {
		t.Fatal(err)
	}
	r.keep(all...)
	first, err := casebook.Take(t.Context(), l, "pak-afg-2025", "")
	if err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	if _, err := db.ExecContext(t.Context(), "UPDATE reading SET record = x'00'"); err != nil { // who looks at a record now fails
		t.Fatal(err)
	}
	again, err := casebook.Take(t.Context(), l, "pak-afg-2025", "")
	if err != nil {
		t.Fatalf("the records were read again: %v", err)
	}
	if diff := cmp.Diff(allViews(t, first.Book("", "")), allViews(t, again.Book("", ""))); diff != "" {
		t.Error(diff)
	}
}

// Another ledger in the place of one finds nothing of what was kept of it.
func TestAnotherLedgerInThePlaceOfOne(t *testing.T) {
	t.Parallel()
	r := withSample(t)
	r.sameAsAnew("at first")
	all, err := sampleReadings()
	if err != nil {
		t.Fatal(err)
	}
	path := strings.TrimSuffix(r.ledger.Derived(), ".views")
	if err := r.ledger.Close(); err != nil {
		t.Fatal(err)
	}
	for _, end := range []string{"", "-wal", "-shm"} {
		_ = os.Remove(path + end) // it may have been closed whole
	}
	l, err := ledger.Open(t.Context(), "sqlite:"+path, casebook.Options(ledger.Options{Create: true}))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	r.ledger = l
	if err := l.SetCase(t.Context(), sampleCase(t)); err != nil {
		t.Fatal(err)
	}
	for n := range all { // the same reports, the other way round
		r.keep(all[len(all)-1-n])
	}
	r.sameAsAnew("another ledger")
}
