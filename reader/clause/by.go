package clause

import (
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/reader/draft"
)

// By is the attribution chain of what token i says, outermost first: for a token
// in the content of a statement, that statement's own chain and then its
// speaker, with the words that attribute and the venue. Empty: the report's own voice.
func By(d *draft.Draft, i int) []claim.Ref {
	if d.Within == nil || d.Within[i] < 0 {
		return nil
	}
	return Chain(d, int(d.Within[i]))
}

// Chain is the chain that statement s lends to what stands in its content. Who is told not to have said it lends nothing.
func Chain(d *draft.Draft, s int) []claim.Ref {
	var chain []claim.Ref
	for depth := 0; s >= 0 && depth < maxNested; depth++ {
		st := &d.Statements[s]
		if st.Speaker != nil && !st.Unsaid {
			ref := *st.Speaker
			ref.Venue = st.Venue
			if len(st.Cue) > 0 {
				cue := d.Span(st.Cue[0].First, st.Cue[0].End)
				ref.Cue = &cue
			}
			if n := len(chain); n == 0 || !sameSource(chain[n-1], ref) { // "told the paper that …, adding that …"
				chain = append(chain, ref)
			}
		}
		s = st.Parent
	}
	for a, b := 0, len(chain)-1; a < b; a, b = a+1, b-1 {
		chain[a], chain[b] = chain[b], chain[a]
	}
	return chain
}

// sameSource tells whether two links of a chain are one and the same in the same words.
func sameSource(a, b claim.Ref) bool {
	return a.Actor == b.Actor && a.Text == b.Text && (a.Actor != "" || a.Span != nil && b.Span != nil && *a.Span == *b.Span)
}

// maxNested bounds how deep statements stand in one another.
const maxNested = 16

// Fill gives a claim all that the grammar knows of predicate p: sentence,
// chain, mood, time and place.
func (g *Grammar) Fill(d *draft.Draft, p int, c *claim.Claim) {
	m := g.Mood(d, p)
	c.Sentence = d.SentenceSpan(p)
	c.By = By(d, p)
	c.Polarity, c.Certainty, c.Tense = m.Polarity, m.Certainty, m.Tense
	c.Time, c.Place = g.Time(d, p), g.Place(d, p)
	c.Background = m.Background || IsHistory(d, c.Time)
}

// Path spells how token p hangs in its sentence, for --explain: "killed <conj exchanges <obl included".
func Path(d *draft.Draft, p int) string {
	path := d.Token(p).Form
	for steps := 0; steps < 4; steps++ {
		h := d.Head(p)
		if h < 0 {
			break
		}
		path += " <" + d.Rel(p).String() + " " + d.Token(h).Form
		p = h
	}
	return path
}
