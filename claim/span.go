package claim

import (
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

// UnmarshalJSON reads either form.
func (s *Spans) UnmarshalJSON(data []byte) error {
	var one Span
	if one.UnmarshalJSON(data) == nil {
		*s = Spans{one}
		return nil
	}
	var many []Span
	if err := json.Unmarshal(data, &many); err != nil {
		return fmt.Errorf("claim: a broken span is a span or a list of spans, got %.40s", data)
	}
	*s = many
	return nil
}
