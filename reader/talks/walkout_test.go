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
		{claim.KindMeeting, "The M23 rebel group in the eastern DRC has withdrawn from peace talks with the Kenyan government.", []string{"walkout 0 parties=[COD.m23 KEN] roles=[] next=-"}},
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
		{claim.KindCommitment, "Ethiopia has dismissed as \"empty\" Kenya's demand for Somalia to immediately hand over its maps, following a statement by the army.", []string{
			"demand from=[KEN] to=[SOM] \"Somalia to immediately hand over its maps\" hypothetical"}},
		// an imperative offers nothing
		{claim.KindCommitment, "\"Kenya proposed to meet on Monday. Either confirm that you will come - or the opposite,\" the Kenyan minister stated.", nil},
		{claim.KindMeeting, "Both sides failed to reach common ground despite mediation by Qatar.", []string{"no_agreement 0 parties=[] roles=[QAT:mediator] next=-"}},
		{claim.KindMeeting, "Talks between Kenya and Somalia ended on Friday. No further talks are planned this month.", []string{
			" 0 parties=[KEN SOM] roles=[] next=-", "planned 0 parties=[] roles=[] next=- negative"}},
		{claim.KindBreach, "Kenya is not respecting the provisions of the ceasefire deal.", []string{"accused=[KEN] of=the provisions of the ceasefire deal"}},
		// what another's doing is made to hang on
		{claim.KindCommitment, "Kenya said it would reopen the road if Somalia withdrew its guns.", []string{
			"pledge from=[KEN] to=[SOM] \"it would reopen the road if Somalia withdrew its guns\"", "condition from=[KEN] to=[SOM] \"Somalia withdrew its guns\" conditional"}},
		{claim.KindCommitment, "Kenya says it will not withdraw until Somalia returns the prisoners.", []string{
			"refusal from=[KEN] to=[SOM] \"it will not withdraw until Somalia returns the prisoners\"", "condition from=[KEN] to=[SOM] \"Somalia returns the prisoners\" conditional"}},
		// what both sides will do is no promise of the mediator's
		{claim.KindCommitment, "Kenya and Somalia fight over Mandera. The Qatari minister said the two sides would meet again in Doha.", nil},
		// warned of, and not yet done; done by each
		{claim.KindBreach, "Kenya warned Somalia against breaking the truce.", nil},
		{claim.KindBreach, "Kenya and Somalia accused each other of breaking the truce.", []string{"accused=[KEN SOM] of=the truce alleged"}},
		{claim.KindMeeting, "Qatar hosted talks between the Kenyan government and communist rebels.", []string{" 0 parties=[KEN unnamed:rebel] roles=[QAT:host] next=-"}},
		{claim.KindCommitment, "Both Kenya and Qatar have sought to broker a new truce.", nil},
		{claim.KindBreach, "The bodies agreed on measures against parties that violate the truce.", nil},
		{claim.KindCommitment, "Kenya and Ethiopia have urged Somalia to open the bridge.", []string{
			"demand from=[KEN] to=[SOM] \"to open the bridge\" hypothetical", "demand from=[ETH] to=[SOM] \"to open the bridge\" hypothetical"}},
		// each of those named, also where the parser took the second for the subject; whoever only describes them, or waits for talks
		{claim.KindMeeting, "Talks in Doha between Kenya and the M23 ended on Friday without a deal.", []string{"no_agreement 0 parties=[KEN COD.m23] roles=[] next=-"}},
		{claim.KindMeeting, "After seven hours of negotiations in Doha, only Kenya had signed the agreement.", []string{" 0 parties=[] roles=[] next=-"}},
		{claim.KindMeeting, "Kenya and Somalia must take steps before the peace talks resume.", nil},
		// who announces, welcomes or presses for a truce need be no party to it
		{claim.KindCeasefire, "Pressure from Qatar helped to secure the ceasefire.", []string{"declared parties=[] effective=- ends=-"}},
		{claim.KindCeasefire, "Qatar welcomed the truce.", []string{"declared parties=[] effective=- ends=-"}},
		// nothing is refused that could be kept
		{claim.KindCommitment, "A Kenyan spokesman declined to comment on Somalia's demands for the bridge.", nil},
	} {
		t.Run(c.text, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, lines(read(t, c.text+setting), c.kind)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}
