package talks

import (
	"slices"
	"strings"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
	"github.com/parley-desk/parley/reader/draft"
)

// commitments reads what is demanded, promised, offered, refused and owed in the
// sentence: what statements of such an act say, what nouns of commitment hold, and what a deal obliges to.
func (r *reading) commitments() {
	cued := map[int]bool{} // verbs that are cues of statements
	for _, i := range r.stated() {
		if s := &r.d.Statements[i]; len(s.Content) > 0 {
			r.statedCommitment(i, s)
			cued[s.Head] = true
		}
	}
	for i := r.first; i < r.end; i++ {
		if !cued[i] {
			r.verbCommitment(i)
		}
	}
	for i := r.first; i < r.end; i++ {
		r.nounCommitment(i)
	}
	r.prerequisites()
	r.obligations()
}

// undertaking is a commitment as it is found.
type undertaking struct {
	form    claim.CommitmentForm
	from    *claim.Ref
	to      []claim.Ref
	content draft.Range
	pred    int // predicate within the content, or the noun of commitment
	by      []claim.Ref
	bond    int // the agreement under which it is owed, -1 for none
	rule    string
	sure    float64
}

// forms are the forms of commitment that acts of speech make.
var forms = map[claim.Act]claim.CommitmentForm{
	claim.ActDemand: claim.FormDemand, claim.ActPledge: claim.FormPledge, claim.ActOffer: claim.FormOffer, claim.ActReject: claim.FormRefusal,
}

// nounCommitment reads "demands for Ruvania to halt", "pledges to combat", "its refusal to sign".
func (r *reading) nounCommitment(n int) {
	e := r.words.commit.Find(r.lemma(n))
	if e == nil || !r.noun(n) {
		return
	}
	u := undertaking{form: claim.CommitmentForm(e.Get("form")), pred: n, bond: -1, rule: "commitment.noun", sure: .5}
	if s := r.takenForNoun(n); s >= 0 && u.form == claim.FormDemand {
		from := append(r.refs(s), r.d.Ref(s))
		first, end := bare(r.d, n+1, r.clauseEnd(n+1))
		u.from, u.content, u.by = &from[0], draft.Range{First: first, End: end}, clause.By(r.d, n)
		if u.content.Len() >= leastContent && !r.toldAlready(u.content) {
			r.tellCommitment(u)
		}
		return
	}
	content, ok := r.complement(n)
	if !ok || content.Len() < leastContent || r.toldAlready(content) || r.grammar.Mood(r.d, n).Polarity == claim.Negative {
		return
	}
	u.content, u.by = content, clause.By(r.d, n)
	if from := r.owner(n, &u); len(from) > 0 {
		u.from = &from[0]
		if k := r.top(content); u.form == claim.FormDemand && k >= 0 && clause.IsVerb(r.d, k) {
			if s := r.grammar.Subject(r.d, k); s >= content.First && s < content.End {
				u.to = r.refs(s)
			}
		}
		if u.form == claim.FormDemand && len(u.to) == 0 {
			u.to = r.whoShall(content)
		}
		r.tellCommitment(u)
	}
}

// top is the token of a range that hangs highest, -1 where it is empty.
func (r *reading) top(at draft.Range) int {
	top := -1
	for i := at.First; i < at.End; i++ {
		if top < 0 || r.d.Depth(i) < r.d.Depth(top) {
			top = i
		}
	}
	return top
}

// takenForNoun is the subject of a verb that the tagger took for a noun:
// "Ostmar demands that", "Ostmar demands written guarantees"; -1 where noun n is one.
func (r *reading) takenForNoun(n int) int {
	s := n - 1
	if r.d.Token(n).XPOS != language.TagNNS || s < r.first || r.d.Head(s) != n || r.d.Rel(s) != language.Compound || r.d.Token(s).UPOS != language.PROPN {
		return -1
	}
	if n+1 >= r.end {
		return -1
	}
	switch r.d.Token(n + 1).UPOS {
	case language.ADP, language.PUNCT, language.AUX, language.PART, language.CCONJ:
		return -1
	case language.VERB:
		if r.d.Token(n+1).XPOS != language.TagVBN {
			return -1
		}
	}
	return s
}

// clauseEnd is the end of the words from token i on, up to the next comma or stop.
func (r *reading) clauseEnd(i int) int {
	for i < r.end {
		t := r.d.Token(i)
		if t.XPOS == language.TagComma && r.words.relative.Has(r.word(i+1)) || t.XPOS == language.TagColon || t.Lower == ";" || t.XPOS == language.TagStop {
			break
		}
		i++
	}
	return i
}

