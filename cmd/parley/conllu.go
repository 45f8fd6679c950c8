package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"strings"

	"github.com/parley-desk/parley/cmd/parley/inorder"
	"github.com/parley-desk/parley/language"
)

// batch is some sentences of a CoNLL-U file on their way.
type batch struct {
	item
	blocks []*language.Block
}

// A batch ends before the first new document after so many sentences, or at the latest after many.
const (
	enoughSentences = 64
	mostSentences   = 512
)

// given annotates the tokens of a CoNLL-U file.
func (p *parsing) given(ctx context.Context, in *intake) error {
	name, stream, err := p.openGiven(in)
	if err != nil {
		return err
	}
	defer stream.Close()
	var broken error // the first: what cannot be read is the file, not one of many reports
	source := &batches{name: name}
	line := inorder.Line[batch]{
		Jobs: p.options.jobs, Window: 4 * p.options.jobs, Bytes: inFlight,
		Source: func(put func(func(*batch) (int64, bool)) bool) { source.read(counted{stream, in}, put) },
		Work: func() func(*batch) {
			w := p.engine.NewWorker()
			return func(b *batch) {
				if b.err == nil {
					b.err = guarded(func() error { return p.batch(w, b) })
				}
			}
		},
		Emit: func(b *batch) error {
			if b.err != nil && broken == nil {
				broken = b.err
			}
			return p.write(&b.item)
		},
		Idle: p.out.Flush,
	}
	if err := p.ended(line.Run(ctx)); err != nil {
		return err
	}
	return broken
}

func (p *parsing) openGiven(in *intake) (name string, stream io.ReadCloser, err error) {
	if p.options.conllu == "-" {
		return "standard input", io.NopCloser(in.stdin), nil
	}
	file, err := os.Open(p.options.conllu)
	if err != nil {
		return "", nil, fileFault(p.options.conllu, err)
	}
	return p.options.conllu, file, nil
}

// counted tells an intake what is read of a stream.
type counted struct {
	io.Reader
	in *intake
}

func (c counted) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.in.read.Add(int64(n))
	return n, err
}

// batches cuts a CoNLL-U file into batches.
type batches struct {
	name string
	next []*language.Block
}

// read puts batches on the line; the first line that is not CoNLL-U ends them with an error.
func (s *batches) read(stream io.Reader, put func(func(*batch) (int64, bool)) bool) {
	for block, err := range language.ReadCoNLLU(stream) {
		if err != nil {
			if s.flush(put) {
				put(func(b *batch) (int64, bool) {
					*b = batch{item: item{source: s.name, err: &failure{badCoNLLU, s.name + ": " + err.Error(), err}}}
					return 0, true
				})
			}
			return
		}
		full := len(s.next) >= mostSentences || len(s.next) >= enoughSentences && startsDocument(block)
		if full && !s.flush(put) {
			return
		}
		s.next = append(s.next, block)
	}
	s.flush(put)
}

func startsDocument(b *language.Block) bool {
	for _, c := range b.Comments {
		if strings.HasPrefix(strings.TrimSpace(c[1:]), "newdoc") {
			return true
		}
	}
	return false
}

// flush puts what has gathered on the line.
func (s *batches) flush(put func(func(*batch) (int64, bool)) bool) bool {
	if len(s.next) == 0 {
		return true
	}
	return put(func(b *batch) (int64, bool) {
		b.reset()
		b.source, b.blocks = s.name, s.next
		s.next = nil
		return weigh(b.blocks), true
	})
}

// rowBytes is about what a row takes of memory beside its text.
const rowBytes = 300

func weigh(blocks []*language.Block) (bytes int64) {
	for _, b := range blocks {
		bytes += int64(len(b.Rows)) * rowBytes
	}
	return bytes
}

// batch annotates one batch and lays it out.
func (p *parsing) batch(w *language.Worker, b *batch) error {
	doc := language.DocOf(b.blocks)
	annotate(w, doc)
	if p.options.json {
		b.out = appendSentences(b.out[:0], b.source, doc)
		return nil
	}
	out := bytes.NewBuffer(b.out[:0])
	err := p.engine.WriteCoNLLU(out, doc, b.blocks)
	b.out = out.Bytes()
	return err
}
