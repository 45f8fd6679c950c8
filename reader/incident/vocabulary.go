package incident

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/reader/lexicon"
)

// classes is a set of classes of things, weapons and people, by bit.
type classes uint64

// person and place are the classes that layers of the draft decide, not only words.
const (
	person classes = 1 << iota
	place
	leader
	weapon
	money
	firstClass
)

// vocabulary is the lexicons of the stage, compiled for look-up by lemma.
type vocabulary struct {
	class             map[string]classes    // name of a class → its bit
	single            map[string]classes    // lemma → the classes it is of
	several           map[string][]compound // last lemma → terms of several words that end in it
	people            map[string]*human     // lemma → what it says of the people it names
	before            map[string]*human     // modifier → the same
	verbs             map[string][]*sense
	nouns             map[string][]*sense
	light             map[string][]*support
	happen            map[string]bool
	result            map[string]bool
	cases             map[string]bool
	when              map[string]bool
	causes, responses map[string]bool
	meant, doing      map[string]bool   // see undo
	ended, bearing    map[string]bool   // see isGiven, orients
	account           map[string]bool   // see governing
	meanwhile         map[string]bool   // see opensAside
	ordinal           map[string]bool   // see isOrdinal
	multitude         map[string]bool   // words for all the people there are
	ideas             map[string]bool   // what cannot be struck
	criminals         map[string]bool   // who does by crime what armed groups do in war
	finding           map[string]bool   // verbs by which the dead come to light
	walkouts          map[string]bool   // see isOfWork; whether it is a thing
	charges           map[string]bool   // see isCrimeOnly
	walkout           *sense            // a strike of those who work
	signs             lexicon.Section   // what is said of them who were killed, and
	slain             map[string]*sense // by the deed that it tells of
	verbal, long      map[string]bool   // see isFigurative, isSum
	which             map[string]bool   // adjectives that say which deeds are meant
	mishaps           map[string]bool   // see isMishap
	manner            map[string]bool   // words before a noun of action that do not say who did it
	blame             map[string][]*blaming
	weapons           map[classes]*armament
	count             counting
	naming            naming
	peace             *sense // the sending of peacekeepers
}

// compound is a term of several words: the ones before its last, and its classes.
type compound struct {
	before []string
	set    classes
	human  *human
}

// human is what a word says of the people it names.
type human struct {
	status              claim.StatusOf
	sex, age            string
	party               party
	group, leader, toll bool
}

// support is a verb that only carries a noun of action.
type support struct {
	rest []string // particles after the verb
	who  string   // actor, recipient or none: what its subject is to the noun
	via  string   // the preposition by which the noun hangs on it
}

func (v *vocabulary) bit(name string) classes {
	switch name {
	case "person":
		return person
	case "place":
		return place
	case "leader":
		return leader
	case "weapon":
		return weapon
	case "money":
		return money
	}
	if v.class[name] == 0 {
		v.class[name] = firstClass << len(v.class)
	}
	return v.class[name]
}

// loadVocabulary reads all lexicons of the stage.
func loadVocabulary(lex *lexicon.Set) (*vocabulary, error) {
	v := &vocabulary{
		class: map[string]classes{}, single: map[string]classes{}, several: map[string][]compound{},
		people: map[string]*human{}, before: map[string]*human{}, verbs: map[string][]*sense{}, nouns: map[string][]*sense{},
		light: map[string][]*support{}, happen: map[string]bool{}, result: map[string]bool{}, cases: map[string]bool{}, when: map[string]bool{}, causes: map[string]bool{}, responses: map[string]bool{},
		meant: map[string]bool{}, ended: map[string]bool{}, bearing: map[string]bool{}, account: map[string]bool{}, meanwhile: map[string]bool{}, ordinal: map[string]bool{}, doing: map[string]bool{}, multitude: map[string]bool{}, ideas: map[string]bool{}, criminals: map[string]bool{}, finding: map[string]bool{}, walkouts: map[string]bool{}, charges: map[string]bool{}, slain: map[string]*sense{}, verbal: map[string]bool{}, which: map[string]bool{}, long: map[string]bool{}, mishaps: map[string]bool{}, manner: map[string]bool{}, blame: map[string][]*blaming{},
		weapons: map[classes]*armament{}, peace: &sense{term: "peacekeeping", kind: "AID", frame: on, to: []string{"to", "in", "into"}},
	}
	for _, load := range []func(*lexicon.Set) error{v.loadThings, v.loadWeapons, v.loadPeople, v.loadEvents, v.loadFigures, v.loadNaming} {
		if err := load(lex); err != nil {
			return nil, err
		}
	}
	if len(v.class) > 58 {
		return nil, fmt.Errorf("incident: %d classes of things are more than fit", len(v.class))
	}
	return v, nil
}

