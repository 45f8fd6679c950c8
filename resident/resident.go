// Package resident lets a process that holds something open answer questions of
// other processes of the same user on the same machine, over a Unix socket. What
// is asked and answered is bytes to it. Whoever asks can do without: where nobody
// answers, or not in time, or too much, or somebody else, the error says so and
// nothing is lost but milliseconds.
//
// A question is one line of JSON and its answer a row of frames: a letter, the
// length (four bytes, little endian), and so many bytes. The answer counts when its
// last frame has come.
package resident

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"time"
)

// Errors of asking.
var (
	// ErrNobody is the error where nobody listens.
	ErrNobody = errors.New("resident: nobody is there")
	// ErrOther is the error where another program answers, or for something else.
	ErrOther = errors.New("resident: it is of another program, or of something else")
	// ErrUnanswered is the error where no whole answer came, or it says to do without.
	ErrUnanswered = errors.New("resident: it does not answer")
	// ErrTaken is the error of listening where another resident does.
	ErrTaken = errors.New("resident: another one listens already")
)

// Limits bound what the two sides take of one another.
type Limits struct {
	Connect  time.Duration // for being let in
	Hello    time.Duration // for a question to come, and for its receipt
	Silence  time.Duration // between two frames of an answer, which come also while it is made
	Whole    time.Duration // for a whole answer
	Question int           // bytes
	Answer   int64         // bytes
	Crowd    int           // who are answered at once
}

// Usual are limits that will do.
var Usual = Limits{Connect: 100 * time.Millisecond, Hello: 2 * time.Second, Silence: 5 * time.Second, Whole: 5 * time.Minute, Question: 64 << 10, Answer: 1 << 30, Crowd: 64}

// The letters of frames.
const (
	received = 'r' // the question is taken: the answer is being made
	working  = 'w' // it still is
	first    = 'o' // bytes of the first stream of the answer
	second   = 'e' // of the second
	done     = 'd' // the answer is whole
	refused  = 'x' // there is none: do without
)

// mostFrame is how long a frame may be, in bytes.
const mostFrame = 1 << 18

// asked is the line of a question.
type asked struct {
	Hello    string `json:"hello"` // who asks whom: see Place
	Question []byte `json:"question"`
}

// writeFrame writes one frame at once.
func writeFrame(w io.Writer, letter byte, body []byte) error {
	head := binary.LittleEndian.AppendUint32([]byte{letter}, uint32(len(body)))
	_, err := (&net.Buffers{head, body}).WriteTo(w)
	return err
}

// readFrame reads one frame.
func readFrame(r io.Reader) (letter byte, body []byte, err error) {
	var head [5]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return 0, nil, err
	}
	size := binary.LittleEndian.Uint32(head[1:])
	if size > mostFrame {
		return 0, nil, fmt.Errorf("%w: a frame of %d bytes", ErrUnanswered, size)
	}
	body = make([]byte, size)
	_, err = io.ReadFull(r, body)
	return head[0], body, err
}
