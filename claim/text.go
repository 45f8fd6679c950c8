package claim

import "unicode/utf8"

// Text is a text that can be cut by code points, as spans count.
type Text struct {
	text   string
	length int   // code points
	starts []int // byte offset of each code point and of the end; nil where the text is ASCII
}

// NewText prepares a text for cutting.
func NewText(text string) *Text {
	t := &Text{text: text, length: utf8.RuneCountInString(text)}
	if t.length == len(text) {
		return t
	}
	t.starts = make([]int, 0, t.length+1)
	for i := range text {
		t.starts = append(t.starts, i)
	}
	t.starts = append(t.starts, len(text))
	return t
}

// Len is the text's length in code points.
func (t *Text) Len() int { return t.length }

// Cut gives the words of a span; ok is false where it does not lie inside the text.
func (t *Text) Cut(s Span) (words string, ok bool) {
	if s.Start < 0 || s.Start > s.End || s.End > t.length {
		return "", false
	}
	if t.starts == nil {
		return t.text[s.Start:s.End], true
	}
	return t.text[t.starts[s.Start]:t.starts[s.End]], true
}
