package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/language/internal/linear"
	"github.com/parley-desk/parley/language/internal/tagging"
)

// tagset numbers the joint tags.
type tagset struct {
	names  []string
	upos   []uint8 // of each tag, as language numbers them
	number map[string]uint8
}

// makeTagset takes the joint tags seen at least rareTag times; a rarer one is
// trained as the commonest tag with the same universal part of speech.
func makeTagset(bank []sentence) *tagset {
	const rareTag = 15
	counts := map[string]int{}
	for _, s := range bank {
		for _, w := range s {
			counts[w.tag()]++
		}
	}
	t := &tagset{number: map[string]uint8{}}
	for tag, n := range counts {
		if n >= rareTag {
			t.names = append(t.names, tag)
		}
	}
	slices.Sort(t.names)
	for i, name := range t.names {
		t.number[name] = uint8(i)
		plain, _, _ := strings.Cut(name, "|")
		upos, _ := language.ParseUPOS(plain)
		t.upos = append(t.upos, uint8(upos))
	}
	return t
}

func (t *tagset) of(w word) (uint8, bool) {
	n, ok := t.number[w.tag()]
	return n, ok
}

type taggerOptions struct {
	bits   uint
	epochs int
	seeds  int // runs whose weights are summed
	seed   uint64
}

// trainTaggers sums the weights of several runs.
func trainTaggers(bank []sentence, lex *lexicon, tags *tagset, o taggerOptions) *linear.Weights {
	runs := make([]*linear.Weights, o.seeds)
	atOnce(o.seeds, func(i int) {
		mine := o
		mine.seed = uint64(i + 1)
		runs[i] = trainTagger(bank, lex, tags, mine)
	})
	for _, r := range runs[1:] {
		runs[0].Add(r)
	}
	return runs[0]
}

// trainTagger trains on gold tags before; words whose tag is not in the set teach nothing.
func trainTagger(bank []sentence, lex *lexicon, tags *tagset, o taggerOptions) *linear.Weights {
	t := linear.NewTrainer(len(tags.names), o.bits)
	looked := make([][]tagging.Word, len(bank))
	for i, s := range bank {
		looked[i] = look(lex, s)
	}
	random := rand.New(rand.NewPCG(o.seed, 1))
	scores := make([]float32, len(tags.names))
	var features []linear.Feature
	for range o.epochs {
		for _, i := range random.Perm(len(bank)) {
			shouting := tagging.Shouting(looked[i])
			tag1, tag2 := tagging.Start, tagging.Start
			for j, w := range bank[i] {
				features = tagging.Features(looked[i], j, shouting, tag1, tag2, features[:0])
				t.Score(features, scores)
				got := best(scores)
				want, known := tags.of(w)
				t.Step()
				if known && got != int(want) {
					t.Update(features, int(want), 1)
					t.Update(features, got, -1)
				}
				tag1, tag2 = uint8(got), tag1
			}
		}
	}
	return t.Mean()
}

func best(scores []float32) int {
	b := 0
	for i, s := range scores {
		if s > scores[b] {
			b = i
		}
	}
	return b
}

// tagAll tags sentences with a packed model.
func tagAll(bank []sentence, lex *lexicon, model *linear.Model) [][]uint8 {
	tagger := tagging.Tagger{Model: model}
	var scratch tagging.Scratch
	out := make([][]uint8, len(bank))
	for i, s := range bank {
		out[i] = make([]uint8, len(s))
		tagger.Tag(look(lex, s), out[i], &scratch)
	}
	return out
}

// tagScores tells how many words have the right tags.
func tagScores(bank []sentence, got [][]uint8, tags *tagset) string {
	var words, both, upos, xpos int
	for i, s := range bank {
		for j, w := range s {
			u, x, _ := strings.Cut(tags.names[got[i][j]], "|")
			words++
			if u == w.upos {
				upos++
			}
			if x == w.xpos {
				xpos++
			}
			if u == w.upos && x == w.xpos {
				both++
			}
		}
	}
	share := func(n int) float64 { return float64(n) / float64(words) }
	return fmt.Sprintf("UPOS %.4f, XPOS %.4f, both %.4f", share(upos), share(xpos), share(both))
}
