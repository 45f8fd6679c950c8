package talks

import (
	"strings"
	"testing"

	"github.com/parley-desk/parley/claim"
)

// TestUndone asks what undoes a truce or breaks it, and what it obliges to, in words that say so by the way.
func TestUndone(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Kenya suspended the ceasefire agreement on Monday.":                                          "ceasefire suspended",
		"Kenya has suspended the implementation of a peace agreement with Somalia.":                   "ceasefire suspended",
		"Kenya and Somalia signed a peace agreement in Doha.":                                         "",
		"Kenya has accused Somalia of laying mines in violation of the truce.":                        "breach SOM",
		"Kenya said that Somalia had laid mines in violation of the ceasefire.":                       "breach SOM",
		"Under the terms of the ceasefire, Kenya should release 18 soldiers, the ministry announced.": "obligation KEN",
	} {
		d := read(t, text+setting)
		var got []string
		for i := range d.Claims {
			switch b := d.Claims[i].Body.(type) {
			case *claim.Ceasefire:
				got = append(got, "ceasefire "+string(b.State))
			case *claim.Breach:
				got = append(got, "breach")
				for _, a := range b.Accused {
					got = append(got, a.Actor)
				}
			case *claim.Commitment:
				got = append(got, string(b.Form), b.From.Actor)
			}
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%s: %q, want %q", text, s, want)
		}
	}
}
