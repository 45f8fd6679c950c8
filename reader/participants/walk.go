package participants

import (
	"cmp"
	"slices"
	"strings"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/draft"
)

// walk goes over the text once, in order, and says of every name, noun of
// office or class, body and pronoun who it is, by what has been read before it.
func (s *search) walk() {
	doc := s.d.Doc
	for i := 0; i < len(doc.Tokens); i++ {
		if n := s.nameAt[i]; n >= 0 {
			if f := &s.found[n]; f.first == i && !s.isCommonBody(f) {
				s.readName(int(n))
				i = f.end - 1
				continue
			}
		}
		switch doc.Tokens[i].UPOS {
		case language.NOUN, language.PROPN:
			s.readNoun(i)
		case language.PRON:
			s.readPronoun(i)
		}
	}
}

// isCommonBody tells whether a name is no more than a nation's common body or
// an office: "Foreign Ministry", "Afghan Defense Ministry". Its noun is read like any other.
func (s *search) isCommonBody(f *found) bool {
	if f.known != nil || f.nation != "" || f.place >= 0 || f.id != "" {
		return false
	}
	if f.end-f.first > 2 && s.d.Token(f.first+1).Lower == "of" && s.body.Has(s.d.Token(f.first).Lower) {
		return true // "Ministry of Defense"
	}
	last := s.d.Token(f.end - 1)
	return s.body.Has(last.Lemma) || s.body.Has(last.Lower) || s.bodyAt(f.end-1) != nil || s.officeAt(f.end-1) != nil
}

// readName gives a name its actor and says so at its head.
func (s *search) readName(n int) {
	f := &s.found[n]
	head := s.head(f.first, f.end)
	switch {
	case f.kind == claim.NamePerson:
		s.readPerson(f, head)
	case f.nation != "":
		s.readNation(f, head)
	case f.place >= 0:
		s.readPower(f, head)
	case f.known != nil:
		f.id = f.known.ID
		s.add(actorOf(*f.known))
		s.refer(head, f.id, f.first, f.end)
	case f.kind == claim.NameOrganization:
		f.id = s.shortOr(f.text, "org:"+claim.Slug(f.text))
		a := claim.Actor{ID: f.id, Name: f.text, Kind: claim.ActorOrganization}
		if s.isFiledBy(f) {
			a.Sector = "JRN"
		}
		s.add(a)
		s.refer(head, f.id, f.first, f.end)
	}
}

// isFiledBy tells whether a name is that of the medium that the report's dateline names or that printed it: "DELVAR (ValePress/3 Nov) — …".
func (s *search) isFiledBy(f *found) bool {
	if f.text == s.d.Report.Outlet {
		return true
	}
	for i := s.d.DatelineAt.First; i < s.d.DatelineAt.End; i++ {
		if s.d.Token(i).Form == f.text || strings.HasPrefix(s.d.Token(i).Form, f.text+"/") {
			return true
		}
	}
	return false
}

// readPerson adds a person with what the words beside the name say of them.
func (s *search) readPerson(f *found, head int) {
	a := claim.Actor{ID: f.id, Name: f.text, Kind: claim.ActorPerson}
	if f.known != nil {
		a = actorOf(*f.known)
	} else if at := slices.IndexFunc(s.d.Known, func(k claim.Actor) bool { return k.ID == f.id }); at >= 0 {
		a = s.d.Known[at]
		a.Mentions = nil
	}
	d := s.describe(f)
	s.readSex(f, d.noun)
	s.add(a)
	if d.noun >= 0 {
		s.enrich(f.id, d)
		s.refer(d.noun, f.id, d.noun, d.noun+1)
	}
	s.refer(head, f.id, f.first, f.end)
}

// enrich fills what is not known yet of a person: office, country, side.
func (s *search) enrich(id string, d description) {
	a := &s.d.Actors[s.actors[id]]
	if a.Office == "" && s.office.Has(d.entry.Term) {
		a.Office = strings.Join(strings.Fields(d.office), " ")
	}
	if a.Sector == "" {
		a.Sector = d.entry.Get("sector")
	}
	if a.Country == "" {
		a.Country = d.nation
	}
	if a.SideOf == "" && s.represents(d) {
		a.SideOf = s.government(cmp.Or(d.side, s.ofBody(d), s.unsaid(d)))
	}
}

