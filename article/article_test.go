package article

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/parley-desk/parley/claim"
)

func TestPlain(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, in string
		want     claim.Report
	}{
		{"as it is", "Talks resumed.\r\n\r\nNobody came.\n", claim.Report{Text: "Talks resumed.\r\n\r\nNobody came.\n"}},
		{"byte order mark", "\xef\xbb\xbfTalks resumed.", claim.Report{Text: "Talks resumed."}},
		{"header", "Title: Talks resume\nPublished: 8 November 2025\noutlet: Example Wire\nURL: https://news.example/a:b\nAuthors: A. Writer; B. Writer\n\n\nTalks resumed.", claim.Report{
			Title: "Talks resume", Published: "2025-11-08", Outlet: "Example Wire", URL: "https://news.example/a:b", Authors: []string{"A. Writer", "B. Writer"}, Text: "Talks resumed."}},
		{"header with Windows line ends", "Title: Talks\r\n\r\nThey resumed.", claim.Report{Title: "Talks", Text: "They resumed."}},
		{"no header: a key that is none", "Title: Talks\nMinister: we stay\n\nThey resumed.", claim.Report{Text: "Title: Talks\nMinister: we stay\n\nThey resumed."}},
		{"no header: nothing ends it", "Title: Talks resumed", claim.Report{Text: "Title: Talks resumed"}},
		{"no header: an empty line first", "\nTitle: Talks\n\nThey resumed.", claim.Report{Text: "\nTitle: Talks\n\nThey resumed."}},
		{"a date nobody can tell", "Published: 08/11/2025\n\nTalks.", claim.Report{Text: "Talks."}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got, err := Plain([]byte(test.in))
			if diff := cmp.Diff(test.want, got); diff != "" || err != nil {
				t.Errorf("%v\n%s", err, diff)
			}
		})
	}
}

func TestWhatIsNoText(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, in string
		code     Code
		says     string
	}{
		{"nothing", "", Empty, "empty"},
		{"white space", " \n\t\n", Empty, "empty"},
		{"a header alone", "Title: Talks\n\n", Empty, "empty"},
		{"Windows-1252", "the \x93peace\x94", NotUTF8, "byte 0x93 at offset 4"},
		{"cut in the middle of a letter", "Türkiye T\xc3", NotUTF8, "byte 0xC3 at offset 10"},
		{"NUL", "a\x00b", Binary, "NUL byte at offset 1"},
		{"PNG", "\x89PNG\r\n\x1a\n", Binary, "PNG"},
		{"PDF", "%PDF-1.7\n", Binary, "name it .pdf"},
		{"UTF-16", "\xff\xfea\x00", Binary, "iconv -f UTF-16"},
		{"gzip", "\x1f\x8b\x08", Binary, "gunzip"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, err := Plain([]byte(test.in))
			var f *Fault
			if !errors.As(err, &f) || f.Code != test.code || !strings.Contains(f.Message, test.says) {
				t.Errorf("got %v, want %s: …%s…", err, test.code, test.says)
			}
		})
	}
}

