package main

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/parley-desk/parley/article"
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/ledger"
	"github.com/parley-desk/parley/wire"
)

// sourceTest is what parley source test found.
type sourceTest struct {
	Source  claim.Source   `json:"source"`
	Kind    string         `json:"kind,omitempty"`
	Title   string         `json:"title,omitempty"`
	Listed  int            `json:"listed"`
	Every   int            `json:"every_seconds,omitempty"`
	Reports []testedReport `json:"reports"`
	Missed  []wire.Missed  `json:"missed,omitempty"`
	Notes   []string       `json:"notes,omitempty"`
	Code    string         `json:"code,omitempty"` // why the list itself cannot be had
	Error   string         `json:"error,omitempty"`
	took    time.Duration  // of the look
}

// testedReport is what would be made of one document.
type testedReport struct {
	URL       string          `json:"url"`
	Title     string          `json:"title,omitempty"`
	Outlet    string          `json:"outlet,omitempty"`
	Authors   []string        `json:"authors,omitempty"`
	Agency    string          `json:"agency,omitempty"`
	Published string          `json:"published,omitempty"`
	Basis     claim.DateBasis `json:"date_basis,omitempty"`
	Updated   string          `json:"updated,omitempty"`
	Words     int             `json:"words"`
	Language  string          `json:"language,omitempty"`
	Begins    string          `json:"begins,omitempty"`
	Code      article.Code    `json:"code,omitempty"`
	Error     string          `json:"error,omitempty"`
}

func newSourceTestCommand(c console) *cobra.Command {
	var o sourceFlags
	var w wireFlags
	var address string
	var asJSON bool
	cmd := &cobra.Command{
		Use: "test ADDRESS|ID", Short: "Show what would be fetched of a source and made of it, and why not", Args: oneFile("the address of a source, or its id"),
		Long: `Takes one look at a source as parley watch would, and shows what it lists, what would be
made of the newest five (--limit): title, outlet, dates and how they were told, words,
language; and why something would not be fetched or cannot be read. Nothing is kept.`,
		Example: "  parley source test https://example.org/feed.xml\n  parley source test example-wire --json",
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := o.source(cmd.Context(), address, args[0])
			if err != nil {
				return err
			}
			options, err := w.options(c)
			if err != nil {
				return err
			}
			return testSource(cmd.Context(), c, wire.New(options), s, asJSON)
		},
	}
	o.add(cmd)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	ledgerFlag(cmd, &address)
	w.add(cmd)
	return cmd
}

// source is the source that is meant: an address, or the id of one in the ledger.
func (o *sourceFlags) source(ctx context.Context, address, named string) (claim.Source, error) {
	if !strings.ContainsAny(named, ":/\\.~") {
		err := withLedger(ctx, address, ledgerOptions(ledger.Options{}), func(l *ledger.Ledger) error {
			s, err := sourceOf(ctx, l, named)
			if err == nil {
				limit := o.Limit
				o.Source = s.Source
				o.Limit = limit
			}
			return err
		})
		return o.Source, err
	}
	o.ID, o.Address = "tested", onThisMachine(named)
	if err := o.Validate(); err != nil {
		return o.Source, usageFault("%s", strings.Join(strings.Fields(err.Error()), " "))
	}
	return o.Source, nil
}

func testSource(ctx context.Context, c console, w *wire.Wire, s claim.Source, asJSON bool) error {
	defer w.Close()
	begun := time.Now()
	found, failed := w.Look(ctx, s, claim.SourceState{Source: s.ID})
	t := tested(s, &found)
	t.took = time.Since(begun)
	if failed != nil {
		t.Error = failed.Error()
		if f := wire.FaultOf(failed); f != nil {
			t.Code = string(f.Code)
		}
	}
	var err error
	if asJSON {
		err = printJSON(c, t)
	} else {
		err = t.print(c)
	}
	if err == nil && failed != nil {
		err = &failure{sourceTrouble, fmt.Sprintf("%s cannot be followed: %s", s.Address, failed.Error()), failed}
	}
	return err
}