// ofBody is the state whose body somebody speaks for who is named with it: "X, spokesman for the Ministry of Foreign Affairs", where the report was filed from
// that state's capital or tells of it.
func (s *search) ofBody(d description) string {
	if d.nation != "" || !s.speaking(d) {
		return ""
	}
	for i := d.noun + 1; i < min(d.noun+5, len(s.nameAt)); i++ {
		if e := s.bodyAt(i); e != nil && e.Get("sector") == "GOV" && s.isDefinite(i) && (s.d.Token(d.noun+1).Lower == "for" || s.d.Token(d.noun+1).Lower == "of") {
			return s.bodyOfContext(i, e)
		}
	}
	return ""
}

// speaking tells whether the office of a description is that of one who speaks for others.
func (s *search) speaking(d description) bool { return d.entry.Get("class") == "spokesperson" }

// unsaid is the state of which one holds an office that the report names without a state: "Defence Minister X" in a report that speaks of one country
// nearly alone.
func (s *search) unsaid(d description) string {
	if !d.entry.Has("cabinet") || d.nation != "" {
		return ""
	}
	for i := d.first; i < d.noun; i++ {
		if s.foreign.Has(s.d.Token(i).Lower) { // foreign ministers speak of other countries than theirs
			return ""
		}
	}
	land, named := s.homeland(), 0
	for id, n := range s.counts {
		if rootOf(id) == land {
			named += n
		}
	}
	if named < leastNamed {
		return ""
	}
	return land
}

// leastNamed is how often the parties of a country must be named for an office without one to be of it.
const leastNamed = 3

// represents tells whether one who holds an office speaks for the side it is of: officials do, analysts do not.
func (s *search) represents(d description) bool {
	switch d.entry.Get("sector") {
	case "GOV", "MIL", "LEG", "COP", "SPY", "":
		return true
	}
	return false
}

// readNation reads a demonym or adjective: as a noun in the plural the people, else the state.
func (s *search) readNation(f *found, head int) {
	f.id = f.nation
	if t := s.d.Token(head); t.XPOS == language.TagNNPS || t.XPOS == language.TagNNS {
		f.id = f.nation + ".people"
		s.add(claim.Actor{ID: f.id, Name: f.text, Kind: claim.ActorPeople, Country: f.nation, Sector: "CVL"})
	} else {
		s.addState(f.nation)
	}
	s.refer(head, f.id, f.first, f.end)
}

// readPower reads a country, and a capital that stands for its government.
func (s *search) readPower(f *found, head int) {
	if f.known != nil {
		s.addState(f.known.ID)
		s.refer(head, f.known.ID, f.first, f.end)
		return
	}
	if iso, ok := s.base.Capital(f.text); ok && !s.d.Places[f.place].Literal {
		id := s.government(iso)
		s.addState(id)
		s.refer(head, id, f.first, f.end)
	}
}

// government is who governs a state on the day of the report: the state itself unless knowledge names a side that holds it.
func (s *search) government(id string) string {
	return id
}

// add puts an actor into the record unless it is there.
func (s *search) add(a claim.Actor) {
	if _, ok := s.actors[a.ID]; ok {
		return
	}
	s.actors[a.ID] = len(s.d.Actors)
	a.Name = strings.Join(strings.Fields(a.Name), " ")
	s.d.Actors = append(s.d.Actors, a)
}

// addState adds a state or group by its id, with what knowledge holds of it.
func (s *search) addState(id string) {
	if _, ok := s.actors[id]; ok {
		return
	}
	if k, ok := s.base.ByID(id, s.d.Day); ok {
		s.add(actorOf(k))
		return
	}
	s.add(claim.Actor{ID: id, Name: id, Kind: claim.ActorState, Country: strings.SplitN(id, ".", 2)[0]})
}

// refer says that the nominal headed by token head names an actor with the words [first, end).
func (s *search) refer(head int, id string, first, end int) {
	span := s.d.Span(first, end)
	s.d.Refs[head] = claim.Ref{Actor: id, Text: strings.Join(strings.Fields(s.d.Words(first, end)), " "), Span: &span}
	s.remember(head, id)
}

// settle writes the names into the record with what they refer to, and each actor's mentions.
func (s *search) settle() {
	for i := range s.found {
		f := &s.found[i]
		n := claim.Name{Span: s.d.Span(f.first, f.end), Text: f.text, Kind: f.kind}
		id := f.id
		if f.place >= 0 {
			n.Ref = f.place
			id = s.d.Refs[s.head(f.first, f.end)].Actor
		} else if id != "" {
			n.Ref = id
		}
		if at, ok := s.actors[id]; ok && id != "" {
			s.d.Actors[at].Mentions = append(s.d.Actors[at].Mentions, len(s.d.Names))
		}
		s.d.Names = append(s.d.Names, n)
		s.d.NameAt = append(s.d.NameAt, draft.Range{First: f.first, End: f.end})
	}
}
