package ledger_test

import (
	"bytes"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/ledger"
	"github.com/parley-desk/parley/ledger/postgrestest"
)

// What is wrong with a ledger is said with a code and a remedy.
func TestLedgersThatCannotBeOpened(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	junk := filepath.Join(dir, "junk.db")
	if err := os.WriteFile(junk, []byte(strings.Repeat("no ledger at all ", 1000)), 0o644); err != nil {
		t.Fatal(err)
	}
	for address, want := range map[string]ledger.Code{
		"":                            ledger.BadAddress,
		"ledger.db":                   ledger.BadAddress,
		"sqlite:":                     ledger.BadAddress,
		"mysql://localhost":           ledger.BadAddress,
		"sqlite:" + dir:               ledger.BadAddress,
		"sqlite:" + dir + "/none.db":  ledger.Missing,
		"sqlite:" + junk:              ledger.Corrupt,
		"postgres://127.0.0.1:1/none": ledger.Unreachable,
		"postgres://:::/":             ledger.BadAddress,
		strings.Replace(postgrestest.Database(t), "/parley_", "/none_", 1): ledger.Missing,
	} {
		l, err := ledger.Open(t.Context(), address, ledger.Options{Patience: -1})
		if ledger.CodeOf(err) != want || l != nil {
			t.Errorf("%s: %v, not %s", address, err, want)
		}
	}
}

// tamper runs statements behind the ledger's back.
func tamper(t testing.TB, address string, statements ...string) {
	t.Helper()
	db := rawDatabase(t, address)
	defer func() { _ = db.Close() }() // before the test ends: a test may tamper more often than a server takes connections
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
}

// rawDatabase opens a ledger's database past the ledger.
func rawDatabase(t testing.TB, address string) *sql.DB {
	t.Helper()
	driver, source := "pgx", address
	if path, ok := strings.CutPrefix(address, "sqlite:"); ok {
		driver, source = "sqlite", "file:"+strings.NewReplacer("?", "%3f", "#", "%23").Replace(path)
	}
	db, err := sql.Open(driver, source)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// takeBack undoes a step of the form.
func takeBack(t testing.TB, address, step string) {
	t.Helper()
	bytes := "BYTEA NOT NULL DEFAULT ''"
	if strings.HasPrefix(address, "sqlite:") {
		bytes = "BLOB NOT NULL DEFAULT x''"
	}
	tamper(t, address, strings.Split(strings.ReplaceAll(step, "{bytes}", bytes), "; ")...)
}

// onBoth runs a test on a fresh ledger of each store.
func onBoth(t *testing.T, test func(*testing.T, string)) {
	t.Parallel()
	for store, address := range stores {
		t.Run(store, func(t *testing.T) {
			t.Parallel()
			test(t, address(t))
		})
	}
}

func TestVerifySeesWhatWasTamperedWith(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		l := open(t, address)
		if err := l.SetCase(t.Context(), valley()); err != nil {
			t.Fatal(err)
		}
		keep(t, l, storyOf(t, 1), storyOf(t, 2))
		digest := clean(t, l)
		for _, c := range []struct{ spoil, mend string }{
			{"UPDATE report SET identity = identity || 'x'", "UPDATE report SET identity = substr(identity, 1, length(identity) - 1)"},
			{"UPDATE member SET belongs = 0", "UPDATE member SET belongs = 1"},
			{"UPDATE claim SET n = n + 50 WHERE n = 1", "UPDATE claim SET n = n - 50 WHERE n = 51"},
			{"DELETE FROM claim WHERE n = 1", ""},
		} {
			tamper(t, address, c.spoil)
			v, err := l.Verify(t.Context(), nil)
			seen := err == nil && !v.Clean && v.Wrong > 0 && len(v.Problems) > 0
			if moved := strings.Contains(c.spoil, "n + 50"); seen == moved { // the claims are still as many
				t.Errorf("%s: %+v %v", c.spoil, v, err)
			}
			if c.mend != "" {
				tamper(t, address, c.mend)
				same(t, "digest after "+c.mend, clean(t, l), digest)
			}
		}
	})
}

// The steps of both stores are the same: names, tables and columns.
func TestStoresHaveTheSameForm(t *testing.T) {
	t.Parallel()
	shape := func(store string) (names, lines []string) {
		files, err := filepath.Glob("migrations/" + store + "/*.sql")
		if err != nil || len(files) == 0 {
			t.Fatal(err)
		}
		for _, f := range files {
			data, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			names = append(names, filepath.Base(f))
			lines = append(lines, columns(string(data))...)
		}
		return names, lines
	}
	names, lines := shape("sqlite")
	otherNames, otherLines := shape("postgres")
	same(t, "steps", otherNames, names)
	same(t, "tables and columns", otherLines, lines)
}

