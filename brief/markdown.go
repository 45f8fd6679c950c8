package brief

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parley-desk/parley/account"
)

// WriteJSON writes the brief as one JSON object.
func (b *Brief) WriteJSON(out io.Writer) error {
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	return e.Encode(b)
}

// WriteMarkdown writes the brief as CommonMark, its sources numbered at the end.
// Words of reports are text: none of their signs becomes markup.
func (b *Brief) WriteMarkdown(out io.Writer) error {
	first := 1 + len(b.Sections) // of the stretches that are sources
	stretches := first + (len(b.Sources)+sourcesAtOnce-1)/sourcesAtOnce
	return account.WriteStretches(out, stretches, func(n int) ([]byte, error) {
		switch {
		case n == 0:
			return fmt.Appendf(nil, "# %s\n\n%s\n", escaped(b.Title), escaped(b.Headline())), nil
		case n < first:
			text := b.Sections[n-1].appendMarkdown(nil)
			if n == first-1 {
				text = append(text, sourcesHeading...)
			}
			return text, nil
		}
		from := (n - first) * sourcesAtOnce
		return b.appendSources(nil, from, min(from+sourcesAtOnce, len(b.Sources))), nil
	})
}

const (
	sourcesAtOnce  = 1000 // that are written in one stretch
	sourcesHeading = "\n## Sources\n\n"
)

func (s *Section) appendMarkdown(dst []byte) []byte {
	dst = fmt.Appendf(dst, "\n## %s\n", escaped(s.Title))
	if s.Note != "" {
		dst = fmt.Appendf(dst, "\n*%s*\n", escaped(s.Note))
	}
	if s.Empty != "" {
		dst = fmt.Appendf(dst, "\n%s\n", escaped(s.Empty))
	}
	for _, p := range s.Parts {
		if p.Heading != "" {
			dst = fmt.Appendf(dst, "\n### %s\n", escaped(p.Heading))
		}
		dst = append(dst, '\n')
		for _, one := range p.Sentences {
			dst = appendEscaped(append(dst, "- "...), one.text)
			dst = append(appendMarks(append(dst, ' '), one.cites), '\n')
		}
	}
	return dst
}

func (b *Brief) appendSources(dst []byte, from, until int) []byte {
	for i := from; i < until; i++ {
		dst = strconv.AppendInt(dst, int64(i+1), 10)
		dst = appendEscaped(append(dst, ". "...), b.Sources[i].String())
		dst = append(dst, '\n')
	}
	return dst
}

// Headline says what the brief is of: as of when, from how many reports.
func (b *Brief) Headline() string {
	h := "As of all that is known"
	if b.AsOf != "" {
		h = "As of " + day(b.AsOf)
	}
	if b.Since != "" {
		h += ", compared with " + day(b.Since)
	}
	h += fmt.Sprintf(". From %s of %s.", counted(b.Reports, "report", "reports"), counted(b.Stories, "origin", "origins"))
	if b.Sample {
		h += " The reports are samples, written to try Parley on."
	}
	return h
}

// String writes a source in one line.
func (s Source) String() string {
	line := s.Outlet
	if strings.HasPrefix(s.Report, "case:") {
		line = "The case file"
	}
	if s.Title != "" {
		line += ", “" + s.Title + "”"
	}
	if s.Day != "" {
		line += ", " + day(s.Day)
	}
	if s.Words != "" {
		line += ": “" + s.Words + "”"
	}
	if s.URL != "" {
		line += " " + s.URL
	}
	return line
}

// appendMarks appends the numbers of sources: "[1, 4–6]".
func appendMarks(dst []byte, cites []int) []byte {
	dst = append(dst, `\[`...)
	for i, r := range ranges(cites) {
		if i > 0 {
			dst = append(dst, ", "...)
		}
		dst = strconv.AppendInt(dst, int64(r[0]), 10)
		if r[0] != r[1] {
			dst = strconv.AppendInt(append(dst, "–"...), int64(r[1]), 10)
		}
	}
	return append(dst, `\]`...)
}

// ranges joins numbers that follow one another, in their order.
func ranges(numbers []int) [][2]int {
	var out [][2]int
	for _, n := range numbers {
		if last := len(out) - 1; last >= 0 && out[last][1]+1 == n {
			out[last][1] = n
			continue
		}
		out = append(out, [2]int{n, n})
	}
	return out
}

// escaped takes the meaning from every sign that CommonMark or HTML gives one, and makes all white space single spaces.
func escaped(s string) string { return string(appendEscaped(make([]byte, 0, len(s)+len(s)/16), s)) }

// appendEscaped appends what escaped gives.
func appendEscaped(dst []byte, s string) []byte {
	begun, gap := len(dst), false
	for i := 0; i < len(s); {
		size := plainly(s[i:])
		if size > 0 {
			if gap {
				dst, gap = append(dst, ' '), false
			}
			dst = append(dst, s[i:i+size]...)
			i += size
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		switch {
		case unicode.IsSpace(r):
			gap = len(dst) > begun
			continue
		case gap:
			dst, gap = append(dst, ' '), false
		}
		if r < utf8.RuneSelf { // it means something
			dst = append(dst, '\\')
		}
		dst = utf8.AppendRune(dst, r)
	}
	return dst
}

// plainly is how many bytes a text begins with that stand for themselves.
func plainly(s string) int {
	for i := range len(s) {
		if !plain[s[i]] {
			return i
		}
	}
	return len(s)
}

// plain marks the signs of English that mean nothing within a line and are no white space; . - + ! ( ) and $, do so at
// the start of one only, where no text of ours begins.
var plain = func() (signs [1 << 8]bool) {
	for r := range rune(utf8.RuneSelf) {
		signs[r] = !unicode.IsSpace(r) && !strings.ContainsRune("\\`*_{}[]<>#|~&", r)
	}
	return signs
}()
