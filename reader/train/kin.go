package main

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/language/train/vectors"
	"github.com/parley-desk/parley/reader/attribution/learned"
)

const (
	kinWords = 50_000 // the commonest words, which have kin
	wide     = 64     // wide classes of words
	narrow   = 16     // narrow classes in each
	rounds   = 12     // of finding the middles of classes
)

// kinship has the classes of words and guesses at how often they are cues, from
// vectors that say beside which words they stand in other texts.
type kinship struct {
	words  []string
	points [][]float32
	hashes []uint64
	kin    []learned.Kin
	by     map[uint64]learned.Kin
}

// newKinship reads the vectors and finds the classes; without a file nothing is known of any word.
func newKinship(path string) (*kinship, error) {
	k := &kinship{by: map[uint64]learned.Kin{}}
	if path == "" {
		return k, nil
	}
	var err error
	if k.words, k.points, err = vectors.Read(path, kinWords); err != nil {
		return nil, err
	}
	k.kin = make([]learned.Kin, len(k.words))
	for _, w := range k.words {
		k.hashes = append(k.hashes, learned.HashWord(w))
	}
	all := make([]int, len(k.words))
	for i := range all {
		all[i] = i
	}
	random := rand.New(rand.NewPCG(1, 1))
	for c, members := range k.parted(all, wide, random) {
		for n, part := range k.parted(members, narrow, random) {
			for _, i := range part {
				k.kin[i].Class = uint16(c*narrow + n + 1)
			}
		}
	}
	return k, nil
}

// parted parts words into classes about the nearest of some middles (k-means, Lloyd 1982).
func (k *kinship) parted(members []int, classes int, random *rand.Rand) [][]int {
	middles := make([][]float32, 0, classes)
	for _, i := range random.Perm(len(members))[:min(classes, len(members))] {
		middles = append(middles, k.points[members[i]])
	}
	var out [][]int
	for range rounds {
		out = make([][]int, len(middles))
		for _, i := range members {
			best := nearest(middles, k.points[i])
			out[best] = append(out[best], i)
		}
		for c, part := range out {
			if len(part) > 0 {
				middles[c] = k.middle(part)
			}
		}
	}
	return out
}

// middle is the sum of the points of some words, brought to their length.
func (k *kinship) middle(part []int) []float32 {
	sum := make([]float32, len(k.points[part[0]]))
	for _, i := range part {
		for d, x := range k.points[i] {
			sum[d] += x
		}
	}
	size := float32(math.Sqrt(float64(dot(sum, sum) / float32(len(sum)))))
	for d := range sum {
		sum[d] /= max(size, 1e-6)
	}
	return sum
}

func nearest(middles [][]float32, p []float32) int {
	best, most := 0, float32(math.Inf(-1))
	for c, m := range middles {
		if near := dot(m, p); near > most {
			best, most = c, near
		}
	}
	return best
}

func dot(a, b []float32) (sum float32) {
	b = b[:len(a)]
	for i, x := range a {
		sum += x * b[i]
	}
	return sum
}

// neighbours are how many words tell how often a word like them is a cue.
const neighbours = 10

// taught is a word of a part of speech as reports have it: how often in all and in cues.
type taught struct {
	word       int
	all, inCue float64
}

// teach guesses at every word by those most like it, not by itself.
func (k *kinship) teach(docs []*document) {
	where := make(map[string]int, len(k.words))
	for i, w := range k.words {
		where[w] = i
	}
	for g, pos := range []language.UPOS{language.VERB, language.NOUN, language.ADJ} {
		by := k.byClass(counted(docs, where, pos))
		for i := range k.words {
			k.kin[i].Guess[g] = k.guess(i, by)
		}
	}
	for i, h := range k.hashes {
		k.by[h] = k.kin[i]
	}
}

// counted counts words of a part of speech, in all and in cues.
func counted(docs []*document, where map[string]int, pos language.UPOS) []taught {
	counts := map[int]*taught{}
	for _, d := range docs {
		in := d.inCues()
		for i := range d.scene.D.Doc.Tokens {
			t := d.scene.D.Token(i)
			at, known := where[t.Lower]
			if t.UPOS != pos || !known {
				continue
			}
			c := counts[at]
			if c == nil {
				c = &taught{word: at}
				counts[at] = c
			}
			c.all++
			if in[i] {
				c.inCue++
			}
		}
	}
	var out []taught
	for _, c := range counts {
		if c.all >= 3 {
			out = append(out, *c)
		}
	}
	slices.SortFunc(out, func(a, b taught) int { return a.word - b.word })
	return out
}

func (k *kinship) byClass(all []taught) [wide][]taught {
	var out [wide][]taught
	for _, t := range all {
		c := (k.kin[t.word].Class - 1) / narrow
		out[c] = append(out[c], t)
	}
	return out
}

// guess is the step of how often words of its wide class most like word i are cues.
func (k *kinship) guess(i int, by [wide][]taught) uint8 {
	type like struct {
		taught
		near float64
	}
	var all []like
	for _, t := range by[(k.kin[i].Class-1)/narrow] {
		if t.word != i {
			all = append(all, like{t, float64(dot(k.points[i], k.points[t.word])) / float64(len(k.points[i]))})
		}
	}
	slices.SortFunc(all, func(a, b like) int { return cmp.Compare(b.near, a.near) })
	share, weight := 0.0, 0.3
	for _, l := range all[:min(neighbours, len(all))] {
		w := math.Exp(6*(l.near-0.6)) * math.Min(1+math.Log(l.all), 4)
		share += w * l.inCue / l.all
		weight += w
	}
	if weight < 0.8 {
		return 0
	}
	share /= weight
	for s, bound := range steps {
		if share <= bound {
			return uint8(s + 1)
		}
	}
	return uint8(len(steps))
}

func (k *kinship) of(word uint64) learned.Kin { return k.by[word] }
