package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/language/internal/lexical"
	"github.com/parley-desk/parley/language/internal/naming"
	"github.com/parley-desk/parley/language/internal/tagging"
)

// The texts with names: only these are learned from.
var nameTexts = []string{"re3d-train.jsonl", "wikigold-train.jsonl", "gum-train.jsonl"}

// namedText is a row of a file of texts with names.
type namedText struct {
	Text   string `json:"text"`
	Labels []struct {
		Span  [2]int `json:"span"` // in code points
		Kind  string `json:"kind"`
		Named *bool  `json:"named"` // false for "the hospital", "they"
	} `json:"labels"`
}

// namedSentence is a tagged sentence with its names.
type namedSentence struct {
	words  []naming.Word
	labels []uint8
	doc    int
	silver bool            // labelled by a model
	gold   []language.XPOS // the treebank's tags, where silver
}

// nameTrainer holds what all runs of training share.
type nameTrainer struct {
	sentences []namedSentence
	lists     []byte
	model     *naming.Model // of the lists, without weights
	reader    nameReader
}

// findNames trains the name finder. The engine as it was built tags the texts:
// after its tagger has been trained, build this program anew before this part.
func (s setting) findNames() {
	data, err := os.ReadFile(filepath.Join(s.out, "lexicon.bin"))
	check(err)
	lexicon, err := lexical.Open(data)
	check(err)
	model, err := trainNames(s, lexicon)
	check(err)
	s.save("names.bin", model)
}

// trainNames learns to find names, tagging the texts with the engine as it was built.
func trainNames(s setting, lexicon *lexical.Table) ([]byte, error) {
	engine, err := language.Load()
	if err != nil {
		return nil, err
	}
	t := nameTrainer{}
	if err := t.compileLists(engine, s.wordnet); err != nil {
		return nil, err
	}
	t.reader = nameReader{worker: engine.NewWorker(), lexicon: lexicon, model: t.model}
	for _, file := range nameTexts {
		if err := t.reader.read(filepath.Join(s.names, file)); err != nil {
			return nil, err
		}
	}
	t.sentences = t.reader.sentences
	return t.train(s.parse)
}

// nameReader turns rows into tagged sentences with labels.
type nameReader struct {
	worker    *language.Worker
	lexicon   *lexical.Table
	model     *naming.Model
	sentences []namedSentence
	docs      int
	rows      int
}

func (r *nameReader) read(path string) error {
	return eachNamedText(path, func(row namedText) {
		copies := recasedTexts(row, r.rows)
		r.add(row)
		for _, c := range copies {
			r.add(c)
		}
		r.rows++
	})
}

// eachNamedText calls use with the rows of a file.
func eachNamedText(path string, use func(namedText)) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	lines := bufio.NewReader(f)
	for {
		line, err := lines.ReadBytes('\n')
		if len(line) == 0 && err != nil {
			return nil
		}
		var row namedText
		if err := json.Unmarshal(line, &row); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		use(row)
	}
}

var kindNumbers = map[string]int{
	"person": naming.Person, "organization": naming.Organization, "place": naming.Place, "people": naming.People, "other": naming.Other,
}

// add tags a text and lays its labels over the tokens.
func (r *nameReader) add(row namedText) {
	d := r.worker.Split(row.Text)
	for s := range d.Sentences {
		r.worker.Tag(d, s)
	}
	labels := make([]uint8, len(d.Tokens))
	offsets := byteOffsets(row.Text)
	for _, l := range row.Labels {
		if l.Named == nil || *l.Named {
			label(d, labels, offsets[l.Span[0]], offsets[l.Span[1]], kindNumbers[l.Kind])
		}
	}
	for _, s := range d.Sentences {
		sentence := namedSentence{doc: r.docs, labels: labels[s.First:s.End]}
		for i := s.First; i < s.End; i++ {
			t := &d.Tokens[i]
			sentence.words = append(sentence.words, naming.See(tagging.Look(r.lexicon, t.Form, t.Lower), uint8(t.UPOS), uint8(t.XPOS)))
		}
		r.mend(sentence)
		r.sentences = append(r.sentences, sentence)
	}
	r.docs++
}

// byteOffsets gives the byte at which each code point begins, and the end.
func byteOffsets(text string) []int {
	var out []int
	for i := range text {
		out = append(out, i)
	}
	return append(out, len(text))
}

// label marks the tokens between two bytes as a name, without an article before it.
func label(d *language.Doc, labels []uint8, start, end, kind int) {
	first := true
	for i := range d.Tokens {
		t := &d.Tokens[i]
		if int(t.Start) >= end || int(t.End) <= start || labels[i] != 0 {
			continue
		}
		if first && (t.Lower == "the" || t.Lower == "a" || t.Lower == "an") {
			continue
		}
		labels[i] = uint8(naming.Inside(kind))
		if first {
			labels[i] = uint8(naming.Begin(kind))
		}
		first = false
	}
}

