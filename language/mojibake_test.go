package language

import (
	"strings"
	"testing"
)

func TestMangledSignsAreReadAsMeant(t *testing.T) {
	t.Parallel()
	if loadError != nil {
		t.Fatal(loadError)
	}
	w := engine.NewWorker()
	for _, c := range []struct{ text, forms string }{
		{"the policeâ€™s word â€“ all of it", "the police ’s word – all of it"},
		{"he said: â€œno choiceâ€\u009d today", "he said : “ no choice ” today"},
		{"he said: â€œno choiceâ€ today", "he said : “ no choice ” today"},
		{"the policeÃ¢â‚¬â„¢s word", "the police ’s word"},
		{"in BogotÃ¡ and SÃ£o Paulo", "in Bogotá and São Paulo"},
		{"em Ângela e NÃO, pâté", "em Ângela e NÃO , pâté"}, // letters as they ought to be
		{"cost 3 â‚¬ and Â£5", "cost 3 € and £ 5"},
	} {
		d := w.Split(c.text)
		var forms []string
		at := int32(0)
		for _, tok := range d.Tokens {
			forms = append(forms, tok.Form)
			if tok.Start < at || tok.End <= tok.Start || int(tok.End) > len(c.text) || strings.TrimSpace(c.text[tok.Start:tok.End]) != c.text[tok.Start:tok.End] {
				t.Errorf("%q: %q stands at %d to %d", c.text, tok.Form, tok.Start, tok.End)
			}
			at = tok.End
		}
		if got := strings.Join(forms, " "); got != c.forms {
			t.Errorf("%q is read as %q, not %q", c.text, got, c.forms)
		}
	}
	text := "the policeâ€™s word"
	d := w.Split(text)
	if last := d.Tokens[len(d.Tokens)-1]; text[last.Start:last.End] != "word" {
		t.Errorf("places behind a mended sign: %q", text[last.Start:last.End])
	}
}
