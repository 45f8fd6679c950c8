package main

import (
	"bytes"
	"context"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"github.com/parley-desk/parley/cmd/parley/inorder"
	"github.com/parley-desk/parley/language"
)

// parseOptions are the flags of `parley parse`.
type parseOptions struct {
	conllu string
	json   bool
	out    string
	jobs   int
}

func newParseCommand(c console) *cobra.Command {
	var o parseOptions
	cmd := &cobra.Command{
		Use:   "parse [FILE|FOLDER|-]… | --conllu IN",
		Short: "Print sentences, tokens, tags, trees and names as CoNLL-U",
		Long: `Annotates text: sentences, tokens, lemmas, parts of speech (UPOS, XPOS), features,
dependencies, and names in MISC (Entity=B-PER, I-ORG, B-LOC, B-MISC).

With --conllu the tokens and sentences are those given; their tags, heads and names are
made anew, and comments, ranges, empty nodes and other MISC fields are kept.`,
		Example: `  parley parse report.txt
  echo "Talks resumed on Friday." | parley parse -
  parley parse --conllu given.conllu > annotated.conllu
  parley parse --json report.txt         one sentence a line`,
		RunE: func(cmd *cobra.Command, args []string) error { return o.run(cmd.Context(), c, args) },
	}
	f := cmd.Flags()
	f.SortFlags = false
	f.StringVar(&o.conllu, "conllu", "", "annotate the tokens of the CoNLL-U file `IN` (- is standard input)")
	f.BoolVar(&o.json, "json", false, "print JSON Lines, one sentence a line")
	f.StringVarP(&o.out, "out", "o", "", "write to `FILE` instead of standard output; it appears when all is parsed")
	f.IntVarP(&o.jobs, "jobs", "j", runtime.GOMAXPROCS(0), "texts to parse at once")
	return cmd
}

func (o *parseOptions) check(args []string) error {
	switch {
	case o.conllu == "" && len(args) == 0:
		return usageFault("nothing to parse: name a FILE, - for standard input, or --conllu IN")
	case o.conllu != "" && len(args) > 0:
		return usageFault("--conllu takes one file and no others: leave out %s", args[0])
	case o.jobs < 1:
		return usageFault("--jobs %d: give at least 1", o.jobs)
	case stdinTwice(args):
		return usageFault("- is named twice: standard input can be read once")
	}
	return nil
}

func (o *parseOptions) run(ctx context.Context, c console, args []string) error {
	if err := o.check(args); err != nil {
		return err
	}
	engine, err := language.Load()
	if err != nil {
		return &failure{badData, err.Error(), err}
	}
	out, err := newOutput(o.out, c.out)
	if err != nil {
		return err
	}
	defer out.abandon()
	p := &parsing{options: o, engine: engine, out: out}
	in := &intake{paths: args, stdin: c.in}
	if o.conllu != "" {
		in = &intake{paths: []string{o.conllu}, stdin: c.in}
	}
	p.tally.start(c, in, o.out != "")
	defer p.tally.stop()
	if o.conllu != "" {
		return p.given(ctx, in)
	}
	return p.texts(ctx, in)
}

// parsing is one run of `parley parse`.
type parsing struct {
	options *parseOptions
	engine  *language.Engine
	out     *output
	tally   tally
}

// texts parses whole texts.
func (p *parsing) texts(ctx context.Context, in *intake) error {
	line := inorder.Line[item]{
		Jobs: p.options.jobs, Window: 8 * p.options.jobs, Bytes: inFlight,
		Source: func(put func(func(*item) (int64, bool)) bool) { in.source(put) },
		Work: func() func(*item) {
			w := p.engine.NewWorker()
			return func(it *item) {
				it.err = guarded(func() error { return p.text(w, it) })
			}
		},
		Emit: p.emit,
		Idle: p.out.Flush,
	}
	return p.ended(line.Run(ctx))
}

// text annotates one text and lays it out.
func (p *parsing) text(w *language.Worker, it *item) error {
	report, err := it.report()
	it.id = report.ID
	if err != nil {
		return err
	}
	doc := w.Split(report.Text)
	annotate(w, doc)
	if p.options.json {
		it.out = appendSentences(it.out[:0], report.ID, doc)
		return nil
	}
	out := bytes.NewBuffer(it.out[:0])
	out.WriteString("# newdoc id = " + strings.Join(strings.Fields(report.ID), " ") + "\n")
	err = p.engine.WriteCoNLLU(out, doc, nil)
	it.out = out.Bytes()
	return err
}

// annotate lays tags, trees and names over the sentences of a text.
func annotate(w *language.Worker, doc *language.Doc) {
	for s := range doc.Sentences {
		w.Tag(doc, s)
		w.FindNames(doc, s)
		w.Parse(doc, s)
	}
}

// emit counts a finished text and writes it.
func (p *parsing) emit(it *item) error {
	p.tally.count(it, true)
	return p.write(it)
}

func (p *parsing) write(it *item) error {
	if it.err == nil { // what could not be parsed was counted, and has nothing to write
		if _, err := p.out.Write(it.out); err != nil {
			return outputFault(p.out.path, err)
		}
	}
	return nil
}

// ended makes the output whole and gives the verdict.
func (p *parsing) ended(err error) error {
	if err != nil {
		_ = p.out.Flush()
		return p.tally.ended(err)
	}
	if err := p.out.finish(); err != nil {
		return err
	}
	p.tally.stop()
	return p.tally.verdict()
}
