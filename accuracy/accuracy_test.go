package main

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
)

func readTable(t *testing.T) []target {
	t.Helper()
	all, err := readTargets(targetTable)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// A target of a set that is not measured, or a set without a target, is a slip of the pen.
func TestTargetsAndTasksAgree(t *testing.T) {
	t.Parallel()
	measured := map[string]bool{}
	for _, task := range tasks {
		for _, s := range task.sets {
			measured[task.name+" "+s.name] = false
		}
	}
	for _, g := range readTable(t) {
		key := g.task + " " + g.set
		if _, ok := measured[key]; !ok {
			t.Errorf("targets.tsv has %s, which is not measured", key)
		}
		measured[key] = true
		if g.floor > 1 || g.aim > 1 || g.best > 1 || g.aim > 0 && g.aim < g.floor {
			t.Errorf("%s %s: floor %g, aim %g, best %g", key, g.measure, g.floor, g.aim, g.best)
		}
		if (g.best > 0) != (g.by != "") {
			t.Errorf("%s %s: the best figure and whose it is go together", key, g.measure)
		}
	}
	for key, has := range measured {
		if !has {
			t.Errorf("targets.tsv has nothing of %s", key)
		}
	}
}

func TestTargetsAreChecked(t *testing.T) {
	t.Parallel()
	for _, line := range []string{"a\tb\tc\n", "a\tb\tc\td\thigh\t-\t-\t-\t-\n"} {
		if got, err := readTargets(line); err == nil {
			t.Errorf("%q is read as %v", line, got)
		}
	}
}

func TestLookUp(t *testing.T) {
	t.Parallel()
	answer := map[string]any{"all": map[string]any{"acc@161km": 0.5, "name": "x"}}
	for path, want := range map[string]bool{"all.acc@161km": true, "all.name": false, "all.f1": false, "none.f1": false} {
		if _, ok := lookUp(answer, strings.Split(path, ".")); ok != want {
			t.Errorf("%s: %v", path, ok)
		}
	}
}

func TestPage(t *testing.T) {
	t.Parallel()
	targets := []target{
		{task: "names", set: "one", measure: "F1", path: []string{"f1"}, floor: .7, best: .9, by: "somebody"},
		{task: "names", set: "two", measure: "F1", path: []string{"f1"}, floor: .7},
		{task: "names", set: "three", measure: "F1", path: []string{"f1"}, aim: .8},
	}
	names := &task{name: "names", title: "Names", note: "Of things."}
	page := render([]result{
		{task: names, set: set{name: "one"}, answer: map[string]any{"f1": .75}, causes: []table{tally{"missed": 3, "extra": 1}.ranking("Errors", "cause", 1)}},
		{task: names, set: set{name: "two"}, answer: map[string]any{"f1": .65}},
		{task: names, set: set{name: "three"}, why: "it printed nothing"},
	}, targets, nil, nil)
	for _, want := range []string{
		"1 of 2 floors hold. Below: names two F1.",
		"| one | F1 | **.750** | .700 |  | .900 somebody |  |",
		"| two | F1 | **.650** below its floor | .700 |  |  |  |",
		"| three | *not read yet* |",
		"**Errors** (one)", "| missed | 3 | 75 % |", "| others | 1 | 25 % |",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q in\n%s", want, page)
		}
	}
	if strings.Count(page, "## Names") != 1 {
		t.Error("a task has one heading")
	}
}

func TestRankingIsStable(t *testing.T) {
	t.Parallel()
	got := tally{"b": 2, "a": 2, "c": 5}.ranked()
	if !slices.Equal(got, []string{"c", "a", "b"}) {
		t.Errorf("got %v", got)
	}
}

func span(start, end int) []claim.Span { return []claim.Span{{Start: start, End: end}} }

