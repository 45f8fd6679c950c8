package tagging_test

import (
	"testing"

	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/language/internal/parsing"
	"github.com/parley-desk/parley/language/internal/tagging"
)

func TestPartsOfSpeechAreNumberedAsInLanguage(t *testing.T) {
	t.Parallel()
	cases := []struct {
		upos language.UPOS
		form string
		want parsing.Kind
	}{
		{language.VERB, "said", parsing.VerbWord}, {language.AUX, "was", parsing.PlainWord}, {language.CCONJ, "and", parsing.ConjWord},
		{language.ADP, "of", parsing.AdpWord}, {language.PUNCT, ",", parsing.CommaWord}, {language.PUNCT, ".", parsing.StopWord},
		{language.NOUN, "truce", parsing.PlainWord}, {language.PROPN, "Oslo", parsing.PlainWord},
	}
	for _, c := range cases {
		w := tagging.Word{Form: c.form}
		if got := tagging.Parseable(w, 3, uint8(c.upos)); got.Kind != c.want {
			t.Errorf("%s %q is of kind %d, want %d", c.upos, c.form, got.Kind, c.want)
		}
		hasSense := tagging.Parseable(w, 3, uint8(c.upos)).Sense != 0
		if want := c.upos == language.VERB || c.upos == language.AUX || c.upos == language.NOUN || c.upos == language.PROPN; hasSense != want {
			t.Errorf("%s: has a sense: %v, want %v", c.upos, hasSense, want)
		}
	}
}

func TestShape(t *testing.T) {
	t.Parallel()
	same := [][]string{{"Oslo", "Élan"}, {"UN", "NATO"}, {"4", "1,200", "3.5"}, {"F-16", "2nd"}, {"talks", "cease-fire"}, {"%", "--"}, {"A", "É"}, {"McKay", "iPhone"}}
	for i, group := range same {
		for _, form := range group {
			if tagging.Shape(form) != tagging.Shape(group[0]) {
				t.Errorf("%q and %q differ in shape", form, group[0])
			}
			if i > 0 && tagging.Shape(form) == tagging.Shape(same[i-1][0]) {
				t.Errorf("%q and %q are alike in shape", form, same[i-1][0])
			}
		}
	}
}
