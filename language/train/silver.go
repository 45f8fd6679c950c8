package main

import (
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/language/internal/naming"
	"github.com/parley-desk/parley/language/internal/tagging"
)

// addSilver adds the sentences of a treebank that has no names: its proper
// nouns are names, of the kinds that weights learned elsewhere give them. They
// teach what names look like in text of another sort, not what they are.
func (t *nameTrainer) addSilver(w *naming.Weights, path string) error {
	blocks, err := readBlocks("", path)
	if err != nil {
		return err
	}
	first, doc := len(t.sentences), t.reader.docs
	for len(blocks) > 0 {
		end := 1
		for end < len(blocks) && !startsDocument(blocks[end]) {
			end++
		}
		t.addTreebank(language.DocOf(blocks[:end]), doc)
		blocks = blocks[end:]
		doc++
	}
	c := crf{w: w}
	in := t.where(func(s *namedSentence) bool { return s.silver })
	for k, e := range t.examples(in, nil) {
		s := &t.sentences[first+k]
		c.emit(&e)
		for i := range e.rows {
			t.allow(s, i, &c.emitted[i])
		}
		c.best(s.labels)
	}
	return nil
}

func startsDocument(b *language.Block) bool {
	_, found := b.Comment("newdoc id")
	return found
}

// addTreebank adds the sentences of a document of a treebank, tagged by the engine.
func (t *nameTrainer) addTreebank(d *language.Doc, doc int) {
	gold := make([]language.XPOS, len(d.Tokens))
	for i := range d.Tokens {
		gold[i] = d.Tokens[i].XPOS
	}
	for s, bounds := range d.Sentences {
		t.reader.worker.Tag(d, s)
		n := namedSentence{doc: doc, silver: true, labels: make([]uint8, bounds.End-bounds.First), gold: gold[bounds.First:bounds.End]}
		for i := bounds.First; i < bounds.End; i++ {
			k := &d.Tokens[i]
			n.words = append(n.words, naming.See(tagging.Look(t.reader.lexicon, k.Form, k.Lower), uint8(k.UPOS), uint8(k.XPOS)))
		}
		t.sentences = append(t.sentences, n)
	}
}

// ruledOut is the score of a label that a word cannot have.
const ruledOut = -1e8

// allow rules out the labels that a word's tag in the treebank speaks against:
// proper nouns are in names, but for dates and titles; names begin with
// nothing else but the adjective of a people.
func (t *nameTrainer) allow(s *namedSentence, i int, scores *[naming.Labels]float64) {
	w := &s.words[i]
	inside := false // whether it may stand inside a name
	switch s.gold[i] {
	case language.TagNNP, language.TagNNPS:
		if !t.model.Listed(w, naming.Date) {
			if !t.model.Listed(w, naming.Title) {
				scores[naming.Outside] = ruledOut
			}
			return
		}
	case language.TagHYPH, language.TagPOS, language.TagIN, language.TagDT, language.TagCC, language.TagCD, language.TagComma, language.TagStop, language.TagFW:
		inside = true
	case language.TagJJ:
		if t.model.Demonym(w) {
			return
		}
		inside = true
	}
	last := naming.Labels - 1
	if inside {
		last = naming.Other
	}
	for l := 1; l <= last; l++ {
		scores[l] = ruledOut
	}
}

// best fills labels with the best path over what has been emitted (Viterbi).
func (c *crf) best(labels []uint8) {
	score := make([][naming.Labels]float64, len(labels))
	back := make([][naming.Labels]uint8, len(labels))
	for i := range labels {
		for l := range naming.Labels {
			most := 10 * ruledOut
			switch {
			case i == 0 && naming.Follows(naming.Outside, l):
				most = float64(c.w.Starts[l])
			case i > 0:
				for p := range naming.Labels {
					if v := score[i-1][p] + float64(c.w.Pairs[p][l]); naming.Follows(p, l) && v > most {
						most, back[i][l] = v, uint8(p)
					}
				}
			}
			score[i][l] = most + c.emitted[i][l]
		}
	}
	label := 0
	for i := len(labels) - 1; i >= 0; i-- {
		if i == len(labels)-1 {
			for l, v := range score[i] {
				if v > score[i][label] {
					label = l
				}
			}
		}
		labels[i] = uint8(label)
		label = int(back[i][label])
	}
}
