package ledger_test

import (
	"bufio"
	"bytes"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/ledger"
)

var (
	crashes = flag.Int("crashes", 20, "how often a writer is killed in each store")
	seed    = flag.Uint64("seed", 1, "of the moments at which it is")
)

// A writer is this test's own program, run again to do one thing to a ledger
// until it is killed. Whatever it says that is done must be there afterwards.
const (
	writerTask   = "PARLEY_TEST_WRITER"
	writerLedger = "PARLEY_TEST_LEDGER"
	writerFirst  = "PARLEY_TEST_FIRST"
)

// TestWriter is the writer; without a task there is nothing to do.
func TestWriter(t *testing.T) {
	first, _ := strconv.Atoi(os.Getenv(writerFirst))
	address := os.Getenv(writerLedger)
	switch os.Getenv(writerTask) {
	case "ingest":
		fmt.Println("ready")
		writeStories(t, open(t, address), first)
	case "decide":
		l := open(t, address)
		fmt.Println("ready")
		for n := first; ; n++ {
			if err := l.Decide(t.Context(), numbered(n)); err != nil {
				t.Fatal(err)
			}
			fmt.Println("done", n)
		}
	case "migrate":
		fmt.Println("ready")
		if _, err := ledger.Migrate(t.Context(), address); err != nil {
			t.Fatal(err)
		}
		fmt.Println("done", 0)
	case "full":
		signal.Ignore(syscall.SIGXFSZ) // the program ignores it too: the write fails instead
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 600_000, Max: 600_000}); err != nil {
			t.Fatal(err)
		}
		writeStories(t, open(t, address), first)
	case "read only":
		if os.Getuid() == 0 { // root may write anything
			if err := syscall.Setuid(65534); err != nil {
				t.Fatal(err)
			}
		}
		_, err := ledger.Open(t.Context(), address, ledger.Options{Create: true})
		fmt.Println("failed", ledger.CodeOf(err), err)
	}
}

// writeStories appends batches of stories until an error, which it tells.
func writeStories(t *testing.T, l *ledger.Ledger, first int) {
	for n := first; ; {
		var leaves []*ledger.Leaf
		for range 1 + n%5 {
			s := plainStory(n)
			f, err := l.Prepare(s.report, s.record)
			if err != nil {
				t.Fatal(err)
			}
			leaves = append(leaves, f)
			n++
		}
		if _, err := l.Append(t.Context(), leaves); err != nil {
			fmt.Println("failed", ledger.CodeOf(err), err)
			return
		}
		fmt.Println("done", n-1)
	}
}

// plainStory invents a report without a claim: quick to make.
func plainStory(n int) story {
	r := claim.Report{ID: fmt.Sprint(n), URL: fmt.Sprintf("https://wire.example/plain/%d", n), Published: "2031-03-05", Text: fmt.Sprintf("In Selby %d nothing was said. %s", n, strings.Repeat("Nothing at all. ", n%40))}
	return story{r, bareRecord(r)}
}

func numbered(n int) claim.Decision {
	kind, report := claim.DecideInclude, fmt.Sprintf("https://wire.example/plain/%d", n)
	return claim.Decision{ID: fmt.Sprintf("d%06d", n), Case: "valley", Kind: kind, Author: "an analyst", At: "2031-04-01T10:00:00Z", Reason: "a test", Report: report}
}

// writer starts a writer.
func writer(t testing.TB, task, address string, first int) (*exec.Cmd, *bufio.Reader) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self, "-test.run", "^TestWriter$")
	cmd.Env = append(os.Environ(), writerTask+"="+task, writerLedger+"="+address, writerFirst+"="+strconv.Itoa(first))
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	return cmd, bufio.NewReader(out)
}

// killed runs a writer, kills it after a while from when it is ready, and gives
// the last number that it said was done, or one before the first.
func killed(t testing.TB, task, address string, first int, after time.Duration) (last int) {
	t.Helper()
	cmd, out := writer(t, task, address, first)
	line, err := out.ReadString('\n')
	if line != "ready\n" {
		rest, _ := io.ReadAll(out)
		t.Fatalf("the writer of %s is not ready: %q %v\n%s", task, line, err, rest)
	}
	time.Sleep(after)
	_ = cmd.Process.Kill()
	all, _ := io.ReadAll(out)
	_ = cmd.Wait()
	last = first - 1
	for line := range strings.Lines(string(all)) {
		if said, ok := strings.CutPrefix(line, "done "); ok && strings.HasSuffix(said, "\n") {
			if last, err = strconv.Atoi(strings.TrimSpace(said)); err != nil {
				t.Fatal(err)
			}
		} else if strings.HasPrefix(line, "failed") || strings.Contains(line, "FAIL") {
			t.Fatalf("the writer of %s failed: %s", task, all)
		}
	}
	return last
}

// crashesALedger is after how many crashes another ledger is begun.
const crashesALedger = 25

