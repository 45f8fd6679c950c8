package learned

import "math"

// A judgement is a logistic regression over facts: how likely it is what is
// judged. Both were fitted on every eighth report of the training set, which the
// fields had not seen (go run ./reader/train -model MODEL -aside 8 -judge).
type judgement Facts

var (
	// isCue: that just these tokens are a cue.
	isCue = judgement{Start: -0.97, Cued: 0.29, Said: 0.09, Spanned: 0.11, Sourced: 0.53, Ruled: 0.68, RuledSource: -0.33, NounCue: -0.22, AdjectiveCue: -0.12, OtherCue: 0.45, LongCue: -0.62, WithinOther: -1.10, AroundOther: 0.08, Clausal: 0.31, ShortContent: 0.20, Pieces: -0.07, NamedSource: 0.15, PronounSource: 0.01, RelativeSource: -0.82, SpeakerSource: -0.34, SubjectSource: -0.28, FarSource: -0.25, NearContent: 0.42, ModalCue: -0.14, Spoken: -0.20, Heading: 0.31, RareCue: -0.09, UsualCue: 0.39}
	// isRight: that the statement is right, its speaker and half of its content's words.
	isRight = judgement{Start: -1.84, Cued: 0.18, Said: 0.04, Spanned: 0.38, Sourced: 1.26, Ruled: 0.88, RuledSource: -0.56, NounCue: -0.05, AdjectiveCue: 0.15, OtherCue: 0.50, LongCue: 0.14, WithinOther: -0.84, AroundOther: -0.29, Quoted: 0.22, Clausal: 0.16, ShortContent: -0.78, Pieces: 0.15, NamedSource: 0.47, PronounSource: -0.33, RelativeSource: 0.03, SpeakerSource: 0.20, SubjectSource: 0.07, FarSource: 0.02, NearContent: 0.10, ModalCue: -0.01, Spoken: -0.12, Heading: 0.58, RareCue: -0.34, UsualCue: 0.20}
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
