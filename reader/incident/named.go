package incident

import (
	"slices"
	"strings"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
	"github.com/parley-desk/parley/reader/lexicon"
)

// naming is the words by which those whom harm befell are known by name (codebook A9).
type naming struct {
	public, verbs, remains lexicon.Section
}

func (v *vocabulary) loadNaming(lex *lexicon.Set) error {
	t, err := lex.Table("victims", lexicon.Schema{Sections: []string{"public", "naming", "remains"}})
	if err != nil {
		return err
	}
	v.naming = naming{public: t.Section("public"), verbs: t.Section("naming"), remains: t.Section("remains")}
	return nil
}

// bereave notes the people whom the acts of force of the sentence at hand befell by name.
func (r *reading) bereave() {
	for _, e := range r.now {
		if e.sense.kind != "ASSAULT" {
			continue
		}
		r.harmers = append(r.harmers, r.ids(e.actors)...)
		if !isThreatened(&r.d.Claims[e.claim]) {
			r.suffer(e.recipients)
		}
	}
}

// hurts tells the measures whose people were harmed themselves: to be arrested or set free is no such harm.
func hurts(m claim.Measure) bool {
	switch m {
	case claim.Killed, claim.Injured, claim.Casualties, claim.Missing, claim.Abducted, claim.Displaced, claim.Refugees:
		return true
	}
	return false
}

// afflict notes whom the harm of one word befell by name, if it is said to have been done.
func (r *reading) afflict(h harm) {
	m := r.grammar.Mood(r.d, h.at)
	switch {
	case !hurts(h.word.measure), m.Polarity == claim.Negative, m.Certainty == claim.Hypothetical, m.Certainty == claim.Conditional:
	case clause.IsVerb(r.d, h.at) && !r.isFinite(h.at) && r.isMeant(h.at): // "threatened to kill"
	default:
		r.suffer(h.victims)
		r.hurt = h.at
	}
}

// isThreatened tells whether what a claim tells was not done.
func isThreatened(c *claim.Claim) bool {
	return c.Polarity == claim.Negative || c.Certainty == claim.Hypothetical || c.Certainty == claim.Conditional
}

// suffer notes the people whom nominals name, themselves or in a list that they open.
func (r *reading) suffer(nominals []int) {
	for _, n := range nominals {
		for _, one := range conjuncts(r, n) {
			r.bereft = append(r.bereft, r.ids([]int{one})...)
			r.bereft = append(r.bereft, r.ids(r.apposed(one))...)
		}
		r.series(n)
	}
}

// series notes the names of the list that nominal n opens, wherever the tree hung them: "two women, the cook Ana
// Orr and her daughter Eda", "Ivo Marr, 34, a teacher, and Lena Marr". Behind "of" stands whose somebody is, not who.
func (r *reading) series(n int) {
	end, whose := r.sentenceEnd(n), false
	for i := n + 1; i < min(end, n+longestEntry); i++ {
		if at := r.nameAt(i); at >= 0 {
			last := r.d.NameAt[at].End - 1
			if r.d.Names[at].Kind == claim.NamePerson && i > n+1 && r.d.NameAt[at].First == i && !whose && !r.acting(last) {
				r.bereft = append(r.bereft, r.ids([]int{last})...)
			}
			i = last
			continue
		}
		switch t := r.d.Token(i); t.UPOS {
		case language.NOUN, language.PROPN, language.ADJ, language.DET, language.NUM:
		case language.CCONJ, language.PUNCT:
			whose = false
			if t.XPOS != language.TagComma && t.XPOS != language.TagColon && t.XPOS != language.TagHYPH && t.Lower != "and" {
				return
			}
		case language.PRON:
			if t.XPOS != language.TagPRPS {
				return
			}
		case language.ADP:
			if whose = true; t.Lower == "by" {
				return
			}
		default:
			return
		}
	}
}

// apposed are the names that stand beside nominal n for the same person: "a teacher, Ivo Marr", "her son Ivo".
func (r *reading) apposed(n int) (out []int) {
	for c := range r.d.Children(n) {
		switch r.d.Rel(c) {
		case language.Appos, language.Flat, language.NmodDesc, language.Compound:
			if r.nameAt(c) >= 0 {
				out = append(out, c)
			}
		}
	}
	return out
}

