package claim

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
	"unicode"
)

// Check holds a record against the contract and against the text it was made
// of: on top of Validate, length and hash are the text's, every text field
// that has a span is the span's words (up to white space), a claim keeps
// within its sentence (a statement touches it), and a statement's chain of
// attribution leaves out its own speaker. The error is of type Problems.
func Check(r *Record, text string) error {
	v := newValidator(r)
	v.record(r)
	q := quoter{problems: v.problems}
	q.text, q.title = NewText(text), NewText(r.Report.Title)
	q.here = q.text
	q.report(r, text)
	each(r.Names, "names", func(at *path, n *Name) { q.mention(at, n.Span, n.Text, "") })
	each(r.Times, "times", func(at *path, t *Time) { q.mention(at, t.Span, t.Text, "") })
	each(r.TitleNames, "title_names", func(at *path, n *Name) { q.mention(at, n.Span, n.Text, InTitle) })
	each(r.TitleTimes, "title_times", func(at *path, t *Time) { q.mention(at, t.Span, t.Text, InTitle) })
	each(r.Places, "places", func(at *path, p *Place) { q.mention(at, p.Span, p.Text, p.In) })
	each(r.Claims, "claims", q.claim)
	return q.err()
}

// quoter walks a record and compares what it quotes with the text.
type quoter struct {
	problems
	text, title *Text
	here        *Text // that of the two into which the spans at hand point
}

func (q *quoter) report(r *Record, text string) {
	at := &path{field: "report", index: -1}
	sum := sha256.Sum256([]byte(text))
	q.want(r.Report.SHA256 == hex.EncodeToString(sum[:]), at.in("sha256"), "is the hash of the text", r.Report.SHA256)
	q.want(r.Report.Length == q.text.Len(), at.in("length"), "is the text's length in code points, "+strconv.Itoa(q.text.Len()), strconv.Itoa(r.Report.Length))
}

// within sets where the spans of what is walked now point to.
func (q *quoter) within(in string) {
	q.here = q.text
	if in == InTitle {
		q.here = q.title
	}
}

func (q *quoter) mention(at *path, s Span, said, in string) {
	q.within(in)
	q.same(at.in("text"), s, said)
}

// same notes where a text field is not the words of its span.
func (q *quoter) same(at *path, s Span, said string) {
	if words, ok := q.here.Cut(s); ok && !sameWords(words, said) {
		q.found(at, "is the words of its span, "+strconv.Quote(words), said)
	}
}

func (q *quoter) claim(at *path, c *Claim) {
	q.within(c.In)
	if c.Kind == KindStatement {
		q.want(c.Span.Overlaps(c.Sentence), at.in("span"), "touches its sentence", "")
	} else {
		q.want(c.Sentence.Covers(c.Span), at.in("span"), "lies within its sentence", "")
	}
	q.refs(at.in("by"), c.By)
	if c.Body != nil {
		c.Body.quotes(q, at)
	}
	if s, ok := c.Body.(*Statement); ok && s.Speaker != nil {
		for i := range c.By {
			q.want(!sameRef(&c.By[i], s.Speaker), at.in("by").item(i), "leaves out the statement's own speaker", c.By[i].Text)
		}
	}
}

// sameRef tells whether two Refs are the same mention of the same participant.
// One who cites himself ("he said that he had told…") is two mentions.
func sameRef(a, b *Ref) bool {
	return a.Actor == b.Actor && a.Text == b.Text && (a.Span == nil || b.Span == nil || *a.Span == *b.Span)
}

func (q *quoter) refs(at *path, list []Ref) {
	for i := range list {
		q.ref(at.item(i), &list[i])
	}
}

func (q *quoter) ref(at *path, r *Ref) {
	if r != nil && r.Span != nil {
		q.same(at.in("text"), *r.Span, r.Text)
	}
}

func (q *quoter) words(at *path, w *Words) {
	if w != nil && w.Span != nil {
		q.same(at.in("text"), *w.Span, w.Text)
	}
}

func (s *Statement) quotes(q *quoter, at *path) {
	q.ref(at.in("speaker"), s.Speaker)
	q.refs(at.in("speakers"), s.Speakers)
	q.refs(at.in("target"), s.Target)
	q.refs(at.in("addressee"), s.Addressee)
}

func (e *Event) quotes(q *quoter, at *path) {
	q.refs(at.in("actors"), e.Actors)
	q.refs(at.in("recipients"), e.Recipients)
}

func (f *Figure) quotes(q *quoter, at *path) { q.ref(at.in("perpetrator"), f.Perpetrator) }

func (m *Meeting) quotes(q *quoter, at *path) {
	q.refs(at.in("parties"), m.Parties)
	q.refs(at.in("roles"), m.Roles)
}

func (c *Ceasefire) quotes(q *quoter, at *path) {
	q.refs(at.in("parties"), c.Parties)
	for i := range c.Conditions {
		q.words(at.in("conditions").item(i), &c.Conditions[i])
	}
	q.words(at.in("mechanism"), c.Mechanism)
}

func (c *Commitment) quotes(q *quoter, at *path) {
	q.ref(at.in("from"), c.From)
	q.refs(at.in("to"), c.To)
	q.same(at.in("content"), c.ContentSpan, c.Content)
	q.words(at.in("agreement"), c.Agreement)
}

func (b *Breach) quotes(q *quoter, at *path) {
	q.words(at.in("of"), b.Of)
	q.refs(at.in("accused"), b.Accused)
}

func (s *Status) quotes(q *quoter, at *path) { q.words(at.in("subject"), &s.Subject) }

func (s *Stake) quotes(q *quoter, at *path) {
	q.ref(at.in("holder"), &s.Holder)
	q.words(at.in("interest"), s.Interest)
	q.words(at.in("channel"), s.Channel)
	q.words(at.in("effect"), s.Effect)
}

func (p *Projection) quotes(q *quoter, at *path) {
	q.ref(at.in("holder"), p.Holder)
	q.words(at.in("if"), p.If)
}

// sameWords compares two texts, all white space aside.
func sameWords(a, b string) bool {
	for {
		a, b = strings.TrimLeftFunc(a, unicode.IsSpace), strings.TrimLeftFunc(b, unicode.IsSpace)
		if a == "" || b == "" {
			return a == b
		}
		i, j := wordEnd(a), wordEnd(b)
		if a[:i] != b[:j] {
			return false
		}
		a, b = a[i:], b[j:]
	}
}

// wordEnd is the length in bytes of the text up to the first white space.
func wordEnd(s string) int {
	if i := strings.IndexFunc(s, unicode.IsSpace); i >= 0 {
		return i
	}
	return len(s)
}
