package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"github.com/parley-desk/parley/article"
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/ledger"
	"github.com/parley-desk/parley/reader"
)

// rereadOptions are the flags of `parley reread`.
type rereadOptions struct {
	ledger, data string
	json, dry    bool
	jobs         int
}

func newRereadCommand(c console) *cobra.Command {
	var o rereadOptions
	cmd := &cobra.Command{
		Use:   "reread",
		Short: "Read all reports again with this reader and show what changed",
		Long: `Reads every report in the ledger again. Where this reader makes another record of it,
that one counts from now on and the former is kept. What was unreadable is tried again.
Shows the claims that were added, are gone or changed, report by report.`,
		Example: "  parley reread\n  parley reread --dry-run --json > changes.jsonl",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return o.run(cmd.Context(), c) },
	}
	f := cmd.Flags()
	f.SortFlags = false
	ledgerFlag(cmd, &o.ledger)
	f.BoolVar(&o.json, "json", false, "print JSON Lines: a line for each report that changed, then the counts")
	f.BoolVar(&o.dry, "dry-run", false, "only show what would change")
	f.StringVar(&o.data, "data", "", "`folder` whose lexicons and tables add to those built in")
	f.IntVarP(&o.jobs, "jobs", "j", runtime.GOMAXPROCS(0), "reports to read at once")
	return cmd
}

func (o *rereadOptions) run(ctx context.Context, c console) error {
	if o.jobs < 1 {
		return usageFault("--jobs %d: give at least 1", o.jobs)
	}
	r, err := newReader(reader.Options{Overlay: o.data})
	if err != nil {
		return err
	}
	return withLedger(ctx, o.ledger, ledgerOptions(ledger.Options{}), func(l *ledger.Ledger) error {
		g := &rereading{options: o, console: c, reader: r, ledger: l}
		if err := g.all(ctx); err != nil {
			return err
		}
		return g.verdict()
	})
}

// rereading is one run of `parley reread`.
type rereading struct {
	options *rereadOptions
	console console
	reader  *reader.Reader
	ledger  *ledger.Ledger
	counts  rereadCounts
}

// rereadCounts is what rereading did.
type rereadCounts struct {
	Read      int `json:"read"`
	Changed   int `json:"changed"` // reports with other claims
	Added     int `json:"added"`   // claims
	Gone      int `json:"gone"`
	Altered   int `json:"altered"`
	Cured     int `json:"cured"`      // unreadable once
	Unread    int `json:"unreadable"` // of those read before: the former record is kept
	Unchanged int `json:"unchanged"`  // the same record, byte for byte
}

// reread is a report read again.
type reread struct {
	entry  *ledger.Entry
	leaf   *ledger.Leaf
	change claimChanges
	err    error
}

// claimChanges is how the claims of one report differ.
type claimChanges struct {
	Report  string        `json:"report"` // identity
	Added   []claimChange `json:"added,omitempty"`
	Gone    []claimChange `json:"gone,omitempty"`
	Changed []claimChange `json:"changed,omitempty"`
	Error   string        `json:"error,omitempty"`
}

// claimChange is one claim: its id, words and, where it changed, what did.
type claimChange struct {
	ID     string   `json:"id"`
	Words  string   `json:"words"`
	Fields []string `json:"fields,omitempty"`
}

// rereadAtOnce is how many reports are stored at once.
const rereadAtOnce = 64

// all reads the reports again, some at a time: a single reading of them all
// would keep the ledger from tidying up behind what is written meanwhile.
func (g *rereading) all(ctx context.Context) error {
	var names []string
	for e, err := range g.ledger.Entries(ctx, ledger.Query{}) {
		if err != nil {
			return err
		}
		names = append(names, e.Identity)
	}
	for some := range slices.Chunk(names, rereadAtOnce) {
		var batch []*ledger.Entry
		for e, err := range g.ledger.Entries(ctx, ledger.Query{Only: some, Every: true, Parts: ledger.WithAll}) {
			if err != nil {
				return err
			}
			batch = append(batch, e)
		}
		if err := g.batch(ctx, batch); err != nil {
			return err
		}
	}
	return g.refused(ctx)
}

