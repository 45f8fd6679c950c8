package learned

import (
	"cmp"
	"slices"
	"strings"

	"github.com/parley-desk/parley/reader/draft"
)

// reasons is how many reasons an explanation gives.
const reasons = 3

// why says what spoke most for the cue: the questions whose features, at its
// first token, raised it most above being none.
func (f *Finder) why(v *view, cue draft.Range) string {
	s := v.D.Doc.Sentences[v.tokens[cue.First].sentence]
	fs := features{keep: true, all: f.kept[:0], from: f.keptFrom[:0]}
	v.cueFeatures(&fs, cue.First, int(s.First), int(s.End))
	f.kept, f.keptFrom = fs.all, fs.from
	type reason struct {
		words  string
		weight float32
	}
	var all []reason
	for k, h := range fs.all {
		words, weight := inWords[fs.from[k]], f.cues.Weight(h, int(CueFirst))-f.cues.Weight(h, int(NoCue))
		if at := slices.IndexFunc(all, func(r reason) bool { return r.words == words }); at >= 0 {
			all[at].weight += weight
		} else {
			all = append(all, reason{words, weight})
		}
	}
	slices.SortStableFunc(all, func(a, b reason) int { return cmp.Compare(b.weight, a.weight) })
	var out []string
	for _, r := range all[:min(reasons, len(all))] {
		if r.weight > 0 {
			out = append(out, r.words)
		}
	}
	return strings.Join(out, ", ")
}
