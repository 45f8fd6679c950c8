package incident

import (
	"errors"
	"fmt"
	"strings"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/reader/lexicon"
)

// frame says who is who around a trigger: see the head of the lexicon "events".
type frame uint8

const (
	act frame = iota
	on
	both
	self
	suffer
	device
)

var frames = []string{"act", "on", "both", "self", "suffer", "device"}

// sense is one meaning of a trigger: a row of the lexicon "events".
type sense struct {
	term      string
	before    []string  // of a noun: the words that stand before it
	pattern   []element // what must stand with the verb or noun
	kind      string    // PLOVER type
	mode      string
	acled     *claim.ACLED
	noACLED   bool
	frame     frame
	to        []string // prepositions that lead to the recipient
	harm      claim.Measure
	ofActor   bool // of a noun: "of" leads to the actor
	possessed bool // of a noun: a genitive is the recipient
	weak      bool
	outlaw    bool
	whose     bool // of a noun: only of one, whose doer is named with it: "army fire"
	violent   bool
	territory bool
	object    bool    // of a verb: only with an object
	blamed    bool    // of a noun: only where words around say who did it
	laid      bool    // of a noun: only where it is laid to somebody or claimed
	nothing   bool    // no act at all: "heart attack"
	plain     bool    // of a verb: only without a predicate of its object: not "called him a fool"
	alone     bool    // of a verb: only without an object
	subject   classes // of a verb: only with a subject of these, which does not act: "talks collapsed"
}

// element is one item of a verb's pattern.
type element struct {
	word        string  // a particle or the lemma of the object
	set         classes // or a class that the object must be of
	preposition bool    // word leads to the next element
}

// weight orders senses by how much they ask for.
func (s *sense) weight() int {
	w := 4 * len(s.before)
	if s.subject != 0 {
		w++
	}
	for _, e := range s.pattern {
		if e.preposition {
			continue // the element it leads to counts
		}
		w += 2
		if e.set != 0 && e.set != person && e.set != place {
			w++
		}
		if e.set == 0 {
			w += 2
		}
	}
	return w
}

func (v *vocabulary) loadEvents(lex *lexicon.Set) error {
	types := make([]string, 0, len(claim.PLOVER))
	for _, t := range claim.PLOVER {
		types = append(types, t.Name)
	}
	t, err := lex.Table("events", lexicon.Schema{
		Sections: []string{"case", "when", "light", "happen", "result", "cause", "response", "meant", "doing", "ended", "bearing", "account", "meanwhile", "ordinal", "multitude", "idea", "verbal", "which", "long", "mishap", "criminal", "walkout", "charge", "finding", "slain", "manner", "blame", "verb", "noun"},
		Flags:    []string{"weak", "violent", "territory", "intransitive", "transitive", "plain", "nothing", "blamed", "proven", "laid", "tied", "outlaw", "whose", "thing"},
		Keys: map[string][]string{"type": types, "mode": nil, "acled": nil, "frame": frames, "to": nil, "harm": nil,
			"of": {"actor", "recipient"}, "poss": {"actor", "recipient"}, "subject": nil, "who": {"actor", "recipient", "none"}, "via": nil, "doer": nil},
	})
	if err != nil {
		return err
	}
	for i := range t.Entries {
		e := &t.Entries[i]
		first := e.Words[0]
		switch e.Section {
		case "case":
			v.cases[first] = true
		case "when":
			v.when[first] = true
		case "cause":
			v.causes[e.Term] = true
		case "meant":
			v.meant[e.Term] = true
		case "multitude":
			v.multitude[e.Term] = true
		case "criminal":
			v.criminals[e.Term] = true
		case "charge":
			v.charges[e.Term] = true
		case "walkout":
			v.walkouts[e.Term] = e.Has("thing")
		case "finding":
			v.finding[e.Term] = true
		case "idea":
			v.ideas[e.Term] = true
		case "verbal":
			v.verbal[e.Term] = true
		case "which":
			v.which[e.Term] = true
		case "long":
			v.long[e.Term] = true
		case "mishap":
			v.mishaps[e.Term] = true
		case "manner":
			v.manner[e.Term] = true
		case "blame":
			v.enterBlame(e)
		case "meanwhile":
			v.meanwhile[e.Term] = true
		case "ordinal":
			v.ordinal[e.Term] = true
		case "account":
			v.account[e.Term] = true
		case "bearing":
			v.bearing[e.Term] = true
		case "ended":
			v.ended[e.Term] = true
		case "doing":
			v.doing[e.Term] = true
		case "response":
			v.responses[e.Term] = true
		case "light":
			v.light[first] = append(v.light[first], &support{rest: e.Words[1:], who: e.Get("who"), via: e.Get("via")})
		case "happen":
			v.happen[e.Term] = true
		case "result":
			v.result[e.Term] = true
		default:
			if err := v.enterSense(e); err != nil {
				return err
			}
		}
	}
	v.signs = t.Section("slain")
	for _, s := range v.nouns["strike"] {
		if s.kind == "PROTEST" && s.mode == "strike" {
			plain := *s
			plain.term, plain.before = "strike", nil
			v.walkout = &plain
			break
		}
	}
	if v.walkout == nil {
		return errors.New("events: no strike that is a protest")
	}
	specific(v.verbs)
	specific(v.nouns)
	return nil
}

