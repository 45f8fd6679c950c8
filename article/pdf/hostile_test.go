package pdf

import (
	"bytes"
	"compress/zlib"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func deflated(data string) string {
	var out bytes.Buffer
	w := zlib.NewWriter(&out)
	_, _ = w.Write([]byte(data))
	_ = w.Close()
	return out.String()
}

const words = "BT /F 10 Tf 50 700 Td (Both delegations arrived in Halmar.) Tj ET\n"

// hostile are files that would cost a reader without bounds its time or its memory.
func hostile() map[string][]byte {
	bomb := deflated(strings.Repeat("\x00", 100<<20))
	var kids strings.Builder
	for range 50 {
		kids.WriteString("2 0 R 3 0 R ")
	}
	return map[string][]byte{
		"a tree that holds itself":     made(catalog, "<</Type/Pages/Kids["+kids.String()+"]>>", onePage, streamed("", words), plain),
		"a form that shows itself":     made(catalog, tree, onePage, streamed("", words+"/X Do"), plain, streamed("/Subtype/Form/Resources<</XObject<</X 6 0 R>>>>", strings.Repeat("/X Do ", 1000))),
		"a bomb":                       made(catalog, tree, onePage, streamed("/Filter/FlateDecode", bomb), plain),
		"a bomb within a bomb":         made(catalog, tree, onePage, streamed("/Filter[/FlateDecode/FlateDecode]", deflated(bomb)), plain),
		"many bombs":                   made(catalog, tree, "<</Type/Page/Contents["+strings.Repeat("4 0 R ", 1000)+"]>>", streamed("/Filter/FlateDecode", bomb), plain),
		"a bomb of runs":               made(catalog, tree, onePage, streamed("/Filter[/FlateDecode/RunLengthDecode]", deflated(strings.Repeat("\x81\x00", 10<<20))), plain),
		"filters without end":          made(catalog, tree, onePage, streamed("/Filter["+strings.Repeat("/AHx ", 1000)+"]", "00"), plain),
		"arrays within arrays":         made(catalog, tree, onePage, streamed("", strings.Repeat("[", 1<<20)+words), plain),
		"a reference to itself":        made(catalog, tree, "4 0 R", "3 0 R", plain),
		"a length that refers":         made(catalog, tree, onePage, "<</Length 4 0 R>>\nstream\n"+words+"\nendstream", plain),
		"a length beyond the file":     made(catalog, tree, onePage, "<</Length 99999999999>>\nstream\n"+words, plain),
		"widths without end":           made(catalog, tree, onePage, streamed("", words), "<</Subtype/Type0/DescendantFonts[<</W["+strings.Repeat("0 65535 1 ", 5000)+"]>>]>>"),
		"a cmap of all codes":          made(catalog, tree, onePage, streamed("", words), "<</Subtype/Type0/ToUnicode 6 0 R>>", streamed("", strings.Repeat("<0000> <ffff> <0041> ", 40)+"endbfrange")),
		"states without end":           shown(strings.Repeat("q ", 1<<18) + words),
		"marks without end":            shown(strings.Repeat("/A BMC ", 1<<18) + words),
		"sizes beyond sense":           shown("BT /F 1e300 Tf 1e308 1e308 1e308 1e308 1e308 1e308 Tm (x) Tj ET " + words),
		"a line without end":           shown("BT /F 10 Tf " + strings.Repeat("(x) Tj 30 0 Td ", 60_000) + "ET"),
		"a line of one place":          shown("BT /F 10 Tf " + strings.Repeat("(Talks) Tj ", 60_000) + "ET"),
		"a string without end":         shown("BT /F 10 Tf (" + strings.Repeat("x", 1<<20)),
		"objects within objects":       []byte("%PDF-1.4\n" + strings.Repeat("1 0 obj\n", 100_000)),
		"object streams of themselves": made(catalog, tree, onePage, streamed("/Type/ObjStm/N 1000000/First 0", strings.Repeat("4 0 ", 1000)), plain),
	}
}

// Every hostile file ends, with text or a fault, and memory stays within some times the bounds.
func TestHostile(t *testing.T) {
	limits := Limits{Bytes: 16 << 20, Steps: 1_000_000}.orDefaults()
	for name, data := range hostile() {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			d, err := read(data, limits)
			runtime.ReadMemStats(&after)
			if (d == nil) == (err == nil) {
				t.Errorf("%v, %v", d, err)
			}
			if used := (after.TotalAlloc - before.TotalAlloc) >> 20; used > 400 {
				t.Errorf("%d MB were asked for", used)
			}
		})
	}
}

// A file that is damaged anywhere gives text or a fault; most give the text.
func TestDamaged(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("testdata/typeset.pdf")
	if err != nil {
		t.Fatal(err)
	}
	whole, tries := 0, 0
	for at := 50; at < len(data); at += 97 {
		damaged := bytes.Clone(data)
		for i := range 4 {
			damaged[(at*7+i*131)%len(data)] ^= byte(at)
		}
		tries++
		if d, err := read(damaged, Limits{}.orDefaults()); err == nil && len(d.Text) > 1500 {
			whole++
		}
	}
	t.Logf("%d of %d damaged files were read", whole, tries)
	if whole*10 < tries*6 {
		t.Errorf("only %d of %d damaged files were read", whole, tries)
	}
	for cut := 0; cut < len(data); cut += 501 {
		if d, err := read(data[:cut], Limits{}.orDefaults()); (d == nil) == (err == nil) {
			t.Errorf("cut at %d: %v, %v", cut, d, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	names, err := filepath.Glob("testdata/*.pdf")
	if err != nil || len(names) < 5 {
		f.Fatal(names, err)
	}
	for _, name := range names {
		if data, err := os.ReadFile(name); err == nil && len(data) < 30_000 {
			f.Add(data)
		}
	}
	f.Add(shown(words + "/X Do"))
	f.Add(made(catalog, tree, onePage, streamed("/Filter[/A85/LZW/RL]", "abc~>"), "<</Subtype/Type3/FontMatrix[1 0 0 1 0 0]/Encoding<</Differences[1/fi/uni0041/eacute]>>>>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := read(data, Limits{Bytes: 1 << 20, Steps: 200_000, Pages: 20}.orDefaults())
		if (d == nil) == (err == nil) {
			t.Fatalf("%v, %v", d, err)
		}
		if d != nil {
			checkPages(t, d)
		}
	})
}

// BenchmarkRead says how long a report of three pages takes.
func BenchmarkRead(b *testing.B) {
	data, err := os.ReadFile("testdata/typeset.pdf")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := read(data, Limits{}.orDefaults()); err != nil {
			b.Fatal(err)
		}
	}
}
