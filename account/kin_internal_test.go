package account

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// Counting shingles on all cores finds the kin that comparing all with all does.
func TestKinAreThoseThatComparingAllWithAllFinds(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		reports := rapid.SliceOfN(rapid.Custom(aSketch), 0, 20).Draw(rt, "reports")
		want := map[int]kinship{}
		for i, a := range reports {
			for j, b := range reports[:i] {
				n := common(a.Sketch, b.Sketch)
				if reason := sameOrigin(a, b, n); n > 0 && reason != "" {
					want[i] = kinship{j, reason}
					break
				}
			}
		}
		if diff := cmp.Diff(want, kin(reports), cmp.AllowUnexported(kinship{})); diff != "" {
			rt.Fatal(diff)
		}
	})
}

// aSketch draws a report of few shingles and quotations, some of which others have too.
func aSketch(t *rapid.T) *Contribution {
	hashes := func(of uint64, longest int) []uint64 {
		drawn := rapid.SliceOfN(rapid.Uint64Range(1, of), 0, longest).Draw(t, "hashes")
		for i := range drawn {
			drawn[i] <<= 20 // as far apart as hashes are: the index keeps their first bits
		}
		return sortedHashes(drawn)
	}
	return &Contribution{SHA256: fmt.Sprint(rapid.IntRange(0, 30).Draw(t, "text")), Agency: rapid.SampledFrom([]string{"", "", "AP", "ap", "Reuters"}).Draw(t, "agency"),
		Sketch: hashes(40, 16), Quotes: hashes(8, 4)}
}
