package claim_test

import (
	"testing"

	"github.com/parley-desk/parley/claim"
)

func TestThePrivateLayer(t *testing.T) {
	t.Parallel()
	included := func(id, at, report string, private bool) claim.Decision {
		return claim.Decision{ID: id, Case: "c", Kind: claim.DecideInclude, Author: "a", At: at, Reason: "r", Report: report, Private: private}
	}
	all := []claim.Decision{
		included("1", "2031-03-01T00:00:00Z", "closed", true),
		included("2", "2031-03-01T00:00:00Z", "opened", true), included("3", "2031-03-02T00:00:00Z", "opened", false),
		included("4", "2031-03-01T00:00:00Z", "undone", true), {ID: "5", Kind: claim.DecideUndo, Author: "a", At: "2031-03-02T00:00:00Z", Reason: "r", Undo: "4"},
		included("6", "2031-03-01T00:00:00Z", "of a private source", false),
		{ID: "7", Kind: claim.DecideNote, Author: "a", At: "2031-03-01T00:00:00Z", Reason: "ask again", Private: true},
		{ID: "8", Kind: claim.DecideReject, Author: "a", At: "2031-03-01T00:00:00Z", Reason: "r", Of: []claim.Anchor{{Report: "closed", Words: "words of it"}}},
		{ID: "9", Kind: claim.DecideNote, Author: "a", At: "2031-03-01T00:00:00Z", Reason: "open"},
	}
	layer := claim.LayerOf(all, []string{"field"})
	for _, c := range []struct {
		report, source string
		want           bool
	}{{"closed", "", true}, {"opened", "", false}, {"undone", "", false}, {"any", "field", true}, {"any", "feed", false}, {"any", "", false}, {"of a private source", "field", false}, {"closed", "feed", true}} {
		if got := layer.Holds(c.report, c.source); got != c.want {
			t.Errorf("%+v: %v", c, got)
		}
	}
	var open []string
	for _, d := range layer.Open(all, func(report string) bool { return layer.Holds(report, "") }) {
		open = append(open, d.ID)
	}
	if got := len(open); got != 4 || open[0] != "3" || open[3] != "9" {
		t.Errorf("in the open are %v", open)
	}
	if layer.Empty() || !claim.LayerOf(nil, nil).Empty() {
		t.Error("a layer that holds something is not empty, and one that holds nothing is")
	}
}

// Only a note and the inclusion of a report may be private.
func TestWhatMayBePrivate(t *testing.T) {
	t.Parallel()
	note := claim.Decision{ID: "1", Kind: claim.DecideNote, Author: "a", At: "2031-03-01T00:00:00Z", Reason: "r", Private: true}
	if err := note.Validate(); err != nil {
		t.Error(err)
	}
	side := claim.Decision{ID: "1", Kind: claim.DecideSide, Author: "a", At: "2031-03-01T00:00:00Z", Reason: "r", Actor: "AAA", Side: "BBB", Private: true}
	if err := side.Validate(); err == nil {
		t.Error("a side may be private")
	}
}