// mend brings the sets to one guideline: peoples and their adjectives are
// People wherever they stand alone, and a name takes in the proper nouns that
// touch it on the left ("United" of "United Kingdom", which GUM leaves out).
func (r *nameReader) mend(s namedSentence) {
	proper := func(i int) bool {
		x := language.XPOS(s.words[i].XPOS)
		return (x == language.TagNNP || x == language.TagNNPS) && s.words[i].Lower != "mr."
	}
	for i := len(s.words) - 1; i > 0; i-- {
		if l := s.labels[i]; l > 0 && l <= naming.Other && proper(i) && s.labels[i-1] == 0 && proper(i-1) {
			s.labels[i] = uint8(naming.Inside(int(l)))
			s.labels[i-1] = l
		}
	}
	for i := range s.words {
		if !r.model.Demonym(&s.words[i]) {
			continue
		}
		alone := i+1 == len(s.words) || int(s.labels[i+1]) <= naming.Other
		if l := s.labels[i]; alone && (l == 0 || l == naming.Other) {
			s.labels[i] = naming.People
		}
	}
}

const (
	nameFolds  = 5 // parts of the documents, for the names that a memory holds in training: found by models that never saw them
	jackEpochs = 6
	nameEpochs = 12
	nameSeeds  = 3
)

func (t *nameTrainer) train(parse string) ([]byte, error) {
	found := make([][]naming.Name, len(t.sentences))
	for fold := range nameFolds {
		m := openNames(t.fit(t.where(func(s *namedSentence) bool { return s.doc%nameFolds != fold }), nil, jackEpochs, 1).Pack(t.lists))
		t.find(m, found, func(doc int) bool { return doc%nameFolds == fold })
	}
	all := func(*namedSentence) bool { return true }
	if err := t.addSilver(t.fit(t.where(all), nil, jackEpochs, 1), filepath.Join(parse, "ewt-train.conllu")); err != nil {
		return nil, err
	}
	for i := len(found); i < len(t.sentences); i++ {
		found = append(found, namesOf(t.sentences[i].labels))
	}
	return t.fit(t.where(all), found, nameEpochs, nameSeeds).Pack(t.lists), nil
}

// where gives the sentences that fit.
func (t *nameTrainer) where(fits func(*namedSentence) bool) []int {
	var in []int
	for i := range t.sentences {
		if fits(&t.sentences[i]) {
			in = append(in, i)
		}
	}
	return in
}

// namesOf reads labels as names.
func namesOf(labels []uint8) []naming.Name {
	var names []naming.Name
	for i, l := range labels {
		switch {
		case l == naming.Outside:
		case l <= naming.Other:
			names = append(names, naming.Name{First: i, End: i + 1, Kind: int(l)})
		default:
			names[len(names)-1].End = i + 1
		}
	}
	return names
}

func openNames(data []byte) *naming.Model {
	m, err := naming.Open(data)
	check(err)
	return m
}

// find fills the names that a model finds in the documents of a fold.
func (t *nameTrainer) find(m *naming.Model, found [][]naming.Name, in func(doc int) bool) {
	var memory naming.Memory
	var scratch naming.Scratch
	t.eachDocument(&memory, func(i int) {
		if s := &t.sentences[i]; in(s.doc) {
			scratch.Words = append(scratch.Words[:0], s.words...)
			m.Find(&scratch, &memory)
			found[i] = slices.Clone(scratch.Names)
		}
	})
}

// eachDocument walks the sentences with the memory of their document.
func (t *nameTrainer) eachDocument(memory *naming.Memory, use func(i int)) {
	for i := 0; i < len(t.sentences); {
		end := i + 1
		for end < len(t.sentences) && t.sentences[end].doc == t.sentences[i].doc {
			end++
		}
		memory.Begin()
		for j := i; j < end; j++ {
			words := t.sentences[j].words
			memory.Read(len(words), func(k int) (form, lower string) { return words[k].Form, words[k].Lower })
		}
		for ; i < end; i++ {
			use(i)
		}
	}
}

// recasings are the ways in which some documents are learned from once more:
// wires in capitals only, headlines, careless messages. Each is for one
// document in so many.
var recasings = []struct {
	every  int
	change func(string) string
}{{7, strings.ToUpper}, {11, titledText}, {13, strings.ToLower}}

// recased gives the copies of a row in other cases; those whose length changes
// with case are left out, for the labels count characters.
func recasedTexts(row namedText, number int) []namedText {
	var out []namedText
	for _, r := range recasings {
		c := row
		if c.Text = r.change(row.Text); number%r.every == 3 && len(c.Text) == len(row.Text) {
			out = append(out, c)
		}
	}
	return out
}

// titledText writes the words of a text with capitals, as headlines are.
func titledText(text string) string {
	words := strings.Split(text, " ")
	for i, w := range words {
		words[i] = titled(w)
	}
	return strings.Join(words, " ")
}
