package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

func readFile(t testing.TB, name string) (*Document, error) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return Read(bytes.NewReader(data), int64(len(data)), Limits{})
}

// overlap is the F1 of two texts' words in their order (longest common
// subsequence), and the share of the paragraphs of want that got has as they are.
func overlap(got, want string) (f1, paragraphs float64) {
	a, b := strings.Fields(got), strings.Fields(want)
	row := make([]int, len(b)+1)
	for _, word := range a {
		corner := 0
		for j, other := range b {
			above := row[j+1]
			row[j+1] = max(row[j], above)
			if word == other {
				row[j+1] = corner + 1
			}
			corner = above
		}
	}
	have := map[string]bool{}
	for p := range strings.SplitSeq(got, "\n\n") {
		have[strings.Join(strings.Fields(p), " ")] = true
	}
	found, all := 0, strings.Split(strings.TrimSpace(want), "\n\n")
	for _, p := range all {
		if have[strings.Join(strings.Fields(p), " ")] {
			found++
		}
	}
	return 2 * float64(row[len(b)]) / float64(len(a)+len(b)), float64(found) / float64(len(all))
}

// One report of two columns with a table, footnotes, running heads and parted words, by four
// programs in seven files, comes out as it was written.
func TestQuality(t *testing.T) {
	t.Parallel()
	want, err := os.ReadFile("testdata/report.txt")
	if err != nil {
		t.Fatal(err)
	}
	for name, floor := range map[string]float64{
		"browser.pdf":       .999, // Chromium (Skia), tagged
		"office.pdf":        .98,  // LibreOffice
		"typeset.pdf":       .98,  // groff: words parted, ligatures
		"distilled.pdf":     .98,  // groff, PostScript, Ghostscript: words parted by spacing alone
		"turned-packed.pdf": .98,  // objects within streams, text that runs upwards
		"locked-aes256.pdf": .98,  // an empty password
		"locked-rc4.pdf":    .98,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d, err := readFile(t, name)
			if err != nil {
				t.Fatal(err)
			}
			f1, paragraphs := overlap(d.Text, string(want))
			t.Logf("words in order F1 %.4f, whole paragraphs %.2f, %d pages", f1, paragraphs, d.Count)
			if f1 < floor || paragraphs < .9 {
				t.Errorf("F1 %.4f, paragraphs %.2f:\n%s", f1, paragraphs, d.Text)
			}
			if d.Title != "Protection of Civilians in Veldt, Third Quarter 2025" || d.Read != d.Count || d.Created == "" {
				t.Errorf("title %q, %d of %d pages, created %q", d.Title, d.Read, d.Count, d.Created)
			}
			checkPages(t, d)
		})
	}
}

// A digest of 24 reports, half of them in two columns, that no rule was made on before it was first measured.
func TestDigest(t *testing.T) {
	t.Parallel()
	want, err := os.ReadFile("testdata/digest.txt")
	if err != nil {
		t.Fatal(err)
	}
	d, err := readFile(t, "digest.pdf")
	if err != nil {
		t.Fatal(err)
	}
	f1, paragraphs := overlap(d.Text, string(want))
	t.Logf("words in order F1 %.4f, whole paragraphs %.3f, %d pages", f1, paragraphs, d.Count)
	if f1 < .995 || paragraphs < .93 {
		t.Errorf("F1 %.4f, paragraphs %.3f", f1, paragraphs)
	}
	if strings.Contains(d.Text, "Restricted") {
		t.Error("the running head is part of the text")
	}
	checkPages(t, d)
}

// checkPages holds the pieces of pages to the text: in order, within it, without overlap.
func checkPages(t *testing.T, d *Document) {
	t.Helper()
	before := 0
	for _, p := range d.Pages {
		if p.Start < before || p.End <= p.Start || p.Number < 1 || p.Number > d.Count {
			t.Errorf("%+v after %d", p, before)
		}
		before = p.End
	}
	if before != utf8.RuneCountInString(d.Text) {
		t.Errorf("pages end at %d of %d", before, utf8.RuneCountInString(d.Text))
	}
}

// A claim can cite its page.
func TestPages(t *testing.T) {
	t.Parallel()
	d, err := readFile(t, "browser.pdf")
	if err != nil {
		t.Fatal(err)
	}
	for words, page := range map[string]int{"67 killed and 147 injured": 1, "Lower Orrin | 18": 1, "corrections are listed in an annex": 2, "Summary of the joint commission": 2} {
		at := utf8.RuneCountInString(d.Text[:max(strings.Index(d.Text, words), 0)])
		got := 0
		for _, p := range d.Pages {
			if at >= p.Start && at < p.End {
				got = p.Number
			}
		}
		if got != page {
			t.Errorf("%q stands on page %d, want %d", words, got, page)
		}
	}
}

