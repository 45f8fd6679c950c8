package learned

import "github.com/parley-desk/parley/reader/attribution/chain"

// features takes the features of one position. In use their weights are summed
// as they come; in training their rows are kept, and for an explanation both.
type features struct {
	sum  chain.Sum
	keep bool
	all  []uint64 // the hashed features, where kept
	from []template
}

// add adds the feature of a template with its values.
func (f *features) add(t template, a, b, c uint64) {
	h := (uint64(t)+1)*0x9E3779B97F4A7C15 + a*0xC2B2AE3D27D4EB4F + b*0x165667B19E3779F9 + c*0x27D4EB2F165667C5
	h = (h ^ h>>32) * 0x94D049BB133111EB
	if f.keep {
		f.all = append(f.all, h)
		f.from = append(f.from, t)
		return
	}
	f.sum.Add(h)
}

// join makes one value of two.
func join(a, b uint64) uint64 { return (a+0x9E37)*0xFF51AFD7ED558CCD ^ b*0xC4CEB9FE1A85EC53 }

// join3 makes one value of three.
func join3(a, b, c uint64) uint64 { return join(join(a, b), c) }

// edge stands for the token beyond either end.
var edge = token{word: 1, lemma: 1}

// at is token i, or the edge outside [first, end).
func (v *view) at(i, first, end int) *token {
	if i < first || i >= end {
		return &edge
	}
	return &v.tokens[i]
}
