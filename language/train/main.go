// Command train trains the language engine from treebanks and lists of names.
//
//	go run ./language/train -parse ../shared/gold/parse -out language/model
package main

import (
	"encoding/json"
	"flag"
	"log"
	"os"
	"path/filepath"
	"strings"

	"github.com/parley-desk/parley/language/internal/lexical"
	"github.com/parley-desk/parley/language/internal/linear"
	"github.com/parley-desk/parley/language/internal/parsing"
)

// Kept as they are, the weights of at most this many quanta add size and nothing to the scores.
const dropped = 2

func main() {
	parse := flag.String("parse", "../shared/gold/parse", "folder of the treebanks (CoNLL-U)")
	wordnet := flag.String("wordnet", "/usr/share/wordnet", "folder of WordNet's index and data files")
	out := flag.String("out", "language/model", "folder for the weights")
	jack := flag.String("jackknife", "", "file that keeps the jackknifed tags from run to run; empty: none")
	epochs := flag.Int("epochs", 10, "epochs of the parser")
	mb := flag.Uint("mb", 22, "")
	lb := flag.Uint("lb", 18, "")
	bmb := flag.Uint("bmb", 20, "")
	blb := flag.Uint("blb", 16, "")
	seeds := flag.Int("seeds", 1, "runs of the parser whose weights are summed")
	tseeds := flag.Int("tseeds", 1, "runs of the parser whose weights are summed")
	margin := flag.Float64("margin", 0, "margin")
	follow := flag.Float64("follow", 0.9, "margin")
	flag.Parse()
	log.SetFlags(log.Ltime)
	train, err := readAll(*parse, "ewt-train.conllu", "gum-train.conllu")
	check(err)
	lex, err := makeLexicon(train, *wordnet)
	check(err)
	tags := makeTagset(train)
	save(*out, "lexicon.bin", lexical.Compile(lex.entries))
	save(*out, "tags.txt", []byte(strings.Join(tags.names, "\n")+"\n"))

	o := taggerOptions{bits: 17, epochs: 8, seed: 1}
	predicted := jackknifed(*jack, train, lex, tags, o)
	tagger := trainTaggers(augmented(train), lex, tags, o, *tseeds).Pack(dropped)
	save(*out, "tagger.bin", tagger)
	trees := makeTrees(train, lex, tags, predicted)
	light := parserOptions{moveBits: *bmb, labelBits: *blb, epochs: 7, follow: *follow}
	trees = guidedApart(trees, light, 5)
	backward := trainParsers(reversedAll(trees), light, 2)
	bmove, blabel := backward.files()
	save(*out, "back_move.bin", bmove)
	save(*out, "back_label.bin", blabel)
	w := trainParsers(trees, parserOptions{moveBits: *mb, labelBits: *lb, epochs: *epochs, margin: float32(*margin), follow: *follow}, *seeds)
	move, label := w.files()
	save(*out, "move.bin", move)
	save(*out, "label.bin", label)
	for _, dev := range []string{"ewt-dev.conllu", "gum-dev.conllu"} {
		bank, err := readAll(*parse, dev)
		check(err)
		got := tagAll(bank, lex, open(tagger))
		report(dev, bank, got, tags)
		devTrees := makeTrees(bank, lex, tags, got)
		a := evaluate(backward.pack(), reversedAll(devTrees))
		log.Printf("%s: backward UAS %.4f, LAS %.4f", dev, a.uas(), a.las())
		a = evaluate(w.pack(), guided(devTrees, backward.pack()))
		log.Printf("%s: UAS %.4f, LAS %.4f", dev, a.uas(), a.las())
	}
}

// jackknifed reads the jackknifed tags from a file, or makes and keeps them.
func jackknifed(file string, train []sentence, lex *lexicon, tags *tagset, o taggerOptions) [][]uint8 {
	const folds = 5
	var predicted [][]uint8
	if data, err := os.ReadFile(file); err == nil {
		check(json.Unmarshal(data, &predicted))
		return predicted
	}
	predicted = jackknife(train, lex, tags, o, folds)
	if file != "" {
		data, err := json.Marshal(predicted)
		check(err)
		check(os.WriteFile(file, data, 0o644))
	}
	return predicted
}

func save(dir, name string, data []byte) {
	check(os.WriteFile(filepath.Join(dir, name), data, 0o644))
	log.Printf("%s: %.2f MB", name, float64(len(data))/1e6)
}

func open(data []byte) *linear.Model {
	m, err := linear.Open(data)
	check(err)
	return m
}

func report(name string, bank []sentence, got [][]uint8, tags *tagset) {
	var n, joint, upos, xpos, unk, unkOK int
	for i, s := range bank {
		for j, w := range s {
			n++
			g := tags.names[got[i][j]]
			if g == w.tag() {
				joint++
			}
			if strings.HasPrefix(g, w.upos+"|") {
				upos++
			}
			if strings.HasSuffix(g, "|"+w.xpos) {
				xpos++
			}
		}
	}
	_ = unk
	_ = unkOK
	log.Printf("%s joint %.4f upos %.4f xpos %.4f", name, float64(joint)/float64(n), float64(upos)/float64(n), float64(xpos)/float64(n))
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
		log.Print(err)
		os.Exit(1)
	}
}
