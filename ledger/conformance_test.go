package ledger_test

import (
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/ledger"
	"github.com/parley-desk/parley/ledger/postgrestest"
)

func TestMain(m *testing.M) { os.Exit(postgrestest.Around{Tests: m}.Run()) }

// stores are the stores a ledger can lie in: each gives the address of an empty one.
var stores = map[string]func(testing.TB) string{
	"sqlite":   func(t testing.TB) string { return "sqlite:" + filepath.Join(t.TempDir(), "a folder", "led?ger#1.db") },
	"postgres": postgrestest.Database,
}

// noon is when the tests' ledgers store.
var noon = time.Date(2031, 4, 1, 12, 0, 0, 0, time.UTC)

func open(t testing.TB, address string) *ledger.Ledger {
	t.Helper()
	l, err := ledger.Open(t.Context(), address, ledger.Options{Create: true, Now: func() time.Time { return noon }, Extract: func(r *claim.Report, _ *claim.Record) ([]byte, error) { return []byte(r.ID), nil }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	return l
}

// keep stores stories in one batch.
func keep(t testing.TB, l *ledger.Ledger, stories ...story) ledger.Counts {
	t.Helper()
	var leaves []*ledger.Leaf
	for _, s := range stories {
		f, err := l.Prepare(s.report, s.record)
		if err != nil {
			t.Fatal(err)
		}
		leaves = append(leaves, f)
	}
	counts, err := l.Append(t.Context(), leaves)
	if err != nil {
		t.Fatal(err)
	}
	return counts
}

// ids lists what a query gives, by the ids of the reports.
func ids(t testing.TB, l *ledger.Ledger, q ledger.Query) []string {
	t.Helper()
	list := []string{}
	q.Parts = ledger.WithAll
	for e, err := range l.Entries(t.Context(), q) {
		if err != nil {
			t.Fatal(err)
		}
		r, err := e.Report()
		if err != nil {
			t.Fatal(err)
		}
		if string(e.Extract()) != r.ID {
			t.Errorf("the extract of %s is %q", r.ID, e.Extract())
		}
		id := r.ID
		if !e.Belongs {
			id = "-" + id
		}
		list = append(list, id)
	}
	return list
}

// clean verifies and gives the digest.
func clean(t testing.TB, l *ledger.Ledger) string {
	t.Helper()
	v, err := l.Verify(t.Context(), nil)
	if err != nil || !v.Clean {
		t.Fatalf("the ledger is not clean: %v %+v", err, v)
	}
	return v.Digest
}

func same(t testing.TB, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// Every store keeps the same contract.
func TestStores(t *testing.T) {
	t.Parallel()
	for store, address := range stores {
		t.Run(store, func(t *testing.T) {
			t.Parallel()
			for name, check := range contract {
				t.Run(name, func(t *testing.T) {
					t.Parallel()
					check(t, open(t, address(t)))
				})
			}
		})
	}
}

// contract is what a ledger promises.
var contract = map[string]func(*testing.T, *ledger.Ledger){
	"what is there already is left alone":             keepsOnce,
	"another text is another version":                 keepsVersions,
	"one text at two addresses is one origin":         oneOrigin,
	"a dated version counts before an undated one":    datedFirst,
	"versions of one moment are in order of fetching": fetchedLast,
	"what counts as of a day":                         asOf,
	"the order of storing does not matter":            anyOrder,
	"what came since":                                 since,
	"cases enrol what belongs to them":                enrolment,
	"analysts include and exclude":                    overriding,
	"a version that leaves its case is seen to go":    leaving,
	"decisions are kept once and never changed":       decisions,
	"what cannot be read is kept and counted":         refusing,
	"a new reading counts, the old one is kept":       rereading,
	"extracts are made anew":                          renewing,
	"search finds words in any form":                  searching,
	"words of all the world":                          oddWords,
	"the best hits come first":                        ranking,
	"of very many hits the latest are ranked":         ranksTheLatest,
	"many writers and readers at once":                crowd,
	"an empty ledger":                                 empty,
	"the shelf keeps what views need until it is old": shelf,
	"sources are worded, reworded and removed":        sources,
	"cases bring their sources":                       sourcesOfCases,
	"what was fetched is kept once":                   keeping,
	"what is fetched again":                           freshness,
	"a page that is gone is noted":                    goneness,
	"documents say the truth of themselves":           untrueDocuments,
	"a task is one process's at a time":               claiming,
	"tasks that fail":                                 failing,
	"tasks that are offered":                          offering,
	"what cannot be read is listed and found":         unread,
	"what is read at last is unread no more":          cured,
}

func keepsOnce(t *testing.T, l *ledger.Ledger) {
	a, b := storyOf(t, 1), storyOf(t, 2)
	same(t, "first", keep(t, l, a, b, a), ledger.Counts{New: 2, Unchanged: 1})
	same(t, "again", keep(t, l, b, a), ledger.Counts{Unchanged: 2})
	for s, want := range map[*story]bool{&a: true, {report: storyOf(t, 3).report}: false} {
		if held, err := l.Holds(t.Context(), s.report); err != nil || held != want {
			t.Errorf("%s is held: %v %v", s.report.ID, held, err)
		}
	}
	s, err := l.Status(t.Context())
	if err != nil || s.Reports != 2 || s.Versions != 2 || s.Claims != 4 || s.Bytes == 0 {
		t.Errorf("%+v %v", s, err)
	}
	clean(t, l)
}

func keepsVersions(t *testing.T, l *ledger.Ledger) {
	a := storyOf(t, 1)
	later := storyOf(t, 1, func(r *claim.Report) {
		r.ID, r.Updated, r.Text = "story-1b", "2031-03-09", r.Text+" More is not known."
	})
	same(t, "counts", keep(t, l, a), ledger.Counts{New: 1})
	same(t, "counts", keep(t, l, later), ledger.Counts{Versions: 1})
	same(t, "what counts", ids(t, l, ledger.Query{}), []string{"story-1b"})
	same(t, "what is kept", ids(t, l, ledger.Query{Every: true}), []string{"story-1", "story-1b"})
	s, err := l.Status(t.Context())
	if err != nil || s.Reports != 1 || s.Versions != 2 {
		t.Errorf("%+v %v", s, err)
	}
	same(t, "versions in one batch", keep(t, l, storyOf(t, 5), storyOf(t, 5, func(r *claim.Report) { r.Text += " It is over." })), ledger.Counts{New: 1, Versions: 1})
	clean(t, l)
}

func oneOrigin(t *testing.T, l *ledger.Ledger) {
	keep(t, l, storyOf(t, 1), storyOf(t, 1, func(r *claim.Report) { r.URL, r.Outlet = "https://paper.example/a", "The Paper" }), storyOf(t, 2))
	var origins []string
	for e, err := range l.Entries(t.Context(), ledger.Query{}) {
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Contains(origins, string(e.Origin)) {
			origins = append(origins, string(e.Origin))
		}
	}
	s, err := l.Status(t.Context())
	if err != nil || s.Reports != 3 || s.Origins != 2 || len(origins) != 2 {
		t.Errorf("%d origins, %+v %v", len(origins), s, err)
	}
}

func datedFirst(t *testing.T, l *ledger.Ledger) {
	undated := storyOf(t, 1, func(r *claim.Report) { r.ID, r.Published = "undated", "" })
	keep(t, l, undated)
	keep(t, l, storyOf(t, 1))
	same(t, "what counts", ids(t, l, ledger.Query{}), []string{"story-1"})
	for e, err := range l.Entries(t.Context(), ledger.Query{Every: true, Parts: ledger.WithReport}) {
		if err != nil {
			t.Fatal(err)
		}
		if r, _ := e.Report(); r.ID == "undated" && e.Available.Format(time.DateOnly) != "2031-04-01" {
			t.Errorf("a report without a day is available when it was fetched, not %s", e.Available)
		}
	}
}

func asOf(t *testing.T, l *ledger.Ledger) {
	morning := storyOf(t, 9, func(r *claim.Report) { r.ID, r.Published = "morning", "2031-03-05T08:00:00+02:00" })
	keep(t, l, storyOf(t, 3), storyOf(t, 4), morning, storyOf(t, 4, func(r *claim.Report) { r.ID, r.Updated, r.Title = "story-4b", "2031-03-10T10:00", "Again" }))
	for day, want := range map[string][]string{
		"2031-03-03":           {},
		"2031-03-04":           {"story-3"},
		"2031-03-05T05:59:59Z": {"story-3"},
		"2031-03-05T06:00:00Z": {"story-3", "morning"},
		"2031-03-05":           {"story-3", "morning", "story-4"},
		"2031-03-10":           {"story-3", "morning", "story-4b"},
	} {
		at, ok := ledger.Moment(day)
		if !ok {
			t.Fatal(day)
		}
		same(t, "as of "+day, ids(t, l, ledger.Query{AsOf: at}), want)
	}
}

// silently is a version of the first story that says of itself no other day than the others.
func silently(t *testing.T, id, fetched string) story {
	return storyOf(t, 1, func(r *claim.Report) { r.ID, r.Fetched, r.Text = id, fetched, r.Text+" So it stands in "+id+"." })
}

func fetchedLast(t *testing.T, l *ledger.Ledger) {
	all := []story{
		silently(t, "unknown", ""), silently(t, "morning", "2031-03-05T08:00:00Z"), silently(t, "noon", "2031-03-05T12:00:00Z"), silently(t, "evening", "2031-03-05T20:00:00+02:00"),
		silently(t, "noon", "2031-03-07"), silently(t, "evening", ""), // once more, later or without a day: what is known first counts
		silently(t, "twice", "2031-03-09"), silently(t, "twice", "2031-03-05T10:30:00Z"),
		storyOf(t, 1, func(r *claim.Report) {
			r.ID, r.Published, r.Fetched, r.Text = "undated", "", "2031-03-20", r.Text+" More."
		}),
	}
	want := []string{"unknown", "morning", "twice", "noon", "evening", "undated"}
	first, chance := "", rand.New(rand.NewSource(1))
	for n := range 6 {
		if n > 0 {
			l = open(t, stores["sqlite"](t))
		}
		if n%2 == 0 {
			keep(t, l, all...)
		} else {
			for _, s := range all {
				keep(t, l, s)
			}
		}
		same(t, "what counts", ids(t, l, ledger.Query{}), []string{"evening"})
		same(t, "versions", ids(t, l, ledger.Query{Every: true}), want)
		for _, s := range all {
			if held, err := l.Holds(t.Context(), s.report); err != nil || !held {
				t.Errorf("%s fetched %s is not held: %v", s.report.ID, s.report.Fetched, err)
			}
		}
		if first == "" {
			first = clean(t, l)
		}
		same(t, "digest", clean(t, l), first)
		chance.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	}
	if held, err := l.Holds(t.Context(), silently(t, "noon", "2031-03-05T11:00:00Z").report); err != nil || held {
		t.Errorf("a version that was fetched earlier than is known is held: %v", err)
	}
	if err := l.SetCase(t.Context(), valley()); err != nil {
		t.Fatal(err)
	}
	seq, err := l.Seq(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	same(t, "counts", keep(t, l, silently(t, "evening", "2031-03-05T09:00:00Z"), silently(t, "noon", "2031-03-06")), ledger.Counts{Unchanged: 2})
	same(t, "what counts", ids(t, l, ledger.Query{}), []string{"noon"})
	same(t, "what changed", ids(t, l, ledger.Query{Case: "valley", Since: seq, Every: true, Gone: true}), []string{"evening"})
	if clean(t, l) == first {
		t.Error("other versions count, and the digest is the same")
	}
}

func anyOrder(t *testing.T, l *ledger.Ledger) {
	all := []story{storyOf(t, 1), storyOf(t, 2), storyOf(t, 3), storyOf(t, 3, func(r *claim.Report) { r.Title = "Corrected" }), storyOf(t, 4, func(r *claim.Report) { r.URL = "" })}
	if err := l.SetCase(t.Context(), valley()); err != nil {
		t.Fatal(err)
	}
	for _, s := range all {
		keep(t, l, s)
	}
	other := open(t, stores["sqlite"](t))
	slices.Reverse(all)
	keep(t, other, all...)
	if err := other.SetCase(t.Context(), valley()); err != nil {
		t.Fatal(err)
	}
	same(t, "entries", ids(t, l, ledger.Query{}), ids(t, other, ledger.Query{}))
	same(t, "entries of the case", ids(t, l, ledger.Query{Case: "valley"}), ids(t, other, ledger.Query{Case: "valley"}))
	same(t, "digest", clean(t, l), clean(t, other))
	keep(t, other, storyOf(t, 7))
	if clean(t, l) == clean(t, other) {
		t.Error("one report more, and the same digest")
	}
}

func since(t *testing.T, l *ledger.Ledger) {
	keep(t, l, storyOf(t, 1), storyOf(t, 2))
	seq, err := l.Seq(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	same(t, "nothing new", ids(t, l, ledger.Query{Since: seq}), []string{})
	keep(t, l, storyOf(t, 1), storyOf(t, 3))
	same(t, "one new", ids(t, l, ledger.Query{Since: seq}), []string{"story-3"})
}

func refusing(t *testing.T, l *ledger.Ledger) {
	no := ledger.Refusal{Name: "bad\x00\xff", Source: "case.jsonl, line 3", Code: "bad_json", Message: "this is not JSON", Document: []byte{0, 255, 1}}
	for range 2 {
		counts, err := l.Append(t.Context(), []*ledger.Leaf{l.Refuse(no)})
		if err != nil || counts.Refused != 1 {
			t.Fatalf("%+v %v", counts, err)
		}
	}
	s, err := l.Status(t.Context())
	if err != nil || s.Unreadable != 1 || s.Reports != 0 {
		t.Errorf("%+v %v", s, err)
	}
	var kept []*ledger.Refusal
	for r, err := range l.Refused(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		kept = append(kept, r)
	}
	if len(kept) != 1 || string(kept[0].Document) != "\x00\xff\x01" {
		t.Fatalf("kept: %+v", kept)
	}
	cured := storyOf(t, 1)
	f, err := l.PrepareCured(kept[0], cured.report, cured.record)
	if err != nil {
		t.Fatal(err)
	}
	if counts, err := l.Append(t.Context(), []*ledger.Leaf{f}); err != nil || counts.New != 1 {
		t.Errorf("%+v %v", counts, err)
	}
	if s, err := l.Status(t.Context()); err != nil || s.Unreadable != 0 || s.Reports != 1 {
		t.Errorf("%+v %v", s, err)
	}
	clean(t, l)
}

// rereadAll has every version read by a reader of another version.
func rereadAll(t testing.TB, l *ledger.Ledger, version string) ledger.Counts {
	t.Helper()
	var leaves []*ledger.Leaf
	for e, err := range l.Entries(t.Context(), ledger.Query{Every: true, Parts: ledger.WithReport}) {
		if err != nil {
			t.Fatal(err)
		}
		r, err := e.Report()
		if err != nil {
			t.Fatal(err)
		}
		rec := recordOf(t, r, version)
		rec.Claims = rec.Claims[:1]
		f, err := l.PrepareAgain(e, r, rec)
		if err != nil {
			t.Fatal(err)
		}
		leaves = append(leaves, f)
	}
	counts, err := l.Append(t.Context(), leaves)
	if err != nil {
		t.Fatal(err)
	}
	return counts
}

func rereading(t *testing.T, l *ledger.Ledger) {
	if err := l.SetCase(t.Context(), valley()); err != nil {
		t.Fatal(err)
	}
	keep(t, l, storyOf(t, 1), storyOf(t, 2))
	seq, err := l.Seq(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	same(t, "a newer reader", rereadAll(t, l, "0.2"), ledger.Counts{Reread: 2})
	same(t, "the same again", rereadAll(t, l, "0.2"), ledger.Counts{Unchanged: 2})
	same(t, "what changed", ids(t, l, ledger.Query{Case: "valley", Since: seq}), []string{"story-1", "story-2"})
	for e, err := range l.Entries(t.Context(), ledger.Query{Parts: ledger.WithRecord}) {
		if err != nil {
			t.Fatal(err)
		}
		if r, err := e.Record(); err != nil || r.Reader.Version != "0.2" || e.Reader != "hand 0.2 none" || e.Claims != 1 {
			t.Errorf("%v %+v", err, e)
		}
	}
	if s, err := l.Status(t.Context()); err != nil || s.Versions != 2 || s.Claims != 2 {
		t.Errorf("%+v %v", s, err)
	}
	found, err := l.Search(t.Context(), ledger.Search{Words: "killed", Kind: claim.KindFigure})
	if err != nil || len(found.Hits) != 0 {
		t.Errorf("what the newer reader does not claim is found: %+v %v", found, err)
	}
	clean(t, l)
}

func renewing(t *testing.T, l *ledger.Ledger) {
	keep(t, l, storyOf(t, 1), storyOf(t, 2))
	var all []*ledger.Entry
	for e, err := range l.Entries(t.Context(), ledger.Query{Parts: ledger.WithAll}) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, e)
	}
	if n, err := l.Renew(t.Context(), all); n != 0 || err != nil {
		t.Errorf("extracts that are as they should be: %d made anew, %v", n, err)
	}
	ids(t, l, ledger.Query{}) // tells where an extract is not the report's
	if n, err := l.Renew(t.Context(), []*ledger.Entry{crossed(t, l)}); n != 1 || err != nil {
		t.Errorf("an extract of another program: %d made anew, %v", n, err)
	}
	ids(t, l, ledger.Query{})
}

func crowd(t *testing.T, l *ledger.Ledger) {
	const writers, each = 4, 8
	var stories [writers][each]story
	for w := range writers {
		for i := range each {
			stories[w][i] = storyOf(t, (w*each+i)/2) // each is written twice
		}
	}
	errs := make(chan error, 2*writers)
	for w := range writers {
		go func() {
			for _, s := range stories[w] {
				f, err := l.Prepare(s.report, s.record)
				if err == nil {
					_, err = l.Append(t.Context(), []*ledger.Leaf{f})
				}
				if err != nil {
					errs <- err
					return
				}
			}
			errs <- nil
		}()
		go func() {
			seen := 0
			for range each {
				n := 0
				for _, err := range l.Entries(t.Context(), ledger.Query{}) {
					if err != nil {
						errs <- err
						return
					}
					n++
				}
				if n < seen {
					errs <- fmt.Errorf("%d entries after %d", n, seen)
					return
				}
				seen = n
			}
			errs <- nil
		}()
	}
	for range 2 * writers {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
	if s, err := l.Status(t.Context()); err != nil || s.Reports != writers*each/2 || s.Versions != s.Reports {
		t.Errorf("%+v %v", s, err)
	}
	clean(t, l)
}

func empty(t *testing.T, l *ledger.Ledger) {
	same(t, "entries", ids(t, l, ledger.Query{}), []string{})
	if counts, err := l.Append(t.Context(), nil); err != nil || counts.Total() != 0 {
		t.Errorf("%+v %v", counts, err)
	}
	if s, err := l.Status(t.Context()); err != nil || s.Reports != 0 || s.Earliest != "" {
		t.Errorf("%+v %v", s, err)
	}
	if found, err := l.Search(t.Context(), ledger.Search{Words: "anything"}); err != nil || found.Hits == nil || len(found.Hits) != 0 {
		t.Errorf("%+v %v", found, err)
	}
	if clean(t, l) == "" {
		t.Error("no digest")
	}
}

func shelf(t *testing.T, l *ledger.Ledger) {
	if _, _, ok, err := l.Shelved(t.Context(), "valley/toll", "0.1"); ok || err != nil {
		t.Errorf("an empty shelf: %v %v", ok, err)
	}
	for seq := int64(1); seq < 3; seq++ {
		if err := l.Shelve(t.Context(), "valley/toll", "0.1", seq, []byte{byte(seq)}); err != nil {
			t.Fatal(err)
		}
	}
	if body, seq, ok, err := l.Shelved(t.Context(), "valley/toll", "0.1"); !ok || err != nil || seq != 2 || !slices.Equal(body, []byte{2}) {
		t.Errorf("%v %d %v %v", body, seq, ok, err)
	}
	if _, _, ok, err := l.Shelved(t.Context(), "valley/toll", "0.2"); ok || err != nil {
		t.Errorf("what another program made: %v %v", ok, err)
	}
}
