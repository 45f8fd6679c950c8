package numbers

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/draft"
	"github.com/parley-desk/parley/reader/lexicon"
)

var engine = sync.OnceValues(language.Load)

func lexicons(t testing.TB) *lexicon.Set {
	t.Helper()
	lex, err := lexicon.Open("en", "")
	if err != nil {
		t.Fatal(err)
	}
	return lex
}

func stageOf(t testing.TB) draft.Stage {
	t.Helper()
	s, err := New(lexicons(t), nil)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func read(t testing.TB, s draft.Stage, text string) *draft.Draft {
	t.Helper()
	e, err := engine()
	if err != nil {
		t.Fatal(err)
	}
	w := e.NewWorker()
	doc := w.Split(text)
	for i := range doc.Sentences {
		w.Tag(doc, i)
	}
	d := draft.New(claim.Report{Text: text}, doc)
	s.Run(d)
	return d
}

// lines prints numbers as "words | value low high unit (wording)".
func lines(d *draft.Draft) []string {
	show := func(x *float64) string {
		if x == nil {
			return "-"
		}
		return fmt.Sprintf("%.6g", *x)
	}
	var out []string
	for _, n := range d.Numbers {
		line := d.Words(n.First, n.End) + " | " + show(n.Value) + " " + show(n.Low) + " " + show(n.High)
		if n.Unit != "" {
			line += " " + n.Unit
		}
		if n.Wording != "" {
			line += " (" + n.Wording + ")"
		}
		if n.Ordinal {
			line += " ordinal"
		}
		out = append(out, line)
	}
	return out
}

func TestNumbers(t *testing.T) {
	t.Parallel()
	s := stageOf(t)
	for _, c := range []struct {
		text string
		want []string
	}{
		{"73 men died.", []string{"73 | 73 73 73"}},
		{"At least 73 died, more than 1,400 fled and over 30 are missing.", []string{
			"At least 73 | 73 73 - (at least)", "more than 1,400 | 1400 1400 - (more than)", "over 30 | 30 30 - (over)"}},
		{"Up to 40 houses, at most nine wells and nearly 300 trees burned.", []string{
			"Up to 40 | 40 - 40 (up to)", "at most nine | 9 - 9 (at most)", "nearly 300 | 300 - 300 (nearly)"}},
		{"About 50 guards, some 1,200 villagers and an estimated 1.4 million refugees.", []string{
			"About 50 | 50 - - (about)", "some 1,200 | 1200 - - (some)", "an estimated 1.4 million | 1.4e+06 - - (an estimated)"}},
		{"50 to 60 trucks, between 5 and 7 tanks, 20-30 mines, two or three shells, 1.5 to 2 million people.", []string{
			"50 to 60 | - 50 60 (to)", "between 5 and 7 | - 5 7 (between)", "20-30 | - 20 30 (-)", "two or three | - 2 3 (or)",
			"1.5 to 2 million | - 1.5e+06 2e+06 (to)"}},
		{"The war displaced 1 200 000 people; 2031 300 crates and a number of carts were lost.", []string{
			"1 200 000 | 1.2e+06 1.2e+06 1.2e+06", "2031 | 2031 2031 2031", "300 | 300 300 300", "a number of | - 3 - (a number)"}},
		{"The toll rose from 12 to 17.", []string{"12 | 12 12 12", "17 | 17 17 17"}},
		{"A couple of shells, several men, a few boys, dozens of huts, scores of goats, hundreds of carts and thousands of people.", []string{
			"A couple of | - 2 - (a couple)", "several | - 3 - (several)", "a few | - 3 - (a few)", "dozens | - 24 - (dozens)",
			"scores | - 40 - (scores)", "hundreds | - 200 - (hundreds)", "thousands | - 2000 - (thousands)"}},
		{"Several hundred came, then tens of thousands and hundreds of thousands.", []string{
			"Several hundred | - 300 - (several hundred)", "tens of thousands | - 20000 - (tens of thousands)",
			"hundreds of thousands | - 200000 - (hundreds of thousands)"}},
		{"A couple of dozen men, two dozen women, more than a dozen children, half a million people.", []string{
			"A couple of dozen | - 24 - (a couple of dozen)", "two dozen | 24 24 24", "more than a dozen | 12 12 - (more than)",
			"half a million | 500000 500000 500000"}},
		{"Twenty-three died, a hundred and five were hurt, two and a half million fled.", []string{
			"Twenty-three | 23 23 23", "a hundred and five | 105 105 105", "two and a half million | 2.5e+06 2.5e+06 2.5e+06"}},
		{"73 or more fell, 100-plus were hurt.", []string{"73 or more | 73 73 - (or more)", "100-plus | 100 100 - (plus)"}},
		{"At least another 12 and a further 20 died.", []string{"At least another 12 | 12 12 - (at least)", "20 | 20 20 20"}},
		{"Trade hit USD 1.5 billion, aid $2bn and €3m, debt £1.2 million.", []string{
			"USD 1.5 billion | 1.5e+09 1.5e+09 1.5e+09 USD", "$2bn | 2e+09 2e+09 2e+09 USD", "€3m | 3e+06 3e+06 3e+06 EUR",
			"£1.2 million | 1.2e+06 1.2e+06 1.2e+06 GBP"}},
		{"Pakistan lost Rs 500 million and 3 crore rupees.", []string{
			"Rs 500 million | 5e+08 5e+08 5e+08 PKR", "3 crore rupees | 3e+07 3e+07 3e+07 PKR"}},
		{"India lost 200 rupees.", []string{"200 rupees | 200 200 200 INR"}},
		{"Prices rose 2% or 7.5 percent along the 2,640-kilometre border, 40 km and six miles away, on 30 tonnes.", []string{
			"2% or 7.5 percent | - 2 7.5 % (or)", "2,640-kilometre | 2640 2640 2640 km", "40 km | 40 40 40 km", "six miles | 6 6 6 [mi_i]",
			"30 tonnes | 30 30 30 t"}},
		{"Two-thirds of the town and half of the aid are lost.", []string{
			"Two-thirds | 0.666667 0.666667 0.666667 1", "half | 0.5 0.5 0.5 1"}},
		{"The third convoy and the 21st patrol.", []string{"third | 3 3 3 ordinal", "21st | 21 21 21 ordinal"}},
		{"An AK-47, an F-16 and Resolution 2254.", nil},
		{"No one came. Call 0791234567890.", nil},
	} {
		t.Run(c.text, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, lines(read(t, s, c.text))); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// TestTimesAreNoNumbers holds that no number reaches into a time.
func TestTimesAreNoNumbers(t *testing.T) {
	t.Parallel()
	s := stageOf(t)
	d := read(t, s, "On 7 November 23 guards left.")
	d.Times = []draft.Time{{First: 1, End: 3}}
	d.Numbers = nil
	s.Run(d)
	if got := lines(d); len(got) != 1 || !strings.HasPrefix(got[0], "23 ") {
		t.Errorf("numbers: %v", got)
	}
}

func TestParseDigits(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		word, rest string
		value      float64
		ok         bool
	}{
		{"1,400", "", 1400, true}, {"1.4", "", 1.4, true}, {"12,34,567", "", 1234567, true}, {"2bn", "bn", 2, true},
		{"1,40", "", 0, false}, {"½", "", 0.5, true}, {"3½", "", 3.5, true}, {"5.", ".", 5, true}, {"", "", 0, false},
		{strings.Repeat("9", 40), "", 0, false},
	} {
		value, rest, ok := parseDigits(c.word)
		if value != c.value && c.ok || rest != c.rest && c.ok || ok != c.ok {
			t.Errorf("parseDigits(%q): %v %q %v", c.word, value, rest, ok)
		}
	}
}

func TestCardinal(t *testing.T) {
	t.Parallel()
	w, err := NewWords(lexicons(t))
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]float64{
		"three hundred and twelve thousand four hundred": 312400, "one million two": 1000002, "nineteen": 19, "a thousand": 1000,
		"six hundred": 600, "half - dozen": 6, "forty - two": 42, "one hundred thousand": 100000, "2 1/2": 2.5, "1.4 million": 1.4e6,
	} {
		words := strings.Fields(text)
		c, ok := w.Cardinal(words, 0)
		if !ok || c.Value != want || c.End != len(words) {
			t.Errorf("%q: %+v %v, want %v", text, c, ok, want)
		}
	}
}

func FuzzNumbers(f *testing.F) {
	f.Add("Between $2bn and USD 3 billion, 50-60,000 km; no fewer than about twenty-two and a half million or so-plus.")
	f.Add("half half a a couple of of hundred hundreds of of thousands of thirds 1/2 1,2,3 0.0.0 ½½ Rs Rs 5 5 % %")
	s := stageOf(f)
	e, err := engine()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) || len(text) > 5000 {
			return
		}
		doc := e.NewWorker().Split(text)
		d := draft.New(claim.Report{Text: text}, doc)
		s.Run(d)
		last := 0
		for _, n := range d.Numbers {
			if n.First < last || n.End <= n.First || n.End > len(doc.Tokens) || n.Head < n.First || n.Head >= n.End {
				t.Fatalf("broken number %+v after %d", n, last)
			}
			last = n.End
			if n.Low != nil && n.High != nil && *n.Low > *n.High {
				t.Errorf("bounds crossed: %v", lines(d))
			}
		}
	})
}

func BenchmarkNumbers(b *testing.B) {
	s := stageOf(b)
	d := read(b, s, strings.Repeat("At least 12 soldiers were killed and several hundred people fled when two villages near the border were shelled. "+
		"The aid, worth USD 1.5 billion, reached more than half a million refugees along the 2,640-kilometre line. ", 40))
	b.ResetTimer()
	for b.Loop() {
		d.Numbers = d.Numbers[:0]
		s.Run(d)
	}
	b.ReportMetric(float64(len(d.Doc.Tokens)*b.N)/b.Elapsed().Seconds(), "words/s")
}
