package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"

	"github.com/spf13/cobra"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/claim/casefile"
	"github.com/parley-desk/parley/ledger"
)

// exampleCase is what `parley case new` prints to begin with.
const exampleCase = `# A case: what you follow, and between whom. Lines after # are for people.
id: valleys-2031                    # lower-case letters, digits, hyphens
title: Fighting and talks in the two valleys
window: {from: 2031-03-01}          # to: 2031-06-30 once it is over
parties:                            # ids as parley read prints them: PAK, AFG.taliban, org:un
  - {id: AAA, name: Upper Valley, speakers: [the council], also: [AAA.guard]}
  - {id: BBB, name: Lower Valley}
third_parties:
  - {id: CCC.guns, name: The Hill Guns, why: each side says that the other pays them}
mediators:
  - {id: CCC, name: The Hills, roles: [host, mediator], since: 2031-03-20}
places:
  - {name: The Ford, country: AAA, kind: crossing, also: [Lower Ford]}
issues: [ceasefire, border, trade_and_crossings, process]
process:
  name: Talks of the two valleys
  rounds:
    - {round: 1, venue: Hillton, from: 2031-03-20, to: 2031-03-22}
truce:
  - {day: 2031-03-22, state: declared, for: 10 days}
rules: {toll: range}                # or lowest-reliable, majority, latest, hierarchy, two-sources
`

func newCaseCommand(c console) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "case",
		Short: "Set up and look at cases: new, list, show, edit, check",
		Long: `A case says what you follow: parties and who speaks for them, mediators, places, time,
issues, talks and truce as far as you know them beforehand. It is a readable file,
case.yaml, kept in the ledger. The reports of a case are those that name its parties and
places in its time; add or drop one with parley decide include and exclude.`,
	}
	cmd.AddCommand(newCaseNewCommand(c), newCaseListCommand(c), newCaseShowCommand(c), newCaseEditCommand(c), newCaseCheckCommand(c))
	return cmd
}

func newCaseNewCommand(c console) *cobra.Command {
	var address string
	cmd := &cobra.Command{
		Use:     "new [FILE]",
		Short:   "Keep a new case, or print an example to begin with",
		Example: "  parley case new > case.yaml\n  parley case new case.yaml",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				_, err := c.out.WriteString(exampleCase)
				return err
			}
			one, err := readCase(c, args[0])
			if err != nil {
				return err
			}
			return withLedger(cmd.Context(), address, ledgerOptions(ledger.Options{Create: true}), func(l *ledger.Ledger) error {
				switch _, err := l.Case(cmd.Context(), one.ID); {
				case err == nil:
					return usageFault("the ledger has a case %q already: change it with parley case edit %s %s", one.ID, one.ID, args[0])
				case ledger.CodeOf(err) != ledger.Missing:
					return err
				}
				return keepCase(cmd.Context(), c, l, one)
			})
		},
	}
	ledgerFlag(cmd, &address)
	return cmd
}

// readCase reads a case file, or standard input.
func readCase(c console, name string) (*claim.Case, error) {
	stream := io.Reader(c.in)
	if name != "-" {
		file, err := os.Open(name)
		if err != nil {
			return nil, fileFault(name, err)
		}
		defer file.Close()
		stream = file
	} else {
		name = "standard input"
	}
	data, err := io.ReadAll(io.LimitReader(stream, casefile.MaxBytes+1))
	if err != nil {
		return nil, fileFault(name, err)
	}
	one, err := casefile.Parse(name, data)
	if err != nil {
		return nil, &failure{badCase, err.Error(), err}
	}
	return one, nil
}

func keepCase(ctx context.Context, c console, l *ledger.Ledger, one *claim.Case) error {
	if err := l.SetCase(ctx, one); err != nil {
		return err
	}
	n := 0
	for _, err := range l.Entries(ctx, ledger.Query{Case: one.ID}) {
		if err != nil {
			return err
		}
		n++
	}
	_, err := fmt.Fprintf(c.out, "%s: %s (%d reports)\n", one.ID, one.Title, n)
	return err
}

func newCaseCheckCommand(c console) *cobra.Command {
	return &cobra.Command{
		Use: "check FILE", Short: "Check a case file, without keeping it", Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			one, err := readCase(c, args[0])
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(c.out, "%s: %s: %d parties, %d places, %d rounds, %d steps of the truce: right\n", args[0], one.ID, len(one.Parties), len(one.Places), len(one.Process.Rounds), len(one.Truce))
			return err
		},
	}
}

