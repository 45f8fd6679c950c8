package reader

import (
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/lexicon"
)

// lemmas are the words that the engine's learned tables get wrong, by form.
type lemmas map[string]lemma

// lemma is what is known of a form: its lemma as a verb and as a noun; that it is a gerund that names a
// deed, a finite verb that says that one goes on, never anything but a preposition, a
// plural before a finite verb, or a verb where a number of people follows.
type lemma struct {
	verb, noun    string
	deed, happens bool
	preposition   bool
	plural        bool
	counts        bool
}

func loadLemmas(lex *lexicon.Set) (lemmas, error) {
	t, err := lex.Table("lemmas", lexicon.Schema{Keys: map[string][]string{"lemma": nil, "as": {"verb", "noun"}}, Flags: []string{"deed", "happens", "preposition", "plural", "counts"}})
	if err != nil {
		return nil, err
	}
	out := lemmas{}
	for i := range t.Entries {
		e, l := &t.Entries[i], out[t.Entries[i].Term]
		switch {
		case e.Has("deed"):
			l.deed = true
		case e.Has("happens"):
			l.happens = true
		case e.Has("preposition"):
			l.preposition = true
		case e.Has("plural"):
			l.plural = true
		case e.Get("as") == "verb":
			l.verb, l.counts = e.Get("lemma"), e.Has("counts")
		default:
			l.noun = e.Get("lemma")
		}
		out[e.Term] = l
	}
	return out, nil
}

// mend puts right the lemmas of a tagged text, and the tags of gerunds that open a sentence as its subject.
func (ls lemmas) mend(doc *language.Doc) {
	for _, s := range doc.Sentences {
		ls.mendOpening(doc.Tokens[s.First:s.End])
	}
	for i := range doc.Tokens {
		t := &doc.Tokens[i]
		if t.Lower == "run" && t.UPOS == language.VERB && i > 0 && doc.Tokens[i-1].XPOS == language.TagHYPH && !doc.Tokens[i-1].SpaceAfter {
			t.XPOS = language.TagVBN // "rebel-run": by whom it is run
		}
		if ls[t.Lower].preposition && t.UPOS != language.ADP {
			t.UPOS, t.XPOS, t.Lemma = language.ADP, language.TagIN, t.Lower
		}
		if ls[t.Lower].plural && t.UPOS == language.VERB && i > 0 && i+1 < len(doc.Tokens) && doc.Tokens[i-1].UPOS == language.NOUN && doc.Tokens[i+1].UPOS == language.VERB {
			t.UPOS, t.XPOS = language.NOUN, language.TagNNS
			if next := &doc.Tokens[i+1]; next.XPOS == language.TagVBN {
				next.XPOS = language.TagVBD
			}
		}
		if ls[t.Lower].counts && t.UPOS == language.NOUN && i > 0 && i+1 < len(doc.Tokens) && isName(&doc.Tokens[i-1]) && counts(&doc.Tokens[i+1]) {
			t.UPOS, t.XPOS = language.VERB, language.TagVBZ
		}
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

// mendOpening makes nouns of gerunds at the head of a sentence, alone or behind adjectives, where a verb of
// happening follows: "Fighting erupted", "Heavy shelling continued".
func (ls lemmas) mendOpening(tokens []language.Token) {
	i := 0
	for i < len(tokens) && (tokens[i].UPOS == language.ADJ || tokens[i].UPOS == language.DET) {
		i++
	}
	if i+1 >= len(tokens) || tokens[i].XPOS != language.TagVBG || !ls[tokens[i].Lower].deed || !ls[tokens[i+1].Lower].happens {
		return
	}
	gerund, verb := &tokens[i], &tokens[i+1]
	gerund.UPOS, gerund.XPOS, gerund.Lemma = language.NOUN, language.TagNN, gerund.Lower
	if verb.XPOS == language.TagVBN {
		verb.XPOS = language.TagVBD
	}
}

// isName tells whether a token is a noun or a name.
func isName(t *language.Token) bool { return t.UPOS == language.NOUN || t.UPOS == language.PROPN }

// counts tells whether a token begins a number of people, its hedge included.
func counts(t *language.Token) bool {
	if t.UPOS == language.NUM {
		return true
	}
	switch t.Lower {
	case "at", "more", "over", "nearly", "about", "around", "several", "dozens", "scores", "hundreds", "thousands", "many":
		return true
	}
	return false
}
