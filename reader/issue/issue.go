// Package issue reads what words are about: the contract's issues, by the
// lexicon "issues" that all stages of claims share.
package issue

import (
	"slices"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/reader/draft"
	"github.com/parley-desk/parley/reader/lexicon"
)

// Words is the lexicon of issues. Safe for many goroutines.
type Words struct{ section lexicon.Section }

// Load reads the lexicon.
func Load(lex *lexicon.Set) (*Words, error) {
	names := make([]string, len(claim.Issues))
	for i, issue := range claim.Issues {
		names[i] = string(issue)
	}
	t, err := lex.Table("issues", lexicon.Schema{Keys: map[string][]string{"issue": names, "weight": {"1", "2"}}})
	if err != nil {
		return nil, err
	}
	return &Words{t.Section("")}, nil
}

// most is how many issues a claim names at most (docs/codebook.md, S9).
const most = 3

// Of are the issues that the tokens [first, end) speak of, the weightiest first.
func (w *Words) Of(d *draft.Draft, first, end int) []claim.Issue {
	return w.Among(d, draft.Range{First: first, End: end})
}

// Among are the issues that some stretches of tokens speak of together, the weightiest first.
func (w *Words) Among(d *draft.Draft, pieces ...draft.Range) []claim.Issue {
	weight := map[claim.Issue]int{}
	for _, r := range pieces {
		w.weigh(d, r, weight)
	}
	var out []claim.Issue
	for _, issue := range claim.Issues {
		if weight[issue] > 0 {
			out = append(out, issue)
		}
	}
	slices.SortStableFunc(out, func(a, b claim.Issue) int { return weight[b] - weight[a] })
	return out[:min(len(out), most)]
}

// weigh adds the weights of the words of one stretch.
func (w *Words) weigh(d *draft.Draft, r draft.Range, weight map[claim.Issue]int) {
	for i := r.First; i < r.End; i++ {
		e, _ := w.section.Longest(func(k int) string {
			if i+k >= r.End {
				return ""
			}
			return d.Token(i + k).Lemma
		})
		if e != nil {
			weight[claim.Issue(e.Get("issue"))] += 1 + len(e.Get("weight"))
		}
	}
}
