// Package brief composes what a case's account says into prose for people: the
// daily or weekly brief, in the order in which one would tell it. It decides
// nothing of its own: every sentence restates a line of a view, and carries the
// citations of that line. A sentence without one cannot be made: see Sentence.
package brief

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/claim"
)

// Brief is a brief of a case as it could be known at a time.
type Brief struct {
	Case     string         `json:"case"`
	Title    string         `json:"title"`
	Sample   bool           `json:"sample,omitempty"` // the case is made up to try Parley on
	AsOf     string         `json:"as_of,omitempty"`  // ISO 8601 day or time; empty: all that is known
	Since    string         `json:"since,omitempty"`  // what became known up to then is not told as new
	Rule     claim.TollRule `json:"rule"`
	Reports  int            `json:"reports"`
	Stories  int            `json:"stories"` // origins of these reports
	Sections []Section      `json:"sections"`
	Sources  []Source       `json:"sources"` // numbered from 1 in this order
}

// Section is a part of a brief. One without sentences says in Empty what was looked for and not found.
type Section struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Note  string `json:"note,omitempty"` // how to read it
	Parts []Part `json:"parts,omitempty"`
	Empty string `json:"empty,omitempty"`
}

// Part is a few sentences on one thing, below a heading of their own where it has one.
type Part struct {
	Heading   string     `json:"heading,omitempty"`
	Sentences []Sentence `json:"sentences"`
}

// Source is where sentences come from.
type Source struct {
	account.Cite
	Title string `json:"title,omitempty"`
	URL   string `json:"url,omitempty"`
}

// Sentence is a sentence with the numbers of its sources, one at least. It is
// made by a writer alone, which asks for the citations.
type Sentence struct {
	text  string
	cites []int
	from  []account.Cite // until they are numbered
}

// ErrNoSource is the error of a sentence that comes from nowhere.
var ErrNoSource = errors.New("brief: a sentence without a source cannot be printed")

// Text is the sentence without its sources.
func (s Sentence) Text() string { return s.text }

// Sources are the numbers of its sources, counted from 1.
func (s Sentence) Sources() []int { return s.cites }

// MarshalJSON writes text and sources; it fails where there is no source.
func (s Sentence) MarshalJSON() ([]byte, error) {
	if len(s.cites) == 0 {
		return nil, ErrNoSource
	}
	return json.Marshal(struct {
		Text    string `json:"text"`
		Sources []int  `json:"sources"`
	}{s.text, s.cites})
}

// Compose writes the brief of a book. before is the same case as of an earlier
// time, to tell what is new; nil where nothing is to be compared. known looks
// up agreements for the findings.
func Compose(b, before *account.Book, known account.Agreements) *Brief {
	b.Begin()
	w := newWriter(b)
	sections := []func() Section{w.standing, w.timeline, w.voices, w.tolls, w.owed, w.background, w.regional, w.outlook, w.calendar, func() Section { return w.open(known) }}
	if before != nil {
		sections = slices.Insert(sections, 1, func() Section { return w.changes(before, known) })
	}
	out := w.brief(sections...)
	if before != nil {
		out.Since = before.AsOf
	}
	return out
}

// writer makes sentences, and numbers what they come from when all are made.
type writer struct {
	book  *account.Book
	mask  *account.Mask     // a brief names no victim
	names map[string]string // actor of the case → its name, incident → its title
}

func newWriter(b *account.Book) *writer {
	w := &writer{book: b, mask: b.Mask(), names: map[string]string{}}
	for _, p := range b.Case.Parties {
		w.names[p.ID] = p.Name
	}
	for _, p := range b.Case.ThirdParties {
		w.names[p.ID] = p.Name
	}
	for _, m := range b.Case.Mediators {
		w.names[m.ID] = m.Name
	}
	for _, in := range b.Incidents() {
		w.names[in.ID] = in.Title()
	}
	return w
}

// brief makes a brief of sections, which are written beside one another. Where one panics, so does it.
func (w *writer) brief(sections ...func() Section) *Brief {
	b := w.book
	out := &Brief{Case: b.Case.ID, Title: b.Case.Title, Sample: b.Case.Sample, AsOf: b.AsOf, Rule: b.Rule, Reports: len(b.Reports()), Stories: b.Stories(), Sections: make([]Section, len(sections))}
	account.InParts(len(sections), func(n int) { out.Sections[n] = sections[n]() })
	out.number(w)
	return out
}

// name is what people call an actor.
func (w *writer) name(id string) string {
	if n := w.names[id]; n != "" {
		return short(n)
	}
	return id
}

// say makes a sentence of what a view's line says. It panics where the line
// comes from nowhere: a view has none such.
func (w *writer) say(cites account.Cites, format string, args ...any) Sentence {
	list := cites.List()
	if len(list) == 0 {
		panic(ErrNoSource)
	}
	return Sentence{text: w.mask.Text(fmt.Sprintf(format, args...)), from: list}
}

// section leaves out empty parts.
func section(id, title, empty string, parts ...Part) Section {
	s := Section{ID: id, Title: title}
	for _, p := range parts {
		if len(p.Sentences) > 0 {
			s.Parts = append(s.Parts, p)
		}
	}
	if len(s.Parts) == 0 {
		s.Empty = empty
	}
	return s
}