// complement is what a noun of commitment holds: its infinitive, its clause, or the noun behind "for", "of", "to".
func (r *reading) complement(n int) (draft.Range, bool) {
	if r.word(n+1) == "that" && r.d.Token(n+1).XPOS != language.TagWDT || r.word(n+1) == "that" && r.d.Rel(n+1) == language.Det {
		first, end := bare(r.d, n+2, r.clauseEnd(n+2))
		return draft.Range{First: first, End: end}, end > first
	}
	if at, ok := r.predicated(n); ok {
		return at, true
	}
	for c := range r.d.Children(n) {
		if c < n {
			continue
		}
		switch r.d.Rel(c) {
		case language.Acl, language.Ccomp, language.Advcl, language.AclRelcl:
			that := false
			if m := r.d.Child(c, language.Mark); m >= 0 {
				that = r.word(m) == "that"
			}
			if !that && (r.d.Token(c).XPOS != language.TagVB && r.d.Rel(c) != language.Ccomp || r.d.Rel(c) == language.AclRelcl) {
				continue
			}
		case language.Nmod:
			if k := clause.Case(r.d, c); k != "for" && k != "to" {
				continue
			}
		default:
			continue
		}
		from, to := r.d.Subtree(c)
		if x := r.d.Child(n, language.Acl); r.d.Rel(c) == language.Nmod && x > c && r.isInfinitive(x) { // "demand for Ruvania / to hand over"
			if at, end := r.d.Subtree(x); at == to {
				to = r.circumstanced(x, end)
			}
		}
		from, to = bare(r.d, max(r.first, from), min(r.end, to))
		return draft.Range{First: from, End: to}, to > from
	}
	// "countered with demands for Pakistan to halt": the infinitive hung to the verb
	if h := r.d.Head(n); h >= 0 && clause.IsVerb(r.d, h) {
		for c := range r.d.Children(h) {
			if c > n && (r.d.Rel(c) == language.Advcl || r.d.Rel(c) == language.Xcomp) && r.d.Token(c).XPOS == language.TagVB && r.closeBehind(n, c) {
				from, to := r.d.Subtree(c)
				from, to = bare(r.d, from, to)
				return draft.Range{First: from, End: to}, to > from
			}
		}
	}
	return draft.Range{}, false
}

// closeBehind tells whether the subtree of c begins right behind noun n.
func (r *reading) closeBehind(n, c int) bool {
	from, _ := r.d.Subtree(c)
	return from == n+1
}

// bare leaves out of [first, end) the punctuation at both ends and the conjunction or preposition at its start.
func bare(d *draft.Draft, first, end int) (int, int) {
	for first < end {
		t := d.Token(first)
		if t.UPOS != language.PUNCT && t.UPOS != language.CCONJ && t.UPOS != language.ADP && t.Lower != "that" {
			break
		}
		first++
	}
	for first < end && d.Token(end-1).UPOS == language.PUNCT {
		end--
	}
	return first, end
}

// circumstanced is end, or the comma behind verb p at which no more than a circumstance begins: ", following a statement by the army".
func (r *reading) circumstanced(p, end int) int {
	for i := p + 1; i+1 < end; i++ {
		if r.d.Token(i).XPOS == language.TagComma && r.words.circumstance.Has(r.word(i+1)) {
			return i
		}
	}
	return end
}

// predicated is what a noun of commitment is said to be: "its only demand is for Ruvania to leave", "the condition was that they disarm".
func (r *reading) predicated(n int) (draft.Range, bool) {
	if n+3 >= r.end || r.lemma(n+1) != "be" {
		return draft.Range{}, false
	}
	at := n + 2
	switch r.word(at) {
	case "that", "for":
		at++
	case "to":
	default:
		return draft.Range{}, false
	}
	first, end := bare(r.d, at, r.clauseEnd(at))
	for i := first; i < end; i++ {
		if t := r.d.Token(i).XPOS; t == language.TagVB || clause.IsVerb(r.d, i) && r.word(at-1) == "that" {
			return draft.Range{First: first, End: end}, true
		}
	}
	return draft.Range{}, false
}

// whoShall are those who shall do what a demand is for: "for Ruvania to leave".
func (r *reading) whoShall(content draft.Range) []claim.Ref {
	if r.word(content.First-1) != "for" {
		return nil
	}
	who := -1
	for i := content.First; i < content.End; i++ {
		switch {
		case r.word(i) == "to":
			if who >= 0 && i+1 < content.End && (r.d.Token(i+1).XPOS == language.TagVB || r.d.Token(i+1).UPOS == language.ADV) {
				return r.refs(who)
			}
			return nil
		case who < 0 && (clause.Case(r.d, i) == "for" || r.d.Rel(i) == language.Nsubj):
			who = i
		}
	}
	return nil
}

