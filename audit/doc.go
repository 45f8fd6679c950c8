// Package audit is the work of somebody who reads records beside their texts, a
// claim at a time, and says what is right: claims as a whole, their fields one by one, and what was
// missed. What is decided is appended to a journal at once; from the journal comes a gold
// file against which later readers are measured. docs/audit.md has the form of both.
package audit

import (
	"strconv"
	"strings"

	"github.com/parley-desk/parley/claim"
)

// Field is one thing that a claim says, as people read it and as readings are compared.
type Field struct {
	Name  string `json:"name"` // as in the record's JSON
	Value string `json:"value"`
}

// Fields are those of a claim, in the order of the contract; empty ones are left out.
func Fields(r *claim.Record, c *claim.Claim, t *Text) []Field {
	f := fields{record: r, claim: c, text: t}
	f.body()
	f.refs("by", c.By)
	f.unless("polarity", string(c.Polarity), string(claim.Positive))
	f.unless("certainty", string(c.Certainty), string(claim.Asserted))
	f.add("tense", string(c.Tense))
	if c.Background {
		f.add("background", "true")
	}
	f.when("time", c.Time)
	f.where("place", c.Place)
	return f.list
}

// fields collects the fields of one claim.
type fields struct {
	record *claim.Record
	claim  *claim.Claim
	text   *Text
	list   []Field
}

func (f *fields) add(name, value string) {
	if value = strings.Join(strings.Fields(value), " "); value != "" {
		f.list = append(f.list, Field{name, value})
	}
}

// unless adds a value that is not the usual one.
func (f *fields) unless(name, value, usual string) {
	if value != usual {
		f.add(name, value)
	}
}

func (f *fields) refs(name string, list []claim.Ref) {
	var all []string
	for i := range list {
		all = append(all, refValue(&list[i]))
	}
	f.add(name, strings.Join(all, "; "))
}

func (f *fields) ref(name string, r *claim.Ref) {
	if r != nil {
		f.add(name, refValue(r))
	}
}

// refValue is a participant: the words, and the id of its actor where it has one.
func refValue(r *claim.Ref) string {
	value := r.Text
	if r.Actor != "" {
		value += " [" + r.Actor + "]"
	}
	if r.Role != "" {
		value += " as " + r.Role
	}
	return value
}

func (f *fields) when(name string, w *claim.When) {
	if w == nil {
		return
	}
	value := w.Start
	if w.End != w.Start {
		value += " to " + w.End
	}
	if value == "" && w.Span != nil {
		value = f.quote(*w.Span)
	}
	f.add(name, value)
}

func (f *fields) where(name string, w *claim.Where) {
	if w == nil || w.Place < 0 || w.Place >= len(f.record.Places) {
		return
	}
	p := &f.record.Places[w.Place]
	value := p.Name
	if value == "" {
		value = p.Text
	}
	for _, wider := range []string{p.Admin1, p.Country} {
		if wider != "" && wider != value {
			value += ", " + wider
		}
	}
	f.add(name, value)
}

func (f *fields) number(name string, n *float64) {
	if n != nil {
		f.add(name, strconv.FormatFloat(*n, 'f', -1, 64))
	}
}

func (f *fields) words(name string, w *claim.Words) {
	if w != nil {
		f.add(name, w.Text)
	}
}

func (f *fields) quote(spans ...claim.Span) string { return f.text.Quote(f.claim.In, spans...) }

func issues(list []claim.Issue) string {
	all := make([]string, len(list))
	for i, issue := range list {
		all[i] = string(issue)
	}
	return strings.Join(all, "; ")
}