// batch reads some reports again, on all cores, and stores what changed.
func (g *rereading) batch(ctx context.Context, entries []*ledger.Entry) error {
	if err := ctx.Err(); err != nil {
		return &failure{interrupted, fmt.Sprintf("interrupted after %d reports; what was read again is stored", g.counts.Read), err}
	}
	all := make([]reread, len(entries))
	var working sync.WaitGroup
	slots := make(chan struct{}, g.options.jobs)
	for i, e := range entries {
		slots <- struct{}{}
		working.Go(func() {
			all[i] = g.one(e)
			<-slots
		})
	}
	working.Wait()
	var leaves []*ledger.Leaf
	var same []*ledger.Entry
	for i := range all {
		if err := g.count(&all[i]); err != nil {
			return err
		}
		if all[i].leaf != nil {
			leaves = append(leaves, all[i].leaf)
		} else {
			same = append(same, all[i].entry)
		}
	}
	if g.options.dry {
		return nil
	}
	if _, err := g.ledger.Renew(ctx, same); err != nil || len(leaves) == 0 {
		return err
	}
	_, err := g.ledger.Append(ctx, leaves)
	return err
}

// one reads one version again. A report that this reader refuses keeps its former record.
func (g *rereading) one(e *ledger.Entry) reread {
	again := reread{entry: e, change: claimChanges{Report: e.Identity}}
	again.err = guarded(func() error {
		report, err := e.Report()
		if err != nil {
			return err
		}
		before, err := e.RecordJSON()
		if err != nil {
			return err
		}
		record, err := g.reader.Read(report)
		if err != nil {
			return err
		}
		after, err := record.AppendJSON(nil)
		if err != nil || string(before) == string(after) {
			return err
		}
		if again.change, err = compared(e.Identity, &report, before, record); err != nil {
			return err
		}
		again.leaf, err = g.ledger.PrepareAgain(e, report, record)
		return err
	})
	return again
}

// compared tells how the claims of two records of one report differ.
func compared(identity string, report *claim.Report, before []byte, after *claim.Record) (claimChanges, error) {
	changes := claimChanges{Report: identity}
	var former claim.Record
	if err := json.Unmarshal(before, &former); err != nil {
		return changes, err
	}
	text, title := claim.NewText(report.Text), claim.NewText(report.Title)
	one := func(c *claim.Claim, fields []string) claimChange {
		in := text
		if c.In != "" {
			in = title
		}
		words, _ := in.Cut(c.Span)
		return claimChange{c.ID, words, fields}
	}
	was := map[string]*claim.Claim{}
	for i := range former.Claims {
		was[former.Claims[i].ID] = &former.Claims[i]
	}
	for i := range after.Claims {
		c := &after.Claims[i]
		old, known := was[c.ID]
		delete(was, c.ID)
		if !known {
			changes.Added = append(changes.Added, one(c, nil))
			continue
		}
		fields, err := differing(old, c)
		if err != nil {
			return changes, err
		}
		if len(fields) > 0 {
			changes.Changed = append(changes.Changed, one(c, fields))
		}
	}
	for i := range former.Claims {
		if c, gone := was[former.Claims[i].ID]; gone {
			changes.Gone = append(changes.Gone, one(c, nil))
		}
	}
	return changes, nil
}

