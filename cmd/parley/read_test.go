package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/parley-desk/parley/claim"
)

// silent reads every report and finds nothing: what is measured is the line around it.
func silent(r claim.Report) (*claim.Record, error) {
	return &claim.Record{Record: claim.Version, ID: r.ID}, nil
}

// stream reads JSON Lines with a reader of the test's own and gives what is printed.
func stream(t testing.TB, ctx context.Context, in io.Reader, read func(claim.Report) (*claim.Record, error), o readOptions) (out string, err error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "out")
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if o.jobs == 0 {
		o.jobs = 4
	}
	o.json = true
	w := &reading{options: &o, console: console{out: file, err: devNull(t)}, read: read}
	err = w.run(ctx, &intake{jsonl: []string{"-"}, stdin: in})
	data, readErr := os.ReadFile(path)
	if readErr != nil {
		t.Fatal(readErr)
	}
	return string(data), err
}

func devNull(t testing.TB) *os.File {
	t.Helper()
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = null.Close() })
	return null
}

// reports is n lines of JSON, of which each is asked for only when it is read.
type reports struct {
	n, next int
	line    bytes.Reader
	text    string
}

func (r *reports) Read(p []byte) (int, error) {
	if r.line.Len() == 0 {
		if r.next == r.n {
			return 0, io.EOF
		}
		r.line.Reset(fmt.Appendf(nil, "{\"id\":\"%d\",\"text\":%q}\n", r.next, r.text))
		r.next++
	}
	return r.line.Read(p)
}

// ids are the ids of printed lines; errs those of the lines that are errors.
func ids(t *testing.T, out string) (all, errs []string) {
	t.Helper()
	for line := range strings.Lines(out) {
		var head struct{ ID, Error string }
		if err := json.Unmarshal([]byte(line), &head); err != nil {
			t.Fatalf("%v: %.100q", err, line)
		}
		all = append(all, head.ID)
		if head.Error != "" {
			errs = append(errs, head.ID)
		}
	}
	return all, errs
}

func TestAPanicIsThatReportsError(t *testing.T) {
	t.Parallel()
	read := func(r claim.Report) (*claim.Record, error) {
		if r.ID == "3" {
			var none []int
			_ = none[len(r.ID)]
		}
		return silent(r)
	}
	out, err := stream(t, t.Context(), &reports{n: 6, text: "Talks."}, read, readOptions{})
	all, errs := ids(t, out)
	if strings.Join(all, " ") != "0 1 2 3 4 5" || strings.Join(errs, " ") != "3" {
		t.Errorf("printed %v, errors %v", all, errs)
	}
	if code := codeOf(err); code != internal || exitOf(code) != 5 {
		t.Errorf("the run ends with %q: %v", code, err)
	}
	for _, want := range []string{"internal error in cmd/parley.TestAPanicIsThatReportsError.func1 (read_test.go:", "index out of range", "please report it"} {
		if !strings.Contains(out, want) {
			t.Errorf("the error does not say %q:\n%s", want, out)
		}
	}
}

func TestInterruptLeavesWholeLines(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	var read atomic.Int64
	stop := func(r claim.Report) (*claim.Record, error) {
		if read.Add(1) == 1000 {
			cancel()
		}
		return silent(r)
	}
	out, err := stream(t, ctx, &reports{n: 10_000_000, text: "Talks."}, stop, readOptions{})
	if code := codeOf(err); code != interrupted || exitOf(code) != 130 {
		t.Errorf("the run ends with %q: %v", code, err)
	}
	all, _ := ids(t, out) // fails on half a line
	for i, id := range all {
		if id != fmt.Sprint(i) {
			t.Fatalf("line %d is that of %s", i, id)
		}
	}
}

func TestInterruptLeavesNoFile(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	read := func(r claim.Report) (*claim.Record, error) { cancel(); return silent(r) }
	_, err := stream(t, ctx, &reports{n: 10_000_000, text: "Talks."}, read, readOptions{out: filepath.Join(folder, "records.jsonl")})
	left, _ := os.ReadDir(folder)
	if !errors.Is(err, context.Canceled) || len(left) > 0 {
		t.Errorf("%v; the folder holds %v", err, left)
	}
}

// long is a line of so many bytes, never held as a whole.
func long(id string, size int64) io.Reader {
	return io.MultiReader(strings.NewReader(`{"id":"`+id+`","text":"`), io.LimitReader(letters{}, size), strings.NewReader("\"}\n"))
}

type letters struct{}

func (letters) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = "talks "[i%6]
	}
	return len(p), nil
}

func TestAHundredMegabytesOnOneLine(t *testing.T) {
	t.Parallel()
	in := io.MultiReader(&reports{n: 1, text: "Talks."}, long("huge", 100<<20), &reports{n: 2, text: "Talks."})
	out, err := stream(t, t.Context(), in, silent, readOptions{})
	all, errs := ids(t, out)
	if strings.Join(all, " ") != "0 huge 0 1" || strings.Join(errs, " ") != "huge" {
		t.Errorf("printed %v, errors %v", all, errs)
	}
	if codeOf(err) != "too_long" || !strings.Contains(out, "the line is longer than 32 MB: give one report a line") {
		t.Errorf("%v\n%s", err, out)
	}
}

// The most memory of a long stream is that of a short one.
func TestMemoryIsFlat(t *testing.T) {
	if testing.Short() {
		t.Skip("streams 30,000 reports")
	}
	peak := func(n int) uint64 {
		var most atomic.Uint64
		read := func(r claim.Report) (*claim.Record, error) {
			if strings.HasSuffix(r.ID, "99") {
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				most.Store(max(most.Load(), m.HeapInuse))
			}
			return silent(r)
		}
		if _, err := stream(t, t.Context(), &reports{n: n, text: strings.Repeat("The talks go on. ", 100)}, read, readOptions{}); err != nil {
			t.Fatal(err)
		}
		return most.Load()
	}
	runtime.GC()
	few, many := peak(2_000), peak(30_000)
	if many > 2*few+(16<<20) {
		t.Errorf("%d MB for 2,000 reports, %d MB for 30,000", few>>20, many>>20)
	}
}

// How many reports a second the line takes when reading them takes no time.
func BenchmarkStream(b *testing.B) {
	line := fmt.Sprintf("{\"id\":\"x\",\"text\":%q}\n", strings.Repeat("The talks go on. ", 30))
	in := bufio.NewReader(&reports{n: b.N, text: strings.Repeat("The talks go on. ", 30)})
	b.SetBytes(int64(len(line)))
	b.ReportAllocs()
	null := devNull(b)
	w := &reading{options: &readOptions{json: true, jobs: runtime.GOMAXPROCS(0)}, console: console{out: null, err: null}, read: silent}
	if err := w.run(b.Context(), &intake{jsonl: []string{"-"}, stdin: in}); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "reports/s")
}
