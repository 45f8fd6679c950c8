package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/parley-desk/parley/casebook"
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
		Short: "Decide as an analyst: accept, reject, correct, add, merge, split, side, grade, score, note, include, exclude, undo",
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
	flags      func(*cobra.Command, *casebook.Wish)
	fill       func(w *casebook.Wish, args []string)
}

var deciders = []decider{
	{claim.DecideAccept, "accept CLAIM", "The claim is in the text as it is read", cobra.ExactArgs(1), nil, ofClaims},
	{claim.DecideReject, "reject CLAIM", "The claim is not in the text", cobra.ExactArgs(1), nil, ofClaims},
	{claim.DecideCorrect, "correct CLAIM --set JSON", "The claim reads otherwise", cobra.ExactArgs(1), setFlag, ofClaims},
	{claim.DecideAdd, "add REPORT --kind KIND --words WORDS --set JSON", "Add a claim that the reader missed", cobra.ExactArgs(1), addFlags, ofReport},
	{claim.DecideMerge, "merge CLAIM CLAIM…", "These tell of one incident", cobra.MinimumNArgs(2), nil, ofClaims},
	{claim.DecideSplit, "split CLAIM CLAIM…", "These tell of different incidents", cobra.MinimumNArgs(2), nil, ofClaims},
	{claim.DecideSide, "side ACTOR [SIDE]", "The actor stands on that side, or on none", cobra.RangeArgs(1, 2), nil, func(w *casebook.Wish, args []string) {
		w.Actor, w.Side = args[0], strings.Join(args[1:], "")
	}},
	{claim.DecideGrade, "grade GRADE --outlet NAME | --actor ID", "Grade a source: A to F, 1 to 6 (Admiralty)", cobra.ExactArgs(1), gradeFlags, func(w *casebook.Wish, args []string) { w.Grade = args[0] }},
	{claim.DecideScore, "score CLAIM 0-3", "How far a commitment is kept (Peace Accords Matrix)", cobra.ExactArgs(2), nil, func(w *casebook.Wish, args []string) {
		w.Claims, w.Score = args[:1], args[1]
	}},
	{claim.DecideNote, "note [CLAIM]…", "Keep a note (--reason)", cobra.ArbitraryArgs, privateFlag, ofClaims},
	{claim.DecideInclude, "include REPORT", "The report belongs to the case", cobra.ExactArgs(1), privateFlag, ofReport},
	{claim.DecideExclude, "exclude REPORT", "The report does not belong to the case", cobra.ExactArgs(1), nil, ofReport},
	{claim.DecideUndo, "undo DECISION", "Take a decision back", cobra.ExactArgs(1), nil, func(w *casebook.Wish, args []string) { w.Undo = args[0] }},
}

func ofClaims(w *casebook.Wish, args []string) { w.Claims = args }
func ofReport(w *casebook.Wish, args []string) { w.Report = args[0] }

func setFlag(cmd *cobra.Command, w *casebook.Wish) {
	cmd.Flags().StringVar(&w.Set, "set", "", "the fields that read otherwise, as a `JSON` object; null takes one away")
}

func addFlags(cmd *cobra.Command, w *casebook.Wish) {
	setFlag(cmd, w)
	cmd.Flags().StringVar(&w.ClaimKind, "kind", "", "`kind` of the claim")
	cmd.Flags().StringVar(&w.Words, "words", "", "the `words` of the report that state it")
	cmd.Flags().IntVar(&w.Nth, "nth", 0, "which of the places where the words stand, from 0")
	cmd.Flags().BoolVar(&w.Title, "title", false, "the words stand in the title")
}

func gradeFlags(cmd *cobra.Command, w *casebook.Wish) {
	cmd.Flags().StringVar(&w.Outlet, "outlet", "", "`name` of the outlet")
	cmd.Flags().StringVar(&w.Actor, "actor", "", "`id` of the source")
}

func privateFlag(cmd *cobra.Command, w *casebook.Wish) {
	cmd.Flags().BoolVar(&w.Private, "private", false, "keep it within the private layer of the case: in no export or brief")
}

func newDeciderCommand(c console, o *decideOptions, kind decider) *cobra.Command {
	wish := casebook.Wish{Kind: kind.kind}
	cmd := &cobra.Command{
		Use: kind.use, Short: kind.short, Args: kind.args,
		RunE: func(cmd *cobra.Command, args []string) error {
			kind.fill(&wish, args)
			return o.withLedger(cmd.Context(), func(l *ledger.Ledger) error { return o.decide(cmd.Context(), c, l, wish) })
		},
	}
	if kind.flags != nil {
		kind.flags(cmd, &wish)
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

// decide keeps what is wished for, and says how to take it back.
func (o *decideOptions) decide(ctx context.Context, c console, l *ledger.Ledger, w casebook.Wish) error {
	w.Case, w.Author, w.Reason, w.At = o.caseID, o.author, o.reason, time.Now()
	if w.Author == "" {
		w.Author = os.Getenv(authorVariable)
	}
	switch {
	case w.Author == "":
		return usageFault("who decides? Give --author, or set %s", authorVariable)
	case w.Reason == "":
		return usageFault("why? Give --reason: whoever reads the view can ask")
	}
	d, err := casebook.Decide(ctx, l, w)
	var refused *casebook.Refused
	switch {
	case errors.As(err, &refused):
		return usageFault("%v", err)
	case err != nil:
		return err
	case o.json:
		return printJSON(c, d)
	}
	_, err = fmt.Fprintf(c.out, "%s  %s; take it back with: parley decide undo %s\n", d.ID, d.Kind, d.ID)
	return err
}
