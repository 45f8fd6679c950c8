// Package morphology gives words their base forms and morphological features:
// what the treebanks saw a form with, else what the forms that end alike have.
// Its tables are compiled by language/train and read in place.
package morphology

import (
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parley-desk/parley/language/internal/lookup"
)

// Word is what the look-ups see of a word of a tagged and perhaps parsed sentence.
type Word struct {
	Form, Lower     string
	UPOS, XPOS, Rel string // as the treebanks spell them; Rel is "_" where not parsed
	Head            int    // index in the sentence, -1 for the root
}

// Model gives base forms and features. It is read-only and safe for many goroutines.
type Model struct {
	scripts []script
	feats   []string
	lemmas  lookup.Table
	forms   lookup.Table // of features
}

// script makes a base form of a word: Cut bytes come off its end, Add is put on.
type script struct {
	base base
	cut  int
	add  string
}

// base is which spelling a script works on.
type base uint8

const (
	lowerCase base = iota
	asWritten
	capitalised
)

var errFormat = errors.New("morphology: not a model of this version; train it anew")

// Open reads a model in place.
func Open(data []byte) (*Model, error) {
	m := &Model{}
	parts, err := lookup.Sections(data, 4)
	if err != nil {
		return nil, err
	}
	for line := range strings.SplitSeq(string(parts[0]), "\n") {
		if len(line) < 2 {
			return nil, errFormat
		}
		m.scripts = append(m.scripts, script{base(line[0] - '0'), int(line[1] - '0'), line[2:]})
	}
	m.feats = strings.Split(string(parts[1]), "\n")
	if m.lemmas, err = lookup.Open(parts[2]); err != nil {
		return nil, err
	}
	m.forms, err = lookup.Open(parts[3])
	return m, err
}

// The kinds of look-ups.
const (
	wholeForm    = iota // form and tags → script
	ending              // last letters and tags → script
	formFeats           // form, tags and situation → features
	shapeFeats          // shape of the form, tags and situation → features
	tagFeats            // tags and situation → features
	bareFeats           // tags → features
	situatedForm        // not stored: form, tags, any situation
)

// longestEnding is how many last bytes of a form may tell its base form.
const longestEnding = 6

// key starts the hash of a look-up within a group.
func key(kind, group uint32) lookup.Hash { return lookup.Begin(uint64(kind)<<32 | uint64(group)) }

// group numbers a pair of tags, from their names.
func group(upos, xpos string) uint32 {
	h := uint32(2166136261)
	for i := range len(upos) {
		h = (h ^ uint32(upos[i])) * 16777619
	}
	h = (h ^ '|') * 16777619
	for i := range len(xpos) {
		h = (h ^ uint32(xpos[i])) * 16777619
	}
	return h
}

// inner marks the group of words with a capital that does not come from the beginning of a sentence.
const inner = 1

func capitalInside(form string, first bool) uint32 {
	if !first && len(form) > 1 && form[0] >= 'A' && form[0] <= 'Z' {
		return inner
	}
	return 0
}

// AppendLemma appends the base form of a word to out. first tells that it
// begins its sentence, so that a capital tells nothing. part is how many bytes
// of the lower-case form it is, where it is the beginning of that, else -1.
func (m *Model) AppendLemma(out []byte, form, lower, upos, xpos string, first bool) (lemma []byte, part int) {
	s := m.script(form, lower, upos, xpos, first)
	if s == nil {
		s = &script{}
	}
	return s.apply(out, form, lower)
}

func (m *Model) script(form, lower, upos, xpos string, first bool) *script {
	g := group(upos, xpos)
	inside := capitalInside(form, first)
	n := m.lemmas.Find(key(wholeForm, g+inside).Word(lower))
	if n == 0 && inside == inner {
		n = m.lemmas.Find(key(wholeForm, g).Word(lower))
	}
	if n == 0 {
		n = m.ending(lower, g+inside)
	}
	if n == 0 || int(n) > len(m.scripts) {
		return nil
	}
	return &m.scripts[n-1]
}

// ending finds the script of the longest ending known.
func (m *Model) ending(lower string, g uint32) uint16 {
	k := key(ending, g)
	n := m.lemmas.Find(k)
	for i := 1; i <= min(longestEnding, len(lower)); i++ {
		k = k.With(lower[len(lower)-i])
		if longer := m.lemmas.Find(k); longer != 0 {
			n = longer
		}
	}
	return n
}

func (s *script) apply(out []byte, form, lower string) ([]byte, int) {
	text := lower
	if s.base != lowerCase {
		text = form
	}
	cut := s.cut
	if cut > len(text) || cut == len(text) && s.add == "" || cut > 0 && !utf8.RuneStart(text[len(text)-cut]) {
		return append(out, text...), part(s.base, len(text)) // the script was made for other words
	}
	kept := text[:len(text)-cut]
	if s.base == capitalised {
		return append(appendCapitalised(out, kept), s.add...), -1
	}
	if s.add == "" {
		return append(out, kept...), part(s.base, len(kept))
	}
	return append(append(out, kept...), s.add...), -1
}

func part(b base, n int) int {
	if b == lowerCase {
		return n
	}
	return -1
}

func appendCapitalised(out []byte, s string) []byte {
	if s == "" {
		return out
	}
	first, n := utf8.DecodeRuneInString(s)
	out = utf8.AppendRune(out, unicode.ToUpper(first))
	for _, r := range s[n:] {
		out = utf8.AppendRune(out, unicode.ToLower(r))
	}
	return out
}
