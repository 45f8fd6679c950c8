package learned

import "math"

// A judgement is a logistic regression over facts: how likely it is what is
// judged. Both were fitted on every eighth report of the training set, which the
// fields had not seen (go run ./reader/train -model MODEL -aside 8 -judge).
type judgement Facts

var (
	// isCue: that just these tokens are a cue.
	isCue = judgement{Start: -0.91, Cued: 0.29, Said: 0.07, Spanned: 0.08, Sourced: 0.15, Ruled: 0.61, RuledSource: -0.16, NounCue: -0.45, AdjectiveCue: -0.28, OtherCue: 0.04, LongCue: -0.66, WithinOther: -1.47, AroundOther: -0.17, Quoted: -0.04, Clausal: 0.36, ShortContent: 0.11, Pieces: -0.05, NamedSource: 0.27, PronounSource: -0.08, RelativeSource: -0.58, SpeakerSource: -0.23, SubjectSource: -0.20, FarSource: -0.28, NearContent: 0.61, ModalCue: -0.13, Spoken: -0.21, Heading: 0.24, RareCue: 0.13, UsualCue: 0.37, Chosen: 0.05}
	// isRight: that the statement is right, its speaker and half of its content's words.
	isRight = judgement{Start: -1.63, Cued: 0.19, Said: 0.01, Spanned: 0.36, Sourced: 0.52, Ruled: 0.44, RuledSource: -0.16, NounCue: -0.38, AdjectiveCue: -0.02, OtherCue: 0.10, LongCue: 0.13, WithinOther: -1.06, AroundOther: 0.05, Quoted: 0.25, Clausal: 0.38, ShortContent: -0.77, Pieces: 0.20, NamedSource: 0.49, PronounSource: -0.37, RelativeSource: 0.08, SpeakerSource: -0.01, SubjectSource: -0.18, FarSource: 0.37, NearContent: 0.30, ModalCue: -0.12, Spoken: -0.11, Heading: 0.31, RareCue: 0.06, UsualCue: 0.25, Chosen: 0.16}
)

// How likely an attribution must be a cue and right, on the mean, to stand: one that
// the rules found too, and one that only the model knows of. In the reports kept aside
// any bounds between .2 and .4 give the same F1; in reports of wars, which training
// hardly had, what only the model finds is wrong more often.
const (
	leastRuled = 0.26
	leastAlone = 0.36
)

// isLikely tells whether an attribution is likely enough to stand.
func (a *Attribution) isLikely() bool {
	least := leastAlone
	if a.RuledAt >= 0 {
		least = leastRuled
	}
	return (a.Stands+a.Right)/2 >= least
}

// of is how likely it is what is judged, 0..1.
func (j *judgement) of(f *Facts) float64 {
	sum := 0.0
	for i, w := range j {
		sum += w * f[i]
	}
	return 1 / (1 + math.Exp(-sum))
}

// odds are the logarithm of the odds of a share, bounded.
func odds(share float64) float64 { return math.Log((share + .01) / (1.01 - share)) }
