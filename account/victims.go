package account

import (
	"cmp"
	"html"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parley-desk/parley/claim"
)

// harmful are the types of events (PLOVER) whose patients were harmed.
var harmful = []string{"ASSAULT", "COERCE"}

// bystanders are the people of a record of whom it tells nothing but that they
// were harmed: they hold no office, act for nobody, say nothing and do nothing.
// Whoever speaks or acts in public is no private person here, though they were
// harmed too.
func bystanders(record *claim.Record) map[string]bool {
	found := map[string]bool{}
	for i := range record.Claims {
		if e, ok := record.Claims[i].Body.(*claim.Event); ok && slices.Contains(harmful, e.Type) {
			for _, r := range e.Recipients {
				found[r.Actor] = r.Actor != ""
			}
		}
	}
	if len(found) == 0 {
		return nil
	}
	for _, a := range record.Actors {
		if a.Kind != claim.ActorPerson || a.Office != "" || a.SideOf != "" {
			delete(found, a.ID)
		}
	}
	for i := range record.Claims {
		for _, id := range doersOf(&record.Claims[i]) {
			delete(found, id)
		}
	}
	return found
}

// doersOf lists who speaks or acts in a claim.
func doersOf(c *claim.Claim) []string {
	var ids []string
	refs := slices.Clone(c.By)
	switch b := c.Body.(type) {
	case *claim.Event:
		refs = append(refs, b.Actors...)
	case *claim.Statement:
		refs = append(refs, b.Voices()...)
	case *claim.Meeting:
		refs = append(append(refs, b.Parties...), b.Roles...)
	case *claim.Commitment:
		if b.From != nil {
			refs = append(refs, *b.From)
		}
	}
	for _, r := range refs {
		ids = append(ids, r.Actor)
	}
	return ids
}

// Mask blocks out the names of private people who were harmed, letter by letter.
type Mask struct {
	names []string         // the longest first
	at    map[string][]int // which begin with a word, so that a text is held against those alone
	odd   []int            // which begin with none
}

// MaskOf makes the mask of names; without any it changes nothing.
func MaskOf(names []string) *Mask {
	names = slices.DeleteFunc(slices.Clone(names), func(n string) bool { return strings.TrimSpace(n) == "" })
	slices.SortFunc(names, func(x, y string) int { return cmp.Or(cmp.Compare(len(y), len(x)), cmp.Compare(x, y)) }) // whole names before their parts
	m := &Mask{names: slices.Compact(names), at: map[string][]int{}}
	for n, name := range m.names {
		if word := firstWord(name); word != "" {
			m.at[word] = append(m.at[word], n)
		} else {
			m.odd = append(m.odd, n)
		}
	}
	return m
}

// firstWord is the word that a text begins with; empty where it begins with none.
func firstWord(s string) string {
	if end := strings.IndexFunc(s, func(r rune) bool { return !isWordRune(r) }); end >= 0 {
		return s[:end]
	}
	return s
}

// Mask gives the mask of all names that the book's reports give. A single word that also names somebody of public
// life, a body or a place of the case is left out: "Khan" alone blocks out no minister.
func (b *Book) Mask() *Mask { return once(b, viewKey{name: "mask"}, b.makeMask) }

func (b *Book) makeMask() *Mask {
	var names []string
	single := map[string]bool{} // names of one word
	for _, c := range slices.Concat(b.past, b.reports) {
		for _, n := range c.Victims {
			names = append(names, n)
			if !strings.ContainsFunc(n, unicode.IsSpace) {
				single[n] = true
			}
		}
	}
	if len(single) > 0 {
		known := b.ofOthers(single)
		names = slices.DeleteFunc(names, func(n string) bool { return known[n] })
	}
	return MaskOf(names)
}

// ofOthers gives those of some words that stand in the names of places, or of actors other than private people.
func (b *Book) ofOthers(words map[string]bool) map[string]bool {
	found := map[string]bool{}
	note := func(name string) {
		for w := range strings.FieldsSeq(name) {
			if words[w] {
				found[w] = true
			}
		}
	}
	for _, c := range slices.Concat(b.past, b.reports) {
		for i := range c.Actors {
			a := &c.Actors[i]
			if (a.Kind != claim.ActorPerson || a.Office != "" || a.SideOf != "") && !slices.Contains(c.Victims, a.Name) {
				note(a.Name)
			}
		}
		for _, s := range c.Places {
			note(s.Name)
		}
	}
	return found
}

