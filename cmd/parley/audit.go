package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"github.com/parley-desk/parley/article"
	"github.com/parley-desk/parley/audit"
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/reader"
	"github.com/parley-desk/parley/sheet"
)

// auditOptions are the flags of `parley audit`.
type auditOptions struct {
	gold    string
	records string
	summary string
	json    bool
	keys    string
	data    string
	report  claim.Report // what the flags say of plain files
}

func newAuditCommand(c console) *cobra.Command {
	var o auditOptions
	cmd := &cobra.Command{
		Use:   "audit FILE… | --summary GOLD",
		Short: "Judge records beside their texts, claim by claim, into a gold file",
		Long: `Opens the record of each report beside its text, a claim at a time: its sentence with the
claim's words set off, and its fields. One key says right or wrong, of the claim and of each
field; claims that were missed are added by kind and words.

Each decision is on disk before the next (GOLD.journal beside the gold file): an audit that
was broken off, by q or by a crash, goes on where it stopped. What is decided becomes a gold
file, one audited report a line, against which later readers are measured: docs/audit.md has
its form. --summary prints how the reader did whose records were audited.

FILE is what ` + "`parley read`" + ` takes. With --records, records that were made before are audited
instead of new ones.`,
		Example: `  parley audit report.txt                          decisions go to report.gold.jsonl
  parley audit reports.jsonl --gold ours.gold.jsonl
  parley audit --summary ours.gold.jsonl --json`,
		RunE: func(cmd *cobra.Command, args []string) error { return o.run(cmd.Context(), c, args) },
	}
	f := cmd.Flags()
	f.SortFlags = false
	f.StringVar(&o.gold, "gold", "", "the gold `file` to write (default: the first FILE's name with .gold.jsonl)")
	f.StringVar(&o.records, "records", "", "audit the records of this `file`, JSON Lines, made before of the same reports")
	f.StringVar(&o.summary, "summary", "", "print what an audit found, from its gold `file`")
	f.BoolVar(&o.json, "json", false, "with --summary: print it as JSON")
	plainFlags(cmd, &o.report)
	f.StringVar(&o.data, "data", "", "`folder` whose lexicons and tables add to those built in")
	f.StringVar(&o.keys, "keys", "", "take keys from a `file` instead of a terminal (- is standard input) and print the last screen")
	_ = f.MarkHidden("keys")
	return cmd
}

func (o *auditOptions) run(ctx context.Context, c console, args []string) error {
	if o.summary != "" {
		if len(args) > 0 {
			return usageFault("--summary takes a gold file and no other: leave out %s", args[0])
		}
		return o.printSummary(c)
	}
	if err := o.check(c, args); err != nil {
		return err
	}
	readings, err := o.readings(ctx, c, args)
	if err != nil {
		return err
	}
	return o.audit(c, readings)
}

func (o *auditOptions) check(c console, args []string) error {
	iso, ok := article.Moment(o.report.Published)
	switch {
	case o.report.Published != "" && !ok:
		return usageFault("--published %q is no date: write it as 2025-11-08", o.report.Published)
	case len(args) == 0:
		return usageFault("nothing to audit: name a FILE (parley audit --help shows examples)")
	case o.json:
		return usageFault("--json goes with --summary: an audit itself is for people")
	case slices.Contains(args, "-"):
		return usageFault("standard input is where the keys come from: name a file")
	case o.keys == "" && (!term.IsTerminal(c.in.Fd()) || !term.IsTerminal(c.out.Fd())):
		return usageFault("an audit needs a terminal: run it in one, or print what an audit found with --summary GOLD")
	}
	o.report.Published = iso
	if o.gold == "" {
		o.gold = strings.TrimSuffix(strings.TrimRight(args[0], "/"), filepath.Ext(args[0])) + ".gold.jsonl"
	}
	return nil
}

// readings reads the reports, and their records unless they are given.
func (o *auditOptions) readings(ctx context.Context, c console, args []string) ([]audit.Reading, error) {
	read, err := o.reader()
	if err != nil {
		return nil, err
	}
	var readings []audit.Reading
	seen := map[string]bool{}
	in := &intake{paths: args}
	in.source(func(fill func(*item) (int64, bool)) bool {
		var it item
		if _, ok := fill(&it); !ok || ctx.Err() != nil {
			return ctx.Err() == nil
		}
		report, err := it.report()
		var record *claim.Record
		if err == nil {
			report = fillPlain(report, &it, o.report)
			record, err = read(report)
		}
		switch {
		case err != nil:
			c.complain("%s: %s", it.source, err)
		case seen[report.ID]:
			c.complain("%s: a second report with the id %q is left out", it.source, report.ID)
		default:
			seen[report.ID] = true
			readings = append(readings, audit.Reading{Report: report, Record: record})
		}
		return true
	})
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if len(readings) == 0 {
		return nil, &failure{article.Empty, "no report could be read", nil}
	}
	return readings, nil
}

// reader gives what makes records: the reader, or those of a file.
func (o *auditOptions) reader() (func(claim.Report) (*claim.Record, error), error) {
	if o.records == "" {
		r, err := newReader(reader.Options{Overlay: o.data})
		if err != nil {
			return nil, err
		}
		return r.Read, nil
	}
	file, err := os.Open(o.records)
	if err != nil {
		return nil, fileFault(o.records, err)
	}
	defer file.Close()
	made, err := recordsOf(file, o.records)
	return func(r claim.Report) (*claim.Record, error) {
		record := made[r.ID]
		if record == nil {
			return nil, fmt.Errorf("%s has no record of the report %q", o.records, r.ID)
		}
		if err := claim.Check(record, r.Text); err != nil {
			return nil, fmt.Errorf("the record in %s is not of this report: %w", o.records, err)
		}
		return record, nil
	}, err
}

