package participants

import (
	"slices"
	"strings"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/draft"
)

// contain places those that no map has in what the words say they lie in: "the village of Pell, in the Marr
// district", "Zhari district, Kandahar province", "Nimroz province's Khash Rod district". Right
// to left, so that a village has its district's province.
func (s *search) contain() {
	for k := len(s.d.Places) - 1; k >= 0; k-- {
		p := &s.d.Places[k]
		if p.Country != "" || p.Lat != nil { // a crossing or border between countries has a point and no one country
			continue
		}
		if k+1 < len(s.d.Places) && s.leadsOut(s.d.PlaceAt[k], s.d.PlaceAt[k+1]) && !s.listed(k) {
			s.lieIn(p, &s.d.Places[k+1])
		} else if k > 0 && s.owns(s.d.PlaceAt[k-1], s.d.PlaceAt[k]) {
			s.lieIn(p, &s.d.Places[k-1])
		}
	}
}

// farContainer is how many words may stand between a place and what it lies in.
const farContainer = 7

// leadsOut tells whether only words that lead from a place to what holds it stand between two places: ", in the".
func (s *search) leadsOut(a, b draft.Range) bool {
	if b.First < a.End || b.First-a.End > farContainer || s.d.Doc.SentenceOf(a.First) != s.d.Doc.SentenceOf(b.First) {
		return false
	}
	for i := a.End; i < b.First; i++ {
		if word := s.d.Token(i).Lower; !s.container.Has(word) && !s.isUnit(i) && !s.saysSort(i) {
			return false
		}
	}
	return b.First > a.End
}

// saysSort tells whether token i stands before a word for a kind of place that says what a place is: "Pell, a farming village in Marr".
func (s *search) saysSort(i int) bool {
	switch t := s.d.Token(i); {
	case t.UPOS == language.DET:
		return s.isUnit(i+1) || i+2 < len(s.d.Doc.Tokens) && s.isUnit(i+2)
	case t.UPOS == language.ADJ || t.UPOS == language.NOUN:
		return s.isUnit(i+1) && s.d.Token(i-1).UPOS == language.DET
	}
	return false
}

// listed tells whether a comma alone stands between the place and the next, which is none that holds others: "in Pell, Torvo and Lund".
func (s *search) listed(k int) bool {
	between := draft.Range{First: s.d.PlaceAt[k].End, End: s.d.PlaceAt[k+1].First}
	kind := s.d.Places[k+1].Kind
	return between.Len() == 1 && s.d.Token(between.First).Lower == "," && kind != claim.PlaceAdmin1 && kind != claim.PlaceAdmin2
}

// owns tells whether the first of two places stands as the owner of the next: "Marrow province's Pell district".
func (s *search) owns(a, b draft.Range) bool {
	return b.First == a.End+1 && strings.HasSuffix(s.d.Token(a.End).Lower, "s") && !s.d.Token(a.End-1).SpaceAfter
}

// lieIn gives place p, which no map has, what is known of the place that holds it.
func (s *search) lieIn(p, holder *claim.Place) {
	if holder.Country == "" || holder.Lat == nil || !holder.Literal || holder.Kind == claim.PlaceCountry {
		return
	}
	p.Country, p.Admin1, p.Lat, p.Lon, p.Precision = holder.Country, holder.Admin1, holder.Lat, holder.Lon, claim.PreciseNear
	switch {
	case holder.Kind == claim.PlaceAdmin1:
		p.Precision = claim.PreciseAdmin1
		if p.Admin1 == "" {
			p.Admin1 = holder.Name
		}
	case holder.Kind == claim.PlaceAdmin2:
		p.Admin2, p.Precision = holder.Admin2, claim.PreciseAdmin2
		if p.Admin2 == "" {
			p.Admin2 = holder.Name
		}
	case holder.Precision == claim.PreciseAdmin1 || holder.Precision == claim.PreciseAdmin2: // itself placed by what holds it
		p.Admin2, p.Precision = holder.Admin2, holder.Precision
	}
	p.Kind = s.kindByUnit(p.Text)
}

// kindByUnit is the kind that the last word of a place's name says: "Pell district"; a village where none does.
func (s *search) kindByUnit(name string) claim.PlaceKind {
	words := strings.Fields(strings.ToLower(name))
	if e := s.unit.Find(words[len(words)-1]); e != nil && e.Get("kind") != "" {
		return claim.PlaceKind(e.Get("kind"))
	}
	return claim.PlaceVillage
}

// unitKinds are the kinds that a lexicon may give to words for kinds of places.
var unitKinds = []string{string(claim.PlaceVillage), string(claim.PlaceAdmin1), string(claim.PlaceAdmin2)}

// isCode tells whether token i stands in a code of letters and digits: the "CA" of "2009-12-CA-060".
func (s *search) isCode(i int) bool {
	tokens := s.d.Doc.Tokens
	return i > 1 && slices.Contains([]string{"-", "/"}, tokens[i-1].Form) && !tokens[i-1].SpaceAfter && !tokens[i-2].SpaceAfter && isFigure(tokens[i-2].Form)
}
