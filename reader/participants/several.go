package participants

import (
	"strings"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/lexicon"
)

// readSeveral says of a plural of an office or class whose men are of more than one state or group that it names them all: "the
// foreign ministers of Karsenia and Solmark", "Karsenian and Solmarkian mediators", "officials from Karsenia and the NVF".
func (s *search) readSeveral(i int, e *lexicon.Entry, first int) {
	if !s.isMany(i) || !s.d.Doc.Sentences[s.d.Doc.SentenceOf(i)].Parsed {
		return
	}
	var refs []claim.Ref
	for _, n := range s.coordinated(i) {
		side, nation := s.belongs(&s.found[n])
		if side == "" && nation == "" {
			continue
		}
		a := s.classOf(e, side, nation)
		from := first
		if name := &s.found[n]; name.end <= i { // "Karsenian and Solmarkian mediators"
			from = min(first, name.first)
			a.Name = s.d.Words(name.first, name.end) + " " + s.d.Words(i, i+1)
		} else {
			a.Name = s.d.Words(first, i+1)
		}
		s.add(a)
		refs = append(refs, s.refBetween(a.ID, from, i+1))
	}
	if len(refs) > 1 && refs[0].Actor != refs[1].Actor {
		s.d.Several[i] = refs
	}
}

// coordinated are the names joined by "and", before the noun at token i or behind its "of" or "from", of whose men that is; nil where
// there is but one.
func (s *search) coordinated(i int) []int {
	d := s.d
	for c := range d.Children(i) {
		switch d.Rel(c) {
		case language.Amod, language.Compound:
		case language.Nmod:
			if k := d.Child(c, language.Case); k < 0 || d.Token(k).Lower != "of" && d.Token(k).Lower != "from" {
				continue
			}
		default:
			continue
		}
		if s.nameAt[c] < 0 {
			continue
		}
		out := []int{int(s.nameAt[c])}
		for k := range d.Children(c) {
			if n := s.nameAt[k]; d.Rel(k) == language.Conj && n >= 0 && int(n) != out[0] {
				out = append(out, int(n))
			}
		}
		if len(out) > 1 {
			return out
		}
	}
	return nil
}

// joinArmies says of the forces of one nation that those of another are joined with under one noun are meant too: "Karsenian and Solmarkian troops".
func (s *search) joinArmies() {
	for n := range s.found {
		f := &s.found[n]
		i := f.end - 1
		if f.known == nil || f.known.Sector != "MIL" || f.end-f.first < 2 || f.first < 2 || s.d.Token(f.first-1).UPOS != language.CCONJ || s.d.Several[i] != nil {
			continue
		}
		at, e := s.nameAt[f.first-2], s.bodyAt(i)
		if at < 0 || e == nil || s.found[at].nation == "" || s.found[at].nation == f.known.Country || s.found[at].end != f.first-1 {
			continue
		}
		other, ok := s.armOf(s.found[at].nation, i, e)
		if !ok {
			continue
		}
		s.add(actorOf(other))
		s.d.Several[i] = []claim.Ref{s.refBetween(other.ID, s.found[at].first, f.end), s.refBetween(f.id, s.found[at].first, f.end)}
	}
}

// refBetween is the mention of an actor by the tokens [first, end).
func (s *search) refBetween(id string, first, end int) claim.Ref {
	span := s.d.Span(first, end)
	return claim.Ref{Actor: id, Text: strings.Join(strings.Fields(s.d.Words(first, end)), " "), Span: &span}
}
