package talks

import (
	"slices"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
	"github.com/parley-desk/parley/reader/draft"
)

// statedCommitment makes a commitment of a statement whose act is one.
func (r *reading) statedCommitment(i int, s *draft.Statement) {
	if s.Unsaid { // "declined to comment on the demands" refuses nothing that binds
		return
	}
	form, ok := forms[s.Act]
	body := r.statement(s)
	if s.Act == claim.ActAppeal && body != nil && len(body.Target) > 0 && r.isOrder(s) {
		form, ok = claim.FormDemand, true
	}
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
	if pred < 0 || content.Len() < leastContent || form == claim.FormRefusal && !r.refuses(s, pred) || r.feels(pred) {
		return
	}
	if form == claim.FormDemand && r.isOwnAim(s, pred) {
		return
	}
	if form == claim.FormPledge && r.negative(pred) && !r.words.forbear.Has(r.lemma(pred)) {
		form = claim.FormRefusal // "will not return"; to promise not to attack is a pledge
	}
	u := undertaking{form: form, content: content, pred: pred, by: clause.Chain(r.d, i), bond: -1, rule: "commitment.statement", sure: .65}
	u.to = append(slices.Clone(body.Target), r.withoutPress(body.Addressee)...)
	r.tellEach(u, body.Voices())
	r.hangs(u, body.Voices())
}

// withoutPress leaves out the journalists who were told: nothing is asked of them.
func (r *reading) withoutPress(refs []claim.Ref) []claim.Ref {
	return slices.DeleteFunc(slices.Clone(refs), func(to claim.Ref) bool {
		a := r.d.Actor(to.Actor)
		return a != nil && a.Sector == "JRN"
	})
}

// hangs makes the condition of what a side will do, or will not do, a commitment of its own: "will reopen the road if Ruvania
// withdraws", "will not disarm until they leave". One of several voices sets it for all.
func (r *reading) hangs(u undertaking, voices []claim.Ref) {
	switch u.form {
	case claim.FormPledge, claim.FormOffer, claim.FormRefusal:
	default:
		return
	}
	k := r.conditionOf(u.pred)
	if k < 0 && u.form == claim.FormRefusal {
		k = r.until(u.pred)
	}
	if k < 0 || len(voices) == 0 || !clause.IsVerb(r.d, k) || len(r.d.Claims) == 0 {
		return
	}
	first, end := r.conditioned(k)
	if r.word(first) == "until" {
		first++
	}
	var to []claim.Ref
	if s := r.grammar.Subject(r.d, k); s >= 0 {
		to = r.refs(s)
	}
	on, before := r.d.Claims[len(r.d.Claims)-1].ID, len(r.d.Claims)
	r.tellCommitment(undertaking{form: claim.FormCondition, from: &voices[0], to: to, content: draft.Range{First: first, End: end}, pred: k,
		by: u.by, bond: -1, rule: "commitment.condition", sure: .6})
	if c := r.d.Claim(on); c != nil && len(r.d.Claims) > before {
		c.About = append(c.About, claim.Link{Claim: r.d.Claims[before].ID, How: claim.DependsOn})
	}
}

// until is the head of the clause till whose coming about predicate p will not be: "will not withdraw until they are free"; -1 where none is.
func (r *reading) until(p int) int {
	for c := range r.d.Children(p) {
		if r.d.Rel(c) != language.Advcl || !clause.IsVerb(r.d, c) {
			continue
		}
		for i := p + 1; i < c; i++ {
			if r.word(i) == "until" {
				return c
			}
		}
	}
	return -1
}

// isOwnAim tells whether what is wanted is the speaker's own doing, and asked of nobody: "have sought to broker a truce".
func (r *reading) isOwnAim(s *draft.Statement, pred int) bool {
	return s.Manner == claim.Wanted && !r.words.undertake.Has(r.lemma(s.Head)) && r.isInfinitive(pred) && r.d.Head(pred) == s.Head && r.d.Rel(pred) == language.Xcomp &&
		r.d.Child(s.Head, language.Obj, language.Iobj) < 0
}

// isOrder tells whether what is said is that somebody named shall do something: "urged Ruvania to free them".
func (r *reading) isOrder(s *draft.Statement) bool {
	o, x := r.d.Child(s.Head, language.Obj, language.Iobj), r.d.Child(s.Head, language.Xcomp, language.Advcl)
	if c := r.d.Child(s.Head, language.Ccomp); c >= 0 && o < 0 { // "requested that Ruvania free them"
		v, that := r.d.Token(c).XPOS, r.d.Child(c, language.Mark)
		return (v == language.TagVB || v == language.TagVBP) && r.d.Child(c, language.Aux) < 0 && that >= 0 && r.word(that) == "that" && r.d.Child(c, language.Nsubj) >= 0
	}
	return o >= 0 && x >= 0 && r.isAsked(o, x)
}

// feels tells whether verb p is of a state of mind, which can be neither owed nor broken: "not to worry", "to stay calm".
func (r *reading) feels(p int) bool {
	x := r.d.Child(p, language.Xcomp)
	return clause.IsVerb(r.d, p) && r.words.feel.Has(r.lemma(p)) || x >= 0 && r.words.feel.Has(r.lemma(x)) || r.d.Child(p, language.Cop) >= 0 && r.words.feel.Has(r.lemma(p))
}

