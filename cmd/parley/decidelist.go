package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/article"
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/ledger"
)

func newDecideLoadCommand(c console, o *decideOptions) *cobra.Command {
	return &cobra.Command{
		Use: "load FILE", Short: "Keep decisions of a file, JSON Lines as decide list --json prints them", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			data, err := os.ReadFile(args[0])
			if err != nil {
				return fileFault(args[0], err)
			}
			var all []claim.Decision
			n := 0
			for line := range bytes.Lines(data) {
				n++
				if len(bytes.TrimSpace(line)) == 0 {
					continue
				}
				var d claim.Decision
				dec := json.NewDecoder(bytes.NewReader(line))
				dec.DisallowUnknownFields()
				if err := errors.Join(dec.Decode(&d), validIfRead(&d)); err != nil {
					return &failure{article.BadJSON, fmt.Sprintf("%s, line %d: %v", args[0], n, err), err}
				}
				all = append(all, d)
			}
			return withLedger(cmd.Context(), o.ledger, ledgerOptions(ledger.Options{}), func(l *ledger.Ledger) error {
				if err := l.Decide(cmd.Context(), all...); err != nil {
					return err
				}
				_, err := fmt.Fprintf(c.out, "%d decisions\n", len(all))
				return err
			})
		},
	}
}

// validIfRead checks a decision that was read at all.
func validIfRead(d *claim.Decision) error {
	if d.Kind == "" && d.ID == "" {
		return nil
	}
	return d.Validate()
}

func newDecideListCommand(c console, o *decideOptions) *cobra.Command {
	return &cobra.Command{
		Use: "list", Short: "List the decisions of the case, those taken back marked", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return o.withLedger(cmd.Context(), func(l *ledger.Ledger) error {
				all, err := l.Decisions(cmd.Context(), o.caseID, 0)
				if err != nil {
					return err
				}
				return o.list(c, all)
			})
		},
	}
}

func (o *decideOptions) list(c console, all []claim.Decision) error {
	held := map[string]bool{}
	for _, d := range claim.Inforce(all) {
		held[d.ID] = true
	}
	for i := range all {
		d := &all[i]
		if o.json {
			if err := printJSON(c, d); err != nil {
				return err
			}
			continue
		}
		mark := ""
		if !held[d.ID] && d.Kind != claim.DecideUndo {
			mark = " (taken back)"
		}
		if _, err := fmt.Fprintf(c.out, "%s  %s  %s%s, %s: %s%s\n", d.ID, d.At, d.Kind, mark, d.Author, d.Reason, about(d)); err != nil {
			return outputFault("", err)
		}
	}
	return nil
}

// about says what a decision is about.
func about(d *claim.Decision) string {
	var words []string
	for _, a := range d.Of {
		words = append(words, "“"+a.Words+"”")
	}
	for _, s := range []string{d.Report, d.Actor, d.Side, d.Outlet, d.Grade, d.Undo} {
		if s != "" {
			words = append(words, s)
		}
	}
	if len(words) == 0 {
		return ""
	}
	return " [" + strings.Join(words, ", ") + "]"
}

func newDecideAgreementCommand(c console, o *decideOptions) *cobra.Command {
	return &cobra.Command{
		Use: "agreement", Short: "How far coders agree: Krippendorff's alpha of what two or more decided on", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return o.withLedger(cmd.Context(), func(l *ledger.Ledger) error {
				all, err := l.Decisions(cmd.Context(), o.caseID, 0)
				if err != nil {
					return err
				}
				r := account.ReliabilityOf(all)
				if o.json {
					return printJSON(c, r)
				}
				return printReliability(c, r)
			})
		},
	}
}

func printReliability(c console, r *account.Reliability) error {
	if _, err := fmt.Fprintf(c.out, "coders: %s\n", strings.Join(r.Coders, ", ")); err != nil {
		return outputFault("", err)
	}
	for _, l := range r.Lines {
		alpha := "nothing to compare: two coders must decide on the same, and not all alike"
		if l.Alpha != nil {
			alpha = fmt.Sprintf("alpha %.3f (%s)", *l.Alpha, l.Level)
		}
		if _, err := fmt.Fprintf(c.out, "%-10s %d decided on by two or more, %s\n", l.Of, l.Units, alpha); err != nil {
			return outputFault("", err)
		}
	}
	return nil
}
