package resident

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"sync"
	"sync/atomic"
	"time"
)

// Answer answers a question in two streams. Where it fails, whoever asked does without.
type Answer func(ctx context.Context, question []byte, first, second io.Writer) error

// Resident listens at a place.
type Resident struct {
	place    Place
	answer   Answer
	log      *slog.Logger
	listener *net.UnixListener
	unlock   func()
	rested   func()       // see Rested; nil: nothing
	answered atomic.Int64 // questions so far
	busy     atomic.Int64 // questions now
}

// Listen takes a place, which nobody else may have: else the error is ErrTaken. A
// socket that a resident left behind when it was killed is cleared away. Who may ask
// is who may open the socket: its owner.
func Listen(p Place, answer Answer, log *slog.Logger) (*Resident, error) {
	if err := guard(p.Path); err != nil {
		return nil, err
	}
	unlock, err := lock(p.Path + ".lock")
	if err != nil {
		return nil, err
	}
	r := &Resident{place: p, answer: answer, log: log, unlock: unlock}
	if r.listener, err = bind(p.Path); err != nil {
		unlock()
		return nil, err
	}
	return r, nil
}

// bind makes the socket, in place of one that was left behind: whoever has the lock may.
func bind(path string) (*net.UnixListener, error) {
	if info, err := os.Lstat(path); err == nil {
		if info.Mode().Type() != os.ModeSocket {
			return nil, fmt.Errorf("resident: %s is there and is no socket: take it away", path)
		}
		if err := os.Remove(path); err != nil {
			return nil, err
		}
	}
	listener, err := net.ListenUnix("unix", &net.UnixAddr{Name: path, Net: "unix"})
	if err != nil {
		return nil, err
	}
	if err := os.Chmod(path, 0o600); err != nil { // its folder kept others out until now
		return nil, errors.Join(err, listener.Close())
	}
	return listener, nil
}

// Answered is how many questions were answered so far, and Busy how many are being answered.
func (r *Resident) Answered() int64 { return r.answered.Load() }

// Busy is how many questions are being answered now.
func (r *Resident) Busy() int64 { return r.busy.Load() }

// Rested has do called when a question is answered and no other is being answered. It is called before Serve.
func (r *Resident) Rested(do func()) { r.rested = do }

// Serve answers until the context ends, lets those that are being answered finish,
// and leaves no socket behind. It is called once.
func (r *Resident) Serve(ctx context.Context) error {
	defer r.unlock()
	defer context.AfterFunc(ctx, func() { _ = r.listener.Close() })()
	var answering sync.WaitGroup
	defer answering.Wait()
	for {
		c, err := r.listener.AcceptUnix()
		switch {
		case ctx.Err() != nil:
			return nil
		case errors.Is(err, net.ErrClosed):
			return err
		case err != nil: // too many files are open, say: that passes
			r.log.Error("a question could not be taken", "error", err)
			if !waited(ctx, r.place.Limits.Connect) {
				return nil
			}
			continue
		case r.busy.Load() >= int64(r.place.Crowd):
			_ = c.Close() // whoever asks does without
			continue
		}
		r.busy.Add(1)
		answering.Go(func() {
			r.meet(ctx, c)
			if r.busy.Add(-1) == 0 && r.rested != nil {
				r.rested()
			}
		})
	}
}

// waited waits for a while; false where the context ended first.
func waited(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// meet answers one question.
func (r *Resident) meet(ctx context.Context, c *net.UnixConn) {
	defer func() { _ = c.Close() }()
	if !ofUs(c) {
		return
	}
	_ = c.SetDeadline(time.Now().Add(r.place.Limits.Hello))
	line, err := bufio.NewReaderSize(io.LimitReader(c, int64(r.place.Question)), 1<<12).ReadBytes('\n')
	if err != nil {
		return // no whole question
	}
	var q asked
	if err := json.Unmarshal(line, &q); err != nil || q.Hello != r.place.Hello {
		_ = writeFrame(c, refused, []byte("another program, or another ledger"))
		return
	}
	if writeFrame(c, received, nil) != nil {
		return
	}
	r.tell(ctx, c, q.Question)
}

// tell makes the answer and sends it as it is made.
func (r *Resident) tell(ctx context.Context, c *net.UnixConn, question []byte) {
	out := &frames{c: c, silence: r.place.Silence}
	stop := out.beat()
	err := func() (err error) {
		defer func() {
			if v := recover(); v != nil {
				err = fmt.Errorf("panic: %v", v)
			}
		}()
		return r.answer(ctx, question, stream{out, first}, stream{out, second})
	}()
	stop()
	r.answered.Add(1)
	if err != nil {
		if !errors.Is(err, errGone) {
			r.log.Warn("a question is left to whoever asked it", "error", err)
		}
		_ = out.write(refused, []byte(err.Error()))
		return
	}
	_ = out.write(done, nil)
}

// frames writes the frames of one answer.
type frames struct {
	mu      sync.Mutex
	c       *net.UnixConn
	silence time.Duration
	gone    bool
}

// errGone is the error of an answer that nobody takes any more.
var errGone = errors.New("resident: whoever asked has gone")

func (f *frames) write(letter byte, body []byte) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.gone {
		return errGone
	}
	_ = f.c.SetWriteDeadline(time.Now().Add(f.silence))
	if err := writeFrame(f.c, letter, body[:min(len(body), mostFrame)]); err != nil {
		f.gone = true
		return errors.Join(errGone, err)
	}
	return nil
}

// beat says now and then that the answer is being made, until it is stopped.
func (f *frames) beat() (stop func()) {
	ticker, ended, over := time.NewTicker(f.silence/4), make(chan struct{}), make(chan struct{})
	go func() {
		defer close(over)
		for {
			select {
			case <-ticker.C:
				_ = f.write(working, nil)
			case <-ended:
				return
			}
		}
	}()
	return func() {
		ticker.Stop()
		close(ended)
		<-over
	}
}

// stream is one of the two streams of an answer.
type stream struct {
	to     *frames
	letter byte
}

// Write sends bytes of the stream.
func (s stream) Write(b []byte) (n int, err error) {
	for n < len(b) {
		part := b[n:min(len(b), n+mostFrame)]
		if err := s.to.write(s.letter, part); err != nil {
			return n, err
		}
		n += len(part)
	}
	return n, nil
}
