package outlook

import (
	"time"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
	"github.com/parley-desk/parley/reader/draft"
)

// projections reads the expectations of the sentence: first those that somebody
// is said to hold, then clauses that are expectations by their own words.
func (r *reading) projections() {
	for _, i := range r.statements {
		if s := &r.d.Statements[i]; s.Head < r.end {
			r.held(i, s)
		} else {
			break
		}
	}
	for i := r.first; i < r.end; i++ {
		if p := r.expectation(i); p >= 0 {
			first, end := r.clauseOf(p)
			r.tell(p, draft.Range{First: first, End: end}, clause.By(r.d, p), "projection.clause", .6)
		}
	}
}

// held makes a projection of a statement whose cue foresees.
func (r *reading) held(i int, s *draft.Statement) {
	e := r.foresee.Find(r.lemma(s.Head))
	if e == nil || s.Speaker == nil || e.Has("modal") || len(s.Content) == 0 {
		return
	}
	piece := r.clausal(s.Content)
	if piece.First < r.first || piece.First >= r.end {
		return
	}
	piece.End = min(piece.End, r.end)
	p := r.top(piece)
	if p < 0 {
		return
	}
	first, end := r.trimmed(piece.First, piece.End)
	for first < end && (r.word(first) == "that" || r.d.Token(first).UPOS == language.ADP) {
		first++
	}
	if clause.Case(r.d, p) == "against" || r.d.Child(p, language.Mark) >= 0 && r.word(r.d.Child(p, language.Mark)) == "against" || r.holdsAgainst(first, end) {
		return // "warned both sides against new attacks" expects none
	}
	if e.Has("harm") && r.asks(first, end) {
		return // "warned them to stop" asks
	}
	says := clause.IsVerb(r.d, p) || r.d.Child(p, language.Cop) >= 0
	if says && !r.ahead(p) || end-first < leastWords || r.intends(p, first, s.Speaker) {
		return
	}
	r.tell(p, draft.Range{First: first, End: end}, clause.Chain(r.d, i), "projection.held", .7)
}

// asks tells whether the words [first, end) are whom somebody is warned and an infinitive of what to do, and no clause.
func (r *reading) asks(first, end int) bool {
	to := false
	for i := first; i < end; i++ {
		switch t := r.d.Token(i); {
		case t.XPOS == language.TagTO && i > first && i+1 < end && r.d.Token(i+1).XPOS == language.TagVB:
			to = true
		case !to && (t.UPOS == language.AUX || t.UPOS == language.VERB):
			return false
		}
	}
	return to
}

// holdsAgainst tells whether the words [first, end) are whom somebody is warned and, behind "against", of what, and no clause.
func (r *reading) holdsAgainst(first, end int) bool {
	against := false
	for i := first; i < end; i++ {
		switch t := r.d.Token(i); {
		case t.Lower == "against":
			against = true
		case t.UPOS == language.AUX, t.XPOS == language.TagVBD, t.XPOS == language.TagVBZ, t.XPOS == language.TagVBP:
			return false
		}
	}
	return against
}

// clausal is the piece of what is said that holds its verb: not the "After this vote" of "After this vote, he warned,
// nobody would listen". The first where none does.
func (r *reading) clausal(pieces []draft.Range) draft.Range {
	for _, piece := range pieces {
		if piece.First < r.first || piece.End > r.end {
			break
		}
		for i := piece.First; i < piece.End; i++ {
			if u := r.d.Token(i).UPOS; u == language.VERB || u == language.AUX {
				return piece
			}
		}
	}
	return pieces[0]
}

// intends tells whether what is expected is the speaker's own doing: an intention or a threat, no expectation.
func (r *reading) intends(p, first int, speaker *claim.Ref) bool {
	if r.d.Token(p).XPOS == language.TagVB && r.word(first) == "to" {
		return true // "expects to sign"
	}
	s := r.grammar.Subject(r.d, p)
	if s < 0 {
		return false
	}
	switch r.word(s) {
	case "we", "i":
		return true
	}
	a, b := r.d.Actor(r.d.Refs[s].Actor), r.d.Actor(speaker.Actor)
	return a != nil && b != nil && side(a) == side(b)
}