// enterBlame compiles a row of [blame].
func (v *vocabulary) enterBlame(e *lexicon.Entry) {
	b, rest := &blaming{doer: e.Get("doer"), proven: e.Has("proven"), laid: e.Has("laid"), tied: e.Has("tied")}, e.Words[1:]
	if n := len(rest); n > 0 && v.cases[rest[n-1]] {
		b.deed, rest = rest[n-1], rest[:n-1]
	}
	if len(rest) > 0 {
		b.object = rest[0]
	}
	v.blame[e.Words[0]] = append(v.blame[e.Words[0]], b)
}

// enterSense compiles a row of [verb] or [noun].
func (v *vocabulary) enterSense(e *lexicon.Entry) error {
	s := &sense{
		term: e.Term, kind: e.Get("type"), mode: e.Get("mode"), to: e.List("to"), harm: claim.Measure(e.Get("harm")),
		ofActor: e.Get("of") == "actor", possessed: e.Get("poss") == "recipient",
		weak: e.Has("weak"), outlaw: e.Has("outlaw"), whose: e.Has("whose"), violent: e.Has("violent"), territory: e.Has("territory"), alone: e.Has("intransitive"), object: e.Has("transitive"), plain: e.Has("plain"), nothing: e.Has("nothing"), blamed: e.Has("blamed"), laid: e.Has("laid"),
	}
	for _, name := range e.List("subject") {
		s.subject |= v.bit(name)
	}
	for i, name := range frames {
		if e.Get("frame") == name {
			s.frame = frame(i)
		}
	}
	fail := func(what, value string) error {
		return fmt.Errorf("incident: %s:%d: %q: %s %q is not in the contract", e.File, e.Line, e.Term, what, value)
	}
	if !hasMode(s.kind, s.mode) {
		return fail("mode", s.mode)
	}
	if name := e.Get("acled"); name == "none" {
		s.noACLED = true
	} else if name != "" {
		if s.acled = acledBySlug(name); s.acled == nil {
			return fail("ACLED sub-type", name)
		}
	}
	if e.Section == "slain" {
		v.slain[e.Term] = s
		return nil
	}
	if e.Section == "noun" {
		v.enterNoun(s, e.Words)
		return nil
	}
	s.pattern = v.elements(e.Words[1:])
	v.verbs[e.Words[0]] = append(v.verbs[e.Words[0]], s)
	return nil
}

// enterNoun files a noun's sense under its head: the last word ("sexual assault"), or the one
// before a preposition ("use of <chemical>").
func (v *vocabulary) enterNoun(s *sense, words []string) {
	head := len(words) - 1
	for i, w := range words {
		if i > 0 && v.cases[w] {
			head = i - 1
			break
		}
	}
	s.before = words[:head]
	s.pattern = v.elements(words[head+1:])
	v.nouns[words[head]] = append(v.nouns[words[head]], s)
}

func (v *vocabulary) elements(words []string) []element {
	var out []element
	for _, w := range words {
		if name, ok := strings.CutPrefix(w, "<"); ok {
			out = append(out, element{set: v.bit(strings.TrimSuffix(name, ">"))})
			continue
		}
		out = append(out, element{word: w, preposition: v.cases[w]})
	}
	return out
}

// hasMode tells whether PLOVER has the mode under the type.
func hasMode(kind, mode string) bool {
	if mode == "" {
		return true
	}
	for _, t := range claim.PLOVER {
		if t.Name != kind {
			continue
		}
		for _, m := range t.Modes {
			if m == mode {
				return true
			}
		}
	}
	return false
}

// acledBySlug finds a sub-type of ACLED's as the lexicon spells it, nil where there is none.
func acledBySlug(name string) *claim.ACLED {
	for _, t := range claim.ACLEDTypes {
		for _, sub := range t.SubTypes {
			if slug(sub) == name {
				return &claim.ACLED{EventType: t.Name, SubEventType: sub}
			}
		}
	}
	return nil
}
