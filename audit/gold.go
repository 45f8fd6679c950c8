package audit

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/parley-desk/parley/claim"
)

// Row is one audited report of a gold file: the report as `parley read --jsonl` takes it, and its labels.
type Row struct {
	ID        string   `json:"id"`
	Title     string   `json:"title,omitempty"`
	Outlet    string   `json:"outlet,omitempty"`
	URL       string   `json:"url,omitempty"`
	Authors   []string `json:"authors,omitempty"`
	Published string   `json:"published,omitempty"`
	Updated   string   `json:"updated,omitempty"`
	Text      string   `json:"text"`
	Complete  bool     `json:"complete"` // what the reader missed is labelled too
	Labels    []Label  `json:"labels"`
}

// Verdict is what an auditor says of a claim.
type Verdict string

// The verdicts.
const (
	IsRight  Verdict = "right"
	IsWrong  Verdict = "wrong"
	IsMissed Verdict = "missed" // the reader did not make it
)

// Label is one claim as it should be, or should not be.
type Label struct {
	Claim   string      `json:"claim,omitempty"` // id; of a missed claim there is none
	Kind    claim.Kind  `json:"kind"`
	In      string      `json:"in,omitempty"`
	Span    claim.Span  `json:"span"`
	Words   string      `json:"words"`
	Verdict Verdict     `json:"verdict"`
	Fields  []GoldField `json:"fields,omitempty"` // of a right claim: what it said, field by field
}

// GoldField is a field of a right claim: what was read and whether that is right.
type GoldField struct {
	Name   string `json:"name"`
	Value  string `json:"value"`
	Right  bool   `json:"right"`
	Should string `json:"should,omitempty"` // where it is wrong and the auditor said what it should be
}

// Gold gives a row for each report of the audit of which something was decided.
func (s *Session) Gold() []Row {
	var rows []Row
	for i := range s.readings {
		r := &s.readings[i].Report
		row := Row{ID: r.ID, Title: r.Title, Outlet: r.Outlet, URL: r.URL, Authors: r.Authors, Published: r.Published, Updated: r.Updated, Text: r.Text,
			Complete: s.d.done[r.ID], Labels: []Label{}}
		for k, it := range s.items {
			if j := s.judgement(k); it.reading == i && j != nil {
				row.Labels = append(row.Labels, labelOf(&s.readings[i].Record.Claims[it.claim], j, s.texts[i]))
			}
		}
		for _, m := range s.d.missed[r.ID] {
			row.Labels = append(row.Labels, Label{Kind: m.Kind, In: m.In, Span: m.Span, Words: m.Words, Verdict: IsMissed})
		}
		if len(row.Labels) > 0 || row.Complete {
			rows = append(rows, row)
		}
	}
	return rows
}

func labelOf(c *claim.Claim, j *Judgement, t *Text) Label {
	label := Label{Claim: c.ID, Kind: c.Kind, In: c.In, Span: c.Span, Words: t.Quote(c.In, c.Span), Verdict: IsWrong}
	if !j.Right {
		return label
	}
	label.Verdict = IsRight
	for _, f := range j.Said {
		should, wrong := j.Should[f.Name]
		label.Fields = append(label.Fields, GoldField{f.Name, f.Value, !wrong, should})
	}
	return label
}

// Merge puts rows into those of an earlier gold file: a report that was audited again has its new row, in its old place.
func Merge(earlier, rows []Row) []Row {
	at := map[string]int{}
	for i, r := range earlier {
		at[r.ID] = i
	}
	for _, r := range rows {
		if i, ok := at[r.ID]; ok {
			earlier[i] = r
		} else {
			earlier = append(earlier, r)
		}
	}
	return earlier
}

// WriteGold writes rows as JSON Lines.
func WriteGold(w io.Writer, rows []Row) error {
	for i := range rows {
		line, err := json.Marshal(&rows[i])
		if err != nil {
			return err
		}
		if _, err := w.Write(append(line, '\n')); err != nil {
			return err
		}
	}
	return nil
}

// ReadGold reads a gold file. Its errors name the line and what is wrong with it.
func ReadGold(r io.Reader) ([]Row, error) {
	var rows []Row
	in := bufio.NewReader(r)
	for n := 1; ; n++ {
		line, end := in.ReadBytes('\n')
		if len(bytes.TrimSpace(line)) > 0 {
			var row Row
			if err := json.Unmarshal(line, &row); err != nil {
				return nil, fmt.Errorf("line %d: %w", n, err)
			}
			if err := row.check(); err != nil {
				return nil, fmt.Errorf("line %d: %w", n, err)
			}
			rows = append(rows, row)
		}
		if errors.Is(end, io.EOF) {
			return rows, nil
		}
		if end != nil {
			return nil, end
		}
	}
}

// check holds a row against the form.
func (r *Row) check() error {
	if r.ID == "" || r.Text == "" {
		return errors.New("no row of an audit: it has no id or no text")
	}
	for i := range r.Labels {
		l := &r.Labels[i]
		switch {
		case claim.NewBody(l.Kind) == nil:
			return fmt.Errorf("report %q: a label is of the unknown kind %q", r.ID, l.Kind)
		case l.Verdict != IsRight && l.Verdict != IsWrong && l.Verdict != IsMissed:
			return fmt.Errorf("report %q: the verdict %q is none of right, wrong and missed", r.ID, l.Verdict)
		case l.Span.Start < 0 || l.Span.End < l.Span.Start:
			return fmt.Errorf("report %q: the span of %q is none", r.ID, l.Words)
		}
	}
	return nil
}
