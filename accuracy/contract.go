package main

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/claim/proof"
)

// contract is how many records of a set keep the contract, and which rules the others break.
type contract struct {
	reports, refused, broken int
	claims                   int
	rules                    tally
	unproven                 int   // records with something that their report does not prove
	gaps                     tally // by kind and field
}

// index is what differs between two places where the same rule is broken.
var index = regexp.MustCompile(`\[\d+\]`)

// holdToContract checks the records of a set against their texts.
func (w *workshop) holdToContract() (*contract, error) {
	texts, err := w.texts()
	if err != nil {
		return nil, err
	}
	records, err := w.records()
	if err != nil {
		return nil, err
	}
	c := &contract{reports: len(texts), rules: tally{}, gaps: tally{}}
	for id := range texts {
		r := records[id]
		if r == nil || r.Record == 0 { // an error's line
			c.refused++
			continue
		}
		c.claims += len(r.Claims)
		var problems claim.Problems
		if errors.As(claim.Check(r, texts[id]), &problems) {
			c.broken++
		}
		for _, p := range problems {
			rule, _, _ := strings.Cut(p.Rule, `, "`) // what follows are words of the text
			c.rules[index.ReplaceAllString(p.Path, "[]")+": "+rule]++
		}
		c.prove(r, texts[id])
	}
	return c, nil
}

// prove counts what nothing in its report proves of a record.
func (c *contract) prove(r *claim.Record, text string) {
	kinds := map[string]claim.Kind{}
	for i := range r.Claims {
		kinds[r.Claims[i].ID] = r.Claims[i].Kind
	}
	gaps := proof.Of(r, text)
	for _, g := range gaps {
		c.gaps[string(kinds[g.Claim])+" "+index.ReplaceAllString(g.Field, "[]")]++
	}
	if len(gaps) > 0 {
		c.unproven++
	}
}

// contractTables lays out what became of all records.
func contractTables(results []result) []table {
	sets := table{title: "Records", head: []string{"set", "reports", "refused", "records that break the contract", "records with something unproven", "claims a record"}}
	rules, gaps := tally{}, tally{}
	for _, r := range results {
		c := r.contract
		if c == nil {
			continue
		}
		read := max(1, c.reports-c.refused)
		sets.rows = append(sets.rows, []string{r.task.name + " " + r.set.name, strconv.Itoa(c.reports), strconv.Itoa(c.refused), strconv.Itoa(c.broken), strconv.Itoa(c.unproven),
			fmt.Sprintf("%.1f", float64(c.claims)/float64(read))})
		for rule, n := range c.rules {
			rules[rule] += n
		}
		for field, n := range c.gaps {
			gaps[field] += n
		}
	}
	return []table{sets, rules.ranking("Rules that they break", "field: rule", 12), gaps.ranking("Unproven", "kind and field", 12)}
}
