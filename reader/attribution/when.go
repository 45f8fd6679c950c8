package attribution

import (
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
	"github.com/parley-desk/parley/reader/draft"
)

// An utterance is somebody's speaking with its day: what is said next by the same one was said then too.
type utterance struct {
	actor    string
	sentence int
	when     *claim.When
	claim    string // id of the statement that is dated; empty where only the speaking was told
}

// carry is how many sentences on an utterance still dates what the same one says.
const carry = 4

// utterances are the dated acts of speaking whose words are not told with them:
// "the minister addressed reporters on Friday". In order of the text.
func (s *stage) utterances(d *draft.Draft) []utterance {
	var out []utterance
	last := -1
	for i := range d.Times {
		first := d.Times[i].First
		n := d.Doc.SentenceOf(first)
		if !d.Doc.Sentences[n].Parsed || d.Within[first] >= 0 {
			continue
		}
		p := clause.Clause(d, above(d, first, d.Times[i].End))
		if p < 0 || p == last || d.Token(p).UPOS != language.VERB || !s.cues.utterance.Has(d.Token(p).Lemma) {
			continue
		}
		when, subject := s.grammar.Time(d, p), s.grammar.Subject(d, p)
		if when == nil || subject < 0 {
			continue
		}
		last = p
		a := attribution{speaker: subject, source: []draft.Range{nounPhrase(d, subject)}}
		if ref, ok := s.who(d, &a); ok {
			out = append(out, utterance{actor: ref.Actor, sentence: n, when: when})
		}
	}
	return out
}

// above is the token from which the run [first, end) hangs, its own where it hangs from none.
func above(d *draft.Draft, first, end int) int {
	for i := first; i < end; i++ {
		if h := d.Head(i); h >= 0 && (h < first || h >= end) {
			return h
		}
	}
	return first
}

// date gives the statements that tell no time of their own the time of the last
// utterance of the same speaker, a few sentences back at most. at: where in d.Claims each statement's claim is.
func (s *stage) date(d *draft.Draft, told []utterance, at []int) {
	last := map[string]utterance{}
	next := 0
	for i := range d.Statements {
		st := &d.Statements[i]
		if st.Speaker == nil || st.Speaker.Actor == "" {
			continue
		}
		n := d.Doc.SentenceOf(st.Head)
		for ; next < len(told) && told[next].sentence <= n; next++ {
			last[told[next].actor] = told[next]
		}
		c := &d.Claims[at[i]]
		if c.Time == nil && s.isApart(d, st.Head) {
			continue // "had demanded earlier" was not on the day of what was said last
		}
		if c.Time != nil {
			last[st.Speaker.Actor] = utterance{st.Speaker.Actor, n, c.Time, c.ID}
			continue
		}
		if u, ok := last[st.Speaker.Actor]; ok && u.sentence >= n-carry {
			when := *u.when
			c.Time = &when
			if u.claim != "" { // else the words of the time are in the report's own voice
				when.Basis, when.Span = claim.BasisInferred, nil
				c.About = append(c.About, claim.Link{Claim: u.claim, How: claim.PartOf})
			}
			last[st.Speaker.Actor] = utterance{st.Speaker.Actor, n, u.when, u.claim}
		}
	}
}

// isOfAside tells whether a time stands in a relative clause that the report adds behind what is said: of the talks in "he said that
// nobody had answered about the talks, which are set for Monday".
func (s *stage) isOfAside(d *draft.Draft, a *attribution, w *claim.When) bool {
	if w == nil || w.Span == nil {
		return false
	}
	end := a.content[len(a.content)-1].End
	if end < a.head || d.Doc.SentenceOf(end-1) != d.Doc.SentenceOf(a.head) {
		return false
	}
	for i := end; i < min(end+3, len(d.Doc.Tokens)); i++ {
		if isWho(d, i) {
			return d.Span(i, i+1).Start < w.Span.Start
		}
	}
	return false
}

// isToldWithin tells whether a time stands in what is said or in what another voice says, and not in the clause of the cue: of the truce in "warned
// against breaking the truce agreed this week". One that hangs on the cue itself is of the saying, wherever the content was cut.
func (s *stage) isToldWithin(d *draft.Draft, a *attribution, w *claim.When) bool {
	at := d.TimeOf(w)
	if at < 0 {
		return false
	}
	t := &d.Times[at]
	return d.Within[t.First] != d.Within[a.head] && above(d, t.First, t.End) != a.head
}

// isOfSaying tells whether the place with this number is where something was said: not one that what is said speaks of, nor a country that only says
// whose the speaker is ("the Karsenia army"), nor where the words went ("a message to Karsenia").
func (s *stage) isOfSaying(d *draft.Draft, a *attribution, place int) bool {
	at := d.PlaceAt[place]
	top := clause.Top(d, at.First, at.End)
	switch {
	case d.Within[at.First] != d.Within[a.head] && d.Head(top) != a.head:
		return false
	case d.Places[place].Kind == claim.PlaceCountry && holds(a.source, at.First) && clause.Case(d, top) == "":
		return false
	}
	h := d.Head(top)
	return !s.cues.toward.Has(clause.Case(d, top)) || h >= 0 && s.cues.journey.Has(d.Token(h).Lemma)
}

// isApart tells whether a cue is told as of another time than what is told beside it: "demanded earlier", "has repeatedly said".
func (s *stage) isApart(d *draft.Draft, cue int) bool {
	for k := range d.Children(cue) {
		if d.Rel(k) == language.Advmod && s.cues.apart.Has(d.Token(k).Lower) {
			return true
		}
	}
	return false
}
