package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/parley-desk/parley/language"
)

// measureParse takes the gold's columns out, has the program annotate the words again and compares.
func measureParse(w *workshop, s set) (any, []table, error) {
	gold := filepath.Join(w.gold, s.file)
	blank, err := w.scorer("score_parse.py", "blank", gold)
	if err != nil {
		return nil, nil, err
	}
	if err := os.WriteFile(w.path("in.conllu"), blank, 0o644); err != nil {
		return nil, nil, err
	}
	if err := w.run("pred.conllu", "parse", "--conllu", w.path("in.conllu")); err != nil {
		return nil, nil, err
	}
	answer, err := w.answer("score_parse.py", gold, w.path("pred.conllu"))
	if err != nil {
		return nil, nil, err
	}
	causes, err := parseCauses(gold, w.path("pred.conllu"))
	return answer, causes, err
}

// measureRaw has the program split the raw text too.
func measureRaw(w *workshop, s set) (any, []table, error) {
	gold := filepath.Join(w.gold, s.file)
	text, err := w.scorer("score_parse.py", "text", gold)
	if err != nil {
		return nil, nil, err
	}
	if err := os.WriteFile(w.path("in.txt"), text, 0o644); err != nil {
		return nil, nil, err
	}
	if err := w.run("pred.conllu", "parse", w.path("in.txt")); err != nil {
		return nil, nil, err
	}
	answer, err := w.answer("score_parse.py", "--raw", gold, w.path("pred.conllu"))
	return answer, nil, err
}

// loss counts the words of one relation and how ours go wrong.
type loss struct{ words, head, label, both int }

// all is every way of going wrong.
func (l loss) all() int { return l.head + l.label + l.both }

// trees are the counts of a comparison of two files of trees.
type trees struct {
	relations map[string]*loss
	distances map[string]*loss // by how far off the gold's head stands
	tags      tally            // "gold → ours" where they differ
	labels    tally            // the same of relations under the right head
}

// parseCauses compares two files of the same words.
func parseCauses(gold, pred string) ([]table, error) {
	t := trees{map[string]*loss{}, map[string]*loss{}, tally{}, tally{}}
	want, err := words(gold)
	if err != nil {
		return nil, err
	}
	have, err := words(pred)
	if err != nil {
		return nil, err
	}
	if len(want) != len(have) {
		return nil, fmt.Errorf("%d words came back of %d", len(have), len(want))
	}
	for i := range want {
		t.compare(&want[i], &have[i])
	}
	return []table{
		lossTable("Trees: where LAS is lost", "relation in gold", t.relations, 15),
		lossTable("Trees: by the distance to the head", "head", t.distances, 6),
		t.labels.ranking("Right head, wrong relation", "gold → ours", 10),
		t.tags.ranking("Wrong UPOS", "gold → ours", 12),
	}, nil
}

func words(file string) ([]language.Row, error) {
	in, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer func() { _ = in.Close() }()
	var all []language.Row
	for block, err := range language.ReadCoNLLU(in) {
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		for _, r := range block.Rows {
			if r.IsWord() {
				all = append(all, r)
			}
		}
	}
	return all, nil
}

func (t *trees) compare(gold, ours *language.Row) {
	want, _, _ := strings.Cut(gold.Deprel, ":")
	got, _, _ := strings.Cut(ours.Deprel, ":")
	for _, l := range []*loss{at(t.relations, want), at(t.distances, distance(gold))} {
		l.words++
		switch head, label := gold.Head == ours.Head, want == got; {
		case !head && !label:
			l.both++
		case !head:
			l.head++
		case !label:
			l.label++
		}
	}
	if gold.Head == ours.Head && want != got {
		t.labels[want+" → "+got]++
	}
	if gold.UPOS != ours.UPOS {
		t.tags[gold.UPOS+" → "+ours.UPOS]++
	}
}

func at(m map[string]*loss, key string) *loss {
	if m[key] == nil {
		m[key] = &loss{}
	}
	return m[key]
}

// distance says how far a word's head stands from it.
func distance(r *language.Row) string {
	id, _ := strconv.Atoi(r.ID)
	head, _ := strconv.Atoi(r.Head)
	d := max(id-head, head-id)
	switch {
	case head == 0:
		return "root"
	case d <= 1:
		return "1 word off"
	case d <= 3:
		return "2 to 3"
	case d <= 7:
		return "4 to 7"
	}
	return "8 and more"
}

func lossTable(title, what string, of map[string]*loss, most int) table {
	all, words := tally{}, 0
	for name, l := range of {
		all[name] = l.all()
		words += l.words
	}
	out := table{title: title, head: []string{what, "words", "wrong", "of these words", "of all loss", "head only", "relation only", "both"}}
	for i, name := range all.ranked() {
		if i == most {
			break
		}
		l := of[name]
		out.rows = append(out.rows, []string{name, strconv.Itoa(l.words), strconv.Itoa(l.all()), share(l.all(), l.words), share(l.all(), all.total()),
			strconv.Itoa(l.head), strconv.Itoa(l.label), strconv.Itoa(l.both)})
	}
	return out
}
