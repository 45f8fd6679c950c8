package participants

import (
	"strings"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/knowledge"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/draft"
)

// readPlaces gives every name of a place its entry in the record, in order of
// the text: which place each means follows from all of them together.
func (s *search) readPlaces() {
	mentions, of := s.mentions()
	line := s.datelineRange()
	s.d.Asked = draft.Asked{Mentions: mentions, Context: s.context(line)}
	s.d.Asked.Context.Lines = s.lines(line, of)
	for k, r := range s.base.Resolve(mentions, s.d.Asked.Context) {
		f := &s.found[of[k]]
		f.place = len(s.d.Places)
		s.d.Places = append(s.d.Places, s.placeOf(f, r))
		s.d.PlaceAt = append(s.d.PlaceAt, draft.Range{First: f.first, End: f.end})
	}
	s.contain()
	for i := range s.found {
		switch f := &s.found[i]; {
		case f.nation != "" && !s.isOutside(f.end):
			s.d.Peoples = append(s.d.Peoples, draft.People{Range: draft.Range{First: f.first, End: f.end}, Country: f.nation})
		case f.nation == "" && f.kind != claim.NamePlace && f.kind != claim.NamePerson:
			s.nameLand(f)
		}
	}
}

// nameLand notes the land that stands in the name of a body, but for its forces and embassies: "Karsenian Students' League", "University of Karsenia".
func (s *search) nameLand(f *found) {
	if f.known != nil && (f.known.Sector == "MIL" || f.known.Kind == claim.ActorState || f.known.Kind == claim.ActorGovernment) {
		return // forces fight abroad too, and a state speaks of what is far away
	}
	const longest = 3 // words in the name of a land
	for i := f.first; i < f.end; i++ {
		if s.isOutside(i) {
			return
		}
	}
	for i := f.first; i < f.end; i++ {
		for n := min(longest, f.end-i); n > 0; n-- {
			if country := s.landCalled(i, i+n); country != "" && n < f.end-f.first {
				s.d.Peoples = append(s.d.Peoples, draft.People{Range: draft.Range{First: i, End: i + n}, Country: country, OfBody: true})
				return
			}
		}
	}
}

// landCalled is the country that tokens [first, end) name, by its name or its people's; empty where they name none.
func (s *search) landCalled(first, end int) string {
	words := s.d.Words(first, end)
	if iso, ok := s.base.Nation(words); ok {
		return iso
	}
	if a, ok := s.base.Actor(words, s.d.Day); ok && a.Kind == claim.ActorState {
		return a.Country
	}
	return ""
}

// isOutside tells whether token i, behind the name of a people, says that what is told is on this side of their border or at their
// embassy, and so not in their land.
func (s *search) isOutside(i int) bool {
	return i < len(s.d.Doc.Tokens) && s.outside.Has(strings.ToLower(s.d.Token(i).Lemma))
}

// mentions lists the names of places, and the index of each in found.
func (s *search) mentions() (mentions []knowledge.Mention, of []int) {
	for i := range s.found {
		f := &s.found[i]
		if f.kind != claim.NamePlace || f.id != "" {
			continue
		}
		start, end := s.d.Doc.Span(f.first, f.end)
		mentions = append(mentions, knowledge.Mention{Text: strings.Join(strings.Fields(f.text), " "), Start: start, End: end})
		of = append(of, i)
	}
	return mentions, of
}

// lines are the mentions that stand in the dateline; of lists the name of each.
func (s *search) lines(line draft.Range, of []int) (in []int) {
	for k, i := range of {
		if line.Holds(s.found[i].first) {
			in = append(in, k)
		}
	}
	return in
}

// context is what else the report says of where it is: nations, peoples' and parties' countries, each as often
// as it is named; and the country of the outlet, else that of the medium in the brackets of the dateline. Agencies and
// other media tell of all countries: that they are named says nothing.
func (s *search) context(line draft.Range) knowledge.Context {
	c := knowledge.Context{Text: s.d.Doc.Text}
	if o, ok := s.base.Outlet(s.d.Report.Outlet); ok {
		c.Outlet = o.Country
	}
	for i := range s.found {
		f := &s.found[i]
		if f.nation != "" {
			c.Nations = append(c.Nations, knowledge.Nation{Country: f.nation})
		}
		if f.known == nil || f.known.Kind == claim.ActorState || f.known.Country == "" {
			continue
		}
		switch o, medium := s.base.Outlet(f.text); {
		case !medium:
			c.Nations = append(c.Nations, knowledge.Nation{Country: f.known.Country})
		case c.Outlet == "" && !o.Agency && line.Holds(f.first):
			c.Outlet = o.Country
		}
	}
	return c
}

