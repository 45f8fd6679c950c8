package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/article"
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/ledger"
)

// viewKind is a view as a command.
type viewKind struct {
	name, short string
	kinds       []claim.Kind // of claims that it reads; all where empty
	of          func(*account.Book, account.Agreements) account.View
}

// happenings are the kinds of claims that incidents are made of.
var happenings = []claim.Kind{claim.KindEvent, claim.KindFigure}

// unattributed are the kinds of claims that tell of something themselves: all but who said so.
var unattributed = slices.DeleteFunc(slices.Clone(claim.Kinds), func(k claim.Kind) bool { return k == claim.KindStatement })

// views are the views of a case.
var views = []viewKind{
	{"toll", "Who counted how many harmed, and what a named rule makes of it", happenings, func(b *account.Book, _ account.Agreements) account.View { return b.Toll() }},
	{"incidents", "What happened, and which reports tell of the same", happenings, func(b *account.Book, _ account.Agreements) account.View { return b.IncidentList() }},
	{"talks", "Rounds of talks: venues, days, roles, demands, outcomes", []claim.Kind{claim.KindMeeting, claim.KindCommitment}, func(b *account.Book, _ account.Agreements) account.View { return b.Talks() }},
	{"truce", "Where the truce stands by whose word, its conditions and alleged breaches",
		[]claim.Kind{claim.KindCeasefire, claim.KindCommitment, claim.KindProjection, claim.KindStatement, claim.KindBreach}, func(b *account.Book, _ account.Agreements) account.View { return b.Truce() }},
	{"commitments", "Demands, pledges, conditions, offers and refusals with what came of them", nil, func(b *account.Book, _ account.Agreements) account.View { return b.Commitments() }},
	{"positions", "What each party says on each issue over time", []claim.Kind{claim.KindStatement}, func(b *account.Book, _ account.Agreements) account.View { return b.Positions() }},
	{"answers", "Denials and rejections with what they answer", []claim.Kind{claim.KindStatement, claim.KindEvent, claim.KindFigure}, func(b *account.Book, _ account.Agreements) account.View { return b.Answers() }},
	{"exposure", "Crossings, trade, damage, refugees, aid, and the stakes of others", []claim.Kind{claim.KindEvent, claim.KindFigure, claim.KindStatus, claim.KindStake}, func(b *account.Book, _ account.Agreements) account.View { return b.Exposure() }},
	{"outlook", "What is expected, by whom, and whether it came true by the record", unattributed, func(b *account.Book, _ account.Agreements) account.View { return b.Outlook() }},
	{"calendar", "What is announced for a day to come",
		[]claim.Kind{claim.KindMeeting, claim.KindCeasefire, claim.KindCommitment, claim.KindProjection, claim.KindStatus}, func(b *account.Book, _ account.Agreements) account.View { return b.Calendar() }},
	{"findings", "What an editor should look at: numbers, dates, rounds and attributions that do not agree", nil, func(b *account.Book, known account.Agreements) account.View { return b.Findings(known) }},
}

// viewOptions are the flags that all views have.
type viewOptions struct {
	ledger, caseID, asOf, since, rule string
	json, csv                         bool
	cite                              string

	unread []ledger.UnreadEntry // what the view might have told besides
}

func (o *viewOptions) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.SortFlags = false
	f.StringVarP(&o.caseID, "case", "c", "", "`id` of the case (needed where the ledger has several)")
	f.StringVar(&o.asOf, "as-of", "", "as it could be known on this `day` (2025-11-01) or at this time")
	f.StringVar(&o.rule, "rule", "", "how a toll is chosen: `RULE` is one of "+ruleNames())
	f.BoolVar(&o.json, "json", false, "print JSON")
	f.BoolVar(&o.csv, "csv", false, "print CSV")
	f.StringVar(&o.cite, "cite", "short", "the words that lines come from: `short`, full or none")
	ledgerFlag(cmd, &o.ledger)
}

func ruleNames() string {
	names := make([]string, len(claim.TollRules))
	for i, r := range claim.TollRules {
		names[i] = string(r)
	}
	return strings.Join(names, ", ")
}

// check holds the flags against what they may be.
func (o *viewOptions) check() error {
	for _, t := range []struct {
		flag  string
		value *string
	}{{"as-of", &o.asOf}, {"since", &o.since}} {
		if *t.value == "" {
			continue
		}
		iso, ok := article.Moment(*t.value)
		if !ok || len(iso) < len(time.DateOnly) {
			return usageFault("--%s %q is no day or time: write it as 2025-11-01 or 2025-11-01T12:00:00Z", t.flag, *t.value)
		}
		if moment, err := time.Parse(time.RFC3339, iso); err == nil {
			iso = moment.UTC().Format(time.RFC3339) // as the ledger writes availability
		}
		*t.value = iso
	}
	switch {
	case o.rule != "" && !slices.Contains(claim.TollRules, claim.TollRule(o.rule)):
		return usageFault("--rule %q is not known: the rules are %s", o.rule, ruleNames())
	case o.json && o.csv:
		return usageFault("--json and --csv: give one of them")
	case !slices.Contains([]string{"short", "full", "none"}, o.cite):
		return usageFault("--cite %q: give short, full or none", o.cite)
	}
	return nil
}

