package language

import (
	"bytes"
	"strings"
	"testing"

	"github.com/parley-desk/parley/language/internal/morphology"
	"github.com/parley-desk/parley/language/internal/splitting"
)

// plainEngine splits and writes, and needs no tagger.
func plainEngine(t testing.TB) *Engine {
	t.Helper()
	s, err := splitting.New(sentenceData)
	if err != nil {
		t.Fatal(err)
	}
	m, err := morphology.Open(morphologyData)
	if err != nil {
		t.Fatal(err)
	}
	return &Engine{splitter: s, morphology: m}
}

// rows makes CoNLL-U of lines whose columns are parted by spaces.
func rows(lines ...string) string {
	for i, l := range lines {
		if !strings.HasPrefix(l, "#") {
			lines[i] = strings.Join(strings.Fields(l), "\t")
		}
	}
	return strings.Join(lines, "\n") + "\n"
}

var annotated = rows(
	"# newdoc id = a",
	"# sent_id = a-1",
	"# text = They can't go.",
	"1 They they PRON PRP Case=Nom|Number=Plur|Person=3|PronType=Prs 4 nsubj _ _",
	"2-3 can't _ _ _ _ _ _ _ Gloss=ability",
	"2 ca can AUX MD VerbForm=Fin 4 aux _ _",
	"3 n't not PART RB Polarity=Neg 4 advmod _ _",
	"4 go go VERB VB VerbForm=Inf 0 root _ SpaceAfter=No",
	"4.1 far far ADV RB _ _ _ 4:advmod _",
	"5 . . PUNCT . _ 4 punct _ _",
	"",
	"# newpar",
	"1 Yes yes INTJ UH Polarity=Pos 0 root _ _",
	"",
)

func readAll(t *testing.T, text string) []*Block {
	t.Helper()
	var blocks []*Block
	for b, err := range ReadCoNLLU(strings.NewReader(text)) {
		if err != nil {
			t.Fatal(err)
		}
		blocks = append(blocks, b)
	}
	return blocks
}

func TestCoNLLUKeepsWhatItRead(t *testing.T) {
	t.Parallel()
	blocks := readAll(t, annotated)
	if len(blocks) != 2 || blocks[1].Line != 12 || blocks[0].Words() != 5 {
		t.Fatalf("blocks: %+v", blocks)
	}
	if id, _ := blocks[0].Comment("sent_id"); id != "a-1" {
		t.Errorf("sent_id %q", id)
	}
	d := DocOf(blocks)
	if d.Text != "They can't go. \n\nYes " || !d.Sentences[0].Parsed || d.Sentences[1].Paragraph != 1 {
		t.Errorf("doc: %q %+v", d.Text, d.Sentences)
	}
	if got := d.Words(1, 3); got != "can't" || d.Tokens[2].Form != "n't" {
		t.Errorf("contraction: %q %q", got, d.Tokens[2].Form)
	}
	if go_ := d.Tokens[3]; go_.Head != Root || d.Tokens[0].Head != 3 || d.Tokens[0].Rel != Nsubj {
		t.Errorf("tree: %+v", d.Tokens)
	}
	var out bytes.Buffer
	if err := plainEngine(t).WriteCoNLLU(&out, d, blocks); err != nil {
		t.Fatal(err)
	}
	if out.String() != annotated {
		t.Errorf("written back:\n%s\nwant\n%s", out.String(), annotated)
	}
}

func TestCoNLLUOfText(t *testing.T) {
	t.Parallel()
	e := plainEngine(t)
	d := e.NewWorker().Split("Kabul's envoys to the commission don't\nagree. Talks\tended.\n\nA heading")
	d.Names = []Name{{First: 0, End: 1, Kind: PlaceName}, {First: 11, End: 13, Kind: OtherName}}
	var out bytes.Buffer
	if err := e.WriteCoNLLU(&out, d, nil); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"# newpar\n# sent_id = 1\n# text = Kabul's envoys to the commission don't agree.\n1-2\tKabul's\t",
		"\n1\tKabul\t_\t_\t_\t_\t_\t_\t_\tEntity=B-LOC\n2\t's\t",
		"\n7-8\tdon't\t",
		"\n9\tagree\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n",
		"# newpar\n# sent_id = 3\n# text = A heading\n1\tA\t",
		"Entity=B-MISC",
		"Entity=I-MISC",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is not in\n%s", want, out.String())
		}
	}
	if again := DocOf(readAll(t, out.String())); len(again.Tokens) != len(d.Tokens) || len(again.Sentences) != len(d.Sentences) {
		t.Errorf("read back: %d tokens, %d sentences", len(again.Tokens), len(again.Sentences))
	}
}

func TestCoNLLUErrors(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ text, want string }{
		"columns":  {"1\tA\n", "line 1: 2 columns"},
		"empty":    {"1\t\t_\t_\t_\t_\t_\t_\t_\t_\n", "column 2 (FORM) is empty"},
		"order":    {rows("1 A _ _ _ _ _ _ _ _", "3 B _ _ _ _ _ _ _ _"), `line 2: the id "3" where 2 is due`},
		"range":    {rows("2-3 A _ _ _ _ _ _ _ _"), "where 1 is due"},
		"backward": {rows("1-0 A _ _ _ _ _ _ _ _"), "does not span"},
		"open":     {rows("1-2 A _ _ _ _ _ _ _ _", "1 A _ _ _ _ _ _ _ _", ""), "within a range"},
		"node":     {rows("1 A _ _ _ _ _ _ _ _", "2.1 B _ _ _ _ _ _ _ _"), "does not follow word 2"},
		"comment":  {rows("1 A _ _ _ _ _ _ _ _", "# late"), "line 2: a comment stands among the words"},
		"endless":  {strings.Repeat("a", maxLine+5), "longer than a megabyte"},
		"later":    {annotated + "1\tA\n", "line 15: 2 columns"},
	} {
		var err error
		for _, err = range ReadCoNLLU(strings.NewReader(c.text)) {
			if err != nil {
				break
			}
		}
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}

func FuzzCoNLLU(f *testing.F) {
	f.Add(annotated)
	f.Add("1\tA\t_\t_\tVBN\t_\t1\tconj\t_\t_\n\n")
	f.Add(rows("1 go go VERB VB _ 2 conj _ _", "2 be be VERB VB _ 1 conj _ _", ""))
	f.Add("\n\n#\n")
	e := plainEngine(f)
	f.Fuzz(func(t *testing.T, text string) {
		var blocks []*Block
		for b, err := range ReadCoNLLU(strings.NewReader(text)) {
			if err != nil {
				return
			}
			blocks = append(blocks, b)
		}
		d := DocOf(blocks)
		var out bytes.Buffer
		if err := e.WriteCoNLLU(&out, d, blocks); err != nil {
			t.Fatal(err)
		}
		words := 0
		for b, err := range ReadCoNLLU(&out) {
			if err != nil {
				t.Fatalf("cannot read what was written: %v", err)
			}
			words += b.Words()
		}
		if words != len(d.Tokens) {
			t.Fatalf("%d words written, %d read", len(d.Tokens), words)
		}
	})
}

func BenchmarkSplit(b *testing.B) {
	w := plainEngine(b).NewWorker()
	text := strings.Repeat("The ministry's spokesman, Gen. Ali Khan, said on Friday that “at least 23 soldiers” had been killed in non-stop shelling near the U.S.-built base (known as Camp 4). He didn't say who fired.\n", 20)
	words := 0
	for b.Loop() {
		words += len(w.Split(text).Tokens)
	}
	b.ReportMetric(float64(words)/b.Elapsed().Seconds(), "words/s")
}
