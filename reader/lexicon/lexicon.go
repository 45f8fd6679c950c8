package lexicon

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

//go:embed en
var embedded embed.FS

// Set is the lexicon files of one language with the overlay upon them.
type Set struct {
	language string
	overlay  string // folder that holds <language>/NAME.txt, empty for none
}

// Open makes the set of a language ("en"). overlay is a folder that may hold
// lexicon/<language>/NAME.txt, as --data gives it; empty for none.
func Open(language, overlay string) (*Set, error) {
	if _, err := fs.Stat(embedded, language); err != nil {
		return nil, fmt.Errorf("lexicon: no lexicon of the language %q", language)
	}
	if overlay == "" {
		return &Set{language: language}, nil
	}
	s := &Set{language: language, overlay: filepath.Join(overlay, "lexicon", language)}
	return s, s.checkOverlay()
}

// checkOverlay refuses files of the overlay that would overlay nothing: a
// misspelt name must not be passed over in silence.
func (s *Set) checkOverlay() error {
	files, err := os.ReadDir(s.overlay)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("lexicon: %w", err)
	}
	for _, f := range files {
		if _, err := fs.Stat(embedded, s.language+"/"+f.Name()); err != nil {
			return fmt.Errorf("lexicon: %s: there is no lexicon of this name to lay it over", filepath.Join(s.overlay, f.Name()))
		}
	}
	return nil
}

// Schema says what a lexicon may hold. Anything else is an error that names file, line and rule.
type Schema struct {
	Sections []string            // those allowed; nil for a file without sections
	Flags    []string            // bare words allowed
	Keys     map[string][]string // key=value: the values allowed for each key, nil for any
}

// Table loads the lexicon of a name: "cues" reads en/cues.txt and what overlays it.
func (s *Set) Table(name string, schema Schema) (*Table, error) {
	file := s.language + "/" + name + ".txt"
	data, err := embedded.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("lexicon: there is no lexicon %q", name)
	}
	t := &Table{Name: name, at: map[string]int{}}
	if err := t.read(file, string(data), schema, false); err != nil {
		return nil, err
	}
	if s.overlay != "" {
		file = filepath.Join(s.overlay, name+".txt")
		switch data, err = os.ReadFile(file); {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			return nil, fmt.Errorf("lexicon: %w", err)
		default:
			if err := t.read(file, string(data), schema, true); err != nil {
				return nil, err
			}
		}
	}
	t.index()
	return t, nil
}

// read adds the entries of one file, replacing those of the same section and term where it is an overlay.
func (t *Table) read(file, text string, schema Schema, overlay bool) error {
	section := ""
	for n, line := range strings.Split(text, "\n") {
		fail := func(format string, args ...any) error {
			return fmt.Errorf("lexicon: %s:%d: %s", file, n+1, fmt.Sprintf(format, args...))
		}
		line = strings.TrimSpace(cutComment(line))
		switch {
		case line == "":
		case strings.HasPrefix(line, "["):
			section = strings.TrimSuffix(line[1:], "]")
			if !slices.Contains(schema.Sections, section) {
				return fail("unknown section %q; this file has %s", section, list(schema.Sections))
			}
		case strings.HasPrefix(line, "- "):
			if !overlay {
				return fail("only an overlay takes entries away")
			}
			if !t.remove(section, strings.TrimSpace(line[2:])) {
				return fail("no entry %q in section %q to take away", line[2:], section)
			}
		default:
			e, err := entry(line, section, schema)
			if err != nil {
				return fail("%v", err)
			}
			e.File, e.Line = file, n+1
			if t.add(e) && !overlay {
				return fail("%q stands twice in section %q", e.Term, e.Section)
			}
		}
	}
	return nil
}

// cutComment drops a comment: a # at the start of the line or after white space.
func cutComment(line string) string {
	for i := 0; i < len(line); i++ {
		if line[i] == '#' && (i == 0 || line[i-1] == ' ' || line[i-1] == '\t') {
			return line[:i]
		}
	}
	return line
}

// entry reads "term: key=value flag …".
func entry(line, section string, schema Schema) (Entry, error) {
	if len(schema.Sections) > 0 && section == "" {
		return Entry{}, errors.New("an entry before the first [section]")
	}
	term, rest := strings.TrimSuffix(line, ":"), ""
	if at := strings.LastIndex(line, ": "); at > 0 {
		term, rest = line[:at], line[at+2:]
	}
	e := Entry{Section: section, Term: strings.Join(strings.Fields(term), " ")}
	e.Words = strings.Fields(e.Term)
	if e.Term == "" {
		return e, errors.New("an entry without a term")
	}
	if e.Term != strings.ToLower(e.Term) {
		return e, fmt.Errorf("%q: terms are lower case", e.Term)
	}
	for _, word := range strings.Fields(rest) {
		if err := e.set(word, schema); err != nil {
			return e, err
		}
	}
	return e, nil
}

// set reads one attribute of an entry and holds it against the schema.
func (e *Entry) set(word string, schema Schema) error {
	key, value, pair := strings.Cut(word, "=")
	if !pair {
		if !slices.Contains(schema.Flags, word) {
			return fmt.Errorf("%q: unknown flag %q; allowed are %s", e.Term, word, list(schema.Flags))
		}
		e.values = append(e.values, attribute{key: word})
		return nil
	}
	allowed, known := schema.Keys[key]
	if !known {
		keys := make([]string, 0, len(schema.Keys))
		for k := range schema.Keys {
			keys = append(keys, k)
		}
		slices.Sort(keys)
		return fmt.Errorf("%q: unknown key %q; allowed are %s", e.Term, key, list(keys))
	}
	if e.Has(key) {
		return fmt.Errorf("%q: the key %q stands twice", e.Term, key)
	}
	for _, v := range strings.Split(value, ",") {
		if v == "" || allowed != nil && !slices.Contains(allowed, v) {
			return fmt.Errorf("%q: %s=%q is not one of %s", e.Term, key, v, list(allowed))
		}
	}
	e.values = append(e.values, attribute{key, value})
	return nil
}

func list(words []string) string {
	if len(words) == 0 {
		return "none"
	}
	return strings.Join(words, ", ")
}
