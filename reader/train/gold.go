package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/reader"
	"github.com/parley-desk/parley/reader/attribution"
	"github.com/parley-desk/parley/reader/attribution/learned"
	"github.com/parley-desk/parley/reader/draft"
	"github.com/parley-desk/parley/reader/lexicon"
)

// labelled is a row of the file: a report with its attributions, spans in code points.
type labelled struct {
	ID        string `json:"id"`
	Text      string `json:"text"`
	Outlet    string `json:"outlet"`
	Published string `json:"published"`
	Labels    []struct {
		Source  [][2]int `json:"source"`
		Cue     [][2]int `json:"cue"`
		Content [][2]int `json:"content"`
	} `json:"labels"`
}

// document is a report as it is learned from.
type document struct {
	number int
	scene  *learned.Scene
	lesson *learned.Lesson
	gold   []gold
}

// gold is an attribution as people marked it, in tokens.
type gold struct {
	cue             draft.Range
	source, content []draft.Range
}

// readDocuments reads the reports of a file up to the stage of attributions.
func readDocuments(path string) ([]*document, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	r, err := reader.New(reader.Options{RulesOnly: true})
	if err != nil {
		return nil, err
	}
	lex, err := lexicon.Open("en", "")
	if err != nil {
		return nil, err
	}
	sight, err := attribution.NewSight(lex)
	if err != nil {
		return nil, err
	}
	var out []*document
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var row labelled
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			return nil, fmt.Errorf("%s: line %d: %w", path, len(out)+1, err)
		}
		d, err := r.Before("attribution", claim.Report{ID: row.ID, Text: row.Text, Outlet: row.Outlet, Published: row.Published})
		if err != nil {
			return nil, fmt.Errorf("%s: %s: %w", path, row.ID, err)
		}
		out = append(out, &document{number: len(out), scene: sight.Scene(d), gold: row.gold(d)})
	}
	return out, lines.Err()
}

// inCues tells of each token whether it stands in a cue.
func (d *document) inCues() []bool {
	in := make([]bool, len(d.scene.D.Doc.Tokens))
	for _, g := range d.gold {
		for i := g.cue.First; i < g.cue.End; i++ {
			in[i] = true
		}
	}
	return in
}

// gold lays the labels of a row over the tokens of its draft; those without a cue are left out.
func (row *labelled) gold(d *draft.Draft) []gold {
	at := tokensAt(d)
	var out []gold
	for _, l := range row.Labels {
		cue := at.pieces(l.Cue)
		if len(cue) == 0 {
			continue
		}
		out = append(out, gold{cue: cue[0], source: at.pieces(l.Source), content: at.pieces(l.Content)})
	}
	return out
}

// spanned are the spans of the tokens of a draft, in code points.
type spanned []claim.Span

func tokensAt(d *draft.Draft) spanned {
	out := make(spanned, len(d.Doc.Tokens))
	for i := range out {
		out[i] = d.Span(i, i+1)
	}
	return out
}

// pieces are the runs of tokens that spans touch.
func (s spanned) pieces(spans [][2]int) []draft.Range {
	var out []draft.Range
	for _, p := range spans {
		r := draft.Range{First: -1}
		for i, t := range s {
			if t.Start < p[1] && t.End > p[0] {
				if r.First < 0 {
					r.First = i
				}
				r.End = i + 1
			}
		}
		if r.First >= 0 {
			out = append(out, r)
		}
	}
	return out
}
