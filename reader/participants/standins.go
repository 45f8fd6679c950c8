package participants

import (
	"strings"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
)

// standIns reads what a report calls somebody whom it names in full elsewhere: "the Kingdom" of the kingdom that it names, "Brussels" of the union that
// sits there, unless the town's own country is spoken of.
func (s *search) standIns() {
	var named map[string]int
	for i := range s.found {
		f := &s.found[i]
		if f.end-f.first > 2 || f.nation != "" || !isCapital(s.d.Token(f.first).Form) {
			continue
		}
		word := s.lower(f.first, f.end)
		realm, seat := s.realm.Find(word), s.seats.Find(word)
		if realm == nil && seat == nil {
			continue
		}
		if named == nil {
			named = s.named()
		}
		if realm != nil && f.known == nil {
			f.nation = most(only(named, realm.List("of")), 0)
		}
		if seat != nil && named[seat.Get("of")] > 0 && s.speaksFor(f) {
			s.standFor(f, seat.Get("of"), named)
		}
	}
}

// named is how often each state and body is named by a name of its own.
func (s *search) named() map[string]int {
	n := map[string]int{}
	for i := range s.found {
		switch f := &s.found[i]; {
		case f.nation != "":
			n[f.nation]++
		case f.known != nil:
			n[f.known.ID]++
		}
	}
	return n
}

// only are the counts of some keys.
func only(count map[string]int, keys []string) map[string]int {
	out := map[string]int{}
	for _, k := range keys {
		if count[k] > 0 {
			out[k] = count[k]
		}
	}
	return out
}

// standFor gives a town's name to the body that sits there, where the report does not name the country of the town.
func (s *search) standFor(f *found, body string, named map[string]int) {
	if iso, ok := s.base.Capital(f.text); ok && named[iso] > 0 {
		return
	}
	if a, ok := s.base.ByID(body, s.d.Day); ok {
		f.known, f.kind = &a, claim.NameOrganization
	}
}

// speaksFor tells whether a town's name stands where somebody acts, and not where something is: not behind a preposition, nor before "-based".
func (s *search) speaksFor(f *found) bool {
	if f.end < len(s.d.Doc.Tokens) && strings.HasPrefix(s.d.Token(f.end).Form, "-") || s.d.DatelineAt.Holds(f.first) {
		return false
	}
	if !s.d.Doc.Sentences[s.d.Doc.SentenceOf(f.first)].Parsed {
		return false
	}
	rel := s.d.Rel(s.head(f.first, f.end))
	return rel == language.Nsubj || rel == language.OblAgent || rel == language.NmodPoss
}
