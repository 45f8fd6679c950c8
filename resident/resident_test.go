package resident

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// limits leave a slow machine time where an answer is expected, and none to those who never give one.
var limits = Limits{Connect: 10 * time.Second, Hello: 10 * time.Second, Silence: 10 * time.Second, Whole: time.Minute, Question: 1 << 10, Answer: 1 << 20, Crowd: 4}

// at gives a place in a folder of its own.
func at(t *testing.T) Place {
	t.Helper()
	dir, err := os.MkdirTemp("", "res") // short: the name of a socket may not be long
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return Place{Path: filepath.Join(dir, socketName), Hello: "parley 1, a ledger", Limits: limits}
}

// served listens at a place until the test ends.
func served(t *testing.T, p Place, answer Answer) {
	t.Helper()
	r, err := Listen(p, answer, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- r.Serve(ctx) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		if _, err := os.Lstat(p.Path); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("the socket is left behind: %v", err)
		}
	})
}

func echo(_ context.Context, question []byte, first, second io.Writer) error {
	_, err := first.Write(bytes.Repeat(question, 3))
	return errors.Join(err, func() error { _, err := second.Write([]byte("beside")); return err }())
}

func TestAnAnswerComesWhole(t *testing.T) {
	t.Parallel()
	p := at(t)
	p.Question, p.Answer = 1<<20, 1<<22
	served(t, p, echo)
	question := bytes.Repeat([]byte("which rounds? "), 20_000) // longer than a frame
	reply, err := p.Ask(t.Context(), question)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(reply.First.Whole(), bytes.Repeat(question, 3)) || string(reply.Second.Whole()) != "beside" {
		t.Errorf("%d and %q", len(reply.First), reply.Second)
	}
}

func TestAskingFailsPlainly(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		answer Answer
		change func(*Place)
		want   error
	}{
		"another program or ledger": {echo, func(p *Place) { p.Hello = "parley 2, a ledger" }, ErrOther},
		"it fails":                  {func(context.Context, []byte, io.Writer, io.Writer) error { return errors.New("no") }, nil, ErrUnanswered},
		"it panics":                 {func(context.Context, []byte, io.Writer, io.Writer) error { panic("no") }, nil, ErrUnanswered},
		"too much": {func(_ context.Context, _ []byte, first, _ io.Writer) error {
			_, err := first.Write(make([]byte, 2<<20))
			return err
		}, nil, ErrUnanswered},
		"half an answer": {func(_ context.Context, _ []byte, first, _ io.Writer) error {
			_, _ = first.Write([]byte("half"))
			return errors.New("no")
		}, nil, ErrUnanswered},
		"nobody": {echo, func(p *Place) { p.Path += "x" }, ErrNobody},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := at(t)
			served(t, p, c.answer)
			if c.change != nil {
				c.change(&p)
			}
			if reply, err := p.Ask(t.Context(), []byte("which rounds?")); !errors.Is(err, c.want) || reply != nil {
				t.Errorf("%v, %v", reply, err)
			}
		})
	}
}

// Whoever listens in the place of a resident and says what he likes, or nothing, costs no more than time.
func TestWhoAsksIsNotAtTheMercyOfWhoListens(t *testing.T) {
	t.Parallel()
	for name, said := range map[string]string{
		"nothing":            "",
		"another language":   "HTTP/1.1 200 OK\r\n\r\n",
		"a frame too long":   "r\xff\xff\xff\xff",
		"an unknown frame":   "r\x00\x00\x00\x00?\x00\x00\x00\x00",
		"an end too early":   "r\x00\x00\x00\x00o\x10\x00\x00\x00half",
		"a receipt, no more": "r\x00\x00\x00\x00",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := at(t)
			p.Limits.Hello, p.Silence = 20*time.Millisecond, 20*time.Millisecond // that run out here
			l, err := net.Listen("unix", p.Path)
			if err != nil {
				t.Fatal(err)
			}
			done := make(chan struct{})
			t.Cleanup(func() { _ = l.Close(); <-done })
			go func() {
				defer close(done)
				c, err := l.Accept()
				if err != nil {
					return
				}
				defer func() { _ = c.Close() }()
				_, _ = bufio.NewReader(c).ReadString('\n')
				_, _ = c.Write([]byte(said))
				if !strings.HasPrefix(name, "an end") {
					_, _ = c.Read(make([]byte, 1)) // until the other side has had enough
				}
			}()
			if reply, err := p.Ask(t.Context(), []byte("which rounds?")); !errors.Is(err, ErrUnanswered) || reply != nil {
				t.Errorf("%v, %v", reply, err)
			}
		})
	}
}

