package main

import (
	"context"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/brief"
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/ledger"
)

// briefFormats are what a brief can be written as.
var briefFormats = map[string]func(*brief.Brief, io.Writer) error{
	"md":   (*brief.Brief).WriteMarkdown,
	"html": (*brief.Brief).WritePage,
	"json": (*brief.Brief).WriteJSON,
}

type briefOptions struct {
	viewOptions
	format, to    string
	daily, weekly bool
}

func newBriefCommand(c console) *cobra.Command {
	var o briefOptions
	cmd := &cobra.Command{
		Use: "brief", Short: "Write the brief of a case: where it stands, who says what, what is new and what is not known", Args: cobra.NoArgs,
		Long: `Writes the brief of a case as Markdown, as a page that needs nothing else, or as JSON.
Every sentence restates what a view of the case says and carries the numbers of the
words that it comes from; the words themselves stand at the end.`,
		Example: "  parley brief\n  parley brief --as-of 2025-11-08 --daily --format html --out brief.html\n  parley brief --as-of 2025-11-08 --since 2025-11-01 --format json",
		RunE:    func(cmd *cobra.Command, _ []string) error { return o.run(cmd.Context(), c) },
	}
	o.viewOptions.flags(cmd)
	f := cmd.Flags()
	for _, hidden := range []string{"csv", "cite", "json"} {
		_ = f.MarkHidden(hidden)
	}
	f.StringVarP(&o.format, "format", "f", "md", "write `FORMAT`: md, html or json")
	f.StringVarP(&o.to, "out", "o", "", "write to this `file`")
	f.StringVar(&o.since, "since", "", "tell what is new since this `day`")
	f.BoolVar(&o.daily, "daily", false, "tell what is new since the day before --as-of")
	f.BoolVar(&o.weekly, "weekly", false, "tell what is new in the week before --as-of")
	return cmd
}

func (o *briefOptions) run(ctx context.Context, c console) error {
	if o.json {
		o.format = "json"
	}
	write := briefFormats[o.format]
	switch {
	case write == nil:
		return usageFault("--format %q: give md, html or json", o.format)
	case o.csv:
		return usageFault("a brief is no table: give --format md, html or json")
	case o.daily && o.weekly, o.since != "" && (o.daily || o.weekly):
		return usageFault("--since, --daily and --weekly: give one of them")
	}
	return o.withLedger(ctx, func(l *ledger.Ledger) error {
		b, err := o.compose(ctx, l)
		if err != nil {
			return err
		}
		out, err := newOutput(o.to, c.out)
		if err != nil {
			return err
		}
		defer out.abandon()
		if err := write(b, out); err != nil {
			return outputFault(o.to, err)
		}
		return out.finish()
	})
}

func (o *briefOptions) compose(ctx context.Context, l *ledger.Ledger) (*brief.Brief, error) {
	open, err := opener(ctx, l, o.caseID, claim.TollRule(o.rule))
	if err != nil {
		return nil, err
	}
	now := open(o.asOf)
	known, err := agreements()
	if err != nil {
		return nil, err
	}
	since := o.since
	if o.daily || o.weekly {
		if since, err = o.before(now); err != nil {
			return nil, err
		}
	}
	var before *account.Book
	if since != "" {
		before = open(since)
	}
	return brief.Compose(now, before, known), nil
}

// before is the day before, or a week before, that of the brief: as-of, else that of the newest report.
func (o *briefOptions) before(b *account.Book) (string, error) {
	last := o.asOf
	if last == "" {
		reports := b.Reports()
		if len(reports) == 0 {
			return "", usageFault("the case has no report yet: there is no day to count from")
		}
		last = slices.MaxFunc(reports, func(x, y *account.Contribution) int { return strings.Compare(x.Available, y.Available) }).Available
	}
	t, err := time.Parse(time.DateOnly, last[:min(len(last), len(time.DateOnly))])
	if err != nil {
		return "", usageFault("--as-of %q is no day: write it as 2025-11-01", last)
	}
	back := -1
	if o.weekly {
		back = -7
	}
	return t.AddDate(0, 0, back).Format(time.DateOnly), nil
}
