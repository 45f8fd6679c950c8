package main

import (
	"bufio"
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// The sheet of merges: pairs of tellings of one case, judged by reading both
// texts. It holds reports and spans, no words: those are not ours.
var (
	//go:embed merges/verdicts.jsonl
	mergeSheet []byte
	//go:embed merges/case.yaml
	mergeCase []byte
)

// spot is where a telling stands: one of its claims.
type spot struct {
	Report string `json:"report"`
	In     string `json:"in,omitempty"`
	Span   [2]int `json:"span"`
}

// mergePair is two tellings and whether they are of one happening.
type mergePair struct {
	A     spot   `json:"a"`
	B     spot   `json:"b"`
	Drawn string `json:"drawn"` // merge or near: how the rules of its time had them; spread: merges, a few of each incident
	Round int    `json:"round"` // of drawing
	Same  *bool  `json:"same"`  // the verdict; null where not judged yet
}

// toldIncident is what the sheet needs of a line of "parley incidents --json".
type toldIncident struct {
	Place struct {
		Name     string
		Lat, Lon float64
	}
	Start  string
	Merged []struct{ Cites []spotCite }
	Cites  []spotCite
}

type spotCite struct {
	spot
	Claim string
}

const mergesCaseID = "slv-1989"

func readSheet(data []byte) ([]mergePair, error) {
	var all []mergePair
	for d := json.NewDecoder(bytes.NewReader(data)); d.More(); {
		var p mergePair
		if err := d.Decode(&p); err != nil {
			return nil, fmt.Errorf("merges/verdicts.jsonl: %w", err)
		}
		all = append(all, p)
	}
	return all, nil
}

// caseIncidents keeps the set's reports and the case in a ledger of its own and gives the case's incidents.
func (w *workshop) caseIncidents(gold string) ([]toldIncident, error) {
	inputs, err := w.scorer("score.py", "inputs", gold)
	if err != nil {
		return nil, err
	}
	if err := os.WriteFile(w.path("in.jsonl"), inputs, 0o644); err != nil {
		return nil, err
	}
	if err := os.WriteFile(w.path("case.yaml"), mergeCase, 0o644); err != nil {
		return nil, err
	}
	file := w.path("ledger.db")
	for _, end := range []string{"", "-wal", "-shm"} {
		if err := os.RemoveAll(file + end); err != nil {
			return nil, err
		}
	}
	ledger := "--ledger=sqlite:" + file
	if err := w.run("ingest.txt", "ingest", ledger, "--jsonl", w.path("in.jsonl")); err != nil {
		return nil, err
	}
	if err := w.run("case.txt", "case", "new", ledger, w.path("case.yaml")); err != nil {
		return nil, err
	}
	if err := w.run("incidents.json", "incidents", ledger, "--case", mergesCaseID, "--json"); err != nil {
		return nil, err
	}
	data, err := os.ReadFile(w.path("incidents.json"))
	if err != nil {
		return nil, err
	}
	var answer struct{ Incidents []toldIncident }
	err = json.Unmarshal(data, &answer)
	return answer.Incidents, err
}

// measureMerges holds the incidents of the case against the sheet.
func measureMerges(w *workshop, s set) (any, []table, error) {
	sheet, err := readSheet(mergeSheet)
	if err != nil {
		return nil, nil, err
	}
	incidents, err := w.caseIncidents(filepath.Join(w.gold, s.file))
	if err != nil {
		return nil, nil, err
	}
	if w.draw > 0 {
		return nil, nil, writeLines(w.path("drawn.jsonl"), drawMerges(incidents, w.draw))
	}
	answer, causes := scoreMerges(sheet, incidents)
	return answer, causes, nil
}

// cells count judged pairs: same and merged, same and apart, other and merged, other and apart; and the same and the other
// ones of which the reader no longer claims both.
type cells [6]int

func (c *cells) precision() float64 { return ratio(c[0], c[0]+c[2]) }

// recall is over the pairs that are still told: what is not claimed cannot be merged.
func (c *cells) recall() float64 { return ratio(c[0], c[0]+c[1]) }

// strict is recall where what is no longer claimed counts as missed.
func (c *cells) strict() float64 { return ratio(c[0], c[0]+c[1]+c[4]) }

// scoreMerges counts the judged pairs: a pair is merged if one incident has claims on both spans.
func scoreMerges(sheet []mergePair, incidents []toldIncident) (map[string]any, []table) {
	both, last := map[int]bool{}, 0 // drawings of near-misses too: only these tell of recall
	for _, p := range sheet {
		both[p.Round] = both[p.Round] || p.Drawn == "near"
		last = max(last, p.Round)
	}
	cellOf := cellsOf(incidents)
	counts := map[string]*cells{}
	var all, full, fresh, few cells // full: of drawings with near-misses; fresh: of the last, of the rules as they are; few: the same, spread
	judged := 0
	for _, p := range sheet {
		if p.Same == nil {
			continue
		}
		cell := cellOf(p)
		drawn := fmt.Sprintf("%s, drawing %d", map[string]string{"merge": "merged", "near": "near-miss", "spread": "merged, three of an incident at most"}[p.Drawn], p.Round)
		if counts[drawn] == nil {
			counts[drawn] = new(cells)
		}
		counts[drawn][cell]++
		if p.Drawn == "spread" { // most are among the others
			if p.Round == last {
				few[cell]++
			}
			continue
		}
		judged++
		all[cell]++
		if both[p.Round] {
			full[cell]++
		}
		if p.Round == last {
			fresh[cell]++
		}
	}
	return map[string]any{"precision": all.precision(), "fresh": fresh.precision(), "spread": few.precision(), "recall": full.recall(), "strict": full.strict(), "sheet": fresh.strict(), "pairs": judged}, []table{drawnTable(counts)}
}

// cellsOf gives the cell in which a judged pair counts.
func cellsOf(incidents []toldIncident) func(mergePair) int {
	at := map[string][]int{} // report → incidents
	for n, in := range incidents {
		for _, c := range in.Cites {
			if l := at[c.Report]; len(l) == 0 || l[len(l)-1] != n {
				at[c.Report] = append(l, n)
			}
		}
	}
	incidentOf := func(s spot) int {
		for _, n := range at[s.Report] {
			for _, c := range incidents[n].Cites {
				if c.Report == s.Report && c.In == s.In && c.Span[0] < s.Span[1] && s.Span[0] < c.Span[1] {
					return n
				}
			}
		}
		return -1
	}
	return func(p mergePair) (cell int) {
		other := 0
		if !*p.Same {
			other = 1
		}
		switch a, b := incidentOf(p.A), incidentOf(p.B); {
		case a < 0 || b < 0:
			return 4 + other
		case a != b:
			return 2*other + 1
		}
		return 2 * other
	}
}

func drawnTable(counts map[string]*cells) table {
	t := table{title: "Judged pairs, by how they were drawn", head: []string{"drawn as", "one happening: merged", "apart", "no longer told", "two happenings: merged", "apart", "no longer told"}}
	for _, drawn := range sortedKeys(counts) {
		c := counts[drawn]
		t.rows = append(t.rows, []string{drawn, fmt.Sprint(c[0]), fmt.Sprint(c[1]), fmt.Sprint(c[4]), fmt.Sprint(c[2]), fmt.Sprint(c[3]), fmt.Sprint(c[5])})
	}
	return t
}

func sortedKeys[V any](m map[string]V) []string {
	return slices.Sorted(maps.Keys(m))
}

func ratio(a, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(a) / float64(of)
}

const (
	drawnPairs  = 100
	spreadPairs = 3 // of one incident, in a drawing that is spread
	nearMissKm  = 25.0
)

// drawMerges draws pairs of tellings from different reports: merged ones, each
// merge with another telling of its incident, and near-misses, a telling each
// of two incidents a day apart at most and near each other; and merges once more,
// a few of each incident.
func drawMerges(incidents []toldIncident, seed int) []mergePair {
	chance := rand.New(rand.NewPCG(uint64(seed), 0))
	var merged, near []mergePair
	of := map[spot]int{} // telling → incident
	tellings := make([][]spot, len(incidents))
	for n, in := range incidents {
		tellings[n] = tellingsOf(in)
		for _, t := range tellings[n][1:] {
			if p, ok := drawPair(chance, []spot{t}, tellings[n]); ok {
				p.Drawn, of[t] = "merge", n
				merged = append(merged, p)
			}
		}
	}
	for n, in := range incidents {
		for m := range n {
			if !nearMiss(in, incidents[m]) {
				continue
			}
			if p, ok := drawPair(chance, tellings[n], tellings[m]); ok {
				p.Drawn = "near"
				near = append(near, p)
			}
		}
	}
	var all []mergePair
	for _, list := range [][]mergePair{merged, near} {
		chance.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		all = append(all, list[:min(drawnPairs, len(list))]...)
	}
	all = append(all, spread(merged, of)...)
	for i := range all {
		all[i].Round = seed
	}
	return all
}

// spread draws from merges so that no incident has many: one that is much told would stand for the rules.
func spread(merged []mergePair, of map[spot]int) []mergePair {
	var out []mergePair
	drawn := map[int]int{}
	for _, p := range merged {
		if n := of[p.A]; drawn[n] < spreadPairs && len(out) < drawnPairs {
			drawn[n]++
			p.Drawn = "spread"
			out = append(out, p)
		}
	}
	return out
}

// tellingsOf gives a claim of each telling of an incident, the first telling first.
func tellingsOf(in toldIncident) []spot {
	joined := map[spotCite]bool{}
	var rest []spot
	for _, m := range in.Merged {
		rest = append(rest, anchorOf(m.Cites))
		for _, c := range m.Cites {
			joined[c] = true
		}
	}
	var first []spotCite
	for _, c := range in.Cites {
		if !joined[c] {
			first = append(first, c)
		}
	}
	return append([]spot{anchorOf(first)}, rest...)
}

// anchorOf is the earliest claim in the text, of an event if there is one.
func anchorOf(cites []spotCite) spot {
	best := -1
	for i, c := range cites {
		if best < 0 || isEvent(c) && !isEvent(cites[best]) || isEvent(c) == isEvent(cites[best]) && c.Span[0] < cites[best].Span[0] {
			best = i
		}
	}
	if best < 0 {
		return spot{}
	}
	return cites[best].spot
}

func isEvent(c spotCite) bool { return len(c.Claim) > 5 && c.Claim[:5] == "event" }

func drawPair(chance *rand.Rand, as, bs []spot) (mergePair, bool) {
	a := as[chance.IntN(len(as))]
	var others []spot
	for _, b := range bs {
		if b.Report != a.Report && b.Report != "" && a.Report != "" {
			others = append(others, b)
		}
	}
	if len(others) == 0 {
		return mergePair{}, false
	}
	return mergePair{A: a, B: others[chance.IntN(len(others))]}, true
}

func nearMiss(a, b toldIncident) bool {
	s, errA := time.Parse(time.DateOnly, a.Start)
	t, errB := time.Parse(time.DateOnly, b.Start)
	if errA != nil || errB != nil || math.Abs(s.Sub(t).Hours()) > 24 {
		return false
	}
	return a.Place.Name == b.Place.Name || a.Place.Lat != 0 && b.Place.Lat != 0 && apartKm(a, b) <= nearMissKm
}

// apartKm is in kilometres, good enough for near places.
func apartKm(a, b toldIncident) float64 {
	const kmADegree = 111.2
	y, x := a.Place.Lat-b.Place.Lat, (a.Place.Lon-b.Place.Lon)*math.Cos(a.Place.Lat*math.Pi/180)
	return kmADegree * math.Hypot(x, y)
}

func writeLines(name string, pairs []mergePair) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(f)
	for _, p := range pairs {
		line, err := json.Marshal(p)
		if err != nil {
			return err
		}
		out.Write(append(line, '\n'))
	}
	if err := out.Flush(); err != nil {
		return err
	}
	return f.Close()
}
