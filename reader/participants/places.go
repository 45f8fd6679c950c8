package participants

import (
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/knowledge"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/draft"
)

// timeOf shortens a signature.
type timeOf = draft.Time

// readPlaces gives every name of a place its entry in the record, in order of the text.
func (s *search) readPlaces() {
	for i := range s.found {
		f := &s.found[i]
		if f.kind != claim.NamePlace || f.id != "" {
			continue
		}
		p := s.placeOf(i)
		f.place = len(s.d.Places)
		s.d.Places = append(s.d.Places, p)
		s.d.PlaceAt = append(s.d.PlaceAt, draft.Range{First: f.first, End: f.end})
	}
}

// placeOf resolves the place that name i speaks of.
func (s *search) placeOf(i int) claim.Place {
	f := &s.found[i]
	p := claim.Place{Span: s.d.Span(f.first, f.end), Text: f.text, Name: f.text, Literal: !s.standsForPower(f), In: s.d.In}
	if f.known != nil { // a state
		p.Name, p.Country, p.Kind, p.Precision = f.known.Name, f.known.Country, claim.PlaceCountry, claim.PreciseCountry
	}
	k, ok := s.choose(i)
	if !ok {
		return p
	}
	p.Name, p.Country, p.Admin1, p.Admin2, p.GeoNames, p.Kind = k.Name, k.Country, k.Admin1, k.Admin2, k.GeoNames, k.Kind
	if k.Lat != 0 || k.Lon != 0 {
		p.Lat, p.Lon = &k.Lat, &k.Lon
	}
	p.Precision = precisionOf(k)
	return p
}

// choose picks the place that a name means: the likeliest of its country, where
// the words that follow name one ("Goma, Congo"); else of a country of which the report speaks; else the likeliest.
func (s *search) choose(i int) (knowledge.Place, bool) {
	f := &s.found[i]
	candidates := s.base.Places(f.text)
	if len(candidates) == 0 {
		return knowledge.Place{}, false
	}
	if iso := s.statedCountry(i); iso != "" {
		for _, c := range candidates {
			if c.Country == iso {
				return c, true
			}
		}
	}
	if k := candidates[0].Kind; k == claim.PlaceCountry || s.counts[candidates[0].Country] > 0 {
		return candidates[0], true
	}
	best, most := 0, 0
	for k, c := range candidates {
		if n := s.counts[c.Country]; n > most {
			best, most = k, n
		}
	}
	return candidates[best], true
}

// statedCountry is the country or the region's country named right behind name i: "Goma, Congo".
func (s *search) statedCountry(i int) string {
	if i+1 >= len(s.found) {
		return ""
	}
	f, next := &s.found[i], &s.found[i+1]
	if next.first != f.end+1 || s.d.Token(f.end).Form != "," {
		return ""
	}
	if next.known != nil && next.known.Kind == claim.ActorState {
		return next.known.ID
	}
	for _, c := range s.base.Places(next.text) {
		if c.Kind == claim.PlaceAdmin1 || c.Kind == claim.PlaceCountry {
			return c.Country
		}
	}
	return ""
}

func precisionOf(k knowledge.Place) claim.PlacePrecision {
	switch k.Kind {
	case claim.PlaceCountry:
		return claim.PreciseCountry
	case claim.PlaceAdmin1:
		return claim.PreciseAdmin1
	case claim.PlaceAdmin2:
		return claim.PreciseAdmin2
	case claim.PlaceBorder, claim.PlaceRoad, claim.PlaceWater:
		return claim.PreciseLine
	case claim.PlaceRegion, claim.PlaceMountain:
		if k.Country == "" {
			return claim.PreciseInternational
		}
		return claim.PreciseAdmin1
	}
	return claim.PreciseExact
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
		}
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
		case s.d.Token(c).Lower == "from":
			return s.deals.Has(verb.Lemma) || s.officeAt(h) != nil
		}
	}
	return false
}

// isPower tells whether token i is a noun for a body or office of a state: "Pakistan's military".
func (s *search) isPower(i int) bool {
	return s.body.Has(s.d.Token(i).Lemma) || s.officeAt(i) != nil
}
