package main

import (
	"context"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/spf13/cobra"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/ledger"
	"github.com/parley-desk/parley/wire/opml"
)

func newSourceCommand(c console) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "source",
		Short: "Name the sources that are followed: add, list, remove, pause, test, import, export",
		Long: `A source is where reports come from: a feed, a sitemap, a page with links, a single page,
a folder, a mail file, an archive of the web. parley watch follows them. Sources of one
case stand in its case file, under sources:.`,
	}
	cmd.AddCommand(newSourceAddCommand(c), newSourceListCommand(c), newSourceRemoveCommand(c), newSourcePauseCommand(c, true), newSourcePauseCommand(c, false),
		newSourceTestCommand(c), newSourceImportCommand(c), newSourceExportCommand(c))
	return cmd
}

// sourceFlags say what a source is besides its address.
type sourceFlags struct{ claim.Source }

func (o *sourceFlags) add(cmd *cobra.Command) {
	f := cmd.Flags()
	f.SortFlags = false
	f.StringVar((*string)(&o.Kind), "kind", "", "what it is, where it does not show itself: `KIND` is one of "+kindNames())
	f.StringVar(&o.Title, "title", "", "`name` as people call it")
	f.StringVar(&o.Outlet, "outlet", "", "`outlet` of its reports, whatever their pages say")
	f.StringVar(&o.Links, "links", "", "of an index page: `regular expression` that addresses of reports match")
	f.IntVar(&o.Every, "every", 0, "`minutes` between two looks; 0: as often as it changes, 5 to 60")
	f.IntVar(&o.Limit, "limit", 0, "reports taken at one look, the newest first; 0: a default")
	f.BoolVar(&o.Private, "private", false, "its reports stay within the private layer of a case")
}

func kindNames() string {
	names := make([]string, len(claim.SourceKinds))
	for i, k := range claim.SourceKinds {
		names[i] = string(k)
	}
	return strings.Join(names, ", ")
}

func newSourceAddCommand(c console) *cobra.Command {
	var o sourceFlags
	var address string
	cmd := &cobra.Command{
		Use: "add ADDRESS", Short: "Follow a source, or change one by its --id", Args: oneFile("the address of a source"),
		Example: `  parley source add https://example.org/feed.xml
  parley source add https://example.org/world --kind index --links '/world/20\d\d/'
  parley source add ~/inbox --kind folder --title "What colleagues send"`,
		RunE: func(cmd *cobra.Command, args []string) error {
			return withLedger(cmd.Context(), address, ledgerOptions(ledger.Options{Create: true}), func(l *ledger.Ledger) error {
				o.Address = onThisMachine(args[0])
				return o.keep(cmd.Context(), c, l)
			})
		},
	}
	o.add(cmd)
	cmd.Flags().StringVar(&o.ID, "id", "", "`id` to call it by; made of its title or address where none is given")
	ledgerFlag(cmd, &address)
	return cmd
}

// onThisMachine makes a path whole, so that it leads to the same wherever watch is started.
func onThisMachine(address string) string {
	if strings.Contains(address, "://") {
		return address
	}
	if whole, err := filepath.Abs(address); err == nil {
		return whole
	}
	return address
}

func (o *sourceFlags) keep(ctx context.Context, c console, l *ledger.Ledger) error {
	all, err := l.Followed(ctx)
	if err != nil {
		return err
	}
	if at := slices.IndexFunc(all, func(s ledger.Followed) bool { return s.Address == o.Address && (o.ID == "" || o.ID != s.ID) }); at >= 0 {
		return usageFault("%s is followed already, as %s", o.Address, all[at].ID)
	}
	if o.ID == "" {
		o.ID = freeID(o.Source, all)
	}
	if err := o.Validate(); err != nil {
		return usageFault("%s", strings.Join(strings.Fields(err.Error()), " "))
	}
	if err := l.SetSource(ctx, o.Source); err != nil {
		return err
	}
	_, err = fmt.Fprintf(c.out, "%s: %s (parley source test %s shows what it has)\n", o.ID, o.Address, o.ID)
	return err
}