// leastWords is how many tokens an expectation has at least: "expects more" says nothing.
const leastWords = 2

// top is the token of a range that hangs highest, -1 where there is none.
func (r *reading) top(at draft.Range) int {
	top := -1
	for i := at.First; i < at.End; i++ {
		if r.d.Token(i).UPOS != language.PUNCT && (top < 0 || r.d.Depth(i) < r.d.Depth(top)) {
			top = i
		}
	}
	return top
}

// ahead tells whether a clause lies ahead: it has a modal, is an infinitive, or hangs on a condition.
func (r *reading) ahead(p int) bool {
	switch r.d.Token(p).XPOS {
	case language.TagVB, language.TagVBG:
		return true
	}
	for c := range r.d.Children(p) {
		if r.d.Rel(c) == language.Aux && r.d.Token(c).XPOS == language.TagMD {
			return true
		}
	}
	m := r.grammar.Mood(r.d, p)
	return m.Tense == claim.Future || m.Certainty == claim.Hypothetical || m.Certainty == claim.Conditional
}

// expectation is the predicate of which token i makes an expectation, -1 where it makes none.
func (r *reading) expectation(i int) int {
	t := r.d.Token(i)
	h := r.d.Head(i)
	switch {
	case t.XPOS == language.TagMD && r.d.Rel(i) == language.Aux && h >= 0:
		if r.modal.Has(t.Lemma) || r.modal.Has(t.Lower) || r.would.Has(t.Lemma) && r.conditioned(h) {
			return r.open(h)
		}
	case t.UPOS == language.ADJ && r.likely.Has(t.Lemma):
		if x := r.d.Child(i, language.Xcomp, language.Ccomp); x >= 0 && r.d.Token(x).XPOS == language.TagVB {
			return x
		}
	case r.risk.Has(t.Lemma):
		return r.risky(i)
	case t.UPOS == language.VERB && r.expected.Has(t.Lemma) && clause.IsPassive(r.d, i):
		if x := r.d.Child(i, language.Xcomp); x >= 0 && r.d.Token(x).XPOS == language.TagVB {
			return x
		}
	}
	return -1
}

// open is p where what it says is open: not what could not be verified, could
// have been, or what "I" and "we" may do. -1 otherwise.
func (r *reading) open(p int) int {
	if r.known.Has(r.lemma(p)) && r.d.Child(p, language.Cop) < 0 {
		return -1
	}
	if !clause.IsVerb(r.d, p) && r.d.Child(p, language.Cop) < 0 {
		return -1
	}
	for c := range r.d.Children(p) {
		switch r.d.Rel(c) {
		case language.Aux:
			if r.lemma(c) == "have" {
				return -1
			}
		case language.Advmod:
			if w := r.word(c); w == "not" || w == "n't" {
				return -1
			}
		}
	}
	s := r.subjectOf(p)
	if s >= 0 && r.none(s) || r.own(s, p) {
		return -1
	}
	if s < 0 || r.d.Rel(p) == language.AclRelcl && r.hasRelative(p) { // "players that could be stacked" are no expectation
		return -1
	}
	switch r.word(s) {
	case "i", "we", "you", "one", "anyone", "nobody", "who":
		return -1
	}
	return p
}

// subjectOf is the subject of predicate p; of a clause that the parser hung to
// the noun before it ("trade, …, could fall") that noun.
func (r *reading) subjectOf(p int) int {
	if s := r.grammar.Subject(r.d, p); s >= 0 {
		return s
	}
	if h := r.d.Head(p); h >= 0 && r.d.Rel(p) == language.Conj && clause.IsNominal(r.d, h) && r.d.Child(p, language.Cc) < 0 {
		return h
	}
	return -1
}

