package chain

import "math"

// Lattice holds the scores of one sequence and finds its best labels and its
// sums. It keeps its space from sequence to sequence; it is not safe for many goroutines.
type Lattice struct {
	Scores  []Scores // of each position
	Allowed []uint8  // by position: a bit for each label that may stand there
	follows [Lanes]uint8
	labels  int
	turned  [Lanes][Lanes]float64 // exponentials of the pairs, 0 where one may not follow the other
	pairs   *Pairs

	Forward, Backward [][Lanes]float64 // scaled to add up to 1 at each position
	weight            [][Lanes]float64 // exponentials of the scores
	total             float64          // logarithm of the sum of all paths
	scale             []float64
	back              [2][][Lanes]uint8
	path              []uint8
}

// NewLattice makes a lattice for a number of labels of which follows tells
// which may stand behind which; the first position is as behind label 0.
func NewLattice(labels int, follows func(before, label int) bool) *Lattice {
	l := &Lattice{labels: labels}
	for p := range labels {
		for n := range labels {
			if follows(p, n) {
				l.follows[p] |= 1 << n
			}
		}
	}
	return l
}

// Reset makes room for n positions at which every label is allowed.
func (l *Lattice) Reset(pairs *Pairs, n int) {
	l.pairs = pairs
	if cap(l.Scores) < n {
		l.Scores, l.Allowed = make([]Scores, n, 2*n), make([]uint8, n, 2*n)
		l.Forward, l.Backward, l.weight = make([][Lanes]float64, n, 2*n), make([][Lanes]float64, n, 2*n), make([][Lanes]float64, n, 2*n)
		l.scale, l.path = make([]float64, n, 2*n), make([]uint8, n, 2*n)
		l.back = [2][][Lanes]uint8{make([][Lanes]uint8, n, 2*n), make([][Lanes]uint8, n, 2*n)}
	}
	l.Scores, l.Allowed, l.Forward, l.Backward = l.Scores[:n], l.Allowed[:n], l.Forward[:n], l.Backward[:n]
	l.weight, l.scale, l.path = l.weight[:n], l.scale[:n], l.path[:n]
	l.back[0], l.back[1] = l.back[0][:n], l.back[1][:n]
	all := uint8(1)<<l.labels - 1
	if l.labels == Lanes {
		all = 0xFF
	}
	for i := range l.Allowed {
		l.Allowed[i] = all
	}
}

// never is the score of what may not be.
const never = -1e30

// Best are the labels of the best path, valid until the next call.
func (l *Lattice) Best() []uint8 { return l.best(0) }

// BestWith are the labels of the best path on which a label stands somewhere, valid until the next call.
func (l *Lattice) BestWith(label int) []uint8 { return l.best(1 << label) }

// best finds the best path, of those that have one of the wanted labels where any is wanted
// (Viterbi over labels twice: before a wanted one was met, and since).
func (l *Lattice) best(wanted uint8) []uint8 {
	n := len(l.Scores)
	if n == 0 {
		return nil
	}
	last := l.enter(wanted)
	for i := 1; i < n; i++ {
		last = l.advance(i, &last, wanted)
	}
	met := 0
	if wanted != 0 {
		met = 1
	}
	best := 0
	for k := range l.labels {
		if last[met][k] > last[met][best] {
			best = k
		}
	}
	for i := n - 1; i >= 0; i-- {
		l.path[i] = uint8(best)
		from := l.back[met][i][best]
		best, met = int(from&15), int(from>>4)
	}
	return l.path
}

// layers are the scores of the best paths to each label: before a wanted label was met, and since.
type layers [2]Scores

// enter scores the first position.
func (l *Lattice) enter(wanted uint8) (now layers) {
	for k := range l.labels {
		now[0][k], now[1][k] = never, never
		if l.follows[0]&l.Allowed[0]>>k&1 == 1 {
			now[wanted>>k&1][k] = l.Scores[0][k] + l.pairs[0][k]
		}
	}
	return now
}

