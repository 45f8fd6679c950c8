package desk

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/brief"
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

// Side gives the look of an actor: by the name that the case has for it, else the
// records or the tables of knowledge; one that none of them names is called by its id.
func (v *visit) Side(id string) side {
	if look, ok := v.ofCase(id); ok {
		return look
	}
	name := v.called(id)
	return side{id, name, bare(name), "side-0", "○"}
}

// called is the name of an actor or a country that the case does not name.
func (v *visit) called(id string) string {
	if name := once(v.edition, "names of actors", v.namesOfActors)[id]; name != "" {
		return name
	}
	if nobody, ok := strings.CutPrefix(id, "unnamed:"); ok { // "unnamed:PAK.guard.officer", as records have it
		if at := strings.LastIndexByte(nobody, '.'); at > 0 {
			return spaced(nobody[at+1:]) + " of " + v.Side(nobody[:at]).Short
		}
		return spaced(nobody)
	}
	if base := v.desk.tables(); base != nil {
		return cmp.Or(otherThan(id, base.NameOf(id)), base.CountryName(id), id)
	}
	return id
}

// otherThan is a name, "" where it is the id itself.
func otherThan(id, name string) string {
	if name == id {
		return ""
	}
	return name
}

// namesOfActors are the names by which the reports' records have actors.
func (e *edition) namesOfActors() map[string]string {
	names := map[string]string{}
	for _, c := range e.Reports() {
		for _, a := range c.Actors {
			if a.Kind != claim.ActorUnnamed && a.Name != "" && a.Name != a.ID {
				names[a.ID] = account.Called(a.Name)
			}
		}
	}
	return names
}

// ofCase gives the look of an actor that the case names.
func (e *edition) ofCase(id string) (side, bool) {
	for i, p := range e.Case.Parties {
		if p.ID == id || slices.Contains(p.Also, id) {
			return partyLook(i, p), true
		}
	}
	for _, t := range e.Case.ThirdParties {
		if t.ID == id || slices.Contains(t.Also, id) {
			return side{t.ID, t.Name, bare(t.Name), "side-0", "○"}, true
		}
	}
	for _, m := range e.Case.Mediators {
		if m.ID == id {
			return side{m.ID, m.Name, bare(m.Name), "side-0", "○"}, true
		}
	}
	return side{}, false
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
// the ids of actors and countries. What stands in quotation marks is a report's and
// stays as it is.
func (v *visit) Told(text string) string {
	ids := once(v.edition, "ids of actors", v.actorIDs)
	return outsideQuotes(dated(text), func(own string) string {
		own = vocabulary.ReplaceAllStringFunc(own, func(word string) string { return brief.Issue(claim.Issue(word)) })
		return ids.ReplaceAllStringFunc(own, func(id string) string { return v.Side(id).Short })
	})
}

// vocabulary is a word of the record's vocabularies of more than one word: cross_border_attacks.
var vocabulary = regexp.MustCompile(`\b[a-z]+(?:_[a-z]+)+\b`)

// nations are the countries whose people the reports count.
func (e *edition) nations() []string {
	seen := map[string]bool{}
	for _, c := range e.Reports() {
		for i := range c.Rows {
			if f, ok := c.Rows[i].Body.(*claim.Figure); ok && f.NationOf != "" {
				seen[f.NationOf] = true
			}
		}
	}
	return slices.Collect(maps.Keys(seen))
}

// actorIDs finds the ids of the case's actors, and of countries whose people are counted, as whole words.
func (e *edition) actorIDs() *regexp.Regexp {
	var ids []string
	for _, p := range e.Case.Parties {
		ids = append(append(ids, p.ID), p.Also...)
	}
	for _, p := range e.Case.ThirdParties {
		ids = append(append(ids, p.ID), p.Also...)
	}
	for _, m := range e.Case.Mediators {
		ids = append(ids, m.ID)
	}
	ids = append(ids, e.nations()...)
	slices.SortFunc(ids, func(a, b string) int { return cmp.Compare(len(b), len(a)) }) // AFG.taliban before AFG
	for i, id := range ids {
		ids[i] = regexp.QuoteMeta(id)
	}
	if len(ids) == 0 {
		return regexp.MustCompile(`$^`) // nothing
	}
	return regexp.MustCompile(`\b(?:` + strings.Join(ids, "|") + `)\b`)
}