// none tells whether a subject is nobody: "no Afghan may go".
func (r *reading) none(s int) bool {
	k := r.d.Child(s, language.Det)
	return k >= 0 && r.word(k) == "no"
}

// own tells whether subject s of predicate p is the side of who speaks of it.
func (r *reading) own(s, p int) bool {
	by := clause.By(r.d, p)
	if s < 0 || len(by) == 0 {
		return false
	}
	if r.d.Token(s).UPOS == language.PRON && r.d.Token(p).XPOS == language.TagVB {
		for c := range r.d.Children(p) {
			if r.d.Rel(c) == language.Aux && r.would.Has(r.lemma(c)) {
				return true // "said it would accept a truce only if": what the speaker will do
			}
		}
	}
	a, b := r.d.Actor(r.d.Refs[s].Actor), r.d.Actor(by[len(by)-1].Actor)
	return a != nil && b != nil && side(a) == side(b)
}

// hasRelative tells whether a relative pronoun stands in clause p.
func (r *reading) hasRelative(p int) bool {
	for c := range r.d.Children(p) {
		switch r.d.Token(c).XPOS {
		case language.TagWDT, language.TagWP, language.TagWRB:
			return true
		}
	}
	return false
}

// conditioned tells whether predicate p hangs on a condition: an "if" clause, "without", "barring".
func (r *reading) conditioned(p int) bool {
	first, _ := r.iff(p)
	return first >= 0
}

// risky is the predicate that a verb of risk governs: "risks entrenching", "threatens
// to derail". A noun before a participle is such a verb parsed amiss. People who threaten announce.
func (r *reading) risky(i int) int {
	e := r.risk.Find(r.lemma(i))
	switch r.d.Token(i).UPOS {
	case language.VERB:
		if e.Has("thing") {
			if s := r.grammar.Subject(r.d, i); s < 0 || r.d.Refs[s].Actor != "" || r.d.Token(s).UPOS == language.PRON {
				return -1
			}
		} else if r.d.Rel(i) == language.Acl || r.d.Token(i).XPOS == language.TagVB && r.d.Rel(i) == language.Xcomp {
			return -1
		}
		if r.d.Child(i, language.Xcomp, language.Obj, language.Ccomp, language.Advcl) >= 0 {
			return i
		}
	case language.NOUN:
		if i > r.first && i+1 < r.end && r.d.Token(i+1).XPOS == language.TagVBG && r.word(i) == "risks" && r.d.Token(i-1).UPOS == language.NOUN {
			return i
		}
	}
	return -1
}

// clauseOf is the clause of predicate p: its subject and all behind it that hangs from it. Tokens [first, end).
func (r *reading) clauseOf(p int) (first, end int) {
	first, end = p, p+1
	anchor := p
	if r.d.Rel(p) == language.Xcomp && r.d.Head(p) >= r.first { // "is likely to fall": with its subject
		anchor = r.d.Head(p)
	}
	for _, k := range []int{anchor, p} {
		for c := range r.d.Children(k) {
			from, to := r.d.Subtree(c)
			switch r.d.Rel(c) {
			case language.Punct, language.Cc, language.Parataxis, language.Discourse, language.Mark:
				continue
			case language.Conj:
				if clause.IsVerb(r.d, c) && r.d.Child(c, language.Nsubj, language.NsubjPass) >= 0 {
					continue
				}
			case language.Advcl, language.Obl, language.Advmod, language.Vocative:
				if c < p {
					continue
				}
			}
			first, end = min(first, from), max(end, to)
		}
	}
	if s := r.subjectOf(p); s >= r.first && s < first {
		from, _ := r.d.Phrase(s)
		first = from
	}
	return r.trimmed(first, end)
}

