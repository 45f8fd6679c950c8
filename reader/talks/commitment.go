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
	for i := range r.d.Statements {
		if s := &r.d.Statements[i]; len(s.Content) > 0 && s.Head >= r.first && s.Head < r.end {
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

// statedCommitment makes a commitment of a statement whose act is one.
func (r *reading) statedCommitment(i int, s *draft.Statement) {
	form, ok := forms[s.Act]
	body := r.statement(s)
	if !ok && body != nil && s.Speaker != nil {
		r.ownWill(i, s, body)
		return
	}
	if !ok || s.Speaker == nil || body == nil || s.Speaker.Actor == "" && !r.hasName(s) {
		return
	}
	content, pred := r.said(s, form)
	if k := r.conditionOf(s.Head); k >= 0 && pred >= 0 && form == claim.FormRefusal { // "ruled out talks unless"
		_, end := bare(r.d, content.First, second(r.d, k))
		content.End = max(content.End, end)
	}
	if pred < 0 || content.Len() < leastContent || form == claim.FormRefusal && !r.refuses(s, pred) {
		return
	}
	if form == claim.FormPledge && r.negative(pred) && !r.words.forbear.Has(r.lemma(pred)) {
		form = claim.FormRefusal // "will not return"; to promise not to attack is a pledge
	}
	u := undertaking{form: form, from: s.Speaker, content: content, pred: pred, by: clause.Chain(r.d, i), bond: -1, rule: "commitment.statement", sure: .65}
	u.to = append(slices.Clone(body.Target), body.Addressee...)
	r.tellCommitment(u)
}

// quoted is end, or where the quotation that holds token p ends before it.
func (r *reading) quoted(p, end int) int {
	for _, q := range r.d.Quotes {
		if q.First <= p && p < q.End {
			return min(end, q.End)
		}
	}
	return end
}

func second(d *draft.Draft, i int) int { _, end := d.Subtree(i); return end }

// ownWill makes a pledge or a refusal of a statement of what the speaker's own
// side will or will not do: "said his delegation would not return".
func (r *reading) ownWill(i int, s *draft.Statement, body *claim.Statement) {
	switch s.Act {
	case claim.ActState, claim.ActAnnounce, claim.ActDeny, claim.ActAgree:
	default:
		return
	}
	if s.Speaker.Actor == "" && !r.hasName(s) {
		return
	}
	content, pred := r.said(s, claim.FormPledge)
	if pred < 0 || content.Len() < leastContent || !clause.IsVerb(r.d, pred) {
		return
	}
	form := claim.FormPledge
	own := r.ownSide(pred, s.Speaker)
	switch {
	case r.owed(pred) && !own && s.Act == claim.ActState && r.grammar.Subject(r.d, pred) >= 0: // "said Ruvania must pull back"
		form = claim.FormDemand
		body = &claim.Statement{Addressee: r.refs(r.grammar.Subject(r.d, pred))}
	case s.Act == claim.ActAgree:
	case !r.wills(pred) || !own:
		return
	case r.negative(pred) && !r.words.forbear.Has(r.lemma(pred)):
		form = claim.FormRefusal
	}
	r.tellCommitment(undertaking{form: form, from: s.Speaker, to: body.Addressee, content: content, pred: pred, by: clause.Chain(r.d, i), bond: -1,
		rule: "commitment.own", sure: .5})
}

// negative tells whether verb p itself is negated.
func (r *reading) negative(p int) bool {
	return clause.IsVerb(r.d, p) && r.grammar.Mood(r.d, p).Polarity == claim.Negative
}

// wills tells whether verb p has an auxiliary of will.
func (r *reading) wills(p int) bool {
	for c := range r.d.Children(p) {
		if r.d.Rel(c) == language.Aux && r.words.willing.Has(r.word(c)) {
			return true
		}
	}
	return false
}

// ownSide tells whether the subject of verb p is the speaker or the speaker's side.
func (r *reading) ownSide(p int, speaker *claim.Ref) bool {
	s := r.grammar.Subject(r.d, p)
	if s < 0 || clause.IsPassive(r.d, p) {
		return false
	}
	if w := r.d.Token(s).Lower; w == "we" || w == "i" {
		return true
	}
	a, b := r.d.Actor(r.d.Refs[s].Actor), r.d.Actor(speaker.Actor)
	if a != nil && b != nil {
		return a.ID == b.ID || a.ID == b.SideOf || b.ID == a.SideOf || a.Country != "" && a.Country == b.Country && a.Kind != claim.ActorPerson
	}
	return r.words.self.Has(r.lemma(s)) && r.d.Child(s, language.Det, language.NmodPoss) >= 0
}

// verbCommitment reads "Ostmar has offered a joint patrol", "refused to sign", where no statement was made of it.
func (r *reading) verbCommitment(p int) {
	e := r.words.undertake.Find(r.lemma(p))
	if e == nil || r.d.Token(p).UPOS != language.VERB || clause.IsPassive(r.d, p) || r.grammar.Mood(r.d, p).Certainty == claim.Conditional {
		return
	}
	s := r.grammar.Subject(r.d, p)
	if s < 0 {
		return
	}
	from := r.refs(s)
	if len(from) == 0 && r.d.Token(s).UPOS == language.PROPN {
		from = []claim.Ref{r.d.Ref(s)}
	}
	k := r.d.Child(p, language.Xcomp, language.Ccomp, language.Obj)
	if len(from) == 0 || k < 0 || r.grammar.Mood(r.d, p).Polarity == claim.Negative {
		return
	}
	first, end := r.d.Subtree(k)
	for c := range r.d.Children(p) { // "a guarantee" with its "that our men will not be shot at"
		if _, to := r.d.Subtree(c); c > k && (r.d.Rel(c) == language.Obl || r.d.Rel(c) == language.Advcl || r.d.Rel(c) == language.Ccomp) {
			end = max(end, to)
		}
	}
	end = r.quoted(p, end)
	first, end = bare(r.d, max(first, p+1), min(end, r.end))
	u := undertaking{form: claim.CommitmentForm(e.Get("form")), from: &from[0], content: draft.Range{First: first, End: end}, pred: k,
		by: clause.By(r.d, p), bond: -1, rule: "commitment.verb", sure: .5}
	if u.content.Len() >= leastContent && (clause.IsVerb(r.d, k) || r.deedful(k) || u.content.Len() > leastContent) && !r.toldAlready(u.content) {
		r.tellCommitment(u)
	}
}

// leastContent is how many tokens what is promised or demanded has at least:
// "to cooperate" can be neither kept nor broken.
const leastContent = 3

// hasName tells whether the source of a statement is a name, though the report does not know whose.
func (r *reading) hasName(s *draft.Statement) bool {
	top := -1
	for _, p := range s.Source {
		for i := p.First; i < p.End; i++ {
			if top < 0 || r.d.Depth(i) < r.d.Depth(top) {
				top = i
			}
		}
	}
	return top >= 0 && r.d.Token(top).UPOS == language.PROPN
}

// statement is the body of a statement's claim.
func (r *reading) statement(s *draft.Statement) *claim.Statement {
	c := r.d.Claim(s.Claim)
	if c == nil {
		return nil
	}
	body, _ := c.Body.(*claim.Statement)
	return body
}

// said is the stretch of what is said that is the commitment, and its predicate:
// the first sentence of it that can be kept or broken. -1 where there is none.
func (r *reading) said(s *draft.Statement, form claim.CommitmentForm) (draft.Range, int) {
	for _, piece := range s.Content {
		for first := piece.First; first < piece.End; {
			sentence := r.d.Doc.Sentences[r.d.Doc.SentenceOf(first)]
			end := min(piece.End, int(sentence.End))
			if p := r.bound(first, end, form); p >= 0 && sentence.Parsed {
				from, to := bare(r.d, first, r.cut(p, end))
				return draft.Range{First: from, End: to}, p
			}
			first = end
		}
	}
	return draft.Range{}, -1
}

// cut is end, or where a finite clause joined to infinitive p begins: "to cede
// land | and insists on guarantees".
func (r *reading) cut(p, end int) int {
	if r.d.Token(p).XPOS != language.TagVB || r.word(p-1) != "to" {
		return end
	}
	for c := range r.d.Children(p) {
		switch r.d.Token(c).XPOS {
		case language.TagVBZ, language.TagVBD, language.TagVBP:
			if first, _ := r.d.Subtree(c); r.d.Rel(c) == language.Conj && first > p {
				if k := r.d.Child(c, language.Cc); k > p {
					first = min(first, k)
				}
				end = min(end, first)
			}
		}
	}
	return end
}

// bound is the predicate of the tokens [first, end) by which something can be
// kept or broken: a verb ahead ("will", "must", an infinitive), or a noun of a deed.
func (r *reading) bound(first, end int, form claim.CommitmentForm) int {
	top := -1
	for i := first; i < end; i++ {
		t := r.d.Token(i)
		h := int(t.Head)
		if t.UPOS == language.PUNCT || h >= first && h < end {
			continue
		}
		if top < 0 || r.d.Depth(i) < r.d.Depth(top) {
			top = i
		}
	}
	if top < 0 {
		return -1
	}
	if clause.IsVerb(r.d, top) || r.d.Child(top, language.Cop) >= 0 {
		if r.ahead(top, form) {
			return top
		}
		for c := range r.d.Children(top) { // "was committed to the deal but would not disarm"
			if r.d.Rel(c) == language.Conj && c < end && clause.IsVerb(r.d, c) && r.ahead(c, form) && r.d.Token(c).XPOS == language.TagVB {
				return c
			}
		}
		return -1
	}
	if _, someone := r.d.Refs[top]; !someone && r.noun(top) && (end-first > 1 && r.deedful(top) || form == claim.FormRefusal) {
		return top
	}
	return -1
}

// ahead tells whether verb p lies ahead: with "will" or "must", as an infinitive, or as a wish.
func (r *reading) ahead(p int, form claim.CommitmentForm) bool {
	t := r.d.Token(p)
	for c := range r.d.Children(p) {
		if r.d.Rel(c) == language.Aux && r.lemma(c) == "have" {
			return false // "must have written"
		}
		if r.d.Rel(c) == language.Aux && r.d.Token(c).XPOS == language.TagMD {
			return form != claim.FormPledge || r.words.willing.Has(r.word(c))
		}
	}
	switch t.XPOS {
	case language.TagVB:
		return true
	case language.TagVBG:
		return form != claim.FormPledge
	case language.TagVBZ, language.TagVBP:
		return r.conditionOf(p) >= 0
	}
	return r.grammar.Mood(r.d, p).Tense == claim.Future
}

// deedful tells whether noun n names a deed that may be asked for: it has a complement or an object.
func (r *reading) deedful(n int) bool {
	for c := range r.d.Children(n) {
		switch r.d.Rel(c) {
		case language.Nmod, language.Acl, language.AclRelcl, language.Compound, language.Amod:
			return true
		}
	}
	return false
}

// refuses tells whether a rejection refuses a deed: its cue does ("refused to", "ruled out"), or what is said is negative and ahead.
func (r *reading) refuses(s *draft.Statement, pred int) bool {
	if r.words.refuse.Has(r.lemma(s.Head)) || r.frame(r.words.refusing, s.Head) != nil {
		return true
	}
	m := r.grammar.Mood(r.d, pred)
	return m.Polarity == claim.Negative && m.Tense == claim.Future
}

// nounCommitment reads "demands for Ruvania to halt", "pledges to combat", "its refusal to sign".
func (r *reading) nounCommitment(n int) {
	e := r.words.commit.Find(r.lemma(n))
	if e == nil || !r.noun(n) {
		return
	}
	u := undertaking{form: claim.CommitmentForm(e.Get("form")), pred: n, bond: -1, rule: "commitment.noun", sure: .5}
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

// complement is what a noun of commitment holds: its infinitive, its clause, or the noun behind "for", "of", "to".
func (r *reading) complement(n int) (draft.Range, bool) {
	for c := range r.d.Children(n) {
		if c < n {
			continue
		}
		switch r.d.Rel(c) {
		case language.Acl, language.Ccomp, language.Advcl, language.AclRelcl:
			if m := r.d.Child(c, language.Mark); r.d.Token(c).XPOS != language.TagVB && r.d.Rel(c) != language.Ccomp || r.d.Rel(c) == language.AclRelcl && (m < 0 || r.word(m) != "that") {
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
	for i := len(r.d.Claims) - 1; i >= 0 && r.d.Claims[i].Span.End >= r.d.Span(r.first, r.first+1).Start; i-- {
		if b, ok := r.d.Claims[i].Body.(*claim.Commitment); ok && b.ContentSpan.Overlaps(span) {
			return true
		}
	}
	return false
}

// obligations reads what a side must do: "under the deal, the army is to pull back", "Ruvania must free".
func (r *reading) obligations() {
	bond := r.under()
	for p := r.first; p < r.end; p++ {
		if r.words.oblige.Has(r.lemma(p)) && r.d.Token(p).UPOS == language.VERB {
			r.obliged(p)
			continue
		}
		if !clause.IsVerb(r.d, p) || r.d.Token(p).UPOS != language.VERB || !r.owed(p) && !r.isTo(p) {
			continue
		}
		if bond < 0 || r.d.Within != nil && r.d.Within[p] >= 0 && r.d.Within[bond] != r.d.Within[p] {
			continue
		}
		from := r.refs(r.grammar.Subject(r.d, p))
		if s := r.grammar.Subject(r.d, p); len(from) == 0 && s >= 0 && !clause.IsPassive(r.d, p) && r.noun(s) {
			from = []claim.Ref{r.d.Ref(s)}
		}
		if len(from) == 0 {
			continue
		}
		first, end := r.ownClause(p)
		u := undertaking{form: claim.FormObligation, from: &from[0], content: draft.Range{First: first, End: end}, pred: p,
			by: clause.By(r.d, p), bond: bond, rule: "commitment.duty", sure: .6}
		if !r.toldAlready(u.content) {
			r.tellCommitment(u)
		}
	}
}

// obliged reads "the agreement, which obliges Kigali to pull out its troops".
func (r *reading) obliged(p int) {
	s := r.grammar.Subject(r.d, p)
	if s >= 0 {
		s = r.antecedent(s)
	}
	o, x := r.grammar.Object(r.d, p), r.d.Child(p, language.Xcomp)
	if s < 0 || o < 0 || x < 0 || r.bondNear(s) < 0 {
		return
	}
	from := r.refs(o)
	if len(from) == 0 {
		return
	}
	first, end := r.d.Subtree(x)
	first, end = bare(r.d, min(first, o), min(end, r.end))
	u := undertaking{form: claim.FormObligation, from: &from[0], content: draft.Range{First: first, End: end}, pred: x, by: clause.By(r.d, p), bond: r.bondNear(s),
		rule: "commitment.bond", sure: .6}
	if !r.toldAlready(u.content) {
		r.tellCommitment(u)
	}
}

// bondNear is noun n if it is a bond, else the bond before it to which a date may
// have drawn the relative clause ("an agreement on June 27 that obliges"); -1 where there is none.
func (r *reading) bondNear(n int) int {
	for k := n; k >= max(r.first, n-5); k-- {
		if r.bondOf([]int{k}) >= 0 {
			return k
		}
	}
	return -1
}

// ownClause is the clause of verb p without clauses coordinated with it and what stands before its subject.
func (r *reading) ownClause(p int) (first, end int) {
	first, end = p, p+1
	for c := range r.d.Children(p) {
		from, to := r.d.Subtree(c)
		switch r.d.Rel(c) {
		case language.Conj, language.Cc, language.Punct, language.Parataxis, language.Discourse:
			continue
		case language.Obl, language.Advmod, language.Advcl, language.Mark:
			if c < p {
				continue
			}
		}
		first, end = min(first, from), max(end, to)
	}
	return r.trimmed(first, end)
}

// under is the noun of the agreement under which the sentence tells of duties, -1 where there is none.
func (r *reading) under() int {
	for i := r.first; i < r.end; i++ {
		if r.noun(i) && clause.Case(r.d, i) == "under" && r.bondOf([]int{i}) >= 0 {
			return i
		}
	}
	return -1
}

// owed tells whether verb p is what must or should be done.
func (r *reading) owed(p int) bool {
	for c := range r.d.Children(p) {
		if r.d.Rel(c) == language.Aux && r.words.duty.Has(r.lemma(c)) {
			return true
		}
	}
	return r.d.Rel(p) == language.Xcomp && r.d.Head(p) >= 0 && r.words.duty.Has(r.lemma(r.d.Head(p))) && clause.IsPassive(r.d, r.d.Head(p))
}

// isTo tells whether verb p stands with "is to", "are to".
func (r *reading) isTo(p int) bool {
	if r.word(p-1) != "to" {
		return false
	}
	k := p - 2
	if k >= r.first && r.d.Token(k).UPOS == language.ADV {
		k--
	}
	return k >= r.first && r.lemma(k) == "be"
}

// condition makes the commitment of the condition on which a claim hangs: "holds only if no attacks come".
func (r *reading) condition(on *claim.Claim, p int) {
	k := r.conditionOf(p)
	if k < 0 {
		return
	}
	by := clause.By(r.d, p)
	if len(by) == 0 {
		return
	}
	first, end := r.conditioned(k)
	id := on.ID
	r.tellCommitment(undertaking{form: claim.FormCondition, from: &by[len(by)-1], content: draft.Range{First: first, End: end}, pred: k,
		by: by, bond: -1, rule: "commitment.condition", sure: .6})
	if c := r.d.Claim(id); c != nil {
		c.About = append(c.About, claim.Link{Claim: r.d.Claims[len(r.d.Claims)-1].ID, How: claim.DependsOn})
	}
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
	for i := range r.d.Times {
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
