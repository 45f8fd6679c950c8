package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/ledger"
)

// authorVariable names the environment variable that says who decides.
const authorVariable = "PARLEY_AUTHOR"

// decideOptions are the flags that all decisions have.
type decideOptions struct {
	ledger, caseID, author, reason string
	everyCase, json                bool
}

func (o *decideOptions) flags(cmd *cobra.Command) {
	f := cmd.PersistentFlags()
	f.SortFlags = false
	f.StringVarP(&o.caseID, "case", "c", "", "`id` of the case (needed where the ledger has several)")
	f.BoolVar(&o.everyCase, "every-case", false, "let the decision hold in every case")
	f.StringVar(&o.reason, "reason", "", "why: `words` that others will read")
	f.StringVar(&o.author, "author", "", "`who` decides (or "+authorVariable+")")
	f.BoolVar(&o.json, "json", false, "print JSON")
	f.StringVar(&o.ledger, "ledger", "", "the ledger: `sqlite:FILE` or postgres://… (or "+ledgerVariable+"; else a file in your data folder)")
}

func newDecideCommand(c console) *cobra.Command {
	o := &decideOptions{}
	cmd := &cobra.Command{
		Use:   "decide",
		Short: "Decide as an analyst: reject, correct, add, merge, split, side, grade, score, note, include, exclude, undo",
		Long: `Keeps what you decide, with your name, reason and time. Nothing is overwritten: undo
takes a decision back, and may itself be undone. Decisions hold on to the words they are
about, so that reading again with a newer reader loses none.

A CLAIM is written REPORT#CLAIM, as --cite full prints it under every view; of REPORT
its unique ending will do.`,
		Example: `  parley decide reject five-dead#figure-97-115 --reason "counts houses, not people"
  parley decide correct five-dead#figure-97-115 --set '{"value":6,"low":6,"high":6}' --reason "six in the text"
  parley decide add five-dead --kind figure --words "four women" --set '{"measure":"killed","value":4}' --reason missed
  parley decide merge A#event-1-9 B#event-20-31 --reason "one shelling, two datelines"
  parley decide grade B2 --outlet "Example Wire" --reason "own correspondent on the spot"
  parley decide undo 3f9a2c41d0b7 --reason "read again"
  parley decide list
  parley decide agreement`,
	}
	o.flags(cmd)
	for _, d := range deciders {
		cmd.AddCommand(newDeciderCommand(c, o, d))
	}
	cmd.AddCommand(newDecideLoadCommand(c, o), newDecideListCommand(c, o), newDecideAgreementCommand(c, o))
	return cmd
}

// decider is a kind of decision as a command.
type decider struct {
	kind       claim.DecisionKind
	use, short string
	args       cobra.PositionalArgs
	flags      func(*cobra.Command, *details)
	fill       func(ctx context.Context, l *ledger.Ledger, d *claim.Decision, args []string, more *details) error
}

// details are the flags of single kinds.
type details struct {
	set, kind, words, actor, outlet string
	title                           bool
}

var deciders = []decider{
	{claim.DecideReject, "reject CLAIM", "The claim is not in the text", cobra.ExactArgs(1), nil, anchored},
	{claim.DecideCorrect, "correct CLAIM --set JSON", "The claim reads otherwise", cobra.ExactArgs(1), setFlag, corrected},
	{claim.DecideAdd, "add REPORT --kind KIND --words WORDS --set JSON", "Add a claim that the reader missed", cobra.ExactArgs(1), addFlags, added},
	{claim.DecideMerge, "merge CLAIM CLAIM…", "These tell of one incident", cobra.MinimumNArgs(2), nil, anchored},
	{claim.DecideSplit, "split CLAIM CLAIM…", "These tell of different incidents", cobra.MinimumNArgs(2), nil, anchored},
	{claim.DecideSide, "side ACTOR [SIDE]", "The actor stands on that side, or on none", cobra.RangeArgs(1, 2), nil, sided},
	{claim.DecideGrade, "grade GRADE --outlet NAME | --actor ID", "Grade a source: A to F, 1 to 6 (Admiralty)", cobra.ExactArgs(1), gradeFlags, graded},
	{claim.DecideScore, "score CLAIM 0-3", "How far a commitment is kept (Peace Accords Matrix)", cobra.ExactArgs(2), nil, scored},
	{claim.DecideNote, "note [CLAIM]…", "Keep a note (--reason)", cobra.ArbitraryArgs, nil, anchored},
	{claim.DecideInclude, "include REPORT", "The report belongs to the case", cobra.ExactArgs(1), nil, ofReport},
	{claim.DecideExclude, "exclude REPORT", "The report does not belong to the case", cobra.ExactArgs(1), nil, ofReport},
	{claim.DecideUndo, "undo DECISION", "Take a decision back", cobra.ExactArgs(1), nil, undone},
}