// Empty tells whether the mask changes nothing.
func (m *Mask) Empty() bool { return m == nil || len(m.names) == 0 }

// Text blocks names out of a text. Lengths in code points stay as they are; a
// name within a longer word is none.
func (m *Mask) Text(s string) string {
	if m.Empty() {
		return s
	}
	for _, n := range m.candidates(s) {
		s = replaceWords(s, m.names[n])
	}
	return s
}

// candidates are the names of which the first word stands in a text, in order.
func (m *Mask) candidates(s string) []int {
	found := m.odd
	for s != "" {
		word := firstWord(s)
		if word == "" {
			_, size := utf8.DecodeRuneInString(s)
			s = s[size:]
			continue
		}
		if names := m.at[word]; names != nil {
			found = append(found[:len(found):len(found)], names...)
		}
		s = s[len(word):]
	}
	if len(found) > len(m.odd) {
		slices.Sort(found)
		found = slices.Compact(found)
	}
	return found
}

// blocked has a block for each letter of a name.
func blocked(name string) string { return strings.Repeat("░", utf8.RuneCountInString(name)) }

// replaceWords blocks out a name where no letter or digit touches it.
func replaceWords(s, name string) string {
	if !strings.Contains(s, name) {
		return s
	}
	block := blocked(name)
	first, _ := utf8.DecodeRuneInString(name)
	last, _ := utf8.DecodeLastRuneInString(name)
	var b strings.Builder
	for from := 0; ; {
		at := strings.Index(s[from:], name)
		if at < 0 {
			b.WriteString(s[from:])
			return b.String()
		}
		at += from
		before, _ := utf8.DecodeLastRuneInString(s[:at])
		after, _ := utf8.DecodeRuneInString(s[at+len(name):])
		b.WriteString(s[from:at])
		if isWordRune(before) && isWordRune(first) || isWordRune(after) && isWordRune(last) {
			b.WriteString(name)
		} else {
			b.WriteString(block)
		}
		from = at + len(name)
	}
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// HTML blocks names out of a page that html/template made: of its text and of
// the attributes that people read. Other attributes stay: a name that is spelt
// like a class or an address must not break the page.
func (m *Mask) HTML(page []byte) []byte {
	if m.Empty() {
		return page
	}
	var b strings.Builder
	for rest := string(page); rest != ""; {
		open := strings.IndexByte(rest, '<')
		if open < 0 {
			open = len(rest)
		}
		b.WriteString(m.escaped(rest[:open]))
		rest = rest[open:]
		end := strings.IndexByte(rest, '>') // html/template escapes it within attributes
		if end < 0 {
			end = len(rest) - 1
		}
		b.WriteString(m.tag(rest[:end+1]))
		rest = rest[end+1:]
	}
	return []byte(b.String())
}

// escaped masks a text that is escaped for HTML: by what it says, not by how that is spelt.
func (m *Mask) escaped(s string) string {
	plain := html.UnescapeString(s)
	if masked := m.Text(plain); masked != plain {
		return html.EscapeString(masked)
	}
	return s
}

// Value masks every text of a JSON value, as encoding/json decodes it into any.
func (m *Mask) Value(v any) any {
	switch v := v.(type) {
	case string:
		return m.Text(v)
	case []any:
		for i := range v {
			v[i] = m.Value(v[i])
		}
	case map[string]any:
		for name := range v {
			v[name] = m.Value(v[name])
		}
	}
	return v
}

// readAttributes are those that people read.
var readAttributes = []string{` title="`, ` aria-label="`, ` alt="`, ` value="`}

func (m *Mask) tag(tag string) string {
	for _, name := range readAttributes {
		at := strings.Index(tag, name)
		if at < 0 {
			continue
		}
		at += len(name)
		end := strings.IndexByte(tag[at:], '"')
		if end < 0 {
			continue
		}
		tag = tag[:at] + m.escaped(tag[at:at+end]) + tag[at+end:]
	}
	return tag
}
