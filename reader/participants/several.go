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
		a.Name = s.d.Words(first, i+1)
		s.add(a)
		span := s.d.Span(first, i+1)
		refs = append(refs, claim.Ref{Actor: a.ID, Text: strings.Join(strings.Fields(a.Name), " "), Span: &span})
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
