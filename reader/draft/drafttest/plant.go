// Package drafttest makes drafts of hand-made trees for the tests of stages, so
// that they hold whatever the trained parser makes of their sentences.
package drafttest

import (
	"strconv"
	"strings"
	"testing"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/draft"
)

// Plant lays trees out as a draft published on 2025-11-08: a sentence a line, a
// word as form/lemma/UPOS/XPOS/head/relation, heads counted from 1 within the
// sentence (0 for the root). A "¶" alone on a line begins a new paragraph.
func Plant(t testing.TB, trees string) *draft.Draft {
	t.Helper()
	doc := &language.Doc{}
	var text strings.Builder
	paragraph := int32(0)
	for line := range strings.Lines(trees) {
		line = strings.TrimSpace(line)
		switch line {
		case "":
			continue
		case "¶":
			paragraph++
			text.WriteString("\n\n")
			continue
		}
		first := int32(len(doc.Tokens))
		for word := range strings.FieldsSeq(line) {
			doc.Tokens = append(doc.Tokens, token(t, word, first, &text))
		}
		doc.Sentences = append(doc.Sentences, language.Sentence{First: first, End: int32(len(doc.Tokens)), Paragraph: paragraph, Parsed: true})
	}
	doc.Text = text.String()
	d := draft.New(claim.Report{ID: "test", Text: doc.Text, Published: "2025-11-08"}, doc)
	d.Wanted = make([]bool, len(doc.Sentences))
	d.Grow()
	return d
}

// token reads one word of a tree and writes it to the text.
func token(t testing.TB, word string, first int32, text *strings.Builder) language.Token {
	t.Helper()
	f := strings.Split(word, "/")
	if len(f) != 6 {
		t.Fatalf("%q has not six fields", word)
	}
	head, err := strconv.Atoi(f[4])
	upos, ok := language.ParseUPOS(f[2])
	xpos, ok2 := language.ParseXPOS(f[3])
	rel, ok3 := language.ParseRelation(f[5])
	if err != nil || !ok || !ok2 || !ok3 {
		t.Fatalf("%q: not a tag, a head or a relation", word)
	}
	if text.Len() > 0 && upos != language.PUNCT && !strings.HasSuffix(text.String(), "\n\n") {
		text.WriteByte(' ')
	}
	start := int32(text.Len())
	text.WriteString(f[0])
	tk := language.Token{Start: start, End: int32(text.Len()), Form: f[0], Lower: strings.ToLower(f[0]), Lemma: f[1], UPOS: upos, XPOS: xpos, Rel: rel, Head: language.Root, SpaceAfter: true}
	if head > 0 {
		tk.Head = first + int32(head) - 1
	}
	return tk
}

// At is the token with a form, the n-th such (from 0); it fails the test where there is none.
func At(t testing.TB, d *draft.Draft, form string, n int) int {
	t.Helper()
	for i := range d.Doc.Tokens {
		if d.Doc.Tokens[i].Form == form {
			if n == 0 {
				return i
			}
			n--
		}
	}
	t.Fatalf("no token %q", form)
	return -1
}
