package article

import (
	"strings"
	"unicode/utf8"

	"github.com/parley-desk/parley/claim"
)

// unit is a stretch of the report's text with what it is and where in the page it stands.
type unit struct {
	kind       claim.PartKind
	text       string
	start, end int    // bytes of the decoded page; both 0 where it comes from linked data
	entry      int    // number of the liveblog's entry, counted from 1; 0 outside
	time       string // of the entry
}

// layout is a text in the making.
type layout struct {
	text       strings.Builder
	length     int // code points
	parts      []claim.Part
	paragraphs []Paragraph
	entry      int
}

// lay puts units one below the other, an empty line between them.
func lay(units []unit) *layout {
	l := &layout{}
	for _, u := range units {
		if l.length > 0 {
			l.text.WriteString("\n\n")
			l.length += 2
		}
		l.enter(u)
		start := l.length
		l.text.WriteString(u.text)
		l.length += utf8.RuneCountInString(u.text)
		span := claim.Span{Start: start, End: l.length}
		l.paragraphs = append(l.paragraphs, Paragraph{span, u.start, u.end, u.kind})
		l.part(u, span)
	}
	return l
}

// enter begins an entry of a liveblog.
func (l *layout) enter(u unit) {
	if u.entry != 0 && u.entry != l.entry {
		l.parts = append(l.parts, claim.Part{Kind: claim.PartEntry, Span: claim.Span{Start: l.length, End: l.length}, Time: u.time})
	}
	l.entry = u.entry
}

// part widens the part before, where it is of the same kind and place, or begins one.
func (l *layout) part(u unit, span claim.Span) {
	if u.entry != 0 {
		for i := len(l.parts) - 1; i >= 0; i-- {
			if l.parts[i].Kind == claim.PartEntry {
				l.parts[i].Span.End = span.End
				break
			}
		}
		if u.kind == claim.PartBody {
			return // an entry's running text is the entry
		}
	}
	if last := len(l.parts) - 1; last >= 0 && l.parts[last].Kind == u.kind && u.kind == claim.PartBody {
		l.parts[last].Span.End = span.End
		return
	}
	l.parts = append(l.parts, claim.Part{Kind: u.kind, Span: span})
}

// all are the parts, none where all is body.
func (l *layout) all() []claim.Part {
	if len(l.parts) == 1 && l.parts[0].Kind == claim.PartBody {
		return nil
	}
	return l.parts
}