// tell makes the claim of an expectation, unless the sentence has told it.
func (r *reading) tell(p int, content draft.Range, by []claim.Ref, rule string, sure float64) {
	for _, o := range r.told {
		if content.First < o.End && o.First < content.End {
			return
		}
	}
	if content.First >= content.End {
		return
	}
	r.told = append(r.told, content)
	body := &claim.Projection{ContentSpan: r.d.Span(content.First, content.End), Horizon: r.horizon(content), Probability: r.probability()}
	if len(by) > 0 {
		holder := by[len(by)-1]
		holder.Cue, holder.Venue = nil, ""
		body.Holder = &holder
	}
	if first, end := r.iff(p); first >= 0 {
		body.If = r.quote(first, end)
	}
	c := claim.Claim{Kind: claim.KindProjection, Body: body, Rule: "outlook/" + rule, Confidence: sure, Path: clause.Path(r.d, p)}
	r.grammar.Fill(r.d, p, &c)
	c.Span, c.By, c.Tense, c.Background = body.ContentSpan, by, claim.Future, false
	switch {
	case body.If != nil:
		c.Certainty = claim.Conditional
	case rule == "projection.clause":
		c.Certainty = claim.Hypothetical
	}
	r.d.Add(c)
}

// iff is the words on which predicate p hangs: its "if" clause, or the noun
// behind "without" or "barring": tokens [first, end), first -1 where there is none.
func (r *reading) iff(p int) (first, end int) {
	for h, steps := p, 0; h >= 0 && steps < 3; h, steps = r.d.Head(h), steps+1 {
		if k := r.grammar.Condition(r.d, h); k >= 0 {
			first, end = r.d.Subtree(k)
			for c := range r.d.Children(k) {
				if r.d.Rel(c) == language.Mark && c < k {
					first = max(first, c+1)
				}
			}
			return first, end
		}
		for c := range r.d.Children(h) {
			switch r.d.Rel(c) {
			case language.Obl, language.Advcl:
				m := r.d.Child(c, language.Case, language.Mark)
				if m >= 0 && (r.word(m) == "if" || r.word(m) == "unless") { // its verb hung amiss: "if the efforts collapsed"
					_, end = r.d.Subtree(c)
					return m + 1, end
				}
				if m >= 0 && r.condition.Has(r.word(m)) || r.condition.Has(r.word(c)) {
					return r.d.Subtree(c)
				}
			}
		}
		if !clause.IsVerb(r.d, h) || r.d.Rel(h) != language.Xcomp && r.d.Rel(h) != language.Conj {
			break
		}
	}
	return r.opening(p)
}

// opening is the "if" clause that opens the sentence of predicate p, up to its
// comma, wherever the parser hung it; first -1 where there is none.
func (r *reading) opening(p int) (first, end int) {
	if w := r.word(r.first); w != "if" && w != "unless" {
		return -1, -1
	}
	for i := r.first + 1; i < p; i++ {
		if r.d.Token(i).XPOS == language.TagComma {
			return r.first + 1, i
		}
	}
	return -1, -1
}

// horizon is by when: the first time within the content that denotes one.
func (r *reading) horizon(content draft.Range) *claim.When {
	from, to := r.d.TimesIn(content)
	for i := from; i < to; i++ {
		t := &r.d.Times[i]
		if t.First < content.First || t.End > content.End || t.Start == "" || !r.d.Day.IsZero() && t.Time.End < r.d.Day.Format(time.DateOnly) {
			continue
		}
		return clause.When(r.d, i)
	}
	return nil
}

// probability is the number that the sentence gives beside a noun of chance: "a 40 per cent chance".
func (r *reading) probability() *float64 {
	chance := false
	for i := r.first; i < r.end && !chance; i++ {
		chance = r.chance.Has(r.lemma(i))
	}
	if !chance {
		return nil
	}
	from, to := r.d.NumbersIn(draft.Range{First: r.first, End: r.end})
	for i := from; i < to; i++ {
		n := &r.d.Numbers[i]
		if n.First >= r.first && n.End <= r.end && n.Unit == "%" && n.Value != nil && *n.Value >= 0 && *n.Value <= 100 {
			p := *n.Value / 100
			return &p
		}
	}
	return nil
}
