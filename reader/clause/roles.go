package clause

import (
	"slices"

	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/draft"
)

// Roles are the participants of a predicate by what they do in it, heads of
// nominals with those coordinated with them. Relative pronouns are resolved to what they stand for.
type Roles struct {
	Agents   []int // who does it: subject of an active verb, "by" of a passive, possessor of a noun
	Patients []int // to whom: object, subject of a passive, "of" and "on" of a noun
	Receiver []int // indirect object: "gave them an ultimatum"
}

// Roles finds the participants of predicate p.
func (g *Grammar) Roles(d *draft.Draft, p int) Roles {
	if IsVerb(d, p) {
		return g.verbRoles(d, p)
	}
	return g.nounRoles(d, p)
}

func (g *Grammar) verbRoles(d *draft.Draft, p int) (r Roles) {
	r.Receiver = Conjuncts(d, g.resolve(d, d.Child(p, language.Iobj)))
	subject := g.Subject(d, p)
	if !IsPassive(d, p) {
		r.Agents, r.Patients = Conjuncts(d, subject), Conjuncts(d, g.Object(d, p))
		return r
	}
	r.Patients = Conjuncts(d, subject)
	if agent := d.Child(p, language.OblAgent); agent >= 0 {
		r.Agents = Conjuncts(d, g.resolve(d, agent))
	} else if agent := Oblique(d, p, "by"); agent >= 0 && d.Token(agent).UPOS != language.NUM {
		r.Agents = Conjuncts(d, agent)
	}
	return r
}

// nounRoles reads "X's strikes on Y", "the killing of Y by X", "Pakistani airstrikes", "clashes between X and Y".
func (g *Grammar) nounRoles(d *draft.Draft, p int) (r Roles) {
	of := -1
	for c := range d.Children(p) {
		switch d.Rel(c) {
		case language.NmodPoss, language.Compound, language.Amod, language.NmodDesc:
			if d.Rel(c) == language.NmodPoss || d.Token(c).UPOS == language.PROPN || g.names(d, c) {
				r.Agents = append(r.Agents, Conjuncts(d, g.resolve(d, c))...)
			} else if of := g.namedIn(d, c); of >= 0 {
				r.Agents = append(r.Agents, of)
			}
		case language.Nmod, language.Obl, language.OblAgent:
			switch {
			case Case(d, c) == "of":
				of = c
			case g.caseIs(d, c, "agent"):
				r.Agents = append(r.Agents, Conjuncts(d, g.resolve(d, c))...)
			case g.caseIs(d, c, "patient"):
				r.Patients = append(r.Patients, Conjuncts(d, g.resolve(d, c))...)
			}
		case language.Acl: // "an attack claimed by"
			if x := d.Token(c).XPOS; x == language.TagVBN || x == language.TagVBD && d.Child(c, language.Obj) < 0 {
				by := d.Child(c, language.OblAgent)
				if by < 0 {
					by = Oblique(d, c, "by")
				}
				if by >= 0 && d.Token(by).UPOS != language.NUM {
					r.Agents = append(r.Agents, Conjuncts(d, by)...)
				}
			}
		}
	}
	if of >= 0 {
		r.Patients = append(r.Patients, Conjuncts(d, g.resolve(d, of))...)
	}
	if len(r.Agents) == 0 {
		r.Agents = g.shared(d, p)
	}
	return r
}

// shared are the agents that stand before the first of coordinated nouns and are those of all:
// "a Russian drone and missile attack", which has one article.
func (g *Grammar) shared(d *draft.Draft, p int) (agents []int) {
	h := d.Head(p)
	if h < 0 || h > p || d.Rel(p) != language.Conj || !IsNominal(d, h) || d.Child(p, language.Det, language.Nummod, language.NmodPoss) >= 0 {
		return nil
	}
	for c := range d.Children(h) {
		switch d.Rel(c) {
		case language.Amod, language.Compound, language.NmodDesc, language.NmodPoss:
			if c < h && g.names(d, c) {
				agents = append(agents, c)
			}
		}
	}
	return agents
}

// namedIn is the name before a noun that stands before another: "Syrian" in "Syrian regime air
// strikes"; -1 where there is none.
func (g *Grammar) namedIn(d *draft.Draft, c int) int {
	if d.Rel(c) != language.Compound || d.Token(c).UPOS != language.NOUN {
		return -1
	}
	for k := range d.Children(c) {
		switch d.Rel(k) {
		case language.Amod, language.Compound:
			if k < c && g.names(d, k) {
				return k
			}
		}
	}
	return -1
}

