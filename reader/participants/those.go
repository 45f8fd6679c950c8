package participants

import (
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
)

// readThose ties "they" at token i, who do or undergo what their sentence tells, to the people of the sentence before who are meant and are no named
// side: its subject, where it counts them ("Six traders had gathered. They …", "Most of the dead were traders. They …") or is a "they" who were
// nobody's name; or, where they undergo something, those to whom others did it ("Gunmen stopped two traders. They were shot").
// It tells whether they are such people; who nobody has named stays unnamed.
func (s *search) readThose(i int) bool {
	rel := s.d.Rel(i)
	n := s.d.Doc.SentenceOf(i)
	if rel != language.Nsubj && rel != language.NsubjPass || n == 0 || s.quoted[i] {
		return false
	}
	before := &s.d.Doc.Sentences[n-1]
	if !before.Parsed || before.Heading || before.Paragraph != s.d.Doc.Sentences[n].Paragraph {
		return false
	}
	root := int(before.First)
	for root < int(before.End) && s.d.Rel(root) != language.RootRel {
		root++
	}
	if root == int(before.End) {
		return false
	}
	if o := s.d.Child(root, language.Obj); rel == language.NsubjPass && o >= 0 && s.isMany(o) && s.d.Token(o).UPOS == language.NOUN {
		if ref, known := s.d.Refs[o]; known && ref.Actor != "" {
			span := s.d.Span(i, i+1)
			s.d.Refs[i] = claim.Ref{Actor: ref.Actor, Text: s.d.Token(i).Form, Span: &span}
			s.remember(i, ref.Actor)
			s.recent[len(s.recent)-1].plural = true
		}
		return true
	}
	subject := s.d.Child(root, language.Nsubj, language.NsubjPass)
	if subject < 0 {
		return s.isShareOf(root) || s.hasShare(root)
	}
	if _, known := s.d.Refs[subject]; known {
		return false
	}
	return s.several.Has(s.d.Token(subject).Lower) || s.isShareOf(subject) || s.isNobodys(subject) && s.d.Child(subject, language.Nummod) >= 0
}

// isNobodys tells whether nominal n is of several who are no participant that the draft knows.
func (s *search) isNobodys(n int) bool {
	if n < 0 || !s.isMany(n) || s.d.Token(n).UPOS != language.NOUN {
		return false
	}
	_, known := s.d.Refs[n]
	return !known
}

// isShareOf tells whether token n says how many there are of several who are nobody's name: "four of the victims".
func (s *search) isShareOf(n int) bool {
	if u := s.d.Token(n).UPOS; u != language.NUM && u != language.ADJ && u != language.DET {
		return false
	}
	for c := range s.d.Children(n) {
		if s.d.Rel(c) == language.Nmod && s.isNobodys(c) {
			return true
		}
	}
	return false
}

// hasShare tells whether such a share stands before what is said of it, though a parser made it a number of that: "Four of the victims were traders".
func (s *search) hasShare(root int) bool {
	for c := range s.d.Children(root) {
		if c < root && s.isShareOf(c) {
			return true
		}
	}
	return false
}
