package desk

import (
	"slices"
	"strings"

	"github.com/parley-desk/parley/claim"
)

// side is how a participant of the case looks on every page: one accent, told
// apart by a mark too, so that nobody needs to see colours.
type side struct {
	ID, Name, Short string
	Class           string // side-1 … side-4 of the style sheet; side-0 of those who are no party
	Mark            string
}

// marks are the shapes of the parties, in the order in which the case names them.
var marks = []string{"●", "▲", "■", "◆"}

// Side gives the look of an actor of the case; one that the case does not name
// is called by its id.
func (e *edition) Side(id string) side {
	for i, p := range e.Case.Parties {
		if p.ID == id || slices.Contains(p.Also, id) {
			return partyLook(i, p)
		}
	}
	for _, t := range e.Case.ThirdParties {
		if t.ID == id || slices.Contains(t.Also, id) {
			return side{t.ID, t.Name, bare(t.Name), "side-0", "○"}
		}
	}
	for _, m := range e.Case.Mediators {
		if m.ID == id {
			return side{m.ID, m.Name, bare(m.Name), "side-0", "○"}
		}
	}
	return side{id, id, id, "side-0", "○"}
}

// SideNamed gives the look of a party by its name, as views have it.
func (e *edition) SideNamed(name string) side {
	for i, p := range e.Case.Parties {
		if p.Name == name || bare(p.Name) == name {
			return partyLook(i, p)
		}
	}
	return side{name, name, bare(name), "side-0", "○"}
}

func partyLook(i int, p claim.Party) side {
	if i >= len(marks) {
		return side{p.ID, p.Name, bare(p.Name), "side-0", "○"}
	}
	return side{p.ID, p.Name, bare(p.Name), "side-" + string(rune('1'+i)), marks[i]}
}

// Parties gives the looks of all parties of the case.
func (e *edition) Parties() []side {
	all := make([]side, len(e.Case.Parties))
	for i, p := range e.Case.Parties {
		all[i] = partyLook(i, p)
	}
	return all
}

// bare is a name without what stands in brackets behind it.
func bare(name string) string {
	if at := strings.Index(name, " ("); at > 0 {
		return name[:at]
	}
	return name
}
