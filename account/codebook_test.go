package account_test

import (
	"os"
	"strings"
	"testing"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/claim"
)

// The codebook of views explains each rule and each sort of finding.
func TestTheCodebookHasEveryRule(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("../docs/codebook-views.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range claim.TollRules {
		if !strings.Contains(string(data), "| `"+string(r)+"` |") {
			t.Errorf("no row of the rule %s", r)
		}
	}
	for _, k := range account.FindingKinds {
		if !strings.Contains(string(data), k) {
			t.Errorf("nothing on findings of %s", k)
		}
	}
}
