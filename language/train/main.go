// Command train makes the weights of the language engine from treebanks and
// WordNet, and tells how well they do on the treebanks' development parts.
//
//	go run ./language/train                 # all of them: about a quarter of an hour on two cores
//	go run ./language/train -only boundaries,morphology
//
// Seeds are fixed. The names also learn from the tables of knowledge as they are.
package main

import (
	"encoding/json"
	"flag"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/parley-desk/parley/language/internal/lexical"
	"github.com/parley-desk/parley/language/internal/linear"
)

// setting says where everything is read and written.
type setting struct {
	parse, names, wordnet, out, jackknife string
	only                                  []string
}

// The parts of the engine that are trained, in their order.
var parts = []struct {
	name  string
	train func(setting)
}{
	{"boundaries", setting.boundaries},
	{"morphology", setting.morphology},
	{"trees", setting.trees},
	{"names", setting.findNames},
}

func main() {
	var s setting
	var only string
	flag.StringVar(&s.parse, "parse", "../shared/gold/parse", "folder of the treebanks (CoNLL-U)")
	flag.StringVar(&s.names, "names", "../shared/gold/names", "folder of the texts with names (JSON Lines)")
	flag.StringVar(&s.wordnet, "wordnet", "/usr/share/wordnet", "folder of WordNet's index and data files (Debian: wordnet-base)")
	flag.StringVar(&s.out, "out", "language/model", "folder for the weights")
	flag.StringVar(&s.jackknife, "jackknife", "", "file that keeps the jackknifed tags from run to run")
	flag.StringVar(&only, "only", "", "train only these parts, with commas between")
	flag.Parse()
	log.SetFlags(log.Ltime)
	if only != "" {
		s.only = strings.Split(only, ",")
	}
	for _, part := range parts {
		if len(s.only) == 0 || slices.Contains(s.only, part.name) {
			log.Printf("training %s", part.name)
			part.train(s)
		}
	}
}

// The treebanks: trained on the first, measured on the second.
var (
	trainBanks = []string{"ewt-train.conllu", "gum-train.conllu"}
	devBanks   = []string{"ewt-dev.conllu", "gum-dev.conllu"}
)

func (s setting) boundaries() {
	blocks, err := readBlocks(s.parse, trainBanks...)
	check(err)
	s.save("sentences.bin", trainBoundaries(blocks))
}

func (s setting) morphology() {
	blocks, err := readBlocks(s.parse, trainBanks...)
	check(err)
	data, err := trainMorphology(blocks, s.wordnet)
	check(err)
	s.save("morphology.bin", data)
}

// How the tagger and the two parsers are trained. The backward parser is
// lighter: its tree is but a feature of the forward one.
var (
	together = taggerOptions{bits: 16, epochs: 8, seeds: 4, seed: 1}
	apart    = taggerOptions{bits: 16, epochs: 8, seed: 1} // for the jackknife
	backward = parserOptions{moveBits: 20, labelBits: 16, epochs: 7, seeds: 2}
	forward  = parserOptions{moveBits: 22, labelBits: 18, epochs: 10, seeds: 4}
)

// trees trains the lexicon, the tagger and both parsers.
func (s setting) trees() {
	bank, err := readAll(s.parse, trainBanks...)
	check(err)
	tags := makeTagset(bank)
	lex, err := s.makeLexicon(bank, tags)
	check(err)
	s.save("lexicon.bin", lexical.Compile(lex.entries, lex.guesses))
	s.save("tags.txt", []byte(strings.Join(tags.names, "\n")+"\n"))
	predicted := s.jackknifed(bank, lex, tags)
	tagger := trainTaggers(augmented(bank), lex, tags, together).Pack(dropped)
	s.save("tagger.bin", tagger)

	trees := guidedApart(makeTrees(bank, lex, tags, predicted), backward)
	back := trainParsers(reversedAll(trees), backward)
	s.saveParser("back_", back)
	front := trainParsers(trees, forward)
	s.saveParser("", front)
	for _, name := range devBanks {
		dev, err := readAll(s.parse, name)
		check(err)
		got := tagAll(dev, lex, open(tagger))
		log.Printf("%s: %s", name, tagScores(dev, got, tags))
		held := makeTrees(dev, lex, tags, got)
		log.Printf("%s: backward %s, both %s", name, evaluate(back.pack(), reversedAll(held)), evaluate(front.pack(), guided(held, back.pack())))
	}
}

// jackknifed reads the jackknifed tags from their file, or makes and keeps them.
func (s setting) jackknifed(bank []sentence, lex *lexicon, tags *tagset) [][]uint8 {
	var predicted [][]uint8
	if data, err := os.ReadFile(s.jackknife); err == nil {
		check(json.Unmarshal(data, &predicted))
		return predicted
	}
	predicted = jackknife(bank, lex, tags, apart)
	if s.jackknife != "" {
		data, err := json.Marshal(predicted)
		check(err)
		check(os.WriteFile(s.jackknife, data, 0o644))
	}
	return predicted
}

func (s setting) saveParser(prefix string, w parserWeights) {
	move, label := w.files()
	s.save(prefix+"move.bin", move)
	s.save(prefix+"label.bin", label)
}

func (s setting) save(name string, data []byte) {
	check(os.WriteFile(filepath.Join(s.out, name), data, 0o644))
	log.Printf("%s: %.2f MB", name, float64(len(data))/1e6)
}

func open(data []byte) *linear.Model {
	m, err := linear.Open(data)
	check(err)
	return m
}

func readAll(dir string, names ...string) ([]sentence, error) {
	var out []sentence
	for _, n := range names {
		bank, err := readTreebank(filepath.Join(dir, n))
		if err != nil {
			return nil, err
		}
		out = append(out, bank...)
	}
	return out, nil
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