// quoted is end, or where the quotation that holds token p ends before it.
func (r *reading) quoted(p, end int) int {
	for i := p; i < end; i++ {
		if r.d.Token(i).XPOS == language.TagCloseQuote {
			return i
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
	form, voices := claim.FormPledge, body.Voices()
	own := slices.ContainsFunc(voices, func(v claim.Ref) bool { return r.ownSide(pred, &v) })
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
	u := undertaking{form: form, to: r.withoutPress(body.Addressee), content: content, pred: pred, by: clause.Chain(r.d, i), bond: -1, rule: "commitment.own", sure: .5}
	r.tellEach(u, voices)
	r.hangs(u, voices)
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
	if len(r.d.Several[s]) > 1 || r.d.Child(s, language.Nummod) >= 0 {
		return false // "the two sides": whoever speaks, another's too
	}
	a, b := r.d.Actor(r.d.Refs[s].Actor), r.d.Actor(speaker.Actor)
	if a != nil && b != nil {
		return a.ID == b.ID || a.ID == b.SideOf || b.ID == a.SideOf || a.Kind != claim.ActorPerson && r.d.SameSide(a.ID, b.ID)
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
	if k >= 0 && r.isWhen(k) {
		return // "will agree when they leave": not what is agreed
	}
	if len(from) == 0 || k < 0 || r.grammar.Mood(r.d, p).Polarity == claim.Negative || e.Has("oneself") && r.d.Rel(k) == language.Obj && r.d.Token(k).UPOS != language.PRON {
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
		r.tellEach(u, from)
	}
}

// isWhen tells whether verb k heads a clause that opens with "when" or "where".
func (r *reading) isWhen(k int) bool {
	w := r.d.Child(k, language.Advmod, language.Mark)
	return w >= 0 && w < k && r.d.Token(w).XPOS == language.TagWRB
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
			if r.undertakes(first, end, form) {
				return draft.Range{}, -1
			}
			if p := r.bound(first, end, form); p >= 0 && sentence.Parsed {
				from, to := bare(r.d, r.joined(p, first), r.cut(p, end))
				return draft.Range{First: from, End: to}, p
			}
			first = end
		}
	}
	return draft.Range{}, -1
}

// undertakes tells whether the tokens [first, end) tell, by a verb of it, of a commitment as made before: "we offered them a patrol on
// Monday". That verb's own words hold it, and no later sentence's.
func (r *reading) undertakes(first, end int, form claim.CommitmentForm) bool {
	top := r.top(draft.Range{First: first, End: end})
	if top < 0 || r.d.Token(top).UPOS != language.VERB || r.d.Token(top).XPOS != language.TagVBD && r.d.Token(top).XPOS != language.TagVBN {
		return false
	}
	e := r.words.undertake.Find(r.lemma(top))
	return e != nil && claim.CommitmentForm(e.Get("form")) == form && !clause.IsPassive(r.d, top)
}

// joined is first, or where the clause of predicate p begins if that is joined to another by a "that" of its own: "said
// that nobody had fired and | that the truce would be kept".
func (r *reading) joined(p, first int) int {
	if m := r.d.Child(p, language.Mark); r.d.Rel(p) == language.Conj && m > first && m < p && r.word(m) == "that" {
		return m
	}
	if h := r.d.Head(p); h < 0 {
		return first
	} else if o := r.d.Child(h, language.Obj, language.Iobj); o >= first && o < p && r.isAsked(o, p) { // whom it is asked of is no part of it
		return second(r.d, o)
	}
	return first
}

// cut is end, or where a finite clause joined to infinitive p begins: "to cede
// land | and insists on guarantees".
func (r *reading) cut(p, end int) int {
	if !r.isInfinitive(p) {
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
		if top < 0 || r.d.Depth(i) < r.d.Depth(top) || r.isAsked(top, i) {
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

// isAsked tells whether infinitive p is what nominal n is asked to do: "asked Ruvania to free them".
func (r *reading) isAsked(n, p int) bool {
	t := r.d.Token(p)
	return (t.Rel == language.Xcomp || t.Rel == language.Advcl) && t.Head == r.d.Token(n).Head && r.isInfinitive(p) && (r.d.Rel(n) == language.Obj || r.d.Rel(n) == language.Iobj)
}

// isInfinitive tells whether verb p is an infinitive with "to", an adverb between or none: "to immediately leave".
func (r *reading) isInfinitive(p int) bool {
	m := r.d.Child(p, language.Mark)
	return r.d.Token(p).XPOS == language.TagVB && (r.word(p-1) == "to" || m >= 0 && m < p && r.word(m) == "to")
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
		return form == claim.FormDemand || r.isInfinitive(p) || r.d.Child(p, language.Nsubj, language.Aux) >= 0 // an imperative offers nothing
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
	if x := r.d.Child(pred, language.Xcomp); m.Polarity == claim.Negative && x > pred && r.words.intend.Has(r.lemma(pred)) {
		return r.isInfinitive(x) // "does not plan to withdraw"
	}
	return m.Polarity == claim.Negative && m.Tense == claim.Future
}