// owner is whose commitment a noun is: its possessor, the name before it, the
// subject of its verb; of a pledge that is broken, who breaks it.
func (r *reading) owner(n int, u *undertaking) []claim.Ref {
	var out []claim.Ref
	for c := range r.d.Children(n) {
		switch r.d.Rel(c) {
		case language.NmodPoss, language.Compound, language.Amod:
			if ref, ok := r.d.Refs[c]; ok && r.able(ref.Actor) {
				out = append(out, ref)
			}
			if c < n && r.words.bond.Find(r.lemma(c)) != nil {
				u.bond = c
			}
		case language.Nmod:
			if k := clause.Case(r.d, c); k == "by" || k == "from" {
				out = append(out, r.refs(c)...)
			}
		}
	}
	p, as := r.predicate(n)
	if p < 0 || !clause.IsVerb(r.d, p) || as == subject || len(out) > 0 && u.bond < 0 {
		return out
	}
	if r.words.broken.Has(r.lemma(p)) || u.bond >= 0 {
		u.form = claim.FormObligation
		if k := r.before(p, n); k >= 0 && r.d.Rel(p) == language.Conj && r.d.Child(p, language.Cc) < 0 {
			return r.refs(k)
		}
	}
	if s := r.grammar.Subject(r.d, p); s >= 0 && s != n {
		return r.refs(s)
	}
	return out
}

// toldAlready tells whether a commitment of this sentence covers much the same words.
func (r *reading) toldAlready(content draft.Range) bool {
	span := r.d.Span(content.First, content.End)
	return slices.ContainsFunc(r.contents, span.Overlaps)
}

// tellCommitment makes the claim of an undertaking.
func (r *reading) tellCommitment(u undertaking) {
	if u.content.Len() < 1 || u.content.End > len(r.d.Doc.Tokens) {
		return
	}
	from := *u.from
	from.Cue, from.Venue, from.Role = nil, "", ""
	body := &claim.Commitment{Form: u.form, From: &from, To: without(unique(u.to), []claim.Ref{from}),
		Content:     strings.Join(strings.Fields(r.d.Words(u.content.First, u.content.End)), " "),
		ContentSpan: r.d.Span(u.content.First, u.content.End), Issues: r.issues.Of(r.d, u.content.First, u.content.End)}
	body.Deadline = r.deadline(u.content)
	if u.bond >= 0 {
		first, end := r.agreement(u.bond)
		body.Agreement = r.quote(first, end)
	}
	var e extent
	e.add(u.content.First, u.content.End)
	c := claim.Claim{Kind: claim.KindCommitment, Body: body, Rule: "talks/" + u.rule, Confidence: u.sure, Path: clause.Path(r.d, u.pred)}
	r.grammar.Fill(r.d, u.pred, &c)
	c.Span, c.By = r.d.Span(e.first, e.end), u.by
	c.Sentence = r.d.SentenceSpan(u.content.First)
	c.Polarity, c.Background = claim.Positive, false
	switch u.form {
	case claim.FormDemand, claim.FormOffer:
		c.Certainty, c.Tense = claim.Hypothetical, claim.Future
	case claim.FormPledge, claim.FormRefusal:
		c.Certainty, c.Tense = claim.Asserted, claim.Future
	case claim.FormCondition:
		c.Certainty, c.Tense = claim.Conditional, claim.Future
	case claim.FormObligation:
		c.Certainty, c.Tense = claim.Asserted, claim.Ongoing
	}
	r.d.Add(c)
	r.contents = append(r.contents, body.ContentSpan)
}

// agreement are the words that name an agreement: its noun with what stands before it.
func (r *reading) agreement(bond int) (first, end int) {
	first, end = r.trimmed(r.d.Phrase(bond))
	if h := r.d.Head(bond); r.d.Rel(bond) == language.Compound && h >= 0 { // "the 2021 Doha accord pledges": all before the head
		first = bond
		for c := range r.d.Children(h) {
			if c < bond && (r.d.Rel(c) == language.Compound || r.d.Rel(c) == language.Nummod || r.d.Rel(c) == language.Amod) {
				first = min(first, c)
			}
		}
		end = bond + 1
	}
	return first, end
}

// deadline is by when: a time behind "by", "before", "within", "until".
func (r *reading) deadline(content draft.Range) *claim.When {
	for i := r.times[0]; i < r.times[1]; i++ {
		t := &r.d.Times[i]
		if t.First <= content.First || t.End > content.End || !r.words.deadline.Has(r.d.Token(t.First-1).Lower) || t.Start == "" {
			continue
		}
		w := clause.When(r.d, i)
		w.Start = w.End
		return w
	}
	return nil
}
