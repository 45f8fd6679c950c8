package pdf

import "math"

// matrix is a transformation (8.3.3): x' = a·x + c·y + e, y' = b·x + d·y + f.
type matrix struct{ a, b, c, d, e, f float64 }

var identity = matrix{a: 1, d: 1}

// times is first m, then n.
func (m matrix) times(n matrix) matrix {
	return matrix{
		m.a*n.a + m.b*n.c, m.a*n.b + m.b*n.d,
		m.c*n.a + m.d*n.c, m.c*n.b + m.d*n.d,
		m.e*n.a + m.f*n.c + n.e, m.e*n.b + m.f*n.d + n.f,
	}
}

// moved is m after a move.
func (m matrix) moved(x, y float64) matrix { return matrix{1, 0, 0, 1, x, y}.times(m) }

// quarter is in which of four directions text runs: 0 to the right, 1 up, 2 to the left, 3 down; -1 aslant.
func (m matrix) quarter() int {
	turns := math.Atan2(m.b, m.a) / (math.Pi / 2)
	nearest := math.Round(turns)
	if math.IsNaN(turns) || math.Abs(turns-nearest) > .1 {
		return -1
	}
	return (int(nearest) + 4) % 4
}

// upright turns text that runs in a direction so that it runs to the right.
var upright = [4]matrix{identity, {b: -1, c: 1}, {a: -1, d: -1}, {b: 1, c: -1}}

func matrixOf(v []float64) matrix {
	if len(v) < 6 {
		return identity
	}
	return matrix{v[0], v[1], v[2], v[3], v[4], v[5]}
}
