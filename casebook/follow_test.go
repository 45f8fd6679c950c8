package casebook_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/rand"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/casebook"
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/ledger"
)

// A stock that is followed holds what one taken anew holds, whatever came, went or was decided.
func TestAStockIsFollowed(t *testing.T) {
	t.Parallel()
	for seed := range int64(3) {
		chance := rand.New(rand.NewSource(seed))
		f := newFollowing(t)
		stock, err := casebook.Take(t.Context(), f.l, "case", "")
		if err != nil {
			t.Fatal(err)
		}
		keeper := casebook.NewKeeper(f.l)
		for step := range 40 {
			for range 1 + chance.Intn(3) {
				f.happen(chance)
			}
			if stock, err = stock.Again(t.Context(), f.l); err != nil {
				t.Fatal(err)
			}
			anew, err := casebook.Of(t.Context(), f.l, stock.Case, "")
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(told(anew), told(stock)); diff != "" {
				t.Fatalf("seed %d, step %d: %s", seed, step, diff)
			}
			open, err := keeper.Opener(t.Context(), "case")
			if err != nil {
				t.Fatal(err)
			}
			want, got := anew.Open().Book("", "").Reports(), open("", "").Reports()
			if diff := cmp.Diff(named(want), named(got)); diff != "" {
				t.Fatalf("seed %d, step %d: kept open: %s", seed, step, diff)
			}
		}
	}
}

// told says what a stock holds, in an order of its own.
func told(s *casebook.Stock) []string {
	all := named(s.Contributions)
	for i, c := range s.Contributions {
		all = append(all, fmt.Sprint("stored ", c.Report, " ", c.Number, " ", s.Stored[i].UnixMicro()))
	}
	for _, d := range s.Decisions {
		all = append(all, "decision "+d.ID)
	}
	slices.Sort(all)
	return all
}

func named(reports []*account.Contribution) (all []string) {
	for _, c := range reports {
		all = append(all, fmt.Sprint(c.Report, " ", c.Number, " ", c.Available, " ", c.SHA256))
	}
	return all
}

// following is a ledger in which things happen.
type following struct {
	t       *testing.T
	l       *ledger.Ledger
	reports []string
	decided []string
	n       int
}

func newFollowing(t *testing.T) *following {
	t.Helper()
	o := casebook.Options(ledger.Options{Create: true, Belongs: func(c *claim.Case, r *claim.Report, _ *claim.Record) bool { return r.Outlet == c.Parties[0].Name }})
	l, err := ledger.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "ledger.db"), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	f := &following{t: t, l: l}
	f.word("Ours")
	return f
}

// word sets up the case anew, of which are the reports of an outlet.
func (f *following) word(outlet string) {
	f.t.Helper()
	c := &claim.Case{ID: "case", Title: "A case", Window: claim.Window{From: "2031-01-01"}, Parties: []claim.Party{{ID: "AAA", Name: outlet}}}
	if err := f.l.SetCase(f.t.Context(), c); err != nil {
		f.t.Fatal(err)
	}
}

func (f *following) happen(chance *rand.Rand) {
	f.t.Helper()
	f.n++
	outlets := []string{"Ours", "Ours", "Theirs"}
	switch what := chance.Intn(20); {
	case what == 0:
		f.word(outlets[chance.Intn(3)])
	case what < 4 && len(f.reports) > 0:
		kind := []claim.DecisionKind{claim.DecideInclude, claim.DecideExclude}[chance.Intn(2)]
		f.decide(casebook.Wish{Kind: kind, Report: f.reports[chance.Intn(len(f.reports))]})
	case what < 6 && len(f.decided) > 0:
		f.decide(casebook.Wish{Kind: claim.DecideUndo, Undo: f.decided[chance.Intn(len(f.decided))]})
	default:
		url := fmt.Sprintf("https://invented.example/%d", chance.Intn(60))
		f.report(url, outlets[chance.Intn(3)], fmt.Sprintf("2031-%02d-%02d", 1+chance.Intn(3), 1+chance.Intn(9)))
	}
}

func (f *following) decide(w casebook.Wish) {
	f.t.Helper()
	w.Case, w.Author, w.Reason, w.At = "case", "an editor", fmt.Sprint("reason ", f.n), time.Date(2031, 5, 1, 0, 0, f.n, 0, time.UTC)
	d, err := casebook.Draft(f.t.Context(), f.l, w)
	if err != nil {
		return // undone already, say
	}
	if err := f.l.Decide(f.t.Context(), *d); err != nil {
		f.t.Fatal(err)
	}
	f.decided = append(f.decided, d.ID)
}

// report keeps a report, or another version of one.
func (f *following) report(url, outlet, day string) {
	f.t.Helper()
	f.keep(claim.Report{ID: url, URL: url, Outlet: outlet, Published: day, Text: fmt.Sprintf("What was told as number %d.", f.n)})
	if !slices.Contains(f.reports, url) {
		f.reports = append(f.reports, url)
	}
}

// keep keeps a report of which nothing is claimed.
func (f *following) keep(r claim.Report) {
	f.t.Helper()
	sum := sha256.Sum256([]byte(r.Text))
	record := &claim.Record{Record: 1, Reader: claim.Reader{Name: "test"}, ID: r.ID, Report: claim.Header{URL: r.URL, Outlet: r.Outlet, Title: r.Title, Published: r.Published, Language: "en", SHA256: hex.EncodeToString(sum[:]), Length: len(r.Text)}}
	leaf, err := f.l.Prepare(r, record)
	if err != nil {
		f.t.Fatal(err)
	}
	if _, err := f.l.Append(f.t.Context(), []*ledger.Leaf{leaf}); err != nil {
		f.t.Fatal(err)
	}
}

// Who takes the stock of a keeper shares its reports, and follows the ledger by himself.
func TestAKeepersStockIsShared(t *testing.T) {
	t.Parallel()
	f := newFollowing(t)
	for n := range 20 {
		f.report(fmt.Sprintf("https://invented.example/%d", n), "Ours", "2031-01-02")
	}
	keeper := casebook.NewKeeper(f.l)
	stock, err := keeper.Stock(t.Context(), "case")
	if err != nil {
		t.Fatal(err)
	}
	f.report("https://invented.example/new", "Ours", "2031-01-03")
	if stock, err = stock.Again(t.Context(), f.l); err != nil {
		t.Fatal(err)
	}
	open, err := keeper.Opener(t.Context(), "case")
	if err != nil {
		t.Fatal(err)
	}
	shared := 0
	for _, c := range open("", "").Reports() {
		if slices.Contains(stock.Contributions, c) {
			shared++
		}
	}
	if len(stock.Contributions) != 21 || shared != 20 {
		t.Errorf("%d of %d reports are shared, want 20 of 21", shared, len(stock.Contributions))
	}
	if _, err := keeper.Stock(t.Context(), "none"); err == nil {
		t.Error("stock of a case that is not there")
	}
}