var (
	comment = regexp.MustCompile(`--.*`)
	table   = regexp.MustCompile(`^CREATE (?:VIRTUAL )?TABLE (\w+)`)
	column  = regexp.MustCompile(`^  (\w+) +[A-Z]+`)
	index   = regexp.MustCompile(`^CREATE INDEX (\w+) ON (\w+) (\(.*\));`)
	dropped = regexp.MustCompile(`^DROP TABLE (\w+)`)
)

// columns lists what a step makes, types aside. What is searched is a table of
// its own sort in each store.
func columns(step string) (list []string) {
	in := ""
	for line := range strings.Lines(step) {
		line = strings.TrimRight(comment.ReplaceAllString(line, ""), "\n ")
		if m := table.FindStringSubmatch(line); m != nil {
			in = m[1]
			list = append(list, "table "+in)
		} else if m := index.FindStringSubmatch(line); m != nil {
			list = append(list, "index "+strings.Join(m[1:], " "))
		} else if m := dropped.FindStringSubmatch(line); m != nil {
			list = append(list, "drop "+m[1])
		} else if m := column.FindStringSubmatch(line); m != nil && in != "words" {
			list = append(list, in+"."+m[1])
		}
	}
	return list
}

// takeBacks go back from each form to the one before it, the latest first.
var takeBacks = []struct {
	form int64
	by   string
}{
	{8, "UPDATE version SET fetched = 0; DELETE FROM ledger_form WHERE version_id = 8"},
	{7, "ALTER TABLE version DROP COLUMN fetched; DELETE FROM ledger_form WHERE version_id = 7"},
	{6, "DROP TABLE audit_line; DROP TABLE account_session; DROP TABLE account; DELETE FROM ledger_form WHERE version_id = 6"},
	{5, "DROP INDEX refused_address; ALTER TABLE refused DROP COLUMN available; ALTER TABLE refused DROP COLUMN about; ALTER TABLE refused DROP COLUMN address; " +
		"DROP TABLE task; DROP TABLE evidence; DROP TABLE fetched; DROP TABLE page; DROP TABLE source_state; DROP TABLE source; DELETE FROM ledger_form WHERE version_id = 5"},
	{4, "ALTER TABLE reading ADD COLUMN extract {bytes}; UPDATE reading SET extract = (SELECT e.body FROM extract e WHERE e.version = reading.version); DROP TABLE extract; DELETE FROM ledger_form WHERE version_id = 4"},
	{3, "DROP TABLE shelf; DELETE FROM ledger_form WHERE version_id = 3"},
	{2, "DROP TABLE member; DROP TABLE decision; DROP TABLE case_file; DELETE FROM ledger_form WHERE version_id = 2"},
	{1, ""},
}

// A ledger of any earlier form comes up to date with what it holds.
func TestMigratesFromEveryForm(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		l := open(t, address)
		keep(t, l, storyOf(t, 1), storyOf(t, 2), silently(t, "noon", "2031-03-05T12:00:00Z"), silently(t, "morning", "2031-03-05T08:00:00Z"), silently(t, "evening", "2031-03-05T20:00:00Z"))
		digest := clean(t, l)
		_ = l.Close()
		for n := range takeBacks {
			for _, b := range takeBacks[:n] {
				takeBack(t, address, b.by)
			}
			from := takeBacks[n].form
			if l, err := ledger.Open(t.Context(), address, ledger.Options{Create: true}); n > 0 && (ledger.CodeOf(err) != ledger.Older || l != nil) {
				t.Errorf("form %d was opened: %v", from, err)
			} else if l != nil {
				_ = l.Close()
			}
			m, err := ledger.Migrate(t.Context(), address)
			if err != nil || m.From != from || m.To != takeBacks[0].form || len(m.Steps) != n {
				t.Fatalf("from %d: %+v %v", from, m, err)
			}
			l := open(t, address)
			same(t, "digest", clean(t, l), digest)
			same(t, "versions", ids(t, l, ledger.Query{Every: true, Only: []string{"https://wire.example/1"}}), []string{"story-1", "morning", "noon", "evening"})
			keep(t, l, storyOf(t, 1))
			_ = l.Close()
		}
	})
}

