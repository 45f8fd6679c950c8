package incident

import (
	"slices"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
)

// harm is what one word says befell some people: "killed", "dead", "the arrest of".
type harm struct {
	word    *harmWord
	at      int   // the word
	victims []int // heads of the nominals that name them
}

// harms are the words of harm of the tokens [first, end) with those whom they befell.
func (r *reading) harms(first, end int) []harm {
	out := r.left(first, end)
	left := len(out)
	for i := first; i < end; i++ {
		var h *harm
		if slices.ContainsFunc(out[:left], func(h harm) bool { return h.at == i }) {
			continue
		}
		switch t := r.d.Token(i); t.UPOS {
		case language.VERB:
			h = r.harmVerb(i)
		case language.ADJ:
			h = r.harmAdjective(i)
		case language.NOUN:
			h = r.harmNoun(i)
		case language.NUM:
			h = r.harmedNumber(i)
		}
		if h != nil && len(h.victims) > 0 && len(out) < maxTold {
			out = append(out, *h)
		}
	}
	return freed(r, r.both(out))
}

// harmVerb reads a verb of harm: "killed five", "were wounded", "lives lost", "23 died".
func (r *reading) harmVerb(p int) *harm {
	if h := r.included(p); h != nil {
		return h
	}
	for _, w := range r.words.count.verbs[r.d.Token(p).Lemma] {
		if !r.hasAll(p, w.rest) || w.passive && !clause.IsPassive(r.d, p) {
			continue
		}
		victims := r.befallen(p, w)
		switch w.need {
		case "attack", "money":
			continue // read from the number: see counted
		case "life":
			victims = r.lives(victims, p)
		case "dead":
			continue // the adjective has it
		}
		if w.person || w.need == "" {
			victims = slices.DeleteFunc(victims, func(n int) bool { return !r.isVictim(n) })
			victims = r.inOrder(victims, p, w)
		}
		if len(victims) > 0 {
			return &harm{w, p, r.beside(victims, p)}
		}
	}
	return nil
}

// included reads whom a verb names among those harmed: "the fatalities included a boy".
func (r *reading) included(p int) *harm {
	if !r.words.count.wholes[r.d.Token(p).Lemma] {
		return nil
	}
	roles := r.grammar.Roles(r.d, p)
	for _, s := range roles.Agents {
		w := r.words.count.nouns[r.d.Token(s).Lemma]
		if w == nil {
			w = r.words.count.adjectives[r.d.Token(s).Lower]
		}
		if w != nil && isFatal(w.measure) && !w.weak && !w.violent {
			return &harm{w, p, slices.DeleteFunc(slices.Clone(roles.Patients), func(n int) bool { return !r.isVictim(n) })}
		}
	}
	return nil
}

// hasAll tells whether all words hang on verb p.
func (r *reading) hasAll(p int, words []string) bool {
	m := matcher{r: r, p: p}
	for _, w := range words {
		if r.words.cases[w] {
			continue
		}
		if m.word(w) < 0 && !r.leaves(p, w) {
			return false
		}
	}
	return true
}

// leaves tells whether the object of verb p is said to be driven "from" the word, which the parser hung to it:
// "forced 300 farmers from their homes".
func (r *reading) leaves(p int, word string) bool {
	for _, n := range r.grammar.Roles(r.d, p).Patients {
		for c := range r.d.Children(n) {
			if r.d.Rel(c) == language.Nmod && r.d.Token(c).Lemma == word && caseOf(r, c) == "from" {
				return true
			}
		}
	}
	return false
}

