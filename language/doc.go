// Package language turns text into sentences, tokens, tags, lemmas,
// dependencies and names: pure Go, its trained weights embedded. It knows
// nothing of conflicts and imports nothing of the house.
package language

// Doc is a text with what the engine has found in it. Offsets are bytes of
// Text; token indexes count over the whole text.
type Doc struct {
	Text      string
	Tokens    []Token
	Sentences []Sentence
	Names     []Name
}

// Token is one syntactic word: a contraction ("can't") is two tokens.
type Token struct {
	Start, End int32  // bytes of Doc.Text
	Form       string // the words as written
	Lower      string // Form in lower case, apostrophes straightened
	Lemma      string
	UPOS       UPOS
	XPOS       XPOS
	Rel        Relation // to Head
	Head       int32    // index of the governor in Doc.Tokens, or Root
	SpaceAfter bool
	Ordinary   bool // a dictionary of English has it as a common word: it need not be a name, however it is written
}

// Root is the Head of a sentence's root; Unparsed that of a token whose sentence was not parsed.
const (
	Root     = -1
	Unparsed = -2
)

// Sentence is a run of tokens.
type Sentence struct {
	First, End int32 // tokens [First, End)
	Paragraph  int32 // number of its paragraph, counted from 0
	Parsed     bool  // whether Head and Rel are filled
	Heading    bool  // a line of its own without a final stop: a headline or crosshead
}

// Name is a proper name, a run of tokens [First, End).
type Name struct {
	First, End int32
	Kind       NameKind
}

// NameKind is what a name names, as far as words alone can tell.
type NameKind uint8

// The kinds of names that the engine tells apart.
const (
	NoName NameKind = iota
	Person
	Organization
	PlaceName
	People // nations, ethnic and religious groups
	OtherName
)

// Span gives the byte offsets of the tokens [first, end).
func (d *Doc) Span(first, end int) (start, stop int) {
	return int(d.Tokens[first].Start), int(d.Tokens[end-1].End)
}

// Words is the text of the tokens [first, end), as written.
func (d *Doc) Words(first, end int) string {
	start, stop := d.Span(first, end)
	return d.Text[start:stop]
}

// SentenceOf gives the index of the sentence that holds token i.
func (d *Doc) SentenceOf(i int) int {
	low, high := 0, len(d.Sentences)
	for low < high {
		mid := (low + high) / 2
		if int(d.Sentences[mid].End) <= i {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low
}

// Children appends to into the dependents of token i, in order of the text.
func (d *Doc) Children(i int, into []int) []int {
	s := d.Sentences[d.SentenceOf(i)]
	for j := s.First; j < s.End; j++ {
		if int(d.Tokens[j].Head) == i {
			into = append(into, int(j))
		}
	}
	return into
}

// Child gives the first dependent of token i with one of the relations, or -1.
// A plain relation (Nsubj) does not cover its subtypes (NsubjPass).
func (d *Doc) Child(i int, rels ...Relation) int {
	s := d.Sentences[d.SentenceOf(i)]
	for j := s.First; j < s.End; j++ {
		if int(d.Tokens[j].Head) != i {
			continue
		}
		for _, r := range rels {
			if d.Tokens[j].Rel == r {
				return int(j)
			}
		}
	}
	return -1
}

// Under tells whether token i lies in the subtree of token top (or is it).
func (d *Doc) Under(i, top int) bool {
	for steps := 0; i >= 0 && steps < maxDepth; steps++ {
		if i == top {
			return true
		}
		i = int(d.Tokens[i].Head)
	}
	return false
}

// maxDepth bounds a walk up a tree, so that a malformed one cannot hang it.
const maxDepth = 1000

// Subtree gives the outermost tokens [first, end) of the subtree of token i.
// A tree with crossing arcs may have gaps within.
func (d *Doc) Subtree(i int) (first, end int) {
	s := d.Sentences[d.SentenceOf(i)]
	first, end = i, i+1
	for j := i - 1; j >= int(s.First); j-- {
		if d.Under(j, i) {
			first = j
		}
	}
	for j := i + 1; j < int(s.End); j++ {
		if d.Under(j, i) {
			end = j + 1
		}
	}
	return first, end
}
