package sparse

import (
	"math/rand/v2"
	"testing"
)

func TestEachRowIsFoundWhereItWasKept(t *testing.T) {
	t.Parallel()
	for _, rows := range []int{1, 43, 44, 45, 1000} {
		for _, share := range []float64{0, 0.02, 0.5, 1} {
			random := rand.New(rand.NewPCG(uint64(rows), 1))
			x, kept := NewIndex(rows), map[int]uint32{}
			for row := range rows {
				if random.Float64() < share {
					kept[row] = uint32(len(kept))
					if !x.Keep(row) {
						t.Fatalf("row %d of %d was refused", row, rows)
					}
				}
			}
			for row := range rows {
				want, is := kept[row]
				at, has := x.Find(uint64(row))
				if (has == 1) != is || is && at != want {
					t.Errorf("%d rows, share %v: row %d is at %d (kept %d), want %d (%v)", rows, share, row, at, has, want, is)
				}
			}
		}
	}
}
