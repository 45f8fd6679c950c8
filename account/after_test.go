package account_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/claim"
)

// A book after another tells what one opened anew tells, whether its reports are the same or not.
func TestABookAfterAnotherIsAsOpenedAnew(t *testing.T) {
	t.Parallel()
	text := "The Lower Valley said that the fire at the Ford killed three people, and the Hills asked both sides to hold their fire until the talks in Hillton begin again."
	first, copied, other := plant(t, "r1", "2031-03-04", "Lower Post", text), plant(t, "r2", "2031-03-05", "Hill Times", text), plant(t, "r3", "2031-03-06", "Mill Herald", "Six died at the Ford on Monday.")
	for _, p := range []*planted{first, copied} {
		p.killed("killed three people", 3, claim.Unknown, "", on("2031-03-03"), at("Ford", "AAA", claim.PlaceCrossing), by("BBB"))
	}
	words := "Six died"
	other.killed(words, 6, claim.Unknown, "", on("2031-03-03"), at("Ford", "AAA", claim.PlaceCrossing))
	reports := contributions(first, copied, other)
	reject := claim.Decision{ID: "d", Kind: claim.DecideReject, Author: "a", At: "2031-04-01T10:00:00Z", Reason: "it does not say so", Of: []claim.Anchor{other.anchor(claim.KindFigure, words)}}
	before := account.Open(valleys(), reports[:2], nil, "", "")
	if before.Stories() != 1 {
		t.Fatalf("%d stories, want one told twice", before.Stories())
	}
	for name, c := range map[string]struct {
		reports   []*account.Contribution
		decisions []claim.Decision
	}{
		"the same":    {reports[:2], nil},
		"another":     {reports, nil},
		"one decided": {reports, []claim.Decision{reject}},
		"one fewer":   {reports[1:], nil},
	} {
		anew := account.Open(valleys(), c.reports, c.decisions, "", "")
		after := account.Open(valleys(), c.reports, c.decisions, "", "").After(before)
		if diff := cmp.Diff(everything(t, anew), everything(t, after)); diff != "" || anew.Stories() != after.Stories() {
			t.Errorf("%s: %d stories, %d after another: %s", name, anew.Stories(), after.Stories(), diff)
		}
	}
	whole := account.Open(valleys(), reports, nil, "", "")
	decided := account.Open(valleys(), reports, []claim.Decision{reject}, "", "")
	if diff := cmp.Diff(everything(t, decided), everything(t, account.Open(valleys(), reports, []claim.Decision{reject}, "", "").After(whole))); diff != "" {
		t.Errorf("after a decision: %s", diff)
	}
}