// tested makes reports of what was found.
func tested(s claim.Source, found *wire.Found) *sourceTest {
	t := &sourceTest{Source: s, Kind: string(found.Kind), Title: found.Title, Listed: len(found.Items), Every: found.State.Every, Missed: found.Missed, Notes: found.Notes, Reports: []testedReport{}}
	came := map[string]*claim.Document{}
	for _, d := range found.Documents {
		came[d.URL] = d
	}
	for _, d := range found.Documents {
		if d.Item.PartOf == "" {
			t.Reports = append(t.Reports, testReport(d, came))
		}
	}
	return t
}

// testReport reads a document, with the later pages of its article that came too.
func testReport(d *claim.Document, came map[string]*claim.Document) testedReport {
	one := testedReport{URL: d.URL}
	err := guarded(func() error {
		r, err := readWhole(d, func(address string) (*claim.Document, error) { return came[address], nil })
		if r != nil {
			one = testedReport{URL: cmp.Or(r.URL, d.URL), Title: r.Title, Outlet: r.Outlet, Authors: r.Authors, Agency: r.Agency, Published: r.Published, Basis: r.DateBasis, Updated: r.Updated,
				Words: len(strings.Fields(r.Text)), Language: r.Language, Begins: begins(r.Text)}
		}
		if err == nil {
			err = readsLanguage(r.Language)
		}
		return err
	})
	if err != nil {
		one.Code, one.Error = codeOf(err), err.Error()
	}
	return one
}

// beginning is how many words of a report are shown.
const beginning = 14

// begins gives the first words of a text.
func begins(text string) string {
	words := strings.Fields(text[:min(len(text), 400)])
	if len(words) > beginning {
		return strings.ToValidUTF8(strings.Join(words[:beginning], " "), "") + " …"
	}
	return strings.ToValidUTF8(strings.Join(words, " "), "")
}

// print shows it to people.
func (t *sourceTest) print(c console) error {
	var b strings.Builder
	if t.Error == "" {
		fmt.Fprintf(&b, "%s\n%s%s, %s listed, looked at in %s", inLine(t.Source.Address), cmp.Or(t.Kind, "source"), quoted(t.Title), count(t.Listed, "report", ""), t.took.Round(10*time.Millisecond))
		if t.Every > 0 {
			fmt.Fprintf(&b, "; parley watch would look again in %s", lasting(time.Duration(t.Every)*time.Second))
		}
		b.WriteString("\n")
	}
	for _, note := range t.Notes {
		fmt.Fprintf(&b, "note: %s\n", inLine(note))
	}
	for i := range t.Reports {
		t.Reports[i].print(&b)
	}
	for _, m := range t.Missed {
		fmt.Fprintf(&b, "\n%s\n  not fetched (%s): %s\n", inLine(m.URL), m.Code, inLine(m.Message))
	}
	if left := t.Listed - len(t.Reports) - len(t.Missed); left > 0 && t.Error == "" {
		fmt.Fprintf(&b, "\n%d more are listed; --limit shows more\n", left)
	}
	if _, err := c.out.WriteString(b.String()); err != nil {
		return outputFault("", err)
	}
	return nil
}

func quoted(title string) string {
	if title == "" {
		return ""
	}
	return " “" + inLine(title) + "”"
}

func (r *testedReport) print(b *strings.Builder) {
	fmt.Fprintf(b, "\n%s\n  %s\n", cmp.Or(inLine(r.Title), "(no title)"), inLine(r.URL))
	if r.Error != "" {
		fmt.Fprintf(b, "  not read (%s): %s\n", r.Code, inLine(r.Error))
	}
	line := func(name, value string) {
		if value != "" {
			fmt.Fprintf(b, "  %-9s  %s\n", name, inLine(value))
		}
	}
	line("outlet", r.Outlet)
	line("by", strings.Join(r.Authors, ", "))
	line("agency", r.Agency)
	published := r.Published
	if published == "" {
		published = "unknown: the day of fetching counts"
	} else if r.Basis != "" {
		published += " (" + basisWords[r.Basis] + ")"
	}
	line("published", published)
	line("updated", r.Updated)
	line("text", strings.TrimSuffix(fmt.Sprintf("%d words, %s", r.Words, r.Language), ", "))
	line("begins", r.Begins)
}

// basisWords tell how a date was told.
var basisWords = map[claim.DateBasis]string{
	claim.DatedLinked: "by the page's linked data", claim.DatedMeta: "by the page's metadata", claim.DatedElement: "by the page's time element", claim.DatedFeed: "by the list",
	claim.DatedAddress: "by the address", claim.DatedText: "by the page's words",
}
