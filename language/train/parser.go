package main

import (
	"fmt"
	"log"
	"math/rand/v2"
	"slices"
	"sync"

	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/language/internal/linear"
	"github.com/parley-desk/parley/language/internal/parsing"
	"github.com/parley-desk/parley/language/internal/tagging"
)

type parserOptions struct {
	moveBits, labelBits uint
	epochs              int
	seeds               int // runs whose weights are summed
	seed                uint64
}

// dropped: weights of at most this many quanta are left out of the files; they
// are half of the size and nothing of the scores.
const dropped = 2

// folds is into how many parts the training data are cut, each to be annotated
// by what was trained on the others.
const folds = 5

// tree is a training sentence as the parser sees it.
type tree struct {
	words []parsing.Word
	gold  parsing.Gold
	guide *parsing.Guide // what the backward parser thinks of it
}

// reversed is the same tree read backwards.
func (t tree) reversed() tree {
	n := int32(len(t.words))
	out := tree{words: parsing.Reversed(t.words, nil)}
	for i := n - 1; i >= 0; i-- {
		head := t.gold.Heads[i]
		if head < n {
			head = n - 1 - head
		}
		out.gold.Heads = append(out.gold.Heads, head)
		out.gold.Rels = append(out.gold.Rels, t.gold.Rels[i])
	}
	return out
}

func reversedAll(trees []tree) []tree {
	out := make([]tree, len(trees))
	for i, t := range trees {
		out[i] = t.reversed()
	}
	return out
}

// guided gives the trees the guides of a backward parser.
func guided(trees []tree, p *parsing.Parser) []tree {
	out := slices.Clone(trees)
	var s parsing.Scratch
	for i, t := range trees {
		back := t.reversed()
		p.Parse(back.words, nil, &s)
		out[i].guide = &parsing.Guide{}
		out[i].guide.Take(&s.State)
	}
	return out
}

// guidedApart gives training trees guides from backward parsers trained on the
// other trees, so that they err as often as they will on new text.
func guidedApart(trees []tree, o parserOptions) []tree {
	out := make([]tree, len(trees))
	atOnce(folds, func(fold int) {
		var train, held []tree
		for i, t := range trees {
			if i%folds == fold {
				held = append(held, t)
			} else {
				train = append(train, t.reversed())
			}
		}
		mine := o
		mine.seed = uint64(100 + fold)
		p := trainParser(train, mine).pack()
		for i, t := range guided(held, p) {
			out[i*folds+fold] = t
		}
	})
	return out
}

// pack makes a parser of trained weights.
func (w parserWeights) pack() *parsing.Parser {
	move, label := w.files()
	return &parsing.Parser{Move: open(move), Label: open(label)}
}

func (w parserWeights) files() (move, label []byte) {
	return w.move.Against(parsing.Shift).Pack(dropped), w.label.Pack(dropped)
}

// relations numbers the relations by their place in language's list.
func relationOf(rel string) uint8 {
	r, ok := language.ParseRelation(rel)
	if !ok {
		log.Fatalf("the relation %q is not in language's list: add it there", rel)
	}
	return uint8(r)
}

// makeTrees joins words and their predicted tags to what the parser sees.
func makeTrees(bank []sentence, lex *lexicon, tags *tagset, predicted [][]uint8) []tree {
	out := make([]tree, 0, len(bank))
	for i, s := range bank {
		t := tree{words: make([]parsing.Word, len(s), len(s)+1)}
		words := look(lex, s)
		for j, w := range s {
			t.words[j] = tags.see(words[j], predicted[i][j])
			head := int32(w.head)
			if w.head < 0 {
				head = int32(len(s))
			}
			t.gold.Heads = append(t.gold.Heads, head)
			t.gold.Rels = append(t.gold.Rels, relationOf(w.rel))
		}
		out = append(out, t)
	}
	return out
}

func (t *tagset) see(w tagging.Word, tag uint8) parsing.Word {
	return tagging.Parseable(w, tag, t.upos[tag])
}

// jackknife tags each part of a bank with a tagger trained on the others, so
// that the parser learns from tags as wrong as those it will see.
func jackknife(bank []sentence, lex *lexicon, tags *tagset, o taggerOptions) [][]uint8 {
	out := make([][]uint8, len(bank))
	for fold := range folds {
		var train, held []sentence
		for i, s := range bank {
			if i%folds == fold {
				held = append(held, s)
			} else {
				train = append(train, s)
			}
		}
		part, err := lex.withTags(train)
		check(err)
		model, err := linear.Open(trainTagger(augmented(train), part, tags, o).Pack(0))
		check(err)
		got := tagAll(held, part, model)
		for i := range held {
			out[i*folds+fold] = got[i]
		}
		log.Printf("jackknife %d of %d", fold+1, folds)
	}
	return out
}

