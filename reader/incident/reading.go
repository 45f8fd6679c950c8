package incident

import (
	"slices"
	"strings"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/draft"
)

// reading is one draft being read for incidents.
type reading struct {
	*stage
	d      *draft.Draft
	arms   int                     // words in the report that speak of armed violence
	harm   int                     // of harm to people
	nature int                     // of causes without a will
	unrest bool                    // the report tells of protest
	told   []*happening            // all events of the report, as added to the draft
	now    []*happening            // those of the sentence at hand
	sums   []*happening            // acts of the sentence of which only the toll of a long time is told
	actors map[string]*claim.Actor // by id
	scene  scene

	homeland *string                  // see land
	walkouts *bool                    // see areWalkouts
	totals   map[claim.Measure]string // id of the last figure of several people, by measure

	bereft, harmers []string // ids of people whom harm befell, and who did it
	hurt            int      // the last word of harm of the sentence at hand that befell people, -1 without any
	listing         bool     // the lines that follow may name the dead
}

// scan counts, without a tree, the words of sentence s that speak of arms, of harm
// and of nature's causes, and notes whether the report tells of protest.
func (r *reading) scan(s int) {
	sentence := &r.d.Doc.Sentences[s]
	protest, arms, cause := r.words.is("protest", "protester"), r.words.is("militant")|weapon, r.words.is("cause")
	for i := sentence.First; i < sentence.End; i++ {
		t := &r.d.Doc.Tokens[i]
		switch t.UPOS {
		case language.NOUN, language.PROPN, language.ADJ:
			set := r.words.single[t.Lemma]
			switch {
			case set&arms != 0 || speaksOfArms(r.words.nouns[t.Lemma]):
				r.arms++
			case set&cause != 0:
				r.nature++
			}
			r.unrest = r.unrest || set&protest != 0
		case language.VERB:
			senses := r.words.verbs[t.Lemma]
			if speaksOfArms(senses) {
				r.arms++
			} else if speaksOfHarm(senses) {
				r.harm++
			}
		}
	}
}

// scanSides counts the armed groups that the report names: who fights is known, whatever the words for what is done.
func (r *reading) scanSides() {
	for i := range r.d.Actors {
		if a := &r.d.Actors[i]; a.Kind == claim.ActorArmedGroup {
			r.arms += min(mostNamed, len(a.Mentions))
		}
	}
}

// mostNamed is how many mentions of one armed group speak of armed violence.
const mostNamed = 2

// speaksOfArms tells whether a word alone says that there is armed violence.
func speaksOfArms(senses []*sense) bool {
	for _, s := range senses {
		if s.kind == "ASSAULT" && !s.violent && !s.weak && len(s.pattern)+len(s.before) == 0 && !isBodily(s) {
			return true
		}
	}
	return false
}

func speaksOfHarm(senses []*sense) bool {
	for _, s := range senses {
		if isBodily(s) && !s.violent && !s.weak && len(s.pattern)+len(s.before) == 0 {
			return true
		}
	}
	return false
}

// isHot tells whether the report is about violence, so that its everyday words may be meant so.
func (r *reading) isHot() bool {
	signs, length := r.arms, len(r.d.Doc.Tokens)
	if r.nature == 0 {
		signs += r.harm
	}
	return signs >= 3 && signs*400 >= length || signs >= 2 && signs*150 >= length || signs >= 1 && length < 80
}

// classesOf are the classes of token i: those of its word or of the longest term that
// ends with it, and person and place by the layers before.
func (r *reading) classesOf(i int) classes {
	t := r.d.Token(i)
	set := r.words.single[t.Lemma]
	if c := r.compoundAt(i); c != nil {
		set = c.set
	} else if t.UPOS == language.PROPN { // "Marr University"
		set |= r.words.single[t.Lower]
	}
	if t.UPOS == language.PRON && t.Lower == "it" {
		return set // a thing, unless it acts: see isSomebody
	}
	if n := r.numberAt(i); n != nil && isMoney(n.Unit) {
		set |= money
	}
	if set&r.words.class["quantity"] != 0 || t.UPOS == language.NUM || r.numberAt(i) != nil {
		if of := r.content(i); of != i {
			if c := r.compoundAt(of); c != nil {
				set |= c.set
			} else {
				set |= r.words.single[r.d.Token(of).Lemma]
			}
			if r.isPerson(of) {
				set |= person
			}
		}
	}
	if set&person == 0 && r.isPerson(i) {
		set |= person
	}
	if ref, ok := r.d.Refs[i]; ok && r.isNamedPerson(ref) {
		set |= leader
	}
	if t.UPOS == language.PROPN || t.UPOS == language.NOUN {
		if r.placeAt(i) >= 0 {
			set |= place
		}
	}
	if set&person != 0 && t.UPOS == language.VERB {
		set &^= person
	}
	return set
}

