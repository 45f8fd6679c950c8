package talks

import (
	"testing"

	"github.com/parley-desk/parley/claim"
)

// A truce that holds as long as something holds has a condition.
func TestATruceHoldsAsLongAs(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"The ceasefire stands for now, as long as nobody crosses the river.":                   "nobody crosses the river",
		"The guard was told to respect the truce so long as the rebels stay behind the hills.": "the rebels stay behind the hills",
	} {
		d := read(t, text+setting)
		found := false
		for i := range d.Claims {
			if c, ok := d.Claims[i].Body.(*claim.Ceasefire); ok && len(c.Conditions) == 1 && c.Conditions[0].Text == want {
				found = true
			}
		}
		if !found {
			t.Errorf("%s: no condition %q", text, want)
		}
	}
}
