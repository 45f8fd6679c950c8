package account

import (
	"fmt"
	"strings"
)

// Tables shows the truce as tables.
func (t *Truce) Tables() []Table {
	edges := Table{Title: "Steps of the truce", Columns: []string{"day", "step", "says who", "words"}}
	for _, e := range t.Edges {
		for _, s := range e.Says {
			edges.Lines = append(edges.Lines, NewLine(s.Cites, e.day(), e.step(""), strings.Join(s.By, "; "), s.What))
		}
		for _, s := range e.Denies {
			edges.Lines = append(edges.Lines, NewLine(s.Cites, e.day(), e.step("not "), strings.Join(s.By, "; "), s.What))
		}
	}
	now := Table{Title: t.headline(), Note: "The latest word of each on whether it holds.", Columns: []string{"who", "by", "state", "day"}}
	for _, s := range t.Standing {
		now.Lines = append(now.Lines, NewLine(s.Cites, s.Who, s.By, s.State, s.Day))
	}
	all := []Table{now, edges, saidTable("Conditions", t.Conditions), saidTable("Mechanisms", t.Mechanisms)}
	for _, s := range t.Sides {
		words := saidTable("What "+s.Name+" says of it, the latest first", s.Words)
		if len(s.Words) == 0 {
			words.Note = "Nothing by the record."
		}
		all = append(all, words)
	}
	return append(all, breachTable(t.Breaches), coverageTable(t.Coverage))
}

func (t *Truce) headline() string {
	s := "Truce: " + t.State
	if t.Since != "" {
		s += ", by what is told of " + t.Since // not since: that somebody says on a day that it holds does not make it begin
	}
	if t.Contested {
		s += ", contested"
	}
	return s
}

func (e *TruceEdge) day() string {
	if e.Day == "" {
		return "told " + e.Told
	}
	return e.Day
}

func (e *TruceEdge) step(not string) string {
	s := not + strings.ReplaceAll(string(e.State), "_", " ")
	if e.Odd {
		s += " (does not follow)"
	}
	return s
}

func saidTable(title string, all []Said) Table {
	t := Table{Title: title, Columns: []string{"first known", "by", "words"}}
	for _, s := range all {
		t.Lines = append(t.Lines, NewLine(s.Cites, s.Cites.list[0].Day, strings.Join(s.By, "; "), s.What))
	}
	return t
}

func breachTable(all []BreachView) Table {
	t := Table{Title: "Breaches", Note: "An allegation, its denial and its corroboration are three things.", Columns: []string{"day", "accused", "status", "words"}}
	for _, v := range all {
		day := v.Day
		if day == "" {
			day = "told " + v.Told
		}
		for _, part := range []struct {
			status string
			said   []Said
		}{{"alleged", v.Alleged}, {"told by others", v.Corroborated}, {"denied", v.Denied}} {
			for _, s := range part.said {
				t.Lines = append(t.Lines, NewLine(s.Cites, day, v.Accused, part.status+" by "+strings.Join(s.By, "; "), s.What))
			}
		}
	}
	return t
}

func coverageTable(all []Coverage) Table {
	t := Table{Title: "Reporting beside breaches", Note: "Few breaches in a week of few reports say little.", Columns: []string{"week of", "reports", "origins", "breaches first alleged"}}
	for _, c := range all {
		t.Lines = append(t.Lines, NewLine(c.Cites, c.Week, fmt.Sprint(c.Reports), fmt.Sprint(c.Origins), fmt.Sprint(c.Breaches)))
	}
	return t
}