// Whoever asks nonsense, or nothing, is let go, and the next is answered.
func TestWhoListensIsNotAtTheMercyOfWhoAsks(t *testing.T) {
	t.Parallel()
	p := at(t)
	served(t, p, echo)
	for name, said := range map[string]string{"no line": "which", "no JSON": "which?\n", "a long line": strings.Repeat("w", 1<<12), "no hello": "{}\n"} {
		c, err := net.Dial("unix", p.Path)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = c.Write([]byte(said))
		if u := c.(*net.UnixConn); strings.HasPrefix(name, "no line") {
			_ = u.CloseWrite()
		}
		if answer, _ := io.ReadAll(c); bytes.Contains(answer, []byte("beside")) {
			t.Errorf("%s: answered with %q", name, answer)
		}
		_ = c.Close()
	}
	if _, err := p.Ask(t.Context(), []byte("which rounds?")); err != nil {
		t.Error(err)
	}
}

func TestASocketIsTakenOnce(t *testing.T) {
	t.Parallel()
	p := at(t)
	left, err := net.ListenUnix("unix", &net.UnixAddr{Name: p.Path, Net: "unix"}) // as one that was killed leaves it
	if err != nil {
		t.Fatal(err)
	}
	left.SetUnlinkOnClose(false)
	_ = left.Close()
	if _, err := p.Ask(t.Context(), nil); !errors.Is(err, ErrNobody) {
		t.Errorf("one that was killed: %v", err)
	}
	served(t, p, echo)
	if _, err := Listen(p, echo, slog.New(slog.DiscardHandler)); !errors.Is(err, ErrTaken) {
		t.Errorf("a second one: %v", err)
	}
	if _, err := p.Ask(t.Context(), []byte("which rounds?")); err != nil {
		t.Error(err)
	}
	for path, most := range map[string]os.FileMode{p.Path: 0o600, filepath.Dir(p.Path): 0o700} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm()&^most != 0 {
			t.Errorf("%s: %v, %v", path, info.Mode(), err)
		}
	}
}

// What is no socket is left alone, and so is a folder that others may write to.
func TestPlacesThatWillNotDo(t *testing.T) {
	t.Parallel()
	p := at(t)
	if err := os.WriteFile(p.Path, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Listen(p, echo, nil); err == nil {
		t.Error("a file was taken for a socket")
	}
	if data, err := os.ReadFile(p.Path); err != nil || string(data) != "mine" {
		t.Errorf("%q, %v", data, err)
	}
	open := at(t)
	if err := os.Chmod(filepath.Dir(open.Path), 0o777); err != nil {
		t.Fatal(err)
	}
	if _, err := Listen(open, echo, nil); err == nil {
		t.Error("listens where others may put a socket of theirs")
	}
	if _, err := open.Ask(t.Context(), nil); !errors.Is(err, ErrNobody) {
		t.Errorf("asks there: %v", err)
	}
}

func TestSocketFor(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("XDG_RUNTIME_DIR", "/run/user/1")
	if got := SocketFor("/v/case.db.views", "case.db"); got != "/v/case.db.views/resident.sock" {
		t.Errorf("in its folder: %s", got)
	}
	long := SocketFor(filepath.Join(dir, strings.Repeat("v", 100)), "one")
	if filepath.Dir(filepath.Dir(long)) != "/run/user/1" || long == SocketFor("", "another") || long != SocketFor("", "one") {
		t.Errorf("by a hash of what it is about: %s", long)
	}
}

// A question that is given up does not wait for its answer.
func TestAskingCanBeGivenUp(t *testing.T) {
	t.Parallel()
	p := at(t)
	ctx, stop := context.WithCancelCause(t.Context())
	why := errors.New("interrupted")
	served(t, p, func(_ context.Context, _ []byte, _, _ io.Writer) error {
		stop(why)
		return nil
	})
	_, err := p.Ask(ctx, nil)
	if err != nil && !errors.Is(err, why) {
		t.Error(err)
	}
}