// freeID makes an id of a source's title, or of its address, that no other has.
func freeID(s claim.Source, all []ledger.Followed) string {
	name := slug(s.Title)
	if u, err := url.Parse(s.Address); name == "" && err == nil && u.Host != "" {
		name = slug(strings.TrimPrefix(u.Hostname(), "www."))
	}
	if name == "" {
		name = slug(filepath.Base(s.Address))
	}
	if name == "" {
		name = "source"
	}
	id := name
	for n := 2; slices.ContainsFunc(all, func(f ledger.Followed) bool { return f.ID == id }); n++ {
		id = name + "-" + strconv.Itoa(n)
	}
	return id
}

// idLength is as much of a name as an id takes: some is left for a number.
const idLength = 56

// slug makes an id of words: small letters, digits and single hyphens.
func slug(words string) string {
	fields := strings.FieldsFunc(strings.ToLower(words), func(r rune) bool { return r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	id := strings.Join(fields, "-")
	return strings.TrimRight(id[:min(len(id), idLength)], "-")
}

func newSourceListCommand(c console) *cobra.Command {
	var address, caseID string
	var asJSON bool
	cmd := &cobra.Command{
		Use: "list", Short: "List the sources, and how each stands", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return withLedger(cmd.Context(), address, ledgerOptions(ledger.Options{}), func(l *ledger.Ledger) error {
				all, err := followed(cmd.Context(), l, time.Now())
				if err != nil {
					return err
				}
				all = slices.DeleteFunc(all, func(s followedSource) bool { return caseID != "" && s.Case != "" && s.Case != caseID })
				if asJSON {
					return printJSON(c, append([]followedSource{}, all...))
				}
				return listSources(c, all)
			})
		},
	}
	cmd.Flags().StringVarP(&caseID, "case", "c", "", "only those of the case with this `id`, and those of every case")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	ledgerFlag(cmd, &address)
	return cmd
}

func listSources(c console, all []followedSource) error {
	var b strings.Builder
	for i := range all {
		s := &all[i]
		of := ""
		if s.Case != "" {
			of = ", of the case " + s.Case
		}
		kind := string(s.Kind)
		if kind == "" {
			kind = "source"
		}
		fmt.Fprintf(&b, "%s\n    %s %s\n    %s\n", strings.TrimSpace(s.ID+"  "+inLine(s.Title))+of, kind, inLine(s.Address), s.words(time.Now()))
	}
	if len(all) == 0 {
		b.WriteString("There is no source yet: parley source add ADDRESS\n")
	}
	if _, err := c.out.WriteString(b.String()); err != nil {
		return outputFault("", err)
	}
	return nil
}

func newSourceRemoveCommand(c console) *cobra.Command {
	var address string
	cmd := &cobra.Command{
		Use: "remove ID…", Short: "Follow a source no longer; what came of it stays", Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return withLedger(cmd.Context(), address, ledgerOptions(ledger.Options{}), func(l *ledger.Ledger) error {
				for _, id := range args {
					if err := l.RemoveSource(cmd.Context(), id); err != nil {
						return err
					}
					if _, err := fmt.Fprintf(c.out, "%s: removed\n", id); err != nil {
						return outputFault("", err)
					}
				}
				return nil
			})
		},
	}
	ledgerFlag(cmd, &address)
	return cmd
}

func newSourcePauseCommand(c console, pause bool) *cobra.Command {
	use, short := "resume ID…", "Follow sources again that were paused"
	if pause {
		use, short = "pause ID…", "Follow sources no more for a while"
	}
	var address string
	cmd := &cobra.Command{
		Use: use, Short: short, Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return withLedger(cmd.Context(), address, ledgerOptions(ledger.Options{}), func(l *ledger.Ledger) error {
				for _, id := range args {
					s, err := sourceOf(cmd.Context(), l, id)
					if err != nil {
						return err
					}
					if s.Case != "" {
						return usageFault("the source %q is named by the case %s: set paused: true there with parley case edit %s", id, s.Case, s.Case)
					}
					s.Paused = pause
					if err := l.SetSource(cmd.Context(), s.Source); err != nil {
						return err
					}
					if _, err := fmt.Fprintf(c.out, "%s: %s\n", id, map[bool]string{true: "paused", false: "followed again"}[pause]); err != nil {
						return outputFault("", err)
					}
				}
				return nil
			})
		},
	}
	ledgerFlag(cmd, &address)
	return cmd
}

