package claim

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// Span is a half-open stretch [Start, End) of a text, counted in Unicode code
// points (the positions of the W3C TextPositionSelector). In JSON it is [start, end].
type Span struct {
	Start, End int
}

// Len is the number of code points that the span covers.
func (s Span) Len() int { return s.End - s.Start }

// Covers tells whether o lies wholly within s.
func (s Span) Covers(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Overlaps tells whether s and o share at least one code point.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// MarshalJSON writes [start, end].
func (s Span) MarshalJSON() ([]byte, error) {
	return fmt.Appendf(nil, "[%d,%d]", s.Start, s.End), nil
}

// UnmarshalJSON reads [start, end].
func (s *Span) UnmarshalJSON(data []byte) error {
	var pair []int
	if err := json.Unmarshal(data, &pair); err != nil || len(pair) != 2 {
		return fmt.Errorf("claim: a span is [start, end], got %.40s", data)
	}
	s.Start, s.End = pair[0], pair[1]
	return nil
}

// Spans is a phrase that may be broken into pieces: in JSON one span where it
// is whole, a list of spans where it is not.
type Spans []Span

// MarshalJSON writes a single piece as a span, several as a list of spans.
func (s Spans) MarshalJSON() ([]byte, error) {
	if len(s) == 1 {
		return s[0].MarshalJSON()
	}
	return json.Marshal([]Span(s))
}

// UnmarshalJSON reads either form.
func (s *Spans) UnmarshalJSON(data []byte) error {
	if bytes.HasPrefix(bytes.TrimLeft(data, " \t\r\n["), []byte("[")) || !bytes.HasPrefix(bytes.TrimLeft(data[1:], " \t\r\n"), []byte("[")) {
		var one Span
		if err := one.UnmarshalJSON(data); err != nil {
			return err
		}
		*s = Spans{one}
		return nil
	}
	var many []Span
	if err := json.Unmarshal(data, &many); err != nil {
		return err
	}
	*s = many
	return nil
}
