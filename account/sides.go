package account

import (
	"cmp"
	"strings"

	"github.com/parley-desk/parley/claim"
)

// sides tells on whose side of a case an actor stands.
type sides struct {
	of    map[string]string // actor → party, third party or mediator; what the case and analysts say
	party map[string]bool
	name  map[string]string
}

func newSides(c *claim.Case, decisions []claim.Decision) *sides {
	s := &sides{of: map[string]string{}, party: map[string]bool{}, name: map[string]string{}}
	stand := func(id, name string, also []string) {
		s.of[id], s.name[id] = id, name
		for _, other := range also {
			s.of[other] = id
		}
	}
	for _, m := range c.Mediators {
		stand(m.ID, m.Name, nil)
	}
	for _, p := range c.ThirdParties {
		stand(p.ID, p.Name, p.Also)
	}
	for _, p := range c.Parties {
		stand(p.ID, p.Name, p.Also)
		s.party[p.ID] = true
	}
	for _, d := range decisions {
		if d.Kind == claim.DecideSide {
			s.of[d.Actor] = d.Side
		}
	}
	return s
}

// sideDepth bounds the chain person → ministry → government → state.
const sideDepth = 6

// side is the actor of the case whose side an actor is on; empty where it is
// on none, or nobody says. It goes up from the actor: to what an unnamed source
// speaks for, to whose side the record says, to the state whose organ it is.
func (s *sides) side(c *Contribution, id string) string {
	for range sideDepth {
		if side, ok := s.of[id]; ok {
			return side
		}
		up := s.above(c, id)
		if up == "" || up == id {
			return ""
		}
		id = up
	}
	return ""
}

func (s *sides) above(c *Contribution, id string) string {
	a := actorOf(c, id)
	if a != nil && a.SideOf != "" {
		return a.SideOf
	}
	if base, ok := strings.CutPrefix(id, "unnamed:"); ok {
		if dot := strings.LastIndexByte(base, '.'); dot > 0 {
			return base[:dot]
		}
		return ""
	}
	if strings.Contains(id, ":") || a != nil && (a.Kind == claim.ActorArmedGroup || a.Kind == claim.ActorPeople) {
		return "" // a group in a country is not of its government, a people not of either
	}
	if dot := strings.LastIndexByte(id, '.'); dot > 0 {
		return id[:dot]
	}
	return ""
}

// nation is the side of a country's people.
func (s *sides) nation(country string) string {
	if country == "" {
		return ""
	}
	return s.of[country]
}

// actorOf finds an actor of a report.
func actorOf(c *Contribution, id string) *claim.Actor {
	for i := range c.Actors {
		if c.Actors[i].ID == id {
			return &c.Actors[i]
		}
	}
	return nil
}

// who names an actor as a reader knows it: by the case's name, the record's, or the words.
func (b *Book) who(c *Contribution, r claim.Ref) string {
	a := actorOf(c, r.Actor)
	if (a == nil || a.Kind == claim.ActorUnnamed) && r.Actor != "" && b.sides.name[r.Actor] != "" {
		return b.sides.name[r.Actor]
	}
	return named(a, r)
}

// Named is what a report calls somebody: by the name that its record gives them, else in the words that stand there,
// of which a pronoun is told as whom it stands for.
func (c *Contribution) Named(r claim.Ref) string { return named(actorOf(c, r.Actor), r) }

func named(a *claim.Actor, r claim.Ref) string {
	switch {
	case a != nil && a.Kind != claim.ActorUnnamed:
		return Called(a.Name)
	case a != nil && standsIn(r.Text):
		return classed(a, r.Text)
	}
	return Called(r.Text)
}

// claimant is by whose word a claim stands: the innermost of its chain, else the report's outlet.
func (b *Book) claimant(i Item) (name, actor string) {
	if len(i.By) == 0 {
		return cmp.Or(i.Of.Outlet, i.Of.Report), ""
	}
	return b.who(i.Of, i.By[len(i.By)-1]), claimantActor(i)
}

// claimantActor is the actor by whose word a claim stands; empty where that is the outlet's own.
func claimantActor(i Item) string {
	if len(i.By) == 0 {
		return ""
	}
	return i.By[len(i.By)-1].Actor
}

// claimantSide is the side by whose word a claim stands; empty for others.
func (b *Book) claimantSide(i Item) string {
	return b.sides.side(i.Of, claimantActor(i))
}

// partyName is the short name of a side, for people.
func (b *Book) partyName(id string) string {
	if name := b.sides.name[id]; name != "" {
		short, _, _ := strings.Cut(name, " (")
		return short
	}
	return id
}