func newCaseListCommand(c console) *cobra.Command {
	var address string
	var asJSON bool
	cmd := &cobra.Command{
		Use: "list", Short: "List the cases of the ledger", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return withLedger(cmd.Context(), address, ledgerOptions(ledger.Options{}), func(l *ledger.Ledger) error {
				cases, err := l.Cases(cmd.Context())
				if err != nil {
					return err
				}
				if asJSON {
					return printJSON(c, append([]claim.Case{}, cases...))
				}
				for _, one := range cases {
					if _, err := fmt.Fprintf(c.out, "%-24s %s to %s  %s\n", one.ID, one.Window.From, orOpen(one.Window.To), one.Title); err != nil {
						return err
					}
				}
				return nil
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	ledgerFlag(cmd, &address)
	return cmd
}

func orOpen(day string) string {
	if day == "" {
		return "now       "
	}
	return day
}

func newCaseShowCommand(c console) *cobra.Command {
	var o viewOptions
	var asYAML bool
	cmd := &cobra.Command{
		Use: "show [CASE]", Short: "Show a case: who, since when, how many reports, where truce and talks stand", Args: cobra.MaximumNArgs(1),
		Example: "  parley case show\n  parley case show pak-afg-2025 --yaml > case.yaml",
		RunE: func(cmd *cobra.Command, args []string) error {
			o.cite = "none"
			o.caseID = strings.Join(args, "")
			return o.show(cmd.Context(), c, question{View: caseShown, YAML: asYAML})
		},
	}
	f := cmd.Flags()
	f.BoolVar(&asYAML, "yaml", false, "print the case file")
	f.BoolVar(&o.json, "json", false, "print JSON")
	f.StringVar(&o.asOf, "as-of", "", "as it could be known on this `day`")
	ledgerFlag(cmd, &o.ledger)
	aloneFlag(cmd, &o.alone)
	return cmd
}

// caseShown is the view that parley case show prints.
const caseShown = "case"

// printCase prints a case file, or the case and where it stands.
func (q *question) printCase(ctx context.Context, from cases, to showing) error {
	one, err := from.ledger().Case(ctx, q.Case)
	if err != nil {
		return err
	}
	if q.YAML {
		data, err := casefile.Write(one)
		if err == nil {
			_, err = to.out.Write(data)
		}
		return err
	}
	open, err := from.open(ctx, q.Case, q.AsOf, unattributed...)
	if err != nil {
		return err
	}
	return q.showCase(to, one, open(q.AsOf, ""))
}

// caseState is a case and where it stands, for --json.
type caseState struct {
	Case      *claim.Case `json:"case"`
	AsOf      string      `json:"as_of,omitempty"`
	Reports   int         `json:"reports"`
	Stories   int         `json:"stories"` // origins: reports of one agency story are one
	Incidents int         `json:"incidents"`
	Truce     string      `json:"truce"`
	Since     string      `json:"truce_since,omitempty"`
	Rounds    int         `json:"rounds"`
}

func (q *question) showCase(to showing, one *claim.Case, b *account.Book) error {
	truce := b.Truce()
	s := caseState{one, q.AsOf, len(b.Reports()), b.Stories(), len(b.Incidents()), truce.State, truce.Since, len(b.Talks().Rounds)}
	if q.JSON {
		return writeJSON(to.out, s)
	}
	var parties []string
	for _, p := range one.Parties {
		parties = append(parties, p.ID+" "+p.Name)
	}
	_, err := fmt.Fprintf(to.out, "%s\n%s\n\nwindow     %s to %s\nparties    %s\nreports    %d, of %d origins\nincidents  %d\ntruce      %s\ntalks      %d rounds or tracks\n",
		one.ID, one.Title, one.Window.From, orOpen(one.Window.To), strings.Join(parties, "\n           "), s.Reports, s.Stories, s.Incidents,
		strings.TrimSpace(s.Truce+" "+s.Since), s.Rounds)
	return err
}

func newCaseEditCommand(c console) *cobra.Command {
	var address string
	cmd := &cobra.Command{
		Use: "edit CASE [FILE]", Short: "Change a case: from a file, or in your editor (EDITOR)", Args: cobra.RangeArgs(1, 2),
		Example: "  parley case edit pak-afg-2025\n  parley case edit pak-afg-2025 case.yaml",
		RunE: func(cmd *cobra.Command, args []string) error {
			return withLedger(cmd.Context(), address, ledgerOptions(ledger.Options{}), func(l *ledger.Ledger) error {
				was, err := l.Case(cmd.Context(), args[0])
				if err != nil {
					return err
				}
				var fresh *claim.Case
				if len(args) == 2 {
					fresh, err = readCase(c, args[1])
				} else {
					fresh, err = edited(cmd.Context(), c, was)
				}
				if err != nil {
					return err
				}
				if fresh.ID != was.ID {
					return usageFault("the file is of the case %q, not %q: the id of a case stays; keep a new one with parley case new", fresh.ID, was.ID)
				}
				return keepCase(cmd.Context(), c, l, fresh)
			})
		},
	}
	ledgerFlag(cmd, &address)
	return cmd
}

// edited lets the user change a case in his editor. What he wrote is left in
// its file where it is not right, so that nothing of it is lost.
func edited(ctx context.Context, c console, was *claim.Case) (*claim.Case, error) {
	editor := os.Getenv("EDITOR")
	if editor == "" {
		return nil, usageFault("EDITOR is not set: give a file (parley case show %s --yaml > case.yaml, then parley case edit %s case.yaml)", was.ID, was.ID)
	}
	data, err := casefile.Write(was)
	if err != nil {
		return nil, err
	}
	file, err := os.CreateTemp("", was.ID+"-*.yaml")
	if err != nil {
		return nil, fileFault("a temporary file", err)
	}
	_, err = file.Write(data)
	if err = errors.Join(err, file.Close()); err != nil {
		return nil, fileFault(file.Name(), err)
	}
	words := append(strings.Fields(editor), file.Name())
	run := exec.CommandContext(ctx, words[0], words[1:]...)
	run.Stdin, run.Stdout, run.Stderr = c.in, c.out, c.err
	if err := run.Run(); err != nil {
		return nil, usageFault("the editor %q failed (%v): what you wrote is in %s", editor, err, file.Name())
	}
	fresh, err := readCase(c, file.Name())
	if err == nil {
		_ = os.Remove(file.Name())
	}
	return fresh, err
}
