package linear

import (
	"math/rand/v2"
	"testing"
)

// naive sums weights the slow way.
func naive(w *Weights, features []Feature) []float64 {
	out := make([]float64, w.Classes)
	scale := w.scale()
	for _, f := range features {
		row := int(f >> (64 - w.bits))
		for c := range out {
			out[c] += float64(quantise(float64(w.values[row*w.Classes+c]) / scale))
		}
	}
	return out
}

func TestPackedModelScoresAsItsWeights(t *testing.T) {
	t.Parallel()
	for _, classes := range []int{2, 3, 8, 9, 40, 73, 80} {
		random := rand.New(rand.NewPCG(uint64(classes), 7))
		trainer := NewTrainer(classes, 6)
		features := make([]Feature, 50)
		for range 300 {
			for i := range features {
				features[i] = random.Uint64()
			}
			trainer.Step()
			trainer.Update(features, random.IntN(classes), float32(random.IntN(5)-2))
		}
		w := trainer.Mean()
		m, err := Open(w.Pack(0))
		if err != nil {
			t.Fatal(err)
		}
		var got [MaxWords * lanes]int32
		m.Score(features, &got)
		for c, want := range naive(w, features) {
			if float64(got[c]) != want {
				t.Errorf("%d classes: class %d scores %d, want %v", classes, c, got[c], want)
			}
		}
	}
}

func TestAgainstKeepsDecisions(t *testing.T) {
	t.Parallel()
	w := &Weights{Classes: 3, bits: 0, values: []float32{1, -2, 5}}
	got := w.Against(0)
	if got.Classes != 2 || got.values[0] != -3 || got.values[1] != 4 {
		t.Errorf("got %v", got.values)
	}
}

func TestTrainerLearnsWhatCanBeLearnt(t *testing.T) {
	t.Parallel()
	trainer := NewTrainer(2, 8)
	scores := make([]float32, 2)
	examples := [][]Feature{{Spread(1), Spread(2)}, {Spread(1), Spread(3)}}
	for range 10 {
		for want, f := range examples {
			trainer.Score(f, scores)
			trainer.Step()
			if got := 1 - want; scores[got] >= scores[want] {
				trainer.Update(f, want, 1)
				trainer.Update(f, got, -1)
			}
		}
	}
	m, err := Open(trainer.Mean().Pack(0))
	if err != nil {
		t.Fatal(err)
	}
	for want, f := range examples {
		var out [MaxWords * lanes]int32
		m.Score(f, &out)
		if Best(out[:2]) != want {
			t.Errorf("example %d is classed %d", want, Best(out[:2]))
		}
	}
}

func FuzzOpen(f *testing.F) {
	w := &Weights{Classes: 2, bits: 1, values: []float32{1, -2, 5, 0}}
	f.Add(w.Pack(0))
	f.Add([]byte("PLM2"))
	f.Fuzz(func(_ *testing.T, data []byte) {
		m, err := Open(data)
		if err != nil {
			return
		}
		var out [MaxWords * lanes]int32
		m.Score([]Feature{0, ^uint64(0), golden}, &out)
	})
}
