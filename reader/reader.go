// Package reader turns a report into its record: the claims it makes, each
// with its words. It is pure: no clock, no network, no state from report to report.
//
// The engine of package language lays sentences, tokens, tags, names and trees
// over the untouched text; then the stages (see stages.go and package draft) lay
// theirs, one after the other, up to the claims.
package reader

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/knowledge"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/confidence"
	"github.com/parley-desk/parley/reader/draft"
	"github.com/parley-desk/parley/reader/lexicon"
)

// Reader reads reports. It holds only weights, lexicons and knowledge: safe for many goroutines.
type Reader struct {
	base     *knowledge.Base
	stages   []draft.Stage
	language *languageCheck
	lemmas   lemmas
	triggers map[string]bool
	parseAll bool
	model    *confidence.Model
	workers  sync.Pool // of *language.Worker, which keep scratch space from text to text
}

// Options say with what a reader reads.
type Options struct {
	// Overlay is a folder whose files add to or override the lexicons (lexicon/en/NAME.txt) and the facts
	// (knowledge/NAME.tsv), or replace the weights of what is worth entering (weights/worth.tsv); empty for none.
	Overlay string
	// ParseAll parses every sentence, not only those in which something may be claimed.
	ParseAll bool
	// Priors leaves the claims the confidences that their rules gave them, uncalibrated.
	Priors bool
	// RulesOnly reads without the trained models of attributions and of what is worth entering (see language/model/README.md).
	RulesOnly bool
}

// New makes a reader. It fails on a lexicon or a fact that breaks its rules, naming file and line.
func New(o Options) (*Reader, error) {
	var engine *language.Engine
	var engineErr error
	var loading sync.WaitGroup
	loading.Go(func() { engine, engineErr = language.Load() })
	base, err := Knowledge(o.Overlay)
	loading.Wait()
	if err = errors.Join(engineErr, err); err != nil {
		return nil, err
	}
	lex, err := lexicon.Open("en", o.Overlay)
	if err != nil {
		return nil, err
	}
	r := &Reader{base: base, parseAll: o.ParseAll, workers: sync.Pool{New: func() any { return engine.NewWorker() }}}
	if r.language, err = newLanguageCheck(lex); err != nil {
		return nil, err
	}
	if r.lemmas, err = loadLemmas(lex); err != nil {
		return nil, err
	}
	if r.stages, err = makeStages(lex, base, makersOf(o)); err != nil {
		return nil, err
	}
	r.triggers = triggersOf(r.stages)
	if r.model = new(confidence.Model); !o.Priors {
		if r.model, err = confidence.Learned(); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// Knowledge loads the facts with those of the overlay's folder "knowledge", where it has one;
// no overlay where it is empty. Errors name file, line and rule.
func Knowledge(overlay string) (*knowledge.Base, error) {
	if overlay == "" {
		return knowledge.Load()
	}
	if _, err := os.Stat(overlay); err != nil {
		return nil, fmt.Errorf("reader: the folder of lexicons and facts: %w", err)
	}
	dir := filepath.Join(overlay, "knowledge")
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		return knowledge.Load()
	}
	return knowledge.LoadWith(dir)
}

// Read makes the record of a report. The only errors are *Unreadable: the text
// cannot be read. The same report gives the same record, byte for byte.
func (r *Reader) Read(report claim.Report) (*claim.Record, error) {
	d, err := r.draft(report)
	if err != nil {
		return nil, err
	}
	rec := record(d)
	r.model.Apply(rec, report.Text)
	return rec, nil
}

// Explained is a record with the reasons for what its names of places were resolved to.
type Explained struct {
	Record *claim.Record
	Places []knowledge.Explanation // of Record.Places[i]
	About  []knowledge.About       // the countries that the report is about
}

// Explain reads a report as Read does and tells why its places were resolved as they were.
func (r *Reader) Explain(report claim.Report) (*Explained, error) {
	d, err := r.draft(report)
	if err != nil {
		return nil, err
	}
	e := &Explained{Record: record(d)}
	e.Places, e.About = r.base.Explain(d.Asked.Mentions, d.Asked.Context)
	return e, nil
}

// Base is the knowledge that the reader reads with.
func (r *Reader) Base() *knowledge.Base { return r.base }

// draft reads a report up to the last stage.
func (r *Reader) draft(report claim.Report) (*draft.Draft, error) {
	d, err := r.parsed(report)
	if err != nil {
		return nil, err
	}
	last := len(r.stages) - 1
	r.run(d, r.stages[:last])
	r.readTitle(d)
	r.run(d, r.stages[last:])
	return d, nil
}

// parsed lays over a report all that the engine gives.
func (r *Reader) parsed(report claim.Report) (*draft.Draft, error) {
	if bad := r.language.check(report.Text); bad != nil {
		return nil, bad
	}
	d := draft.New(report, r.annotate(report.Text))
	r.want(d)
	r.parse(d)
	return d, nil
}

// Before reads a report's text up to the stage that comes before a named one, for
// the training of that stage. Errors as of Read, and where no stage has the name.
func (r *Reader) Before(stage string, report claim.Report) (*draft.Draft, error) {
	at := slices.IndexFunc(r.stages, func(s draft.Stage) bool { return s.Name == stage })
	if at < 0 {
		return nil, fmt.Errorf("reader: no stage is called %q", stage)
	}
	d, err := r.parsed(report)
	if err != nil {
		return nil, err
	}
	r.run(d, r.stages[:at])
	return d, nil
}

// run runs stages over a draft.
func (r *Reader) run(d *draft.Draft, stages []draft.Stage) {
	for _, s := range stages {
		s.Run(d)
	}
}

// annotate lays sentences, tokens, tags and names over a text.
func (r *Reader) annotate(text string) *language.Doc {
	w := r.workers.Get().(*language.Worker)
	defer r.workers.Put(w)
	doc := w.Split(text)
	cutDatelines(doc, r.base.IsPlace)
	for s := range doc.Sentences {
		tagApart(w, doc, s)
		w.FindNames(doc, s)
	}
	r.lemmas.mend(doc)
	return doc
}

// parse lays trees over the wanted sentences.
func (r *Reader) parse(d *draft.Draft) {
	w := r.workers.Get().(*language.Worker)
	defer r.workers.Put(w)
	for s, wanted := range d.Wanted {
		if wanted {
			parseApart(w, d.Doc, s)
			mend(d.Doc, d.Doc.Sentences[s])
		}
	}
	d.Grow()
}