func TestCrashes(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		store, _, _ := strings.Cut(address, ":")
		chance := rand.New(rand.NewPCG(*seed, uint64(len(store))))
		c := &crash{address: address}
		for n := range *crashes {
			if n > 0 && n%crashesALedger == 0 {
				c = &crash{address: stores[store](t)}
			}
			after := time.Duration(chance.Int64N(int64(160 * time.Millisecond)))
			switch n % 3 {
			case 0:
				c.stories = max(c.stories, killed(t, "ingest", c.address, c.stories+1, after))
			case 1:
				c.decisions = max(c.decisions, killed(t, "decide", c.address, c.decisions+1, after))
			case 2:
				c.stepBack(t)
				killed(t, "migrate", c.address, 0, after/4)
				if _, err := ledger.Migrate(t.Context(), c.address); err != nil {
					t.Fatalf("after a crash: %v", err)
				}
			}
			c.check(t, n)
			if t.Failed() {
				t.Fatalf("crash %d of seed %d", n, *seed)
			}
		}
		if c.stories == 0 && *crashes > 0 {
			t.Error("nothing was ever done before a crash: the moments are too early")
		}
	})
}

// crash is what a ledger that was crashed upon must hold.
type crash struct {
	address            string
	stories, decisions int // the last that were acknowledged; all before them were too
}

// stepBack takes back the last step of the ledger's form.
func (c *crash) stepBack(t testing.TB) {
	_ = open(t, c.address).Close()
	takeBack(t, c.address, takeBacks[0].by)
}

// check verifies the ledger and looks for what was acknowledged.
func (c *crash) check(t testing.TB, n int) {
	t.Helper()
	l, err := ledger.Open(t.Context(), c.address, ledger.Options{Create: true})
	if err != nil {
		t.Fatalf("crash %d: %v", n, err)
	}
	defer func() { _ = l.Close() }()
	clean(t, l)
	for s := 1; s <= c.stories; s++ {
		if held, err := l.Holds(t.Context(), plainStory(s).report); err != nil || !held {
			t.Errorf("crash %d: story %d was acknowledged and is missing: %v", n, s, err)
		}
	}
	all, err := l.Decisions(t.Context(), "", 0)
	if err != nil {
		t.Fatal(err)
	}
	for d := 1; d <= c.decisions; d++ {
		want := numbered(d).ID
		if !slices.ContainsFunc(all, func(d claim.Decision) bool { return d.ID == want }) {
			t.Errorf("crash %d: decision %d was acknowledged and is missing", n, d)
		}
	}
}

// Where the disk takes no more, that is said, nothing acknowledged is lost, and
// the ledger goes on where there is room again.
func TestAFullDisk(t *testing.T) {
	t.Parallel()
	address := stores["sqlite"](t)
	cmd, out := writer(t, "full", address, 1)
	all, err := io.ReadAll(out)
	_ = cmd.Wait()
	said := string(all)
	at := strings.Index(said, "failed")
	if err != nil || at < 0 || !strings.HasPrefix(said[at:], "failed "+string(ledger.NoSpace)) || !strings.Contains(said, "make room") {
		t.Fatalf("%v\n%s", err, said)
	}
	done := said[:at]
	last, _ := strconv.Atoi(strings.TrimSpace(done[strings.LastIndex(done, "done ")+len("done "):]))
	if last == 0 {
		t.Fatalf("nothing was stored:\n%s", said)
	}
	(&crash{address: address, stories: last}).check(t, 0)
	l := open(t, address)
	s := plainStory(last + 1000)
	f, err := l.Prepare(s.report, s.record)
	if err != nil {
		t.Fatal(err)
	}
	if counts, err := l.Append(t.Context(), []*ledger.Leaf{f}); err != nil || counts.New != 1 {
		t.Errorf("with room again: %+v %v", counts, err)
	}
}

func TestAReadOnlyFile(t *testing.T) {
	t.Parallel()
	dir, err := os.MkdirTemp("", "parley-read-only") // t.TempDir is closed to others
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = os.Chmod(dir, 0o755); _ = os.RemoveAll(dir) }()
	path := filepath.Join(dir, "ledger.db")
	_ = open(t, "sqlite:"+path).Close()
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for name, mode := range map[string]os.FileMode{path: 0o444, dir: 0o555} {
		if err := os.Chmod(name, mode); err != nil {
			t.Fatal(err)
		}
	}
	for address, code := range map[string]ledger.Code{path: ledger.ReadOnly, filepath.Join(dir, "another.db"): ledger.ReadOnly} {
		cmd, out := writer(t, "read only", "sqlite:"+address, 0)
		said, _ := io.ReadAll(out)
		_ = cmd.Wait()
		if !bytes.HasPrefix(said, []byte("failed "+code)) || !bytes.Contains(said, []byte("permissions")) {
			t.Errorf("%s: %s", address, said)
		}
	}
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
		t.Errorf("the file was changed: %v", err)
	}
}
