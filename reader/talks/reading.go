package talks

import (
	"strings"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
	"github.com/parley-desk/parley/reader/draft"
	"github.com/parley-desk/parley/reader/lexicon"
)

// reading is one draft being read, a sentence at a time.
type reading struct {
	*stage
	d          *draft.Draft
	first, end int          // the sentence at hand
	times      [2]int       // of d.Times, the range in the sentence
	numbers    [2]int       // of d.Numbers
	places     [2]int       // of d.PlaceAt
	statements []int        // all statements by the heads of their cues; those before the sentence are cut off
	contents   []claim.Span // contents of the sentence's commitments
	met        int          // index in d.Claims of the last meeting told, plus one
	reach      int          // the token after the last word of the frame found last
}

// open takes up the sentence of tokens [first, end).
func (r *reading) open(first, end int) {
	r.first, r.end, r.contents = first, end, r.contents[:0]
	at := draft.Range{First: first, End: end}
	r.times[0], r.times[1] = r.d.TimesIn(at)
	r.numbers[0], r.numbers[1] = r.d.NumbersIn(at)
	r.places[0], r.places[1] = r.d.PlacesIn(at)
	for len(r.statements) > 0 && r.d.Statements[r.statements[0]].Head < first {
		r.statements = r.statements[1:]
	}
}

// stated are the statements whose cues stand in the sentence.
func (r *reading) stated() []int {
	n := 0
	for n < len(r.statements) && r.d.Statements[r.statements[n]].Head < r.end {
		n++
	}
	return r.statements[:n]
}

// lemma is the lemma of token i.
func (r *reading) lemma(i int) string { return r.d.Token(i).Lemma }

// word is the lower-case form of token i, "" outside the sentence.
func (r *reading) word(i int) string {
	if i < r.first || i >= r.end {
		return ""
	}
	return r.d.Token(i).Lower
}

// noun tells whether token i is a noun (or taken for a name, as in headlines).
func (r *reading) noun(i int) bool {
	switch r.d.Token(i).UPOS {
	case language.NOUN, language.PROPN:
		return true
	}
	return false
}

// frame is the longest entry of a verb whose other words follow it in its clause, nil where there is none.
func (r *reading) frame(f frames, p int) *lexicon.Entry {
	for _, e := range f[r.lemma(p)] {
		if r.follows(p, e.Words[1:]) {
			return e
		}
	}
	return nil
}

// window is how far behind its verb a word of a term may stand: "took full effect".
const window = 5

func (r *reading) follows(p int, words []string) bool {
	i := p
	r.reach = p + 1
	for _, w := range words {
		found := false
		for k := i + 1; k < min(i+1+window, r.end); k++ {
			if t := r.d.Token(k); (t.Lemma == w || t.Lower == w) && r.d.Under(k, p) {
				i, found, r.reach = k, true, k+1
				break
			}
		}
		if !found {
			return false
		}
	}
	return true
}

// none tells whether there is none of what noun n names: "no accord", "without agreement".
func (r *reading) none(n int) bool {
	for c := range r.d.Children(n) {
		switch r.d.Rel(c) {
		case language.Det, language.Case, language.Advmod, language.Amod, language.Mark, language.CcPreconj:
			if r.words.none.Has(r.d.Token(c).Lower) {
				return true
			}
		}
	}
	return false
}

// part is what a nominal does in its clause.
type part uint8

const (
	noPart part = iota
	subject
	patient // object, or subject of a passive
	oblique
)

