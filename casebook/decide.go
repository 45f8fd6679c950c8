package casebook

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/ledger"
)

// Wish is what an analyst wants to decide, as typed or clicked. Which fields
// count depends on the kind.
type Wish struct {
	Kind                claim.DecisionKind
	Case                string // id; empty: every case
	Author, Reason      string
	At                  time.Time
	Claims              []string // each REPORT#CLAIM; of REPORT its unique ending will do
	Set                 string   // correct, add: fields of the claim as JSON
	ClaimKind, Words    string   // add: what it is, and the words that state it
	Title               bool     // add: the words stand in the title
	Nth                 int      // add: which of the places where the words stand, from 0
	Report              string   // add, include, exclude; a note on no claim
	Actor, Side, Outlet string
	Grade, Score, Undo  string
	Private             bool

	claims []*claim.Claim // that were found, in order
}

// Refused is a wish that cannot be: its message says why and what to do.
type Refused struct{ message string }

// Error is the message.
func (r *Refused) Error() string { return r.message }

func refused(format string, values ...any) error { return &Refused{fmt.Sprintf(format, values...)} }

// drafts fill what is particular to a kind of decision.
var drafts = map[claim.DecisionKind]func(context.Context, *ledger.Ledger, *Wish, *claim.Decision) error{
	claim.DecideAccept: anchored, claim.DecideReject: anchored, claim.DecideMerge: anchored, claim.DecideSplit: anchored, claim.DecideNote: noted,
	claim.DecideCorrect: corrected, claim.DecideAdd: added, claim.DecideScore: scored, claim.DecideSide: sided, claim.DecideGrade: graded,
	claim.DecideInclude: ofReport, claim.DecideExclude: ofReport, claim.DecideUndo: undone,
}

// Draft makes the decision that is wished for, without keeping it. Its errors
// are *Refused, or the ledger's.
func Draft(ctx context.Context, l *ledger.Ledger, w Wish) (*claim.Decision, error) {
	draft := drafts[w.Kind]
	switch {
	case draft == nil:
		return nil, refused("%q is no decision: the decisions are %s", w.Kind, kindNames())
	case w.Author == "":
		return nil, refused("who decides? A decision has an author")
	case strings.TrimSpace(w.Reason) == "":
		return nil, refused("why? Give a reason: whoever reads the view can ask")
	}
	d := &claim.Decision{Case: w.Case, Kind: w.Kind, Author: w.Author, At: w.At.UTC().Format(time.RFC3339), Reason: w.Reason, Private: w.Private}
	if err := draft(ctx, l, &w, d); err != nil {
		return nil, err
	}
	*d = Named(*d)
	if err := d.Validate(); err != nil {
		return nil, refused("the decision does not hold together: %v", err)
	}
	return d, nil
}

// Named names a decision by what it says. One that cannot be written is named by
// nothing, which Validate refuses.
func Named(d claim.Decision) claim.Decision {
	d.ID = ""
	if data, err := d.AppendJSON(nil); err == nil {
		sum := sha256.Sum256(data)
		d.ID = hex.EncodeToString(sum[:])[:idLength]
	}
	return d
}

// Decide makes the decision that is wished for and keeps it. A decision is named by what
// it says: the same at the same second is one.
func Decide(ctx context.Context, l *ledger.Ledger, w Wish) (*claim.Decision, error) {
	d, err := Draft(ctx, l, w)
	if err != nil {
		return nil, err
	}
	return d, l.Decide(ctx, *d)
}

// idLength is how many digits of its hash name a decision.
const idLength = 12

func kindNames() string {
	names := make([]string, len(claim.DecisionKinds))
	for i, k := range claim.DecisionKinds {
		names[i] = string(k)
	}
	return strings.Join(names, ", ")
}

// anchored finds the claims that a decision is about.
func anchored(ctx context.Context, l *ledger.Ledger, w *Wish, d *claim.Decision) error {
	for _, name := range w.Claims {
		a, c, err := AnchorOf(ctx, l, d.Case, name)
		if err != nil {
			return err
		}
		d.Of, w.claims = append(d.Of, a), append(w.claims, c)
	}
	return nil
}

// noted finds what a note is on: claims, a report, or the case as a whole.
func noted(ctx context.Context, l *ledger.Ledger, w *Wish, d *claim.Decision) error {
	if w.Report != "" {
		return ofReport(ctx, l, w, d)
	}
	return anchored(ctx, l, w, d)
}

