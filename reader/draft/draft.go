// Package draft is a record in the making: a report's text and the layers that
// the reader's stages lay over it. The text never changes; every layer stands off.
package draft

import (
	"strings"
	"time"
	"unicode/utf8"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/knowledge"
	"github.com/parley-desk/parley/language"
)

// Draft is one report while it is being read. A stage reads the layers before it and fills its own.
type Draft struct {
	Report     claim.Report
	In         string    // "title" where Doc is the report's title, else empty
	Day        time.Time // of publication, UTC midnight; zero where unknown
	Doc        *language.Doc
	Wanted     []bool // by sentence: something may be claimed there, so it is parsed
	Dateline   *claim.Dateline
	Agency     string       // news agency that is credited, as knowledge calls it
	DatelineAt Range        // tokens of the dateline with the mark that ends it
	Names      []claim.Name // with spans; Ref is set by the actors stage
	Times      []Time       // in order of the text
	TitleNames []claim.Name // of the headline: spans point into the title
	TitleTimes []Time
	Places     []claim.Place       // in order of the text
	NameAt     []Range             // tokens of Names[i]
	PlaceAt    []Range             // tokens of Places[i]
	Peoples    []People            // in order of the text
	Asked      Asked               // what knowledge was asked about the places, to be asked again why
	Numbers    []Number            // in order of the text
	Actors     []claim.Actor       // in order of first mention
	Refs       map[int]claim.Ref   // head token of a nominal that names a participant → who it is
	Several    map[int][]claim.Ref // head token of a nominal that names several participants: "both sides"
	Quotes     []Quote             // stretches within quotation marks, in order, not nested
	Statements []Statement         // in order of the text, the outer before the inner; each has its claim
	Within     []int32             // by token: index of the innermost statement in whose content it stands, -1 where none
	Claims     []claim.Claim
	Harmed     []string      // ids of people whom harm befell by name
	Public     []string      // ids of people who hold an office by which harm to them is of public record
	Known      []claim.Actor // of a title: the actors of the text below it

	points []int32        // byte offset → code point offset; nil where the text is ASCII
	tree   tree           // see Grow
	saying saying         // see SaidBy
	ids    map[string]int // claim id → how many bear it; see Add
	at     map[string]int // index in Claims of each id, as they were added
}

// People is a name of a people, which names their country too: "the Salvadoran army"; not where it says where something is not: "the Salvadoran border".
type People struct {
	Range
	Country string // ISO 3166-1 alpha-3
	OfBody  bool   // it only stands in the name of a body: "Karsenian Students' League", "University of Karsenia"
}

// Asked is what knowledge was asked about the places of a report: Places[i] is what Mentions[i] means.
type Asked struct {
	Mentions []knowledge.Mention
	Context  knowledge.Context
}

// Time is a time expression with the tokens it covers.
type Time struct {
	claim.Time
	First, End int // tokens
	Precision  claim.Precision
	NoDay      bool // a time of day of which the words tell no day: the day of publication stands in for it
}

// Number is a quantity as worded: value and bounds after the contract's table.
type Number struct {
	First, End int // tokens of the whole wording: "at least 1.4 million", "a couple of dozen"
	Head       int // the token that stands in the tree for it
	Value      *float64
	Low, High  *float64
	Wording    string // the hedge: "at least", "some", "dozens"; empty for a bare number
	Unit       string // ISO 4217 or UCUM where the wording itself says so: "USD 1.5 billion", "2%", "40 km"
	Ordinal    bool
}

// Quote is a stretch within quotation marks: tokens [First, End), the marks included.
type Quote struct {
	First, End int
	Open       bool // never closed: it ends with its paragraph
}

// Range is a run of tokens [First, End).
type Range struct{ First, End int }

// Holds tells whether token i lies in the range.
func (r Range) Holds(i int) bool { return r.First <= i && i < r.End }

// Len is how many tokens the range has.
func (r Range) Len() int { return r.End - r.First }

