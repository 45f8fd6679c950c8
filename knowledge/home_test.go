package knowledge

import (
	"strings"
	"testing"
)

// A small place abroad is not meant where a report is at home elsewhere: its namesake at home is, listed or not. A large
// one, and one whose country stands beside it, is.
func TestNamesakesAtHome(t *testing.T) {
	t.Parallel()
	b := loaded(t)
	const line = "SAN SALVADOR, 3 March -- "
	for _, tt := range []struct{ text, name, country string }{
		{"Rebels attacked a post in San Ramon, the army of the country said.", "San Ramon", "?"},
		{"Rebels attacked a post in San Ramon, California, it was said.", "San Ramon", "USA"},
		{"Rebels attacked a post in La Libertad, it was said.", "La Libertad", "SLV"},
		{"Rebels attacked a post in San Francisco, the army of the country said.", "San Francisco", "SLV"},
		{"Rebels met envoys in Washington, it was said.", "Washington", "USA"},
		{"Rebels met envoys in Miami, it was said.", "Miami", "USA"},
		{"Rebels met envoys in Caracas, it was said.", "Caracas", "VEN"},
		{"Rebels met envoys in Doha, it was said.", "Doha", "QAT"},
		{"Rebels burned a bus in Santa Marta, it was said.", "Santa Marta", "?"},
		{"Rebels burned a bus in Santa Marta, Colombia, it was said.", "Santa Marta", "COL"},
	} {
		text := line + tt.text
		names := []string{"SAN SALVADOR", tt.name}
		context := Context{Text: text, Lines: []int{0}, Nations: []Nation{{Country: "SLV"}}}
		for _, land := range []string{"California", "Colombia"} {
			if strings.Contains(tt.text, land) {
				names = append(names, land)
			}
		}
		got := b.Resolve(mentionsOf(t, text, names...), context)[1]
		if got.Known != (tt.country != "?") || got.Known && got.Country != tt.country {
			t.Errorf("%q: %s, %s, known %t; want %s", text, got.Name, got.Country, got.Known, tt.country)
		}
	}
}

// Small names that another country has too bear no witness for each other; what lies about a place at home does, for one that no other
// country has.
func TestSmallNamesAreNoWitnesses(t *testing.T) {
	t.Parallel()
	b := loaded(t)
	for _, tt := range []struct {
		text    string
		names   []string
		of      int // the name asked for
		home    string
		country string
	}{
		{"SAN SALVADOR, 3 March -- Rebels attacked posts in La Palma, La Laguna and El Bejuco, and in Chalatenango, the Salvadoran army said.", []string{"SAN SALVADOR", "La Palma", "La Laguna", "El Bejuco", "Chalatenango"}, 1, "SLV", "?"},
		{"ISLAMABAD, 3 March -- Posts opposite Spin Boldak were attacked. The gate at Chaman was closed, Pakistan said.", []string{"ISLAMABAD", "Spin Boldak", "Chaman", "Pakistan"}, 1, "PAK", "AFG"},
		{"SAN SALVADOR, 3 March -- Talks in San Salvador and in Paris failed, France said. Rebels shelled Usulutan.", []string{"SAN SALVADOR", "San Salvador", "Paris", "France", "Usulutan"}, 2, "SLV", "FRA"},
	} {
		got := b.Resolve(mentionsOf(t, tt.text, tt.names...), Context{Text: tt.text, Lines: []int{0}, Nations: []Nation{{Country: tt.home}}})[tt.of]
		if got.Known != (tt.country != "?") || got.Known && got.Country != tt.country {
			t.Errorf("%q in %q: %s, %s, known %t; want %s", tt.names[tt.of], tt.text, got.Name, got.Country, got.Known, tt.country)
		}
	}
}

// A street has the name of many a town, and is none.
func TestStreetsAreNoTowns(t *testing.T) {
	t.Parallel()
	b := loaded(t)
	for _, tt := range []struct {
		text, name string
		known      bool
	}{
		{"A bomb exploded on San Diego Street in the capital.", "San Diego", false},
		{"Bombs exploded on Alameda and San Diego streets.", "San Diego", false},
		{"Bombs exploded on San Diego and Alameda streets.", "San Diego", false},
		{"Bombs exploded in San Diego, and in the streets people ran.", "San Diego", true},
		{"A bomb exploded in a San Diego street.", "San Diego", true},
	} {
		if got := b.Resolve(mentionsOf(t, tt.text, tt.name), Context{Text: tt.text})[0]; got.Known != tt.known {
			t.Errorf("%q: known %t as %s, want %t", tt.text, got.Known, got.Name, tt.known)
		}
	}
}

// A district and the town of its name are one name, which bears no witness for itself.
func TestNamesAreNoWitnessesForThemselves(t *testing.T) {
	t.Parallel()
	b := loaded(t)
	const text = "LIMA, March 3 -- A bomb exploded in Miraflores district. Police closed the streets of Miraflores."
	for _, got := range b.Resolve(mentionsOf(t, text, "LIMA", "Miraflores district", "Miraflores"), Context{Text: text, Lines: []int{0}}) {
		if got.Known && got.Country != "PER" {
			t.Errorf("%s in %s", got.Name, got.Country)
		}
	}
}
