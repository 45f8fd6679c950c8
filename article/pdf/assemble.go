package pdf

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// document reads the pages and puts their lines together.
func (f *file) document() (*Document, error) {
	leaves := f.pages()
	if len(leaves) == 0 {
		return nil, &Fault{Code: Damaged, Message: "no page of the PDF file can be found: open it and print it to a new PDF file"}
	}
	d := &Document{Count: len(leaves), Author: f.info("Author"), Created: dayOf(f.info("CreationDate"))}
	var pages [][]line
	for _, l := range leaves[:min(len(leaves), f.limits.Pages)] {
		all := ordered(lines(f.pieces(l)))
		if f.steps <= 0 || f.bytes <= 0 {
			break
		}
		pages = append(pages, all)
	}
	if d.Read = len(pages); d.Read == 0 {
		return nil, &Fault{Code: TooLong, Message: "the first page of the PDF file already asks for more than any real one: print it to a new PDF file"}
	}
	if fault := legible(pages); fault != nil {
		return nil, fault
	}
	d.Title = titleOf(pages[0], bodySize(pages), f.info("Title"))
	assemble(d, undressed(pages))
	if strings.TrimSpace(d.Text) == "" {
		return nil, scan()
	}
	return d, nil
}

func scan() *Fault {
	return &Fault{Code: Scan, Message: "the PDF file holds pictures of pages and no text: run it through text recognition first, for example with ocrmypdf"}
}

// legible is a fault where there is no text, or most of it is letters that nothing tells.
func legible(pages [][]line) *Fault {
	letters, lost := 0, 0
	for _, all := range pages {
		for _, l := range all {
			for _, c := range l.text {
				if !unicode.IsSpace(c) {
					letters++
				}
				if c == utf8.RuneError || unicode.Is(unicode.Co, c) {
					lost++
				}
			}
		}
	}
	switch {
	case letters < 20*min(len(pages), 5) && letters < 100: // a page number on a scan is no text
		if letters >= 20 && len(pages) == 1 {
			return nil
		}
		return scan()
	case 2*lost > letters:
		return &Fault{Code: Scan, Message: "the fonts of the PDF file do not tell their letters: run it through text recognition first, for example with ocrmypdf --force-ocr"}
	}
	return nil
}

// titleOf is the largest heading of the first page, or what the metadata say if that is no file's name.
func titleOf(first []line, body float64, meta string) string {
	largest := 0.0
	for _, l := range first {
		if l.letters >= 4 && !l.furnitured {
			largest = max(largest, l.size)
		}
	}
	var title []string
	for _, l := range first {
		same := l.size > .97*largest && largest >= 1.15*body
		if same && !l.furnitured && len(title) < 5 {
			title = append(title, l.text)
		} else if len(title) > 0 {
			break
		}
	}
	lower := strings.ToLower(meta)
	if joined := strings.Join(title, " "); joined != "" && len(joined) < 300 {
		return joined
	}
	if strings.Contains(lower, ".doc") || strings.Contains(lower, ".ind") || strings.Contains(lower, "untitled") || !strings.Contains(meta, " ") {
		return ""
	}
	return strings.TrimPrefix(meta, "Microsoft Word - ")
}

// assemble joins lines to paragraphs. Footnotes wait until the paragraph ends that
// goes on over the page's end.
func assemble(d *Document, pages [][]line) {
	size := bodySize(pages)
	w := &writer{vocabulary: map[string]bool{}}
	var sheets []sheet
	for i, all := range pages {
		w.learn(all)
		sheets = append(sheets, notesOff(i+1, all, size))
	}
	var waiting []placed
	for _, s := range sheets {
		for _, l := range columned(s.number, s.body) {
			how := another
			if w.before != nil {
				how = joined(*w.before, l)
			}
			if how == another && len(waiting) > 0 {
				w.notes(waiting)
				waiting = nil
			}
			w.line(l, how)
			w.before = &l
		}
		waiting = append(waiting, columned(s.number, s.notes)...)
	}
	w.notes(waiting)
	d.Text, d.Pages = w.written()
}

