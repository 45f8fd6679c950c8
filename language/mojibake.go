package language

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Texts come with their signs read in the wrong encoding: UTF-8 taken for Windows-1252, which makes three
// letters of an apostrophe ("policeâ€™s"), sometimes twice over. Words are read as they were meant, while
// every place in the text stays what it is.

// mangledSpan is where a mended sign stands: its end in the mended text, and how many bytes the text as it came has more up to there.
type mangledSpan struct{ end, more int32 }

// unmangle gives a text with its mangled signs mended and where they stood; the text itself where there is none.
func unmangle(text string) (mended string, spans []mangledSpan) {
	if !strings.ContainsAny(text, "âÃÂ") {
		return text, nil
	}
	var b strings.Builder
	from, more := 0, 0
	for at := 0; at < len(text); {
		r, size := mangledSign(text[at:], 2) // twice over, else once
		if size == 0 {
			r, size = mangledSign(text[at:], 1)
		}
		if size == 0 {
			_, size = utf8.DecodeRuneInString(text[at:])
			at += size
			continue
		}
		b.WriteString(text[from:at])
		b.WriteRune(r)
		at += size
		from, more = at, at-b.Len()
		spans = append(spans, mangledSpan{end: int32(b.Len()), more: int32(more)})
	}
	if spans == nil {
		return text, nil
	}
	b.WriteString(text[from:])
	return b.String(), spans
}

// mangledSign reads the sign that a text begins with, so many times mangled; size is 0 where it begins with none.
func mangledSign(text string, times int) (r rune, size int) {
	first, size := mangledByte(text, times)
	length := 0
	switch first {
	case 0xC2, 0xC3:
		length = 2
	case 0xE2:
		length = 3
	default:
		return 0, 0
	}
	sign := [3]byte{first}
	for i := 1; i < length; i++ {
		b, n := mangledByte(text[size:], times)
		if b < 0x80 || b > 0xBF {
			if first == 0xE2 && i == 2 && sign[1] == 0x80 {
				return '”', size // its last byte is no letter in Windows-1252: it got lost on the way
			}
			return 0, 0
		}
		sign[i], size = b, size+n
	}
	r, _ = utf8.DecodeRune(sign[:length])
	if !unicode.IsPrint(r) && r != '\u00a0' {
		return 0, 0
	}
	return r, size
}

// mangledByte gives the byte that the sign at the beginning of a text was made of; 0 where it can have been none.
func mangledByte(text string, times int) (b byte, size int) {
	if times > 1 {
		if r, size := mangledSign(text, times-1); size > 0 {
			return windows1252(r), size
		}
	}
	r, size := utf8.DecodeRuneInString(text)
	return windows1252(r), size
}

// windows1252 gives the byte of a sign above ASCII; 0 where it has none. The five bytes that mean nothing there stand for themselves.
func windows1252(r rune) byte {
	if 0x80 <= r && r <= 0xFF {
		return byte(r)
	}
	const high = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ"
	at := byte(0x80)
	for _, sign := range high {
		if sign == r {
			return at
		}
		at++
	}
	return 0
}

// unmended moves places in a mended text to those in the text as it came; they must be given in order.
type unmended struct {
	spans []mangledSpan
	more  int32
}

func (u *unmended) place(at int32) int32 {
	for len(u.spans) > 0 && u.spans[0].end <= at {
		u.more, u.spans = u.spans[0].more, u.spans[1:]
	}
	return at + u.more
}
