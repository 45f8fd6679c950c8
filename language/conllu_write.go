package language

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
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
}

// block writes a sentence over the rows that it was read from.
func (w *rowWriter) block(b *Block, s int) error {
	i := int(w.doc.Sentences[s].First)
	if n := int(w.doc.Sentences[s].End) - i; n != b.Words() {
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
	d, bounds := w.doc, w.doc.Sentences[s]
	if s == 0 || bounds.Paragraph != d.Sentences[s-1].Paragraph {
		w.out.WriteString("# newpar\n")
	}
	w.out.WriteString("# sent_id = " + strconv.Itoa(s+1) + "\n# text = ")
	w.out.WriteString(strings.Join(strings.Fields(d.Words(int(bounds.First), int(bounds.End))), " "))
	w.out.WriteByte('\n')
	until := bounds.First // end of the latest range
	for i := bounds.First; i < bounds.End; i++ {
		if end := d.contraction(i, bounds.End); end > i+1 && i >= until {
			w.rangeRow(int(i), int(end), int(bounds.First))
			until = end
		}
		misc := "_"
		if !d.Tokens[i].SpaceAfter && i >= until && i+1 < int32(len(d.Tokens)) {
			misc = "SpaceAfter=No"
		}
		w.word(int(i), strconv.Itoa(int(i-bounds.First)+1), d.Tokens[i].Form, "_", withEntity(misc, w.entities[i]))
	}
}

func (w *rowWriter) rangeRow(i, end, first int) {
	misc := "_"
	if !w.doc.Tokens[end-1].SpaceAfter {
		misc = "SpaceAfter=No"
	}
	id := strconv.Itoa(i-first+1) + "-" + strconv.Itoa(end-first)
	w.columns(id, w.doc.Words(i, end), "_", "_", "_", "_", "_", "_", "_", misc)
}

func (w *rowWriter) word(i int, id, form, deps, misc string) {
	t := &w.doc.Tokens[i]
	lemma := t.Lemma
	if lemma == "" {
		lemma = "_"
	}
	w.columns(id, form, lemma, t.UPOS.String(), t.XPOS.String(), w.engine.Feats(w.doc, i), w.head(i), t.Rel.String(), deps, misc)
}

func (w *rowWriter) head(i int) string {
	switch h := w.doc.Tokens[i].Head; h {
	case Unparsed:
		return "_"
	case Root:
		return "0"
	default:
		first := w.doc.Sentences[w.doc.SentenceOf(i)].First
		return strconv.Itoa(int(h-first) + 1)
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
