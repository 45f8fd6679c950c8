// Package charset turns the bytes of feeds and lists into UTF-8.
package charset

import (
	"bytes"
	"mime"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
)

// prolog is the XML declaration, and within it the encoding.
var (
	prolog   = regexp.MustCompile(`^\s*<\?xml[^>]{0,200}\?>`)
	declared = regexp.MustCompile(`encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']`)
)

// UTF8 gives data as UTF-8 without byte order mark, without an XML declaration,
// which would no longer be true, and without the control characters that XML
// forbids. Of several signs the surest counts: a byte order mark; that data is
// UTF-8 already; what the document declares; what contentType, the server's
// word, says; else windows-1252. What cannot be decoded becomes U+FFFD.
func UTF8(data []byte, contentType string) []byte {
	data = decode(data, contentType)
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if at := prolog.FindIndex(data); at != nil {
		data = data[at[1]:]
	}
	return clean(data)
}

func decode(data []byte, contentType string) []byte {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return by("utf-16le", data[2:])
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return by("utf-16be", data[2:])
	}
	named := name(data, contentType)
	if utf8.Valid(data) && !strings.HasPrefix(named, "utf-16") && !strings.HasPrefix(named, "iso-2022") {
		return data
	}
	return by(named, data)
}

// name is the encoding that the document or the server names.
func name(data []byte, contentType string) string {
	if at := prolog.Find(data[:min(len(data), 1024)]); at != nil {
		if m := declared.FindSubmatch(at); m != nil {
			return strings.ToLower(string(m[1]))
		}
	}
	if _, params, err := mime.ParseMediaType(contentType); err == nil {
		return strings.ToLower(params["charset"])
	}
	return ""
}

// by decodes data by the encoding called name; where it is not known, or is
// UTF-8, which the data then is not throughout, by what fits.
func by(name string, data []byte) []byte {
	e, canonical := charset.Lookup(name)
	if e == nil || canonical == "utf-8" {
		if mostlyUTF8(data) {
			return bytes.ToValidUTF8(data, []byte("\ufffd"))
		}
		e, _ = charset.Lookup("windows-1252")
	}
	out, err := e.NewDecoder().Bytes(data)
	if err != nil {
		return bytes.ToValidUTF8(data, []byte("\ufffd"))
	}
	return out
}

// mostlyUTF8 tells whether data is UTF-8 but for a few broken characters: a
// byte in a hundred at most.
func mostlyUTF8(data []byte) bool {
	broken := 0
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			broken++
		}
		i += size
	}
	return broken*100 <= len(data) && multi(data)
}

// multi tells whether there is a whole character of several bytes.
func multi(data []byte) bool {
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if size > 1 && r != utf8.RuneError {
			return true
		}
		i += size
	}
	return false
}

// clean leaves out the control characters that no XML may hold.
func clean(data []byte) []byte {
	return bytes.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' {
			return -1
		}
		return r
	}, data)
}
