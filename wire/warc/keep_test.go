package warc

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"
	"pgregory.net/rapid"

	"github.com/parley-desk/parley/claim"
)

// A document that is kept comes back as it was, whatever servers say in their heads.
func TestPackUnpack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := &claim.Document{
			Source: "veldt", URL: "https://veldt.example/" + rapid.StringMatching(`[a-z]{0,8}`).Draw(t, "path"), Final: rapid.SampledFrom([]string{"", "https://veldt.example/final"}).Draw(t, "final"),
			Fetched: "2025-11-08T06:40:00.123Z", Status: rapid.SampledFrom([]int{0, 200, 404}).Draw(t, "status"), Type: rapid.String().Draw(t, "type"),
			Headers: rapid.OneOf(rapid.Just(""), rapid.Just("HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\nTransfer-Encoding: chunked\r\nContent-Length: 7\r\n"),
				rapid.Just("HTTP/2.0 200\r\nX: y"), rapid.Just("HTTP/1.1 200 OK\r\n\r\nA: b\r\n"), rapid.String()).Draw(t, "headers"),
			Body: rapid.SliceOfN(rapid.Byte(), 0, 300).Draw(t, "body"),
			Item: claim.Item{URL: "https://veldt.example/", Title: rapid.String().Draw(t, "title")},
		}
		d.SHA256 = sha256Hex(d.Body)
		data, err := Pack(d)
		if err != nil {
			t.Fatal(err)
		}
		got, err := Unpack(data)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(d, got); diff != "" {
			t.Fatal(diff)
		}
		if again, _ := Pack(d); !bytes.Equal(data, again) {
			t.Fatal("the same document gives other bytes")
		}
	})
}

func TestPackRefuses(t *testing.T) {
	t.Parallel()
	if _, err := Pack(&claim.Document{URL: "https://veldt.example/", Fetched: "2025-11-08T06:40:00Z", SHA256: "00"}); err == nil {
		t.Error("a document with the digest of another body was packed")
	}
	d := &claim.Document{URL: "https://veldt.example/", SHA256: sha256Hex(nil)}
	if _, err := Pack(d); err == nil {
		t.Error("a document without a date was packed")
	}
	d.Fetched, d.Body = "2025-11-08T06:40:00Z", []byte("Talks resumed.")
	d.SHA256 = sha256Hex(d.Body)
	data, err := Pack(d)
	if err != nil {
		t.Fatal(err)
	}
	for cut := range data {
		if _, err := Unpack(data[:cut]); err == nil {
			t.Fatalf("half an archive, %d of %d bytes, was unpacked", cut, len(data))
		}
	}
	if _, err := Unpack([]byte(infoRecord + responseRecord)); err == nil {
		t.Error("another archive was unpacked")
	}
}

// packers write a text in the encodings of HTTP.
var packers = map[string]func(io.Writer) io.WriteCloser{
	"br":      func(w io.Writer) io.WriteCloser { return brotli.NewWriter(w) },
	"deflate": func(w io.Writer) io.WriteCloser { return zlib.NewWriter(w) },
	"zstd":    func(w io.Writer) io.WriteCloser { z, _ := zstd.NewWriter(w); return z },
	"raw":     func(w io.Writer) io.WriteCloser { z, _ := flate.NewWriter(w, 9); return z },
}

func packedWith(coding, text string) string {
	var out bytes.Buffer
	w := packers[coding](&out)
	_, _ = io.WriteString(w, text)
	_ = w.Close()
	return out.String()
}

