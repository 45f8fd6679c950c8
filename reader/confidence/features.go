package confidence

import (
	"math"
	"unicode"

	"github.com/parley-desk/parley/claim"
)

// Feature is one thing about a claim that speaks for or against it: a mark such as "rule=talks/meeting.noun",
// which is there (1) or not, or a measure such as the logarithm of a length.
type Feature struct {
	Name  string
	Value float64
}

// Examiner gives the features of the claims of one record.
type Examiner struct {
	text, title *claim.Text
	actors      map[string]claim.ActorKind
	held        map[string]bool     // figures that some event lists
	told        map[claim.Span]int  // sentence → how many claims it makes
	capitals    map[claim.Span]bool // sentence → whether it is written in capitals
}

// NewExaminer prepares a record; text is its report's.
func NewExaminer(r *claim.Record, text string) *Examiner {
	e := &Examiner{text: claim.NewText(text), title: claim.NewText(r.Report.Title),
		actors: map[string]claim.ActorKind{}, held: map[string]bool{}, told: map[claim.Span]int{}, capitals: map[claim.Span]bool{}}
	for i := range r.Actors {
		e.actors[r.Actors[i].ID] = r.Actors[i].Kind
	}
	for i := range r.Claims {
		c := &r.Claims[i]
		e.told[c.Sentence]++
		if b, ok := c.Body.(*claim.Event); ok {
			for _, id := range b.Figures {
				e.held[id] = true
			}
		}
	}
	return e
}

// list collects the features of one claim.
type list []Feature

func (l *list) mark(name string) { *l = append(*l, Feature{name, 1}) }

func (l *list) markIf(is bool, name string) {
	if is {
		l.mark(name)
	}
}

func (l *list) measure(name string, v float64) { *l = append(*l, Feature{name, v}) }

// Features are those of one claim of the record, whose confidence is still the
// prior that its rule gave it. The order is always the same.
func (e *Examiner) Features(c *claim.Claim) []Feature {
	var l list
	l.mark("any")
	l.measure("prior", logit(c.Confidence))
	l.mark("rule=" + c.Rule)
	l.markIf(len(c.By) > 0, "told by another")
	l.markIf(len(c.By) > 1, "told by another's source")
	l.markIf(c.Polarity == claim.Negative, "negative")
	l.markIf(c.Certainty != claim.Asserted, "certainty="+string(c.Certainty))
	l.markIf(c.Tense == claim.Future, "future")
	l.markIf(c.Background, "background")
	l.markIf(c.In != "", "title")
	l.markIf(e.inCapitals(c), "in capitals")
	l.measure("length of sentence", logOf(c.Sentence.Len(), 150))
	l.measure("claims in sentence", logOf(e.told[c.Sentence], 2))
	for _, link := range c.About {
		l.markIf(link.How == claim.Repeats, "told again")
	}
	switch b := c.Body.(type) {
	case *claim.Statement:
		e.statement(&l, b)
	case *claim.Event:
		e.event(&l, c, b)
	case *claim.Figure:
		e.figure(&l, c, b)
	}
	return l
}

func (e *Examiner) statement(l *list, s *claim.Statement) {
	l.mark("speaker=" + e.who(s.Speaker))
	l.mark("form=" + string(s.Form))
	l.mark("manner=" + string(s.Manner))
	l.markIf(s.Act != claim.ActState, "act is more than to state")
	l.markIf(len(s.ContentSpans) > 1, "content in pieces")
	l.markIf(len(s.CueSpan) == 0, "no cue")
	length := 0
	for _, span := range s.ContentSpans {
		length += span.Len()
	}
	l.measure("length of content", logOf(length, 80))
	l.markIf(length < shortContent, "short content")
	if len(s.CueSpan) > 0 && len(s.SpeakerSpan) > 0 {
		l.measure("from source to cue", logOf(apart(s.SpeakerSpan[0], s.CueSpan[0])+1, 2))
		l.measure("length of source", logOf(s.SpeakerSpan[0].Len(), 15))
		l.markIf(s.CueSpan[0].Start < s.SpeakerSpan[0].Start, "source behind its cue")
	}
	if len(s.CueSpan) > 0 && len(s.ContentSpans) > 0 {
		l.markIf(s.ContentSpans[0].Start < s.CueSpan[0].Start, "content before its cue")
	}
}

// shortContent is the length in code points below which what is said is hardly a clause.
const shortContent = 20

func (e *Examiner) event(l *list, c *claim.Claim, b *claim.Event) {
	l.mark("type=" + b.Type)
	l.markIf(b.Mode == "", "no mode")
	l.markIf(b.ACLED == nil, "none of ACLED's")
	l.markIf(b.Main, "main")
	l.mark("actor=" + e.first(b.Actors))
	l.mark("recipient=" + e.first(b.Recipients))
	l.markIf(len(b.Figures) > 0, "with figures")
	l.markIf(b.Weapon != "", "with a weapon")
	e.settled(l, c)
}

func (e *Examiner) figure(l *list, c *claim.Claim, f *claim.Figure) {
	l.mark("measure=" + string(f.Measure))
	l.markIf(f.Value == nil, "no number said")
	l.markIf(f.Value != nil && *f.Value == 1, "of one")
	l.markIf(f.Wording != "", "hedged")
	l.markIf(f.Of == "", "of nobody named")
	l.mark("status=" + string(f.StatusOf))
	l.markIf(f.Cumulative, "running total")
	l.markIf(!e.held[c.ID], "of no event")
	l.markIf(f.Perpetrator != nil, "perpetrator="+e.who(f.Perpetrator))
	for _, link := range c.About {
		l.markIf(link.How == claim.PartOf, "part of another")
	}
	e.settled(l, c)
}

// settled says on what time and place of a claim rest.
func (e *Examiner) settled(l *list, c *claim.Claim) {
	time, place := "none", "none"
	if c.Time != nil {
		time = string(c.Time.Basis)
	}
	if c.Place != nil {
		place = string(c.Place.Basis)
	}
	l.mark("time=" + time)
	l.mark("place=" + place)
}

// who is the kind of a participant: an actor's, or that it is known by its words only.
func (e *Examiner) who(r *claim.Ref) string {
	switch {
	case r == nil:
		return "none"
	case r.Actor == "":
		return "words"
	}
	return string(e.actors[r.Actor])
}

func (e *Examiner) first(list []claim.Ref) string {
	if len(list) == 0 {
		return "none"
	}
	return e.who(&list[0])
}

// inCapitals tells whether the sentence of a claim is written in capitals, as old wires are: names cannot be told from words there.
func (e *Examiner) inCapitals(c *claim.Claim) bool {
	if is, asked := e.capitals[c.Sentence]; asked {
		return is
	}
	in := e.text
	if c.In != "" {
		in = e.title
	}
	words, _ := in.Cut(c.Sentence)
	upper, lower := 0, 0
	for _, r := range words {
		switch {
		case unicode.IsUpper(r):
			upper++
		case unicode.IsLower(r):
			lower++
		}
	}
	e.capitals[c.Sentence] = upper > lower
	return upper > lower
}

// apart is how many code points lie between two spans.
func apart(a, b claim.Span) int { return max(0, a.Start-b.End, b.Start-a.End) }

// logOf is how many times a count is its usual size, as a logarithm.
func logOf(n, usual int) float64 { return math.Log(float64(max(n, 1)) / float64(usual)) }

// logit turns a chance into odds, as a logarithm; the surest are held back a little.
func logit(p float64) float64 {
	p = min(max(p, surest), 1-surest)
	return math.Log(p / (1 - p))
}

const surest = 0.02
