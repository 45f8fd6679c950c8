package learned

import (
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/draft"
)

// Facts are what a judgement weighs of a candidate with its source and content:
// each 1 where it is so, but for the odds.
type Facts [FactCount]float64

// The facts.
const (
	Start          = iota // of every candidate
	Cued                  // odds that it is a cue, after its field alone
	Said                  // odds that it says anything, after its source and content were looked for
	Spanned               // odds of just this source and content
	Sourced               // it has a source
	Ruled                 // the rules found something at the same cue
	RuledSource           // with a source
	NounCue               // its head is a noun
	AdjectiveCue          // an adjective
	OtherCue              // neither of these nor a verb
	LongCue               // three words or more
	WithinOther           // it stands in the content of a likelier candidate
	AroundOther           // a likelier candidate stands in its content
	Quoted                // some content is speech in quotation marks
	Clausal               // some content has a finite verb
	ShortContent          // content of one or two words
	Pieces                // content in several pieces
	NamedSource           // the source has a name or another participant
	PronounSource         // the source is a pronoun
	RelativeSource        // a relative one
	SpeakerSource         // "I", "we", "you"
	SubjectSource         // the source is just the subject as the grammar has it
	FarSource             // words stand between source and cue
	NearContent           // the content begins right behind the cue
	ModalCue              // "may say", "not say", "to say"
	Spoken                // the cue stands in speech
	Heading               // in a heading
	RareCue               // its lemma is seldom a cue
	UsualCue              // mostly
	Chosen                // odds of its source among the choices
	FactCount
)

// facts are the facts of a candidate whose spans were found, but for those of others beside it.
func (v *view) facts(a *Attribution, f *Facts) {
	set := func(fact int, is bool) {
		if is {
			f[fact] = 1
		}
	}
	h := &v.tokens[a.Head]
	set(Start, true)
	set(Sourced, len(a.Source) > 0)
	set(Ruled, a.RuledAt >= 0)
	set(RuledSource, a.RuledAt >= 0 && len(v.Ruled[a.RuledAt].Source) > 0)
	set(NounCue, h.pos == uint8(language.NOUN) || h.pos == uint8(language.PROPN))
	set(AdjectiveCue, h.pos == uint8(language.ADJ))
	set(OtherCue, h.pos != uint8(language.VERB) && h.pos != uint8(language.AUX) && f[NounCue]+f[AdjectiveCue] == 0)
	set(LongCue, a.Cue.Len() > 2)
	set(ModalCue, h.args&(hasModal|hasNegation|hasTo) != 0)
	set(Spoken, h.quote == speech)
	set(Heading, v.D.Doc.Sentences[h.sentence].Heading)
	set(RareCue, h.rate > 0 && h.rate <= seldom)
	set(UsualCue, h.rate > 6)
	v.factsOfSource(a, set)
	v.factsOfContent(a, set)
}

func (v *view) factsOfSource(a *Attribution, set func(int, bool)) {
	if len(a.Source) == 0 {
		return
	}
	r := a.Source[0]
	first := &v.tokens[r.First]
	if r.Len() == 1 && first.pos == uint8(language.PRON) {
		kind := pronounKind(v.D.Token(r.First))
		set(PronounSource, true)
		set(RelativeSource, kind == relativeSubject)
		set(SpeakerSource, kind == firstPerson || kind == secondPerson)
	}
	for i := r.First; i < r.End; i++ {
		set(NamedSource, v.tokens[i].name != 0)
	}
	set(SubjectSource, v.Subject(a.Head) == r)
	set(FarSource, r.End < a.Cue.First || a.Cue.End < r.First)
}

func (v *view) factsOfContent(a *Attribution, set func(int, bool)) {
	size := 0
	for _, r := range a.Content {
		size += r.Len()
		for i := r.First; i < r.End; i++ {
			t := &v.tokens[i]
			set(Quoted, t.quote == speech)
			switch t.tag {
			case uint8(language.TagVBD), uint8(language.TagVBZ), uint8(language.TagVBP), uint8(language.TagMD):
				set(Clausal, true)
			}
		}
	}
	set(ShortContent, size <= 2)
	set(Pieces, len(a.Content) > 1)
	set(NearContent, a.Content[0].First == a.Cue.End)
}

// factsOfOthers notes which candidates stand in the contents of others. They come in the order of their cues, and no
// content reaches farther from its cue than it was looked for.
func factsOfOthers(all []Attribution) {
	for i := range all {
		for k := i + 1; k < len(all) && all[k].Cue.First < all[i].Cue.End+reach; k++ {
			factsOfTwo(&all[i], &all[k])
			factsOfTwo(&all[k], &all[i])
		}
	}
}

// factsOfTwo notes whether a's cue stands in b's content.
func factsOfTwo(a, b *Attribution) {
	switch {
	case !holds(b.Content, a.Cue):
	case b.Facts[Cued] > a.Facts[Cued]:
		a.Facts[WithinOther] = 1
	default:
		b.Facts[AroundOther] = 1
	}
}

func holds(pieces []draft.Range, cue draft.Range) bool {
	for _, r := range pieces {
		if r.First <= cue.First && cue.End <= r.End {
			return true
		}
	}
	return false
}