// made makes a file of numbered objects, without a table of offsets, which nobody needs.
func made(objects ...string) []byte {
	var b strings.Builder
	b.WriteString("%PDF-1.4\n")
	for i, o := range objects {
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	b.WriteString("trailer\n<</Root 1 0 R>>\n")
	return []byte(b.String())
}

func streamed(entries, content string) string {
	return fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", entries, len(content), content)
}

const (
	catalog = "<</Type/Catalog/Pages 2 0 R>>"
	tree    = "<</Type/Pages/Count 1/Kids[3 0 R]>>"
	onePage = "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>>>"
	plain   = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
)

// shown makes a file of one page that shows content.
func shown(content string) []byte {
	return made(catalog, tree, onePage, streamed("", content), plain, streamed("/Type/XObject/Subtype/Form", "BT /F 10 Tf 50 300 Td (Formed words stand here.) Tj ET"))
}

func TestLayout(t *testing.T) {
	t.Parallel()
	var columns strings.Builder
	for i := range 8 {
		fmt.Fprintf(&columns, "BT /F 10 Tf 50 %d Td (the left column goes on and on, it does) Tj 250 0 Td (and the right column has words as well) Tj ET\n", 700-12*i)
	}
	tests := []struct{ name, content, want string }{
		{"one line", "BT /F 10 Tf 50 700 Td (Both delegations arrived in Halmar.) Tj ET", "Both delegations arrived in Halmar."},
		{"words by kerning", "BT /F 10 Tf 50 700 Td [(Both)-300(dele)20(gations)-278(arrived)-278(in)-290(Halmar.)] TJ ET", "Both delegations arrived in Halmar."},
		{"a parted word", "BT /F 10 Tf 12 TL 50 700 Td (Both sides sent their del-) Tj T* (egations to the town Halmar.) Tj ET", "Both sides sent their delegations to the town Halmar."},
		{"a compound", "BT /F 10 Tf 12 TL 50 700 Td (They met for twenty-) Tj T* (three days in Halmar.) Tj ET", "They met for twenty-three days in Halmar."},
		{"a footnote's mark", "BT /F 10 Tf 50 700 Td (There were 214) Tj 6 Tf /F 6 Tf 4 Ts (12) Tj 0 Ts /F 10 Tf ( casualties in all.) Tj ET", "There were 214 casualties in all."},
		{"a form", "BT /F 10 Tf 50 700 Td (These words come first.) Tj ET /X Do", "These words come first.\n\nFormed words stand here."},
		{"a watermark", "BT /F 60 Tf .7 .7 -.7 .7 100 100 Tm (DRAFT) Tj ET BT /F 10 Tf 50 700 Td (Both delegations arrived in Halmar.) Tj ET", "Both delegations arrived in Halmar."},
		{"furniture", "/Artifact BMC BT /F 10 Tf 50 800 Td (The Observatory) Tj ET EMC BT /F 10 Tf 50 700 Td (Both delegations arrived in Halmar.) Tj ET", "Both delegations arrived in Halmar."},
		{"other words said", "BT /F 10 Tf 50 700 Td /Span <</ActualText (official)>> BDC (o) Tj (f) Tj (x) Tj EMC ( delegations arrived.) Tj ET", "official delegations arrived."},
		{"a list", "BT /F 10 Tf 12 TL 50 700 Td (\\225 the crossing at Tamsin,) Tj T* (\\225 the bridge at Halmar.) Tj ET", "• the crossing at Tamsin,\n\n• the bridge at Halmar."},
		{"columns shown by the line", columns.String(), strings.TrimSpace(strings.Repeat("the left column goes on and on, it does ", 8)) + " " + strings.TrimSpace(strings.Repeat("and the right column has words as well ", 8))},
		{"an inline picture", "BI /W 1 /H 1 ID \x00(Tj EI BT /F 10 Tf 50 700 Td (Both delegations arrived in Halmar.) Tj ET", "Both delegations arrived in Halmar."},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			d, err := read(shown(test.content), Limits{}.orDefaults())
			if err != nil {
				t.Fatal(err)
			}
			if d.Text != test.want {
				t.Errorf("got %q\nwant %q", d.Text, test.want)
			}
			checkPages(t, d)
		})
	}
}

func TestFaults(t *testing.T) {
	t.Parallel()
	password, err := os.ReadFile("testdata/password.pdf")
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name string
		data []byte
		code Code
	}{
		{"nothing", nil, Damaged},
		{"no PDF", []byte("Both delegations arrived."), Damaged},
		{"no pages", made(catalog, "<</Type/Pages/Kids[]>>"), Damaged},
		{"a scan", shown("q 600 0 0 800 0 0 cm /Im Do Q"), Scan},
		{"a scan with a page number", shown("BT /F 10 Tf 300 20 Td (1) Tj ET"), Scan},
		{"fonts that do not tell", made(catalog, tree, onePage, streamed("", "BT /F 10 Tf 50 700 Td <"+strings.Repeat("0102", 60)+"> Tj ET"), "<</Type/Font/Subtype/Type0/Encoding/Identity-H/DescendantFonts[<<>>]>>"), Scan},
		{"a password", password, Encrypted},
		{"another lock", made(catalog, tree, onePage, streamed("", ""), "trailer <</Encrypt<</Filter/Adobe.PubSec>>>>"), Encrypted},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, err := Read(bytes.NewReader(test.data), int64(len(test.data)), Limits{})
			var f *Fault
			if !errors.As(err, &f) || f.Code != test.code || f.Message == "" {
				t.Errorf("got %v, want %s", err, test.code)
			}
		})
	}
}
