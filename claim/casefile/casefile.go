// Package casefile reads and writes case.yaml, the form in which people set up
// a case: strictly, so that a misspelt field is an error that names its line
// and its remedy instead of a silence. No files are opened here.
package casefile

import (
	"errors"
	"fmt"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/parley-desk/parley/claim"
)

// MaxBytes bounds a case file; the largest sensible one is far smaller.
const MaxBytes = 1 << 20

// Fault is one thing wrong with a case file.
type Fault struct {
	File  string
	Line  int    // counted from 1; 0 where none can be named
	Field string // path, such as "mediators[1].since"; empty where the file is no YAML
	What  string // what is wrong and how to mend it
}

// Error says file, line, field and remedy.
func (f Fault) Error() string {
	at := f.File
	if f.Line > 0 {
		at = fmt.Sprintf("%s, line %d", f.File, f.Line)
	}
	if f.Field == "" {
		return at + ": " + f.What
	}
	return at + ": " + f.Field + " " + f.What
}

// Faults are all that is wrong with a case file, in its order.
type Faults []Fault

// Error lists the faults, one a line.
func (f Faults) Error() string {
	lines := make([]string, len(f))
	for i, one := range f {
		lines[i] = one.Error()
	}
	return strings.Join(lines, "\n")
}

// Parse reads a case file; name is what errors call it. The error is of type
// Faults; the case is valid where there is none.
func Parse(name string, data []byte) (*claim.Case, error) {
	if len(data) > MaxBytes {
		return nil, Faults{{name, 0, "", fmt.Sprintf("has more than %d bytes: is it a case file?", MaxBytes)}}
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		return nil, Faults{{name, 0, "", "is no YAML: " + unprefixed(err) + "; parley case new writes an example"}}
	}
	if len(doc.Content) == 0 {
		return nil, Faults{{name, 0, "", "is empty: parley case new writes an example"}}
	}
	d := &decoder{file: name, lines: map[string]int{}}
	c := &claim.Case{}
	d.into(doc.Content[0], c)
	if len(d.faults) == 0 {
		d.validate(c)
	}
	if len(d.faults) > 0 {
		return nil, d.faults
	}
	return c, nil
}

// unprefixed is the text of a YAML error without the library's name.
func unprefixed(err error) string { return strings.TrimPrefix(err.Error(), "yaml: ") }

// validate turns what the rules of a case find into faults with lines.
func (d *decoder) validate(c *claim.Case) {
	var problems claim.Problems
	if !errors.As(c.Validate(), &problems) {
		return
	}
	for _, p := range problems {
		what := p.Rule
		if p.Got != "" {
			what += fmt.Sprintf("; got %q", p.Got)
		}
		d.faults = append(d.faults, Fault{d.file, d.line(p.Path), p.Path, what})
	}
}

// line is that of a field, or where it is missing of what should hold it.
func (d *decoder) line(path string) int {
	for {
		if at, ok := d.lines[path]; ok {
			return at
		}
		cut := strings.LastIndexAny(path, ".[")
		if cut < 0 {
			return d.lines[""]
		}
		path = path[:cut]
	}
}
