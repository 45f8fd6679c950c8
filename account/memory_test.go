package account_test

import (
	"math/rand"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

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
		var before *account.Book
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
			if diff := cmp.Diff(everything(t, want), everything(t, got)); diff != "" {
				t.Fatalf("seed %d, %d reports as of %q: %s", seed, len(reports), asOf, diff)
			}
			if before != nil {
				if diff := cmp.Diff(shown(t, want.ChangesSince(account.Open(file, reports, nil, "2031-03-15", rule), nil)), shown(t, got.ChangesSince(memory.Open(file, reports, nil, "2031-03-15", rule), nil))); diff != "" {
					t.Fatalf("seed %d: changes: %s", seed, diff)
				}
			}
			before = got
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
				t.Error(cmp.Diff(want, got))
			}
		})
	}
	reading.Wait()
}