// Statement is an attribution as the statements stage found it, in tokens:
// what later stages need to know through whom a claim comes.
type Statement struct {
	Source  []Range // pieces of the source phrase
	Cue     []Range
	Content []Range
	Head    int // token that heads the cue: the verb, noun, preposition or adverb
	Speaker *claim.Ref
	Venue   string
	Act     claim.Act
	Manner  claim.Manner
	Alleged bool   // the cue marks what is said as an allegation: "claims", "accused", "reportedly"
	Unsaid  bool   // it is told that the source did not say it: "has not claimed responsibility for the attack"
	Parent  int    // index of the statement within whose content this one stands, -1 where none
	Claim   string // id of its claim
}

// New starts a draft. The report's text must be valid UTF-8.
func New(report claim.Report, doc *language.Doc) *Draft {
	d := &Draft{Report: report, Doc: doc, Refs: map[int]claim.Ref{}, Several: map[int][]claim.Ref{}, points: codePoints(doc.Text)}
	if len(report.Published) >= len(time.DateOnly) {
		d.Day, _ = time.Parse(time.DateOnly, report.Published[:len(time.DateOnly)])
	}
	return d
}

// codePoints maps every byte offset of a text to its code point offset, nil for ASCII.
func codePoints(text string) []int32 {
	if utf8.RuneCountInString(text) == len(text) {
		return nil
	}
	points := make([]int32, len(text)+1)
	n := int32(0)
	for i, r := range text {
		for j := range utf8.RuneLen(r) {
			points[i+j] = n
		}
		n++
	}
	points[len(text)] = n
	return points
}

// Bytes turns byte offsets into a span of code points.
func (d *Draft) Bytes(start, end int) claim.Span {
	if d.points == nil {
		return claim.Span{Start: start, End: end}
	}
	return claim.Span{Start: int(d.points[start]), End: int(d.points[end])}
}

// Span is the span of the tokens [first, end).
func (d *Draft) Span(first, end int) claim.Span {
	start, stop := d.Doc.Span(first, end)
	return d.Bytes(start, stop)
}

// Words is the text of the tokens [first, end).
func (d *Draft) Words(first, end int) string { return d.Doc.Words(first, end) }

// SentenceSpan is the span of the sentence that holds token i.
func (d *Draft) SentenceSpan(i int) claim.Span {
	s := d.Doc.Sentences[d.Doc.SentenceOf(i)]
	return d.Span(int(s.First), int(s.End))
}

// Actor finds an actor of the record by id, nil where there is none.
func (d *Draft) Actor(id string) *claim.Actor {
	for i := range d.Actors {
		if d.Actors[i].ID == id {
			return &d.Actors[i]
		}
	}
	return nil
}

// Ref says whom the nominal headed by token head names: a known participant,
// or else just its words (the phrase without relative clauses and appositions).
func (d *Draft) Ref(head int) claim.Ref {
	if ref, ok := d.Refs[head]; ok {
		return ref
	}
	first, end := d.Phrase(head)
	span := d.Span(first, end)
	return claim.Ref{Text: strings.Join(strings.Fields(d.Words(first, end)), " "), Span: &span}
}

// RefsAt says whom the nominal headed by token head names: one participant, or those of "both sides".
func (d *Draft) RefsAt(head int) []claim.Ref {
	if several := d.Several[head]; len(several) > 0 {
		return several
	}
	return []claim.Ref{d.Ref(head)}
}

// Phrase is the core of the nominal headed by token head: its subtree cut
// before clauses, appositions, coordination and punctuation. Tokens [first, end).
func (d *Draft) Phrase(head int) (first, end int) {
	first, end = d.Subtree(head)
	for j := range d.Children(head) {
		from, to := d.Subtree(j)
		switch d.Doc.Tokens[j].Rel {
		case language.Acl, language.AclRelcl, language.Appos, language.Conj, language.Cc, language.Punct, language.Parataxis,
			language.Advcl, language.AdvclRelcl, language.Cop, language.Nsubj, language.NsubjPass, language.Mark, language.Aux, language.Ccomp, language.Case:
			if j > head && from < end {
				end = max(from, head+1)
			}
			if j < head && to > first {
				first = min(to, head)
			}
		}
	}
	return first, end
}