// ids are the ids of the people whom nominals name, by name or pronoun.
func (r *reading) ids(nominals []int) (out []string) {
	for _, n := range nominals {
		if a := r.actor(r.d.Refs[n]); a != nil && a.Kind == claim.ActorPerson {
			out = append(out, a.ID)
		} else if at := r.nameAt(n); at >= 0 && r.d.Names[at].Kind == claim.NamePerson {
			if id, ok := r.d.Names[at].Ref.(string); ok {
				out = append(out, id)
			}
		}
	}
	return out
}

// roll notes whom sentence s names as the dead: behind "the victims were identified as", "five died, among
// them" and "the body of"; and the lines of a list that such a sentence opens. hurt is its last word of harm, -1 without any.
func (r *reading) roll(s, hurt int) {
	sentence := &r.d.Doc.Sentences[s]
	first, end := int(sentence.First), int(sentence.End)
	open := r.listing && r.isEntry(first, end)
	told := open
	for i := first; i < end; i++ {
		t := r.d.Token(i)
		if r.isToll(i) {
			told = true
			r.bereft = append(r.bereft, r.ids(r.apposed(i))...) // "the other victim, Ivo Marr,"
		}
		told = told || hurt >= 0 && i >= hurt
		switch {
		case told && t.UPOS == language.VERB, told && t.UPOS == language.AUX:
			open = r.words.naming.verbs.Has(t.Lemma)
		case told && (r.words.count.wholes[t.Lower] || t.XPOS == language.TagColon):
			open = true
		case sentence.Parsed && r.words.naming.remains.Has(t.Lemma) && t.UPOS == language.NOUN:
			r.suffer(r.owned(i))
		}
		if at := r.nameAt(i); open && at >= 0 && r.d.NameAt[at].First == i && (!sentence.Parsed || !r.acting(r.d.NameAt[at].End-1)) {
			r.bereft = append(r.bereft, r.ids([]int{r.d.NameAt[at].End - 1})...)
		}
	}
	r.listing = open && (r.listing || r.d.Token(end-1).XPOS == language.TagColon)
}

// isToll tells whether token i is "the dead", "the victims", "one of the wounded".
func (r *reading) isToll(i int) bool {
	t := r.d.Token(i)
	h := r.words.people[t.Lower]
	if h == nil {
		h = r.words.people[t.Lemma]
	}
	return h != nil && h.toll && (t.UPOS == language.NOUN || t.UPOS == language.ADJ) && i > 0 && r.d.Token(i-1).UPOS != language.ADV
}

// isEntry tells whether the tokens [first, end) are a line of a list: names and what stands beside them, no verb.
func (r *reading) isEntry(first, end int) bool {
	for i := first; i < end; i++ {
		if u := r.d.Token(i).UPOS; u == language.VERB || u == language.AUX {
			return false
		}
	}
	return end-first <= longestEntry
}

// longestEntry is how many words a line of a list of names may have.
const longestEntry = 40

// owned are the people whose the noun at token i is: "the body of Ivo Marr", "Ivo Marr's funeral".
func (r *reading) owned(i int) (out []int) {
	for c := range r.d.Children(i) {
		if r.d.Rel(c) == language.NmodPoss || r.d.Rel(c) == language.Nmod && caseOf(r, c) == "of" {
			out = append(out, c)
		}
	}
	return out
}

// acting tells whether the name that ends at token i is of one who names or does, not of one who is named: "by the
// police chief Ivo Marr", "Ivo Marr said".
func (r *reading) acting(i int) bool {
	for steps := 0; i >= 0 && steps < 6; steps++ {
		switch r.d.Rel(i) {
		case language.Nsubj:
			return clause.IsVerb(r.d, r.d.Head(i)) && r.d.Token(r.d.Head(i)).Lemma != "be" && !r.isSecond(i)
		case language.OblAgent, language.Obl, language.Nmod:
			return caseOf(r, i) != "as" && caseOf(r, i) != "of" && caseOf(r, i) != ""
		case language.Flat, language.Appos, language.Conj, language.NmodDesc, language.Compound:
			i = r.d.Head(i)
		default:
			return false
		}
	}
	return false
}

