package main

import (
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/language/data"
	"github.com/parley-desk/parley/language/internal/lexical"
	"github.com/parley-desk/parley/language/internal/naming"
)

// compileLists makes the lists of names from language/data and WordNet.
func (t *nameTrainer) compileLists(engine *language.Engine, wordnet string) error {
	l := listReader{worker: engine.NewWorker()}
	l.files()
	for _, read := range []func() error{func() error { return l.wordnet(wordnet) }, l.cities, l.knowledge} {
		if err := read(); err != nil {
			return err
		}
	}
	t.lists = naming.CompileGazetteer(l.phrases)
	var err error
	t.model, err = naming.Open((&naming.Weights{Rows: make([]float32, naming.Labels<<naming.Bits)}).Pack(t.lists))
	return err
}

type listReader struct {
	worker  *language.Worker
	phrases []naming.Phrase
}

// add enters a name, cut into tokens as texts are.
func (l *listReader) add(name string, class naming.Class) {
	p := naming.Phrase{Class: class}
	for _, t := range l.worker.Split(strings.TrimSpace(name)).Tokens {
		p.Words = append(p.Words, lexical.Hash(t.Lower))
	}
	l.phrases = append(l.phrases, p)
}

// single enters a word that is one token whatever its signs.
func (l *listReader) single(word string, class naming.Class) {
	l.phrases = append(l.phrases, naming.Phrase{Words: []uint64{lexical.Hash(strings.ToLower(word))}, Class: class})
}

// files reads the lists of language/data.
func (l *listReader) files() {
	for entry := range data.Lines("countries") {
		names, peoples, _ := strings.Cut(entry, ":")
		for name := range strings.SplitSeq(names, "|") {
			l.add(name, naming.Country)
		}
		words := strings.Fields(peoples)
		for i, w := range words { // "South Korean": an entry goes on where its first word is no people's
			if i+1 < len(words) && strings.Contains(names, w+" ") {
				l.add(w+" "+words[i+1], naming.Demonym)
			} else if i == 0 || !strings.Contains(names, words[i-1]+" ") {
				l.single(w, naming.Demonym)
			}
		}
	}
	lists := []struct {
		file  string
		class naming.Class
	}{
		{"peoples", naming.Demonym}, {"first-names", naming.FirstName}, {"titles", naming.Title}, {"organization-words", naming.OrgWord},
		{"place-words", naming.PlaceWord}, {"name-particles", naming.Particle}, {"dates", naming.Date},
	}
	for _, list := range lists {
		for entry := range data.Lines(list.file) {
			for word := range strings.FieldsSeq(entry) {
				l.single(word, list.class)
				if list.class == naming.Title || list.class == naming.Date {
					l.single(word+".", list.class)
				}
			}
		}
	}
}

// What WordNet's lexicographer files (lexnames(5WN)) hold of names.
var instanceClasses = map[int]naming.Class{
	4: naming.OtherListed, 6: naming.PlaceListed, 10: naming.OtherListed, 11: naming.OtherListed,
	14: naming.OrgListed, 15: naming.PlaceListed, 17: naming.PlaceListed, 18: naming.PersonName,
}

const personFile, locationFile, groupFile = 18, 15, 14

// wordnet reads the synsets of nouns that are single things: persons, places,
// organisations, events; and the capitalised words for kinds of people.
func (l *listReader) wordnet(dir string) error {
	err := eachLine(filepath.Join(dir, "data.noun"), func(c []string) {
		file, _ := strconv.Atoi(c[1])
		words := synsetWords(c)
		instance := slices.Contains(c, "@i")
		for _, w := range words {
			switch {
			case !unicode.IsUpper([]rune(w)[0]):
			case instance:
				l.instance(w, file)
			case file == personFile && !strings.Contains(w, " "):
				l.single(w, naming.Demonym)
			case file == groupFile:
				l.add(w, naming.OrgListed)
			}
		}
	})
	if err != nil {
		return err
	}
	return eachLine(filepath.Join(dir, "data.adj"), func(c []string) {
		for _, w := range synsetWords(c) {
			if unicode.IsUpper([]rune(w)[0]) && !strings.Contains(w, " ") && strings.ToUpper(w) != w && pertains(w) {
				l.single(w, naming.Demonym)
			}
		}
	})
}

// pertains tells adjectives of peoples and places from those of persons ("Shakespearean") by their endings.
func pertains(w string) bool {
	for _, ending := range []string{"ish", "ese", "ani", "qi", "ni", "ti", "ch", "ss", "ic"} {
		if strings.HasSuffix(w, ending) {
			return true
		}
	}
	return false
}

func (l *listReader) instance(name string, file int) {
	class := instanceClasses[file]
	if class == 0 {
		return
	}
	if class == naming.PersonName {
		l.person(name)
		return
	}
	l.add(name, class)
}

// synsetWords gives the words of a line of a data file, with spaces for underscores.
func synsetWords(c []string) []string {
	n, err := strconv.ParseInt(c[3], 16, 32)
	if err != nil {
		return nil
	}
	var out []string
	for i := range int(n) {
		w, _, _ := strings.Cut(c[4+2*i], "(")
		out = append(out, strings.ReplaceAll(w, "_", " "))
	}
	return out
}
