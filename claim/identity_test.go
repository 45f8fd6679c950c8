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

func TestUntracked(t *testing.T) {
	t.Parallel()
	for query, want := range map[string]string{
		"": "", "id=7": "id=7", "utm_source=x&id=7&UTM_Medium=y": "id=7", "fbclid=1": "", "at_medium=RSS&page=2": "page=2",
		"attack=1&fbclids=2&id": "attack=1&fbclids=2&id", "b=1&a=2&&c": "b=1&a=2&&c",
	} {
		if got := claim.Untracked(query); got != want {
			t.Errorf("%q: %q, want %q", query, got, want)
		}
	}
}
