package knowledge

import (
	"math"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/knowledge/gazetteer"
)

// cityFrom is the population from which a populated place is called a city, not
// a village, where it is no seat of a region.
const cityFrom = 5000

// Priors of what has no population to go by: about that of a place of so many
// powers of ten people.
const (
	statePrior     = 9.0
	territoryPrior = 7.0
	featurePrior   = 6.5
)

// populatedKind is the kind of a populated place by feature code and population.
func populatedKind(code, people int) claim.PlaceKind {
	switch gazetteer.Codes[code] {
	case "PPLC", "PPLA", "PPLA2":
		return claim.PlaceCity
	case "PPLX":
		return claim.PlaceOther // a section of a city
	}
	if people >= cityFrom {
		return claim.PlaceCity
	}
	return claim.PlaceVillage
}

// populatedPrior ranks populated places that share a name: the magnitude of
// their population, more for seats, less for sections of cities and the deserted.
func populatedPrior(code, people int) float64 {
	prior := magnitude(float64(people) + 300)
	switch gazetteer.Codes[code] {
	case "PPLC":
		prior++
	case "PPLA":
		prior += .5
	case "PPLA2":
		prior += .2
	case "PPLX":
		prior -= .7
	case "PPLQ", "PPLW", "PPLH", "PPLCH":
		prior -= 1.5
	}
	return prior
}

// adminPrior ranks regions by the magnitude of the population of their known places.
func adminPrior(people int) float64 { return magnitude(float64(people)+1000) - .5 }

// mantissas are the decimal logarithms of 1 to 2 in steps of 1/1024.
var mantissas = func() (t [1025]float64) {
	for i := range t {
		t[i] = math.Log10(1 + float64(i)/1024)
	}
	return t
}()

// magnitude is the decimal logarithm of a number of at least 1, to a millionth:
// looking it up takes a tenth of the time of reckoning it, and a name of a
// hundred bearers asks for a hundred.
func magnitude(x float64) float64 {
	const (
		mantissa = 1<<52 - 1
		lg2      = math.Ln2 / math.Ln10
	)
	bits := math.Float64bits(x)
	i, rest := bits&mantissa>>42, float64(bits&(1<<42-1))/(1<<42)
	return float64(int(bits>>52)-1023)*lg2 + mantissas[i] + rest*(mantissas[i+1]-mantissas[i])
}
