package draft

// Layer names one of the layers of a draft, for a stage's declaration.
type Layer string

// The layers, in the order in which they come to be. The layers of claims are
// called by their kind: Layer(claim.KindEvent).
const (
	Tokens     Layer = "tokens"     // Doc.Sentences and Doc.Tokens
	Tags       Layer = "tags"       // UPOS, XPOS and Lemma of all tokens
	DocNames   Layer = "docnames"   // Doc.Names, as the engine finds them
	Wanted     Layer = "wanted"     // Draft.Wanted
	Trees      Layer = "trees"      // Head and Rel in wanted sentences, and Draft's view of them: Children, Subtree
	Quotes     Layer = "quotes"     // Draft.Quotes
	Numbers    Layer = "numbers"    // Draft.Numbers
	Times      Layer = "times"      // Draft.Times
	Places     Layer = "places"     // Draft.Places and Draft.Dateline
	Names      Layer = "names"      // Draft.Names
	Actors     Layer = "actors"     // Draft.Actors and Draft.Refs
	Statements Layer = "statements" // Draft.Statements
	Harmed     Layer = "harmed"     // Draft.Harmed and Draft.Public
	Links      Layer = "links"      // Claims[i].About across kinds
)

// Stage is one step of the reader: a function over a draft that reads some
// layers and gives others. The reader checks, when it is made, that every layer
// a stage reads is given by a stage before it and that none is given twice.
//
// A stage's package has
//
//	func New(lex *lexicon.Set, base *knowledge.Base) (draft.Stage, error)
//
// which loads its lexicons and compiles whatever it needs; Run must be safe for many
// goroutines (each with a draft of its own) and keep nothing from draft to draft.
// Sentences that nobody wanted are not parsed (Sentence.Parsed): their tokens
// have tags and no tree, and Run must leave them alone or do with tags.
type Stage struct {
	Name  string
	Reads []Layer
	Gives []Layer
	// Triggers are the words (lemmas or forms, lower case, one each) that make this stage want
	// a sentence parsed. Only a stage that reads Trees has any.
	Triggers []string
	Run      func(*Draft)
}
