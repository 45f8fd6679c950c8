package desk

import (
	"fmt"
	"slices"
	"strings"

	"github.com/parley-desk/parley/account"
)

// mostClaimants bounds whose count a line names.
const mostClaimants = 3

// Because says why a rule came to its number. Where all counts that stand agree, or one
// stands alone, the reason names nobody: then it is told with whose counts they are.
func (v *visit) Because(c account.TollCell) string {
	reason := c.Chosen.Because
	if reason != "the only count" && (!strings.HasSuffix(reason, " origins agree") || strings.Contains(reason, "independent")) {
		return reason
	}
	var names []string
	for _, e := range c.Entries {
		if e.Replaced == "" && !e.Denied && !e.Part && !slices.Contains(names, e.Claimant) {
			names = append(names, e.Claimant)
		}
	}
	if len(names) > mostClaimants {
		names = append(names[:mostClaimants], fmt.Sprintf("%d more", len(names)-mostClaimants))
	}
	if len(names) == 0 {
		return reason
	}
	return reason + ", by " + listed(names)
}
