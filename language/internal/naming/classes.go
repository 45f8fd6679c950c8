// Package naming finds the names in a tagged sentence: a linear-chain
// conditional random field over the words around, lists of names, and what the
// document said before. Its weights are learned by language/train.
package naming

// Kinds of names, numbered as in package language.
const (
	Person = 1 + iota
	Organization
	Place
	People
	Other
	kinds
)

// Labels of words: Outside, the begin of a name of each kind, the inside of one.
const (
	Outside = 0
	Labels  = 2*kinds - 1 // Outside, begins, insides
)

// Begin is the label of a first word of a name.
func Begin(kind int) int { return kind }

// Inside is the label of a further word of a name.
func Inside(kind int) int { return kind + kinds - 1 }

// Follows tells which labels may stand after one another: an inside only within its own kind.
func Follows(before, label int) bool {
	if label < kinds {
		return true
	}
	return before == label || before == label-(kinds-1)
}

// Class is a set of what the lists know of a word or phrase.
type Class uint16

// The classes of the lists of names.
const (
	FirstName   Class = 1 << iota
	Surname           // last word of the name of a person known to history
	PersonName        // whole name of one
	Country           // and its other names
	PlaceListed       // cities, rivers, regions
	Demonym           // Afghans, Kurdish, Shiite
	OrgWord           // ministry, brigade
	OrgListed         // United Nations
	Title             // president, gen
	PlaceWord         // province, river
	Particle          // bin, von
	Date              // Monday, May
	OtherListed       // wars, treaties, works
	longer            // a listed phrase begins so and goes on
	classes     = iota - 1
)

// longestPhrase is how many words a listed phrase may have.
const longestPhrase = 7