// isSecond tells whether the verb that nominal i is the subject of has another, nearer to it, whose it is: "among
// the dead were Ana Orr and Ivo Marr, police said".
func (r *reading) isSecond(i int) bool {
	for c := range r.d.Children(r.d.Head(i)) {
		if r.d.Rel(c) == language.Nsubj && c > i {
			return true
		}
	}
	return false
}

// mourn gives the draft the ids of the private people who were harmed: of those noted, whoever
// neither holds a public office nor did harm.
func (r *reading) mourn() {
	slices.Sort(r.bereft)
	for _, id := range slices.Compact(r.bereft) {
		if !slices.Contains(r.harmers, id) {
			r.d.Harmed = append(r.d.Harmed, id)
		}
	}
	for i := range r.d.Names {
		n := &r.d.Names[i]
		if id, ok := n.Ref.(string); ok && n.Kind == claim.NamePerson && !slices.Contains(r.d.Public, id) && r.isOffice(id, i) {
			r.d.Public = append(r.d.Public, id)
		}
	}
}

// isOffice tells whether the person with an id is known for an office, or name i stands beside one.
func (r *reading) isOffice(id string, i int) bool {
	if a := r.actor(claim.Ref{Actor: id}); a != nil && (a.Known != "" || slices.ContainsFunc(strings.Fields(strings.ToLower(a.Office)), r.words.naming.public.Has)) {
		return true
	}
	if k, ok := r.base.ByID(id, r.d.Day); ok && k.ID == id {
		return true
	}
	for k := r.d.NameAt[i].First; k < r.d.NameAt[i].End-1; k++ {
		if r.isOfficeWord(k) {
			return true
		}
	}
	return r.officeBefore(r.d.NameAt[i].First) || r.officeBehind(r.d.NameAt[i].End) || r.officeAbove(r.d.NameAt[i].End-1)
}

// officeBefore tells whether the words that lead up to the name at token i say an office: "the former mayor of Selby, Ivo Marr".
func (r *reading) officeBefore(i int) bool {
	if i > 1 && r.d.Token(i-1).XPOS == language.TagComma {
		i-- // "the governor of Marrow, X, …"
	}
	for k := i - 1; k >= 0 && k >= i-longestOffice; k-- {
		t := r.d.Token(k)
		switch {
		case r.isOfficeWord(k):
			return true
		case t.UPOS == language.NOUN, t.UPOS == language.PROPN, t.UPOS == language.ADJ, t.Lower == "of", t.Lower == "the" && k > 0 && r.d.Token(k-1).Lower == "of", t.XPOS == language.TagHYPH:
		default:
			return false
		}
	}
	return false
}

// officeBehind tells whether the apposition behind the name that ends at token i says an office: ", the mayor of Selby,".
func (r *reading) officeBehind(i int) bool {
	if i >= len(r.d.Doc.Tokens) || r.d.Token(i).XPOS != language.TagComma {
		return false
	}
	for k := i + 1; k < min(len(r.d.Doc.Tokens), i+longestOffice); k++ {
		t := r.d.Token(k)
		switch {
		case r.isOfficeWord(k):
			return k+1 >= len(r.d.Doc.Tokens) || r.d.Token(k+1).XPOS != language.TagPOS
		case t.UPOS == language.NOUN, t.UPOS == language.ADJ, t.UPOS == language.DET, t.UPOS == language.NUM, t.UPOS == language.PROPN, t.XPOS == language.TagPOS, t.XPOS == language.TagHYPH:
		case t.XPOS == language.TagComma && r.d.Token(k-1).UPOS == language.NUM: // the age
		default:
			return false
		}
	}
	return false
}

// officeAbove tells whether the name at token i stands in apposition to an office, or is said to hold it.
func (r *reading) officeAbove(i int) bool {
	h := r.d.Head(i)
	for steps := 0; steps < 6 && r.d.Rel(i) == language.Flat && h >= 0; steps++ {
		i, h = h, r.d.Head(h)
	}
	switch r.d.Rel(i) {
	case language.Appos, language.Nsubj, language.Flat, language.NmodDesc:
		return h >= 0 && r.isOfficeWord(h)
	}
	return false
}

// longestOffice is how many words may stand between a name and its office.
const longestOffice = 9

func (r *reading) isOfficeWord(i int) bool {
	t := r.d.Token(i)
	return t.UPOS != language.VERB && (r.words.naming.public.Has(t.Lemma) || r.words.naming.public.Has(t.Lower))
}
