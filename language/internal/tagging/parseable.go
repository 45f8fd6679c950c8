package tagging

import "github.com/parley-desk/parley/language/internal/parsing"

// Universal parts of speech as package language numbers them; a test there holds the two together.
const (
	adp   = 2
	aux   = 4
	cconj = 5
	noun  = 8
	propn = 12
	punct = 13
	verb  = 16
)

// number spreads a small number over 64 bits.
func number(n uint64) uint64 { return (n + 1) * 0x9FB21C651E98DF25 }

// Parseable is what the parser sees of a tagged word.
func Parseable(w Word, tag, upos uint8) parsing.Word {
	p := parsing.Word{Form: w.Hash, Tag: number(uint64(tag)), UPOS: number(uint64(upos) << 8)}
	switch upos {
	case noun, propn:
		p.Sense = number(uint64(w.Entry.Noun) + 1000)
	case verb, aux:
		p.Sense = number(uint64(w.Entry.Verb) + 2000)
		if upos == verb {
			p.Kind = parsing.VerbWord
		}
	case cconj:
		p.Kind = parsing.ConjWord
	case adp:
		p.Kind = parsing.AdpWord
	case punct:
		p.Kind = parsing.StopWord
		if w.Form == "," {
			p.Kind = parsing.CommaWord
		}
	}
	return p
}
