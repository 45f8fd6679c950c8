package account

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/parley-desk/parley/claim"
)

// Tables shows the toll as tables.
func (t *Toll) Tables() []Table {
	var all []Table
	if len(t.Proofs) > 0 {
		all = append(all, proofTable(t.Proofs))
	}
	for _, g := range t.Groups {
		table := Table{Title: g.Subject, Columns: []string{"harm", "of", "count", "by whose count", "known", "says"}}
		for _, c := range g.Cells {
			table.Lines = append(table.Lines, c.lines(t.Rule)...)
		}
		all = append(all, table)
	}
	return all
}

func (c *TollCell) lines(rule claim.TollRule) []Line {
	var lines []Line
	for _, e := range c.Entries {
		lines = append(lines, NewLine(e.Cites, string(c.Harm), cmp.Or(e.Of, "people"), e.number(), e.by(), e.Day, e.remark()))
	}
	if c.Chosen != nil && len(c.Entries) > 1 {
		lines = append(lines, NewLine(c.Chosen.Cites, string(c.Harm), c.Of.String(), c.Chosen.String(), "rule "+string(rule)+": "+c.Chosen.Because, "", ""))
	}
	return lines
}

func (e *TollEntry) by() string {
	if e.Reporters > 1 {
		return fmt.Sprintf("%s (%d reports)", e.Claimant, e.Reporters)
	}
	return e.Claimant
}

func (e *TollEntry) remark() string {
	var marks []string
	if e.Denied {
		marks = append(marks, "denies it")
	}
	if e.Alleged {
		marks = append(marks, "alleged")
	}
	if e.Part {
		marks = append(marks, "part of a larger count")
	}
	if e.Replaced != "" {
		marks = append(marks, "replaced on "+e.Replaced)
	}
	return strings.Join(marks, ", ")
}

func (e *TollEntry) number() string { return bounds(e.Value, e.Low, e.High, e.Wording) }

// String names a population for people.
func (p Population) String() string {
	words := nonEmpty(p.Side, strings.ReplaceAll(string(p.Status), "_", " "), p.Sex, p.Age)
	if len(words) == 0 {
		return "people"
	}
	return strings.Join(words, " ")
}