func corrected(ctx context.Context, l *ledger.Ledger, w *Wish, d *claim.Decision) error {
	if err := anchored(ctx, l, w, d); err != nil {
		return err
	}
	if len(w.claims) != 1 {
		return refused("a correction is of one claim, not of %d", len(w.claims))
	}
	if d.Set = json.RawMessage(w.Set); !json.Valid(d.Set) {
		return refused("--set %q is no JSON object: write it as '{\"value\":6}'", w.Set)
	}
	if _, err := w.claims[0].Corrected(d.Set); err != nil {
		return refused("so corrected, the claim breaks its rules: %v", err)
	}
	return nil
}

func sided(_ context.Context, _ *ledger.Ledger, w *Wish, d *claim.Decision) error {
	d.Actor, d.Side = w.Actor, w.Side
	return nil
}

func graded(_ context.Context, _ *ledger.Ledger, w *Wish, d *claim.Decision) error {
	d.Grade, d.Actor, d.Outlet = w.Grade, w.Actor, w.Outlet
	return nil
}

func scored(ctx context.Context, l *ledger.Ledger, w *Wish, d *claim.Decision) error {
	n, err := strconv.Atoi(w.Score)
	if err != nil {
		return refused("a score is 0, 1, 2 or 3, not %q", w.Score)
	}
	d.Score = &n
	return anchored(ctx, l, w, d)
}

func ofReport(ctx context.Context, l *ledger.Ledger, w *Wish, d *claim.Decision) error {
	e, err := ReportOf(ctx, l, "", w.Report)
	if err != nil {
		return err
	}
	d.Report = e.Identity
	return nil
}

func undone(ctx context.Context, l *ledger.Ledger, w *Wish, d *claim.Decision) error {
	all, err := l.Decisions(ctx, "", 0)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(all, func(o claim.Decision) bool { return o.ID == w.Undo })
	if i < 0 {
		return refused("there is no decision %q: parley decide list shows those there are", w.Undo)
	}
	d.Undo, d.Case = all[i].ID, all[i].Case
	return nil
}

// added makes the claim that the reader missed.
func added(ctx context.Context, l *ledger.Ledger, w *Wish, d *claim.Decision) error {
	e, err := ReportOf(ctx, l, d.Case, w.Report)
	if err != nil {
		return err
	}
	report, err := e.Report()
	if err != nil {
		return err
	}
	record, err := e.Record()
	if err != nil {
		return err
	}
	fresh := claim.Claim{ID: "added", Kind: claim.Kind(w.ClaimKind), Polarity: claim.Positive, Certainty: claim.Asserted, Tense: claim.Past, Confidence: 1, Rule: "analyst", Body: claim.NewBody(claim.Kind(w.ClaimKind))}
	if fresh.Body == nil {
		return refused("--kind %q is none of %v", w.ClaimKind, claim.Kinds)
	}
	if err := w.stand(&fresh, &report); err != nil {
		return err
	}
	fresh.Sentence = sentenceAround(record, fresh)
	if w.Set == "" {
		w.Set = "{}"
	}
	whole, err := fresh.Corrected(json.RawMessage(withSpans(w.Set, fresh)))
	if err != nil {
		return refused("with --set %s the claim breaks its rules: %v", w.Set, err)
	}
	d.Claim = whole
	d.Of = []claim.Anchor{{Report: e.Identity, SHA256: record.Report.SHA256, Kind: fresh.Kind, In: fresh.In, Span: fresh.Span, Words: strings.Join(strings.Fields(w.Words), " ")}}
	return nil
}

// stand finds where the words of an added claim stand.
func (w *Wish) stand(c *claim.Claim, report *claim.Report) error {
	text, from := report.Text, 0
	if w.Title {
		text, c.In = report.Title, "title"
	}
	for n := 0; ; n++ {
		at := strings.Index(text[from:], w.Words)
		if at < 0 || w.Words == "" {
			return refused("the words %q do not stand in the report: copy them as they are", w.Words)
		}
		if from += at; n == w.Nth {
			break
		}
		from += len(w.Words)
	}
	start := len([]rune(text[:from]))
	c.Span = claim.Span{Start: start, End: start + len([]rune(w.Words))}
	return nil
}

// sentenceAround is the sentence that a span stands in, as another claim has it; else the span itself.
func sentenceAround(record *claim.Record, c claim.Claim) claim.Span {
	for i := range record.Claims {
		if o := &record.Claims[i]; o.In == c.In && o.Sentence.Covers(c.Span) {
			return o.Sentence
		}
	}
	return c.Span
}

