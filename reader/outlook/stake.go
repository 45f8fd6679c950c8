package outlook

import (
	"strings"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
	"github.com/parley-desk/parley/reader/lexicon"
)

// stakes reads what the conflict means to third parties: one claim for each holder.
func (r *reading) stakes() {
	told := map[int]bool{}
	for i := r.first; i < r.end; i++ {
		for _, h := range r.holders(i) {
			if !told[h.head] {
				told[h.head] = true
				r.tellStake(h)
			}
		}
	}
}

// holding is a third party with what the sentence tells of its stake.
type holding struct {
	head   int            // of the holder
	pred   int            // what touches it
	entry  *lexicon.Entry // of pred, nil for an adjective
	strong bool           // nobody need know the holder
}

// holders are the third parties to whose stake the word at token i points.
func (r *reading) holders(i int) []holding {
	t := r.d.Token(i)
	var e *lexicon.Entry
	switch {
	case t.UPOS == language.VERB, t.XPOS == language.TagNNS && strings.HasSuffix(t.Lower, "s"):
		if e = r.phrase(r.watch, i); e == nil {
			e = r.phrase(r.stake, i)
		}
	case t.UPOS == language.ADJ && r.exposed.Has(t.Lemma):
	default:
		return r.atStake(i)
	}
	if t.UPOS != language.ADJ && e == nil {
		return nil
	}
	n := r.subject(i)
	if n < 0 {
		return nil
	}
	var out []holding
	for _, k := range clause.Conjuncts(r.d, n) {
		h := holding{head: k, pred: i, entry: e, strong: r.gain.Has(t.Lemma) && t.UPOS == language.VERB}
		if r.third(h) {
			out = append(out, h)
		}
	}
	return out
}

// atStake reads "China's investments in the country are at stake".
func (r *reading) atStake(i int) []holding {
	if r.lemma(i) != "stake" || r.word(i-1) != "at" {
		return nil
	}
	s := r.d.Child(i, language.Nsubj)
	if s < 0 {
		return nil
	}
	if k := r.d.Child(s, language.NmodPoss); k >= 0 {
		if h := (holding{head: k, pred: i}); r.third(h) {
			return []holding{h}
		}
	}
	return nil
}

// phrase is the entry of a verb whose other words follow it closely, nil where there is none.
func (r *reading) phrase(s lexicon.Section, i int) *lexicon.Entry {
	word := func(k int) string {
		if k == 0 {
			return r.lemma(i)
		}
		return r.word(i + k)
	}
	e, n := s.Longest(word)
	if e == nil || n < len(e.Words) {
		return nil
	}
	return e
}

// subject is the nominal of which token i tells: the subject of the verb, the
// noun of the adjective; of a verb that was taken for a noun the first nominal of the sentence.
func (r *reading) subject(i int) int {
	t := r.d.Token(i)
	switch t.UPOS {
	case language.VERB:
		return r.grammar.Subject(r.d, i)
	case language.ADJ:
		if h := r.d.Head(i); h >= 0 && clause.IsNominal(r.d, h) {
			return h
		}
		if s := r.d.Child(i, language.Nsubj); s >= 0 && r.d.Child(i, language.Cop) >= 0 {
			return s
		}
		return -1
	}
	if i < r.first+2 || r.d.Token(i-1).XPOS != language.TagComma && !r.named(i-1) {
		return -1 // "faces" in "the faces of"
	}
	for k := r.first; k < i; k++ {
		if clause.IsNominal(r.d, k) && r.d.Rel(k) != language.Compound {
			if r.named(k) {
				return k
			}
			return -1
		}
	}
	return -1
}

func (r *reading) named(i int) bool { return r.d.Refs[i].Actor != "" }

// third tells whether a holder is a third party: a state, a people or a body
// that is no side of the conflict; one that nobody knows only with a strong verb.
func (r *reading) third(h holding) bool {
	if u := r.d.Token(h.head).UPOS; u == language.PRON || u == language.ADJ {
		return false
	}
	if !r.touches(h) {
		return false
	}
	ref, ok := r.d.Refs[h.head]
	a := r.d.Actor(ref.Actor)
	if !ok || a == nil {
		return h.strong && r.unknownHolder(h.head)
	}
	switch a.Kind {
	case claim.ActorState, claim.ActorGovernment, claim.ActorPeople, claim.ActorOrganization:
		return !r.parties[side(a)] && a.Sector != "JRN"
	case claim.ActorUnnamed:
		return h.strong && r.business.Has(r.lemma(h.head)) && !r.parties[side(a)]
	}
	return false
}

