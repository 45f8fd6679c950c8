package talks

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/parley-desk/parley/claim"
)

// What lies ahead, goes on or is asked for is told from what has come about; what talks came to since is told of no earlier day.
func TestWhatLiesAheadHasNotComeAbout(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		kind claim.Kind
		text string
		want []string
	}{
		// a truce that was still to run out held; one that ran out lapsed
		{claim.KindCeasefire, "The shelling began hours before a truce between Kenya and Somalia was to run out on Friday.", []string{"in_effect parties=[KEN SOM] effective=- ends=2025-11-07"}},
		{claim.KindCeasefire, "The truce between Kenya and Somalia ran out on Friday.", []string{"lapsed parties=[KEN SOM] effective=- ends=2025-11-07"}},
		// one that goes on does not begin on the day of something else
		{claim.KindCeasefire, "Kenya and Somalia will go on observing their truce and will meet on 6 December, the ministry said.", []string{"in_effect parties=[KEN SOM] effective=- ends=-"}},
		{claim.KindCeasefire, "The truce between Kenya and Somalia will take effect on 6 December.", []string{"in_effect parties=[KEN SOM] effective=2025-12-06 ends=-"}},
		// what is planned has phases, and no talks have to be meant
		{claim.KindMeeting, "The ministry ordered that the crates be cleared in Mandera in the first phase.", nil},
		{claim.KindMeeting, "The first phase of the talks ended without agreement.", []string{"no_agreement 1 parties=[] roles=[] next=-"}},
		// states of mind bind nobody
		{claim.KindCommitment, "Kenya promised not to worry about the river.", nil},
		{claim.KindCommitment, "Kenya promised not to attack across the river.", []string{"pledge from=[KEN] to=[] \"not to attack across the river\""}},
		// beside a denial stands a pledge
		{claim.KindCommitment, "Kenya said that it had not shelled Mandera and that it would respect the truce.", []string{"pledge from=[KEN] to=[] \"it would respect the truce\""}},
		{claim.KindCommitment, "Kenya said that it had left Mandera and that it would not return to the talks.", []string{"refusal from=[KEN] to=[] \"it would not return to the talks\""}},
	} {
		t.Run(c.text, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, lines(read(t, c.text+setting), c.kind)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// TestSinceThenIsLater asks that talks since an agreement are not dated by it, and talks at it are.
func TestSinceThenIsLater(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"The truce that Qatar brokered in October has held, although talks since then failed to produce an agreement.": "-",
		"The first talks between Kenya and Somalia since early in the war took place in Nairobi on October 16.":        "2025-10-16",
		"The talks that Qatar brokered in October failed to produce an agreement.":                                     "2025-10-01",
	} {
		d := read(t, text+setting)
		got := "no meeting"
		for i := range d.Claims {
			if d.Claims[i].Kind == claim.KindMeeting {
				got = day(d.Claims[i].Time)
			}
		}
		if got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}
