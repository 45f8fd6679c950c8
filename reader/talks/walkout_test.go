package talks

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/parley-desk/parley/claim"
)

// Who leaves talks walks out of them; what is only talked of or asked for is not there yet; each owes what is its own.
func TestWhoLeavesAndWhoOwes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		kind claim.Kind
		text string
		want []string
	}{
		{claim.KindMeeting, "Kenya has withdrawn from the peace talks with Somalia.", []string{"walkout 0 parties=[KEN SOM] roles=[] next=-"}},
		{claim.KindMeeting, "Kenya suspended its participation in the talks.", []string{"walkout 0 parties=[KEN] roles=[] next=-"}},
		{claim.KindMeeting, "The Kenyan delegation left the talks in Nairobi.", []string{"walkout 0 parties=[KEN] roles=[] next=-"}},
		{claim.KindMeeting, "The dispute left the talks in disarray.", nil},
		{claim.KindMeeting, "Kenya halted talks with Somalia.", []string{"postponed 0 parties=[KEN SOM] roles=[] next=-"}},
		// invited to, and not yet held
		{claim.KindMeeting, "Somalia has accepted an invitation to attend peace talks in Nairobi.", []string{"planned 0 parties=[] roles=[] next=-"}},
		{claim.KindMeeting, "Kenya confirmed its readiness to continue talks.", nil},
		// a renewal that is discussed, or on which something hangs
		{claim.KindCeasefire, "The envoy flew in to discuss the renewal of the truce between Kenya and Somalia.", []string{"extended parties=[KEN SOM] effective=- ends=- hypothetical"}},
		{claim.KindCeasefire, "Somalia called the payment a condition for renewing the truce.", []string{"extended parties=[SOM] effective=- ends=- hypothetical"}},
		{claim.KindCeasefire, "Kenya and Somalia renewed the truce.", []string{"extended parties=[KEN SOM] effective=- ends=-"}},
		// what each must do
		{claim.KindCommitment, "Under the truce deal, Kenya must free its prisoners, while Somalia must open the bridge.", []string{
			"obligation from=[KEN] to=[] \"Kenya must free its prisoners\" under=the truce deal",
			"obligation from=[SOM] to=[] \"Somalia must open the bridge\" under=the truce deal",
		}},
		// an adverb between "to" and its verb
		{claim.KindCommitment, "Kenya urged Somalia to immediately open the bridge.", []string{"demand from=[KEN] to=[SOM] \"to immediately open the bridge\" hypothetical"}},
		// what a demand is said to be
		{claim.KindCommitment, "Kenya's only demand is for Somalia to open the bridge.", []string{"demand from=[KEN] to=[SOM] \"Somalia to open the bridge\" hypothetical"}},
	} {
		t.Run(c.text, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, lines(read(t, c.text+setting), c.kind)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}