// A ledger of which the beginning was broken off is begun again, not refused.
func TestABeginningThatWasBrokenOff(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		_ = open(t, address).Close()
		takeBack(t, address, takeBacks[0].by)
		l := open(t, address)
		same(t, "counts", keep(t, l, storyOf(t, 1)), ledger.Counts{New: 1})
		clean(t, l)
	})
}

// Several programs may begin one ledger, or bring it up to date, at once.
func TestSeveralBeginOneLedger(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		for _, back := range []bool{false, true} {
			if back {
				takeBack(t, address, takeBacks[0].by)
			}
			errs := make(chan error)
			const several = 4
			for range several {
				go func() {
					l, err := ledger.Open(t.Context(), address, ledger.Options{Create: true, Migrate: back})
					if err == nil {
						_, err = l.Status(t.Context())
						_ = l.Close()
					}
					errs <- err
				}()
			}
			for range several {
				if err := <-errs; err != nil {
					t.Error(err)
				}
			}
		}
		clean(t, open(t, address))
	})
}

func TestANewerLedgerIsLeftAlone(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		_ = open(t, address).Close()
		stamp := "true"
		if strings.HasPrefix(address, "sqlite:") {
			stamp = "1"
		}
		tamper(t, address, "INSERT INTO ledger_form (version_id, is_applied) VALUES (99, "+stamp+")")
		if _, err := ledger.Open(t.Context(), address, ledger.Options{Create: true, Migrate: true}); ledger.CodeOf(err) != ledger.Newer {
			t.Errorf("opened: %v", err)
		}
		if _, err := ledger.Migrate(t.Context(), address); ledger.CodeOf(err) != ledger.Newer {
			t.Errorf("migrated: %v", err)
		}
	})
}

// filled is a ledger with something of everything.
func filled(t *testing.T, address string) *ledger.Ledger {
	l := open(t, address)
	hills := valley()
	hills.ID = "hills"
	for _, c := range []*claim.Case{valley(), hills} {
		if err := l.SetCase(t.Context(), c); err != nil {
			t.Fatal(err)
		}
	}
	keep(t, l, storyOf(t, 1), storyOf(t, 2), storyOf(t, 2, func(r *claim.Report) { r.ID, r.Title = "story-2b", "“Two”\x7f" }))
	rereadAll(t, l, "0.2")
	keep(t, l, storyOf(t, 3, func(r *claim.Report) { r.Published = "" }))
	hills.Title = "The hills"
	if err := l.SetCase(t.Context(), hills); err != nil {
		t.Fatal(err)
	}
	decide(t, l, decision("d1", claim.DecideExclude, "https://wire.example/1", ""), decision("d2", claim.DecideUndo, "", "d1"))
	if _, err := l.Append(t.Context(), []*ledger.Leaf{l.Refuse(ledger.Refusal{Name: "x", Code: "empty", Message: "nothing", Document: []byte("\xff")})}); err != nil {
		t.Fatal(err)
	}
	refuse(t, l, refusalOf(4, "language"))
	fillSources(t, l)
	return l
}

// fillSources adds something of everything that is followed.
func fillSources(t *testing.T, l *ledger.Ledger) {
	t.Helper()
	for _, id := range []string{"wire", "paper"} {
		if err := l.SetSource(t.Context(), claim.Source{ID: id, Address: "https://" + id + ".example/feed"}); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.RemoveSource(t.Context(), "paper"); err != nil {
		t.Fatal(err)
	}
	keepAll(t, l, documentOf("https://wire.example/1", "<p>Talks.", 0), documentOf("https://wire.example/2", "<p>Talks.", 0))
	if err := l.SettleTasks(t.Context(), ledger.Outcome{ID: claimAll(t, l)[0].ID}); err != nil {
		t.Fatal(err)
	}
	unchanged := documentOf("https://wire.example/1", "", 60)
	unchanged.Status = 304
	keepAll(t, l, unchanged)
}

// An archive carries a ledger from any store to any store.
func TestArchivesCarryLedgersOver(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		l := filled(t, address)
		var first bytes.Buffer
		went, err := l.Backup(t.Context(), &first)
		if err != nil || went != (ledger.Archived{Readings: 7, Refused: 2, Cases: 3, Decisions: 2, Sources: 3, Documents: 3}) {
			t.Fatalf("%+v %v", went, err)
		}
		for store, other := range stores {
			to := open(t, other(t))
			came, err := to.Restore(t.Context(), bytes.NewReader(first.Bytes()))
			if err != nil || came != went {
				t.Fatalf("into %s: %+v %v", store, came, err)
			}
			same(t, "digest", clean(t, to), clean(t, l))
			if open := claimAll(t, to); len(open) != 1 {
				t.Errorf("%d tasks came over, not the one that was open", len(open))
			}
			var second bytes.Buffer
			if _, err := to.Backup(t.Context(), &second); err != nil || second.String() != first.String() {
				t.Errorf("the archive of what was restored into %s is another: %v\n%s\n%s", store, err, first.String(), second.String())
			}
			if _, err := to.Restore(t.Context(), bytes.NewReader(first.Bytes())); err == nil {
				t.Error("restored into a ledger that is not empty")
			}
		}
	})
}

