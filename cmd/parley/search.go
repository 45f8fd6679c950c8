package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/ledger"
)

// searchOptions are the flags of `parley search`.
type searchOptions struct {
	ledger, caseID, kind, since, asOf string
	limit                             int
	json, victims, alone              bool
}

func newSearchCommand(c console) *cobra.Command {
	var o searchOptions
	cmd := &cobra.Command{
		Use:   "search WORDS…",
		Short: "Find reports and claims by their words",
		Long: `Finds the reports that have all the words, in any form ("killing" finds "killed"), the
best first, and in each the claims that have them. Words in quotation marks stand side
by side. With --kind only reports are found that have the words in claims of that kind.

A report is the better the more often it has the words for its length, the headline
counting three times (BM25); of two that are as good the later comes first. Where more
than 500 reports have the words, the 500 latest are ranked (as many as --limit asks for,
where that is more), and a note on standard error says so: --since, --as-of and further
words narrow a search down.`,
		Example: `  parley search truce extended
  parley search '"corridor of" grain' --kind figure --since 2025-10-01
  parley search hostages --case pak-afg-2025 --json`,
		RunE: func(cmd *cobra.Command, args []string) error { return o.run(cmd.Context(), c, args) },
	}
	f := cmd.Flags()
	f.SortFlags = false
	ledgerFlag(cmd, &o.ledger)
	f.StringVar(&o.caseID, "case", "", "only in reports of the case `ID`")
	f.StringVar(&o.kind, "kind", "", "only in claims of this `kind` (statement, figure, …)")
	f.StringVar(&o.since, "since", "", "only what became available on this `day` or later")
	f.StringVar(&o.asOf, "as-of", "", "only what was available by the end of this `day`")
	f.IntVarP(&o.limit, "limit", "n", 20, "how many reports at most")
	f.BoolVar(&o.victims, "victims", false, "show the names of private people who were harmed")
	f.BoolVar(&o.json, "json", false, "print JSON")
	aloneFlag(cmd, &o.alone)
	return cmd
}

// query makes the search that the flags ask for.
func (o *searchOptions) query(args []string) (ledger.Search, error) {
	s := ledger.Search{Words: strings.Join(args, " "), Case: o.caseID, Kind: claim.Kind(o.kind), Limit: o.limit}
	switch {
	case strings.TrimSpace(s.Words) == "":
		return s, usageFault("nothing to search for: give some words")
	case o.kind != "" && !slices.Contains(claim.Kinds, s.Kind):
		return s, usageFault("--kind %q is no kind of claim: take one of %s", o.kind, listed(claim.Kinds))
	case o.limit < 1 || o.limit > mostHits:
		return s, usageFault("--limit %d: give 1 to %d", o.limit, mostHits)
	}
	var err error
	if s.AsOf, err = dayFlag("--as-of", o.asOf); err != nil {
		return s, err
	}
	if s.Since, err = dayFlag("--since", o.since); err == nil && len(o.since) == len(time.DateOnly) {
		s.Since = s.Since.Truncate(24 * time.Hour) // from the day's beginning
	}
	return s, err
}

// mostHits bounds a search: each hit is read again to show its words.
const mostHits = 1000

// dayFlag reads a day or time from a flag; an empty one is none.
func dayFlag(name, value string) (time.Time, error) {
	if value == "" {
		return time.Time{}, nil
	}
	at, ok := ledger.Moment(value)
	if !ok {
		return at, usageFault("%s %q is no day: write it as 2025-11-08", name, value)
	}
	return at, nil
}

// listed lists names for a message.
func listed[T ~string](names []T) string {
	all := make([]string, len(names))
	for i, n := range names {
		all[i] = string(n)
	}
	return strings.Join(all, ", ")
}

func (o *searchOptions) run(ctx context.Context, c console, args []string) error {
	s, err := o.query(args)
	if err != nil {
		return err
	}
	return tell(ctx, c, whom{o.ledger, o.alone}, &question{View: searched, Search: &s, Victims: o.victims, JSON: o.json, Terminal: c.terminal()}, c.out)
}

// searched is the view that parley search prints.
const searched = "search"

// printSearch searches and prints what is found.
func (q *question) printSearch(ctx context.Context, l *ledger.Ledger, to showing) error {
	if q.Search.Case != "" {
		if _, err := l.Case(ctx, q.Search.Case); err != nil {
			return err
		}
	}
	found, err := l.Search(ctx, *q.Search)
	if err != nil {
		return err
	}
	hits := found.Hits
	if found.Latest > 0 {
		_, _ = fmt.Fprintf(to.err, "more reports have these words: the best of the latest %d are shown\n", found.Latest) // beside what was asked for
	}
	if !q.Victims {
		maskHits(hits)
	}
	if q.JSON {
		return writeJSON(to.out, hits)
	}
	return printHits(to.out, hits, q.Terminal.Color)
}

// maskHits blocks out the names of private people who were harmed, letter by letter: marks stay where they are.
func maskHits(hits []ledger.Hit) {
	for i := range hits {
		h := &hits[i]
		mask := account.MaskOf(h.Victims)
		h.Title.Text, h.Snippet.Text = mask.Text(h.Title.Text), mask.Text(h.Snippet.Text)
		for k := range h.Claims {
			h.Claims[k].Text = mask.Text(h.Claims[k].Text)
		}
	}
}

// printHits lists what was found for people, its words marked.
func printHits(out io.Writer, hits []ledger.Hit, color bool) error {
	var b strings.Builder
	for i, h := range hits {
		if i > 0 {
			b.WriteByte('\n')
		}
		day, _, _ := strings.Cut(h.Available, "T")
		fmt.Fprintf(&b, "%s  %s  %s\n", day, marked(h.Title, color), h.Outlet)
		fmt.Fprintf(&b, "  %s\n  %s\n", h.Identity, marked(h.Snippet, color))
		for _, found := range h.Claims {
			fmt.Fprintf(&b, "    %-10s %s\n", found.Kind, marked(found.Snippet, color))
		}
	}
	if len(hits) == 0 {
		b.WriteString("nothing found\n")
	}
	if _, err := io.WriteString(out, b.String()); err != nil {
		return outputFault("", err)
	}
	return nil
}

// marked sets off the words found: bold where the terminal can, else [so]. White
// space and control characters, which a page may hold, become spaces.
func marked(s ledger.Snippet, color bool) string {
	before, after := "[", "]"
	if color {
		before, after = "\x1b[1m", "\x1b[0m"
	}
	text := []rune(strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7f && r < 0xa0 {
			return ' '
		}
		return r
	}, s.Text))
	var b strings.Builder
	at := 0
	for _, m := range s.Marks {
		if m[0] < at || m[1] > len(text) {
			continue
		}
		b.WriteString(string(text[at:m[0]]) + before + string(text[m[0]:m[1]]) + after)
		at = m[1]
	}
	return b.String() + string(text[at:])
}
