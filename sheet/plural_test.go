package sheet

import (
	"testing"

	"github.com/parley-desk/parley/claim"
)

func TestAgreeing(t *testing.T) {
	t.Parallel()
	k := &maker{actors: map[string]*claim.Actor{
		"NOR":                  {ID: "NOR", Name: "Norway", Kind: claim.ActorState},
		"USA":                  {ID: "USA", Name: "United States", Kind: claim.ActorState},
		"unnamed:NOR.official": {ID: "unnamed:NOR.official", Name: "officials", Kind: claim.ActorUnnamed},
	}}
	for _, c := range []struct{ actor, text, verb, want string }{
		{"", "both sides", "says", "say"},
		{"", "officials in the north", "denies", "deny"},
		{"unnamed:NOR.official", "Norwegian officials", "accuses", "accuse"},
		{"unnamed:NOR.official", "a Norwegian official", "accuses", "accuses"},
		{"", "the mayor and his deputy", "appeals to", "appeal to"},
		{"", "police", "says", "say"},
		{"", "a nurse at the clinics", "says", "says"},
		{"", "the press", "says", "says"},
		{"NOR", "the Norwegians", "says", "says"},
		{"USA", "the United States", "warns", "warns"},
	} {
		if got := agreeing(c.verb, k.isPlural(&claim.Ref{Actor: c.actor, Text: c.text})); got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}