// writer gathers lines and writes them with what joins them.
type writer struct {
	items      []item
	before     *placed // the last line of the body
	vocabulary map[string]bool
}

// item is a line as it is written: how it goes on with the one before.
type item struct {
	text string
	page int
	how  join
}

// learn takes the words of a page, to tell compounds from words that were parted.
func (w *writer) learn(all []line) {
	for _, l := range all {
		words := strings.Fields(l.text)
		for i, word := range words {
			if i < len(words)-1 || !hyphenated(word) {
				w.vocabulary[strings.ToLower(strings.Trim(word, `.,;:!?()[]“”‘’"'`))] = true
			}
		}
	}
}

// notes writes footnotes.
func (w *writer) notes(all []placed) {
	for i, l := range all {
		how := another
		if i > 0 && !startsNote(l.text) {
			how = goesOn
		}
		w.line(l, how)
	}
}

func (w *writer) line(l placed, how join) {
	w.items = append(w.items, item{l.text, l.page, how})
}

// between is what stands between a line and the next.
var between = map[join]string{another: "\n\n", row: "\n", goesOn: " "}

// written gives the text, and the pages of its pieces.
func (w *writer) written() (string, []Page) {
	var out strings.Builder
	var pages []Page
	count := 0
	for i, it := range w.items {
		words, glue := it.text, ""
		if i+1 < len(w.items) {
			next := w.items[i+1]
			glue = between[next.how]
			switch {
			case next.how == goesOn && hyphenated(words):
				words, glue = w.mended(words, next.text), ""
			case next.how == goesOn && isRange(words, next.text):
				glue = ""
			}
		}
		if n := len(pages); n == 0 || pages[n-1].Number != it.page {
			pages = append(pages, Page{Number: it.page, Start: count})
		}
		out.WriteString(words)
		count += utf8.RuneCountInString(words)
		pages[len(pages)-1].End = count
		out.WriteString(glue)
		count += len(glue) // it is ASCII
	}
	return out.String(), pages
}

// isRange tells "14-" before "15", and "2024–" before "2025".
func isRange(words, next string) bool {
	before := strings.TrimRight(words, "-–")
	return before != words && before != "" && next != "" && strings.ContainsRune("0123456789", rune(before[len(before)-1])) && strings.ContainsRune("0123456789", rune(next[0]))
}

// mended gives a line that ends in a hyphen as it goes on in the next line: without
// the hyphen, unless it is a compound's own. The text itself decides where
// it has the word once more, or else the list of beginnings that keep theirs.
func (w *writer) mended(words, next string) string {
	bare := strings.TrimSuffix(words, "\u00ad")
	if bare != words {
		return bare // a soft hyphen is nobody's own
	}
	bare = strings.TrimSuffix(words, "-")
	first := lastWord(bare)
	rest, _, _ := strings.Cut(next, " ")
	rest = strings.ToLower(strings.Trim(rest, `.,;:!?()[]“”‘’"'`))
	switch {
	case w.vocabulary[first+rest]:
		return bare
	case w.vocabulary[first+"-"+rest], strings.Contains(first+rest, "-"), compounds()[first], !startsLower(next):
		return words
	}
	return bare
}

func lastWord(text string) string {
	words := strings.Fields(text)
	if len(words) == 0 {
		return ""
	}
	return strings.ToLower(strings.Trim(words[len(words)-1], `.,;:!?()[]“”‘’"'`))
}

// compounds.txt are beginnings of words that keep their hyphen.
//
//go:embed compounds.txt
var compoundList string

var compounds = sync.OnceValue(func() map[string]bool {
	table := map[string]bool{}
	for _, word := range strings.Fields(compoundList) {
		table[word] = true
	}
	return table
})
