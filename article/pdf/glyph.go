package pdf

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// glyphs.tsv names letters as fonts do (Adobe Glyph List), but for those that are
// their own names and those with an accent in theirs.
//
//go:embed glyphs.tsv
var glyphTable string

var glyphs = sync.OnceValue(func() map[string]string {
	table := map[string]string{}
	for line := range strings.Lines(glyphTable) {
		key, letter, _ := strings.Cut(strings.TrimRight(line, "\n"), "\t")
		table[key] = letter
	}
	return table
})

// accents are the ends of names of letters with an accent, and the accents.
var accents = []struct{ end, mark string }{
	{"grave", "\u0300"}, {"acute", "\u0301"}, {"circumflex", "\u0302"}, {"tilde", "\u0303"}, {"macron", "\u0304"}, {"breve", "\u0306"},
	{"dotaccent", "\u0307"}, {"dieresis", "\u0308"}, {"ring", "\u030a"}, {"hungarumlaut", "\u030b"}, {"caron", "\u030c"}, {"cedilla", "\u0327"}, {"ogonek", "\u0328"},
}

// lettersOf gives the letters of a glyph by its name, "" where it is not known.
func lettersOf(glyph string) string {
	glyph, _, _ = strings.Cut(glyph, ".") // "a.sc", "one.oldstyle"
	if len(glyph) == 1 {
		return glyph
	}
	if letters, ok := glyphs()[glyph]; ok {
		return letters
	}
	for _, accent := range accents {
		if base, ok := strings.CutSuffix(glyph, accent.end); ok && len(base) == 1 {
			return norm.NFC.String(base + accent.mark)
		}
	}
	if digits, ok := strings.CutPrefix(glyph, "uni"); ok && len(digits) >= 4 && len(digits)%4 == 0 && len(digits) <= 16 {
		return hexLetters(digits, 4)
	}
	if digits, ok := strings.CutPrefix(glyph, "u"); ok && len(digits) >= 4 && len(digits) <= 6 {
		return hexLetters(digits, len(digits))
	}
	return ""
}

// hexLetters reads code points of so many hexadecimal digits each.
func hexLetters(digits string, size int) string {
	var out strings.Builder
	for ; len(digits) >= size; digits = digits[size:] {
		code, err := strconv.ParseUint(digits[:size], 16, 21)
		if err != nil {
			return ""
		}
		out.WriteRune(rune(code))
	}
	return out.String()
}

// upper is the upper half of StandardEncoding, from octal 241 on (annex D.2); "-" is none.
const upper = `exclamdown cent sterling fraction yen florin section currency quotesingle quotedblleft guillemotleft guilsinglleft guilsinglright fi fl
- endash dagger daggerdbl periodcentered - paragraph bullet quotesinglbase quotedblbase quotedblright guillemotright ellipsis perthousand - questiondown
- grave acute circumflex tilde macron breve dotaccent dieresis - ring cedilla - hungarumlaut ogonek caron
emdash - - - - - - - - - - - - - - - -
AE - ordfeminine - - - - Lslash Oslash OE ordmasculine - - - - - ae - - - dotlessi - - lslash oslash oe germandbls`

// encoding gives the letters of each byte in one of the encodings of simple fonts.
func encoding(of name) [256]string {
	var out [256]string
	for i := range 256 {
		switch {
		case of == "MacRomanEncoding":
			out[i] = string(charmap.Macintosh.DecodeByte(byte(i)))
		case of != "StandardEncoding":
			out[i] = string(charmap.Windows1252.DecodeByte(byte(i)))
		case i < 128:
			out[i] = string(rune(i))
		}
	}
	if of == "StandardEncoding" {
		out['\''], out['`'] = "’", "‘"
		for i, glyph := range strings.Fields(upper) {
			if glyph != "-" && 0xa1+i < 256 {
				out[0xa1+i] = lettersOf(glyph)
			}
		}
	}
	return out
}
