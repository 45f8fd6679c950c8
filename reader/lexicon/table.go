package lexicon

import (
	"slices"
	"strings"
)

// Table is one lexicon. Read-only once loaded: safe for many goroutines.
type Table struct {
	Name    string
	Entries []Entry

	sections map[string]*node
	at       map[string]int // section and term → index in Entries, while reading
}

// Entry is one term of a lexicon.
type Entry struct {
	Section string
	Term    string   // lower case
	Words   []string // of the term
	File    string   // where it is defined
	Line    int
	values  []attribute
}

type attribute struct{ key, value string }

// Get gives the value of a key, empty where the entry has none.
func (e *Entry) Get(key string) string {
	for _, a := range e.values {
		if a.key == key {
			return a.value
		}
	}
	return ""
}

// List gives the values of a key that holds several: "a,b".
func (e *Entry) List(key string) []string {
	if v := e.Get(key); v != "" {
		return strings.Split(v, ",")
	}
	return nil
}

// Has tells whether the entry has a flag or key.
func (e *Entry) Has(name string) bool {
	for _, a := range e.values {
		if a.key == name {
			return true
		}
	}
	return false
}

// node is a step in the tree of the words of a section's terms.
type node struct {
	next  map[string]*node
	entry *Entry
}

func (t *Table) index() {
	t.Entries = slices.DeleteFunc(t.Entries, func(e Entry) bool { return e.Term == "" })
	t.at, t.sections = nil, map[string]*node{}
	for i := range t.Entries {
		e := &t.Entries[i]
		n := t.sections[e.Section]
		if n == nil {
			n = &node{next: map[string]*node{}}
			t.sections[e.Section] = n
		}
		for _, w := range e.Words {
			if n.next == nil {
				n.next = map[string]*node{}
			}
			if n.next[w] == nil {
				n.next[w] = &node{}
			}
			n = n.next[w]
		}
		n.entry = e
	}
}

// add appends an entry and tells whether one of the same section and term stood there before, which it replaces.
func (t *Table) add(e Entry) (had bool) {
	had = t.remove(e.Section, e.Term)
	t.at[e.Section+"\n"+e.Term] = len(t.Entries)
	t.Entries = append(t.Entries, e)
	return had
}

// remove empties an entry and tells whether it was there; index drops the empty ones.
func (t *Table) remove(section, term string) bool {
	at, ok := t.at[section+"\n"+term]
	if ok {
		t.Entries[at] = Entry{}
		delete(t.at, section+"\n"+term)
	}
	return ok
}

// Section gives the entries of one section ("" for a file without), to look words up in.
func (t *Table) Section(name string) Section { return Section{t.sections[name]} }

// Section is the entries of one section. The zero value is empty.
type Section struct{ root *node }

// Find gives the entry of a term of one word, nil where there is none. For more words see Longest.
func (s Section) Find(word string) *Entry {
	if s.root == nil {
		return nil
	}
	if n := s.root.next[word]; n != nil {
		return n.entry
	}
	return nil
}

// Has tells whether a term of one word is in the section.
func (s Section) Has(word string) bool { return s.Find(word) != nil }

// Longest gives the entry of the longest term that the words from the first on
// spell, and how many words it has; nil and 0 where there is none. word(k) is
// the k-th word, "" past the end.
func (s Section) Longest(word func(k int) string) (found *Entry, words int) {
	n := s.root
	for k := 0; n != nil; k++ {
		if n.entry != nil {
			found, words = n.entry, k
		}
		if len(n.next) == 0 {
			break
		}
		n = n.next[word(k)]
	}
	return found, words
}

// Heads gives the first words of all terms of the table, sorted: what triggers it.
func (t *Table) Heads() []string {
	var out []string
	for i := range t.Entries {
		out = append(out, t.Entries[i].Words[0])
	}
	slices.Sort(out)
	return slices.Compact(out)
}