// differing names the fields in which two claims differ.
func differing(a, b *claim.Claim) ([]string, error) {
	var fields [2]map[string]json.RawMessage
	for i, c := range []*claim.Claim{a, b} {
		line, err := c.AppendJSON(nil)
		if err != nil {
			return nil, err
		}
		if err := json.Unmarshal(line, &fields[i]); err != nil {
			return nil, err
		}
	}
	var names []string
	for name, value := range fields[0] {
		if string(fields[1][name]) != string(value) {
			names = append(names, name)
		}
	}
	for name := range fields[1] {
		if _, both := fields[0][name]; !both {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names, nil
}

// count takes in what became of one report and shows it.
func (g *rereading) count(r *reread) error {
	g.counts.Read++
	c := &r.change
	switch {
	case errors.Is(r.err, context.Canceled) || ledger.CodeOf(r.err) != "":
		return r.err
	case r.err != nil:
		g.counts.Unread++
		c.Error = r.err.Error()
	case r.leaf == nil:
		g.counts.Unchanged++
		return nil
	}
	g.counts.Added += len(c.Added)
	g.counts.Gone += len(c.Gone)
	g.counts.Altered += len(c.Changed)
	if len(c.Added)+len(c.Gone)+len(c.Changed) > 0 {
		g.counts.Changed++
	} else if c.Error == "" {
		return nil // the record differs, its claims do not
	}
	if g.options.json {
		return printJSON(g.console, c)
	}
	return g.show(c)
}

// show prints the changes of one report for people.
func (g *rereading) show(c *claimChanges) error {
	var b strings.Builder
	b.WriteString(c.Report + "\n")
	for _, part := range []struct {
		sign string
		list []claimChange
	}{{"+", c.Added}, {"-", c.Gone}, {"~", c.Changed}} {
		for _, one := range part.list {
			fmt.Fprintf(&b, "  %s %s  %q", part.sign, one.ID, one.Words)
			if len(one.Fields) > 0 {
				b.WriteString("  " + strings.Join(one.Fields, ", "))
			}
			b.WriteByte('\n')
		}
	}
	if c.Error != "" {
		b.WriteString("  ! " + c.Error + "; the former record is kept\n")
	}
	if _, err := fmt.Fprint(g.console.out, b.String()); err != nil {
		return outputFault("", err)
	}
	return nil
}

// refused tries again what could not be read.
func (g *rereading) refused(ctx context.Context) error {
	var leaves []*ledger.Leaf
	for r, err := range g.ledger.Refused(ctx) {
		if err != nil {
			return err
		}
		err = guarded(func() error {
			report, err := g.refusedReport(ctx, r)
			if err != nil {
				return err
			}
			record, err := g.reader.Read(*report)
			if err != nil {
				return err
			}
			f, err := g.ledger.PrepareCured(r, *report, record)
			if err == nil {
				leaves = append(leaves, f)
			}
			return err
		})
		if code := ledger.CodeOf(err); code != "" && code != ledger.Corrupt {
			return err
		}
		if err == nil {
			g.counts.Cured++
		}
	}
	if g.options.dry || len(leaves) == 0 {
		return nil
	}
	_, err := g.ledger.Append(ctx, leaves)
	return err
}

// refusedReport makes a report of what was refused once: of what was fetched,
// of the page as it was kept, as pages are read better too.
func (g *rereading) refusedReport(ctx context.Context, r *ledger.Refusal) (*claim.Report, error) {
	doc, err := g.ledger.Fetched(ctx, r.URL)
	if err != nil {
		return nil, err
	}
	if doc != nil {
		report, err := readWhole(doc, func(address string) (*claim.Document, error) { return g.ledger.Fetched(ctx, address) })
		if err == nil {
			err = readsLanguage(report.Language)
		}
		return report, err
	}
	report := &claim.Report{}
	if err := json.Unmarshal(r.Document, report); err != nil || report.Text == "" {
		return nil, &article.Fault{Code: article.Empty, Message: "it never was a report", Cause: err}
	}
	return report, nil
}

func (g *rereading) verdict() error {
	n := g.counts
	if g.options.json {
		return printJSON(g.console, n)
	}
	_, err := fmt.Fprintf(g.console.out, "%d read again: %d unchanged, %d with other claims (%d added, %d gone, %d changed), %d unreadable now, %d readable at last\n",
		n.Read, n.Unchanged, n.Changed, n.Added, n.Gone, n.Altered, n.Unread, n.Cured)
	return err
}