func newViewCommand(c console, v viewKind) *cobra.Command {
	var o viewOptions
	cmd := &cobra.Command{
		Use: v.name, Short: v.short, Args: cobra.NoArgs,
		Example: fmt.Sprintf("  parley %s\n  parley %s --as-of 2025-11-01 --cite full\n  parley %s --json", v.name, v.name, v.name),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return o.withBook(cmd.Context(), v.kinds, func(b *account.Book) error {
				var known account.Agreements
				if v.name == "findings" {
					base, err := agreements()
					if err != nil {
						return err
					}
					known = base
				}
				return o.print(c, b, v.of(b, known))
			})
		},
	}
	o.flags(cmd)
	return cmd
}

func newChangesCommand(c console) *cobra.Command {
	var o viewOptions
	cmd := &cobra.Command{
		Use: "changes --since DAY", Short: "What changed since a day, field by field, with the report that changed it", Args: cobra.NoArgs,
		Example: "  parley changes --since 2025-11-06\n  parley changes --since 2025-11-06 --as-of 2025-11-08 --json",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if o.since == "" {
				return usageFault("since when? Give --since with a day, such as --since 2025-11-06")
			}
			return o.withLedger(cmd.Context(), func(l *ledger.Ledger) error {
				open, err := opener(cmd.Context(), l, o.caseID, claim.TollRule(o.rule))
				if err != nil {
					return err
				}
				known, err := agreements()
				if err != nil {
					return err
				}
				now := open(o.asOf)
				return o.print(c, now, now.ChangesSince(open(o.since), known))
			})
		},
	}
	o.flags(cmd)
	cmd.Flags().StringVar(&o.since, "since", "", "compare with what could be known on this `day`")
	return cmd
}

// withLedger opens the ledger and settles which case is meant.
func (o *viewOptions) withLedger(ctx context.Context, do func(*ledger.Ledger) error) error {
	if err := o.check(); err != nil {
		return err
	}
	return withLedger(ctx, o.ledger, ledgerOptions(ledger.Options{}), func(l *ledger.Ledger) error {
		if err := settleCase(ctx, l, &o.caseID); err != nil {
			return err
		}
		takeLargePages(l.Derived())
		lookForGarbageLate()
		if err := o.countUnread(ctx, l); err != nil {
			return err
		}
		return do(l)
	})
}

func (o *viewOptions) withBook(ctx context.Context, kinds []claim.Kind, do func(*account.Book) error) error {
	return o.withLedger(ctx, func(l *ledger.Ledger) error {
		b, err := openBook(ctx, l, o.caseID, o.asOf, claim.TollRule(o.rule), kinds...)
		if err != nil {
			return err
		}
		return do(b)
	})
}

// settleCase takes the only case of the ledger where none is named.
func settleCase(ctx context.Context, l *ledger.Ledger, id *string) error {
	if *id != "" {
		return nil
	}
	cases, err := l.Cases(ctx)
	if err != nil {
		return err
	}
	switch len(cases) {
	case 0:
		return usageFault("the ledger has no case yet: set one up with parley case new FILE (parley case new prints an example)")
	case 1:
		*id = cases[0].ID
		return nil
	}
	ids := make([]string, len(cases))
	for i := range cases {
		ids[i] = cases[i].ID
	}
	return usageFault("the ledger has %d cases: name one with --case (%s)", len(cases), strings.Join(ids, ", "))
}

// printMasked prints a view as JSON in which no victim is named: at once where there is none to name.
func (o *viewOptions) printMasked(c console, mask *account.Mask, v account.View) error {
	if mask.Empty() && len(o.unread) == 0 {
		err := account.WriteJSON(c.out, v)
		if err == nil {
			_, err = c.out.WriteString("\n")
		}
		if err != nil && !errors.Is(err, account.ErrNoCite) {
			return outputFault("", err)
		}
		return err
	}
	var whole bytes.Buffer
	if err := account.WriteJSON(&whole, v); err != nil {
		return err
	}
	return o.printJSON(c, json.RawMessage(mask.JSON(whole.Bytes())))
}

// print prints a view of a book as it is asked for. No form names a victim.
func (o *viewOptions) print(c console, b *account.Book, v account.View) error {
	switch {
	case o.json:
		return o.printMasked(c, b.Mask(), v)
	case o.csv:
		_, _ = c.err.WriteString(unreadBelow(o.unread)) // beside the table, whose lines are of one form
		return printCSV(c, b.Masked(v.Tables()))
	}
	_, err := c.out.WriteString(layOut(b.Masked(v.Tables()), c.terminal(), o.cite) + unreadBelow(o.unread))
	if err != nil {
		return outputFault("", err)
	}
	return nil
}
