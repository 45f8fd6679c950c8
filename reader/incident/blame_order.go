package incident

import (
	"slices"
	"strings"

	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
)

// How far, in tokens, the word may stand from a deed that says whose it is, and from that word whoever did it.
const (
	farBlame = 24
	farClaim = 12
	farDoer  = 10
	farNot   = 6
)

// blameInOrder adds the doers of a deed by the order of words, where the tree shows none: "went home and
// blamed the rebels for the murder", with "blamed" taken for an adjective.
func (r *reading) blameInOrder(h *happening) {
	if h.sense.kind != "ASSAULT" || h.blamed || len(h.actors) > 0 {
		return
	}
	if !clause.IsVerb(r.d, h.trigger) && (r.blamedBefore(h) || r.blamedBehind(h)) {
		return
	}
	if !r.blamedFor(h) {
		r.presumedBy(h)
	}
}

// blamedBehind reads "the attack, attributed to X", "the attack was claimed by X": the word behind the deed.
func (r *reading) blamedBehind(h *happening) bool {
	sentence := &r.d.Doc.Sentences[r.d.Doc.SentenceOf(h.trigger)]
	for k := h.end; k < min(h.end+farClaim, int(sentence.End)-2); k++ {
		t := r.d.Token(k)
		if t.Form == ";" || t.XPOS == language.TagColon || r.at(k) != nil {
			return false
		}
		for _, b := range r.blames(k) {
			by := k + 1
			if r.d.Token(by).UPOS == language.ADV {
				by++
			}
			if b.tied && b.doer != "subject" || b.deed != "" || b.object != "" || !b.leads(r.d.Token(by).Lower) || !strings.HasSuffix(t.Lower, "ed") && t.UPOS != language.NOUN {
				continue
			}
			if r.isRefused(h.end, k) {
				return false
			}
			if r.found(h, b, r.namedIn(by+1, min(by+1+farNot, int(sentence.End)))) {
				h.lay(b, k)
				return true
			}
		}
		if t.UPOS == language.VERB && len(r.blames(k)) == 0 {
			return false
		}
	}
	return false
}

// blamedFor reads the relative clause "…, for which the front claimed responsibility", "for which they hold the army responsible".
func (r *reading) blamedFor(h *happening) bool {
	end := int(r.d.Doc.Sentences[r.d.Doc.SentenceOf(h.trigger)].End)
	which := h.end
	for ; which < min(h.end+farClaim, end) && r.d.Token(which).Lower != "which"; which++ {
		if r.at(which) != nil || r.d.Token(which).UPOS == language.VERB {
			return false
		}
	}
	for k := which + 1; k < min(which+farClaim, end); k++ {
		for _, b := range r.blames(k) {
			if b.tied || b.deed == "" || b.deed != r.d.Token(which-1).Lower || b.object != "" && !r.holdsWord(k+1, min(k+farClaim, end), b.object) {
				continue
			}
			if r.isRefused(which, k) {
				h.unclaimed = h.unclaimed || b.object == "responsibility"
				return false
			}
			who := r.namedIn(k+1, min(k+farNot, end))
			if b.doer == "subject" || len(who) == 0 {
				who = r.namedIn(which+1, k)
			}
			if r.found(h, b, who) {
				h.lay(b, k)
				return true
			}
		}
	}
	return false
}

// presumedBy reads who is guessed to have done what a passive tells: "was kidnapped in Marr, presumably by rebels of the front".
func (r *reading) presumedBy(h *happening) bool {
	if !clause.IsVerb(r.d, h.trigger) || !clause.IsPassive(r.d, h.trigger) {
		return false
	}
	end := int(r.d.Doc.Sentences[r.d.Doc.SentenceOf(h.trigger)].End)
	for i := h.end; i < min(h.end+farBlame, end-1); i++ {
		t := r.d.Token(i)
		if t.UPOS == language.VERB || t.UPOS == language.SCONJ || t.UPOS == language.AUX {
			return false
		}
		if t.Lower == "by" && r.grammar.Hedges(r.d, i-1) && r.found(h, nil, r.namedIn(i+1, min(i+1+farNot, end))) {
			h.alleged = true
			return true
		}
	}
	return false
}

// leads tells whether a preposition behind the word leads to who did it: "attributed to", "carried out by".
func (b *blaming) leads(preposition string) bool {
	return preposition == b.doer || b.doer == "subject" && preposition == "by"
}

