package article

import (
	"bytes"
	"unicode/utf8"
)

var byteOrderMark = []byte("\xef\xbb\xbf")

// signatures are the first bytes of files that people take for text by mistake
// (the WHATWG MIME sniffing standard lists them).
var signatures = []struct{ first, name, remedy string }{
	{"\x89PNG", "a PNG picture", pictureRemedy},
	{"\xff\xd8\xff", "a JPEG picture", pictureRemedy},
	{"GIF8", "a GIF picture", pictureRemedy},
	{"RIFF", "a picture, sound or film", pictureRemedy},
	{"%PDF-", "a PDF file", "name it .pdf, and its text is read"},
	{"PK\x03\x04", "a ZIP archive or an office document", "save the document as plain text"},
	{"\xd0\xcf\x11\xe0", "an office document", "save the document as plain text"},
	{"\x1f\x8b", "a gzip archive", "unpack it first: gunzip -c FILE | parley read -"},
	{"BZh", "a bzip2 archive", "unpack it first: bunzip2 -c FILE | parley read -"},
	{"\x28\xb5\x2f\xfd", "a Zstandard archive", "unpack it first: zstd -dc FILE | parley read -"},
	{"\xff\xfe", "UTF-16 text", "convert it first: iconv -f UTF-16 -t UTF-8"},
	{"\xfe\xff", "UTF-16 text", "convert it first: iconv -f UTF-16 -t UTF-8"},
	{"SQLite format 3\x00", "an SQLite database", "export the reports as JSON Lines"},
	{"\x7fELF", "a program", "name the report instead"},
}

const pictureRemedy = "give the report's words as text"

// known tells a file that is no text by its first bytes.
func known(data []byte) *Fault {
	for _, s := range signatures {
		if bytes.HasPrefix(data, []byte(s.first)) {
			return fault(Binary, "this is %s, not text: %s", s.name, s.remedy)
		}
	}
	return nil
}

// checkText holds bytes that ought to be text against what a report may be. Of what they
// are, what says: "the text", "line 7".
func checkText(data []byte, what string) *Fault {
	if at := firstInvalid(data); at >= 0 {
		return fault(NotUTF8, "%s is not UTF-8: byte 0x%02X at offset %d; convert it first, for example with iconv -f WINDOWS-1252 -t UTF-8", what, data[at], at)
	}
	if at := bytes.IndexByte(data, 0); at >= 0 {
		return nulFault(what, at)
	}
	return nil
}

func nulFault(what string, at int) *Fault {
	return fault(Binary, "%s has a NUL byte at offset %d: it is binary data or UTF-16; give plain UTF-8 text", what, at)
}

// firstInvalid gives the offset of the first byte that is not UTF-8, -1 where all are.
func firstInvalid(data []byte) int {
	if utf8.Valid(data) {
		return -1
	}
	for at := 0; at < len(data); {
		r, size := utf8.DecodeRune(data[at:])
		if r == utf8.RuneError && size == 1 {
			return at
		}
		at += size
	}
	return -1
}
