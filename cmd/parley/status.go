package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"github.com/parley-desk/parley/ledger"
)

// printJSON prints one value as JSON on a line of its own.
func printJSON(c console, value any) error { return writeJSON(c.out, value) }

// writeJSON is printJSON to somewhere else.
func writeJSON(out io.Writer, value any) error {
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	if err := e.Encode(value); err != nil {
		return outputFault("", err)
	}
	return nil
}

func newStatusCommand(c console) *cobra.Command {
	var address string
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "status",
		Short:   "Say how much the ledger holds, how its sources stand, and what is wrong",
		Example: "  parley status\n  parley status --json --ledger sqlite:case.db",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return withLedger(cmd.Context(), address, ledgerOptions(ledger.Options{}), func(l *ledger.Ledger) error {
				return status(cmd.Context(), c, l, standsIn(cmd.Context(), address), asJSON)
			})
		},
	}
	ledgerFlag(cmd, &address)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

func status(ctx context.Context, c console, l *ledger.Ledger, kept *residing, asJSON bool) error {
	now := time.Now()
	s, err := standingsOf(ctx, l, now)
	if err != nil {
		return err
	}
	s.Resident = kept
	if asJSON {
		return printJSON(c, s)
	}
	days := "no days yet"
	if s.Earliest != "" {
		days = s.Earliest + " to " + s.Latest
	}
	_, err = fmt.Fprintf(c.out, `reports     %d, available %s
versions    %d, of %d different texts
claims      %d
cases       %d
decisions   %d
unreadable  %d%s
on disk     %.1f MB
`, s.Reports, days, s.Versions, s.Origins, s.Claims, s.Cases, s.Decisions, s.Unreadable, reasonsIn(s.UnreadBy), float64(s.Bytes)/1e6)
	if err == nil && kept != nil {
		_, err = fmt.Fprintf(c.out, "kept open   %d cases, by process %d since %s\n", len(kept.Cases), kept.PID, kept.Since)
	}
	if err != nil {
		return outputFault("", err)
	}
	return s.print(c.out, now)
}

func newVerifyCommand(c console) *cobra.Command {
	var address string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "verify",
		Short: "Check all that the ledger holds, and print its digest",
		Long: `Checks everything in the ledger: that the store is sound, every report is what was
stored, every claim's spans reproduce its words, every claim can be found, and every
view can be made anew. Prints a digest, which is the same wherever the same reports,
readings, cases and decisions are kept, in whatever order they came.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return withLedger(cmd.Context(), address, ledgerOptions(ledger.Options{}), func(l *ledger.Ledger) error { return verify(cmd.Context(), c, l, asJSON) })
		},
	}
	ledgerFlag(cmd, &address)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

func verify(ctx context.Context, c console, l *ledger.Ledger, asJSON bool) error {
	begun := time.Now()
	v, err := l.Verify(ctx, nil)
	if err != nil {
		return err
	}
	if err := checkViews(ctx, l, v); err != nil {
		return err
	}
	if asJSON {
		err = printJSON(c, v)
	} else {
		err = printVerdict(c, v, time.Since(begun))
	}
	if err == nil && !v.Clean {
		err = &failure{code: unsound, message: fmt.Sprintf("the ledger is not clean: %d things are wrong; restore it from a backup, or ingest the reports into a new one", v.Wrong)}
	}
	return err
}

func printVerdict(c console, v *ledger.Verdict, took time.Duration) error {
	for _, p := range v.Problems {
		c.complain("%s", p)
	}
	_, err := fmt.Fprintf(c.out, "%d versions of reports, %d claims, %d decisions, %d cases checked in %s\ndigest %s\n",
		v.Versions, v.Claims, v.Decisions, v.Cases, took.Round(10*time.Millisecond), v.Digest)
	return err
}

func newMigrateCommand(c console) *cobra.Command {
	var address string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "migrate",
		Short: "Bring a ledger of an older Parley up to date, or begin an empty one",
		Long: `Brings the ledger to the form that this program knows, step by step; a step that is
broken off leaves the ledger as it was before it. Back it up first (parley backup).`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			address, err := ledgerAddress(address)
			if err != nil {
				return err
			}
			m, err := ledger.Migrate(cmd.Context(), address)
			if err != nil {
				return err
			}
			if asJSON {
				return printJSON(c, m)
			}
			if len(m.Steps) == 0 {
				_, err = fmt.Fprintf(c.out, "the ledger is up to date: form %d\n", m.To)
				return err
			}
			_, err = fmt.Fprintf(c.out, "the ledger went from form %d to %d in %d steps\n", m.From, m.To, len(m.Steps))
			return err
		},
	}
	ledgerFlag(cmd, &address)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}
