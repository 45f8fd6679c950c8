package main

import (
	"fmt"

	"github.com/parley-desk/parley/reader/attribution/learned"
	"github.com/parley-desk/parley/reader/draft"
)

// tally counts spans of one part: those marked, those found, those found exactly.
type tally struct{ want, have, both int }

func (t *tally) add(want, have map[draft.Range]bool) {
	t.want, t.have = t.want+len(want), t.have+len(have)
	for r := range have {
		if want[r] {
			t.both++
		}
	}
}

func (t *tally) String() string {
	p, r := float64(t.both)/float64(max(1, t.have)), float64(t.both)/float64(max(1, t.want))
	return fmt.Sprintf("precision %.3f recall %.3f F1 %.3f", p, r, 2*p*r/max(1e-9, p+r))
}

// set makes a set of runs: each counts once a report.
func set(runs ...[]draft.Range) map[draft.Range]bool {
	out := map[draft.Range]bool{}
	for _, list := range runs {
		for _, r := range list {
			out[r] = true
		}
	}
	return out
}

// tell prints how well reports kept aside are read, by the rules and by the model, exact spans of tokens.
func tell(data []byte, docs []*document) error {
	if len(docs) == 0 {
		return nil
	}
	model, err := learned.Open(data)
	if err != nil {
		return err
	}
	for _, how := range []struct {
		name string
		find func(*document) []learned.Attribution
	}{
		{"rules", func(d *document) []learned.Attribution { return d.scene.Ruled }},
		{"model", func(d *document) []learned.Attribution {
			d.scene.Rate, d.scene.Kin = nil, nil
			return model.Find(d.scene)
		}},
	} {
		var parts [3]tally
		for _, d := range docs {
			var want, have [3][][]draft.Range
			for _, g := range d.gold {
				want[0], want[1], want[2] = append(want[0], g.source), append(want[1], []draft.Range{g.cue}), append(want[2], g.content)
			}
			for _, a := range how.find(d) {
				have[0], have[1], have[2] = append(have[0], a.Source), append(have[1], []draft.Range{a.Cue}), append(have[2], a.Content)
			}
			for p := range parts {
				parts[p].add(set(want[p]...), set(have[p]...))
			}
		}
		links := 0
		golds, founds := 0, 0
		for _, d := range docs {
			found := how.find(d)
			golds += len(d.gold)
			founds += len(found)
			links += linkedAll(d.gold, found)
		}
		fmt.Printf("%s linked   %v\n", how.name, &tally{golds, founds, links})
		for p, name := range []string{"source", "cue", "content"} {
			fmt.Printf("%s %-8s %v\n", how.name, name, &parts[p])
		}
	}
	return nil
}

// linkedAll counts the marked attributions that are found: half of the content's words, and some of the source.
func linkedAll(want []gold, have []learned.Attribution) int {
	n := 0
	used := make([]bool, len(have))
	for _, g := range want {
		best, most := -1, 0.0
		for i, a := range have {
			if share := alike(g, a); !used[i] && share > most {
				best, most = i, share
			}
		}
		if best >= 0 {
			used[best] = true
			n++
		}
	}
	return n
}

// alike is the share of the content that both have, 0 where it is less than half or the sources are not the same.
func alike(g gold, a learned.Attribution) float64 {
	if (len(g.source) == 0) != (len(a.Source) == 0) || len(g.source) > 0 && common(g.source, a.Source) == 0 {
		return 0
	}
	both := float64(common(g.content, a.Content))
	share := both / (float64(size(g.content)+size(a.Content)) - both)
	if share < 0.5 {
		return 0
	}
	return share
}

func size(pieces []draft.Range) int {
	n := 0
	for _, r := range pieces {
		n += r.Len()
	}
	return n
}

func common(a, b []draft.Range) int {
	n := 0
	for _, x := range a {
		for _, y := range b {
			n += max(0, min(x.End, y.End)-max(x.First, y.First))
		}
	}
	return n
}