// befallen are those whom verb p befell: its patients, or its subject for verbs like "die".
func (r *reading) befallen(p int, w *harmWord) []int {
	if g := r.gapped(p); g >= 0 {
		return []int{g}
	}
	if n := r.absolute(p); n >= 0 {
		return conjunctsBefore(r, n, p)
	}
	if clause.IsPassive(r.d, p) && r.d.Child(p, language.Nsubj, language.NsubjPass) < 0 && w.befalls == "obj" {
		if n := r.countedBefore(p); n >= 0 && r.d.Rel(p) == language.Conj {
			return []int{n} // "closed the gate after two of its guards were wounded": no subject is shared
		}
	}
	roles := r.grammar.Roles(r.d, p)
	if w.befalls == "subj" {
		return append([]int(nil), roles.Agents...)
	}
	if len(roles.Patients) > 0 {
		return append([]int(nil), roles.Patients...)
	}
	for c := range r.d.Children(p) { // "killing one insurgent": taken for an adjective
		if t := r.d.Token(c); t.UPOS == language.ADJ && (t.Rel == language.Xcomp || t.Rel == language.Obj) && r.classesOf(c)&person != 0 {
			return conjuncts(r, c)
		}
		if t := r.d.Token(c); c > p && t.UPOS == language.NUM && t.Rel.Base() == language.Obl && caseOf(r, c) == "" && r.numberAt(c) != nil {
			return []int{c} // "injured more than 20": the bare number taken for an adjunct
		}
		if t := r.d.Token(c); c > p && t.UPOS == language.NOUN && t.Rel.Base() == language.Obl && caseOf(r, c) == "" && r.d.TimeAt(c) < 0 && r.isNext(p, c) {
			return []int{c} // "claimed more than a dozen lives"
		}
	}
	if t := r.d.Token(p); t.XPOS == language.TagVBN || t.XPOS == language.TagVBD { // headlines: "Five killed in blast"
		for c := range r.d.Children(p) {
			switch r.d.Rel(c) {
			case language.Nsubj, language.Nummod, language.Compound:
				if r.numberFor(c) != nil {
					return conjuncts(r, c)
				}
			}
		}
	}
	if n := r.countedBefore(p); n >= 0 {
		return []int{n}
	}
	return nil
}

// isNext tells whether the number of the counted nominal c follows right after verb p.
func (r *reading) isNext(p, c int) bool {
	for i := p + 1; i < c; i++ {
		if r.d.Token(i).UPOS == language.CCONJ {
			return false
		}
	}
	x := r.numberFor(c)
	return x != nil && x.First == p+1
}

// inOrder adds to the victims that the tree gives verb p those whom the order of words gives it.
func (r *reading) inOrder(victims []int, p int, w *harmWord) []int {
	if w.befalls != "obj" || r.absolute(p) >= 0 {
		return victims
	}
	victims = slices.DeleteFunc(victims, func(v int) bool { return v > p && isNominative(r.d.Token(v)) }) // "how many were killed, he said"
	for i, v := range victims {
		victims[i] = r.named(v)
	}
	if !slices.ContainsFunc(victims, func(v int) bool { return v > p }) {
		if after := r.after(p); after != nil {
			victims = after
		}
	}
	return r.listed(victims, p)
}

// isNominative tells whether a token is a pronoun that acts.
func isNominative(t *language.Token) bool {
	if t.UPOS != language.PRON {
		return false
	}
	switch t.Lower {
	case "he", "she", "they", "we", "i":
		return true
	}
	return false
}

// lives are those whose lives verb p took: "claimed eight lives", "the lives of eight people", "eight lost their lives".
func (r *reading) lives(victims []int, p int) []int {
	if h := r.d.Head(p); h >= 0 && r.d.Rel(p) == language.Acl && r.d.Token(h).Lemma == "life" {
		return []int{h}
	}
	victims = r.only(victims, "life")
	if len(victims) != 1 {
		return victims
	}
	if of := clause.Oblique(r.d, victims[0], "of"); of >= 0 && r.isVictim(of) {
		return conjuncts(r, of)
	}
	if owner := r.d.Child(victims[0], language.NmodPoss); owner >= 0 && r.d.Token(owner).UPOS == language.PRON {
		if s := r.grammar.Subject(r.d, p); s >= 0 && r.isVictim(s) {
			return conjuncts(r, s)
		}
	}
	return victims
}

func (r *reading) only(victims []int, lemma string) []int {
	return slices.DeleteFunc(victims, func(n int) bool { return r.d.Token(n).Lemma != lemma })
}

// harmAdjective reads an adjective of harm: "five are dead", "left 23 injured", "29 wounded soldiers".
func (r *reading) harmAdjective(p int) *harm {
	t := r.d.Token(p)
	w := r.words.count.adjectives[t.Lemma]
	if w == nil {
		w = r.words.count.adjectives[t.Lower]
	}
	if w == nil {
		return nil
	}
	if v := r.state(p, w); v != nil {
		return &harm{w, p, v}
	}
	h := r.d.Head(p)
	if v := r.adjacent(p); v >= 0 {
		return &harm{w, p, []int{v}}
	}
	switch {
	case r.numberFor(p) != nil: // "29 wounded", "the five dead"
		return &harm{w, p, []int{p}}
	case t.Rel == language.Amod && r.isApart(p, h):
		return nil // "one of the dead was among six people who …"
	case t.Rel == language.Amod || t.Rel == language.Acl || t.Rel == language.AclRelcl:
		return &harm{w, p, r.people([]int{h}, w)}
	case t.Rel == language.Xcomp && h >= 0:
		if o := r.d.Child(h, language.Obj); o >= 0 {
			return &harm{w, p, r.people(conjuncts(r, o), w)}
		}
	}
	if s := r.grammar.Subject(r.d, p); s >= 0 {
		return &harm{w, p, r.people(conjuncts(r, s), w)}
	}
	return nil
}

