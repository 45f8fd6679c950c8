package account

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/parley-desk/parley/claim"
)

// How two places agree does not hang on which book met which of them first, but on which is told of first.
func TestPlacesAgreeWhateverTheirNumbers(t *testing.T) {
	t.Parallel()
	name := rapid.SampledFrom([]string{"", "Ford", "Mill", "Mill District"})
	place := rapid.Custom(func(t *rapid.T) located {
		s := Spot{Name: name.Draw(t, "name"), Country: rapid.SampledFrom([]string{"", "AAA", "BBB"}).Draw(t, "country"), Admin2: name.Draw(t, "admin2"), Lat: float64(rapid.IntRange(0, 3).Draw(t, "lat")) / 10,
			Kind:  rapid.SampledFrom([]claim.PlaceKind{claim.PlaceCity, claim.PlaceVillage, claim.PlaceCountry, claim.PlaceAdmin1}).Draw(t, "kind"),
			Basis: rapid.SampledFrom([]claim.PlaceBasis{claim.PlaceStated, claim.PlaceInherited}).Draw(t, "basis")}
		return located{place: s, name: s.Name, plain: folded(s.Name), within: rapid.SampledFrom([]string{"", "the Valley"}).Draw(t, "within")}
	})
	rapid.Check(t, func(rt *rapid.T) {
		places := rapid.SliceOfNDistinct(place, 1, 8, func(l located) Spot { return l.place }).Draw(rt, "places")
		g := &gazette{}
		for _, n := range rapid.Permutation(places).Draw(rt, "as they are numbered") {
			g.take(n)
		}
		var told []*weighed
		for _, l := range places {
			l.spot = g.take(l)
			told = append(told, &weighed{telling: &telling{located: l}})
		}
		n := g.nearnesses(told)
		for i, a := range told {
			about := map[int32]bool{}
			for _, spot := range n.about[a.spot] {
				about[spot] = true
			}
			for _, o := range told[i:] {
				want, _ := nearness(&a.located, &o.located)
				if got := n.near(o.spot, a.spot); got != want || got != n.near(a.spot, o.spot) {
					rt.Errorf("%+v and %+v: %d, not %d", a.place, o.place, got, want)
				}
				meet := want > nearHolds || want == nearHolds && !isCountry(a.place) && !isCountry(o.place)
				if meet && !about[o.spot] {
					rt.Errorf("%+v and %+v do not meet", a.place, o.place)
				}
			}
		}
	})
}