// sectionsOf are the sections of a lexicon in order, for files whose sections are classes.
var (
	thingClasses = []string{"territory", "base", "structure", "vehicle", "border", "goods", "aid", "ties", "talks", "agreement", "truce", "sanction",
		"demand", "inquiry", "office", "troops", "captive", "media", "diplomat", "peacekeeper", "observer", "refugee", "refuge", "intelligence",
		"visit", "protest", "crowd", "attack", "flag", "cause", "accident", "quantity", "institution"}
	weaponClasses = []string{"drone", "aircraft", "missile", "shell", "shot", "grenade", "bomb", "mine", "suicidevest", "chemical", "teargas",
		"petrolbomb", "stone", "blade", "weapon"}
	peopleClasses = []string{"soldier", "police", "militant", "civilian", "aid_worker", "journalist", "protester", "rioter", "unknown"}
)

func (v *vocabulary) loadThings(lex *lexicon.Set) error {
	t, err := lex.Table("things", lexicon.Schema{Sections: thingClasses})
	if err != nil {
		return err
	}
	for i := range t.Entries {
		v.enter(&t.Entries[i], v.bit(t.Entries[i].Section), nil)
	}
	return nil
}

func (v *vocabulary) loadPeople(lex *lexicon.Set) error {
	t, err := lex.Table("people", lexicon.Schema{
		Sections: append([]string{"modifier", "pronoun"}, peopleClasses...),
		Flags:    []string{"group", "leader", "toll"},
		Keys:     map[string][]string{"sex": claim.Sexes, "age": claim.Ages, "status": peopleClasses},
	})
	if err != nil {
		return err
	}
	for i := range t.Entries {
		e := &t.Entries[i]
		h := &human{sex: e.Get("sex"), age: e.Get("age"), group: e.Has("group"), leader: e.Has("leader"), toll: e.Has("toll")}
		set := person
		switch e.Section {
		case "modifier":
			h.status, h.party = standing(e.Get("status"))
			v.before[e.Term] = h
			continue
		case "pronoun":
			h.status, h.party = standing("unknown")
		default:
			h.status, h.party = standing(e.Section)
			set |= v.bit(e.Section)
		}
		if h.leader {
			set |= leader
		}
		v.enter(e, set, h)
	}
	return nil
}

// enter puts a term into the look-up by lemma. Of two sections with the same term the first says who it is.
func (v *vocabulary) enter(e *lexicon.Entry, set classes, h *human) {
	last := e.Words[len(e.Words)-1]
	if before := e.Words[:len(e.Words)-1]; len(before) > 0 {
		for i := range v.several[last] {
			if c := &v.several[last][i]; slices.Equal(c.before, before) {
				c.set |= set
				if c.human == nil {
					c.human = h
				}
				return
			}
		}
		v.several[last] = append(v.several[last], compound{before, set, h})
		return
	}
	v.single[last] |= set
	if h != nil && v.people[last] == nil {
		v.people[last] = h
	}
}

// triggers are the lemmas at which a sentence is worth its parse.
func (v *vocabulary) triggers() []string {
	var out []string
	for lemma := range v.verbs {
		out = append(out, lemma)
	}
	for lemma := range v.nouns {
		out = append(out, lemma)
	}
	out = append(out, v.count.triggers()...)
	slices.Sort(out)
	return slices.Compact(out)
}

// specific orders the senses of a lemma: longer patterns before shorter, words before classes.
func specific(senses map[string][]*sense) {
	for _, list := range senses {
		slices.SortStableFunc(list, func(a, b *sense) int { return cmp.Compare(b.weight(), a.weight()) })
	}
}

// slug spells a sub-type as the lexicon does: "Air/drone strike" is "air-drone-strike".
func slug(name string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return r < 'a' || r > 'z' }), "-")
}
