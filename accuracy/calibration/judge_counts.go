package calibration

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"

	"github.com/parley-desk/parley/claim"
)

// ofCounts: of the figures that count as killed or captured, those of the largest subset that
// adds up to the coders' count are right.
func ofCounts(r *reading, gold struct {
	Killed   int `json:"min_killed"`
	Captured int `json:"min_captured"`
}) []judgement {
	var all []judgement
	for _, m := range []struct {
		measure claim.Measure
		want    int
	}{{claim.Killed, gold.Killed}, {claim.Captured, gold.Captured}} {
		figures := r.counted(m.measure)
		right := addUp(figures, m.want)
		for i, c := range figures {
			all = append(all, judgement{c, right&(1<<i) != 0})
		}
	}
	return all
}

// mostFigures is how many figures of one measure a report has at most whose subsets are tried.
const mostFigures = 12

// counted gives the distinct figures of a measure that the set's rule counts: live, of no civilians or soldiers, no part or repetition.
func (r *reading) counted(m claim.Measure) []*claim.Claim {
	var out []*claim.Claim
	seen := map[string]bool{}
	for i := range r.Claims {
		c := &r.Claims[i]
		f, ok := c.Body.(*claim.Figure)
		if !ok || f.Measure != m || !live(c) || c.Background || c.Tense == claim.Future || f.Cumulative || others[f.StatusOf] ||
			slices.ContainsFunc(c.About, func(l claim.Link) bool { return l.How == claim.Repeats || l.How == claim.PartOf }) {
			continue
		}
		if key := fmt.Sprint(headCount(f), lastWord(f.Of)); !seen[key] && len(out) < mostFigures {
			seen[key] = true
			out = append(out, c)
		}
	}
	return out
}

var others = map[claim.StatusOf]bool{claim.Civilian: true, claim.Soldier: true, claim.Police: true, claim.AidWorker: true, claim.Journalist: true}

// headCount is the number that the coders' rule takes a figure for: a vague word is three or four, a bare plural two.
func headCount(f *claim.Figure) int {
	if f.Value != nil {
		return int(math.Round(*f.Value))
	}
	words := " " + strings.ToLower(f.Wording+" "+f.Of) + " "
	for _, w := range []struct {
		word string
		n    int
	}{{"numerous", 4}, {"dozens", 24}, {"several", 3}, {"multiple", 3}, {"few", 3}, {"some", 3}, {"number of", 3}} {
		if strings.Contains(words, w.word) {
			return w.n
		}
	}
	if f.Low != nil {
		return int(math.Round(*f.Low))
	}
	return 2
}

// beforeTail ends what is counted: "militants of the group", "men who fled".
var beforeTail = regexp.MustCompile(`\b(?:of|in|from|who|that|with)\b|,`)

// lastWord is the head of what is counted, in the singular.
func lastWord(of string) string {
	words := strings.Fields(beforeTail.Split(strings.ToLower(of), 2)[0])
	if len(words) == 0 {
		return ""
	}
	return strings.TrimSuffix(words[len(words)-1], "s")
}

// addUp gives the largest set of figures, as bits, whose numbers add up to a sum; 0 where none does.
func addUp(figures []*claim.Claim, want int) int {
	best, most := 0, 0
	for set := 1; set < 1<<len(figures); set++ {
		sum, size := 0, 0
		for i, c := range figures {
			if set&(1<<i) != 0 {
				sum, size = sum+headCount(c.Body.(*claim.Figure)), size+1
			}
		}
		if sum == want && size > most {
			best, most = set, size
		}
	}
	return best
}