// recordsOf reads records by the id of their report.
func recordsOf(file *os.File, name string) (map[string]*claim.Record, error) {
	made := map[string]*claim.Record{}
	for lines := article.NewLines(file, maxRecord); ; {
		line, long, err := lines.Next(nil)
		if errors.Is(err, io.EOF) {
			return made, nil
		}
		if err != nil {
			return nil, fileFault(name, err)
		}
		record := new(claim.Record)
		if err := json.Unmarshal(line, record); err != nil || long {
			return nil, &failure{wrongRecord, fmt.Sprintf("%s, line %d is no record: %v", name, lines.Count(), err), err}
		}
		made[record.ID] = record
	}
}

// audit runs the audit and writes the gold file.
func (o *auditOptions) audit(c console, readings []audit.Reading) (err error) {
	earlier, err := earlierGold(o.gold)
	if err != nil {
		return err
	}
	journal, entries, err := audit.OpenJournal(o.gold + ".journal")
	if err != nil {
		return journalFault(err)
	}
	defer func() { err = errors.Join(err, journal.Close()) }()
	session := audit.NewSession(readings, entries, journal.Append)
	if o.keys != "" {
		err = o.script(c, session)
	} else {
		_, err = tea.NewProgram(&auditScreen{session: session, terminal: c.terminal()}, tea.WithInput(c.in), tea.WithOutput(c.out)).Run()
	}
	if err != nil {
		return err
	}
	return o.write(c, audit.Merge(earlier, session.Gold()))
}

// journalFault words an error of the journal.
func journalFault(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return &failure{noOutput, "the audit's journal cannot be written: " + err.Error(), err}
	}
	return &failure{article.BadJSON, err.Error(), err}
}

// earlierGold reads a gold file that is to be gone on with, nothing where there is none.
func earlierGold(name string) ([]audit.Row, error) {
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fileFault(name, err)
	}
	rows, err := audit.ReadGold(bytes.NewReader(data))
	if err != nil {
		return nil, &failure{article.BadJSON, name + ", " + err.Error() + ": it would be overwritten; name another with --gold", err}
	}
	return rows, nil
}

// write replaces the gold file as a whole.
func (o *auditOptions) write(c console, rows []audit.Row) error {
	out, err := newOutput(o.gold, c.out)
	if err != nil {
		return err
	}
	defer out.abandon()
	if err := audit.WriteGold(out, rows); err != nil {
		return outputFault(o.gold, err)
	}
	if err := out.finish(); err != nil {
		return err
	}
	all := audit.Summary(rows)
	_, err = fmt.Fprintf(c.out, "%s: %d reports, %s\n", o.gold, len(rows), judgedLine(&all))
	return err
}

// judgedLine says in a line what an audit holds.
func judgedLine(s *audit.Score) string {
	if len(s.Kinds) == 0 {
		return "no claim judged yet"
	}
	k := s.Kinds[0]
	return fmt.Sprintf("%d claims right, %d wrong; %d reports complete", k.Right, k.Wrong, s.Complete)
}

// script takes keys from a file and prints the screen that they lead to.
func (o *auditOptions) script(c console, s *audit.Session) error {
	in, err := open(c, o.keys)
	if err != nil {
		return err
	}
	defer in.Close()
	var script bytes.Buffer
	if _, err := script.ReadFrom(in); err != nil {
		return fileFault(o.keys, err)
	}
	keys, err := audit.Keys(script.String())
	if err != nil {
		return usageFault("%s: %s", o.keys, err)
	}
	for _, key := range keys {
		if !s.Over() {
			s.Key(key)
		}
	}
	_, err = fmt.Fprint(c.out, s.Screen(sheet.Terminal{Width: 100}))
	return err
}

// printSummary prints what an audit found.
func (o *auditOptions) printSummary(c console) error {
	data, err := os.ReadFile(o.summary)
	if err != nil {
		return fileFault(o.summary, err)
	}
	rows, err := audit.ReadGold(bytes.NewReader(data))
	if err != nil {
		return &failure{article.BadJSON, o.summary + ", " + err.Error(), err}
	}
	if len(rows) == 0 {
		return &failure{article.Empty, o.summary + " holds no audited report", nil}
	}
	score := audit.Summary(rows)
	if o.json {
		return printJSON(c, score)
	}
	_, err = fmt.Fprint(c.out, score.Text(c.terminal()))
	return err
}

// auditScreen shows a session in a terminal.
type auditScreen struct {
	session  *audit.Session
	terminal sheet.Terminal
	height   int
}

// Init has nothing to begin with.
func (a *auditScreen) Init() tea.Cmd { return nil }

// Update hands keys and pasted words to the session.
func (a *auditScreen) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		a.terminal.Width, a.height = msg.Width, msg.Height
	case tea.PasteMsg:
		for _, r := range msg.Content {
			a.session.Key(string(r))
		}
	case tea.KeyPressMsg:
		a.session.Key(msg.String())
	}
	if a.session.Over() {
		return a, tea.Quit
	}
	return a, nil
}

// View is the session's screen, as much as fits.
func (a *auditScreen) View() tea.View {
	v := tea.NewView(audit.Clip(a.session.Screen(a.terminal), a.height))
	v.AltScreen = true
	v.WindowTitle = "parley audit"
	return v
}