// touches tells whether the conflict touches a holder as the word for it asks: not by what is denied, nor, but for what one
// wins or loses, by what is only possible.
func (r *reading) touches(h holding) bool {
	m := r.grammar.Mood(r.d, h.pred)
	possible := m.Certainty == claim.Hypothetical
	switch {
	case m.Polarity == claim.Negative:
		return false
	case h.entry == nil:
		return true
	case h.entry.Has("ahead"):
		return possible || m.Tense == claim.Future
	}
	return !possible || h.entry.Has("may")
}

// unknownHolder tells whether a nominal that no actor is known for may hold a stake: traders, a port, a neighbour,
// of no side of the conflict.
func (r *reading) unknownHolder(n int) bool {
	first, end := r.d.Phrase(n)
	for i := max(first, r.first); i < min(end, r.end); i++ {
		if a := r.d.Actor(r.d.Refs[i].Actor); a != nil && r.parties[side(a)] {
			return false
		}
	}
	return r.business.Has(r.lemma(n))
}

// tellStake makes the claim of a holding.
func (r *reading) tellStake(h holding) {
	body := &claim.Stake{Holder: r.d.Ref(h.head)}
	first, end := r.d.Phrase(h.head)
	from, to := r.behind(h.pred)
	first, end = min(first, h.pred), max(end, to)
	switch {
	case h.entry == nil:
		body.Interest = r.quote(h.pred, to)
	case h.entry.Section == "watch": // how it looks on is no interest
	case h.entry.Has("effect"):
		body.Effect = r.quote(from, to)
	default:
		body.Interest = r.quote(from, to)
	}
	r.refine(body, h, &end)
	first, end = r.trimmed(first, end)
	c := claim.Claim{Kind: claim.KindStake, Body: body, Rule: "outlook/stake", Confidence: .55, Path: clause.Path(r.d, h.pred)}
	r.grammar.Fill(r.d, h.pred, &c)
	c.Span = r.d.Span(first, end)
	r.d.Add(c)
}

// behind is what follows a predicate within its clause: tokens [first, end).
func (r *reading) behind(p int) (first, end int) {
	first = p + 1
	if _, end = r.d.Subtree(p); end <= first || r.d.Token(p).UPOS == language.NOUN {
		end = r.end // a verb that was taken for a noun: to the end of the sentence
	}
	for i := first; i < end; i++ {
		if t := r.d.Token(i); t.XPOS == language.TagComma || t.Lower == ";" {
			return first, i
		}
	}
	return first, end
}

// refine looks behind the comma for the interest itself ("given its investments
// in"), and before the predicate for the holder's reliance and the channel ("via").
func (r *reading) refine(body *claim.Stake, h holding, end *int) {
	for i := r.first; i < r.end; i++ {
		t := r.d.Token(i)
		switch {
		case t.UPOS == language.NOUN && r.interest.Has(t.Lemma) && r.d.Child(i, language.NmodPoss) >= 0 && i > h.pred:
			first, to := r.d.Phrase(i)
			body.Interest = r.quote(first, r.clauseEnd(to))
			*end = max(*end, r.clauseEnd(to))
		case t.UPOS == language.ADJ && r.exposed.Has(t.Lemma) && i < h.pred && i > h.head:
			_, to := r.behind(i)
			body.Interest = r.quote(i, to)
		case (t.Lower == "via" || t.Lower == "through") && i < h.pred && i > h.head:
			_, to := r.behind(i)
			body.Channel = r.quote(i+1, to)
		}
	}
}

// clauseEnd is the end of the words behind a noun, up to the next comma or stop.
func (r *reading) clauseEnd(i int) int {
	for i < r.end && r.d.Token(i).UPOS != language.PUNCT {
		i++
	}
	return i
}
