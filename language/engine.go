package language

import (
	_ "embed" // the weights
	"fmt"
	"strings"
	"sync"

	"github.com/parley-desk/parley/language/internal/lexical"
	"github.com/parley-desk/parley/language/internal/linear"
	"github.com/parley-desk/parley/language/internal/morphology"
	"github.com/parley-desk/parley/language/internal/naming"
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
	//go:embed model/back_move.bin
	backMoveData []byte
	//go:embed model/back_label.bin
	backLabelData []byte
)

// Engine annotates text. It holds only weights and tables: safe for use by
// many goroutines at once.
type Engine struct {
	lexicon *lexical.Table
	tags    []tag                                 // the joint tags, by the tagger's class
	classes [len(uposNames)][len(xposNames)]uint8 // the class of a joint tag, noClass where the tagger never gives it
	tagger  tagging.Tagger
	parser  parsing.Stack

	splitter   *splitting.Splitter
	morphology *morphology.Model
	names      *naming.Model
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
	}{{taggerData, &e.tagger.Model}, {moveData, &e.parser.Forward.Move}, {labelData, &e.parser.Forward.Label},
		{backMoveData, &e.parser.Backward.Move}, {backLabelData, &e.parser.Backward.Label}}
	errs := make([]error, len(models)+1)
	var unfolding sync.WaitGroup
	unfolding.Go(func() { e.names, errs[len(models)] = naming.Open(nameData) })
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
	return e, e.readTags(tagsData)
}

// noClass is the class of a pair of tags that the tagger never gives.
const noClass = 255

// readTags reads the joint tags, one a line: "NOUN|NN".
func (e *Engine) readTags(data string) error {
	for u := range e.classes {
		for x := range e.classes[u] {
			e.classes[u][x] = noClass
		}
	}
	for line := range strings.Lines(data) {
		u, x, _ := strings.Cut(strings.TrimSpace(line), "|")
		upos, ok := ParseUPOS(u)
		xpos, ok2 := ParseXPOS(x)
		if !ok || !ok2 {
			return fmt.Errorf("language: model/tags.txt: %q is no pair of tags", line)
		}
		e.classes[upos][xpos] = uint8(len(e.tags))
		e.tags = append(e.tags, tag{upos, xpos})
	}
	return nil
}

// A Worker annotates one text at a time with an engine, keeping its scratch
// space from text to text. It is not safe for use by two goroutines.
type Worker struct {
	engine  *Engine
	doc     *Doc           // whose tokens words were looked up for
	words   []tagging.Word // by token of doc; a zero Hash where not yet looked up
	classes []uint8
	nodes   []parsing.Word
	tagging tagging.Scratch
	parsing parsing.StackScratch
	splitScratch
	lemmaScratch
	nameScratch
}

// NewWorker makes a worker.
func (e *Engine) NewWorker() *Worker { return &Worker{engine: e} }

// Tag fills UPOS, XPOS, Lemma and Ordinary of the tokens of sentence s.
func (w *Worker) Tag(d *Doc, s int) {
	tokens := d.tokens(s)
	if cap(w.classes) < len(tokens) {
		w.classes = make([]uint8, 2*len(tokens))
	}
	w.classes = w.classes[:len(tokens)]
	words := w.look(d, s)
	w.engine.tagger.Tag(words, w.classes, &w.tagging)
	w.settle(tokens, words)
}

// Forget lets the worker look up anew the words of the document that it tagged last, whose forms were changed since.
func (w *Worker) Forget() { w.doc = nil }

// settle gives tokens the tags of the worker's classes.
func (w *Worker) settle(tokens []Token, words []tagging.Word) {
	for i := range tokens {
		t := w.engine.tags[w.classes[i]]
		tokens[i].UPOS, tokens[i].XPOS, tokens[i].Ordinary = t.upos, t.xpos, words[i].Entry.Common()
	}
	w.lemmatise(tokens)
}

// look gives what the lexicon knows of the words of sentence s, looked up once a document.
func (w *Worker) look(d *Doc, s int) []tagging.Word {
	if w.doc != d {
		w.doc = d
		w.words = append(w.words[:0], make([]tagging.Word, len(d.Tokens))...)
	}
	first, end := d.Sentences[s].First, d.Sentences[s].End
	for i := first; i < end; i++ {
		if w.words[i].Hash == 0 {
			form, lower := d.Tokens[i].Form, d.Tokens[i].Lower
			switch form { // the models hardly met square brackets: "Hezbollah [the Lebanese group] said"
			case "[":
				form, lower = "(", "("
			case "]":
				form, lower = ")", ")"
			}
			w.words[i] = tagging.Look(w.engine.lexicon, form, lower)
		}
	}
	return w.words[first:end]
}

// Parse fills Head and Rel of the tokens of sentence s, which must have been
// tagged. Tags of a sentence that would have no verb otherwise, or nobody to tell what is told, may change, and those of deeds.
func (w *Worker) Parse(d *Doc, s int) {
	if d.Sentences[s].First == d.Sentences[s].End {
		return
	}
	w.deeds(d, s)
	w.wholes(d, s)
	w.pasts(d, s)
	w.said(d, s)
	w.parse(d, s)
	w.secondLook(d, s)
	w.tellings(d, s)
	w.finiteAttributes(d, s)
	d.Sentences[s].Parsed = true
}

func (w *Worker) parse(d *Doc, s int) {
	tokens := d.tokens(s)
	w.nodes = w.nodes[:0]
	for i, word := range w.look(d, s) {
		t := &tokens[i]
		w.nodes = append(w.nodes, tagging.Parseable(word, w.engine.classes[t.UPOS][t.XPOS], uint8(t.UPOS)))
	}
	w.nodes = append(w.nodes, parsing.Word{})[:len(tokens)] // room for the root
	w.engine.parser.Parse(w.nodes, &w.parsing)
	first := d.Sentences[s].First
	for i := range tokens {
		tokens[i].Head, tokens[i].Rel = Root, RootRel
		if head := w.parsing.State.Head(i); head >= 0 {
			tokens[i].Head, tokens[i].Rel = first+head, Relation(w.parsing.State.Rel(i))
		}
	}
}

// tokens are the tokens of sentence s.
func (d *Doc) tokens(s int) []Token {
	return d.Tokens[d.Sentences[s].First:d.Sentences[s].End]
}
