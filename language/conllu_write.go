package language

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/parley-desk/parley/language/internal/morphology"
)

// WriteCoNLLU writes the sentences of d with their tags, features, heads and
// names (MISC Entity=B-PER, I-ORG, B-LOC, B-MISC). With blocks, one for each
// sentence, their ids, forms, comments, ranges, empty nodes, DEPS and other
// MISC fields are kept; with none, sentences are numbered and contractions
// written as ranges.
func (e *Engine) WriteCoNLLU(out io.Writer, d *Doc, blocks []*Block) error {
	if blocks != nil && len(blocks) != len(d.Sentences) {
		return fmt.Errorf("conllu: %d blocks for %d sentences: make the Doc with DocOf(blocks)", len(blocks), len(d.Sentences))
	}
	w := rowWriter{engine: e, doc: d, out: bufio.NewWriterSize(out, 1<<16), entities: entityTags(d)}
	for s := range d.Sentences {
		if blocks == nil {
			w.sentence(s)
		} else if err := w.block(blocks[s], s); err != nil {
			return err
		}
		w.out.WriteByte('\n')
	}
	return w.out.Flush() // keeps the first error of all writes
}

// entityTags gives for each token its MISC Entity, "" where it is in no name.
func entityTags(d *Doc) []string {
	tags := make([]string, len(d.Tokens))
	for _, n := range d.Names {
		for i := n.First; i < n.End; i++ {
			tags[i] = insideTags[n.Kind]
		}
		tags[n.First] = beginTags[n.Kind]
	}
	return tags
}

var (
	beginTags  = [...]string{"", "Entity=B-PER", "Entity=B-ORG", "Entity=B-LOC", "Entity=B-MISC", "Entity=B-MISC"}
	insideTags = [...]string{"", "Entity=I-PER", "Entity=I-ORG", "Entity=I-LOC", "Entity=I-MISC", "Entity=I-MISC"}
)

type rowWriter struct {
	engine   *Engine
	doc      *Doc
	out      *bufio.Writer
	entities []string
	first    int // token of the sentence that is being written
	words    []morphology.Word
}

// begin prepares for the rows of sentence s.
func (w *rowWriter) begin(s int) Sentence {
	bounds := w.doc.Sentences[s]
	w.first, w.words = int(bounds.First), appendWords(w.words[:0], w.doc, bounds)
	return bounds
}

// block writes a sentence over the rows that it was read from.
func (w *rowWriter) block(b *Block, s int) error {
	bounds := w.begin(s)
	i := w.first
	if n := int(bounds.End) - i; n != b.Words() {
		return fmt.Errorf("conllu: the sentence at line %d has %d words, the Doc %d: make the Doc with DocOf(blocks)", b.Line, b.Words(), n)
	}
	for _, c := range b.Comments {
		w.out.WriteString(c)
		w.out.WriteByte('\n')
	}
	for r := range b.Rows {
		row := &b.Rows[r]
		if !row.IsWord() {
			w.columns(row.ID, row.Form, row.Lemma, row.UPOS, row.XPOS, row.Feats, row.Head, row.Deprel, row.Deps, row.Misc)
			continue
		}
		w.word(i, row.ID, row.Form, row.Deps, withEntity(row.Misc, w.entities[i]))
		i++
	}
	return nil
}

// sentence writes a sentence of plain text.
func (w *rowWriter) sentence(s int) {
	d, bounds := w.doc, w.begin(s)
	if s == 0 || bounds.Paragraph != d.Sentences[s-1].Paragraph {
		w.out.WriteString("# newpar\n")
	}
	w.out.WriteString("# sent_id = " + strconv.Itoa(s+1) + "\n# text = ")
	w.out.WriteString(strings.Join(strings.Fields(d.Words(int(bounds.First), int(bounds.End))), " "))
	w.out.WriteByte('\n')
	until := bounds.First // end of the latest range
	for i := bounds.First; i < bounds.End; i++ {
		if end := w.contraction(i, bounds.End); end > i+1 && i >= until {
			w.rangeRow(int(i), int(end))
			until = end
		}
		misc := "_"
		if !d.Tokens[i].SpaceAfter && i >= until && i+1 < int32(len(d.Tokens)) {
			misc = "SpaceAfter=No"
		}
		w.word(int(i), strconv.Itoa(int(i-bounds.First)+1), d.Tokens[i].Form, "_", withEntity(misc, w.entities[i]))
	}
}

// contraction gives the end of the words from token i on that are written as
// one ("do" + "n't"), i+1 where the token stands alone.
func (w *rowWriter) contraction(i, end int32) int32 {
	tokens := w.doc.Tokens
	next := i + 1
	for next < end && tokens[next-1].End == tokens[next].Start {
		possessive := tokens[next].Lower == "'" && tokens[next].XPOS == TagPOS
		if !possessive && !w.engine.splitter.Contracts(tokens[next-1].Lower, tokens[next].Lower) {
			break
		}
		next++
	}
	return next
}

func (w *rowWriter) rangeRow(i, end int) {
	misc := "_"
	if !w.doc.Tokens[end-1].SpaceAfter {
		misc = "SpaceAfter=No"
	}
	id := strconv.Itoa(i-w.first+1) + "-" + strconv.Itoa(end-w.first)
	w.columns(id, w.doc.Words(i, end), "_", "_", "_", "_", "_", "_", "_", misc)
}

func (w *rowWriter) word(i int, id, form, deps, misc string) {
	t := &w.doc.Tokens[i]
	lemma := t.Lemma
	if lemma == "" {
		lemma = "_"
	}
	w.columns(id, form, lemma, t.UPOS.String(), t.XPOS.String(), w.feats(i), w.head(i), t.Rel.String(), deps, misc)
}

// feats are the features of a tagged token; they are truer where its
// sentence has been parsed, for verbs agree with their subjects.
func (w *rowWriter) feats(i int) string {
	if w.doc.Tokens[i].UPOS == NoUPOS {
		return "_"
	}
	return w.engine.morphology.Feats(w.words, i-w.first)
}

func (w *rowWriter) head(i int) string {
	switch h := w.doc.Tokens[i].Head; h {
	case Unparsed:
		return "_"
	case Root:
		return "0"
	default:
		return strconv.Itoa(int(h) - w.first + 1)
	}
}

func (w *rowWriter) columns(c ...string) {
	for i, text := range c {
		if i > 0 {
			w.out.WriteByte('\t')
		}
		w.out.WriteString(text)
	}
	w.out.WriteByte('\n')
}

// withEntity puts a tag into a MISC column, in place of any Entity there.
func withEntity(misc, tag string) string {
	if tag == "" && !strings.Contains(misc, "Entity=") {
		return misc
	}
	var kept []string
	for field := range strings.SplitSeq(misc, "|") {
		if field != "_" && !strings.HasPrefix(field, "Entity=") {
			kept = append(kept, field)
		}
	}
	if tag != "" {
		kept = append([]string{tag}, kept...)
	}
	if len(kept) == 0 {
		return "_"
	}
	return strings.Join(kept, "|")
}
