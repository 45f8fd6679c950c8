package participants

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/lexicon"
)

// onlyShare is the share of a report's mentions of armed groups that one must have for "the rebels"
// to be its men; of countries, for "the army" to be the country's.
const onlyShare = 0.7

// readPart reads a noun for some of a group's men: "a Northern Front cell", "members of the
// Northern Front" are the group.
func (s *search) readPart(i int, e *lexicon.Entry) bool {
	if e.Has("before") && i+1 < len(s.nameAt) && s.via.Has(s.d.Token(i+1).Lower) {
		return false
	}
	side, _ := s.around(i, false)
	if side == "" {
		if s.ofForces(i) {
			return true
		}
		if side = s.armedBefore(i); side == "" {
			return false
		}
	}
	k, ok := s.base.ByID(side, s.d.Day)
	if !ok || k.Kind != claim.ActorArmedGroup && !isCouncil(k.Name) {
		return false
	}
	s.add(actorOf(k))
	s.refer(i, side, s.phraseFirst(i), i+1)
	return true
}

// ofForces reads some of the men of the armed forces of the country of which the report is: "army units", "armed forces members".
func (s *search) ofForces(i int) bool {
	if i == 0 || s.nameAt[i] >= 0 {
		return false
	}
	e := s.bodyAt(i - 1)
	if e == nil || e.Get("sector") != "MIL" || e.Get("as") != "arm" {
		return false
	}
	k, ok := s.armOf(s.homeland(), i-1, e)
	if !ok {
		return false
	}
	s.add(actorOf(k))
	s.refer(i, k.ID, s.phraseFirst(i), i+1)
	return true
}

// isCouncil tells the bodies that are their members: "the members of the Security Council" are the council.
func isCouncil(name string) bool {
	last := name[strings.LastIndexByte(name, ' ')+1:]
	return last == "Council" || last == "Board" || last == "Committee"
}

// armedBefore is the group whose men token i is by the words before it: its name, where both were
// taken for one ("Northern Front forces"), or "rebel", "guerrilla" where the report has one group only.
func (s *search) armedBefore(i int) string {
	if n := s.nameAt[i]; n >= 0 && s.found[n].first < i {
		if a, ok := s.base.Actor(s.d.Words(s.found[n].first, i), s.d.Day); ok {
			s.found[n].known = &a // the name is the group's
			return a.ID
		}
	}
	if i == 0 || !s.isMany(i) || s.isBacked(i) {
		return ""
	}
	if e := s.class.Find(s.d.Token(i - 1).Lemma); e != nil && e.Get("sector") == "REB" {
		return s.onlyGroup()
	}
	return ""
}

// isMany tells whether token i is a plural: "the rebels", not "a rebel".
func (s *search) isMany(i int) bool {
	x := s.d.Token(i).XPOS
	return x == language.TagNNS || x == language.TagNNPS
}

// onlyGroup is the armed group of which nearly all is said that the report says of such
// groups; empty where there is none.
func (s *search) onlyGroup() string {
	if s.only == nil {
		count := map[string]int{}
		for id, n := range s.counts {
			if k, ok := s.base.ByID(id, s.d.Day); ok && k.Kind == claim.ActorArmedGroup {
				count[id] = n
			}
		}
		only := most(count, onlyShare)
		s.only = &only
	}
	return *s.only
}

// homeland is the country of which nearly all is said that the report says of countries: whose
// army "the army" is. Empty where there is none.
func (s *search) homeland() string {
	if s.land == nil {
		count := map[string]int{}
		for id, n := range s.counts {
			country, _, _ := strings.Cut(id, ".")
			count[country] += n
		}
		for i := range s.d.Places {
			if p := &s.d.Places[i]; p.Country != "" && p.Kind != claim.PlaceCountry {
				count[p.Country]++
			}
		}
		land := most(count, onlyShare)
		s.land = &land
	}
	return *s.land
}

// most is the key with more than a share of all that is counted, empty where none has.
func most(count map[string]int, share float64) string {
	best, total := "", 0
	for _, k := range slices.Sorted(maps.Keys(count)) {
		total += count[k]
		if count[k] > count[best] {
			best = k
		}
	}
	if float64(count[best]) <= share*float64(total) {
		return ""
	}
	return best
}

// bodyOfContext is the state whose body "the government", "the army" is: one spoken of in
// the sentence or the one before, else that of which the report is.
func (s *search) bodyOfContext(i int, e *lexicon.Entry) string {
	if !s.isDefinite(i) || s.isPossessed(i) {
		return ""
	}
	if id := s.foeOf(i, e); id != "" {
		return id
	}
	if id := s.stateOfVoice(i); id != "" {
		return id
	}
	if id := s.stateAbout(i); id != "" {
		return id
	}
	switch e.Get("sector") {
	case "MIL", "GOV", "COP", "JUD", "LEG":
		return cmp.Or(s.seat(), s.homeland(), s.filedFrom(), s.landOfWar())
	}
	return ""
}

