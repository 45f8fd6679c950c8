package clause

import (
	"slices"
	"strings"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/draft"
)

// longestDescription is how many words may say who a person is.
const longestDescription = 16

// description is where the words begin that say who the person is who is named right before them, if token i stands in them: of "Omar
// Dell, 61, governor of Marr in 2011, was shot" all behind the name. -1 where it stands in none. Found by the commas, whatever the parser hung where.
func description(d *draft.Draft, i int) int {
	s := d.Doc.Sentences[d.Doc.SentenceOf(i)]
	nouns := 0
	for k := i - 1; k > int(s.First) && i-k <= longestDescription; k-- {
		switch t := d.Token(k); {
		case t.XPOS == language.TagComma:
			if isPersonName(d, k-1) {
				if nouns == 0 {
					return -1
				}
				return k + 1
			}
			if d.Token(k-1).UPOS != language.NUM { // an age between commas goes on with it
				return -1
			}
		case t.UPOS == language.NOUN:
			nouns++
		case t.Lemma == "be", t.UPOS == language.PRON:
		case t.UPOS == language.VERB, t.UPOS == language.AUX, t.UPOS == language.PUNCT && t.XPOS != language.TagHYPH:
			return -1
		}
	}
	return -1
}

// isPersonName tells whether token i ends a person's name.
func isPersonName(d *draft.Draft, i int) bool {
	n, ok := slices.BinarySearchFunc(d.NameAt, i+1, func(r draft.Range, end int) int { return r.End - end })
	return ok && d.Names[n].Kind == claim.NamePerson
}

// IsWhose tells whether a place only says who a person is: where they held office, come from, or what they lead is: "Omar Dell, head of
// a bank in Marr". Token p does not stand in those words.
func IsWhose(d *draft.Draft, at draft.Range, p int) bool {
	first := description(d, at.First)
	if first < 0 || p >= first && p < at.First {
		return false
	}
	for i := first; i < at.First; i++ {
		switch d.Token(i).Lower {
		case "of", "from", "former", "ex":
			return true
		}
	}
	return false
}

// ofOffice tells whether a time, coarser than a day, only says when a person was what they are said to have been: "Omar Dell, governor of Marr in 2011".
// Token p does not stand in those words.
func ofOffice(d *draft.Draft, t *draft.Time, p int) bool {
	if isDay(t) {
		return false
	}
	first := description(d, t.First)
	return first >= 0 && (p < first || p >= t.End)
}

// isGoal tells whether a place is only where somebody was taken or went who has to do with deed p: "the witness of the massacre was taken to
// Marr". What itself moves is there then: "the fighting spread to Marr".
func isGoal(d *draft.Draft, at draft.Range, p int) bool {
	top := Top(d, at.First, at.End)
	h := d.Head(top)
	if h < 0 || h == p || Case(d, top) != "to" || !IsNominal(d, p) || !IsVerb(d, h) {
		return false
	}
	subject := d.Child(h, language.Nsubj, language.NsubjPass)
	return subject >= 0 && subject != p && d.Under(p, subject)
}

// OfBody tells whether a place only begins the name of a body whose short form follows in brackets: "the Pell River Power Commission (PRPC)".
func OfBody(d *draft.Draft, at draft.Range) bool {
	tokens := d.Doc.Tokens
	for i := at.End; i+2 < len(tokens) && i-at.End <= longestBody; i++ {
		switch t := &tokens[i]; {
		case t.Form == "(" || t.Form == "[":
			short := tokens[i+1].Form
			return (i > at.End+1 || i > at.End && tokens[at.End].UPOS == language.NUM) && len(short) > 1 && short == strings.ToUpper(short) && (tokens[i+2].Form == ")" || tokens[i+2].Form == "]")
		case t.UPOS == language.NUM: // "the Central Marr 1 (CM1)"
		case t.UPOS != language.NOUN && t.UPOS != language.PROPN && t.UPOS != language.ADJ, t.Form == t.Lower:
			return false
		}
	}
	return false
}

// longestBody is how many words may stand between a place and the short form of the body that is called by it.
const longestBody = 6
