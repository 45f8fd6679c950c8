package learned

import "math"

// evidence is what a judgement weighs: whether the cue is one after its field
// alone, and after its source and content were looked for; how sure these are;
// whether there is a source; what the rules found.
type evidence struct {
	cued, said, spanned        float64
	sourced, ruled, ruleSource bool
}

// judgement is a logistic regression over evidence. Both were fitted on every
// eighth report of the training set, which the fields had not seen.
type judgement struct {
	start, cued, said, spanned  float64
	sourced, ruleSource, byRule float64
}

var (
	// isCue: that just these tokens are a cue.
	isCue = judgement{-0.7, 0.41, 0.07, 0.1, 0.24, 0.26, 0.33}
	// isRight: that the statement is right, its speaker and half of its content's words.
	isRight = judgement{-2.56, 0.33, 0.09, 0.31, 1.65, -0.06, 0.3}
)

// least is how likely a cue must be one for its attribution to stand: where exact cues' F1 is highest.
const least = 0.36

// odds are the logarithm of the odds of a share, bounded.
func odds(share float64) float64 { return math.Log((share + .01) / (1.01 - share)) }

// of is how likely it is what is judged, 0..1.
func (j *judgement) of(e evidence) float64 {
	sum := j.start + j.cued*odds(e.cued) + j.said*odds(e.said) + j.spanned*odds(e.spanned)
	if e.sourced {
		sum += j.sourced
	}
	if e.ruleSource {
		sum += j.ruleSource
	}
	if e.ruled {
		sum += j.byRule
	}
	return 1 / (1 + math.Exp(-sum))
}