func TestQuoteCause(t *testing.T) {
	t.Parallel()
	gold := attribution{Source: span(0, 5), Cue: span(6, 10), Content: span(11, 40)}
	for want, ours := range map[string]attribution{
		"all the same":      gold,
		"cue not found":     {Source: gold.Source, Cue: span(50, 54), Content: gold.Content},
		"source not found":  {Cue: gold.Cue, Content: gold.Content},
		"content not found": {Source: gold.Source, Cue: gold.Cue, Content: span(60, 70)},
		"content's bounds":  {Source: gold.Source, Cue: gold.Cue, Content: span(11, 39)},
		"source's bounds":   {Source: span(1, 5), Cue: gold.Cue, Content: gold.Content},
		"cue's bounds":      {Source: gold.Source, Cue: span(6, 9), Content: gold.Content},
	} {
		if got := quoteCause(gold, []attribution{ours}); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if got := quoteCause(attribution{Cue: gold.Cue, Content: gold.Content}, []attribution{gold}); got != "source where there is none" {
		t.Errorf("got %q", got)
	}
	broken := attribution{Source: gold.Source, Cue: gold.Cue, Content: []claim.Span{{Start: 11, End: 20}, {Start: 30, End: 40}}}
	turned := attribution{Source: gold.Source, Cue: gold.Cue, Content: []claim.Span{{Start: 30, End: 40}, {Start: 11, End: 20}}}
	if got := quoteCause(broken, []attribution{gold, turned}); got != "content's bounds" {
		t.Errorf("the statement that shares most is compared: got %q", got)
	}
	if got := quoteCause(broken, []attribution{turned}); got != "all the same" {
		t.Errorf("the order of pieces does not matter: got %q", got)
	}
	if every := slices.Sorted(slices.Values(quoteOrder)); len(slices.Compact(every)) != len(quoteOrder) {
		t.Error("a cause is listed twice")
	}
}

func TestNameCauses(t *testing.T) {
	t.Parallel()
	miss := func(side, kind string, start, end float64) any {
		return map[string]any{"id": "a", side: "x", "kind": kind, "at": []any{start, end}}
	}
	tables, err := nameCauses(nil, "", map[string]any{"errors": []any{
		miss("missed", "person", 0, 5), miss("extra", "person", 2, 5),
		miss("missed", "place", 10, 15), miss("extra", "organization", 10, 15),
		miss("missed", "place", 20, 25), miss("extra", "person", 30, 35),
	}})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range tables[0].rows {
		got = append(got, r[0])
	}
	want := []string{"missed: place", "no name of these: person", "other bounds: person", "taken for organization: place"}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestTimeCauses(t *testing.T) {
	t.Parallel()
	e := func(gold, found any, value, foundValue string) any {
		return map[string]any{"gold": gold, "found": found, "value": value, "found_value": foundValue}
	}
	tables, err := timeCauses(nil, "", map[string]any{"errors": []any{
		e("then", nil, "PAST_REF", ""), e(nil, "now", "", "PRESENT_REF"), e("1990", "1990", "1990", "1991"),
		e("in May", "May", "1990-05", "1990-05"), e("week", "last week", "1990-W01", "P1W"),
	}})
	if err != nil {
		t.Fatal(err)
	}
	if len(tables[0].rows) != 5 {
		t.Errorf("five causes, one each: %v", tables[0].rows)
	}
	want := [][]string{{"9999 → 9999", "1", "50 %"}, {"9999-W99 → P9W", "1", "50 %"}}
	if !slices.EqualFunc(tables[1].rows, want, slices.Equal) {
		t.Errorf("got %v, want %v", tables[1].rows, want)
	}
}

func TestCompareTrees(t *testing.T) {
	t.Parallel()
	counts := trees{map[string]*loss{}, map[string]*loss{}, tally{}, tally{}}
	row := func(id, upos, head, rel string) *language.Row {
		return &language.Row{ID: id, UPOS: upos, Head: head, Deprel: rel}
	}
	counts.compare(row("2", "NOUN", "1", "nsubj:pass"), row("2", "NOUN", "1", "nsubj")) // right: subtypes do not count
	counts.compare(row("3", "NOUN", "1", "nsubj"), row("3", "PROPN", "1", "obj"))       // relation
	counts.compare(row("9", "NOUN", "1", "nsubj"), row("9", "NOUN", "2", "nsubj"))      // head
	counts.compare(row("4", "NOUN", "0", "root"), row("4", "NOUN", "2", "conj"))        // both
	if got := *counts.relations["nsubj"]; got != (loss{words: 3, head: 1, label: 1}) {
		t.Errorf("nsubj: %+v", got)
	}
	if got := *counts.distances["8 and more"]; got != (loss{words: 1, head: 1}) {
		t.Errorf("far: %+v", got)
	}
	if got := *counts.distances["root"]; got != (loss{words: 1, both: 1}) {
		t.Errorf("root: %+v", got)
	}
	if counts.labels["nsubj → obj"] != 1 || counts.tags["NOUN → PROPN"] != 1 {
		t.Errorf("labels %v, tags %v", counts.labels, counts.tags)
	}
}

// shop makes a workshop with the files of a set of two reports, one refused.
func shop(t *testing.T) *workshop {
	t.Helper()
	w := &workshop{dir: t.TempDir()}
	for name, text := range map[string]string{
		"in.jsonl":      `{"id":"a","text":"Five died."}` + "\n" + `{"id":"b","text":"Cinq morts."}`,
		"records.jsonl": `{"record":1,"id":"a","claims":[{"id":"c","kind":"breach","span":[0,99],"place":2,"place_basis":"stated"}]}` + "\n" + `{"id":"b","error":"not in English"}` + "\n",
	} {
		if err := os.WriteFile(w.path(name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return w
}

func TestHoldToContract(t *testing.T) {
	t.Parallel()
	c, err := shop(t).holdToContract()
	if err != nil {
		t.Fatal(err)
	}
	if c.reports != 2 || c.refused != 1 || c.broken != 1 || c.claims != 1 || c.rules["claims[].span: lies inside the text"] != 1 {
		t.Errorf("got %+v", c)
	}
}

func TestCountsAndDaysOff(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		gold, got any
		want      string
	}{{2.0, 2.0, ""}, {2.0, 0.0, "none found"}, {0.0, 2.0, "some where there are none"}, {2.0, 3.0, "too many"}, {3.0, 2.0, "too few"}} {
		if got := offBy(c.gold, c.got); got != c.want {
			t.Errorf("%v, %v: %q", c.gold, c.got, got)
		}
	}
	for got, want := range map[any]string{nil: "none", "2011-03-02": "one late", "2011-02-28": "one early", "2011-04-01": "more than one late", "2010-03-01": "more than one early"} {
		if off := daysOff("2011-03-01", got); off != want {
			t.Errorf("%v: %q, want %q", got, off, want)
		}
	}
}
