package claim_test

import (
	"testing"

	"github.com/parley-desk/parley/claim"
)

func TestIdentityOfAReport(t *testing.T) {
	t.Parallel()
	for want, r := range map[string]claim.Report{
		"https://wire.example/a?b=c": {ID: "1", Outlet: "Example Wire", URL: " https://wire.example/a?b=c#top"},
		"Example Wire: 1":            {ID: "1", Outlet: "Example Wire"},
		"1":                          {ID: "1"},
		"Example Wire: 2":            {ID: "2", Outlet: "Example Wire", URL: "#top"},
	} {
		if got := r.Identity(); got != want {
			t.Errorf("the identity of %+v is %q, not %q", r, got, want)
		}
	}
}
