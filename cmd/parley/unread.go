package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/parley-desk/parley/article"
	"github.com/parley-desk/parley/ledger"
)

// unreadOptions are the flags of parley unread.
type unreadOptions struct {
	ledger, caseID, asOf, code string
	json                       bool
}

func newUnreadCommand(c console) *cobra.Command {
	var o unreadOptions
	cmd := &cobra.Command{
		Use: "unread [WORDS]…", Short: "List what came and could not be read yet, and why",
		Long: `Lists documents that came but could not be read: in another language, scanned, behind a
paywall, gone. They are kept, counted beside every view that they might have changed, and
tried again by parley reread. WORDS find those that have all of them.`,
		Example: "  parley unread\n  parley unread ceasefire --code language\n  parley unread --case pak-afg-2025 --as-of 2025-11-08 --json",
		RunE:    func(cmd *cobra.Command, args []string) error { return o.run(cmd.Context(), c, args) },
	}
	f := cmd.Flags()
	f.SortFlags = false
	f.StringVarP(&o.caseID, "case", "c", "", "what could have been of the case with this `id`")
	f.StringVar(&o.asOf, "as-of", "", "what could be known on this `day`")
	f.StringVar(&o.code, "code", "", "only for this `reason`: language, scan, paywall, consent, gone, …")
	f.BoolVar(&o.json, "json", false, "print JSON")
	ledgerFlag(cmd, &o.ledger)
	return cmd
}

func (o *unreadOptions) run(ctx context.Context, c console, words []string) error {
	q := ledger.UnreadQuery{Case: o.caseID, Words: strings.Join(words, " "), Code: o.code}
	if o.asOf != "" {
		iso, _ := article.Moment(o.asOf)
		at, ok := ledger.Moment(iso)
		if !ok {
			return usageFault("--as-of %q is no day or time: write it as 2025-11-01", o.asOf)
		}
		q.AsOf = at
	}
	return withLedger(ctx, o.ledger, ledgerOptions(ledger.Options{}), func(l *ledger.Ledger) error {
		list, err := l.Unread(ctx, q)
		if err != nil {
			return err
		}
		if o.json {
			return printJSON(c, list)
		}
		return printUnread(c, list)
	})
}

func printUnread(c console, list []ledger.UnreadEntry) error {
	var b strings.Builder
	for i := range list {
		e := &list[i]
		title := e.Title
		if title == "" {
			title = e.Source
		}
		fmt.Fprintf(&b, "%s  %s: %s\n            %s: %s\n", e.Available[:len(time.DateOnly)], inLine(e.Outlet), inLine(title), ledger.ReasonWords(e.Code), inLine(e.Message))
		if e.URL != "" && title != e.URL {
			fmt.Fprintf(&b, "            %s\n", inLine(e.URL))
		}
	}
	if len(list) == 0 {
		b.WriteString("Nothing is unread.\n")
	} else {
		fmt.Fprintf(&b, "%s\n", unreadLine(list))
	}
	if _, err := c.out.WriteString(b.String()); err != nil {
		return outputFault("", err)
	}
	return nil
}

// unreadLine counts what is unread by reason: "3 reports unread (language 2, scan 1)"; empty where nothing is.
func unreadLine(list []ledger.UnreadEntry) string {
	switch len(list) {
	case 0:
		return ""
	case 1:
		return "1 report unread (" + ledger.ReasonWords(list[0].Code) + ")"
	}
	return fmt.Sprintf("%d reports unread%s", len(list), strings.Replace(reasonsIn(ledger.UnreadBy(list)), ": ", " (", 1)+")")
}

// reasonsIn lists counts by reason: ": language 2, scan 1"; empty where there are none.
func reasonsIn(counts []ledger.ByReason) string {
	var parts []string
	for _, r := range counts {
		parts = append(parts, fmt.Sprintf("%s %d", ledger.ReasonWords(r.Code), r.Count))
	}
	if len(parts) == 0 {
		return ""
	}
	return ": " + strings.Join(parts, ", ")
}

// countUnread looks up what could have been of a view's case, as of its day, and
// could not be read; of private sources nothing, as a view is handed on.
func (q *question) countUnread(ctx context.Context, l *ledger.Ledger) (err error) {
	query := ledger.UnreadQuery{Case: q.Case}
	if at, ok := ledger.Moment(q.AsOf); ok {
		query.AsOf = at
	}
	if q.unread, err = l.Unread(ctx, query); err != nil {
		return err
	}
	private, err := l.PrivateSources(ctx)
	q.unread = slices.DeleteFunc(q.unread, func(e ledger.UnreadEntry) bool { return slices.Contains(private, e.Followed) })
	return err
}

// unreadBelow is the line below a view that tells what it could not know of.
func unreadBelow(list []ledger.UnreadEntry) string {
	if len(list) == 0 {
		return ""
	}
	return unreadLine(list) + ": parley unread lists them\n"
}

// unreadKey is the key "unread" of a view's JSON: what came by its day, could have
// changed it and could not be read, by reason. Empty where nothing is.
func (q *question) unreadKey() (string, error) {
	if len(q.unread) == 0 {
		return "", nil
	}
	counts, err := json.Marshal(ledger.UnreadBy(q.unread))
	return `"unread":` + string(counts), err
}

// openObject passes a JSON object on; where a key is to be added, all but its end.
type openObject struct {
	out  io.Writer
	key  string
	last []byte // what was held back: two bytes at most
}

// Write passes bytes on.
func (o *openObject) Write(b []byte) (int, error) {
	if o.key == "" {
		return o.out.Write(b)
	}
	all := slices.Concat(o.last, b)
	passed := max(0, len(all)-len("{}"))
	o.last = all[passed:]
	_, err := o.out.Write(all[:passed])
	return len(b), err
}

// end adds the key and ends the object and its line.
func (o *openObject) end() error {
	last := string(o.last)
	if o.key != "" {
		if last = strings.TrimSuffix(last, "}"); last != "{" {
			last += ","
		}
		last += o.key + "}"
	}
	_, err := io.WriteString(o.out, last+"\n")
	return err
}
