package reader

import (
	"time"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/knowledge"
	"github.com/parley-desk/parley/language"
)

// Where most words of a headline are set with a capital ("Army Shells Villages In Marrow"), capitals tell nothing, and the tagger
// takes verbs for names. plainCase writes the words of it small that a dictionary knows, but for those of names that knowledge or
// the text below holds; written gives them back their capitals once it is parsed.

// leastCapitals is how many words of a headline, the first left out, must have capitals, and leastShare what share of those that could.
const (
	leastCapitals = 3
	leastShare    = 0.75
	shortest      = 4 // letters: "of", "in" are small in any style
)

// isTitleCase tells whether capitals tell nothing in the tokens of a headline.
func isTitleCase(tokens []language.Token) bool {
	all, large := 0, 0
	for i := range tokens {
		if t := &tokens[i]; i > 0 && len(t.Form) >= shortest && (capital(t.Form) || t.Form[0] >= 'a' && t.Form[0] <= 'z') {
			all++
			if capital(t.Form) && !shouted(t.Form) {
				large++
			}
		}
	}
	return large >= leastCapitals && float64(large) >= leastShare*float64(all)
}

// plainCase writes the common words of a tagged headline in title case small, and tells whether it wrote any. Body is the text below it.
func plainCase(doc, body *language.Doc, base *knowledge.Base, day time.Time) (changed bool) {
	tokens := doc.Tokens
	if !isTitleCase(tokens) {
		return false
	}
	names := namesOf(body)
	for i := 0; i < len(tokens); i++ {
		if n := knownName(doc, i, base, day); n > 0 {
			i += n - 1
			continue
		}
		t := &tokens[i]
		beside := i > 0 && digit(tokens[i-1].Form) || i+1 < len(tokens) && digit(tokens[i+1].Form) // "March 3"
		if i > 0 && t.Ordinary && capital(t.Form) && !shouted(t.Form) && !names[t.Form] && !beside {
			t.Form, changed = t.Lower, true
		}
	}
	return changed
}

// namesOf are the words that a text sets with a capital within its sentences, and never small.
func namesOf(body *language.Doc) map[string]bool {
	names := map[string]bool{}
	for n, s := range body.Sentences {
		if n >= mostCompared {
			break
		}
		for i := s.First + 1; !s.Heading && i < s.End; i++ {
			if t := &body.Tokens[i]; capital(t.Form) && isLetter(body.Tokens[i-1].Form) {
				names[t.Form] = true
			}
		}
	}
	return names
}

// mostCompared bounds how many sentences of the text a headline is held against.
const mostCompared = 60

func isLetter(form string) bool {
	return form != "" && (form[0] >= 'a' && form[0] <= 'z' || capital(form) || digit(form))
}

// longestKnown is how many words a name may have that is looked up.
const longestKnown = 4

// knownName is how many tokens the name at token i has that knowledge holds, 0 where there is none: a state, a group or a body, or a
// place of several words.
func knownName(doc *language.Doc, i int, base *knowledge.Base, day time.Time) int {
	for n := min(longestKnown, len(doc.Tokens)-i); n > 0; n-- {
		if !capital(doc.Tokens[i].Form) || !capital(doc.Tokens[i+n-1].Form) {
			continue
		}
		words := doc.Words(i, i+n)
		if a, ok := base.Actor(words, day); ok && (n > 1 || a.Kind == claim.ActorState || a.Kind == claim.ActorArmedGroup) || n > 1 && base.IsPlace(words) && !(doc.Tokens[i+n-1].Ordinary && base.IsPlace(doc.Words(i, i+n-1))) { // "Pell Border" is Pell and a border
			return n
		}
	}
	return 0
}

// written gives the tokens of a headline the forms in which they are written.
func written(doc *language.Doc) {
	for i := range doc.Tokens {
		t := &doc.Tokens[i]
		if t.Form == t.Lower && int(t.End-t.Start) == len(t.Form) {
			t.Form = doc.Text[t.Start:t.End]
		}
	}
}
