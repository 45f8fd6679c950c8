package numbers

import (
	"github.com/parley-desk/parley/knowledge"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/draft"
	"github.com/parley-desk/parley/reader/lexicon"
)

// stage finds quantities.
type stage struct {
	*Words
	hedge, after, filler, between, change, joint, alternative lexicon.Section
	currency, home, unit, height, pronoun, owner              lexicon.Section
	starts                                                    map[string]bool // first words of currencies and numerals
}

// New makes the stage that fills Draft.Numbers. It passes over what Draft.Times covers.
func New(lex *lexicon.Set, _ *knowledge.Base) (draft.Stage, error) {
	table, err := lex.Table("numbers", schema)
	if err != nil {
		return draft.Stage{}, err
	}
	words, err := compileWords(table)
	if err != nil {
		return draft.Stage{}, err
	}
	s := &stage{
		Words: words, hedge: table.Section("hedge"), after: table.Section("after"), filler: table.Section("filler"),
		between: table.Section("between"), change: table.Section("change"), joint: table.Section("joint"),
		alternative: table.Section("alternative"), currency: table.Section("currency"),
		home: table.Section("home"), unit: table.Section("unit"),
		height: table.Section("height"), pronoun: table.Section("pronoun"), owner: table.Section("owner"), starts: startWords(table),
	}
	return draft.Stage{
		Name:  "numbers",
		Reads: []draft.Layer{draft.Tokens, draft.Tags, draft.Trees, draft.DocNames, draft.Times},
		Gives: []draft.Layer{draft.Numbers},
		Run:   s.run,
	}, nil
}

// startWords are the words at which it pays to look for a quantity.
func startWords(table *lexicon.Table) map[string]bool {
	starts := map[string]bool{"a": true, "an": true}
	for i := range table.Entries {
		switch e := &table.Entries[i]; e.Section {
		case "cardinal", "plural", "vague", "scaled", "fraction", "ordinal", "currency":
			starts[e.Words[0]] = true
		}
	}
	return starts
}

// run walks the sentences from left to right; a quantity that is found is not looked into again.
func (s *stage) run(d *draft.Draft) {
	r := reading{stage: s, draft: d, tokens: d.Doc.Tokens}
	time, name := 0, 0
	for k := range d.Doc.Sentences {
		r.first, r.end = int(d.Doc.Sentences[k].First), int(d.Doc.Sentences[k].End)
		r.floor = r.first
		r.sentence = r.sentence[:0]
		for i := r.first; i < r.end; i++ {
			r.sentence = append(r.sentence, r.tokens[i].Lower)
		}
		for i := r.first; i < r.end; {
			for time < len(d.Times) && d.Times[time].End <= i {
				time++
			}
			if time < len(d.Times) && d.Times[time].First <= i {
				i = d.Times[time].End
				r.floor = i
				continue
			}
			for name < len(d.Doc.Names) && int(d.Doc.Names[name].End) <= i {
				name++
			}
			r.bound = r.end
			if time < len(d.Times) {
				r.bound = min(r.end, d.Times[time].First)
			}
			r.name = nil
			if name < len(d.Doc.Names) && int(d.Doc.Names[name].First) <= i {
				r.name = &d.Doc.Names[name]
			}
			i = r.step(i)
		}
	}
}

// reading is the state of going through one report.
type reading struct {
	*stage
	draft      *draft.Draft
	tokens     []language.Token
	sentence   []string          // lower-case forms of the sentence's tokens
	first, end int               // the sentence
	bound      int               // the next time begins here: no number reaches into it
	floor      int               // the token after the last time or number: no wording reaches back beyond it
	name       *language.Name    // the name that covers the token, nil for none
	money      map[string]string // codes of an ambiguous currency → the one it has in this report
}

// step looks for a quantity at token i and gives the token to go on from.
func (r *reading) step(i int) int {
	c := r.tokens[i].Lower
	if c == "" || !isDigit(c[0]) && c[0] < 0x80 && !r.starts[c] {
		return i + 1
	}
	q, ok := r.quantity(i)
	if !ok {
		return i + 1
	}
	if n := r.number(q); n.Value != nil || n.Low != nil || n.High != nil { // "up to several hundred" says nothing for sure
		r.draft.Numbers = append(r.draft.Numbers, n)
	}
	r.floor = q.end
	return q.end
}