func setFlag(cmd *cobra.Command, more *details) {
	cmd.Flags().StringVar(&more.set, "set", "", "the fields that read otherwise, as a `JSON` object; null takes one away")
}

func addFlags(cmd *cobra.Command, more *details) {
	setFlag(cmd, more)
	cmd.Flags().StringVar(&more.kind, "kind", "", "`kind` of the claim")
	cmd.Flags().StringVar(&more.words, "words", "", "the `words` of the report that state it")
	cmd.Flags().BoolVar(&more.title, "title", false, "the words stand in the title")
}

func gradeFlags(cmd *cobra.Command, more *details) {
	cmd.Flags().StringVar(&more.outlet, "outlet", "", "`name` of the outlet")
	cmd.Flags().StringVar(&more.actor, "actor", "", "`id` of the source")
}

func newDeciderCommand(c console, o *decideOptions, kind decider) *cobra.Command {
	more := &details{}
	cmd := &cobra.Command{
		Use: kind.use, Short: kind.short, Args: kind.args,
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.withLedger(cmd.Context(), func(l *ledger.Ledger) error {
				d, err := o.begin(kind.kind)
				if err != nil {
					return err
				}
				if err := kind.fill(cmd.Context(), l, d, args, more); err != nil {
					return err
				}
				return o.keep(cmd.Context(), c, l, d)
			})
		},
	}
	if kind.flags != nil {
		kind.flags(cmd, more)
	}
	return cmd
}

func (o *decideOptions) withLedger(ctx context.Context, do func(*ledger.Ledger) error) error {
	return withLedger(ctx, o.ledger, ledgerOptions(ledger.Options{}), func(l *ledger.Ledger) error {
		if o.everyCase {
			o.caseID = ""
		} else if err := settleCase(ctx, l, &o.caseID); err != nil {
			return err
		}
		return do(l)
	})
}

// begin makes a decision of what every one has.
func (o *decideOptions) begin(kind claim.DecisionKind) (*claim.Decision, error) {
	author := o.author
	if author == "" {
		author = os.Getenv(authorVariable)
	}
	switch {
	case author == "":
		return nil, usageFault("who decides? Give --author, or set %s", authorVariable)
	case o.reason == "":
		return nil, usageFault("why? Give --reason: whoever reads the view can ask")
	}
	return &claim.Decision{Case: o.caseID, Kind: kind, Author: author, At: time.Now().UTC().Format(time.RFC3339), Reason: o.reason}, nil
}

// idLength is how many digits of its hash name a decision.
const idLength = 12

// keep names the decision by what it says and keeps it.
func (o *decideOptions) keep(ctx context.Context, c console, l *ledger.Ledger, d *claim.Decision) error {
	data, err := d.AppendJSON(nil)
	if err != nil {
		return usageFault("%v", err)
	}
	sum := sha256.Sum256(data)
	d.ID = hex.EncodeToString(sum[:])[:idLength]
	if err := d.Validate(); err != nil {
		return usageFault("the decision does not hold together: %v", err)
	}
	if err := l.Decide(ctx, *d); err != nil {
		return err
	}
	if o.json {
		return printJSON(c, d)
	}
	_, err = fmt.Fprintf(c.out, "%s  %s; take it back with: parley decide undo %s\n", d.ID, d.Kind, d.ID)
	return err
}