// advance scores position i from the one before it.
func (l *Lattice) advance(i int, last *layers, wanted uint8) (now layers) {
	for met := range 1 + int(min(wanted, 1)) {
		for k := range l.labels {
			now[met][k] = never
			if l.Allowed[i]>>k&1 == 0 || met == 0 && wanted>>k&1 == 1 {
				continue
			}
			for from := met * int(1-wanted>>k&1); from <= met; from++ {
				l.extend(i, k, met, from, last, &now)
			}
			now[met][k] += l.Scores[i][k]
		}
	}
	return now
}

// extend tries all labels behind which label k may stand.
func (l *Lattice) extend(i, k, met, from int, last, now *layers) {
	for p := range l.labels {
		if l.follows[p]>>k&1 == 0 {
			continue
		}
		if s := last[from][p] + l.pairs[p][k]; s > now[met][k] {
			now[met][k], l.back[met][i][k] = s, uint8(p|from<<4)
		}
	}
}

// prepare fills the exponentials, each position's scaled by its largest score.
func (l *Lattice) prepare() {
	l.total = 0
	for p := range l.labels {
		for k := range l.labels {
			l.turned[p][k] = 0
			if l.follows[p]>>k&1 == 1 {
				l.turned[p][k] = math.Exp(float64(l.pairs[p][k]))
			}
		}
	}
	for i := range l.Scores {
		most := float32(never)
		for k := range l.labels {
			if l.Allowed[i]>>k&1 == 1 {
				most = max(most, l.Scores[i][k])
			}
		}
		l.total += float64(most)
		for k := range l.labels {
			l.weight[i][k] = 0
			if l.Allowed[i]>>k&1 == 1 {
				l.weight[i][k] = math.Exp(float64(l.Scores[i][k] - most))
			}
		}
	}
}

// Sums fills Forward and gives whether any path is allowed.
func (l *Lattice) Sums() bool {
	l.prepare()
	for i := range l.Scores {
		sum := 0.0
		for k := range l.labels {
			in := 0.0
			if i == 0 {
				in = l.turned[0][k]
			} else {
				for p := range l.labels {
					in += l.Forward[i-1][p] * l.turned[p][k]
				}
			}
			l.Forward[i][k] = in * l.weight[i][k]
			sum += l.Forward[i][k]
		}
		if !(sum > 0) {
			return false
		}
		l.scale[i] = sum
		l.total += math.Log(sum)
		for k := range l.labels {
			l.Forward[i][k] /= sum
		}
	}
	return true
}

// BackwardSums fills Backward, after Sums: at each position Forward times Backward is how likely each label is.
func (l *Lattice) BackwardSums() {
	n := len(l.Scores)
	for i := n - 1; i >= 0; i-- {
		for p := range l.labels {
			l.Backward[i][p] = 1
			if i == n-1 {
				continue
			}
			out := 0.0
			for k := range l.labels {
				out += l.turned[p][k] * l.weight[i+1][k] * l.Backward[i+1][k]
			}
			l.Backward[i][p] = out / l.scale[i+1]
		}
	}
}

// PairShare is how likely labels p and k stand at positions i-1 and i, after BackwardSums.
func (l *Lattice) PairShare(i, p, k int) float64 {
	return l.Forward[i-1][p] * l.turned[p][k] * l.weight[i][k] * l.Backward[i][k] / l.scale[i]
}

// Share is how likely the run of labels from position first on is, all else
// open, after Sums and BackwardSums.
func (l *Lattice) Share(first int, labels []uint8) float64 {
	share := l.Forward[first][labels[0]]
	for j := 1; j < len(labels); j++ {
		i := first + j
		share *= l.turned[labels[j-1]][labels[j]] * l.weight[i][labels[j]] / l.scale[i]
	}
	return share * l.Backward[first+len(labels)-1][labels[len(labels)-1]]
}

// PathShare is how likely a whole path is, after Sums.
func (l *Lattice) PathShare(labels []uint8) float64 {
	if len(labels) == 0 {
		return 0
	}
	share := l.Forward[0][labels[0]]
	for i := 1; i < len(labels); i++ {
		share *= l.turned[labels[i-1]][labels[i]] * l.weight[i][labels[i]] / l.scale[i]
	}
	return share
}

// Follows tells whether a label may stand behind another.
func (l *Lattice) Follows(before, label int) bool { return l.follows[before]>>label&1 == 1 }
