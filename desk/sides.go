package desk

import (
	"cmp"
	"regexp"
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

// Told writes a text of the program's own for people: days in words, and names for
// the ids of the case's actors. What stands in quotation marks is a report's and
// stays as it is.
func (e *edition) Told(text string) string {
	ids := once(e, "ids of actors", e.actorIDs)
	return outsideQuotes(dated(text), func(own string) string {
		return ids.ReplaceAllStringFunc(own, func(id string) string { return e.Side(id).Short })
	})
}

// actorIDs finds the ids of the case's actors as whole words.
func (e *edition) actorIDs() *regexp.Regexp {
	var ids []string
	for _, p := range e.Case.Parties {
		ids = append(append(ids, p.ID), p.Also...)
	}
	for _, p := range e.Case.ThirdParties {
		ids = append(ids, p.ID)
	}
	for _, m := range e.Case.Mediators {
		ids = append(ids, m.ID)
	}
	slices.SortFunc(ids, func(a, b string) int { return cmp.Compare(len(b), len(a)) }) // AFG.taliban before AFG
	for i, id := range ids {
		ids[i] = regexp.QuoteMeta(id)
	}
	if len(ids) == 0 {
		return regexp.MustCompile(`$^`) // nothing
	}
	return regexp.MustCompile(`\b(?:` + strings.Join(ids, "|") + `)\b`)
}
