package knowledge

import (
	"slices"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/knowledge/gazetteer"
)

// feature is a row of features.tsv: a place that lists of cities lack.
type feature struct {
	name      string
	kind      claim.PlaceKind
	countries []int // indexes into states
	admin1    string
	region    int32 // the gazetteer's number of admin1, -1 where there is none
	lat, lon  float64
	extent    int // km
	names     []string
	source    string
	row       string
}

// alias is one more name for a place of the gazetteer.
type alias struct {
	ref gazetteer.Ref
}

// loadFeatures reads the curated places and the words for regions.
func (b *Base) loadFeatures(t *tables) error {
	b.byCountry = b.countryNumbers()
	rows, err := t.rows("features.tsv", "name", "names", "kind", "countries", "admin1", "lat", "lon", "extent", "source")
	if err != nil {
		return err
	}
	for _, r := range rows {
		f, err := b.newFeature(r)
		if err != nil {
			return err
		}
		b.features = append(b.features, f)
		b.addNames(entryFeature, len(b.features)-1, append(r.list("names"), f.name)...)
	}
	rows, err = t.rows("regionwords.tsv", "word", "level")
	if err != nil {
		return err
	}
	for _, r := range rows {
		switch r.get("level") {
		case "part":
			b.parts[r.get("word")] = true
			continue
		case "place":
			b.kinds[r.get("word")] = true
			continue
		case "way":
			b.ways[r.get("word")] = true
			continue
		}
		if b.words[r.get("word")], err = r.number("level"); err != nil {
			return err
		}
	}
	return nil
}

var featureKinds = []claim.PlaceKind{claim.PlaceRegion, claim.PlaceBorder, claim.PlaceCrossing, claim.PlaceWater, claim.PlaceMountain, claim.PlaceFacility,
	claim.PlaceCamp, claim.PlaceRoad, claim.PlaceCity, claim.PlaceVillage, claim.PlaceAdmin1, claim.PlaceAdmin2, claim.PlaceOther}

// newFeature reads one curated place.
func (b *Base) newFeature(r row) (feature, error) {
	f := feature{name: r.get("name"), kind: claim.PlaceKind(r.get("kind")), admin1: r.get("admin1"), names: r.list("names"), source: r.get("source"), row: r.where()}
	if !slices.Contains(featureKinds, f.kind) {
		return f, r.fail("kind must be one of %v, is %q", featureKinds, f.kind)
	}
	for _, iso := range r.list("countries") {
		i, ok := b.isos[iso]
		if !ok {
			return f, r.fail("countries must be ISO 3166-1 alpha-3 codes of states.tsv, has %q", iso)
		}
		f.countries = append(f.countries, i)
	}
	if f.region = -1; f.admin1 != "" {
		ref, ok := b.refNamed(f.admin1, "admin1", r.list("countries")[0])
		if !ok {
			return f, r.fail("admin1 must be a region of the gazetteer, is %q", f.admin1)
		}
		_, region, _ := b.gazetteer.Regions(ref)
		f.region = int32(region)
	}
	var err error
	if f.extent, err = r.number("extent"); err != nil {
		return f, err
	}
	f.lat, f.lon, err = r.point()
	return f, err
}

// countryNumbers maps the gazetteer's countries to states; those that are none (-1) stay out.
func (b *Base) countryNumbers() []int {
	numbers := make([]int, b.gazetteer.Countries())
	for i := range numbers {
		if n, ok := b.iso2[b.gazetteer.Country(i)]; ok {
			numbers[i] = n
		} else {
			numbers[i] = -1
		}
	}
	return numbers
}

// loadRegionNames reads further names and abbreviations of the gazetteer's places.
func (b *Base) loadRegionNames(t *tables) error {
	rows, err := t.rows("placenames.tsv", "place", "level", "country", "names", "short", "lat", "lon")
	if err != nil {
		return err
	}
	for _, r := range rows {
		ref, ok := b.refNamed(r.get("place"), r.get("level"), r.get("country"))
		if !ok {
			return r.fail("the gazetteer has no %s %q in %s", r.get("level"), r.get("place"), r.get("country"))
		}
		b.aliases = append(b.aliases, alias{ref})
		b.addNames(entryAlias, len(b.aliases)-1, r.list("names")...)
		for _, s := range r.list("short") {
			b.short[s] = alias{ref}
		}
		if r.get("lat") != "" {
			lat, lon, err := r.point()
			if err != nil {
				return err
			}
			b.points[ref] = [2]float64{lat, lon}
		}
	}
	return nil
}

// refNamed finds the gazetteer's place of that name, level and country.
func (b *Base) refNamed(name, level, country string) (gazetteer.Ref, bool) {
	want := map[string]gazetteer.Level{"place": gazetteer.Populated, "admin1": gazetteer.Admin1, "admin2": gazetteer.Admin2}[level]
	i, ok := b.isos[country]
	if !ok {
		return 0, false
	}
	first, end := b.gazetteer.Find(b.folder.Key(name))
	for ; first < end; first++ {
		ref, _ := b.gazetteer.Hit(first)
		c, _, _ := b.gazetteer.Regions(ref)
		if at, _ := b.gazetteer.Level(ref); at == want && b.byCountry[c] == i {
			return ref, true
		}
	}
	return 0, false
}
