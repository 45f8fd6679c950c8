package reader

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
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

// TestOverlay reads with a word of the user's own: a folder given with --data adds to the lexicons.
func TestOverlay(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	lexicons := filepath.Join(dir, "lexicon", "en")
	if err := os.MkdirAll(lexicons, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(lexicons, "cues.txt"), []byte("[verb]\nexpound: that quote\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	with, err := New(Options{Overlay: dir, RulesOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	without, err := New(Options{RulesOnly: true}) // the model may know the word by the company it keeps
	if err != nil {
		t.Fatal(err)
	}
	text := "The minister expounded that the road to the port would be open by Monday."
	for _, c := range []struct {
		r    *Reader
		want int
	}{{without, 0}, {with, 1}} {
		record, err := c.r.Read(claim.Report{Text: text})
		if err != nil {
			t.Fatal(err)
		}
		got := 0
		for _, c := range record.Claims {
			if c.Kind == claim.KindStatement {
				got++
			}
		}
		if got != c.want {
			t.Errorf("%d statements, want %d", got, c.want)
		}
	}
	if _, err := New(Options{Overlay: filepath.Join(dir, "nowhere")}); err == nil {
		t.Error("a folder that is not there was taken")
	}
}

// TestSameBytes reads the same report by many workers at once.
func TestSameBytes(t *testing.T) {
	t.Parallel()
	r := newReader(t)
	report := claim.Report{ID: "x", Published: "2025-11-08", Text: "The army said on Friday that two soldiers were killed near Goma. \"We will answer,\" General Kato told Reuters. Both sides accused each other of breaking the truce."}
	first, err := r.Read(report)
	if err != nil {
		t.Fatal(err)
	}
	want, err := json.Marshal(first)
	if err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for range 16 {
		all.Go(func() {
			record, err := r.Read(report)
			if err != nil {
				t.Error(err)
				return
			}
			if got, err := json.Marshal(record); err != nil || string(got) != string(want) {
				t.Errorf("got %s (%v)", got, err)
			}
		})
	}
	all.Wait()
}