// blamedBefore reads "blamed X for the attack", "X, which claimed responsibility for the attack": the deed behind the word.
func (r *reading) blamedBefore(h *happening) bool {
	first := int(r.d.Doc.Sentences[r.d.Doc.SentenceOf(h.trigger)].First)
	by := h.trigger - 1
	for by > first && !r.words.cases[r.d.Token(by).Lower] {
		if !isOfNoun(r.d.Token(by)) {
			return false
		}
		by--
	}
	for k := by - 1; k >= max(first, by-farBlame); k-- {
		if t := r.d.Token(k); t.Form == ";" || t.XPOS == language.TagColon {
			return false
		}
		for _, b := range r.blames(k) {
			if b.tied || b.deed != r.d.Token(by).Lower || b.deed == "" || b.object != "" && !r.holdsWord(k+1, by, b.object) {
				continue
			}
			if r.isRefused(first, k) {
				h.unclaimed = h.unclaimed || b.object == "responsibility"
				return false
			}
			if r.found(h, b, r.doersInOrder(b, first, k, by)) {
				h.lay(b, k)
				return true
			}
		}
	}
	return false
}

// isOfNoun tells whether a token may stand between a preposition and its noun.
func isOfNoun(t *language.Token) bool {
	switch t.UPOS {
	case language.DET, language.ADJ, language.NOUN, language.PROPN, language.NUM, language.PRON, language.PART:
		return true
	}
	return false
}

// blames are the rows of [blame] for token i, whatever the tagger takes it for.
func (r *reading) blames(i int) []*blaming {
	t := r.d.Token(i)
	if rows := r.words.blame[t.Lemma]; rows != nil {
		return rows
	}
	if stem, ok := strings.CutSuffix(t.Lower, "d"); ok {
		if rows := r.words.blame[stem]; rows != nil {
			return rows
		}
		return r.words.blame[strings.TrimSuffix(stem, "e")]
	}
	return nil
}

// holdsWord tells whether a word stands among the tokens [first, end).
func (r *reading) holdsWord(first, end int, word string) bool {
	for i := first; i < end; i++ {
		if r.d.Token(i).Lemma == word {
			return true
		}
	}
	return false
}

// isRefused tells whether a negation stands right before the word of blame at token k: "has not claimed", "nobody accused".
func (r *reading) isRefused(first, k int) bool {
	for i := max(first, k-farNot); i < k; i++ {
		if r.grammar.Negates(r.d, i) {
			return true
		}
		switch r.d.Token(i).Lemma {
		case "deny", "refuse", "whether", "if": // wherever the parser hung them: see isUnsaid for where it hung them well
			return true
		}
	}
	return r.isUnsaid(k)
}

// doersInOrder are those who did the deed by word k of blame, the preposition of the deed at token by: whoever stands
// between the two, or else the subject before the word.
func (r *reading) doersInOrder(b *blaming, first, k, by int) []int {
	if b.doer == "object" {
		if who := r.namedIn(k+1, by); len(who) > 0 || !r.isBare(k+1, by) {
			return who
		}
	} else if b.doer != "subject" {
		return nil
	}
	best := -1
	for i := k - 1; i >= max(first, k-farDoer); i-- {
		t := r.d.Token(i)
		if t.UPOS == language.VERB || t.UPOS == language.SCONJ && t.Lower != "of" { // "accused the army of being responsible"
			break
		}
		switch t.UPOS {
		case language.ADP, language.SCONJ: // whoever stood behind it was only named by the way: "members in Marr have claimed"
			best = -1
		case language.CCONJ, language.PUNCT:
			if best >= 0 {
				return []int{best}
			}
		case language.NOUN, language.PROPN:
			if best < 0 && r.d.TimeAt(i) < 0 {
				best = r.standing(i)
			}
		}
	}
	if best < 0 {
		return nil
	}
	return []int{best}
}

// standing is the token that stands for the name that token i is a word of; i itself outside of names.
func (r *reading) standing(i int) int {
	if at := r.nameAt(i); at >= 0 {
		for k := r.d.NameAt[at].First; k < r.d.NameAt[at].End; k++ {
			if _, ok := r.d.Refs[k]; ok {
				return k
			}
		}
	}
	return i
}

// isBare tells whether no nominal stands among the tokens [first, end).
func (r *reading) isBare(first, end int) bool {
	for i := first; i < end; i++ {
		if u := r.d.Token(i).UPOS; u == language.NOUN || u == language.PROPN || u == language.PRON {
			return false
		}
	}
	return true
}

// namedIn are those whom the tokens [first, end) name, each once; what stands behind a preposition is no more than theirs.
func (r *reading) namedIn(first, end int) (out []int) {
	var ids []string
	under := false
	for i := first; i < end; i++ {
		switch t := r.d.Token(i); {
		case t.UPOS == language.ADP:
			under = true
		case t.UPOS == language.CCONJ, t.XPOS == language.TagComma:
			under = false
		case t.UPOS == language.VERB:
			return out
		case under:
		default:
			if id := r.d.Refs[i].Actor; id != "" && !slices.Contains(ids, id) {
				ids, out = append(ids, id), append(out, i)
			}
		}
	}
	return out
}