// ownSpans are the fields in which kinds of claims keep their words.
var ownSpans = map[claim.Kind]string{claim.KindEvent: "trigger", claim.KindCommitment: "content_span", claim.KindBreach: "content_span", claim.KindProjection: "content_span"}

// withSpans adds to the fields given those spans of the kind that the words are.
func withSpans(set string, c claim.Claim) string {
	var fields map[string]any
	if json.Unmarshal([]byte(set), &fields) != nil || fields == nil {
		return set // Corrected says what is wrong with it
	}
	span := []int{c.Span.Start, c.Span.End}
	if name := ownSpans[c.Kind]; name != "" && fields[name] == nil {
		fields[name] = span
	}
	if c.Kind == claim.KindStatement && fields["content_spans"] == nil {
		fields["content_spans"] = [][]int{span}
	}
	data, err := json.Marshal(fields)
	if err != nil {
		return set
	}
	return string(data)
}

// ReportOf finds a report by its identity or the unique end of it, with its
// text and record; in any case where caseID is empty.
func ReportOf(ctx context.Context, l *ledger.Ledger, caseID, name string) (*ledger.Entry, error) {
	if e, err := entryOf(ctx, l, caseID, name); e != nil || err != nil {
		return e, err
	}
	var found []string
	for e, err := range l.Entries(ctx, ledger.Query{Case: caseID}) {
		if err != nil {
			return nil, err
		}
		if name != "" && strings.HasSuffix(e.Identity, name) {
			found = append(found, e.Identity)
		}
	}
	switch {
	case len(found) == 0:
		return nil, refused("no report is called %q: give its address, or the end of it (--cite full shows it)", name)
	case len(found) > 1:
		return nil, refused("%q is the end of %d reports, such as %s and %s: give more of it", name, len(found), found[0], found[1])
	}
	if e, err := entryOf(ctx, l, caseID, found[0]); e != nil || err != nil {
		return e, err
	}
	return nil, &ledger.Fault{Code: ledger.Corrupt, Message: "the ledger lists a report and does not have it: run parley verify"}
}

// entryOf looks a report up by its whole identity; nil where there is none.
func entryOf(ctx context.Context, l *ledger.Ledger, caseID, identity string) (*ledger.Entry, error) {
	for e, err := range l.Entries(ctx, ledger.Query{Case: caseID, Only: []string{identity}, Parts: ledger.WithReport | ledger.WithRecord}) {
		return e, err
	}
	return nil, nil
}

// AnchorOf finds a claim written REPORT#CLAIM.
func AnchorOf(ctx context.Context, l *ledger.Ledger, caseID, name string) (claim.Anchor, *claim.Claim, error) {
	at := strings.LastIndexByte(name, '#')
	if at < 0 {
		return claim.Anchor{}, nil, refused("%q is no claim: write it REPORT#CLAIM, as --cite full prints it", name)
	}
	e, err := ReportOf(ctx, l, caseID, name[:at])
	if err != nil {
		return claim.Anchor{}, nil, err
	}
	if id, ok := strings.CutPrefix(name[at+1:], addedPrefix); ok {
		return ofAdded(ctx, l, e.Identity, id)
	}
	report, err := e.Report()
	if err != nil {
		return claim.Anchor{}, nil, err
	}
	record, err := e.Record()
	if err != nil {
		return claim.Anchor{}, nil, err
	}
	made := account.Contribute(account.Version{Report: e.Identity}, &report, record)
	for i := range made.Rows {
		if row := &made.Rows[i]; row.ID == name[at+1:] {
			return claim.Anchor{Report: e.Identity, SHA256: made.SHA256, Kind: row.Kind, In: row.In, Span: row.Span, Nth: row.Nth, Words: row.Words}, &record.Claims[i], nil
		}
	}
	return claim.Anchor{}, nil, refused("the report %s has no claim %q: --cite full shows those a view is made of", e.Identity, name[at+1:])
}

// addedPrefix begins the id of a claim that an analyst added, before the decision's: see account.
const addedPrefix = "by-"

// ofAdded finds a claim that an analyst added.
func ofAdded(ctx context.Context, l *ledger.Ledger, report, id string) (claim.Anchor, *claim.Claim, error) {
	all, err := l.Decisions(ctx, "", 0)
	if err != nil {
		return claim.Anchor{}, nil, err
	}
	for i := range all {
		if d := &all[i]; d.ID == id && d.Kind == claim.DecideAdd && d.Of[0].Report == report {
			return d.Of[0], d.Claim, nil
		}
	}
	return claim.Anchor{}, nil, refused("the report %s has no claim %q that an analyst added", report, addedPrefix+id)
}
