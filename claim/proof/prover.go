package proof

import (
	"slices"
	"strings"
	"unicode"

	"github.com/parley-desk/parley/claim"
)

// prover holds a record ready for look-up while its claims are walked.
type prover struct {
	record      *claim.Record
	text, title *claim.Text
	allWords    string // of title and text, folded: for words that are taken over without a span
	actors      map[string]*claim.Actor
	mentioned   map[string]bool // actors and countries that some mention names
	claims      map[string]*claim.Claim
	holder      map[string]*claim.Claim // figure → the event that lists it
	speakers    map[stretch]bool        // words of those who speak in a sentence of their own
	names       map[bool]spans          // of the text, and (true) of the title
	times       map[bool]spans          // the same of time expressions
	known       map[string]bool         // words that were looked for in the whole report: they stand there
	gaps        Gaps
	grounds     map[string][]Ground // by claim; nil where they were not asked for

	at    *claim.Claim // the claim at hand
	reach []stretch    // the words that count as its own
	read  *numerals    // the numbers in reach; nil until they are asked for
}

// stretch is a span of the text or of the title.
type stretch struct {
	in   string
	span claim.Span
}

func (s stretch) covers(o stretch) bool { return s.in == o.in && s.span.Covers(o.span) }

func newProver(r *claim.Record, text string) *prover {
	p := &prover{
		record: r, text: claim.NewText(text), title: claim.NewText(r.Report.Title), allWords: fold(r.Report.Title + "\n" + text),
		actors: map[string]*claim.Actor{}, mentioned: map[string]bool{}, claims: map[string]*claim.Claim{}, holder: map[string]*claim.Claim{},
		speakers: map[stretch]bool{}, names: map[bool]spans{}, known: map[string]bool{},
		times: map[bool]spans{},
	}
	for i := range r.Actors {
		p.actors[r.Actors[i].ID] = &r.Actors[i]
	}
	p.mentions()
	for i := range r.Claims {
		c := &r.Claims[i]
		p.claims[c.ID] = c
		switch b := c.Body.(type) {
		case *claim.Event:
			for _, id := range b.Figures {
				p.holder[id] = c
			}
		case *claim.Statement:
			if b.Speaker != nil && b.Speaker.Span != nil && c.Sentence.Covers(*b.Speaker.Span) {
				p.speakers[stretch{c.In, *b.Speaker.Span}] = true
			}
		}
	}
	for _, title := range []bool{false, true} {
		names, times := p.namesOf(title), p.timesOf(title)
		p.names[title] = indexSpans(len(names), func(i int) claim.Span { return names[i].Span })
		p.times[title] = indexSpans(len(times), func(i int) claim.Span { return times[i].Span })
	}
	return p
}

// namesOf are the names of the title or of the text.
func (p *prover) namesOf(title bool) []claim.Name {
	if title {
		return p.record.TitleNames
	}
	return p.record.Names
}

// timesOf are the time expressions of the title or of the text.
func (p *prover) timesOf(title bool) []claim.Time {
	if title {
		return p.record.TitleTimes
	}
	return p.record.Times
}

// mentions notes whom the mentions of names and places name: a place names its country, and a name of a
// member names its side ("Taliban" the government of Afghanistan).
func (p *prover) mentions() {
	for _, n := range slices.Concat(p.record.Names, p.record.TitleNames) {
		if id, ok := n.Ref.(string); ok {
			p.mentioned[id] = true
			if a := p.actors[id]; a != nil {
				p.mentioned[a.Country] = true
			}
		}
	}
	for i := range p.record.Actors {
		if a := &p.record.Actors[i]; len(a.Mentions) > 0 { // "La Paz" names a place, and Bolivia
			p.mentioned[a.ID], p.mentioned[a.Country] = true, true
		}
	}
	for i := range p.record.Places {
		p.mentioned[p.record.Places[i].Country] = true
	}
	delete(p.mentioned, "")
}

// reachOf is the words that count as a claim's own: its span and sentence; of a
// statement its pieces; and the same of the claims that it leads to, and of the event that lists it.
func (p *prover) reachOf(c *claim.Claim) []stretch {
	p.read = nil
	reach := own(nil, c)
	for _, l := range c.About {
		if to := p.claims[l.Claim]; to != nil {
			reach = own(reach, to)
		}
	}
	if e := p.holder[c.ID]; e != nil {
		reach = own(reach, e)
	}
	return reach
}

func own(reach []stretch, c *claim.Claim) []stretch {
	reach = append(reach, stretch{c.In, c.Span}, stretch{c.In, c.Sentence})
	if s, ok := c.Body.(*claim.Statement); ok {
		for _, list := range [][]claim.Span{s.SpeakerSpan, s.CueSpan, s.ContentSpans} {
			for _, span := range list {
				reach = append(reach, stretch{c.In, span})
			}
		}
	}
	return reach
}

// within tells whether a span stands in the words that count as the claim's own.
func (p *prover) within(span claim.Span) bool {
	for _, r := range p.reach {
		if r.covers(stretch{p.at.In, span}) {
			return true
		}
	}
	return false
}

// here is the text into which the spans of the claim at hand point.
func (p *prover) here(in string) *claim.Text {
	if in != "" {
		return p.title
	}
	return p.text
}

// said tells whether words stand in the report, whatever their case and the space
// between them: in the claim's own sentence first, for reports are long and claims many.
func (p *prover) said(words string) bool {
	words = strings.TrimSpace(fold(words))
	for _, s := range p.reach {
		if own, ok := p.here(s.in).Cut(s.span); ok && strings.Contains(fold(own), words) {
			return true
		}
	}
	stands, asked := p.known[words]
	if !asked {
		stands = strings.Contains(p.allWords, words)
		p.known[words] = stands
	}
	return stands
}

// fold makes a text comparable: lower case, single spaces, no typographic difference of quotation marks.
func fold(s string) string {
	var b strings.Builder
	space := false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			space = true
			continue
		case r == '’' || r == '‘':
			r = '\''
		case r == '“' || r == '”':
			r = '"'
		}
		if space && b.Len() > 0 {
			b.WriteByte(' ')
		}
		space = false
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}
