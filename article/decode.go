package article

import (
	"bytes"
	"errors"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// encodingOf tells in which encoding a page is written. What it declares, in
// its byte order mark, the server's media type or its <meta> (WHATWG Encoding
// and HTML 13.2.3.2), holds unless its bytes prove it wrong: text beyond ASCII
// that is valid UTF-8 is UTF-8, and every other byte a NUL is UTF-16.
func encodingOf(page []byte, contentType string) (encoding.Encoding, string) {
	if wide, name := utf16Of(page); wide != nil {
		return wide, name
	}
	plainASCII := isASCII(page)
	if !plainASCII && mostlyUTF8(page) {
		return unicode.UTF8, "utf-8"
	}
	found, name, _ := charset.DetermineEncoding(page, contentType)
	switch {
	case name == "utf-16le" || name == "utf-16be" || name == "replacement":
		return unicode.UTF8, "utf-8" // its bytes are not: whoever reads the declaration reads bytes
	case name == "utf-8" && !plainASCII: // declared, but it is not
		found, _ := htmlindex.Get("windows-1252")
		return found, "windows-1252"
	}
	return found, name
}

// utf16Of tells UTF-16 by its byte order mark or by where its NULs stand, nil where it is not.
func utf16Of(page []byte) (encoding.Encoding, string) {
	head := page[:min(len(page), 512)]
	var even, odd int
	for i, b := range head {
		if b == 0 {
			even, odd = even+1-i%2, odd+i%2
		}
	}
	quarter := len(head) / 4
	switch {
	case bytes.HasPrefix(page, []byte("\xff\xfe")) || odd > quarter && even <= quarter/8:
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "utf-16le"
	case bytes.HasPrefix(page, []byte("\xfe\xff")) || even > quarter && odd <= quarter/8:
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM), "utf-16be"
	}
	return nil, ""
}

// knownButWide tells a file that is no text by its first bytes; UTF-16, which can be decoded, is text.
func knownButWide(data []byte) *Fault {
	if wide, _ := utf16Of(data); wide != nil {
		return nil
	}
	return known(data)
}

// isASCII tells pages of plain ASCII, without the escapes by which ISO-2022-JP stays within it.
func isASCII(page []byte) bool {
	for _, b := range page {
		if b >= utf8.RuneSelf || b == 0x1b {
			return false
		}
	}
	return true
}

// mostlyUTF8 tells UTF-8 in which at most a few bytes were damaged on the way:
// in other encodings hardly any letter beyond ASCII is valid UTF-8.
func mostlyUTF8(page []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(page); {
		if page[i] < utf8.RuneSelf {
			if page[i] == 0x1b {
				return false
			}
			i++
			continue
		}
		r, size := utf8.DecodeRune(page[i:])
		if r == utf8.RuneError && size == 1 {
			bad++
		} else {
			good++
		}
		i += size
	}
	return good > 20*bad
}

// decode makes UTF-8 of a page, without byte order mark.
func decode(page []byte, from encoding.Encoding) ([]byte, error) {
	if from == unicode.UTF8 {
		page = bytes.TrimPrefix(page, byteOrderMark)
		if utf8.Valid(page) {
			return page, nil
		}
	}
	return from.NewDecoder().Bytes(page)
}

// encoded turns offsets of the decoded page, in rising order, into offsets of the
// page as it came, by decoding it once more up to each of them.
func encoded(page []byte, from encoding.Encoding, offsets []int) []int {
	at := make([]int, len(offsets))
	skipped := 0
	if from == unicode.UTF8 {
		skipped = len(page) - len(bytes.TrimPrefix(page, byteOrderMark))
		if utf8.Valid(page) {
			for i, o := range offsets {
				at[i] = o + skipped
			}
			return at
		}
	}
	d := from.NewDecoder().Transformer
	buf := make([]byte, 4096)
	in, decoded := skipped, 0
	for i, o := range offsets {
		for decoded < o {
			n, read, err := d.Transform(buf[:min(len(buf), o-decoded)], page[in:], true)
			decoded, in = decoded+n, in+read
			if n == 0 && read == 0 || err != nil && !errors.Is(err, transform.ErrShortDst) {
				break
			}
		}
		at[i] = in
	}
	return at
}
