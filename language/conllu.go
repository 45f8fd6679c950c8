package language

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"
)

// Row is one line of a CoNLL-U sentence, its ten columns as written
// (universaldependencies.org/format.html). It is a word ("4"), a range that
// spells several words in one ("2-3") or an empty node ("8.1").
type Row struct {
	ID, Form, Lemma, UPOS, XPOS, Feats, Head, Deprel, Deps, Misc string
}

// IsWord tells a word from a range and from an empty node.
func (r *Row) IsWord() bool {
	return strings.IndexByte(r.ID, '-') < 0 && strings.IndexByte(r.ID, '.') < 0
}

// Field gives the value of key in the MISC column: Field("SpaceAfter") is "No".
func (r *Row) Field(key string) (value string, found bool) {
	for field := range strings.SplitSeq(r.Misc, "|") {
		if k, v, ok := strings.Cut(field, "="); ok && k == key {
			return v, true
		}
	}
	return "", false
}

// Block is one sentence of a CoNLL-U file.
type Block struct {
	Line     int      // where it begins, counted from 1
	Comments []string // as written, with their "#"
	Rows     []Row    // words, ranges and empty nodes in the order of the file
}

// Words counts the words, without ranges and empty nodes.
func (b *Block) Words() int {
	n := 0
	for i := range b.Rows {
		if b.Rows[i].IsWord() {
			n++
		}
	}
	return n
}

// Comment gives the value of a comment of the form "# key = value".
func (b *Block) Comment(key string) (value string, found bool) {
	for _, c := range b.Comments {
		k, v, _ := strings.Cut(c[1:], "=")
		if strings.TrimSpace(k) == key {
			return strings.TrimSpace(v), true
		}
	}
	return "", false
}

// What a CoNLL-U file may ask of memory: the longest line of the English
// treebanks has 3,000 bytes, the longest sentence 200 words.
const (
	maxLine      = 1 << 20
	maxBlockRows = 20_000
	maxComments  = 10_000
)

// ReadCoNLLU reads a CoNLL-U file sentence by sentence, holding no more than
// one. It ends with the first error, which names the line and what to do.
func ReadCoNLLU(in io.Reader) iter.Seq2[*Block, error] {
	return func(yield func(*Block, error) bool) {
		r := blockReader{in: bufio.NewReaderSize(in, 1<<16)}
		for {
			b, err := r.next()
			if errors.Is(err, io.EOF) && b == nil {
				return
			}
			if err != nil {
				yield(nil, err)
				return
			}
			if !yield(b, nil) {
				return
			}
		}
	}
}

type blockReader struct {
	in   *bufio.Reader
	line int
	long []byte // a line that does not fit in the buffer of in
}

// next gives the next sentence, or nil and io.EOF after the last.
func (r *blockReader) next() (*Block, error) {
	b := &Block{}
	ids := idCheck{}
	for {
		text, err := r.read()
		if err != nil {
			if errors.Is(err, io.EOF) && len(b.Rows) > 0 {
				return b, ids.complete(r.line)
			}
			return nil, err
		}
		switch {
		case strings.TrimSpace(text) == "":
			if len(b.Rows) > 0 {
				return b, ids.complete(r.line)
			}
		case text[0] == '#':
			err = b.addComment(text, r.line)
		default:
			err = b.addRow(text, r.line, &ids)
		}
		if err != nil {
			return nil, err
		}
	}
}

// read gives a line without its end.
func (r *blockReader) read() (string, error) {
	r.long = r.long[:0]
	for {
		part, err := r.in.ReadSlice('\n')
		r.long = append(r.long, part...)
		if len(r.long) > maxLine {
			return "", lineError(r.line+1, "the line is longer than a megabyte: is this a CoNLL-U file? Give plain text to `parley parse FILE` without --conllu")
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if err != nil && (!errors.Is(err, io.EOF) || len(r.long) == 0) {
			return "", err
		}
		r.line++
		return string(bytes.TrimRight(r.long, "\r\n")), nil
	}
}

func (b *Block) begin(line int) {
	if b.Line == 0 {
		b.Line = line
	}
}

func (b *Block) addComment(text string, line int) error {
	b.begin(line)
	if len(b.Rows) > 0 {
		return lineError(line, "a comment stands among the words: put comments before the first word, or an empty line between sentences")
	}
	if len(b.Comments) == maxComments {
		return lineError(line, "more than %d comments before one sentence: take some out", maxComments)
	}
	b.Comments = append(b.Comments, text)
	return nil
}

func (b *Block) addRow(text string, line int, ids *idCheck) error {
	b.begin(line)
	if n := strings.Count(text, "\t") + 1; n != 10 {
		return lineError(line, `%d columns where CoNLL-U has 10: part them by single tabs and write "_" where one is empty`, n)
	}
	if len(b.Rows) == maxBlockRows {
		return lineError(line, "a sentence of more than %d lines: put an empty line between sentences", maxBlockRows)
	}
	var c [10]string
	rest := text
	for i := range c {
		c[i], rest, _ = strings.Cut(rest, "\t")
		if c[i] == "" {
			return lineError(line, `column %d (%s) is empty: write "_"`, i+1, columnNames[i])
		}
	}
	if err := ids.add(c[0], line); err != nil {
		return err
	}
	b.Rows = append(b.Rows, Row{c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7], c[8], c[9]})
	return nil
}

var columnNames = [10]string{"ID", "FORM", "LEMMA", "UPOS", "XPOS", "FEATS", "HEAD", "DEPREL", "DEPS", "MISC"}

// idCheck holds the words of a sentence to the order 1, 2, 3….
type idCheck struct {
	words int // so far
	until int // last word of the latest range
}

func (c *idCheck) add(id string, line int) error {
	if whole, _, empty := strings.Cut(id, "."); empty {
		if whole != strconv.Itoa(c.words) {
			return lineError(line, "the empty node %q does not follow word %s: give it the number of the word before it", id, whole)
		}
		return nil
	}
	from, to, isRange := strings.Cut(id, "-")
	if from != strconv.Itoa(c.words+1) {
		return lineError(line, "the id %q where %d is due: number the words of a sentence 1, 2, 3… and put an empty line between sentences", id, c.words+1)
	}
	if !isRange {
		c.words++
		return nil
	}
	last, err := strconv.Atoi(to)
	if err != nil || last <= c.words || last > c.words+maxBlockRows || c.words < c.until {
		return lineError(line, "the range %q does not span words that follow it: write first-last, as in 2-3, before word 2", id)
	}
	c.until = last
	return nil
}

// complete tells whether all words of the latest range came.
func (c *idCheck) complete(line int) error {
	if c.words < c.until {
		return lineError(line, "the sentence ends at word %d within a range that runs to %d: add its words or take out the range", c.words, c.until)
	}
	return nil
}

func lineError(line int, format string, values ...any) error {
	return fmt.Errorf("conllu: line %d: "+format, append([]any{line}, values...)...)
}
