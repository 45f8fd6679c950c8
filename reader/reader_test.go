package reader

import (
	"errors"
	"strings"
	"testing"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/reader/draft"
)

func newReader(t testing.TB) *Reader {
	t.Helper()
	r, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestUnreadable(t *testing.T) {
	t.Parallel()
	r := newReader(t)
	for name, c := range map[string]struct {
		text string
		why  Reason
	}{
		"nothing":       {"", Empty},
		"white space":   {" \n\t\n", Empty},
		"bytes":         {"The talks \xff\xfe ended.", NotUTF8},
		"NUL":           {"The talks\x00 ended.", Binary},
		"a picture":     {"\x01\x02\x03\x04\x05PNG\x06\x07\x08", Binary},
		"too long":      {strings.Repeat("The talks ended. ", MaxBytes/16), TooLong},
		"Arabic":        {"وقف إطلاق النار في السودان ما زال قائما", NotEnglish},
		"Russian":       {"Переговоры закончились без соглашения.", NotEnglish},
		"French":        {"Les pourparlers de paix se sont terminés sans accord, a déclaré le ministre des Affaires étrangères du pays lors de la réunion.", NotEnglish},
		"German, short": {"Die Gespräche sind gescheitert und das Feuer der Waffen ist nicht vorbei.", NotEnglish},
		"numbers":       {"1 2 3 4 5", NotEnglish},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := r.Read(claim.Report{Text: c.text})
			var bad *Unreadable
			if !errors.As(err, &bad) || bad.Why != c.why || bad.Remedy == "" {
				t.Errorf("got %v, want %q with a remedy", err, c.why)
			}
		})
	}
}

func TestReadable(t *testing.T) {
	t.Parallel()
	r := newReader(t)
	for name, text := range map[string]string{
		"plain":        "The ministry said that the talks in Doha ended without an agreement.",
		"a headline":   "Ceasefire holds",
		"capitals":     "THE ARMY SAID THAT TWO SOLDIERS WERE KILLED IN THE ATTACK ON THE BRIDGE.",
		"foreign name": "Al Jazeera and La Nación said the talks with the Junta de Comandantes had ended.",
		"emoji":        "The talks ended 🙂 without the agreement that the two sides had sought.",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := r.Read(claim.Report{ID: "x", Text: text})
			if err != nil {
				t.Fatal(err)
			}
			if got.ID != "x" || got.Report.Language != "en" || got.Report.Length == 0 || got.Claims == nil {
				t.Errorf("got %+v", got)
			}
		})
	}
}

func TestCheckOrder(t *testing.T) {
	t.Parallel()
	a := draft.Stage{Name: "a", Reads: []draft.Layer{draft.Trees}, Gives: []draft.Layer{draft.Times}}
	b := draft.Stage{Name: "b", Reads: []draft.Layer{draft.Times}, Gives: []draft.Layer{draft.Statements}}
	for name, c := range map[string]struct {
		stages []draft.Stage
		want   string
	}{
		"right":      {[]draft.Stage{a, b}, ""},
		"wrong":      {[]draft.Stage{b, a}, `"b" reads the layer "times"`},
		"twice":      {[]draft.Stage{a, a}, "a second time"},
		"of engines": {[]draft.Stage{{Name: "c", Gives: []draft.Layer{draft.Tags}}}, "a second time"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			switch err := checkOrder(c.stages); {
			case c.want == "" && err != nil:
				t.Error(err)
			case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}