func TestJSON(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, in string
		want     claim.Report
		code     Code
	}{
		{"all of it", `{"id":"a","text":"Talks.","title":"T","published":"2025-11-08","updated":"2025-11-09T10:00:00Z","outlet":"O","url":"U","authors":["A"]}`,
			claim.Report{ID: "a", Text: "Talks.", Title: "T", Published: "2025-11-08", Updated: "2025-11-09T10:00:00Z", Outlet: "O", URL: "U", Authors: []string{"A"}}, ""},
		{"no id", `{"text":"Talks."}`, claim.Report{ID: "7", Text: "Talks."}, ""},
		{"a null id", `{"id":null,"text":"Talks.","title":null}`, claim.Report{ID: "7", Text: "Talks."}, ""},
		{"a number for an id", `{"id":12.5,"text":"Talks."}`, claim.Report{ID: "12.5", Text: "Talks."}, ""},
		{"escapes", `{"id":"\u00e9","text":"\ud83d\udd4a \"peace\""}`, claim.Report{ID: "é", Text: "🕊 \"peace\""}, ""},
		{"half a surrogate", `{"id":"a","text":"x\ud83dy"}`, claim.Report{ID: "a", Text: "x\ufffdy"}, ""},
		{"an object for an id", `{"id":{},"text":"Talks."}`, claim.Report{ID: "7"}, BadJSON},
		{"no text", `{"id":"a"}`, claim.Report{ID: "a"}, NoText},
		{"null", `null`, claim.Report{ID: "7"}, NoText},
		{"a text of the wrong type", `{"id":"a","text":["Talks."]}`, claim.Report{ID: "a"}, BadJSON},
		{"not an object", `[1]`, claim.Report{ID: "7"}, BadJSON},
		{"two objects", `{"id":"a","text":"x"}{"id":"b"}`, claim.Report{ID: "a"}, BadJSON},
		{"broken off", `{"id":"a","text":"Tal`, claim.Report{ID: "a"}, BadJSON},
		{"not UTF-8", "{\"id\":\"a\",\"text\":\"\xff\"}", claim.Report{ID: "a"}, NotUTF8},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got, err := JSON([]byte(test.in), "7")
			var f *Fault
			if errors.As(err, &f); err != nil && (f == nil || f.Code != test.code) || err == nil && test.code != "" {
				t.Fatalf("got %v, want %q", err, test.code)
			}
			if test.code != "" {
				got = claim.Report{ID: got.ID}
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestMoment(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"2025-11-08":                      "2025-11-08",
		"2025-11-08T06:40":                "2025-11-08T06:40",
		"2025-11-08T06:40:00+05:00":       "2025-11-08T06:40:00+05:00",
		"2025-11-08T06:40:00.000Z":        "2025-11-08T06:40:00.000Z",
		"2025-11-08T06:40:00+0500":        "2025-11-08T06:40:00+05:00",
		"2025-11-08 06:40:00":             "2025-11-08",
		"Sat, 08 Nov 2025 06:40:00 GMT":   "2025-11-08T06:40:00Z",
		"Sat, 08 Nov 2025 06:40:00 +0500": "2025-11-08T06:40:00+05:00",
		"Sat, 08 Nov 2025 06:40:00 PKT":   "2025-11-08", // nobody knows how far PKT is from UTC
		" November  8, 2025 ":             "2025-11-08",
		"8 Nov 2025":                      "2025-11-08",
		"08/11/2025":                      "",
		"2025-13-40":                      "",
		"last Friday":                     "",
		"":                                "",
	} {
		if got, ok := Moment(in); got != want || ok != (want != "") {
			t.Errorf("Moment(%q) = %q, %v; want %q", in, got, ok, want)
		}
	}
}

func TestLines(t *testing.T) {
	t.Parallel()
	type line struct {
		text   string
		number int
		long   bool
	}
	in := "\xef\xbb\xbfone\n\n  \r\ntwo\r\n" + strings.Repeat("x", 200_000) + "\nthree"
	l := NewLines(strings.NewReader(in), 16)
	var got []line
	var buf []byte
	for {
		b, long, err := l.Next(buf[:0])
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, line{string(b), l.Count(), long})
		buf = b
	}
	want := []line{{"one", 1, false}, {"two", 4, false}, {strings.Repeat("x", 16), 5, true}, {"three", 6, false}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v", got)
	}
	if cap(buf) > 1024 || l.Bytes() != int64(len(in)) {
		t.Errorf("a buffer of %d bytes for lines of 16; %d bytes read of %d", cap(buf), l.Bytes(), len(in))
	}
}

func TestLinesGivesTheStreamsError(t *testing.T) {
	t.Parallel()
	broken := errors.New("the cable is out")
	l := NewLines(io.MultiReader(strings.NewReader("one\n"), errorReader{broken}), 16)
	if line, _, err := l.Next(nil); string(line) != "one" || err != nil {
		t.Errorf("%q, %v", line, err)
	}
	if _, _, err := l.Next(nil); !errors.Is(err, broken) {
		t.Error(err)
	}
}

