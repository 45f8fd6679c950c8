package charset_test

import (
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"

	"github.com/parley-desk/parley/wire/charset"
)

func TestUTF8(t *testing.T) {
	t.Parallel()
	encode := func(s string, err error) string {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	for name, c := range map[string]struct{ data, media, want string }{
		"plain":             {"<a>é</a>", "", "<a>é</a>"},
		"declared":          {`<?xml version="1.0" encoding="windows-1251"?><a>` + encode(charmap.Windows1251.NewEncoder().String("мир")) + "</a>", "", "<a>мир</a>"},
		"the server says":   {encode(charmap.KOI8R.NewEncoder().String("мир")), "text/plain; charset=KOI8-R", "мир"},
		"said wrongly":      {"мир", "text/plain; charset=iso-8859-1", "мир"},
		"UTF-16":            {encode(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String("мир")), "", "мир"},
		"seven bits":        {encode(japanese.ISO2022JP.NewEncoder().String("和平")), "text/plain; charset=iso-2022-jp", "和平"},
		"a broken byte":     {"мир и мир и мир и мир и мир и мир и мир и мир и мир и мир и мир и мир и мир\xff", "text/xml; charset=utf-8", "мир и мир и мир и мир и мир и мир и мир и мир и мир и мир и мир и мир и мир\ufffd"},
		"none said, Latin":  {"caf\xe9", "", "café"},
		"control, mark":     {"\ufeffa\x00\x0bb\tc", "", "ab\tc"},
		"unknown":           {"caf\xe9", "text/xml; charset=klingon", "café"},
		"UTF-16, not told":  {"a\xd8", "text/xml; charset=utf-16le", "\ufffd"},
		"nothing":           {"", "", ""},
		"declared, no text": {`<?xml version="1.0" encoding=""?>x`, "", "x"},
	} {
		if got := string(charset.UTF8([]byte(c.data), c.media)); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func FuzzUTF8(f *testing.F) {
	f.Add([]byte(`<?xml version="1.0" encoding="windows-1251"?>x`), "text/xml")
	f.Add([]byte("\xff\xfea\x00"), "")
	f.Add([]byte("caf\xe9"), "text/xml; charset=iso-2022-jp")
	f.Fuzz(func(t *testing.T, data []byte, media string) {
		if got := charset.UTF8(data, media); !utf8.Valid(got) {
			t.Errorf("%q", got)
		}
	})
}
