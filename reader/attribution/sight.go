package attribution

import (
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/attribution/learned"
	"github.com/parley-desk/parley/reader/draft"
	"github.com/parley-desk/parley/reader/lexicon"
)

// Sight is what the model is shown of a draft: the rules' attributions and the lexicon's hints.
type Sight struct{ stage *stage }

// NewSight makes the sight for training.
func NewSight(lex *lexicon.Set) (*Sight, error) {
	s, err := newStage(lex)
	return &Sight{s}, err
}

// Scene shows a draft that has been read up to this stage.
func (s *Sight) Scene(d *draft.Draft) *learned.Scene { return s.stage.scene(d, sound(s.stage.find(d))) }

func (s *stage) scene(d *draft.Draft, found []attribution) *learned.Scene {
	f := &finding{stage: s, d: d, quoteAt: quotesAt(d)}
	scene := &learned.Scene{D: d, Subject: f.subjectPhrase, Ruled: make([]learned.Attribution, len(found)), Hints: make([]learned.Hint, len(d.Doc.Tokens))}
	for i := range found {
		a := &found[i]
		scene.Ruled[i] = learned.Attribution{Source: a.source, Content: a.content, Cue: a.cueAt[0], Head: a.head, Rule: a.rule}
	}
	for i := range scene.Hints {
		scene.Hints[i] = s.hint(d, i)
	}
	return scene
}

// hint looks token i up in the section of its part of speech.
func (s *stage) hint(d *draft.Draft, i int) learned.Hint {
	section, number := s.cues.sectionOf(d.Token(i).UPOS)
	if number == 0 {
		return learned.Hint{}
	}
	c, _ := s.cues.find(section, d, i)
	if c == nil {
		return learned.Hint{}
	}
	return learned.Hint{Section: number, Frame: uint16(c.frame)}
}

// sectionOf is the section of the cues of a part of speech with its number, 0 where there is none.
func (l *lexiconOfCues) sectionOf(pos language.UPOS) (s lexicon.Section, number uint8) {
	switch pos {
	case language.VERB, language.AUX:
		return l.verb, 1
	case language.NOUN:
		return l.noun, 2
	case language.ADJ:
		return l.adjective, 3
	case language.ADV:
		return l.adverb, 4
	case language.ADP, language.SCONJ:
		return l.preposition, 5
	}
	return s, 0
}

// subjectPhrase is the phrase of who would be the source of a cue headed by token
// i: its subject, or whose a noun is; empty where there is none.
func (f *finding) subjectPhrase(i int) draft.Range {
	a := attribution{head: i, speaker: -1}
	if f.d.Token(i).UPOS == language.NOUN {
		f.owner(&a)
	}
	if a.speaker < 0 {
		if a.speaker = f.subject(i); a.speaker >= 0 && a.speaker != i {
			a.source = f.sourceOf(a.speaker)
		}
	}
	if len(a.source) == 0 {
		return draft.Range{}
	}
	return a.source[0]
}
