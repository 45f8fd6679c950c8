package brief

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
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
	var m strings.Builder
	fmt.Fprintf(&m, "# %s\n\n%s\n", escaped(b.Title), escaped(b.Headline()))
	for _, s := range b.Sections {
		fmt.Fprintf(&m, "\n## %s\n", escaped(s.Title))
		if s.Note != "" {
			fmt.Fprintf(&m, "\n*%s*\n", escaped(s.Note))
		}
		if s.Empty != "" {
			fmt.Fprintf(&m, "\n%s\n", escaped(s.Empty))
		}
		for _, p := range s.Parts {
			if p.Heading != "" {
				fmt.Fprintf(&m, "\n### %s\n", escaped(p.Heading))
			}
			m.WriteString("\n")
			for _, one := range p.Sentences {
				fmt.Fprintf(&m, "- %s %s\n", escaped(one.text), marks(one.cites))
			}
		}
	}
	m.WriteString("\n## Sources\n\n")
	for i, s := range b.Sources {
		m.WriteString(strconv.Itoa(i+1) + ". " + escaped(s.String()) + "\n")
	}
	_, err := io.WriteString(out, m.String())
	return err
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

// marks are the numbers of sources: "[1, 4–6]".
func marks(cites []int) string {
	var out []string
	for _, r := range ranges(cites) {
		if r[0] == r[1] {
			out = append(out, fmt.Sprint(r[0]))
		} else {
			out = append(out, fmt.Sprintf("%d–%d", r[0], r[1]))
		}
	}
	return `\[` + strings.Join(out, ", ") + `\]`
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
func escaped(s string) string {
	var b strings.Builder
	b.Grow(len(s) + len(s)/16)
	gap := false
	for _, r := range s {
		if unicode.IsSpace(r) {
			gap = b.Len() > 0
			continue
		}
		if gap {
			b.WriteByte(' ')
			gap = false
		}
		if r < utf8.RuneSelf && meaning[r] {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// meaning marks the signs that mean something within a line; others, such as . - + ! ( ) and $, do so at
// the start of one only, where no text of ours begins.
var meaning = func() (signs [utf8.RuneSelf]bool) {
	for _, r := range "\\`*_{}[]<>#|~&" {
		signs[r] = true
	}
	return signs
}()