type errorReader struct{ err error }

func (r errorReader) Read([]byte) (int, error) { return 0, r.err }

func TestTooLongLine(t *testing.T) {
	t.Parallel()
	id, err := TooLongLine([]byte(`{"id":"a","text":"Talks and mor`), "7", 32<<20)
	var f *Fault
	if !errors.As(err, &f) || id != "a" || f.Code != TooLong || !strings.Contains(f.Message, "32 MB") {
		t.Errorf("%q: %v", id, err)
	}
	if id, _ := TooLongLine([]byte(`{"text":"Talks and mor`), "7", 1); id != "7" {
		t.Errorf("%q where the line's number is due", id)
	}
}

func TestGuesses(t *testing.T) {
	t.Parallel()
	tests := []struct {
		in         string
		json, html bool
	}{
		{`{"id":"a","text":"x"}`, true, false},
		{"\xef\xbb\xbf\n { \"text\" : ", true, false},
		{"{curly} talks", false, false},
		{"<!DOCTYPE html><p>x", false, true},
		{"\n<HTML>", false, true},
		{"Talks < war", false, false},
		{"", false, false},
	}
	for _, test := range tests {
		if j, h := IsJSON([]byte(test.in)), IsHTML([]byte(test.in)); j != test.json || h != test.html {
			t.Errorf("%q: JSON %v, HTML %v", test.in, j, h)
		}
	}
}

func FuzzJSON(f *testing.F) {
	for _, seed := range []string{`{"id":"a","text":"x"}`, `{"id":{"a":[]},"text":1}`, `{"text":"\ud83d"}`, "\xff", `{"id":1,"text":"\u0000"}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		kept := bytes.Clone(data)
		r, err := JSON(data, "7")
		if !bytes.Equal(kept, data) {
			t.Error("the line was changed")
		}
		readable(t, r, err)
	})
}

func FuzzPlain(f *testing.F) {
	f.Add([]byte("Title: x\nOutlet: y\n\ntext"))
	f.Add([]byte("\xef\xbb\xbf"))
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := Plain(data)
		readable(t, r, err)
	})
}

// readable holds a report to what the reader may rely on.
func readable(t *testing.T, r claim.Report, err error) {
	t.Helper()
	var f *Fault
	if err != nil && (!errors.As(err, &f) || strings.Contains(f.Message, "\n")) {
		t.Errorf("not a fault in one line: %v", err)
	}
	if err == nil && (strings.TrimSpace(r.Text) == "" || strings.ContainsRune(r.Text, 0) || strings.ToValidUTF8(r.Text, "") != r.Text) {
		t.Errorf("no text that can be read: %q", r.Text)
	}
}

func TestJSONCarriesWhatAPageSays(t *testing.T) {
	t.Parallel()
	want := claim.Report{ID: "a", Text: "Zürich | 7\n\nNobody came.", Standfirst: "S", Language: "en", Agency: "EFE", Canonical: "https://a.example/", Corrections: []string{"C"},
		DateBasis: claim.DatedMeta, Source: "s", Parts: []claim.Part{{Kind: claim.PartTable, Span: claim.Span{Start: 0, End: 10}}, {Kind: claim.PartEntry, Span: claim.Span{Start: 12, End: 24}, Time: "2031-03-05"}}}
	line, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	got, err := JSON(line, "7")
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%v\n%s", err, diff)
	}
	for _, parts := range []string{`[{"kind":"table","span":[0,9]}]`, `[{"kind":"table","span":[2,1]}]`, `[{"kind":"song","span":[0,1]}]`, `[{"kind":"body","span":[1,2]},{"kind":"body","span":[0,1]}]`} {
		var f *Fault
		if _, err := JSON([]byte(`{"text":"8 killed","parts":`+parts+`}`), "7"); !errors.As(err, &f) || f.Code != BadJSON {
			t.Errorf("%s: %v", parts, err)
		}
	}
}
