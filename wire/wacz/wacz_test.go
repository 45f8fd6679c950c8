package wacz

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/wire/warc"
)

// part is one part of a file that a test makes.
type part struct{ name, data string }

// archive makes the bytes of a web archive of answers by address.
func archive(t testing.TB, answers ...[2]string) string {
	t.Helper()
	var out bytes.Buffer
	w := warc.NewWriter(&out, true)
	for i, a := range answers {
		r := &warc.Record{Block: []byte(a[1]), Header: warc.Header{{Name: "WARC-Type", Value: "response"}, {Name: "WARC-Record-ID", Value: fmt.Sprintf("<urn:x:%d>", i)},
			{Name: "WARC-Date", Value: "2025-11-08T06:40:00Z"}, {Name: "WARC-Target-URI", Value: a[0]}, {Name: "Content-Type", Value: "application/http"}}}
		if err := w.Write(r); err != nil {
			t.Fatal(err)
		}
	}
	return out.String()
}

func page(text string) string {
	return "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>" + text + "</p>"
}

// packed makes a file of parts, with their digests but for those of parts named.
func packed(t testing.TB, wrong string, parts ...part) []byte {
	t.Helper()
	var resources []resource
	for _, p := range parts {
		data := p.data
		if p.name == wrong {
			data += "tampered"
		}
		resources = append(resources, resource{p.name, fmt.Sprintf("sha256:%x", sha256.Sum256([]byte(data)))})
	}
	pack, err := json.Marshal(map[string]any{"profile": "data-package", "wacz_version": "1.1.1", "resources": resources})
	if err != nil {
		t.Fatal(err)
	}
	return zipped(t, append(parts, part{"datapackage.json", string(pack)})...)
}

func zipped(t testing.TB, parts ...part) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, p := range parts {
		w, err := z.Create(p.name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(p.data)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func readAll(data []byte) (documents []*claim.Document, faults []error) {
	for d, err := range Documents(bytes.NewReader(data), int64(len(data)), warc.Limits{}) {
		if err != nil {
			faults = append(faults, err)
			continue
		}
		documents = append(documents, d)
	}
	return documents, faults
}

const list = `{"format":"json-pages-1.0","id":"pages","title":"All pages"}
{"id":"1","url":"https://veldt.example/talks","ts":"2025-11-08T06:40:00Z","title":"Talks in Veldt"}
{"id":"2","url":"https://veldt.example/old","title":"Moved"}
`

func TestDocuments(t *testing.T) {
	t.Parallel()
	records := archive(t,
		[2]string{"https://veldt.example/talks", page("Talks resumed.")},
		[2]string{"https://ads.example/frame", page("Buy now.")},
		[2]string{"https://veldt.example/old", "HTTP/1.1 301 Moved\r\nLocation: /new\r\n\r\n"},
		[2]string{"https://veldt.example/new", page("The crossing reopened.")})
	for name, test := range map[string]struct {
		data   []byte
		want   string // addresses and titles
		faults string
	}{
		"pages":    {packed(t, "", part{"archive/data.warc.gz", records}, part{"pages/pages.jsonl", list}), "https://veldt.example/talks Talks in Veldt|https://veldt.example/new Moved", ""},
		"no pages": {packed(t, "", part{"archive/data.warc.gz", records}), "https://veldt.example/talks |https://ads.example/frame |https://veldt.example/new ", ""},
		"tampered": {packed(t, "archive/b.warc.gz", part{"archive/a.warc.gz", records}, part{"archive/b.warc.gz", records}, part{"pages/pages.jsonl", list}),
			"https://veldt.example/talks Talks in Veldt|https://veldt.example/new Moved", "archive/b.warc.gz: it is not the part that was archived"},
		"no digests":   {zipped(t, part{"archive/data.warc.gz", records}, part{"pages/pages.jsonl", list}), "https://veldt.example/talks Talks in Veldt|https://veldt.example/new Moved", "datapackage.json: it is missing"},
		"two names":    {zipped(t, part{"archive/data.warc.gz", records}, part{"archive/data.warc.gz", records}), "", "two parts of this name"},
		"path tricks":  {packed(t, "", part{"archive/data.warc.gz", records}, part{"../../archive/x.warc.gz", records}, part{"/archive/y.warc.gz", records}, part{`archive\z.warc.gz`, records}, part{"pages/pages.jsonl", list}), "https://veldt.example/talks Talks in Veldt|https://veldt.example/new Moved", ""},
		"no archive":   {packed(t, "", part{"word/document.xml", "<x/>"}), "", "is it a WACZ file?"},
		"not zip":      {[]byte("Talks resumed."), "", "no ZIP file"},
		"broken pages": {packed(t, "", part{"archive/data.warc.gz", archive(t)}, part{"pages/pages.jsonl", "{"}), "", "pages/pages.jsonl: a line of it is not JSON"},
		"broken record": {packed(t, "", part{"archive/data.warc.gz", "WARC/9.9\r\n\r\n"}, part{"pages/pages.jsonl", list}),
			"", `archive/data.warc.gz: record 1 at byte 0: it is of WARC version "9.9"`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			documents, faults := readAll(test.data)
			var got []string
			for _, d := range documents {
				got = append(got, d.URL+" "+d.Item.Title)
			}
			if strings.Join(got, "|") != test.want {
				t.Errorf("got %q, want %q", strings.Join(got, "|"), test.want)
			}
			if said := fmt.Sprint(faults); test.faults == "" && len(faults) > 0 || !strings.Contains(said, test.faults) {
				t.Errorf("faults %v, want …%s…", faults, test.faults)
			}
		})
	}
}

// What parts unpack to counts, and ends at the bound.
func TestBomb(t *testing.T) {
	t.Parallel()
	data := packed(t, "", part{"archive/data.warc", strings.Repeat("\x00", 4<<20)})
	c, err := open(bytes.NewReader(data), int64(len(data)), warc.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if c.left > free+ratio*int64(len(data))-4<<20 {
		t.Errorf("what was unpacked does not count: %d bytes are left", c.left)
	}
	c.left = 1 << 20
	if c.sound(c.archives[0], "sha256:00") {
		t.Error("a part was unpacked beyond the bound")
	}
	if f := c.faults[len(c.faults)-1]; !strings.Contains(f.Error(), "bomb") {
		t.Error(f)
	}
}

func FuzzDocuments(f *testing.F) {
	records := archive(f, [2]string{"https://veldt.example/talks", page("Talks resumed.")})
	f.Add(packed(f, "", part{"archive/data.warc.gz", records}, part{"pages/pages.jsonl", list}))
	f.Add(packed(f, "archive/data.warc.gz", part{"archive/data.warc.gz", records}))
	f.Add(zipped(f, part{"archive/data.warc", "WARC/1.0\r\n\r\n"}, part{"datapackage.json", "[]"}))
	f.Fuzz(func(t *testing.T, data []byte) {
		for d, err := range Documents(bytes.NewReader(data), int64(len(data)), warc.Limits{Block: 1 << 16, Body: 1 << 16}) {
			if (d == nil) == (err == nil) {
				t.Fatalf("%v, %v", d, err)
			}
		}
	})
}