// compoundAt is the term of several words that ends with token i, nil where there is none.
func (r *reading) compoundAt(i int) *compound {
	list := r.words.several[r.d.Token(i).Lemma]
	for k := range list {
		c := &list[k]
		n := len(c.before)
		if i-n < 0 {
			continue
		}
		same := true
		for j, w := range c.before {
			if t := r.d.Token(i - n + j); t.Lemma != w && t.Lower != w {
				same = false
			}
		}
		if same {
			return c
		}
	}
	return nil
}

// isPerson tells whether token i heads a mention of people, of a group or of a
// state, where its word alone does not say so.
func (r *reading) isPerson(i int) bool {
	t := r.d.Token(i)
	if _, ok := r.d.Refs[i]; ok || r.isAgedOne(i) {
		return true
	}
	switch t.UPOS {
	case language.NUM:
		n := r.numberAt(i)
		return n != nil && n.Unit == "" && !n.Ordinal
	case language.NOUN: // "a former defender Ivo Marr"
		if r.words.single[t.Lemma] == 0 && isDoer(t.Lemma) {
			return true
		}
		for c := range r.d.Children(i) {
			if rel := r.d.Rel(c); (rel == language.Flat || rel == language.Appos) && r.d.Token(c).UPOS == language.PROPN && r.isPerson(c) {
				return true
			}
		}
	case language.PROPN:
		if at := r.nameAt(i); at >= 0 {
			switch r.d.Names[at].Kind {
			case claim.NamePerson, claim.NameOrganization, claim.NameArmedGroup, claim.NamePeople:
				return true
			}
			return false
		}
		return r.placeAt(i) < 0 && r.words.single[t.Lower] == 0
	}
	return false
}

// isDoer tells by its ending whether a noun that no lexicon knows names somebody by what he does: "agronomist", "boatman".
func isDoer(lemma string) bool {
	stem, ok := strings.CutSuffix(lemma, "ist")
	if ok && len(stem) > 3 {
		return !strings.HasSuffix(stem, "l") || strings.ContainsAny(stem[len(stem)-2:len(stem)-1], "aeiou") // not "checklist"
	}
	for _, ending := range [...]string{"man", "woman", "ician"} {
		if stem, ok := strings.CutSuffix(lemma, ending); ok && len(stem) > 2 {
			return true
		}
	}
	return false
}

func (r *reading) isNamedPerson(ref claim.Ref) bool {
	a := r.actor(ref)
	return a != nil && a.Kind == claim.ActorPerson
}

func (r *reading) actor(ref claim.Ref) *claim.Actor {
	if ref.Actor == "" {
		return nil
	}
	if r.actors == nil {
		r.actors = make(map[string]*claim.Actor, len(r.d.Actors))
		for i := range r.d.Actors {
			r.actors[r.d.Actors[i].ID] = &r.d.Actors[i]
		}
	}
	return r.actors[ref.Actor]
}

// nameAt is the index of the name that holds token i, -1 where none does.
func (r *reading) nameAt(i int) int { return holding(r.d.NameAt, i) }

// placeAt is the index of the place that holds token i, -1 where none does.
func (r *reading) placeAt(i int) int { return holding(r.d.PlaceAt, i) }

// holding finds the range that holds token i among ranges in order.
func holding(ranges []draft.Range, i int) int {
	at, found := slices.BinarySearchFunc(ranges, i, func(x draft.Range, i int) int { return x.First - i })
	if found {
		return at
	}
	if at--; at >= 0 && ranges[at].Holds(i) {
		return at
	}
	return -1
}

// numberAt is the number that stands in the tree as token i, nil where none does.
func (r *reading) numberAt(i int) *draft.Number {
	at, high := 0, len(r.d.Numbers) // by hand: a Number is dear to copy, and this is asked of every nominal
	for at < high {
		if mid := (at + high) / 2; r.d.Numbers[mid].End <= i {
			at = mid + 1
		} else {
			high = mid
		}
	}
	for ; at < len(r.d.Numbers) && r.d.Numbers[at].First <= i; at++ {
		if r.d.Numbers[at].Head == i {
			return &r.d.Numbers[at]
		}
	}
	return nil
}

// isAgedOne tells whether token i ends an age that stands for who is of it: "a 17-year-old was shot".
func (r *reading) isAgedOne(i int) bool {
	if r.d.Token(i).Lower != "old" || i < 2 || r.d.Token(i-1).XPOS != language.TagHYPH || r.d.Token(i-2).Lower != "year" {
		return false
	}
	rel := r.d.Rel(i)
	return rel != language.Amod && rel != language.Compound && rel != language.Appos && r.d.Child(i, language.Det) >= 0
}
