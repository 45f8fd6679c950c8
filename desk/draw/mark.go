package draw

import (
	"strings"
	"time"
	"unicode/utf8"

	"github.com/parley-desk/parley/account"
)

// Mark is something at a time.
type Mark struct {
	From   string   `json:"from"` // ISO day
	To     string   `json:"to"`   // ISO day, the same where it is one day
	Unsure bool     `json:"unsure,omitempty"`
	Label  string   `json:"label,omitempty"` // a few words
	Text   string   `json:"text"`            // the whole of it
	By     string   `json:"by,omitempty"`    // who says or counts it
	Side   int      `json:"side,omitempty"`  // the party of the case it is of, counted from 1; 0 of none
	Low    *float64 `json:"low,omitempty"`
	High   *float64 `json:"high,omitempty"`
	Value  *float64 `json:"value,omitempty"`
	Href   string   `json:"href,omitempty"`
	Begins string   `json:"begins,omitempty"` // ISO day on which it begins, where that is before the days shown and From is the first of them
	Ends   string   `json:"ends,omitempty"`   // the same of its end

	Cites   account.Cites `json:"-"`
	Box     Box           `json:"-"` // where it stands in the picture
	LabelAt LabelAt       `json:"-"`
	Whole   string        `json:"-"` // its days as words, where the picture shows a part of them
}

// Box is a place in a picture, in its own units. A chart's box is its value's
// line, and Top and Bottom are the ends of its range.
type Box struct {
	X, Y, W, H  float64
	Top, Bottom float64
}

// Middle is the middle of a box from left to right.
func (b Box) Middle() float64 { return b.X + b.W/2 }

// Brief is what a mark says, as far as a tip has room for it.
func (m *Mark) Brief() string { return short(m.Text, 160) }

// When writes the days of a mark for people.
func (m *Mark) When() string {
	switch {
	case m.From == m.To:
		return m.From
	case m.Unsure:
		return "between " + m.From + " and " + m.To
	}
	return m.From + " to " + m.To
}

// Links says where marks lead, and what ids are called.
type Links interface {
	Incident(id string) string
	Cite(account.Cite) string
	Called(id string) string // the name of an actor or a country
}

// first is where the first of some citations leads.
func first(l Links, c account.Cites) string {
	if all := c.List(); len(all) > 0 {
		return l.Cite(all[0])
	}
	return ""
}

// spread gives the days that a date of the record may mean: all of its month or
// year where it says no day. Unsure tells that it says none. Neither is given
// where it is no date.
func spread(date string) (from, to string, unsure, ok bool) {
	date, _, _ = strings.Cut(date, "T")
	for _, layout := range []struct {
		form          string
		years, months int
	}{{time.DateOnly, 0, 0}, {"2006-01", 0, 1}, {"2006", 1, 0}} {
		t, err := time.Parse(layout.form, date)
		if err != nil {
			continue
		}
		if layout.form == time.DateOnly {
			return date, date, false, true
		}
		return t.Format(time.DateOnly), t.AddDate(layout.years, layout.months, -1).Format(time.DateOnly), true, true
	}
	return "", "", false, false
}

// at dates a mark from one date of the record to another, which may be empty.
func (m *Mark) at(start, end string) bool {
	from, last, vague, ok := spread(start)
	if !ok {
		return false
	}
	m.From, m.To, m.Unsure = from, last, m.Unsure || vague
	if _, to, vague, ok := spread(end); ok && to >= last {
		m.To, m.Unsure = to, m.Unsure || vague
	}
	return true
}

// short cuts words to at most n characters, at a space where there is one.
func short(words string, n int) string {
	if utf8.RuneCountInString(words) <= n {
		return words
	}
	cut := string([]rune(words)[:n])
	if i := strings.LastIndexByte(cut, ' '); i > n/2 {
		cut = cut[:i]
	}
	return cut + "…"
}
