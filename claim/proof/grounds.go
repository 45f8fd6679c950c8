package proof

import (
	"slices"
	"strconv"
	"strings"

	"github.com/parley-desk/parley/claim"
)

// Ground is where a participant, a number, a time or a place of a claim comes from.
type Ground struct {
	Field string // as in JSON: "actors[1]", "time"
	From  string // the words, what they are taken for, and by way of which mention
}

// Grounds gives, by the ids of the claims, where each of their participants,
// numbers, times and places comes from: what Of found as proof, for people.
func Grounds(r *claim.Record, text string) map[string][]Ground {
	p := newProver(r, text)
	p.grounds = map[string][]Ground{}
	for i := range r.Claims {
		p.claim(&r.Claims[i])
	}
	return p.grounds
}

// ground notes where a field of the claim at hand comes from, where that was asked for.
func (p *prover) ground(field string, from func() string) {
	if p.grounds != nil {
		p.grounds[p.at.ID] = append(p.grounds[p.at.ID], Ground{field, from()})
	}
}

// refGround says whom words are taken for, and by which name of the report where they are no name themselves.
func (p *prover) refGround(r *claim.Ref) string {
	from := quoted(r.Text)
	if r.Actor == "" {
		return from
	}
	from += " → " + r.Actor
	if r.Span != nil && slices.ContainsFunc(p.names[p.at.In != ""].touching(*r.Span), func(i int) bool { return p.refersTo(&p.namesOf(p.at.In != "")[i], i, r.Actor) }) {
		return from
	}
	for _, id := range p.namesakes(r.Actor) {
		if name := p.mentionOf(id); name != "" {
			return from + ", by " + quoted(name)
		}
	}
	return from
}

// namesakes are an actor and, where it has no name of its own, its side and country.
func (p *prover) namesakes(id string) []string {
	if a := p.actors[id]; a != nil {
		return []string{id, a.SideOf, a.Country}
	}
	return []string{id}
}

// refersTo tells whether name i of the text names an actor.
func (p *prover) refersTo(n *claim.Name, i int, id string) bool {
	a := p.actors[id]
	return n.Ref == any(id) || a != nil && p.at.In == "" && slices.Contains(a.Mentions, i)
}

// mentionOf is the first name or place of the report that names an actor or is of a country, empty where none is.
func (p *prover) mentionOf(id string) string {
	if id == "" {
		return ""
	}
	for _, n := range slices.Concat(p.record.Names, p.record.TitleNames) {
		if n.Ref == any(id) {
			return n.Text
		}
	}
	if a := p.actors[id]; a != nil && len(a.Mentions) > 0 && a.Mentions[0] < len(p.record.Names) {
		return p.record.Names[a.Mentions[0]].Text
	}
	for i := range p.record.Places {
		if p.record.Places[i].Country == id {
			return p.record.Places[i].Text
		}
	}
	return ""
}

// whenGround says from which words a time is read.
func (p *prover) whenGround(w *claim.When) string {
	to := " → " + w.Start
	if w.End != w.Start {
		to += " to " + w.End
	}
	switch {
	case w.Basis == claim.BasisInferred:
		for _, l := range p.at.About {
			if c := p.claims[l.Claim]; c != nil && c.Time != nil && c.Time.Start == w.Start && c.Time.End == w.End {
				words, _ := p.here(c.In).Cut(c.Span)
				return "the claim " + quoted(words) + to
			}
		}
	case w.Span != nil:
		words, _ := p.here(p.at.In).Cut(*w.Span)
		return quoted(words) + to
	case w.Basis == claim.BasisDateline:
		return "the dateline" + to
	}
	return strings.TrimPrefix(to, " → ")
}

// whereGround says from which words a place is read.
func whereGround(w *claim.Where, place *claim.Place) string {
	from := quoted(place.Text)
	switch w.Basis {
	case claim.PlaceDateline:
		from = "the dateline, " + from
	case claim.PlaceInherited:
		from += " before"
	}
	if place.Name == "" {
		return from
	}
	to := place.Name
	for _, wider := range []string{place.Admin1, place.Country} {
		if wider != "" {
			to += ", " + wider
		}
	}
	return from + " → " + to
}

// numberGround says from which words a number is read.
func (p *prover) numberGround(n float64) string {
	words := p.numbers().wordsFor(n)
	if words == "" {
		return "one, by its noun"
	}
	return quoted(words) + " → " + strconv.FormatFloat(n, 'f', -1, 64)
}

// longestQuote is the length in code points above which words are cut off.
const longestQuote = 60

func quoted(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > longestQuote {
		s = string(r[:longestQuote]) + "…"
	}
	return "“" + s + "”"
}
