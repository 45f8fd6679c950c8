package main

import (
	"context"
	"encoding/json"
	"errors"
	"strings"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/ledger"
)

// sentenceAround is the sentence that a span stands in, as another claim has it; else the span itself.
func sentenceAround(record *claim.Record, c claim.Claim) claim.Span {
	for i := range record.Claims {
		if o := &record.Claims[i]; o.In == c.In && o.Sentence.Covers(c.Span) {
			return o.Sentence
		}
	}
	return c.Span
}

// withSpans adds to the fields given those spans of the kind that the words are.
func withSpans(set string, c claim.Claim) string {
	var fields map[string]any
	if json.Unmarshal([]byte(set), &fields) != nil || fields == nil {
		return set // Corrected says what is wrong with it
	}
	span := []int{c.Span.Start, c.Span.End}
	for _, name := range map[claim.Kind][]string{claim.KindEvent: {"trigger"}, claim.KindCommitment: {"content_span"}, claim.KindBreach: {"content_span"}, claim.KindProjection: {"content_span"}}[c.Kind] {
		if fields[name] == nil {
			fields[name] = span
		}
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

// reportOf finds a report by its identity or the unique end of it.
func reportOf(ctx context.Context, l *ledger.Ledger, caseID, name string) (*ledger.Entry, error) {
	var found []*ledger.Entry
	for e, err := range l.Entries(ctx, ledger.Query{Case: caseID}) {
		if err != nil {
			return nil, err
		}
		if e.Identity == name {
			found = []*ledger.Entry{e}
			break
		}
		if strings.HasSuffix(e.Identity, name) {
			found = append(found, e)
		}
	}
	switch {
	case len(found) == 0:
		return nil, usageFault("no report is called %q: give its address, or the end of it (--cite full shows it)", name)
	case len(found) > 1:
		return nil, usageFault("%q is the end of %d reports, such as %s and %s: give more of it", name, len(found), found[0].Identity, found[1].Identity)
	}
	for e, err := range l.Entries(ctx, ledger.Query{Only: []string{found[0].Identity}, Parts: ledger.WithReport | ledger.WithRecord}) {
		return e, err
	}
	return nil, errors.New("the ledger lists a report and does not have it: run parley verify")
}

// anchorOf finds a claim written REPORT#CLAIM.
func anchorOf(ctx context.Context, l *ledger.Ledger, caseID, name string) (claim.Anchor, *claim.Claim, error) {
	at := strings.LastIndexByte(name, '#')
	if at < 0 {
		return claim.Anchor{}, nil, usageFault("%q is no claim: write it REPORT#CLAIM, as --cite full prints it", name)
	}
	e, err := reportOf(ctx, l, caseID, name[:at])
	if err != nil {
		return claim.Anchor{}, nil, err
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
	return claim.Anchor{}, nil, usageFault("the report %s has no claim %q: --cite full shows those a view is made of", e.Identity, name[at+1:])
}