// isApart tells whether a verb or preposition stands between adjective p and the noun h behind it, to which a parser hung it.
func (r *reading) isApart(p, h int) bool {
	for i := p + 1; i < h; i++ {
		switch r.d.Token(i).UPOS {
		case language.AUX, language.VERB, language.ADP:
			return true
		}
	}
	return false
}

// adjacent is the word right before adjective p, if it must be whom the adjective is of
// though the parser hung it elsewhere: "23 soldiers dead and 29 injured in assaults". -1 else.
func (r *reading) adjacent(p int) int {
	h := r.d.Head(p)
	if p == 0 || h < 0 {
		return -1
	}
	switch r.d.Rel(p) {
	case language.Amod:
		apart := p+1 < h && r.d.Token(p+1).XPOS == language.TagComma // "ten people injured, governor X wrote"
		if h < p || r.classesOf(h)&person != 0 && !apart {
			return -1
		}
	case language.Conj: // "a man was killed and ten people injured": those counted right before; "lives lost and hundreds wounded": two things coordinated with one
		if r.d.Head(p-1) == p && r.d.Token(p-1).UPOS == language.NOUN && r.classesOf(p-1)&person != 0 && r.numberFor(p-1) != nil {
			return p - 1
		}
		if r.d.Head(p-1) != h || r.d.Rel(p-1) != language.Conj && r.d.Token(p-1).UPOS != language.NUM || r.numberFor(p-1) == nil {
			return -1
		}
		return p - 1
	default: // "two killed and 26 wounded": a bare number right before, wherever the parser hung the word
		if r.d.Token(p-1).UPOS != language.NUM && r.numberAt(p-1) == nil || p+1 < len(r.d.Doc.Tokens) && r.d.Token(p+1).UPOS == language.NOUN {
			return -1
		}
	}
	switch t := r.d.Token(p - 1); t.UPOS {
	case language.NUM:
		return p - 1
	case language.NOUN:
		if r.classesOf(p-1)&person != 0 && r.numberFor(p-1) != nil {
			return p - 1
		}
	}
	return -1
}

// people keeps those of the nominals that name people or are numbers of them.
func (r *reading) people(nominals []int, w *harmWord) []int {
	if w.need == "life" {
		return r.only(nominals, "life")
	}
	return slices.DeleteFunc(slices.Clone(nominals), func(n int) bool { return n < 0 || !r.isVictim(n) })
}

// isVictim tells whether nominal n names people, or is a bare number of them.
func (r *reading) isVictim(n int) bool {
	if of := r.content(n); of != n {
		return r.classesOf(of)&person != 0 || r.words.count.adjectives[r.d.Token(of).Lower] != nil
	}
	if x := r.numberAt(n); x != nil {
		return x.Unit == ""
	}
	return r.classesOf(n)&person != 0 || r.words.count.adjectives[r.d.Token(n).Lower] != nil
}

// harmNoun reads a noun of harm: "17 deaths", "the killing of two officers", "447 wounded".
func (r *reading) harmNoun(p int) *harm {
	t := r.d.Token(p)
	if h := r.at(p); h != nil && h.sense.harm != "" {
		return &harm{&harmWord{measure: h.sense.harm}, p, slices.DeleteFunc(slices.Clone(h.recipients), func(n int) bool { return r.isOfJoined(n, p) })}
	}
	w := r.words.count.nouns[t.Lemma]
	if w == nil {
		w = r.words.count.nouns[t.Lower]
	}
	if w == nil {
		return r.harmedNumber(p)
	}
	if w.weak || !isHarm(w.measure) || w.violent && !r.isHot() {
		return nil
	}
	if v := r.state(p, w); v != nil {
		return &harm{w, p, v}
	}
	if of := clause.Oblique(r.d, p, "of"); of >= 0 && r.classesOf(r.content(of))&person != 0 && r.numberFor(p) == nil {
		return &harm{w, p, conjuncts(r, of)}
	}
	if r.numberFor(p) != nil || r.isNobody(p) {
		return &harm{w, p, []int{p}}
	}
	return nil
}

