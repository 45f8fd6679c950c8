package incident

import (
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
)

// occasioned draws together a plain verb of harm or ruin and the act in the same sentence that says how the harm was done, where
// the tree keeps them apart: "two soldiers were killed and five wounded when three devices, laid by rebels, went off". It
// goes by the order of words, once the weapons are known: a mode names the cause.
func (r *reading) occasioned() {
	gone := map[*happening]bool{}
	for i, h := range r.now {
		if gone[h] || !r.isEffect(h) || !clause.IsVerb(r.d, h.trigger) || r.mode(h) != h.sense.mode || !r.isSuffered(h) {
			continue
		}
		for _, cause := range r.now[i+1:] {
			if gone[cause] || cause.sense.kind != "ASSAULT" || !r.isRemote(cause) {
				continue
			}
			if r.leadsTo(h, cause) {
				r.absorb(cause, h, gone)
			}
			break
		}
	}
	if len(gone) > 0 {
		kept := r.now[:0]
		for _, h := range r.now {
			if !gone[h] {
				kept = append(kept, h)
			}
		}
		r.now = kept
	}
}

// isSuffered tells whether a verb of harm has whom it befell before it: "were killed", "died".
func (r *reading) isSuffered(h *happening) bool {
	for _, n := range h.recipients {
		if n > h.trigger {
			return false
		}
	}
	return len(h.actors) == 0
}

// isRemote tells whether an act was done with what goes off or strikes from afar.
func (r *reading) isRemote(h *happening) bool {
	switch r.mode(h) {
	case "explosives", "aerial", "drone", "heavy-weapons", "suicide-attack", "unconventional":
		return true
	}
	return false
}

// leadsTo tells whether the words between verb h and the cause behind it say that it is one: a "when" or "after", or a
// preposition, with no new main clause before it, all in one voice.
func (r *reading) leadsTo(h, cause *happening) bool {
	if cause.trigger-h.trigger > farCause || r.d.Within != nil && r.d.Within[h.trigger] != r.d.Within[cause.trigger] {
		return false
	}
	tied := false
	for i := h.trigger + 1; i < cause.first; i++ {
		t := r.d.Token(i)
		switch {
		case t.Lower == "while", t.Lower == "but", t.Form == ";", t.Lower == "before":
			return false
		case r.words.when[t.Lower], (t.UPOS == language.ADP || t.UPOS == language.SCONJ) && isOccasion(t.Lower):
			tied = true
		}
	}
	return tied
}

// farCause is how far behind a verb of harm its cause may stand, in tokens.
const farCause = 24

// isOccasion tells the prepositions by which harm is told to come of an act.
func isOccasion(word string) bool {
	switch word {
	case "in", "by", "after", "during", "following", "from":
		return true
	}
	return false
}

// poison gives an act of force the poison that its sentence says was used: "attacked with suspected poison gas", "fired
// shells containing chlorine". It outranks what carried it.
func (r *reading) poison(h *happening) {
	if h.sense.kind != "ASSAULT" || r.mode(h) == "unconventional" {
		return
	}
	switch h.sense.mode {
	case "sexual", "abduct", "crowd-control", "destroy", "torture":
		return
	}
	sentence := &r.d.Doc.Sentences[r.d.Doc.SentenceOf(h.trigger)]
	for i := int(sentence.First); i < int(sentence.End); i++ {
		if r.isPoison(i) && (r.d.Within == nil || r.d.Within[i] == r.d.Within[h.trigger]) && r.grammar.Mood(r.d, i).Polarity == claim.Positive {
			h.weapon = i
			return
		}
	}
}

// isPoison tells whether token i is a poison or ends the name of one, and stands for itself: not in "a chemical weapons depot".
func (r *reading) isPoison(i int) bool {
	if r.d.Token(i).UPOS != language.NOUN || r.classesOf(i)&r.words.class["chemical"] == 0 {
		return false
	}
	if r.classesOf(i)&r.words.class["hand"] != 0 && !r.isVenom(i) { // "gas" alone
		return false
	}
	switch r.d.Rel(i) {
	case language.Compound, language.Amod, language.NmodPoss:
		h := r.d.Head(i)
		return h >= 0 && r.classesOf(h)&weapon != 0
	}
	return true
}

// isVenom tells whether the word before token i says that it is poison: "poisonous gases".
func (r *reading) isVenom(i int) bool {
	if i == 0 {
		return false
	}
	set := r.words.single[r.d.Token(i-1).Lemma]
	return set&r.words.class["chemical"] != 0 || r.d.Token(i-1).Lemma == "poisonous" || r.d.Token(i-1).Lemma == "toxic"
}
