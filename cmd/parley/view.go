package main

import (
	"context"
	"errors"
	"fmt"
	"io"
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
	alone                             bool
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
	aloneFlag(cmd, &o.alone)
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
			return o.show(cmd.Context(), c, question{View: v.name})
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
			return o.show(cmd.Context(), c, question{View: "changes"})
		},
	}
	o.flags(cmd)
	cmd.Flags().StringVar(&o.since, "since", "", "compare with what could be known on this `day`")
	return cmd
}

// show asks what the flags and a question say, and prints the answer.
func (o *viewOptions) show(ctx context.Context, c console, q question) error {
	if err := o.check(); err != nil {
		return err
	}
	o.into(c, &q)
	return tell(ctx, c, whom{o.ledger, o.alone}, &q, c.out)
}

// into puts what the flags say into a question.
func (o *viewOptions) into(c console, q *question) {
	q.Case, q.AsOf, q.Since, q.Rule, q.Cite, q.JSON, q.CSV, q.Terminal = o.caseID, o.asOf, o.since, o.rule, o.cite, o.json, o.csv, c.terminal()
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

// printMasked prints a view as JSON in which no victim is named, with a key more, "unread", where something is:
// what came by its day, could have changed it and could not be read, by reason.
func (q *question) printMasked(to showing, mask *account.Mask, v account.View) error {
	more, err := q.unreadKey()
	if err != nil {
		return err
	}
	out := &openObject{out: to.out, key: more}
	if err = mask.WriteJSON(out, v); err == nil {
		err = out.end()
	}
	if err != nil && !errors.Is(err, account.ErrNoCite) {
		return outputFault("", err)
	}
	return err
}

// print prints a view of a book as it is asked for. No form names a victim.
func (q *question) print(to showing, b *account.Book, v account.View) error {
	switch {
	case q.JSON:
		return q.printMasked(to, b.Mask(), v)
	case q.CSV:
		_, _ = io.WriteString(to.err, unreadBelow(q.unread)) // beside the table, whose lines are of one form
		return printCSV(to.out, b.Masked(v.Tables()))
	}
	_, err := io.WriteString(to.out, layOut(b.Masked(v.Tables()), q.Terminal, q.Cite)+unreadBelow(q.unread))
	if err != nil {
		return outputFault("", err)
	}
	return nil
}
