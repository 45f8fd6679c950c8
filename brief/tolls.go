package brief

import (
	"fmt"
	"strings"

	"github.com/parley-desk/parley/account"
)

// tolls tells who counted how many, incident by incident, and proves what adds up.
func (w *writer) tolls() Section {
	toll := w.book.Toll()
	var parts []Part
	if proofs := w.proofs(toll.Proofs); len(proofs) > 0 {
		parts = append(parts, Part{"Totals and their parts", proofs})
	}
	for _, g := range toll.Groups {
		parts = append(parts, Part{capital(groupName(g)), w.group(g)})
	}
	s := section("tolls", "Who was harmed, by whose count", "No report of the case gives a count of people harmed.", parts...)
	s.Note = fmt.Sprintf("Chosen by the rule %q; every count stands with its claimant. Counts of different claimants are not added.", toll.Rule)
	return s
}

func groupName(g account.TollGroup) string {
	switch when := days(g.Start, g.End); {
	case when == "" || strings.Contains(g.Subject, g.Start) && g.Incident == "":
		if when != "" {
			return when
		}
		return g.Subject
	case g.Incident != "":
		if _, rest, ok := strings.Cut(g.Subject, ", "); ok {
			return when + ", " + rest
		}
		return when
	default:
		return when
	}
}

func (w *writer) proofs(all []account.Proof) []Sentence {
	var out []Sentence
	for _, p := range all {
		verdict := "The parts make the total"
		if !p.Holds {
			verdict = "The parts do not make the total"
		}
		out = append(out, w.say(p.Cites, "%s. %s.", strings.TrimRight(p.Text, "."), verdict))
	}
	return out
}

func (w *writer) group(g account.TollGroup) []Sentence {
	var all []Sentence
	for _, c := range g.Cells {
		var cites []account.Cites
		var counts []string
		for _, e := range c.Entries {
			cites = append(cites, e.Cites)
			counts = append(counts, w.count(e))
		}
		if len(counts) == 0 {
			continue
		}
		chosen := ""
		if c.Chosen != nil && len(c.Entries) > 1 {
			chosen = fmt.Sprintf("; by the rule: %s", c.Chosen)
			if c.Chosen.Provisional {
				chosen += " (provisional)"
			}
		}
		all = append(all, w.say(account.Cites{}.With(cites...), "%s %s: %s%s.", capital(w.population(c.Of)), c.Harm, strings.Join(counts, "; "), chosen))
	}
	return all
}

// population names whom a count counts, sides by their names.
func (w *writer) population(p account.Population) string {
	s := p.String()
	if p.Side != "" {
		s = strings.Replace(s, p.Side, w.name(p.Side)+":", 1)
	}
	return strings.TrimRight(s, ": ")
}

// count is one claimant's number with all that limits it.
func (w *writer) count(e account.TollEntry) string {
	marks := []string{w.voice(e.Claimant), day(e.Day)}
	for _, m := range []struct {
		is    bool
		words string
	}{{e.Alleged, "alleged"}, {e.Denied, "says there were none such"}, {e.Part, "part of a larger count"}, {e.Replaced != "", "replaced on " + day(e.Replaced)}} {
		if m.is {
			marks = append(marks, m.words)
		}
	}
	return fmt.Sprintf("%s (%s)", e.Count(), strings.Join(marks, ", "))
}