// foeOf is the state, or the side of it that the report names, whose government the nominal at token i is because it is named together with an armed group of
// that state: "the government and the Northern Front". Empty where it is not.
func (s *search) foeOf(i int, e *lexicon.Entry) string {
	if e.Get("as") != "state" || !s.d.Doc.Sentences[s.d.Doc.SentenceOf(i)].Parsed {
		return ""
	}
	other := -1
	for k := range s.d.Children(i) {
		if s.d.Rel(k) == language.Conj && (other < 0 || k > other) {
			other = k
		}
	}
	if s.d.Rel(i) == language.Conj {
		other = s.d.Head(i)
	}
	if other < 0 {
		return ""
	}
	for j := s.runBefore(other); j <= other; j++ {
		n := s.nameAt[j]
		if n < 0 || s.found[n].known == nil || s.found[n].known.Kind != claim.ActorArmedGroup {
			continue
		}
		id := s.found[n].known.ID
		root := rootOf(id)
		if root == id || strings.HasPrefix(id, "org:") {
			return ""
		}
		if pair, _ := s.atHome(root); pair != nil && s.counts[id] > 0 {
			for _, side := range pair {
				if k, ok := s.base.ByID(side, s.d.Day); !ok || k.Kind != claim.ActorArmedGroup {
					return side
				}
			}
		}
		return root
	}
	return ""
}

// ofCapital is the word "capital" of which the state named at token i says whose it is: "in the Omani capital"; -1 where there is none.
func (s *search) ofCapital(i int) int {
	if h := s.d.Head(i); h > i && s.d.Token(h).Lower == "capital" && (s.d.Rel(i) == language.Amod || s.d.Rel(i) == language.NmodPoss || s.d.Rel(i) == language.Compound) {
		return h
	}
	return -1
}

// landOfWar is the state within which the two sides lie of whom the report speaks most: whose government the rebels fight. Empty
// where they are not of one.
func (s *search) landOfWar() string {
	if sides := s.parties(); len(sides) > 1 && rootOf(sides[0]) == rootOf(sides[1]) {
		return rootOf(sides[0])
	}
	return ""
}

// stateOfVoice is the state whose officials spoke last, where the body at token i speaks too: what it says of another
// state is not its own ("Freedonian officials said … Sylvanian troops stayed, the ministry said").
func (s *search) stateOfVoice(i int) string {
	m := s.spokeLast(i)
	if m == nil || !s.speaks(i) {
		return ""
	}
	switch a := &s.d.Actors[s.actors[m.id]]; a.Kind {
	case claim.ActorState, claim.ActorGovernment, claim.ActorUnnamed:
		return a.Country
	}
	return ""
}

// seat is the state from whose capital the report was filed: its ministries need no name there. Empty where it was filed elsewhere.
func (s *search) seat() string {
	if s.d.Dateline == nil || s.d.Dateline.Place == nil {
		return ""
	}
	place := s.d.Places[*s.d.Dateline.Place]
	if state, ok := s.base.Capital(place.Name); ok && state == place.Country {
		return state
	}
	return ""
}

// filedFrom is the country of the dateline, where the report speaks of that state too; empty where it does not.
func (s *search) filedFrom() string {
	if s.d.Dateline == nil || s.d.Dateline.Place == nil {
		return ""
	}
	if country := s.d.Places[*s.d.Dateline.Place].Country; s.counts[country] > 0 {
		return country
	}
	return ""
}

// stateAbout is the state spoken of in the sentence of token i, else in the one before: the one that its
// subject is, if any ("Freedonia summoned Sylvania's envoy. The army said …"), else the last.
func (s *search) stateAbout(i int) string {
	sentence, last := s.d.Doc.SentenceOf(i), (*mention)(nil)
	for k := len(s.recent) - 1; k >= 0 && s.recent[k].sentence >= sentence-1; k-- {
		m := &s.recent[k]
		if m.kind != claim.ActorState || s.isOther(m.token) || m.subject == 0 && s.ofCapital(m.token) >= 0 || m.subject == 0 && s.between()[rootOf(m.id)] {
			continue
		}
		if last == nil || m.sentence == last.sentence && m.subject > last.subject {
			last = m
		}
	}
	if last == nil {
		return ""
	}
	return last.id
}

// isOther tells whether the state named at token i is the other one, not whose words these are: "the ceasefire with Sylvania".
func (s *search) isOther(i int) bool {
	c := s.d.Child(i, language.Case)
	if c < 0 {
		return false
	}
	word := s.d.Token(c).Lower
	return word == "with" || word == "against"
}

// endsBody tells whether token i ends a name that is no more than a nation's force: "Kenyan Air
// Force" before "helicopters".
func (s *search) endsBody(i int) bool {
	n := s.nameAt[i]
	if n < 0 || s.found[n].end != i+1 || s.found[n].end-s.found[n].first < 2 {
		return false
	}
	e := s.body.Find(strings.ToLower(s.d.Token(i).Lower))
	return e != nil && e.Get("sector") == "MIL"
}