// anchored finds the claims that a decision is about.
func anchored(ctx context.Context, l *ledger.Ledger, d *claim.Decision, args []string, _ *details) error {
	for _, arg := range args {
		a, _, err := anchorOf(ctx, l, d.Case, arg)
		if err != nil {
			return err
		}
		d.Of = append(d.Of, a)
	}
	return nil
}

func corrected(ctx context.Context, l *ledger.Ledger, d *claim.Decision, args []string, more *details) error {
	a, was, err := anchorOf(ctx, l, d.Case, args[0])
	if err != nil {
		return err
	}
	d.Of, d.Set = []claim.Anchor{a}, json.RawMessage(more.set)
	if !json.Valid(d.Set) {
		return usageFault("--set %q is no JSON object: write it as '{\"value\":6}'", more.set)
	}
	if _, err := was.Corrected(d.Set); err != nil {
		return usageFault("so corrected, the claim breaks its rules: %v", err)
	}
	return nil
}

func sided(_ context.Context, _ *ledger.Ledger, d *claim.Decision, args []string, _ *details) error {
	d.Actor = args[0]
	if len(args) == 2 {
		d.Side = args[1]
	}
	return nil
}

func graded(_ context.Context, _ *ledger.Ledger, d *claim.Decision, args []string, more *details) error {
	d.Grade, d.Actor, d.Outlet = args[0], more.actor, more.outlet
	return nil
}

func scored(ctx context.Context, l *ledger.Ledger, d *claim.Decision, args []string, more *details) error {
	n, err := strconv.Atoi(args[1])
	if err != nil {
		return usageFault("a score is 0, 1, 2 or 3, not %q", args[1])
	}
	d.Score = &n
	return anchored(ctx, l, d, args[:1], more)
}

func ofReport(ctx context.Context, l *ledger.Ledger, d *claim.Decision, args []string, _ *details) error {
	e, err := reportOf(ctx, l, "", args[0])
	if err != nil {
		return err
	}
	d.Report = e.Identity
	return nil
}

func undone(ctx context.Context, l *ledger.Ledger, d *claim.Decision, args []string, _ *details) error {
	all, err := l.Decisions(ctx, "", 0)
	if err != nil {
		return err
	}
	for _, o := range all {
		if o.ID == args[0] {
			d.Undo, d.Case = o.ID, o.Case
			return nil
		}
	}
	return usageFault("there is no decision %q: parley decide list shows those there are", args[0])
}

// added makes the claim that the reader missed.
func added(ctx context.Context, l *ledger.Ledger, d *claim.Decision, args []string, more *details) error {
	e, err := reportOf(ctx, l, d.Case, args[0])
	if err != nil {
		return err
	}
	report, err := e.Report()
	if err != nil {
		return err
	}
	record, err := e.Record()
	if err != nil {
		return err
	}
	fresh := claim.Claim{ID: "added", Kind: claim.Kind(more.kind), Polarity: claim.Positive, Certainty: claim.Asserted, Tense: claim.Past, Confidence: 1, Rule: "analyst", Body: claim.NewBody(claim.Kind(more.kind))}
	if fresh.Body == nil {
		return usageFault("--kind %q is none of %v", more.kind, claim.Kinds)
	}
	text := report.Text
	if more.title {
		text, fresh.In = report.Title, "title"
	}
	before, _, found := strings.Cut(text, more.words)
	if !found || more.words == "" {
		return usageFault("the words %q do not stand in the report: copy them as they are", more.words)
	}
	fresh.Span = claim.Span{Start: len([]rune(before)), End: len([]rune(before)) + len([]rune(more.words))}
	fresh.Sentence = sentenceAround(record, fresh)
	whole, err := fresh.Corrected(json.RawMessage(withSpans(more.set, fresh)))
	if err != nil {
		return usageFault("with --set %s the claim breaks its rules: %v", more.set, err)
	}
	d.Claim = whole
	d.Of = []claim.Anchor{{Report: e.Identity, SHA256: record.Report.SHA256, Kind: fresh.Kind, In: fresh.In, Span: fresh.Span, Words: strings.Join(strings.Fields(more.words), " ")}}
	return nil
}
