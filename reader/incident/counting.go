package incident

import (
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/reader/lexicon"
)

// counting is the lexicon "figures", compiled.
type counting struct {
	verbs                                      map[string][]*harmWord
	adjectives, nouns, tolls, topics           map[string]*harmWord
	falls, lengthy, cumulative, wholes, beside map[string]bool
	them, within, lasting, lasts               map[string]bool
	changes, reaches, wars                     map[string]bool
	says                                       map[string]float64 // words that are a number by themselves: "nobody", "another", "both"
}

// harmWord is a word that gives figures their measure.
type harmWord struct {
	measure claim.Measure
	rest    []string // of a verb: the words that belong to it
	befalls string   // of a verb: obj or subj
	person  bool     // only of people
	passive bool     // only of a passive
	need    string   // only of these: money, life, dead, attack
	weak    bool     // only where the event or the topic settles it
	violent bool     // only in a report about violence
	harmed  bool     // only where it was harmed
	held    bool     // a state that people are in: "in custody"
}

var figureNeeds = []string{"money", "life", "dead", "attack"}

func (v *vocabulary) loadFigures(lex *lexicon.Set) error {
	measures := make([]string, 0, len(claim.Measures))
	for _, m := range claim.Measures {
		measures = append(measures, string(m))
	}
	t, err := lex.Table("figures", lexicon.Schema{
		Sections: []string{"verb", "adjective", "noun", "toll", "topic", "fall", "lengthy", "cumulative", "whole", "beside", "them", "says", "within", "lasting", "lasts", "change", "reach"},
		Flags:    append([]string{"person", "passive", "weak", "violent", "harmed", "held"}, figureNeeds...),
		Keys:     map[string][]string{"measure": measures, "of": {"obj", "subj"}, "value": {"0", "1", "2"}},
	})
	if err != nil {
		return err
	}
	c := &v.count
	c.verbs = map[string][]*harmWord{}
	c.adjectives, c.nouns, c.tolls, c.topics = map[string]*harmWord{}, map[string]*harmWord{}, map[string]*harmWord{}, map[string]*harmWord{}
	c.falls, c.lengthy, c.cumulative, c.wholes, c.beside = map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
	c.them, c.says = map[string]bool{}, map[string]float64{}
	c.within, c.lasting, c.lasts = map[string]bool{}, map[string]bool{}, map[string]bool{}
	c.changes, c.reaches, c.wars = map[string]bool{}, map[string]bool{}, map[string]bool{}
	for i := range t.Entries {
		c.enter(&t.Entries[i])
	}
	return nil
}

func (c *counting) enter(e *lexicon.Entry) {
	w := &harmWord{
		measure: claim.Measure(e.Get("measure")), rest: e.Words[1:], befalls: e.Get("of"), person: e.Has("person"),
		passive: e.Has("passive"), weak: e.Has("weak"), violent: e.Has("violent"), harmed: e.Has("harmed"), held: e.Has("held"),
	}
	for _, n := range figureNeeds {
		if e.Has(n) {
			w.need = n
		}
	}
	switch e.Section {
	case "verb":
		list := c.verbs[e.Words[0]]
		if len(w.rest) > 0 { // longer terms first
			list = append([]*harmWord{w}, list...)
		} else {
			list = append(list, w)
		}
		c.verbs[e.Words[0]] = list
	case "adjective":
		c.adjectives[e.Term] = w
	case "noun":
		c.nouns[e.Term] = w
	case "toll":
		c.tolls[e.Term] = w
	case "topic":
		c.topics[e.Term] = w
	case "fall":
		c.falls[e.Term] = true
	case "lengthy":
		c.lengthy[e.Term] = true
	case "cumulative":
		c.cumulative[e.Term] = true
	case "beside":
		c.beside[e.Term] = true
	case "whole":
		c.wholes[e.Term] = true
	case "them":
		c.them[e.Term] = true
	case "within":
		c.within[e.Term] = true
	case "lasting":
		c.lasting[e.Term], c.wars[e.Term] = true, w.violent
	case "lasts":
		c.lasts[e.Term] = true
	case "change":
		c.changes[e.Term] = true
	case "reach":
		c.reaches[e.Term] = true
	case "says":
		c.says[e.Term] = float64(e.Get("value")[0] - '0')
	}
}

// triggers are the lemmas at which a sentence may hold a figure.
func (c *counting) triggers() []string {
	var out []string
	for lemma := range c.verbs {
		out = append(out, lemma)
	}
	for _, m := range []map[string]*harmWord{c.adjectives, c.nouns, c.tolls, c.topics} {
		for lemma := range m {
			out = append(out, lemma)
		}
	}
	return out
}
