package morphology

import (
	"os"
	"strings"
	"testing"
)

func open(t testing.TB) *Model {
	t.Helper()
	data, err := os.ReadFile("../../model/morphology.bin")
	if err != nil {
		t.Fatal(err)
	}
	m, err := Open(data)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestLemma(t *testing.T) {
	t.Parallel()
	m := open(t)
	for _, c := range []struct{ form, upos, xpos, want string }{
		{"talks", "NOUN", "NNS", "talk"},
		{"said", "VERB", "VBD", "say"},
		{"were", "AUX", "VBD", "be"},
		{"shelled", "VERB", "VBD", "shell"},
		{"abducted", "VERB", "VBN", "abduct"},
		{"negotiating", "VERB", "VBG", "negotiate"},
		{"planned", "VERB", "VBN", "plan"},
		{"fled", "VERB", "VBD", "flee"},
		{"ministries", "NOUN", "NNS", "ministry"},
		{"Parties", "NOUN", "NNS", "party"},
		{"worse", "ADJ", "JJR", "bad"},
		{"n't", "PART", "RB", "not"},
		{"Kabul", "PROPN", "NNP", "Kabul"},
		{"KABUL", "PROPN", "NNP", "Kabul"},
		{"UNHCR", "PROPN", "NNP", "UNHCR"},
		{"Pakistani", "ADJ", "JJ", "Pakistani"},
		{"men", "NOUN", "NNS", "man"},
	} {
		got, part := m.AppendLemma(nil, c.form, strings.ToLower(c.form), c.upos, c.xpos, false)
		if string(got) != c.want {
			t.Errorf("%s %s: %q, want %q", c.form, c.xpos, got, c.want)
		}
		if part >= 0 && strings.ToLower(c.form)[:part] != c.want {
			t.Errorf("%s: part %d is not the lemma", c.form, part)
		}
	}
}

// row makes a sentence of words "form/UPOS/XPOS/relation/head", heads counted from 0.
func row(words ...string) []Word {
	var out []Word
	for _, w := range words {
		c := strings.Split(w, "/")
		head := int(c[4][0]-'0') - 1
		out = append(out, Word{Form: c[0], Lower: strings.ToLower(c[0]), UPOS: c[1], XPOS: c[2], Rel: c[3], Head: head})
	}
	return out
}

func TestFeats(t *testing.T) {
	t.Parallel()
	m := open(t)
	for _, c := range []struct {
		sentence []Word
		at       int
		want     string
	}{
		{row("Rebels/NOUN/NNS/nsubj/2", "fled/VERB/VBD/root/0"), 1, "Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin"},
		{row("He/PRON/PRP/nsubj/2", "fled/VERB/VBD/root/0"), 1, "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin"},
		{row("men/NOUN/NNS/nsubj:pass/3", "were/AUX/VBD/aux:pass/3", "killed/VERB/VBN/root/0"), 2, "Tense=Past|VerbForm=Part|Voice=Pass"},
		{row("They/PRON/PRP/nsubj/3", "have/AUX/VBP/aux/3", "killed/VERB/VBN/root/0"), 2, "Tense=Past|VerbForm=Part"},
		{row("Stop/VERB/VB/root/0", "it/PRON/PRP/obj/1"), 0, "Mood=Imp|VerbForm=Fin"},
		{row("Stop/VERB/VB/root/0", "it/PRON/PRP/obj/1"), 1, "Case=Acc|Gender=Neut|Number=Sing|Person=3|PronType=Prs"},
		{row("17/NUM/CD/root/0"), 0, "NumForm=Digit|NumType=Card"},
		{row("quibbly/ADJ/JJ/root/0"), 0, "Degree=Pos"},
	} {
		if got := m.Feats(c.sentence, c.at); got != c.want {
			t.Errorf("%s: %s, want %s", c.sentence[c.at].Form, got, c.want)
		}
	}
}

func FuzzOpen(f *testing.F) {
	data, err := os.ReadFile("../../model/morphology.bin")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data[:200], "word", "é")
	f.Add([]byte{0, 0, 0, 0}, "", "")
	f.Fuzz(func(_ *testing.T, data []byte, form, lower string) {
		m, err := Open(data)
		if err != nil {
			return
		}
		m.AppendLemma(nil, form, lower, "NOUN", "NNS", false)
		m.Feats([]Word{{Form: form, Lower: lower, UPOS: "VERB", XPOS: "VBN", Rel: "conj", Head: 0}}, 0)
	})
}

func BenchmarkLemma(b *testing.B) {
	m := open(b)
	words := strings.Fields("the ministers said that talks between the parties failed after the shelling of villages")
	var out []byte
	for b.Loop() {
		for _, w := range words {
			out, _ = m.AppendLemma(out[:0], w, w, "NOUN", "NNS", false)
		}
	}
	b.ReportMetric(float64(len(words)*b.N)/b.Elapsed().Seconds(), "words/s")
}
