package parsing

import (
	"math/rand/v2"
	"testing"
)

// projective makes a random projective tree over n words: the root's index is n.
func projective(random *rand.Rand, n int) Gold {
	g := Gold{Heads: make([]int32, n), Rels: make([]uint8, n)}
	var hang func(from, to int, head int32)
	hang = func(from, to int, head int32) {
		if from >= to {
			return
		}
		top := from + random.IntN(to-from)
		g.Heads[top] = head
		for _, side := range [][2]int{{from, top}, {top + 1, to}} {
			for at := side[0]; at < side[1]; {
				end := at + 1 + random.IntN(side[1]-at)
				hang(at, end, int32(top))
				at = end
			}
		}
	}
	hang(0, n, int32(n))
	return g
}

func TestOracleLeadsToGold(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	var s State
	for range 300 {
		n := 1 + random.IntN(20)
		g := projective(random, n)
		s.Reset(make([]Word, n, n+1), nil)
		for !s.Done() {
			took := -1
			for _, transition := range random.Perm(Transitions) {
				if s.Allowed(transition) && s.Cost(transition, &g) == 0 {
					took = transition
					break
				}
			}
			if took < 0 {
				t.Fatalf("no transition without cost: heads %v", g.Heads)
			}
			s.Do(took, 0)
		}
		for i, want := range g.Heads {
			if got := s.nodes[i].head; got != want {
				t.Fatalf("word %d hangs on %d, want %d of %v", i, got, want, g.Heads)
			}
		}
	}
}

func TestAnyPathEndsInATreeWithOneRoot(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(3, 4))
	var s State
	for range 300 {
		n := 1 + random.IntN(30)
		words := make([]Word, n, n+1)
		for i := range words {
			words[i].Kind = Kind(random.IntN(6))
		}
		s.Reset(words, nil)
		for steps := 0; !s.Done(); steps++ {
			if steps > 2*n {
				t.Fatal("more transitions than 2n")
			}
			var can []int
			for transition := range Transitions {
				if s.Allowed(transition) {
					can = append(can, transition)
				}
			}
			if len(can) == 0 {
				t.Fatal("stuck: no transition is allowed")
			}
			s.Do(can[random.IntN(len(can))], uint8(random.IntN(50)))
		}
		roots := 0
		for i := range n {
			if s.Head(i) < 0 {
				roots++
			}
		}
		if roots != 1 {
			t.Errorf("%d roots in %d words", roots, n)
		}
	}
}
