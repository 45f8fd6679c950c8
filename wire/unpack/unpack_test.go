package unpack_test

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"

	"github.com/parley-desk/parley/wire/unpack"
)

var roomy = unpack.Bounds{Size: 16 << 20, Ratio: 100}

// pack writes text as the encoding called name.
func pack(t testing.TB, name, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	var w io.WriteCloser
	var err error
	switch name {
	case "gzip":
		w = gzip.NewWriter(&b)
	case "deflate":
		w = zlib.NewWriter(&b)
	case "bare deflate":
		w, err = flate.NewWriter(&b, 6)
	case "br":
		w = brotli.NewWriter(&b)
	case "zstd":
		w, err = zstd.NewWriter(&b)
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestReadUndoesEachEncoding(t *testing.T) {
	t.Parallel()
	const text = "The parties agreed to meet again on Monday."
	for _, name := range []string{"gzip", "deflate", "bare deflate", "br", "zstd"} {
		got, err := unpack.Read(bytes.NewReader(pack(t, name, text)), strings.TrimPrefix(name, "bare "), roomy)
		if err != nil || string(got) != text {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	twice := pack(t, "br", string(pack(t, "gzip", text)))
	if got, err := unpack.Read(bytes.NewReader(twice), "gzip, br", roomy); err != nil || string(got) != text {
		t.Errorf("two over each other: %q, %v", got, err)
	}
}

func TestReadStopsAtItsBounds(t *testing.T) {
	t.Parallel()
	huge := strings.Repeat("\x00", 64<<20)
	for _, name := range []string{"gzip", "deflate", "br", "zstd"} {
		if _, err := unpack.Read(bytes.NewReader(pack(t, name, huge)), name, roomy); !errors.Is(err, unpack.ErrBomb) {
			t.Errorf("%s bomb: %v", name, err)
		}
		if _, err := unpack.Read(strings.NewReader("no such thing"), name, roomy); !errors.Is(err, unpack.ErrEncoding) {
			t.Errorf("%s broken: %v", name, err)
		}
		cut := pack(t, name, strings.Repeat("peace talks ", 100))
		if _, err := unpack.Read(bytes.NewReader(cut[:len(cut)-5]), name, roomy); err == nil {
			t.Errorf("%s cut short: no error", name)
		}
	}
	got, err := unpack.Read(strings.NewReader(strings.Repeat("x", 100)), "", unpack.Bounds{Size: 10, Ratio: 100})
	if !errors.Is(err, unpack.ErrTooLarge) || len(got) != 10 {
		t.Errorf("too large: %d bytes, %v", len(got), err)
	}
	if _, err := unpack.Read(strings.NewReader("x"), "compress", roomy); !errors.Is(err, unpack.ErrEncoding) {
		t.Errorf("unknown: %v", err)
	}
}

func FuzzUnpack(f *testing.F) {
	for _, name := range []string{"gzip", "deflate", "br", "zstd"} {
		f.Add(pack(f, name, strings.Repeat("a ceasefire ", 50)), name)
	}
	f.Add([]byte("x"), "gzip, br, zstd")
	f.Fuzz(func(t *testing.T, data []byte, encodings string) {
		got, err := unpack.Read(bytes.NewReader(data), encodings, unpack.Bounds{Size: 1 << 20, Ratio: 10})
		if len(got) > 1<<20 || err == nil && len(got) > 1<<20 {
			t.Errorf("%d bytes came out", len(got))
		}
	})
}