// names tells whether token c names a participant that the draft knows: "Afghan" in "Afghan forces".
func (g *Grammar) names(d *draft.Draft, c int) bool {
	_, ok := d.Refs[c]
	return ok
}

// Subject is the head of the grammatical subject of p: its own, or the one it
// shares with the clause it hangs from ("forcing 3,000 to flee", "came and
// went", "the men who fled", "asked them to leave"). For a passive it is the patient.
func (g *Grammar) Subject(d *draft.Draft, p int) int {
	for steps := 0; p >= 0 && steps < maxClimb; steps++ {
		if s := d.Child(p, language.Nsubj, language.NsubjPass, language.NsubjOuter); s >= 0 {
			return g.resolve(d, behindMark(d, p, s))
		}
		h := d.Head(p)
		if h < 0 {
			return -1
		}
		switch d.Rel(p) {
		case language.Xcomp:
			if o := d.Child(h, language.Obj, language.Iobj); o >= 0 && g.control.Has(d.Token(h).Lemma) {
				return g.resolve(d, o)
			}
		case language.Acl, language.AclRelcl:
			if d.Token(p).XPOS == language.TagVB && d.Rel(p) == language.Acl {
				return -1 // "demands to halt": nobody is named
			}
			if s := pastComma(d, p, h); s >= 0 && !(d.Rel(h) == language.Obj && g.charges(d, p, d.Head(h))) {
				p = s
				continue
			}
			return h
		case language.Amod: // "the retreating army"
			return h
		case language.Conj:
			if !IsVerb(d, h) && !hasCopula(d, h) {
				return -1
			}
			if s := ownBefore(d, p); s >= 0 {
				return g.resolve(d, s)
			}
		case language.Advcl, language.Parataxis:
			if g.charges(d, p, h) {
				if o := d.Child(h, language.Obj, language.NsubjPass); o >= 0 { // "accused the group of killing"
					return g.resolve(d, o)
				}
			}
			if m, o := d.Child(p, language.Mark), d.Child(h, language.Obj); m >= 0 && d.Token(m).Lower == "for" && d.Token(p).XPOS == language.TagVBG && o > h && o < p && d.Rel(p) == language.Advcl {
				return g.resolve(d, o) // "thanked Solmark for hosting the talks"
			}
			if m := d.Child(p, language.Mark); m >= 0 && (d.Token(p).XPOS != language.TagVBG && d.Token(p).XPOS != language.TagVB || d.Token(m).Lower == "by" && IsPassive(d, h)) {
				return -1 // "was killed by shelling": who shelled is not said
			}
		default:
			return -1
		}
		p = h
	}
	return -1
}

// behindMark is the subject of verb p that stands behind the conjunction that opens its clause, where the one found, s, stands before it: a headline's
// "Nine people killed after gunmen attack town", read as one clause.
func behindMark(d *draft.Draft, p, s int) int {
	m := d.Child(p, language.Mark)
	if m < s || m > p {
		return s
	}
	for c := m + 1; c < p; c++ {
		if d.Head(c) == p && d.Rel(c) == language.Nsubj {
			return c
		}
	}
	return s
}

// charges tells whether clause p is what verb h lays to its object: "accused the group of killing".
func (g *Grammar) charges(d *draft.Draft, p, h int) bool {
	m := d.Child(p, language.Mark, language.Case)
	return h >= 0 && m >= 0 && (d.Token(m).Lower == "of" || d.Token(m).Lower == "with") && g.control.Has(d.Token(h).Lemma)
}

// ownBefore is the nominal between a conjunction and the verb p behind it, whatever the tree makes of it: in "but the
// leaders later denied" p shares no subject. -1 where there is none.
func ownBefore(d *draft.Draft, p int) int {
	cc := d.Child(p, language.Cc)
	if cc < 0 || cc > p || d.Token(p).XPOS != language.TagVBD && d.Token(p).XPOS != language.TagVBZ && d.Token(p).XPOS != language.TagVBP {
		return -1
	}
	for i := cc + 1; i < p; i++ {
		switch d.Rel(i) {
		case language.OblUnmarked, language.Obl, language.Dep, language.Dislocated:
			if IsNominal(d, i) && Case(d, i) == "" && d.TimeAt(i) < 0 {
				return i
			}
		}
	}
	return -1
}

