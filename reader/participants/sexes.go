package participants

// sex is what words say of a person, as far as they say anything.
type sex uint8

const (
	unsaid sex = iota
	female
	male
)

// sexOf is what a word says: "she", "Mr", "spokeswoman".
func (s *search) sexOf(word string) sex {
	switch {
	case s.woman.Has(word):
		return female
	case s.gentleman.Has(word):
		return male
	}
	return unsaid
}

// readSex notes what the title before a name and the office beside it say of who bears it.
// First names are not asked: they mislead from one language to another.
func (s *search) readSex(f *found, noun int) {
	for _, i := range []int{f.first - 1, f.first, noun} {
		if i < 0 || i >= len(s.d.Doc.Tokens) || s.sexes[f.id] != unsaid {
			continue
		}
		if is := s.sexOf(s.d.Token(i).Lower); is != unsaid && (i == noun || s.title.Has(s.d.Token(i).Lower) || s.office.Has(s.d.Token(i).Lower)) {
			s.sexes[f.id] = is
		}
	}
}

// agrees tells whether a pronoun of one person may mean an actor.
func (s *search) agrees(pronoun, id string) bool {
	is, known := s.sexOf(pronoun), s.sexes[id]
	return is == unsaid || known == unsaid || is == known
}

// agreesNoun tells the same of an unnamed person, by the noun: "she" is no spokesman.
func (s *search) agreesNoun(pronoun, noun string) bool {
	is, known := s.sexOf(pronoun), s.sexOf(noun)
	return is == unsaid || known == unsaid || is == known
}
