package main

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/brief"
	"github.com/parley-desk/parley/claim"
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
	switch {
	case briefFormats[o.format] == nil:
		return usageFault("--format %q: give md, html or json", o.format)
	case o.csv:
		return usageFault("a brief is no table: give --format md, html or json")
	case o.daily && o.weekly, o.since != "" && (o.daily || o.weekly):
		return usageFault("--since, --daily and --weekly: give one of them")
	}
	if err := o.check(); err != nil {
		return err
	}
	out, err := newOutput(o.to, c.out)
	if err != nil {
		return err
	}
	defer out.abandon()
	q := question{View: "brief", Format: o.format, Daily: o.daily, Weekly: o.weekly}
	o.into(c, &q)
	err = tell(ctx, c, whom{o.ledger, o.alone}, &q, out)
	if f := (*failure)(nil); errors.As(err, &f) && f.code == noOutput {
		return outputFault(o.to, f.cause)
	}
	if err != nil {
		return err
	}
	return out.finish()
}

// printBrief composes a brief and prints it in its format.
func (q *question) printBrief(ctx context.Context, from cases, to showing) error {
	open, err := from.open(ctx, q.Case, "")
	if err != nil {
		return err
	}
	now := open(q.AsOf, claim.TollRule(q.Rule))
	known, err := agreements()
	if err != nil {
		return err
	}
	since := q.Since
	if q.Daily || q.Weekly {
		if since, err = q.before(now); err != nil {
			return err
		}
	}
	var before *account.Book
	if since != "" {
		before = open(since, claim.TollRule(q.Rule))
	}
	if err := briefFormats[q.Format](brief.Compose(now, before, known), to.out); err != nil {
		return outputFault("", err)
	}
	return nil
}

// before is the day before, or a week before, that of the brief: as-of, else that of the newest report.
func (q *question) before(b *account.Book) (string, error) {
	last := q.AsOf
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
	if q.Weekly {
		back = -7
	}
	return t.AddDate(0, 0, back).Format(time.DateOnly), nil
}
