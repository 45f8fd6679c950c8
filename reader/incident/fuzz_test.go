package incident

import (
	"strings"
	"testing"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/draft"
)

// fuzzWords are what made-up sentences are made of: triggers, people, weapons, numbers.
var fuzzWords = strings.Fields("kill shell launch strike attack clash arrest seize blast explode in by of on with the a soldier civilian rebel police bomb rocket " +
	"five 12 dozen wounded dead toll rise to 40 hold talk withdraw from Selby including and , it who that open fire suicide people village $ 3 million aid lift sanction")

// FuzzStage reads trees that no parser would make: every claim must quote words of
// its sentence, and nothing may panic.
func FuzzStage(f *testing.F) {
	f.Add([]byte{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
	f.Add([]byte("shelling killed five civilians and wounded dozens in a village"))
	f.Add([]byte("tb9PtbCI004a")) // a noun joined to itself
	f.Add([]byte{40, 3, 5, 200, 17, 9, 33, 1, 1, 1, 250, 0, 0, 7, 7, 7})
	run, err := stages()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		d := growWild(data)
		for _, s := range run {
			s.Run(d)
		}
		for i := range d.Claims {
			checkSpans(t, &d.Claims[i])
		}
	})
}

// growWild makes a sentence of a word for every four bytes: word, tag, relation, governor.
func growWild(data []byte) *draft.Draft {
	doc := &language.Doc{}
	n := min(len(data)/4, 300)
	for i := range n {
		b := data[4*i : 4*i+4]
		word := fuzzWords[int(b[0])%len(fuzzWords)]
		start := len(doc.Text)
		doc.Text += word + " "
		head := int32(b[3]) % int32(n+1)
		if head == int32(n) {
			head = language.Root
		}
		doc.Tokens = append(doc.Tokens, language.Token{
			Start: int32(start), End: int32(start + len(word)), Form: word, Lower: word, Lemma: word,
			UPOS: language.UPOS(b[1] % 18), XPOS: language.XPOS(b[1] % 49), Rel: language.Relation(b[2] % 51), Head: head, SpaceAfter: true,
		})
	}
	if n > 0 {
		doc.Sentences = []language.Sentence{{First: 0, End: int32(n), Parsed: true}}
	}
	d := draft.New(claim.Report{ID: "fuzz", Text: doc.Text}, doc)
	d.Grow()
	return d
}

func checkSpans(t *testing.T, c *claim.Claim) {
	t.Helper()
	if c.Span.Len() <= 0 || !c.Sentence.Covers(c.Span) {
		t.Errorf("%s: span %v is not in its sentence %v", c.ID, c.Span, c.Sentence)
	}
	if e, ok := c.Body.(*claim.Event); ok && !c.Span.Covers(e.Trigger) {
		t.Errorf("%s: trigger %v is not in its span %v", c.ID, e.Trigger, c.Span)
	}
	if c.Rule == "" || c.Path == "" || c.Confidence <= 0 || c.Confidence > 1 {
		t.Errorf("%s: rule %q, path %q, confidence %g", c.ID, c.Rule, c.Path, c.Confidence)
	}
}