// isOfJoined tells whether nominal n is the object of a verb that is joined to the deed at token p: "the killing of a woman and wounding ten men".
func (r *reading) isOfJoined(n, p int) bool {
	for steps := 0; n > p && steps < maxNominal; steps++ {
		if clause.IsVerb(r.d, n) {
			return r.d.Rel(n) == language.Conj && r.d.Head(n) == p
		}
		n = r.d.Head(n)
	}
	return false
}

// isHarm tells measures of people whom something befell from counts of other things.
func isHarm(m claim.Measure) bool {
	switch m {
	case claim.Killed, claim.Injured, claim.Casualties, claim.Missing, claim.Captured, claim.Abducted, claim.Released, claim.Displaced, claim.Returned:
		return true
	}
	return false
}

// beside adds to the victims of word p those who are named beside them: "a commander along
// with two fighters", "a trader and several of his men".
func (r *reading) beside(victims []int, p int) []int {
	for _, v := range append(slices.Clone(victims), p) {
		for c := range r.d.Children(v) {
			switch rel := r.d.Rel(c); {
			case slices.Contains(victims, c):
			case rel == language.Conj && v != p && r.d.Token(c).UPOS == language.ADJ && r.numberAt(c) != nil:
				victims = append(victims, c)
			case rel == language.Nmod || rel == language.Obl || rel == language.Conj:
				if cs := caseOf(r, c); cs != "" && r.words.count.beside[cs] && r.isVictim(c) {
					victims = append(victims, conjuncts(r, c)...)
				}
			}
		}
	}
	return victims
}

// both turns "killed and wounded 30", two words of harm on the same people, into casualties.
func (r *reading) both(harms []harm) []harm {
	for i := 1; i < len(harms); i++ {
		a, b := &harms[i-1], &harms[i]
		if slices.Equal(a.victims, b.victims) && a.at != b.at && (a.word.measure == claim.Killed && b.word.measure == claim.Injured || a.word.measure == claim.Injured && b.word.measure == claim.Killed) {
			if r.d.Head(b.at) == a.at || r.d.Head(a.at) == b.at {
				a.word = &harmWord{measure: claim.Casualties}
				harms = slices.Delete(harms, i, i+1)
				i--
			}
		}
	}
	return harms
}

// content is the nominal that a word of quantity measures out: "people" of "dozens of people" and of "hundreds
// of thousands of people", else n itself.
func (r *reading) content(n int) int {
	of := r.measured(n)
	if of != n && r.words.single[r.d.Token(of).Lemma]&r.words.class["quantity"] != 0 {
		return r.measured(of)
	}
	return of
}

func (r *reading) measured(n int) int {
	t := r.d.Token(n)
	x := r.numberAt(n)
	if r.words.single[t.Lemma]&r.words.class["quantity"] == 0 && x == nil {
		return n
	}
	for c := range r.d.Children(n) {
		if r.d.Rel(c) == language.Nmod {
			switch caseOf(r, c) {
			case "of", "among":
				return c
			case "in", "worth of":
				if x != nil && isMoney(x.Unit) { // "$40 million in aid"
					return c
				}
			}
		}
	}
	return n
}

// numberFor is the number that counts nominal n, nil where none does.
func (r *reading) numberFor(n int) *numbered {
	if x := r.numberAt(n); x != nil && !x.Ordinal {
		return &numbered{x, n}
	}
	for c := range r.d.Children(n) {
		switch r.d.Rel(c) {
		case language.Nummod, language.Amod, language.Det, language.Compound, language.Advmod, language.NmodDesc, language.Nmod, language.DetPredet:
			if x := r.numberAt(c); x != nil && !x.Ordinal && !r.isAge(n, c) && (r.d.Rel(c) != language.Nmod || caseOf(r, c) == "") && x.Unit == "" {
				return &numbered{x, n}
			}
			if x := r.numberAt(c); x != nil && r.d.Rel(c) == language.Nmod && caseOf(r, c) == "of" && x.Unit == "" && r.content(c) == c && r.human(n).group {
				return &numbered{x, n} // "a family of six"
			}
		}
	}
	return nil
}

// isAge tells whether number c behind the name n is an age: "Ivo Marr, 45, was shot".
func (r *reading) isAge(n, c int) bool {
	return c > n && r.d.Token(n).UPOS == language.PROPN && r.d.Token(c-1).XPOS == language.TagComma
}
