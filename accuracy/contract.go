package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/parley-desk/parley/claim"
)

// contract is how many records of a set keep the contract, and which rules the others break.
type contract struct {
	reports, refused, broken int
	claims                   int
	rules                    tally
}

// index is what differs between two places where the same rule is broken.
var index = regexp.MustCompile(`\[\d+\]`)

// holdToContract checks the records of a set against their texts.
func (w *workshop) holdToContract() (*contract, error) {
	texts := map[string]string{}
	err := eachLine(w.path("in.jsonl"), func(line []byte) error {
		var in struct{ ID, Text string }
		err := json.Unmarshal(line, &in)
		texts[in.ID] = in.Text
		return err
	})
	if err != nil {
		return nil, err
	}
	records, err := w.records()
	if err != nil {
		return nil, err
	}
	c := &contract{reports: len(texts), rules: tally{}}
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
	}
	return c, nil
}

// contractTables lays out what became of all records.
func contractTables(results []result) []table {
	sets := table{title: "Records", head: []string{"set", "reports", "refused", "records that break the contract", "claims a record"}}
	rules := tally{}
	for _, r := range results {
		c := r.contract
		if c == nil {
			continue
		}
		read := max(1, c.reports-c.refused)
		sets.rows = append(sets.rows, []string{r.task.name + " " + r.set.name, strconv.Itoa(c.reports), strconv.Itoa(c.refused), strconv.Itoa(c.broken),
			fmt.Sprintf("%.1f", float64(c.claims)/float64(read))})
		for rule, n := range c.rules {
			rules[rule] += n
		}
	}
	return []table{sets, rules.ranking("Rules that they break", "field: rule", 12)}
}