type parserWeights struct{ move, label *linear.Weights }

// trainParsers sums the weights of several runs that saw the sentences in
// different orders: a cheap ensemble. Two runs go at once.
func trainParsers(trees []tree, o parserOptions) parserWeights {
	runs := make([]parserWeights, o.seeds)
	atOnce(o.seeds, func(i int) {
		mine := o
		mine.seed = uint64(i + 1)
		runs[i] = trainParser(trees, mine)
	})
	for _, r := range runs[1:] {
		runs[0].move.Add(r.move)
		runs[0].label.Add(r.label)
	}
	return runs[0]
}

// atOnce calls do for 0 to n-1, two at a time.
func atOnce(n int, do func(i int)) {
	var running sync.WaitGroup
	slots := make(chan struct{}, 2)
	for i := range n {
		slots <- struct{}{}
		running.Go(func() {
			do(i)
			<-slots
		})
	}
	running.Wait()
}

// trainParser trains both models with the dynamic oracle: from the second epoch
// on it follows its own choices nine times in ten, errors and all.
func trainParser(trees []tree, o parserOptions) parserWeights {
	const follow = 0.9
	move := linear.NewTrainer(parsing.Transitions, o.moveBits)
	label := linear.NewTrainer(language.Relations, o.labelBits)
	random := rand.New(rand.NewPCG(o.seed, 2))
	var s parsing.State
	var features []linear.Feature
	scores := make([]float32, parsing.Transitions)
	labels := make([]float32, label.Classes)
	for epoch := range o.epochs {
		var moves, wrong, arcs, mislabelled int
		for _, i := range random.Perm(len(trees)) {
			t := &trees[i]
			s.Reset(t.words, t.guide)
			for !s.Done() {
				features = s.TransitionFeatures(features[:0])
				move.Score(features, scores)
				got, want, rival := choose(&s, &t.gold, scores)
				move.Step()
				moves++
				if got != want {
					wrong++
				}
				if rival >= 0 && scores[want] <= scores[rival] {
					move.Update(features, want, 1)
					move.Update(features, rival, -1)
				}
				take := want
				if epoch > 0 && random.Float64() < follow {
					take = got
				}
				var rel uint8
				if take != parsing.Shift {
					head, dep := s.Arc(take)
					features = s.LabelFeatures(head, dep, features[:0])
					label.Score(features, labels)
					rel = uint8(best(labels))
					if gold := t.gold.Rels[dep]; t.gold.Heads[dep] == head {
						arcs++
						label.Step()
						if rel != gold {
							mislabelled++
							label.Update(features, int(gold), 1)
							label.Update(features, int(rel), -1)
						}
					}
				}
				s.Do(take, rel)
			}
		}
		log.Printf("parser epoch %d: %.2f %% of moves wrong, %.2f %% of right arcs mislabelled", epoch+1,
			100*float64(wrong)/float64(moves), 100*float64(mislabelled)/float64(arcs))
	}
	return parserWeights{move.Mean(), label.Mean()}
}

// choose gives the transition that scores best, the best of those that cost
// least, and the best of those that cost more, -1 where there is none.
func choose(s *parsing.State, g *parsing.Gold, scores []float32) (got, want, rival int) {
	got, want, rival = -1, -1, -1
	var costs [parsing.Transitions]int
	least := 1 << 30
	for t := range parsing.Transitions {
		if costs[t] = 1 << 30; s.Allowed(t) {
			costs[t] = s.Cost(t, g)
			least = min(least, costs[t])
		}
	}
	better := func(t, than int) bool { return than < 0 || scores[t] > scores[than] }
	for t := range parsing.Transitions {
		switch {
		case costs[t] == 1<<30:
			continue
		case costs[t] == least && better(t, want):
			want = t
		case costs[t] > least && better(t, rival):
			rival = t
		}
		if better(t, got) {
			got = t
		}
	}
	return got, want, rival
}

type attachment struct{ words, heads, both int }

func (a attachment) String() string {
	return fmt.Sprintf("UAS %.4f, LAS %.4f", float64(a.heads)/float64(a.words), float64(a.both)/float64(a.words))
}

// evaluate parses trees and counts right heads, and right heads with relations without subtypes.
func evaluate(p *parsing.Parser, trees []tree) attachment {
	var a attachment
	var s parsing.Scratch
	for i := range trees {
		t := &trees[i]
		p.Parse(t.words, t.guide, &s)
		for j := range t.words {
			head := s.State.Head(j)
			if head < 0 {
				head = int32(len(t.words))
			}
			a.words++
			if head == t.gold.Heads[j] {
				a.heads++
				if language.Relation(s.State.Rel(j)).Base() == language.Relation(t.gold.Rels[j]).Base() {
					a.both++
				}
			}
		}
	}
	return a
}
