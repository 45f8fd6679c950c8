package language

import (
	_ "embed" // the weights
	"fmt"
	"strings"
	"sync"

	"github.com/parley-desk/parley/language/internal/lexical"
	"github.com/parley-desk/parley/language/internal/linear"
	"github.com/parley-desk/parley/language/internal/morphology"
	"github.com/parley-desk/parley/language/internal/parsing"
	"github.com/parley-desk/parley/language/internal/splitting"
	"github.com/parley-desk/parley/language/internal/tagging"
)

// The weights, made by go run ./language/train; see model/README.md.
var (
	//go:embed model/lexicon.bin
	lexiconData []byte
	//go:embed model/tags.txt
	tagsData string
	//go:embed model/tagger.bin
	taggerData []byte
	//go:embed model/move.bin
	moveData []byte
	//go:embed model/label.bin
	labelData []byte
)

// Engine annotates text. It holds only weights and tables: safe for use by
// many goroutines at once.
type Engine struct {
	lexicon *lexical.Table
	tags    []tag // the joint tags, by the tagger's class
	tagger  tagging.Tagger
	parser  parsing.Parser

	splitter   *splitting.Splitter
	morphology *morphology.Model
}

type tag struct {
	upos UPOS
	xpos XPOS
}

// Load makes the engine from its embedded weights: some tens of milliseconds,
// about 50 MB. It fails only if the program was built with damaged weights.
func Load() (*Engine, error) {
	e := &Engine{}
	models := []struct {
		data []byte
		to   **linear.Model
	}{{taggerData, &e.tagger.Model}, {moveData, &e.parser.Move}, {labelData, &e.parser.Label}}
	errs := make([]error, len(models))
	var unfolding sync.WaitGroup
	for i, m := range models {
		unfolding.Go(func() { *m.to, errs[i] = linear.Open(m.data) })
	}
	unfolding.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	var err error
	if e.lexicon, err = lexical.Open(lexiconData); err != nil {
		return nil, err
	}
	if e.splitter, err = splitting.New(sentenceData); err != nil {
		return nil, err
	}
	if e.morphology, err = morphology.Open(morphologyData); err != nil {
		return nil, err
	}
	e.tags, err = readTags(tagsData)
	return e, err
}

// readTags reads the joint tags, one a line: "NOUN|NN".
func readTags(data string) ([]tag, error) {
	var tags []tag
	for line := range strings.Lines(data) {
		u, x, _ := strings.Cut(strings.TrimSpace(line), "|")
		upos, ok := ParseUPOS(u)
		xpos, ok2 := ParseXPOS(x)
		if !ok || !ok2 {
			return nil, fmt.Errorf("language: model/tags.txt: %q is no pair of tags", line)
		}
		tags = append(tags, tag{upos, xpos})
	}
	return tags, nil
}

// A Worker annotates one text at a time with an engine, keeping its scratch
// space from text to text. It is not safe for use by two goroutines.
type Worker struct {
	engine  *Engine
	words   []tagging.Word
	classes []uint8
	nodes   []parsing.Word
	tagging tagging.Scratch
	parsing parsing.Scratch
	splitScratch
	lemmaScratch
}

// NewWorker makes a worker.
func (e *Engine) NewWorker() *Worker { return &Worker{engine: e} }

// Tag fills UPOS, XPOS and Lemma of the tokens of sentence s.
func (w *Worker) Tag(d *Doc, s int) {
	tokens := d.tokens(s)
	w.tag(tokens)
	for i := range tokens {
		t := w.engine.tags[w.classes[i]]
		tokens[i].UPOS, tokens[i].XPOS = t.upos, t.xpos
	}
	w.lemmatise(tokens)
}

// tag fills w.words and w.classes.
func (w *Worker) tag(tokens []Token) {
	w.words = w.words[:0]
	for i := range tokens {
		w.words = append(w.words, tagging.Look(w.engine.lexicon, tokens[i].Form, tokens[i].Lower))
	}
	if cap(w.classes) < len(tokens) {
		w.classes = make([]uint8, 2*len(tokens))
	}
	w.classes = w.classes[:len(tokens)]
	w.engine.tagger.Tag(w.words, w.classes, &w.tagging)
}

// Parse tags sentence s, unless it has been tagged by the call before, and
// fills Head and Rel of its tokens.
func (w *Worker) Parse(d *Doc, s int) {
	tokens := d.tokens(s)
	if len(tokens) == 0 {
		return
	}
	w.see(tokens)
	w.engine.parser.Parse(w.nodes, nil, &w.parsing)
	first := d.Sentences[s].First
	for i := range tokens {
		tokens[i].Head, tokens[i].Rel = Root, RootRel
		if head := w.parsing.State.Head(i); head >= 0 {
			tokens[i].Head, tokens[i].Rel = first+head, Relation(w.parsing.State.Rel(i))
		}
	}
	d.Sentences[s].Parsed = true
}

// see fills w.nodes with what the parser sees of tagged tokens.
func (w *Worker) see(tokens []Token) {
	w.nodes = w.nodes[:0]
	for i := range tokens {
		t := &tokens[i]
		word := tagging.Look(w.engine.lexicon, t.Form, t.Lower)
		w.nodes = append(w.nodes, tagging.Parseable(word, w.engine.class(t.UPOS, t.XPOS), uint8(t.UPOS)))
	}
	w.nodes = append(w.nodes, parsing.Word{})[:len(tokens)] // room for the root
}

// class is the joint class of a pair of tags, 255 for a pair that the tagger never gives.
func (e *Engine) class(u UPOS, x XPOS) uint8 {
	for i, t := range e.tags {
		if t.upos == u && t.xpos == x {
			return uint8(i)
		}
	}
	return 255
}

// tokens are the tokens of sentence s.
func (d *Doc) tokens(s int) []Token {
	return d.Tokens[d.Sentences[s].First:d.Sentences[s].End]
}

// FindNames appends the names of a tagged sentence to d.Names.
func (w *Worker) FindNames(d *Doc, s int) {}
