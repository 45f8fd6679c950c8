package resident

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"time"
)

// Place is where a resident is, and what it has to be.
type Place struct {
	Path  string // of the socket
	Hello string // the program and what it holds open, in words that differ where one of them does
	Limits
}

// Reply is a whole answer, its streams in the pieces in which they came.
type Reply struct{ First, Second Pieces }

// Pieces are bytes in pieces.
type Pieces [][]byte

// WriteTo writes them, one after another.
func (p Pieces) WriteTo(w io.Writer) (n int64, err error) {
	for _, piece := range p {
		written, err := w.Write(piece)
		if n += int64(written); err != nil {
			return n, err
		}
	}
	return n, nil
}

// Whole gives them in one.
func (p Pieces) Whole() []byte { return slices.Concat(p...) }

// Ask asks the resident of a place. Its errors are ErrNobody, ErrOther or
// ErrUnanswered, with their causes, or the context's.
func (p Place) Ask(ctx context.Context, question []byte) (*Reply, error) {
	if err := guarded(p.Path); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNobody, err)
	}
	ctx, stop := context.WithTimeout(ctx, p.Whole)
	defer stop()
	c, err := (&net.Dialer{Timeout: p.Connect}).DialContext(ctx, "unix", p.Path)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("%w: %w", ErrNobody, err), context.Cause(ctx))
	}
	defer func() { _ = c.Close() }() // whole or not: nothing more is wanted of it
	defer context.AfterFunc(ctx, func() { _ = c.SetDeadline(time.Unix(1, 0)) })()
	if !ofUs(c) {
		return nil, fmt.Errorf("%w: of another user", ErrOther)
	}
	reply, err := p.ask(c, question)
	if cause := context.Cause(ctx); err != nil && cause != nil && !errors.Is(cause, context.DeadlineExceeded) {
		return nil, cause
	}
	return reply, err
}

func (p Place) ask(c net.Conn, question []byte) (*Reply, error) {
	line, err := json.Marshal(asked{p.Hello, question})
	if err != nil {
		return nil, err
	}
	_ = c.SetDeadline(time.Now().Add(p.Limits.Hello))
	if _, err := c.Write(append(line, '\n')); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUnanswered, err)
	}
	from := bufio.NewReaderSize(c, 1<<16)
	letter, body, err := readFrame(from)
	switch {
	case err != nil:
		return nil, fmt.Errorf("%w: %w", ErrUnanswered, err)
	case letter == refused:
		return nil, fmt.Errorf("%w: %s", ErrOther, body)
	case letter != received:
		return nil, fmt.Errorf("%w: a frame %q", ErrUnanswered, letter)
	}
	return p.gather(c, from)
}

// gather takes the frames of an answer until it is whole.
func (p Place) gather(c net.Conn, from *bufio.Reader) (*Reply, error) {
	reply, size := &Reply{}, int64(0)
	for {
		_ = c.SetReadDeadline(time.Now().Add(p.Silence))
		letter, body, err := readFrame(from)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrUnanswered, err)
		}
		if size += int64(len(body)); size > p.Answer {
			return nil, fmt.Errorf("%w: more than %d bytes", ErrUnanswered, p.Answer)
		}
		switch letter {
		case working:
		case first:
			reply.First = append(reply.First, body)
		case second:
			reply.Second = append(reply.Second, body)
		case done:
			return reply, nil
		default:
			return nil, fmt.Errorf("%w: %s", ErrUnanswered, body)
		}
	}
}
