package language

import (
	"strconv"
	"strings"
)

// DocOf lays the words of blocks out as a Doc, a sentence for each block: the
// text is made of the forms and their SpaceAfter, paragraphs begin at
// "# newpar" and "# newdoc". Lemmas, tags and heads are filled where the
// block has ones that this package knows.
func DocOf(blocks []*Block) *Doc {
	l := layout{doc: &Doc{}}
	for _, b := range blocks {
		l.add(b)
	}
	l.doc.Text = l.text.String()
	return l.doc
}

type layout struct {
	doc       *Doc
	text      strings.Builder
	paragraph int32
	first     int32  // token of the sentence being laid out
	gap       string // before the next sentence
}

func (l *layout) add(b *Block) {
	if b.StartsParagraph() && len(l.doc.Tokens) > 0 {
		l.paragraph++
		l.gap = "\n\n"
	}
	l.text.WriteString(l.gap)
	l.gap = ""
	l.first = int32(len(l.doc.Tokens))
	for i := 0; i < len(b.Rows); i++ {
		switch row := &b.Rows[i]; {
		case strings.IndexByte(row.ID, '-') >= 0:
			i = l.addRange(b, i)
		case row.IsWord():
			start := l.text.Len()
			l.text.WriteString(row.Form)
			l.addWord(row, start, l.text.Len())
			l.space(row)
		}
	}
	l.doc.Sentences = append(l.doc.Sentences, Sentence{
		First: l.first, End: int32(len(l.doc.Tokens)), Paragraph: l.paragraph, Parsed: l.parsed(),
	})
}

// StartsParagraph tells whether the comments of a sentence begin a paragraph or document.
func (b *Block) StartsParagraph() bool {
	for _, c := range b.Comments {
		c = strings.TrimSpace(c[1:])
		if strings.HasPrefix(c, "newpar") && !strings.HasPrefix(c, "newpar_") || strings.HasPrefix(c, "newdoc") {
			return true
		}
	}
	return false
}

// addRange adds the words of the range at b.Rows[at] and gives the row of its
// last. The text has the range as written; words that do not spell it out
// ("dunno": do, n't, know) all span the whole of it.
func (l *layout) addRange(b *Block, at int) int {
	whole := &b.Rows[at]
	start := l.text.Len()
	l.text.WriteString(whole.Form)
	end := l.text.Len()
	_, to, _ := strings.Cut(whole.ID, "-")
	last := at + 1
	var spelt strings.Builder
	for ; last < len(b.Rows); last++ {
		spelt.WriteString(b.Rows[last].Form)
		if b.Rows[last].ID == to {
			l.addParts(b.Rows[at+1:last+1], start, end, spelt.String() == whole.Form)
			break
		}
	}
	l.space(whole)
	return last
}

func (l *layout) addParts(rows []Row, start, end int, spelt bool) {
	for i := range rows {
		if !rows[i].IsWord() {
			continue
		}
		stop := end
		if spelt {
			stop = start + len(rows[i].Form)
		}
		l.addWord(&rows[i], start, stop)
		if spelt {
			start = stop
		}
	}
}

func (l *layout) addWord(row *Row, start, end int) {
	t := Token{Start: int32(start), End: int32(end), Form: row.Form, Lower: lowerForm(row.Form), Head: Unparsed}
	if row.Lemma != "_" || row.Form == "_" {
		t.Lemma = row.Lemma
	}
	t.UPOS, _ = ParseUPOS(row.UPOS)
	t.XPOS, _ = ParseXPOS(row.XPOS)
	t.Rel, _ = ParseRelation(row.Deprel)
	if head, err := strconv.ParseUint(row.Head, 10, 16); err == nil {
		t.Head = l.first + int32(head) - 1
		if head == 0 {
			t.Head = Root
		}
	}
	l.doc.Tokens = append(l.doc.Tokens, t)
}

// space ends a written word: with a space, unless its row says otherwise.
func (l *layout) space(row *Row) {
	if v, _ := row.Field("SpaceAfter"); v == "No" {
		return
	}
	l.doc.Tokens[len(l.doc.Tokens)-1].SpaceAfter = true
	l.text.WriteByte(' ')
}

// parsed checks the heads of the latest sentence and takes them out if one
// lies outside of it.
func (l *layout) parsed() bool {
	tokens := l.doc.Tokens[l.first:]
	end := l.first + int32(len(tokens))
	for i := range tokens {
		if h := tokens[i].Head; h == Unparsed || h >= end {
			for j := range tokens {
				tokens[j].Head, tokens[j].Rel = Unparsed, NoRelation
			}
			return false
		}
	}
	return len(tokens) > 0
}
