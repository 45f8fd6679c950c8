package language

import (
	"cmp"
	"slices"
)

// A sentence of prose that ends in a full stop has a verb in nearly every
// report. Where the parser found none to lead it, the tagger most likely took
// the verb for a noun or a participle: "data from the army shows …" for a show
// of the army's. Such a sentence is looked at again with the next best guess.
const (
	wordsOfProse = 6   // fewer are a caption or a heading, full stop or not
	mostGuesses  = 3   // each costs a parse
	nearMiss     = 150 // by how much the tagger may have preferred what it took, in its own units; see docs/decisions/0022
)

// taken is what finite verbs are taken for whose form is the same.
var taken = map[XPOS][]XPOS{TagVBD: {TagVBN, TagJJ, TagNN}, TagVBZ: {TagNNS}, TagVBP: {TagVB}}

// barePasts are the nouns that are looked at so.
var barePasts = wordsOf("bare-pasts")

// guess is that a word is a finite verb.
type guess struct {
	word   int // of the sentence
	class  uint8
	margin int32
}

// secondLook tags and parses a parsed sentence anew where it has no verb to lead it, if
// a word that may be one then does, with its subject before it.
func (w *Worker) secondLook(d *Doc, s int) {
	if !w.leaderless(d, s) {
		return
	}
	tokens := d.tokens(s)
	was := slices.Clone(tokens)
	for _, g := range w.guesses(d, s) {
		w.tagFrom(d, s, g)
		w.parse(d, s)
		if w.leads(d, s, int(d.Sentences[s].First)+g.word) {
			return
		}
		copy(tokens, was)
	}
}

// leaderless tells whether sentence s reads as prose and yet its root is no clause, or one of two subjects, of which one wants a verb.
func (w *Worker) leaderless(d *Doc, s int) bool {
	tokens := d.tokens(s)
	if len(tokens) < wordsOfProse || !endsInStop(tokens) {
		return false
	}
	first := int(d.Sentences[s].First)
	for i := range tokens {
		if tokens[i].Head == Root {
			before := subjects(d, first+i)
			return before > 1 || before == 0 && !isFinite(tokens[i].XPOS) && d.Child(first+i, Nsubj, NsubjPass, Csubj, Cop, Aux, AuxPass) < 0
		}
	}
	return false
}

func endsInStop(tokens []Token) bool {
	for i := len(tokens) - 1; i > len(tokens)-3; i-- {
		if tokens[i].Form == "." {
			return true
		}
	}
	return false
}

func isFinite(x XPOS) bool { return x == TagVBD || x == TagVBZ || x == TagVBP || x == TagMD }

// leads tells whether token i has a subject and leads its sentence, or stands in another clause while one with a single subject leads.
func (w *Worker) leads(d *Doc, s, i int) bool {
	return subjects(d, i) == 1 && (d.Tokens[i].Head == Root || !w.leaderless(d, s))
}

// subjects counts the subjects before token i.
func subjects(d *Doc, i int) (n int) {
	for j := int(d.Sentences[d.SentenceOf(i)].First); j < i; j++ {
		if t := &d.Tokens[j]; int(t.Head) == i && (t.Rel == Nsubj || t.Rel == NsubjPass) {
			n++
		}
	}
	return n
}

// guesses are the words of sentence s that are finite verbs if not what the tagger took them for, the likeliest first.
func (w *Worker) guesses(d *Doc, s int) []guess {
	tokens, words := d.tokens(s), w.look(d, s)
	classes := w.classesOf(tokens)
	var all []guess
	for x, others := range taken {
		class := w.engine.classes[VERB][x]
		for i, margin := range w.engine.tagger.Margins(words, classes, class, &w.tagging) {
			if margin < nearMiss && slices.Contains(others, tokens[i].XPOS) && (tokens[i].XPOS != TagNN || barePasts[tokens[i].Lower]) && !isAttribute(tokens, i) && (words[i].Entry.Verb != 0 || w.isFormOfVerb(&tokens[i], x)) {
				all = append(all, guess{i, class, margin})
			}
		}
	}
	slices.SortFunc(all, func(a, b guess) int { return cmp.Or(cmp.Compare(a.margin, b.margin), cmp.Compare(a.word, b.word)) })
	return all[:min(len(all), mostGuesses)]
}

// isAttribute tells whether token i is an adjective or participle in the midst of a phrase: "three suspected gunmen".
func isAttribute(tokens []Token, i int) bool {
	if i == 0 || tokens[i].XPOS != TagJJ && tokens[i].XPOS != TagVBN {
		return false
	}
	switch tokens[i-1].UPOS {
	case DET, NUM, ADJ, ADP:
		return true
	}
	return tokens[i-1].XPOS == TagPRPS || tokens[i-1].XPOS == TagPOS
}

// isFormOfVerb tells whether a word is a form of a verb of the dictionary by its ending: "imposed", known as an adjective alone.
func (w *Worker) isFormOfVerb(t *Token, x XPOS) bool {
	w.lemma, _ = w.engine.morphology.AppendLemma(w.lemma[:0], t.Lower, t.Lower, VERB.String(), x.String(), false)
	return w.engine.lexicon.Lookup(string(w.lemma)).Verb != 0
}

// classesOf are the classes of the tags of tokens, in the worker's own space.
func (w *Worker) classesOf(tokens []Token) []uint8 {
	w.classes = w.classes[:0]
	for _, t := range tokens {
		w.classes = append(w.classes, w.engine.classes[t.UPOS][t.XPOS])
	}
	return w.classes
}

// tagFrom tags sentence s anew from the word that a guess is of, which the guess settles.
func (w *Worker) tagFrom(d *Doc, s int, g guess) {
	tokens := d.tokens(s)
	classes := w.classesOf(tokens)
	classes[g.word] = g.class
	w.engine.tagger.TagFrom(w.look(d, s), classes, g.word+1, &w.tagging)
	w.settle(tokens, w.look(d, s))
}
