package language

import (
	"strings"

	"github.com/parley-desk/parley/language/data"
)

// A verb of telling is often taken for the participle of the same form, and then
// whoever told hangs in the air: "media reported on Monday that talks …" for
// media that were reported. Two places in a sentence want the verb: before a
// clause with "that", and after a clause and a comma, at the very end.
const mostBetween = 6 // words between the verb and its "that", or the end: "late on Thursday", "on social media on Monday"

var (
	tellingVerbs = wordsOf("telling-verbs") // the forms that are looked at
	calendar     = wordsOf("dates")
)

func wordsOf(list string) map[string]bool {
	words := map[string]bool{}
	for line := range data.Lines(list) {
		for _, word := range strings.Fields(line) {
			words[word] = true
		}
	}
	return words
}

// tellings parses a parsed sentence anew with a participle as the verb of telling that its place wants,
// and keeps the tree if that verb then has one subject and a clause that is told.
func (w *Worker) tellings(d *Doc, s int) {
	tokens := d.tokens(s)
	class := w.engine.classes[VERB][TagVBD]
	for i := range tokens {
		if tokens[i].XPOS != TagVBN || !tellingVerbs[tokens[i].Lower] || !namesTeller(tokens, i) || !tellsThat(tokens, i) && !tellsAtEnd(tokens, i) {
			continue
		}
		margin := w.engine.tagger.Margins(w.look(d, s), w.classesOf(tokens), class, &w.tagging)[i]
		if margin < nearMiss && w.tryFinite(d, s, guess{i, class, margin}) {
			return
		}
	}
}

// tryFinite parses sentence s with a guess, and puts the old tree back where nobody tells anything in the new one.
func (w *Worker) tryFinite(d *Doc, s int, g guess) bool {
	tokens := d.tokens(s)
	was := append([]Token(nil), tokens...)
	w.tagFrom(d, s, g)
	w.parse(d, s)
	verb := int(d.Sentences[s].First) + g.word
	d.freeFromDay(verb)
	if subjects(d, verb) == 1 && d.hasTold(verb) {
		return true
	}
	copy(tokens, was)
	return false
}

// freeFromDay takes a clause with "that" away from the day before it, which it cannot qualify, and gives it to the verb of
// telling at token i: "confirmed late Thursday that talks would resume".
func (d *Doc) freeFromDay(i int) {
	end := int(d.Sentences[d.SentenceOf(i)].End)
	for day := i + 1; day <= i+mostBetween && day+1 < end; day++ {
		that := &d.Tokens[day+1]
		clause := d.Child(day, AclRelcl)
		if that.Lower != "that" || !calendar[d.Tokens[day].Lower] || clause < 0 || int(that.Head) != clause {
			continue
		}
		if subject := d.Child(clause, Nsubj, NsubjPass); subject > day+1 {
			d.Tokens[clause].Head, d.Tokens[clause].Rel = int32(i), Ccomp
			that.Rel = Mark
		}
	}
}

// hasTold tells whether the verb of telling at token i has a clause that is told: behind it, or before it
// as its head or below it. A clause before that is no more than an adverbial to the parser is made what it is.
func (d *Doc) hasTold(i int) bool {
	if d.Child(i, Ccomp, Parataxis) >= 0 || d.Tokens[i].Rel == Parataxis {
		return true
	}
	if t := &d.Tokens[i]; t.Rel == Advcl && t.Head >= 0 && int(t.Head) < i {
		root := t.Head
		if d.Tokens[root].Rel == Conj { // "they will meet and will keep the truce, the ministry confirmed"
			root = d.Tokens[root].Head
		}
		if root >= 0 && d.Tokens[root].Rel == RootRel {
			t.Head, t.Rel = root, Parataxis
			return true
		}
	}
	if d.Trails(i) {
		return true
	}
	if told := d.Child(i, Advcl); told >= 0 && told < i && d.Child(told, Nsubj, NsubjPass) >= 0 && d.Child(told, Mark) < 0 {
		d.Tokens[told].Rel = Ccomp
		return true
	}
	return false
}

// longestTrail is how many words the subject of a trailing clause may take, its comma included.
const longestTrail = 60

// Trails makes a clause of its own of verb i with its subject behind a comma, where the parser took it for one about the noun before that
// ("they keep the truce, the ministry said"), and tells whether it did. With no relative pronoun it is about no noun.
func (d *Doc) Trails(i int) bool {
	t := &d.Tokens[i]
	subject := d.Child(i, Nsubj)
	if t.Rel != Acl && t.Rel != AclRelcl || int(t.Head) > i || subject < 0 || subject > i || !isFinite(t.XPOS) {
		return false
	}
	s := d.Sentences[d.SentenceOf(i)]
	for j := i - 1; j > max(int(s.First), i-longestTrail); j-- {
		switch k := &d.Tokens[j]; {
		case k.XPOS == TagWDT || k.XPOS == TagWP || k.XPOS == TagWRB || k.Lower == "that" || k.Lower == "whose":
			return false
		case k.Form == "," && j < subject:
			for top := int(t.Head); top >= 0; top = int(d.Tokens[top].Head) {
				if d.Tokens[top].Rel == RootRel {
					t.Head, t.Rel = int32(top), Parataxis
					return true
				}
			}
			return false
		}
	}
	return false
}

// tellsThat tells whether token i has a noun before it and, a few plain words behind it, a "that" with a clause of its own.
func tellsThat(tokens []Token, i int) bool {
	for j := i + 1; j < len(tokens)-1 && j <= i+1+mostBetween; j++ {
		if t := &tokens[j]; t.Lower == "that" {
			return !isFinite(tokens[j+1].XPOS) && (j > i+1 || tokens[j+1].UPOS != NOUN || t.XPOS == TagIN)
		} else if !plainBetween(t) {
			return false
		}
	}
	return false
}

// tellsAtEnd tells whether token i closes its sentence, after a comma and a noun, but for a few plain words.
func tellsAtEnd(tokens []Token, i int) bool {
	end := tellingEnd(tokens, i)
	if end-i-1 > mostBetween {
		return false
	}
	for j := i + 1; j < end; j++ {
		if !plainBetween(&tokens[j]) {
			return false
		}
	}
	for j := i - 1; j > 0; j-- {
		switch t := &tokens[j]; {
		case t.Form == ",":
			return j > wordsOfProse/2
		case t.UPOS == PUNCT || t.UPOS == VERB || t.UPOS == AUX || t.UPOS == ADP:
			return false
		case t.Lower == "a" || t.Lower == "an": // "…, a plan announced this year"
			return false
		}
	}
	return false
}

// tellingEnd is where what closes a sentence with the verb at token i ends: its last mark, or the comma before a participle that says what else they
// did ("officials reported on Monday, revising an earlier toll").
func tellingEnd(tokens []Token, i int) int {
	for j := i + 1; j < len(tokens)-2; j++ {
		if tokens[j].Form == "," && tokens[j+1].XPOS == TagVBG {
			return j
		}
	}
	return len(tokens) - 1
}

// namesTeller tells whether the word before token i may be who tells.
func namesTeller(tokens []Token, i int) bool {
	return i > 0 && (tokens[i-1].UPOS == NOUN || tokens[i-1].UPOS == PROPN || tokens[i-1].XPOS == TagPRP)
}

// plainBetween tells whether a word may stand between a verb of telling and what is told: a day, a place, to whom.
func plainBetween(t *Token) bool {
	switch t.UPOS {
	case ADP:
		return t.Lower != "by" // whose the participle is
	case DET, ADJ, ADV, NOUN, PROPN, NUM:
		return true
	}
	return false
}