// predicate is the verb that says something of noun n, and what n is to it; -1 where there is none.
func (r *reading) predicate(n int) (p int, as part) {
	d := r.d
	for steps := 0; d.Rel(n) == language.Conj && d.Head(n) >= 0 && !clause.IsVerb(d, d.Head(n)) && steps < maxSteps; steps++ {
		n = d.Head(n)
	}
	if p, as := r.loose(n); p >= 0 {
		return p, as
	}
	if m := r.parted(n); m >= 0 && r.isFinite(d.Head(m)) {
		return d.Head(m), subject
	}
	h := d.Head(n)
	if h < 0 {
		return -1, noPart
	}
	switch d.Rel(n) {
	case language.Nsubj, language.NsubjOuter:
		if clause.IsVerb(d, h) && clause.IsPassive(d, h) {
			return h, patient
		}
		return h, subject
	case language.NsubjPass, language.Obj:
		return h, patient
	case language.Obl, language.OblAgent, language.OblUnmarked, language.Iobj:
		return h, oblique
	case language.Acl, language.AclRelcl:
		return h, noPart
	case language.Nmod:
		if r.shares(n) && r.d.Rel(h) == language.Obj {
			return r.d.Head(h), oblique
		}
	}
	return -1, noPart
}

// parted is the second of two between whom noun n is, where the parser took it for the subject of n's own verb: "talks between Karsenia and | the Front
// opened"; -1 where there is none.
func (r *reading) parted(n int) int {
	first, end := r.d.Subtree(n)
	for i := max(first, r.first); i < min(end, r.end); i++ {
		if clause.Case(r.d, i) != "between" || len(clause.Conjuncts(r.d, i)) > 1 || len(r.d.Several[i]) > 0 {
			continue
		}
		_, at := r.d.Phrase(i)
		if at+1 >= r.end || r.d.Token(at).UPOS != language.CCONJ {
			return -1
		}
		for m := at + 1; m < min(r.end, at+window); m++ {
			if clause.IsNominal(r.d, m) && r.d.Rel(m) == language.Nsubj && clause.IsVerb(r.d, r.d.Head(m)) && r.d.Head(m) > m {
				return m
			}
		}
		return -1
	}
	return -1
}

// isFinite tells whether verb p is one that a clause may have: no bare participle.
func (r *reading) isFinite(p int) bool {
	switch r.d.Token(p).XPOS {
	case language.TagVBD, language.TagVBZ, language.TagVBP:
		return true
	}
	return r.d.Child(p, language.Aux, language.AuxPass) >= 0
}

// shares tells whether what noun n names is what somebody has a part in: "its participation in the talks".
func (r *reading) shares(n int) bool {
	return r.d.Rel(n) == language.Nmod && clause.Case(r.d, n) == "in" && r.words.share.Has(r.lemma(r.d.Head(n)))
}

// loose is the verb of a clause that the parser took apart: in "hours before the
// truce was to run out" the noun hangs by "before" on another verb and the verb behind it has no subject.
func (r *reading) loose(n int) (p int, as part) {
	if !r.words.since.Has(clause.Case(r.d, n)) {
		return -1, noPart
	}
	_, j := r.d.Subtree(n)
	if j >= r.end {
		return -1, noPart
	}
	p = j
	switch r.d.Token(j).XPOS {
	case language.TagVBD, language.TagVBZ, language.TagVBP, language.TagMD:
		if r.d.Token(j).UPOS == language.AUX && r.d.Head(j) >= 0 {
			p = r.d.Head(j)
		}
	default:
		return -1, noPart
	}
	if p <= n || r.d.Child(p, language.Nsubj, language.NsubjPass, language.Csubj) >= 0 {
		return -1, noPart
	}
	if r.d.Child(p, language.AuxPass) >= 0 {
		return p, patient
	}
	return p, subject
}

// relative is the verb of a relative clause right behind noun n, and what n is to
// it, wherever the parser hung it: "the gate, which has been closed". -1 where there is none.
func (r *reading) relative(n int) (p int, as part) {
	j := n + 1
	if _, end := r.d.Phrase(n); !r.words.relative.Has(r.word(j)) && r.word(j) != "," && end > j && end < r.end { // "the talks in Delvar, which"
		j = end
	}
	if r.word(j) == "," {
		j++
	}
	if !r.words.relative.Has(r.word(j)) || r.d.Head(j) < r.first {
		return -1, noPart
	}
	p = r.d.Head(j)
	switch r.d.Rel(j) {
	case language.NsubjPass, language.Obj:
		return p, patient
	case language.Nsubj:
		return p, subject
	}
	return -1, noPart
}