func TestDecoded(t *testing.T) {
	t.Parallel()
	const page = "<!doctype html><p>Talks resumed in Veldt, the mediators said.</p>"
	tests := []struct {
		name, fields, body string
		want               string // empty: an error
	}{
		{"plain", "", page, page},
		{"chunks", "Transfer-Encoding: chunked", "5\r\n<!doc\r\n5;x=y\r\ntype \r\n0\r\n\r\n", "<!doctype "},
		{"chunks that break off", "Transfer-Encoding: chunked", "5\r\n<!doc\r\nff\r\ntype", "<!doctype"},
		{"chunks undone already", "Transfer-Encoding: chunked", page, page},
		{"gzip", "Content-Encoding: gzip", packed(page), page},
		{"x-gzip", "Content-Encoding: X-GZIP", packed(page), page},
		{"gzip undone already", "Content-Encoding: gzip", page, page},
		{"gzip that breaks off", "Content-Encoding: gzip", packed(page)[:40], ""},
		{"deflate with zlib", "Content-Encoding: deflate", packedWith("deflate", page), page},
		{"deflate without", "Content-Encoding: deflate", packedWith("raw", page), page},
		{"brotli", "Content-Encoding: br", packedWith("br", page), page},
		{"brotli undone already", "Content-Encoding: br", page, page},
		{"brotli that is none", "Content-Encoding: br", "\x01\x02\x03\x04", ""},
		{"zstd", "Content-Encoding: zstd", packedWith("zstd", page), page},
		{"twice", "Content-Encoding: gzip, br", packedWith("br", packed(page)), page},
		{"twice in two fields", "Content-Encoding: gzip\r\nContent-Encoding: br", packedWith("br", packed(page)), page},
		{"too often", "Content-Encoding: gzip, gzip, gzip, gzip", page, ""},
		{"unknown", "Content-Encoding: secret", page, ""},
		{"a bomb", "Content-Encoding: gzip", packed(strings.Repeat("x", 2000)), ""},
		{"a bomb of zstd", "Content-Encoding: zstd", packedWith("zstd", strings.Repeat("x", 2000)), ""},
		{"a bomb of brotli", "Content-Encoding: br", packedWith("br", strings.Repeat("x", 2000)), ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r := &Record{Block: []byte("HTTP/1.1 200 OK\r\n" + test.fields + "\r\n\r\n" + test.body)}
			if test.fields == "" {
				r.Block = []byte("HTTP/1.1 200 OK\r\n\r\n" + test.body)
			}
			m, err := r.Message()
			if err != nil {
				t.Fatal(err)
			}
			got, err := m.Decoded(1000)
			if string(got) != test.want || (err != nil) != (test.want == "") {
				t.Errorf("%q, %v", got, err)
			}
		})
	}
}

func TestMatches(t *testing.T) {
	t.Parallel()
	for labelled, want := range map[string]bool{ // of "abc"; FIPS 180-4, RFC 1321
		"sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5":                                    true,
		"sha1:a9993e364706816aba3e25717850c26c9cd0d89d":                            true,
		"sha-256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad": true,
		"md5:900150983cd24fb0d6963f7d28e17f72":                                     true,
		"sha256:ba7816bf":                                                          false,
		"sha1:":                                                                    false,
		"whirlpool:00":                                                             true,
	} {
		if got := Matches([]byte("abc"), labelled); got != want {
			t.Errorf("%s: %v", labelled, got)
		}
	}
}

// FuzzRead reads anything: no panic, no more records than bytes, offsets within the file, and what it reads, but for its
// encoding, can be written and read again.
func FuzzRead(f *testing.F) {
	f.Add([]byte(infoRecord + responseRecord + requestRecord))
	f.Add([]byte(packed(infoRecord, responseRecord)))
	f.Add([]byte(packed(infoRecord + responseRecord)[:90]))
	f.Add([]byte("WARC/1.0\r\nContent-Length: 9223372036854775807\r\n\r\n"))
	f.Add([]byte(raw("1.0", "WARC-Type: response\nWARC-Target-URI: http://a/\nWARC-Date: 2025\nContent-Type: application/http", "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n")))
	f.Fuzz(func(t *testing.T, data []byte) {
		limits := Limits{Block: 1 << 16, Body: 1 << 16}
		records, faults := readAll(bytes.NewReader(data), limits)
		for _, fault := range faults {
			if fault.Offset < 0 || fault.Offset > int64(len(data)) || fault.Error() == "" {
				t.Errorf("%+v", fault)
			}
		}
		for _, r := range records {
			if d, err := r.Document(1 << 16); err == nil && d != nil {
				if _, err := Pack(d); err != nil {
					t.Errorf("cannot be kept: %v", err)
				}
			}
		}
		for range Documents(bytes.NewReader(data), limits) {
		}
	})
}

// BenchmarkRead says how many bytes of pages, which pack to about a fifth, are read from packed records and checked in a second.
func BenchmarkRead(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 2))
	var text strings.Builder
	text.WriteString("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
	for text.Len() < 60_000 {
		fmt.Fprintf(&text, "<p class=\"body\">The mediators met %x delegations in %x on day %d of the talks.</p>\n", random.Uint32(), random.Uint32(), random.IntN(100))
	}
	var out bytes.Buffer
	w := NewWriter(&out, true)
	for range 200 {
		r := &Record{Block: []byte(text.String()), Header: Header{{fieldType, "response"}, {fieldID, "<urn:x>"}, {fieldDate, "2025-11-08T06:40:00Z"}, {fieldTarget, "https://veldt.example/"}, {fieldMedia, mediaAnswer}}}
		if err := w.Write(r); err != nil {
			b.Fatal(err)
		}
	}
	b.SetBytes(int64(200 * text.Len()))
	b.ReportMetric(float64(200*text.Len())/float64(out.Len()), "packed")
	for b.Loop() {
		for _, err := range Documents(bytes.NewReader(out.Bytes()), Limits{}) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}