func TestDamagedArchivesAreRefused(t *testing.T) {
	t.Parallel()
	var whole bytes.Buffer
	if _, err := filled(t, stores["sqlite"](t)).Backup(t.Context(), &whole); err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(strings.TrimSuffix(whole.String(), "\n"), "\n")
	for what, archive := range map[string]string{
		"nothing":         "",
		"no archive":      "{\"id\":\"1\"}\n",
		"no JSON":         "PK\x03\x04",
		"cut short":       strings.Join(lines[:len(lines)-1], ""),
		"cut in a line":   whole.String()[:whole.Len()/2],
		"a line less":     strings.Join(append(append([]string{}, lines[:2]...), lines[3:]...), ""),
		"a word replaced": strings.Replace(whole.String(), "Selby", "Silby", 1),
		"a newer archive": strings.Replace(whole.String(), `"archive":1`, `"archive":2`, 1),
	} {
		if _, err := open(t, stores["sqlite"](t)).Restore(t.Context(), strings.NewReader(archive)); ledger.CodeOf(err) != ledger.Corrupt {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// A page of the file that is damaged is found, and said.
func TestACorruptPage(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "ledger.db")
	l := open(t, "sqlite:"+path)
	for i := range 40 {
		keep(t, l, storyOf(t, i))
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	const page = 4096
	found := 0
	for at := page; at+page <= len(data); at += 4 * page {
		spoilt := bytes.Clone(data)
		for i := range page {
			spoilt[at+i] ^= 0x5a
		}
		if err := os.WriteFile(path, spoilt, 0o644); err != nil {
			t.Fatal(err)
		}
		l, err := ledger.Open(t.Context(), "sqlite:"+path, ledger.Options{Patience: -1})
		if err == nil {
			var v *ledger.Verdict
			v, err = l.Verify(t.Context(), nil)
			if err == nil && v.Clean {
				t.Errorf("the page at %d is damaged, and nothing is said", at)
			}
			_ = l.Close()
		}
		if ledger.CodeOf(err) == ledger.Corrupt {
			found++
		} else if err != nil && ledger.CodeOf(err) == "" {
			t.Errorf("the page at %d: %v", at, err)
		}
	}
	if found == 0 {
		t.Error("no damaged page was called one")
	}
}

// PostgreSQL goes down under writers and comes back: nothing that was
// acknowledged is missing, and what was under way is done in the end.
func TestPostgresGoneAndBack(t *testing.T) {
	t.Parallel()
	server := postgrestest.Start(t)
	address := server.Database(t)
	l := open(t, address)
	const batches = 60
	var acknowledged atomic.Int64
	done := make(chan error, 1)
	go func() {
		for i := range batches {
			s := storyOf(t, i)
			f, err := l.Prepare(s.report, s.record)
			var counts ledger.Counts
			if err == nil {
				counts, err = l.Append(t.Context(), []*ledger.Leaf{f})
			}
			if err == nil && counts.New != 1 {
				err = fmt.Errorf("batch %d: %+v", i, counts)
			}
			if err != nil {
				done <- err
				return
			}
			acknowledged.Add(1)
		}
		done <- nil
	}()
	for n := int64(15); n <= 45; n += 15 {
		for acknowledged.Load() < n {
			select {
			case err := <-done:
				if err != nil {
					t.Fatal(err)
				}
				done <- nil // all are written already, on a machine that lets this test wait
			case <-time.After(time.Millisecond):
			}
		}
		server.Stop()
		if err := server.Start(); err != nil {
			t.Fatal(err)
		}
	}
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	if got := len(ids(t, l, ledger.Query{})); got != batches {
		t.Errorf("%d reports, %d acknowledged", got, batches)
	}
	clean(t, l)
	server.Stop()
	impatient, err := ledger.Open(t.Context(), address, ledger.Options{Patience: -1})
	if ledger.CodeOf(err) != ledger.Unreachable || impatient != nil {
		t.Errorf("a database that is down: %v", err)
	}
}
