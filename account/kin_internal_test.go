package account

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// Counting shingles on all cores finds the kin that comparing all with all does.
func TestKinAreThoseThatComparingAllWithAllFinds(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		reports := rapid.SliceOfN(rapid.Custom(aSketch), 0, 20).Draw(rt, "reports")
		want := make([]kinship, len(reports))
		for i, a := range reports {
			for j, b := range reports[:i] {
				n := common(a.Sketch, b.Sketch)
				if reason := sameOrigin(a, b, n); n > 0 && reason != "" {
					want[i] = kinship{j, reason}
					break
				}
			}
		}
		known := rapid.IntRange(0, len(reports)).Draw(rt, "known")
		for _, n := range []int{0, known} {
			if diff := cmp.Diff(want, kin(reports, want[:n]), cmp.AllowUnexported(kinship{}), cmpopts.EquateEmpty()); diff != "" {
				rt.Fatalf("of %d known: %s", n, diff)
			}
		}
	})
}

// What was kept is used as far as the same reports stand in the same order, and no further.
func TestKeptKinshipsAreThoseFoundAnew(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		before := rapid.SliceOfN(rapid.Custom(aSketch), 0, 20).Draw(rt, "before")
		now := slices.Clone(before)
		for range rapid.IntRange(0, 3).Draw(rt, "new") {
			now = slices.Insert(now, rapid.IntRange(0, len(now)).Draw(rt, "at"), rapid.Custom(aSketch).Draw(rt, "report"))
		}
		var kept []byte
		first, _ := kinOfAll(before, nil, func(data []byte) { kept = data })
		first()
		if len(kept) > 0 && rapid.Bool().Draw(rt, "broken") {
			kept[rapid.IntRange(0, len(kept)-1).Draw(rt, "byte")] ^= 1
		}
		again, _ := kinOfAll(now, kept, func([]byte) {})
		if diff := cmp.Diff(kin(now, nil), again(), cmp.AllowUnexported(kinship{}), cmpopts.EquateEmpty()); diff != "" {
			rt.Fatal(diff)
		}
	})
}

// What is known of other reports is used where it holds, wherever some came or went between.
func TestKinshipsAfterAChangeAreThoseFoundAnew(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		before := rapid.SliceOfN(rapid.Custom(aSketch), 0, 90).Draw(rt, "before") // more than a shingle is compared with
		now := slices.Clone(before)
		for range rapid.IntRange(0, 3).Draw(rt, "new") {
			now = slices.Insert(now, rapid.IntRange(0, len(now)).Draw(rt, "at"), rapid.Custom(aSketch).Draw(rt, "report"))
		}
		for range min(len(now), rapid.IntRange(0, 2).Draw(rt, "gone")) {
			at := rapid.IntRange(0, len(now)-1).Draw(rt, "which")
			now = slices.Delete(now, at, at+1)
		}
		if diff := cmp.Diff(kin(now, nil), kinAfterChange(now, before, kin(before, nil)), cmp.AllowUnexported(kinship{}), cmpopts.EquateEmpty()); diff != "" {
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
