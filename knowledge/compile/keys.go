package main

import (
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/parley-desk/parley/knowledge/fold"
	"github.com/parley-desk/parley/knowledge/gazetteer"
)

// keyer makes the keys under which places are found.
type keyer struct {
	folder *fold.Folder
	words  []string // that say what kind of region it is
}

// newKeyer reads the tables that the look-up folds with.
func newKeyer(data string) (*keyer, error) {
	letters := map[rune]string{}
	rows, err := table(data + "/letters.tsv")
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		for _, letter := range r[1] {
			letters[letter] = r[0]
		}
	}
	k := &keyer{folder: fold.New(letters)}
	rows, err = table(data + "/regionwords.tsv")
	for _, r := range rows {
		if r[1] != "part" && r[1] != "place" {
			k.words = append(k.words, r[0])
		}
	}
	slices.SortStableFunc(k.words, func(x, y string) int { return len(y) - len(x) }) // "province du" before "province"
	return k, err
}

// table reads a table's rows, without comments and head.
func table(path string) ([][]string, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var rows [][]string
	for l := range strings.Lines(string(text)) {
		if l = strings.TrimRight(l, "\n"); l != "" && l[0] != '#' {
			rows = append(rows, strings.Split(l, "\t"))
		}
	}
	return rows[1:], nil
}

// wellSpelt are countries whose small places are known in English reports by
// one name: their alternates (postal names, other languages) are noise below
// alternateFrom people.
var wellSpelt = strings.Fields("US CA GB IE AU NZ DE FR IT ES PT NL BE CH AT SE NO DK FI IS LU JP KR BR AR CL PE MX CZ SK PL HU SI HR RO BG GR EE LV LT ID MY TH TW CR PA EC BO PY UY DO CU GT HN NI SV ZA")

const alternateFrom = 20000

// arabic are countries where the article before a name comes and goes.
var arabic = strings.Fields("AE BH DJ DZ EG IL IQ JO KW LB LY MA MR OM PS QA SA SD SO SY TD TN YE EH IR")

// source turns a place into what the file takes.
func (k *keyer) source(p *place) gazetteer.Source {
	s := gazetteer.Source{Name: p.name, Country: p.country, Admin1: p.admin1, Admin2: p.admin2, GeoNames: p.id, Population: p.population, Code: p.code}
	s.Lat, _ = strconv.ParseFloat(p.lat, 64)
	s.Lon, _ = strconv.ParseFloat(p.lon, 64)
	s.Keys, s.Alternates, s.Heads = k.keys(p.name, slices.Contains(arabic, p.country))
	small := p.population < alternateFrom && slices.Contains(wellSpelt, p.country)
	for i, a := range p.alternates {
		if i > 0 && small || !worthHaving(a) {
			continue
		}
		keys, bare, heads := k.keys(a, slices.Contains(arabic, p.country))
		if i == 0 { // the ASCII name is a name
			s.Keys = append(s.Keys, keys...)
		} else {
			s.Alternates = append(s.Alternates, keys...)
		}
		s.Alternates = append(s.Alternates, bare...)
		s.Heads = append(s.Heads, heads...)
	}
	return s
}

// keys gives a name's key, its key without an article, and the keys with which these begin.
func (k *keyer) keys(name string, article bool) (keys, bare, heads []fold.Key) {
	var f fold.Name
	k.folder.Add(&f, name)
	if f.Empty() || f.Long {
		return nil, nil, nil
	}
	keys, heads = append(keys, f.Key()), append(heads, f.Head(), fold.Start.Add(f.Token(0, true)))
	if article && f.HasArticle() {
		bare = append(bare, f.Bare())
		heads = append(heads, fold.Start.Add(f.Token(1, f.Tokens() == 2)), fold.Start.Add(f.Token(1, true)))
	}
	return keys, bare, heads
}

// worthHaving tells whether an alternate name may stand in an English report:
// Latin letters, no code of an airport or a post office, no sentence.
func worthHaving(name string) bool {
	letters, upper := 0, 0
	for _, r := range name {
		switch {
		case unicode.IsDigit(r) || r == '(' || r == '/' || r == ':':
			return false
		case unicode.IsLetter(r):
			if !unicode.Is(unicode.Latin, r) {
				return false
			}
			letters++
			if unicode.IsUpper(r) {
				upper++
			}
		}
	}
	return letters > 2 && len(name) <= 32 && (upper != letters || letters > 4) && upper > 0
}

// readRegions reads admin1.json or admin2.json.
func readRegions(path string, k *keyer) ([]gazetteer.Region, error) {
	var rows []struct{ Code, Name string }
	if err := readJSON(path, &rows); err != nil {
		return nil, err
	}
	var regions []gazetteer.Region
	for _, r := range rows {
		region := gazetteer.Region{Code: r.Code, Name: r.Name}
		region.Keys, region.Alternates, region.Heads = k.keys(r.Name, slices.Contains(arabic, r.Code[:2]))
		if bare := k.strip(r.Name); bare != r.Name {
			keys, more, heads := k.keys(bare, slices.Contains(arabic, r.Code[:2]))
			region.Alternates = slices.Concat(region.Alternates, keys, more)
			region.Heads = append(region.Heads, heads...)
		}
		regions = append(regions, region)
	}
	return regions, nil
}

// strip cuts the word that says what kind of region it is: "Kyiv Oblast", "Caza de Tyr".
func (k *keyer) strip(name string) string {
	lower := strings.ToLower(name)
	for _, w := range k.words {
		switch {
		case strings.HasSuffix(lower, " "+w):
			return strings.TrimSpace(name[:len(name)-len(w)-1])
		case strings.HasPrefix(lower, w+" ") && len(lower) == len(name):
			return strings.TrimSpace(strings.TrimPrefix(name[len(w)+1:], "of "))
		}
	}
	return name
}
