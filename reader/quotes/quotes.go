// Package quotes finds the stretches within quotation marks: straight and
// curly, double and single, ““ ”” and « », whichever way a hurried desk has
// set them. A mark is read first by the space around it and then by its shape,
// for many a report closes with an opening mark.
package quotes

import (
	"github.com/parley-desk/parley/knowledge"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/draft"
	"github.com/parley-desk/parley/reader/lexicon"
)

// New makes the stage.
func New(*lexicon.Set, *knowledge.Base) (draft.Stage, error) {
	return draft.Stage{
		Name:  "quotes",
		Reads: []draft.Layer{draft.Tokens, draft.Tags},
		Gives: []draft.Layer{draft.Quotes},
		Run:   run,
	}, nil
}

// A mark is a quotation mark among the tokens.
type mark struct {
	token  int
	family family
	way    way
}

// family is which marks close which.
type family uint8

const (
	double family = iota + 1
	single
)

// way is which way a mark points.
type way uint8

const (
	either way = iota
	opens
	closes
)

// run lays the quotes over each paragraph in one pass.
func run(d *draft.Draft) {
	doc := d.Doc
	for s := 0; s < len(doc.Sentences); {
		end := s
		for end < len(doc.Sentences) && doc.Sentences[end].Paragraph == doc.Sentences[s].Paragraph {
			end++
		}
		paragraph(d, int(doc.Sentences[s].First), int(doc.Sentences[end-1].End))
		s = end
	}
}

// paragraph finds the outermost quotes among the tokens [first, end).
func paragraph(d *draft.Draft, first, end int) {
	open, opener := -1, mark{}
	lastSingle := lastClosing(d.Doc, first, end)
	for i := first; i < end; i++ {
		m, ok := markAt(d.Doc, i, first, end)
		if !ok {
			continue
		}
		switch {
		case open < 0:
			if m.family == double && m.way != closes || m.family == single && m.way == opens && i < lastSingle {
				open, opener = i, m
			}
		case m.family != opener.family:
			// a quotation within the quotation
		case m.way != opens:
			d.Quotes = append(d.Quotes, draft.Quote{First: open, End: i + 1})
			open = -1
		}
	}
	if open >= 0 && opener.family == double && end-open > 2 {
		d.Quotes = append(d.Quotes, draft.Quote{First: open, End: end, Open: true})
	}
}

// lastClosing is the last single mark that closes, -1 where there is none: after
// it none that opens is believed, for it may be an apostrophe.
func lastClosing(doc *language.Doc, first, end int) int {
	for i := end - 1; i >= first; i-- {
		if m, ok := markAt(doc, i, first, end); ok && m.family == single && m.way == closes {
			return i
		}
	}
	return -1
}

// markAt reads token i as a quotation mark.
func markAt(doc *language.Doc, i, first, end int) (mark, bool) {
	t := &doc.Tokens[i]
	m := mark{token: i}
	shape := either
	switch t.Form {
	case "\"", "''", "＂":
		m.family = double
	case "“", "„", "«", "``", "‟":
		m.family, shape = double, opens
	case "”", "»":
		m.family, shape = double, closes
	case "‘", "‛", "`", "‹":
		m.family, shape = single, opens
	case "’", "'", "›":
		if t.XPOS == language.TagPOS {
			return m, false
		}
		m.family = single
	default:
		return m, false
	}
	m.way = turned(doc, i, first, end, shape)
	if m.family == single && m.way == either {
		return m, false // an apostrophe on its own
	}
	return m, true
}

// turned tells which way mark i points: by the space beside it, else by its shape.
func turned(doc *language.Doc, i, first, end int, shape way) way {
	before := i == first || doc.Tokens[i-1].SpaceAfter || doc.Tokens[i-1].End < doc.Tokens[i].Start || opensAfter(doc.Tokens[i-1].Form)
	after := i+1 >= end || doc.Tokens[i].SpaceAfter
	switch {
	case before && !after:
		return opens
	case after && !before:
		return closes
	case !before && i+1 < end && doc.Tokens[i+1].UPOS == language.PUNCT && shape != opens:
		return closes
	}
	return shape
}

// opensAfter tells whether a quotation may open right after a token: a bracket or a dash.
func opensAfter(form string) bool {
	switch form {
	case "(", "[", "{", "-", "–", "—", "--", "“", "‘", "\"", "'":
		return true
	}
	return false
}
