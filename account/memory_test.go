package account_test

import (
	"cmp"
	"math/rand"
	"slices"
	"sync"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/claim"
)

// A book that is opened with what was remembered of its reports tells what one opened
// from nothing tells, whatever came, went and was decided meanwhile, in any order.
func TestAMemoryChangesNothing(t *testing.T) {
	t.Parallel()
	pool := aCase(t)
	for n := range 40 {
		pool = append(pool, manyClaims(t, n).contribution())
	}
	first := fourCounts(t)[0]
	anchor := first.anchor(claim.KindFigure, "killed three people")
	decisions := []claim.Decision{
		{ID: "d1", Kind: claim.DecideReject, Author: "a", At: "2031-04-01T10:00:00Z", Reason: "r", Of: []claim.Anchor{anchor}},
		{ID: "d2", Kind: claim.DecideSide, Author: "a", At: "2031-04-01T11:00:00Z", Reason: "r", Actor: "org:watch", Side: "AAA"},
		{ID: "d3", Kind: claim.DecideGrade, Author: "a", At: "2031-04-01T12:00:00Z", Reason: "r", Outlet: "Mill Herald", Grade: "A1"},
		{ID: "d4", Kind: claim.DecideScore, Author: "a", At: "2031-04-01T13:00:00Z", Reason: "r", Of: []claim.Anchor{anchor}},
		{ID: "d5", Kind: claim.DecideAdd, Author: "a", At: "2031-04-01T14:00:00Z", Reason: "r", Of: []claim.Anchor{anchor}, Claim: &claim.Claim{Kind: claim.KindStatement, Span: anchor.Span,
			Polarity: claim.Positive, Certainty: claim.Asserted, Tense: claim.Past, Body: &claim.Statement{Speaker: &claim.Ref{Actor: "BBB", Text: "BBB"}, ContentSpans: []claim.Span{anchor.Span}, Act: claim.ActState, Issues: []claim.Issue{"ceasefire"}}}},
	}
	others := valleys()
	others.Parties[1].Also = []string{"CCC"}
	for seed := range int64(6) {
		chance := rand.New(rand.NewSource(seed))
		var memory account.Memory
		var before, earlier *account.Book
		for range 12 {
			reports := slices.Clone(pool)
			chance.Shuffle(len(reports), func(i, j int) { reports[i], reports[j] = reports[j], reports[i] })
			reports = reports[:1+chance.Intn(len(reports))]
			var decided []claim.Decision
			for _, d := range decisions {
				if chance.Intn(3) == 0 {
					decided = append(decided, d)
				}
			}
			asOf := []string{"", "2031-03-20", "2031-04-30"}[chance.Intn(3)]
			file := []*claim.Case{valleys(), valleys(), others}[chance.Intn(3)]
			rule := claim.TollRules[chance.Intn(len(claim.TollRules))]
			want, got := account.Open(file, reports, decided, asOf, rule), memory.Open(file, reports, decided, asOf, rule)
			if before != nil && chance.Intn(2) == 0 {
				got = got.After(before)
			}
			if diff := gocmp.Diff(everything(t, want), everything(t, got)); diff != "" {
				t.Fatalf("seed %d, %d reports as of %q: %s", seed, len(reports), asOf, diff)
			}
			then := memory.Open(file, reports, decided, "2031-03-15", rule)
			if earlier != nil {
				then = then.After(earlier)
			}
			if diff := gocmp.Diff(shown(t, want.ChangesSince(account.Open(file, reports, decided, "2031-03-15", rule), nil)), shown(t, got.ChangesSince(then, nil))); diff != "" {
				t.Fatalf("seed %d: changes: %s", seed, diff)
			}
			before, earlier = got, then
		}
	}
}

// What came since an earlier time changes nothing of what was known then, and it is not made again; what
// was known by then does.
func TestWhatCameSinceLeavesAnEarlierBookAlone(t *testing.T) {
	t.Parallel()
	pool := aCase(t)
	for n := range 20 {
		pool = append(pool, manyClaims(t, n).contribution())
	}
	slices.SortFunc(pool, func(a, b *account.Contribution) int { return cmp.Compare(a.Available, b.Available) })
	first, last, middle := pool[0], pool[len(pool)-1], pool[len(pool)/2].Available
	if first.Available > middle || last.Available <= middle {
		t.Fatal("the reports are of one time")
	}
	reject := []claim.Decision{{ID: "d1", Kind: claim.DecideReject, Author: "a", At: "2031-04-01T10:00:00Z", Reason: "r", Of: []claim.Anchor{{Report: first.Report, SHA256: first.SHA256, Kind: first.Rows[0].Kind, Span: first.Rows[0].Span}}}}
	for name, c := range map[string]struct {
		all     []*account.Contribution
		decided []claim.Decision
		same    bool
	}{
		"all as it was":          {pool, nil, true},
		"a later report gone":    {pool[:len(pool)-1], nil, true},
		"an earlier report gone": {pool[1:], nil, false},
		"a decision":             {pool, reject, false},
	} {
		var memory account.Memory
		before := memory.Open(valleys(), pool, nil, middle, "")
		talks, list := before.Talks(), before.Toll()
		after := memory.Open(valleys(), c.all, c.decided, middle, claim.TollMajority).After(before)
		if got := after.Talks() == talks; got != c.same {
			t.Errorf("%s: made once: %v", name, got)
		}
		if after.Rule != claim.TollMajority || after.Toll() == list {
			t.Errorf("%s: the rule is %q", name, after.Rule)
		}
	}
}

// Books that share a memory may be read side by side.
func TestAMemoryIsShared(t *testing.T) {
	t.Parallel()
	all := aCase(t)
	want := everything(t, account.Open(valleys(), all, nil, "", ""))
	var memory account.Memory
	var reading sync.WaitGroup
	for n := range 4 {
		reading.Go(func() {
			if got := everything(t, memory.Open(valleys(), all[:len(all)-n%2], nil, "", "")); n%2 == 0 && got != want {
				t.Error(gocmp.Diff(want, got))
			}
		})
	}
	reading.Wait()
}
