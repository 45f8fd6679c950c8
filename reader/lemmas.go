package reader

import (
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/lexicon"
)

// lemmas are the words whose lemma the engine's learned tables miss: form → the lemma as a verb, as a noun.
type lemmas map[string]lemma

type lemma struct{ verb, noun string }

func loadLemmas(lex *lexicon.Set) (lemmas, error) {
	t, err := lex.Table("lemmas", lexicon.Schema{Keys: map[string][]string{"lemma": nil, "as": {"verb", "noun"}}})
	if err != nil {
		return nil, err
	}
	out := lemmas{}
	for i := range t.Entries {
		e, l := &t.Entries[i], out[t.Entries[i].Term]
		if e.Get("as") == "verb" {
			l.verb = e.Get("lemma")
		} else {
			l.noun = e.Get("lemma")
		}
		out[e.Term] = l
	}
	return out, nil
}

// mend puts right the lemmas of a tagged text.
func (ls lemmas) mend(doc *language.Doc) {
	for i := range doc.Tokens {
		t := &doc.Tokens[i]
		switch t.UPOS {
		case language.VERB:
			if l := ls[t.Lower]; l.verb != "" {
				t.Lemma = l.verb
			}
		case language.NOUN:
			if l := ls[t.Lower]; l.noun != "" {
				t.Lemma = l.noun
			}
		}
	}
}