// placeOf is the record's entry of a name that was resolved, or could not be.
func (s *search) placeOf(f *found, r knowledge.Resolution) claim.Place {
	p := claim.Place{Span: s.d.Span(f.first, f.end), Text: f.text, Name: strings.Join(strings.Fields(f.text), " "), Literal: !s.standsForPower(f), In: s.d.In}
	if !r.Known {
		return p
	}
	p.Name, p.Country, p.Admin1, p.Admin2, p.GeoNames = r.Name, r.Country, r.Admin1, r.Admin2, r.GeoNames
	p.Lat, p.Lon, p.Kind, p.Precision = &r.Lat, &r.Lon, r.Kind, r.Precision
	return p
}

// standsForPower tells whether the name of a country, a capital or a seat of
// power stands for its government: as one who acts, owns, is spoken to or negotiated with.
func (s *search) standsForPower(f *found) bool {
	_, capital := s.base.Capital(f.text)
	state := f.known != nil && f.known.Kind == claim.ActorState
	if !capital && !state || !s.d.Doc.Sentences[s.d.Doc.SentenceOf(f.first)].Parsed {
		return false
	}
	if f.end < len(s.d.Doc.Tokens) { // "with Cairo claiming": the parser may have hung it elsewhere
		if t := s.d.Token(f.end); t.UPOS == language.VERB && t.XPOS != language.TagVBN && s.deals.Has(t.Lemma) {
			return true
		} else if t.XPOS == language.TagNNS && s.deals.Has(t.Lemma) && f.end+1 < len(s.d.Doc.Tokens) && s.d.Token(f.end+1).UPOS == language.PUNCT {
			return true // "an allegation Cairo denies.", the verb taken for a noun
		}
	}
	if f.first > 1 && s.d.Token(f.first-1).Lower == "to" && s.d.Token(f.first-2).Lower == "according" { // wherever the parser hung it
		return true
	}
	return s.acts(s.head(f.first, f.end), state, 0)
}

// acts tells whether the nominal headed by token i does something or is dealt
// with as a power. Of a capital more is asked than of a state: "Kabul was bombed" is the city.
func (s *search) acts(i int, state bool, depth int) bool {
	h := s.d.Head(i)
	if h < 0 || depth > 4 {
		return false
	}
	if s.isTold(i) {
		return true
	}
	verb := s.d.Token(h)
	switch s.d.Rel(i) {
	case language.Nsubj:
		return verb.UPOS == language.VERB && !s.scene.Has(verb.Lemma)
	case language.NsubjPass:
		return verb.UPOS == language.VERB && s.deals.Has(verb.Lemma)
	case language.OblAgent:
		return true
	case language.Obj, language.Iobj:
		return s.deals.Has(verb.Lemma)
	case language.NmodPoss:
		return state && s.isPower(h) || s.deals.Has(verb.Lemma)
	case language.Conj:
		return s.acts(h, state, depth+1)
	case language.Obl, language.Nmod:
		switch c := s.d.Child(i, language.Case); {
		case c < 0:
			return false
		case s.partner.Has(s.d.Token(c).Lower):
			return true
		case s.d.Token(c).Lower == "of":
			return state && s.isPower(h) // "the government of Kenya"
		case s.d.Token(c).Lower == "on" && verb.UPOS == language.VERB: // "called on Kabul to", not "fired on Kabul"
			return s.deals.Has(verb.Lemma)
		case s.d.Token(c).Lower == "from":
			return s.deals.Has(verb.Lemma) || s.officeAt(h) != nil
		}
	}
	return false
}

// isTold tells whether right before the name of token i a verb stands by which a power is dealt with, wherever the parser hung the name: "warned both Delvar
// and Ostmar that refusal …".
func (s *search) isTold(i int) bool {
	if s.nameAt[i] < 0 {
		return false
	}
	k := s.found[s.nameAt[i]].first - 1
	if k > 0 && s.both.Has(s.d.Token(k).Lower) {
		k--
	}
	return k >= 0 && s.d.Token(k).UPOS == language.VERB && s.d.Token(k).XPOS != language.TagVBN && s.deals.Has(s.d.Token(k).Lemma)
}

// isPower tells whether token i is a noun for a body or office of a state: "Pakistan's military".
func (s *search) isPower(i int) bool {
	return s.body.Has(s.d.Token(i).Lemma) || s.officeAt(i) != nil
}
