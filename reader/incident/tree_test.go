package incident

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/knowledge"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/draft"
	"github.com/parley-desk/parley/reader/lexicon"
	"github.com/parley-desk/parley/reader/numbers"
)

// sentence is a hand-made tree: a word a line as "form lemma UPOS XPOS head
// relation", heads counted from 1 within the sentence, blank lines between sentences.
type sentence string

// actors names participants by form: those that a test's draft knows.
type actors map[string]claim.Actor

// stages are the counting of numbers and the stage itself, made once for all tests.
var stages = sync.OnceValues(func() ([]draft.Stage, error) {
	lex, err := lexicon.Open("en", "")
	if err != nil {
		return nil, err
	}
	base, err := knowledge.Load()
	if err != nil {
		return nil, err
	}
	count, err := numbers.New(lex, base)
	if err != nil {
		return nil, err
	}
	stage, err := New(lex, base)
	return []draft.Stage{count, stage}, err
})

// read runs the stage over hand-made trees.
func read(t testing.TB, trees sentence, who actors, where map[string]claim.Place) *draft.Draft {
	t.Helper()
	run, err := stages()
	if err != nil {
		t.Fatal(err)
	}
	d := plant(t, trees)
	for i := range d.Doc.Tokens {
		form := d.Doc.Tokens[i].Form
		if a, ok := who[form]; ok {
			span := d.Span(i, i+1)
			d.Refs[i] = claim.Ref{Actor: a.ID, Text: form, Span: &span}
			d.Actors = append(d.Actors, a)
		}
		if p, ok := where[form]; ok {
			p.Span, p.Text, p.Name = d.Span(i, i+1), form, form
			d.Places = append(d.Places, p)
			d.PlaceAt = append(d.PlaceAt, draft.Range{First: i, End: i + 1})
		}
	}
	for _, s := range run {
		s.Run(d)
	}
	return d
}

// plant lays hand-made trees out as a draft.
func plant(t testing.TB, trees sentence) *draft.Draft {
	t.Helper()
	var conllu strings.Builder
	n := 0
	for line := range strings.Lines(string(trees)) {
		f := strings.Fields(line)
		if len(f) == 0 {
			n = 0
			conllu.WriteString("\n")
			continue
		}
		if len(f) != 6 {
			t.Fatalf("%q has not six columns", line)
		}
		n++
		fmt.Fprintf(&conllu, "%d\t%s\t%s\t%s\t%s\t_\t%s\t%s\t_\t_\n", n, f[0], f[1], f[2], f[3], f[4], f[5])
	}
	conllu.WriteString("\n")
	var blocks []*language.Block
	for b, err := range language.ReadCoNLLU(strings.NewReader(strings.TrimLeft(conllu.String(), "\n"))) {
		if err != nil {
			t.Fatal(err)
		}
		blocks = append(blocks, b)
	}
	doc := language.DocOf(blocks)
	d := draft.New(claim.Report{ID: "test", Text: doc.Text}, doc)
	d.Grow()
	return d
}

// told spells the claims of a draft one a line, as tests compare them.
func told(d *draft.Draft) []string {
	var out []string
	for i := range d.Claims {
		c := &d.Claims[i]
		switch b := c.Body.(type) {
		case *claim.Event:
			out = append(out, spellEvent(c, b))
		case *claim.Figure:
			out = append(out, spellFigure(c, b))
		}
	}
	return out
}

func spellEvent(c *claim.Claim, e *claim.Event) string {
	s := strings.TrimSpace(e.Type + " " + e.Mode)
	if e.ACLED != nil {
		s += " / " + e.ACLED.SubEventType
	}
	s += mood(c) + ": " + texts(e.Actors) + " > " + texts(e.Recipients)
	if e.Weapon != "" {
		s += " with " + e.Weapon
	}
	return s
}

func spellFigure(c *claim.Claim, f *claim.Figure) string {
	s := string(f.Measure)
	for _, v := range []*float64{f.Value, f.Low, f.High} {
		if v == nil {
			s += " -"
		} else {
			s += fmt.Sprintf(" %g", *v)
		}
	}
	s += mood(c) + ": " + f.Of + ", " + string(f.StatusOf)
	if f.Sex != "" || f.Age != "" {
		s += ", " + strings.TrimSpace(f.Sex+" "+f.Age)
	}
	if f.Perpetrator != nil {
		s += ", by " + f.Perpetrator.Text
	}
	for _, l := range c.About {
		s += ", " + string(l.How)
	}
	return s
}

func mood(c *claim.Claim) string {
	s := ""
	if c.Polarity == claim.Negative {
		s += " not"
	}
	if c.Certainty != claim.Asserted {
		s += " " + string(c.Certainty)
	}
	if c.Tense != claim.Past {
		s += " " + string(c.Tense)
	}
	return s
}

func texts(refs []claim.Ref) string {
	var out []string
	for _, r := range refs {
		out = append(out, r.Text)
	}
	return "[" + strings.Join(out, ", ") + "]"
}
