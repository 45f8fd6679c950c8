package attribution

import (
	"slices"
	"strings"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
	"github.com/parley-desk/parley/reader/draft"
)

// speakers are all who say an attribution together: "Karsenia and Ruvania said in a joint statement", "both sides said",
// "the two ministers said". Nil where one does.
func (s *stage) speakers(d *draft.Draft, a *attribution) []claim.Ref {
	if a.speaker < 0 {
		return nil
	}
	if several := d.Several[a.speaker]; len(several) > 1 {
		return several
	}
	if head, ok := d.Refs[a.speaker]; ok && bearer(d, a, head).Actor != head.Actor {
		return nil // what is joined is the office: "EU envoy for Trade and Security Dara Velin"
	}
	if pair := s.pair(d, a.speaker); pair != nil {
		return pair
	}
	var out []claim.Ref
	all := clause.Conjuncts(d, a.speaker)
	first := listedBefore(d, a)
	if first >= 0 {
		all = append([]int{first}, all...)
	}
	for _, n := range all {
		if n != a.speaker && n != first && !isVoice(d, a, n) || leadsUp(d, n, all) { // "his Ruvanian counterpart Dara Velin"
			continue
		}
		if ref := d.Ref(n); n == a.speaker || !slices.ContainsFunc(out, func(o claim.Ref) bool { return o.Actor != "" && o.Actor == ref.Actor }) {
			out = append(out, ref)
		}
	}
	if len(out) < 2 {
		return nil
	}
	return out
}

// listedBefore is the first of several named in a row who say it, which the parser took for a subject of its own: "Karsenia, Ruvania and Solmark said"; -1
// where there is none.
func listedBefore(d *draft.Draft, a *attribution) int {
	if d.Rel(a.speaker) != language.Nsubj || d.Head(a.speaker) != a.head || len(clause.Conjuncts(d, a.speaker)) < 2 {
		return -1
	}
	for k := range d.Children(a.head) {
		if k < a.speaker && d.Rel(k) == language.Nsubj && d.Refs[k].Actor != "" && a.speaker-k <= 3 && d.Token(k+1).XPOS == language.TagComma {
			return k
		}
	}
	return -1
}

// leadsUp tells whether nominal n only leads up to another of some, with nothing but nouns and names between: "US" in "US President Dara Velin".
func leadsUp(d *draft.Draft, n int, all []int) bool {
	for _, m := range all {
		if m <= n || m > n+4 {
			continue
		}
		run := true
		for i := n + 1; i < m; i++ {
			run = run && (d.Token(i).UPOS == language.PROPN || d.Token(i).UPOS == language.NOUN)
		}
		if run {
			return true
		}
	}
	return false
}

// isVoice tells whether nominal n, coordinated with the head of an attribution's source, speaks too: it stands in the
// source, or is the subject of the cue with it, and no content lies between.
func isVoice(d *draft.Draft, a *attribution, n int) bool {
	switch d.Token(n).UPOS {
	case language.NOUN, language.PROPN, language.PRON:
	default:
		return false
	}
	if n < a.speaker {
		return false
	}
	within := func(r draft.Range) bool { return r.Holds(n) }
	if slices.ContainsFunc(a.content, within) {
		return false
	}
	return slices.ContainsFunc(a.source, within) || d.Rel(a.speaker) == language.Nsubj && d.Head(a.speaker) == a.head && n < a.head
}

// pair are the two people whom "the two ministers" names: those of the report known by that office, where it knows two.
func (s *stage) pair(d *draft.Draft, n int) []claim.Ref {
	t := d.Token(n)
	if t.XPOS != language.TagNNS || !countsTwo(d, n) {
		return nil
	}
	first, end := d.Phrase(n)
	span := d.Span(first, end)
	var out []claim.Ref
	for i := range d.Actors {
		a := &d.Actors[i]
		if words := strings.Fields(strings.ToLower(a.Office)); a.Kind == claim.ActorPerson && slices.Contains(words, t.Lemma) && len(a.Mentions) > 0 && d.Names[a.Mentions[0]].Span.Start < span.Start {
			out = append(out, claim.Ref{Actor: a.ID, Text: strings.Join(strings.Fields(d.Words(first, end)), " "), Span: &span})
		}
	}
	if len(out) != 2 {
		return nil
	}
	return out
}

// countsTwo tells whether nominal n is of two: "the two ministers", "both presidents".
func countsTwo(d *draft.Draft, n int) bool {
	for c := range d.Children(n) {
		switch d.Token(c).Lower {
		case "two", "both":
			return true
		}
	}
	return false
}
