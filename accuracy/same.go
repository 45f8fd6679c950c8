package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/claim"
)

// mention is an event's trigger in a report.
type mention struct {
	Report string     `json:"report"`
	Span   claim.Span `json:"span"`
}

// eventCluster is a line that the scorer of coreference takes.
type eventCluster struct {
	ID       string    `json:"id"`
	Mentions []mention `json:"mentions"`
}

// measureSame puts the events of many reports together: those of one report as
// its record ties them, those of several as the incidents of a case do that
// all of them belong to.
func measureSame(w *workshop, s set) (any, []table, error) {
	gold := filepath.Join(w.gold, s.file)
	if err := w.read(gold); err != nil {
		return nil, nil, err
	}
	clusters, err := w.eventClusters()
	if err != nil {
		return nil, nil, err
	}
	var lines []byte
	for _, c := range clusters {
		line, err := json.Marshal(c)
		if err != nil {
			return nil, nil, err
		}
		lines = append(append(lines, line...), '\n')
	}
	if err := os.WriteFile(w.path("clusters.jsonl"), lines, 0o644); err != nil {
		return nil, nil, err
	}
	answer, err := w.answer("score.py", "same", gold, w.path("clusters.jsonl"), "--errors", allErrors)
	object, _ := answer.(map[string]any)
	return answer, sameCauses(clusters, object), err
}

// eventKey names an event of a report.
type eventKey struct{ report, claim string }

// eventClusters are the events of the records, put together.
func (w *workshop) eventClusters() ([]*eventCluster, error) {
	records, err := w.records()
	if err != nil {
		return nil, err
	}
	texts, err := w.texts()
	if err != nil {
		return nil, err
	}
	in := map[eventKey]string{} // event → incident
	for _, incident := range openSame(records, texts).Incidents() {
		for _, c := range incident.Cites.List() {
			in[eventKey{c.Report, c.Claim}] = "incident " + incident.ID
		}
	}
	byID := map[string]*eventCluster{}
	var all []*eventCluster
	for _, id := range sortedKeys(records) {
		tied := tiedEvents(records[id], in)
		for _, c := range records[id].Claims {
			event, ok := c.Body.(*claim.Event)
			if !ok || c.In == "title" {
				continue
			}
			name := tied[c.ID]
			if byID[name] == nil {
				byID[name] = &eventCluster{ID: name}
				all = append(all, byID[name])
			}
			byID[name].Mentions = append(byID[name].Mentions, mention{id, event.Trigger})
		}
	}
	return all, nil
}

// openSame opens a case to which all reports belong.
func openSame(records map[string]*claim.Record, texts map[string]string) *account.Book {
	var all []*account.Contribution
	for _, id := range sortedKeys(records) {
		all = append(all, account.Contribute(account.Version{Report: id, Number: 1}, &claim.Report{ID: id, Text: texts[id]}, records[id]))
	}
	return account.Open(&claim.Case{ID: "same", Title: "Events of many reports"}, all, nil, "", "")
}

// tiedEvents names for each event of a record the cluster that it is of: its
// incident's, else that of the first event of the record that it repeats.
func tiedEvents(r *claim.Record, in map[eventKey]string) map[string]string {
	of := map[string]string{}
	for _, c := range r.Claims {
		if c.Kind != claim.KindEvent {
			continue
		}
		of[c.ID] = r.ID + " " + c.ID
		if incident := in[eventKey{r.ID, c.ID}]; incident != "" {
			of[c.ID] = incident
			continue
		}
		for _, l := range c.About {
			if name := of[l.Claim]; name != "" && (l.How == claim.Repeats || l.How == claim.SameWords) {
				of[c.ID] = name
			}
		}
	}
	return of
}

// sameCauses tells how many events were put together and how the missed ones were parted.
func sameCauses(clusters []*eventCluster, answer map[string]any) []table {
	mentions, several, across := 0, 0, 0
	for _, c := range clusters {
		mentions += len(c.Mentions)
		if len(c.Mentions) > 1 {
			several++
		}
		if slices.ContainsFunc(c.Mentions, func(m mention) bool { return m.Report != c.Mentions[0].Report }) {
			across++
		}
	}
	made := table{title: "Events put together", head: []string{"mentions", "events", "of several mentions", "of several reports", "incidents"},
		rows: [][]string{{strconv.Itoa(mentions), strconv.Itoa(len(clusters)), strconv.Itoa(several), strconv.Itoa(across), strconv.Itoa(incidentsIn(clusters))}}}
	within, between := 0, 0
	errors, _ := answer["errors"].([]any)
	for _, e := range errors {
		if oneReport(e) {
			within++
		} else {
			between++
		}
	}
	parted := table{title: "Gold events that are parted", head: []string{"all in one report", "in several reports"}, rows: [][]string{{strconv.Itoa(within), strconv.Itoa(between)}}}
	return []table{made, parted}
}

func incidentsIn(clusters []*eventCluster) int {
	n := 0
	for _, c := range clusters {
		if strings.HasPrefix(c.ID, "incident ") {
			n++
		}
	}
	return n
}

// oneReport tells whether all mentions of one of the scorer's errors are in one report.
func oneReport(e any) bool {
	object, _ := e.(map[string]any)
	list, _ := object["mentions"].([]any)
	reports := map[any]bool{}
	for _, m := range list {
		if one, ok := m.([]any); ok && len(one) > 0 {
			reports[one[0]] = true
		}
	}
	return len(reports) < 2
}
