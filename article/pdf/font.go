package pdf

import (
	"bytes"
	"strings"
)

// font tells the letters and the widths of codes (9.5 to 9.8).
type font struct {
	composite bool        // codes of several bytes
	simple    [256]string // letters by code, where it is not composite
	unicode   *cmap       // letters by code, nil where the font has none
	codes     *cmap       // codes to glyphs, nil: they are the same
	widths    map[uint32]float64
	missing   float64 // width of all others
	bold      bool
	scale     float64 // of widths to the size of the font
}

// fontOf reads a font, once for all pages.
func (f *file) fontOf(v any) *font {
	r, shared := v.(ref)
	if known := f.fonts[r]; shared && known != nil {
		return known
	}
	d := f.dict(v)
	if d == nil {
		return nil
	}
	base := string(f.name(d["BaseFont"]))
	o := &font{widths: map[uint32]float64{}, scale: .001, bold: isBold(base)}
	if s := f.stream(d["ToUnicode"]); s != nil {
		o.unicode = readCMap(f.decode(s), f.budget)
	}
	if f.name(d["Subtype"]) == "Type0" {
		f.composite(o, d)
	} else {
		f.simple(o, d, base)
	}
	if shared {
		f.fonts[r] = o
	}
	return o
}

func isBold(base string) bool {
	base = strings.ToLower(base)
	return strings.Contains(base, "bold") || strings.Contains(base, "black") || strings.Contains(base, "heavy")
}

// composite reads a font whose codes are of several bytes.
func (f *file) composite(o *font, d dict) {
	o.composite = true
	var inner dict
	if a := f.array(d["DescendantFonts"]); len(a) > 0 {
		inner = f.dict(a[0])
	}
	if s := f.stream(d["Encoding"]); s != nil {
		o.codes = readCMap(f.decode(s), f.budget)
	}
	o.missing = 1000
	if v, ok := f.resolve(inner["DW"]).(float64); ok {
		o.missing = v
	}
	list := f.array(inner["W"]) // "first [w w w]" or "first last w"
	for len(list) >= 2 {
		first := uint32(f.number(list[0]))
		if ws := f.array(list[1]); ws != nil {
			for i, w := range ws {
				o.widths[first+uint32(i)] = f.number(w)
			}
			list = list[2:]
			continue
		}
		if len(list) < 3 {
			return
		}
		last, w := uint32(f.number(list[1])), f.number(list[2])
		for g := first; g <= last && g-first < 1<<16 && f.step(); g++ {
			o.widths[g] = w
		}
		list = list[3:]
	}
}

// simple reads a font of one byte a code.
func (f *file) simple(o *font, d dict, base string) {
	first := uint32(f.number(d["FirstChar"]))
	descriptor := f.dict(d["FontDescriptor"])
	widths := f.array(d["Widths"])
	for i, w := range widths[:min(len(widths), 256)] {
		o.widths[first+uint32(i)] = f.number(w)
	}
	o.missing = f.number(descriptor["MissingWidth"])
	if len(widths) == 0 {
		standardWidths(o, base)
	}
	if f.name(d["Subtype"]) == "Type3" {
		if m := f.array(d["FontMatrix"]); len(m) > 0 {
			o.scale = f.number(m[0])
		}
	}
	f.encodings(o, d, descriptor)
}

// encodings finds the letters of a simple font's codes (9.6.6).
func (f *file) encodings(o *font, d, descriptor dict) {
	e := f.dict(d["Encoding"])
	base := f.name(d["Encoding"])
	if e != nil {
		base = f.name(e["BaseEncoding"])
	}
	if base == "" && f.name(d["Subtype"]) == "Type1" {
		base = "StandardEncoding"
	}
	o.simple = encoding(base)
	if e == nil || e["BaseEncoding"] == nil {
		f.ownEncoding(o, descriptor)
	}
	code := 0
	for _, v := range f.array(e["Differences"]) {
		switch v := f.resolve(v).(type) {
		case float64:
			code = int(v)
		case name:
			if code >= 0 && code < 256 {
				o.simple[code] = lettersOf(string(v))
			}
			code++
		}
	}
}

// ownEncoding reads the encoding that a font program of Type 1 has itself:
// "dup 12 /fi put" in its part that is not encrypted.
func (f *file) ownEncoding(o *font, descriptor dict) {
	s := f.stream(descriptor["FontFile"])
	if s == nil {
		return
	}
	data := f.decode(s)
	data = data[:min(len(data), 64<<10)]
	data, _, _ = bytes.Cut(data, []byte("eexec"))
	_, data, found := bytes.Cut(data, []byte("/Encoding"))
	l := &lexer{data: data, budget: f.budget}
	for found {
		v := l.value(0)
		if v == endOfData || v == keyword("def") {
			return
		}
		if v != keyword("dup") {
			continue
		}
		code, _ := l.value(0).(float64)
		if glyph, ok := l.value(0).(name); ok && code >= 0 && code < 256 {
			o.simple[int(code)] = lettersOf(string(glyph))
		}
	}
}

// Widths of the letters from space to tilde in the fonts that every reader has
// (Adobe's font metrics of Helvetica and Times).
var (
	helvetica = [95]int{278, 278, 355, 556, 556, 889, 667, 222, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015,
		667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 222,
		556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584}
	times = [95]int{250, 333, 408, 500, 500, 833, 778, 333, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921,
		722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500, 333,
		444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541}
)

// standardWidths fills in the widths of a font that the file leaves to the reader.
func standardWidths(o *font, base string) {
	table := &helvetica
	switch {
	case strings.Contains(base, "Courier"):
		o.missing = 600
		return
	case strings.Contains(base, "Times"):
		table = &times
	}
	o.missing = 556
	for i, w := range table {
		o.widths[uint32(' '+i)] = float64(w)
	}
}

// letter is one code of a string that is shown.
type letter struct {
	text  string
	width float64 // in the font's size
	space bool    // word spacing counts: it is the single byte 32
}

// next takes the next letter off a string.
func (o *font) next(t text) (letter, text) {
	if o.composite {
		code, size := o.codes.next(t, 2)
		glyph := code
		if o.codes != nil {
			glyph = o.codes.glyph(code)
		}
		return letter{o.letters(code), o.width(glyph), size == 1 && code == ' '}, t[max(size, 1):]
	}
	return letter{o.letters(uint32(t[0])), o.width(uint32(t[0])), t[0] == ' '}, t[1:]
}

func (o *font) width(code uint32) float64 {
	w, ok := o.widths[code]
	if !ok {
		w = o.missing
	}
	return w * o.scale
}

// unknown stands for a letter that nothing tells.
const unknown = "\uFFFD"

func (o *font) letters(code uint32) string {
	if o.unicode != nil {
		if letters, ok := o.unicode.text(code); ok {
			return letters
		}
	}
	if o.composite || o.simple[code&0xff] == "" {
		return unknown
	}
	return o.simple[code&0xff]
}
