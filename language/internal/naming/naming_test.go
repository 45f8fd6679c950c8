package naming

import (
	"slices"
	"strings"
	"testing"

	"github.com/parley-desk/parley/language/internal/lexical"
)

func hashes(phrase string) []uint64 {
	var out []uint64
	for w := range strings.FieldsSeq(strings.ToLower(phrase)) {
		out = append(out, lexical.Hash(w))
	}
	return out
}

// sentence makes words of forms, without tags.
func sentence(text string) []Word {
	var out []Word
	for form := range strings.FieldsSeq(text) {
		lower := strings.ToLower(form)
		out = append(out, Word{Form: form, Lower: lower, Hash: lexical.Hash(lower), shape: shapeOf(form)})
	}
	return out
}

// model has the lists of phrases and gives words with capitals the label of a place.
func model(t testing.TB, phrases ...Phrase) *Model {
	t.Helper()
	w := Weights{Rows: make([]float32, Labels<<Bits)}
	m, err := Open(w.Pack(CompileGazetteer(phrases)))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestLists(t *testing.T) {
	t.Parallel()
	m := model(t, Phrase{hashes("burkina faso"), Country}, Phrase{hashes("burkina"), Country}, Phrase{hashes("bank of the south"), OrgListed}, Phrase{hashes("of"), Particle})
	words := sentence("In Burkina Faso the Bank of Ghana")
	look(&m.lists, words)
	if words[1].Phrase != Country || words[1].within != 1 || words[2].within != 2 || words[1].Single != Country {
		t.Errorf("Burkina Faso: %+v %+v", words[1], words[2])
	}
	if words[4].Phrase != 0 || words[5].Phrase != 0 || words[5].Single != Particle {
		t.Errorf("the beginning of a phrase that goes on otherwise: %+v %+v", words[4], words[5])
	}
}

func TestRuns(t *testing.T) {
	t.Parallel()
	m := model(t, Phrase{hashes("of"), Particle})
	var memory Memory
	memory.Begin()
	s := Scratch{Words: sentence("then Bank of Oslo spoke in Bern")}
	m.Prepare(&s, &memory)
	var got []int
	for _, w := range s.Words {
		got = append(got, int(w.run))
	}
	if want := []int{-1, 0, 0, 0, -1, -1, 1}; !slices.Equal(got, want) {
		t.Errorf("runs %v, want %v", got, want)
	}
}

func TestModes(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]uint8{
		"the rebels left Oslo on Monday":                 plainMode,
		"Rebels Leave Oslo After Talks Fail":             titledMode,
		"REBELS LEAVE OSLO":                              shoutMode,
		"rebels leave oslo after talks with them failed": smallMode,
		"5 - 7": plainMode,
	} {
		if got := mode(sentence(text)); got != want {
			t.Errorf("%q: mode %d, want %d", text, got, want)
		}
	}
}

// TestWeights holds a packed model to what it was packed from: a label that
// weighs most is found, one that may not follow is not.
func TestWeights(t *testing.T) {
	t.Parallel()
	w := Weights{Rows: make([]float32, Labels<<Bits)}
	var s Sentence
	words := sentence("a Oslo")
	s.prepare(words)
	shared := s.Features(0, nil)
	for _, f := range s.Features(1, nil) {
		if !slices.Contains(shared, f) {
			w.Rows[Row(f)+Begin(Place)] = 1
		}
	}
	w.Starts[Inside(Person)] = 1e4 // cannot begin a sentence
	m, err := Open(w.Pack(CompileGazetteer(nil)))
	if err != nil {
		t.Fatal(err)
	}
	var memory Memory
	memory.Begin()
	scratch := Scratch{Words: words}
	m.Find(&scratch, &memory)
	if want := []Name{{1, 2, Place}}; !slices.Equal(scratch.Names, want) {
		t.Errorf("names %+v, want %+v", scratch.Names, want)
	}
	if memory.names[words[1].Hash] != 1<<(Place-1) {
		t.Error("the name is not remembered")
	}
}

func FuzzOpen(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte{2, 0, 0, 0, 255, 254, 0, 0, 0, 0, 0, 0, 0, 0})
	f.Fuzz(func(_ *testing.T, data []byte) {
		if m, err := Open(data); err == nil {
			var memory Memory
			memory.Begin()
			m.Find(&Scratch{Words: sentence("The UN in Oslo")}, &memory)
		}
	})
}
