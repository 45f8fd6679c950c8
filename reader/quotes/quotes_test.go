package quotes

import (
	"slices"
	"strings"
	"testing"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/draft"
)

// docOf splits a text at spaces and around quotation marks; paragraphs at blank lines.
func docOf(text string) *language.Doc {
	doc := &language.Doc{Text: text}
	paragraph, at := int32(0), 0
	for _, block := range strings.SplitAfter(text, "\n\n") {
		first := len(doc.Tokens)
		for _, word := range strings.FieldsFunc(block, func(r rune) bool { return r == ' ' || r == '\n' }) {
			at += strings.Index(text[at:], word)
			for word != "" {
				n := piece(word)
				doc.Tokens = append(doc.Tokens, language.Token{Start: int32(at), End: int32(at + n), Form: word[:n], SpaceAfter: n == len(word)})
				if strings.ContainsAny(word[:n], ".,:!?") {
					doc.Tokens[len(doc.Tokens)-1].UPOS = language.PUNCT
				}
				word, at = word[n:], at+n
			}
		}
		doc.Sentences = append(doc.Sentences, language.Sentence{First: int32(first), End: int32(len(doc.Tokens)), Paragraph: paragraph})
		paragraph++
	}
	return doc
}

// piece is the length of the first token of a word without spaces.
func piece(word string) int {
	for _, p := range []string{"''", "``", "\"", "“", "”", "‘", "’", "«", "»", "'", ",", ".", ":", "!", "?", "("} {
		if strings.HasPrefix(word, p) {
			return len(p)
		}
	}
	if i := strings.IndexAny(word, "\"“”‘’«»,.:!?("); i > 0 {
		return i
	}
	if i := strings.Index(word, "''"); i > 0 {
		return i
	}
	if strings.HasSuffix(word, "'") {
		return len(word) - 1
	}
	return len(word)
}

func TestQuotes(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"straight":            {`He said "we will go" and left "now".`, []string{`"we will go"`, `"now"`}},
		"curly":               {"“We will go,” he said. “Soon.”", []string{"“We will go,”", "“Soon.”"}},
		"closed by an opener": {"“We will go,“ he said.", []string{"“We will go,“"}},
		"two apostrophes":     {"''We will go,'' he said, ''soon.''", []string{"''We will go,''", "''soon.''"}},
		"TeX":                 {"``We will go,'' he said.", []string{"``We will go,''"}},
		"guillemets":          {"«We will go» he said.", []string{"«We will go»"}},
		"single":              {"‘We will go,’ he said.", []string{"‘We will go,’"}},
		"nested":              {"“He said ‘no’ twice,” she said.", []string{"“He said ‘no’ twice,”"}},
		"after a bracket":     {"The deal (“a lie”) fell.", []string{"“a lie”"}},
		"never closed":        {"“We will go and stay.\n\n“And more.”", []string{"“We will go and stay.", "“And more.”"}},
		"an apostrophe alone": {"The rebels' men left.", nil},
		"a stray mark":        {"The end.\"", nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			doc := docOf(c.text)
			d := draft.New(claim.Report{}, doc)
			run(d)
			var got []string
			for _, q := range d.Quotes {
				got = append(got, d.Words(q.First, q.End))
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func FuzzQuotes(f *testing.F) {
	f.Add("\"“‘''”’» a")
	f.Add(strings.Repeat("“‘", 50))
	f.Fuzz(func(t *testing.T, text string) {
		d := draft.New(claim.Report{}, docOf(strings.ToValidUTF8(text, "")))
		run(d)
		last := 0
		for _, q := range d.Quotes {
			if q.First < last || q.End <= q.First {
				t.Fatalf("quotes overlap: %v", d.Quotes)
			}
			last = q.End
		}
	})
}