// pastComma is the clause whose subject a participle behind a comma has, though
// it was hung to the noun h before it: "launched a campaign, calling for". -1 where that noun is meant.
func pastComma(d *draft.Draft, p, h int) int {
	if d.Rel(p) != language.Acl || d.Token(p).XPOS != language.TagVBG {
		return -1
	}
	first, _ := d.Subtree(p)
	if first == 0 || d.Token(first-1).XPOS != language.TagComma && d.Child(p, language.Mark) < 0 {
		return -1
	}
	switch d.Rel(h) {
	case language.Obj, language.Obl, language.Nmod:
		return Clause(d, h)
	}
	return -1
}

// maxClimb bounds a walk from clause to clause up a tree.
const maxClimb = 8

func hasCopula(d *draft.Draft, p int) bool { return d.Child(p, language.Cop) >= 0 }

// Object is the head of the direct object of active verb p, the antecedent where
// p stands in a relative clause that lacks it ("the town that they shelled").
func (g *Grammar) Object(d *draft.Draft, p int) int {
	if o := d.Child(p, language.Obj); o >= 0 {
		return g.resolve(d, o)
	}
	if d.Rel(p) == language.AclRelcl && d.Child(p, language.Nsubj) >= 0 && !IsPassive(d, p) && !hasRelative(d, p) {
		return d.Head(p)
	}
	if d.Rel(p) == language.Conj && d.Head(p) >= 0 && IsVerb(d, d.Head(p)) && d.Child(p, language.Obl, language.Ccomp, language.Xcomp) < 0 {
		if o := d.Child(d.Head(p), language.Obj); o > p { // "shelled and burned the town"
			return g.resolve(d, o)
		}
	}
	return -1
}

func hasRelative(d *draft.Draft, p int) bool {
	for c := range d.Children(p) {
		if isRelative(d, c) {
			return true
		}
	}
	return false
}

func isRelative(d *draft.Draft, i int) bool {
	switch d.Token(i).XPOS {
	case language.TagWDT, language.TagWP:
		return true
	}
	return false
}

// Antecedent is the nominal that a relative pronoun stands for, token n itself where it is none.
func (g *Grammar) Antecedent(d *draft.Draft, n int) int { return g.resolve(d, n) }

func (g *Grammar) resolve(d *draft.Draft, n int) int {
	if n < 0 || !isRelative(d, n) {
		return n
	}
	for h, steps := d.Head(n), 0; h >= 0 && steps < maxClimb; h, steps = d.Head(h), steps+1 {
		if d.Rel(h) == language.AclRelcl && d.Head(h) >= 0 {
			return d.Head(h)
		}
	}
	return n
}

// Oblique is the head of the first oblique or nominal modifier of p with one
// of the prepositions (lower case; any where none is given), resolved.
func Oblique(d *draft.Draft, p int, prepositions ...string) int {
	for c := range d.Children(p) {
		switch d.Rel(c) {
		case language.Obl, language.Nmod, language.OblAgent:
			if len(prepositions) == 0 || slices.Contains(prepositions, Case(d, c)) {
				return c
			}
		}
	}
	return -1
}

// Clause is the nearest predicate above token i (or i itself) that heads a
// clause: what an adverb, a name or a number in the sentence belongs to.
func Clause(d *draft.Draft, i int) int {
	for steps := 0; i >= 0 && steps < maxDepth; steps++ {
		if heads(d, i) {
			return i
		}
		i = d.Head(i)
	}
	return -1
}

const maxDepth = 200

// heads tells whether token i heads a clause.
func heads(d *draft.Draft, i int) bool {
	switch d.Rel(i) {
	case language.RootRel, language.Ccomp, language.Xcomp, language.Advcl, language.Acl, language.AclRelcl, language.AdvclRelcl,
		language.Parataxis, language.Csubj, language.CsubjPass, language.CsubjOuter:
		return true
	case language.Conj:
		return IsVerb(d, i) || hasCopula(d, i)
	}
	return d.Head(i) < 0
}

// EachOther tells whether the words from token i on mean all of those who act: "each other", "one another"; several: only of such as are more than one by
// their own words, as "the other" of "each side accused the other".
func (g *Grammar) EachOther(d *draft.Draft, i int) (mutual, several bool) {
	e, _ := g.mutual.Longest(func(k int) string {
		if i < 0 || i+k >= len(d.Doc.Tokens) {
			return ""
		}
		return d.Token(i + k).Lower
	})
	return e != nil, e != nil && e.Has("several")
}