// antecedent is what a relative pronoun stands for: what the tree says, else the
// nominal right before it; n itself where it is no such pronoun.
func (r *reading) antecedent(n int) int {
	if a := r.grammar.Antecedent(r.d, n); a != n || !r.words.relative.Has(r.word(n)) {
		return a
	}
	for k := n - 1; k >= max(r.first, n-3); k-- {
		if clause.IsNominal(r.d, k) {
			return k
		}
	}
	return n
}

// maxSteps bounds walks up a tree.
const maxSteps = 6

// extent is the words that a claim rests on: tokens [first, end) of one sentence.
type extent struct{ first, end int }

func (e *extent) add(first, end int) {
	if first >= end {
		return
	}
	if e.first == e.end {
		e.first, e.end = first, end
		return
	}
	e.first, e.end = min(e.first, first), max(e.end, end)
}

// phrase adds the core of the nominal headed by n.
func (r *reading) phrase(e *extent, n int) {
	if n >= 0 {
		first, end := r.d.Phrase(n)
		e.add(max(first, r.first), min(end, r.end))
	}
}

// trimmed leaves out the punctuation at both ends of [first, end), quotation marks too.
func (r *reading) trimmed(first, end int) (int, int) {
	first, end = max(first, r.first), min(end, r.end)
	for first < end && r.d.Token(first).UPOS == language.PUNCT {
		first++
	}
	for first < end && r.d.Token(end-1).UPOS == language.PUNCT {
		end--
	}
	return first, end
}

// time adds the words of the time that a claim has, where they hang from one of its tokens.
func (r *reading) time(e *extent, w *claim.When, tops ...int) {
	i := r.timeOf(w)
	if i < 0 || r.d.Times[i].First < r.first || r.d.Times[i].End > r.end {
		return
	}
	for _, top := range tops {
		if t := &r.d.Times[i]; top >= 0 && r.d.Under(t.First, top) {
			e.add(t.First, t.End)
		}
	}
}

// timeOf is the index in d.Times of the time that a claim has from the sentence, -1 where it has none.
func (r *reading) timeOf(w *claim.When) int {
	if i := r.d.TimeOf(w); i >= r.times[0] && i < r.times[1] {
		return i
	}
	return -1
}

// words quotes the tokens [first, end).
func (r *reading) quote(first, end int) *claim.Words {
	span := r.d.Span(first, end)
	return &claim.Words{Text: strings.Join(strings.Fields(r.d.Words(first, end)), " "), Span: &span}
}

// add makes a claim of predicate p over some words.
func (r *reading) add(kind claim.Kind, body claim.Body, p int, e extent, rule string, confidence float64, change func(*claim.Claim)) *claim.Claim {
	c := claim.Claim{Kind: kind, Body: body, Rule: "talks/" + rule, Confidence: confidence, Path: clause.Path(r.d, p)}
	r.grammar.Fill(r.d, p, &c)
	if r.isOfOther(c.Time, p) {
		c.Time = nil
	}
	c.Span = r.d.Span(e.first, e.end)
	if change != nil {
		change(&c)
	}
	return r.d.Add(c)
}

// isOfOther tells whether a time is that of another clause than predicate p's: of what is said beside it ("was broken, and the army announced last week that
// …"), or of what p came before or after ("said on Friday, a day after the truce was suspended").
func (r *reading) isOfOther(w *claim.When, p int) bool {
	i := r.timeOf(w)
	if i < 0 || r.d.Under(r.d.Times[i].First, p) {
		return false
	}
	at := r.d.Times[i].First
	if m := r.d.Child(p, language.Mark); m >= 0 && m < p && (r.word(m) == "after" || r.word(m) == "before") {
		return true
	}
	of := clause.Clause(r.d, at)
	for _, k := range r.stated() {
		if s := &r.d.Statements[k]; s.Head == of && of != p && r.d.Within[p] != int32(k) {
			return true
		}
	}
	return false
}