// sourceOf finds a source by its id.
func sourceOf(ctx context.Context, l *ledger.Ledger, id string) (*ledger.Followed, error) {
	all, err := l.Followed(ctx)
	if err != nil {
		return nil, err
	}
	for i := range all {
		if all[i].ID == id {
			return &all[i], nil
		}
	}
	return nil, usageFault("there is no source %q: parley source list shows those there are", id)
}

func newSourceImportCommand(c console) *cobra.Command {
	var address string
	cmd := &cobra.Command{
		Use: "import FILE", Short: "Follow all that an OPML list of a feed reader names", Args: oneFile("the OPML list"),
		RunE: func(cmd *cobra.Command, args []string) error {
			in, name := io.Reader(c.in), "standard input"
			if args[0] != "-" {
				file, err := os.Open(args[0])
				if err != nil {
					return fileFault(args[0], err)
				}
				defer func() { _ = file.Close() }()
				in, name = file, args[0]
			}
			return withLedger(cmd.Context(), address, ledgerOptions(ledger.Options{Create: true}), func(l *ledger.Ledger) error {
				return importSources(cmd.Context(), c, l, name, in)
			})
		},
	}
	ledgerFlag(cmd, &address)
	return cmd
}

// importSources keeps what a list names and is not followed yet.
func importSources(ctx context.Context, c console, l *ledger.Ledger, name string, in io.Reader) error {
	list, skipped, broken := opml.Read(in)
	all, err := l.Followed(ctx)
	if err != nil {
		return err
	}
	added, there := 0, 0
	for _, s := range list {
		if slices.ContainsFunc(all, func(f ledger.Followed) bool { return f.Address == s.Address }) {
			there++
			continue
		}
		if slices.ContainsFunc(all, func(f ledger.Followed) bool { return f.ID == s.ID }) {
			s.ID = freeID(s, all)
		}
		if err := l.SetSource(ctx, s); err != nil {
			c.complain("%s: %s is passed over: %s", name, inLine(s.Address), strings.Join(strings.Fields(err.Error()), " "))
			continue
		}
		added++
		all = append(all, ledger.Followed{Source: s})
	}
	for _, s := range skipped {
		c.complain("%s: %s %s is passed over: %s", name, inLine(s.Title), inLine(s.Address), s.Why)
	}
	if _, err := fmt.Fprintf(c.out, "%d sources added, %d were followed already, %d passed over\n", added, there, len(skipped)+len(list)-added-there); err != nil {
		return outputFault("", err)
	}
	if broken != nil {
		return &failure{sourceTrouble, fmt.Sprintf("%s breaks off: %v; what stands before is kept", name, broken), broken}
	}
	return nil
}

func newSourceExportCommand(c console) *cobra.Command {
	var address string
	cmd := &cobra.Command{
		Use: "export [FILE]", Short: "Write the sources as an OPML list that feed readers take", Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return withLedger(cmd.Context(), address, ledgerOptions(ledger.Options{}), func(l *ledger.Ledger) error {
				all, err := l.Sources(cmd.Context(), "")
				if err != nil {
					return err
				}
				out, err := newOutput(strings.Join(args, ""), c.out)
				if err != nil {
					return err
				}
				defer out.abandon()
				if err := opml.Write(out, "Sources of Parley", all); err != nil {
					return outputFault(strings.Join(args, ""), err)
				}
				return out.finish()
			})
		},
	}
	ledgerFlag(cmd, &address)
	return cmd
}
