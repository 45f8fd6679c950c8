package attribution

import (
	"slices"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
	"github.com/parley-desk/parley/reader/draft"
)

// targets are those at whom the act is aimed: whom the cue names; else, of an
// accusation or its kin, the other side that what is said speaks of first.
func (s *stage) targets(d *draft.Draft, a *attribution, st *draft.Statement) []claim.Ref {
	if a.unaimed {
		return nil
	}
	if upon := s.upon(d, a); len(upon) > 0 {
		return upon
	}
	if s.isMutual(d, a) {
		return s.speakers(d, a)
	}
	if known := s.aimed(d, a); len(known) > 0 {
		return known
	}
	if a.cue.has(target) && clause.IsVerb(d, a.head) && clause.IsPassive(d, a.head) { // "is accused by Pakistan of arming rebels"
		if accused := s.grammar.Subject(d, a.head); accused >= 0 && accused != a.speaker && s.isKnown(d, accused) {
			return clauseRefs(d, accused)
		}
		return nil
	}
	if from := clause.Oblique(d, a.head, "from"); from >= 0 && a.cue.manner == claim.Wanted { // "demanded an answer from the premier"
		if known := d.RefsAt(from); known[0].Actor != "" {
			return known
		}
	}
	switch st.Act {
	case claim.ActAccuse, claim.ActCondemn, claim.ActDemand, claim.ActAppeal, claim.ActThreaten, claim.ActPraise, claim.ActReject, claim.ActWarn:
	case claim.ActPledge, claim.ActOffer, claim.ActAgree:
		return s.promised(d, a, st)
	default:
		return nil
	}
	if o := d.Child(a.head, language.Obj, language.Iobj); isAddressing(st.Act) && o > a.head && o != a.speaker && !holds(a.content, o) && s.isKnown(d, o) && !s.isPress(d, o) {
		return clauseRefs(d, o) // "warned Ruvania against new attacks"
	}
	c := content{stage: s, d: d, a: a, speaker: st.Speaker}
	if n := s.claimNoun(d, a); n >= 0 && (st.Act == claim.ActReject || st.Act == claim.ActDeny) {
		f := finding{stage: s, d: d}
		if w := f.whose(n); w >= 0 && w != n && s.isKnown(d, w) {
			return clauseRefs(d, w)
		}
		return nil // "rejecting claims that the rebels had agreed": whose claims is not said
	}
	if a.acting.Len() > 0 {
		if to := s.otherIn(&c, st, []draft.Range{a.acting}); to != nil || !isAsking(st.Act) {
			return to
		}
	}
	return s.otherIn(&c, st, a.content)
}

// isWithin tells whether token i only says where something lies that is of another thing: "the recognition of their office in Karsenia".
func isWithin(d *draft.Draft, i int) bool {
	h := d.Head(i)
	return clause.Case(d, i) == "in" && h >= 0 && d.Rel(i) == language.Nmod && d.Rel(h) == language.Nmod
}

// named is the name right behind a common noun that only leads up to it: "its neighbour Karsenia"; -1 where there is none.
func named(d *draft.Draft, t int) int {
	if t+1 >= len(d.Doc.Tokens) || d.Token(t).UPOS != language.NOUN || d.Child(t, language.NmodPoss) < 0 {
		return -1
	}
	if _, known := d.Refs[t+1]; known && d.Token(t+1).UPOS == language.PROPN && (d.Head(t+1) == t || d.Head(t) == t+1) {
		return t + 1
	}
	return -1
}

// claimNoun is the noun of a claim or charge in the words of a cue: "rejecting claims"; -1 where there is none.
func (s *stage) claimNoun(d *draft.Draft, a *attribution) int {
	for _, r := range a.cueAt {
		for i := r.First; i < r.End; i++ {
			if c, _ := s.cues.find(s.cues.noun, d, i); c != nil && c.has(alleged) && d.Token(i).UPOS == language.NOUN {
				return i
			}
		}
	}
	return -1
}

// otherIn are those of another side whom some words name first: of what is asked, not those against whom it is to be done.
func (s *stage) otherIn(c *content, st *draft.Statement, said []draft.Range) []claim.Ref {
	d, spared := c.d, ""
	for _, r := range said {
		for i := r.First; i < r.End; i++ {
			if !c.isOther(i) || d.Token(i).UPOS == language.PRON || isHyphened(d, i) || isAsking(st.Act) && (s.isOfOccasion(d, i, c.a.head) || isNew(d, i) || isWithin(d, i)) {
				continue
			}
			switch actor := d.Refs[i].Actor; {
			case isAsking(st.Act) && clause.Case(d, i) == "against":
				spared = actor
			case actor != spared:
				return clauseRefs(d, i)
			}
		}
	}
	return nil
}

// isPress tells whether nominal o names those who are told only that others may hear of it: "told reporters that the road must be opened" asks nothing of them.
func (s *stage) isPress(d *draft.Draft, o int) bool {
	who := d.Actor(d.Refs[o].Actor)
	return who != nil && who.Sector == "JRN" || s.isOutlet(d, o)
}

// isHyphened tells whether the name that ends at token i only says by whom something is led or brokered: "AU-led talks".
func isHyphened(d *draft.Draft, i int) bool {
	return i+2 < len(d.Doc.Tokens) && !d.Token(i).SpaceAfter && d.Token(i+1).Form == "-" && d.Token(i+2).XPOS == language.TagVBN
}

// isNew tells whether nominal i is one that is not there yet: "should form a government" asks nothing of a government.
func isNew(d *draft.Draft, i int) bool {
	k := d.Child(i, language.Det)
	return k >= 0 && (d.Token(k).Lower == "a" || d.Token(k).Lower == "an")
}

// isOfOccasion tells whether token i stands in a clause that only says when what is asked for is to be: "… before Ruvania intervenes".
func (s *stage) isOfOccasion(d *draft.Draft, i, cue int) bool {
	for steps := 0; i >= 0 && i != cue && steps < 12; steps++ {
		if m := d.Child(i, language.Mark); d.Rel(i) == language.Advcl && m >= 0 && m < i {
			if s.acts.occasion.Has(d.Token(m).Lower) {
				return true
			}
		}
		i = d.Head(i)
	}
	return false
}

// isAddressing tells the acts that are aimed at whom they are said to.
func isAddressing(act claim.Act) bool {
	return isAsking(act) || act == claim.ActWarn || act == claim.ActThreaten
}

// isMutual tells whether an act is one of each upon the other: "accused each other of", "blamed one another", "traded blame".
func (s *stage) isMutual(d *draft.Draft, a *attribution) bool {
	last := a.cueAt[len(a.cueAt)-1]
	for _, i := range []int{last.End, last.End - 2, last.End - 3} { // the model may take them into the cue: "accused each other of"
		if i <= a.head {
			continue
		}
		if mutual, several := s.grammar.EachOther(d, i); mutual {
			return !several || a.speaker >= 0 && len(d.Several[a.speaker]) > 1
		}
	}
	return s.cues.trading.Has(d.Token(a.cueAt[0].First).Lemma)
}

// isAsking tells the acts that ask something of somebody: against whom it is to be done is another.
func isAsking(act claim.Act) bool { return act == claim.ActDemand || act == claim.ActAppeal }

// upon are those whom a preposition of the cue names: "blamed the failure of the talks on Sylvania", where the parser
// may have hung it on the talks. Only known participants, or whose what is named is: not "blamed it on the weather", but
// "blamed it on demands from Sylvania". What a relative clause tells of the thing blamed is no blame.
func (s *stage) upon(d *draft.Draft, a *attribution) []claim.Ref {
	if len(a.cue.at) == 0 {
		return nil
	}
	f := finding{stage: s, d: d}
	for _, r := range append([]draft.Range{subtree(d, a.head)}, a.content...) {
		for i := r.End - 1; i > a.head && i >= r.First; i-- {
			if !slices.Contains(a.cue.at, clause.Case(d, i)) || f.isTold(i, a.head) {
				continue
			}
			if s.isKnown(d, i) {
				return clauseRefs(d, i)
			}
			if w := f.whoseBehind(i); w >= 0 {
				return clauseRefs(d, w)
			}
		}
	}
	return nil
}

// isTold tells whether nominal i stands in a clause that describes something the cue governs, and not in the cue's own.
func (f *finding) isTold(i, cue int) bool {
	for steps := 0; i >= 0 && i != cue && steps < 12; steps++ {
		if rel := f.d.Rel(i); rel == language.AclRelcl || rel == language.Acl {
			return true
		}
		i = f.d.Head(i)
	}
	return false
}

// isDescribing tells whether nominal i stands in a relative clause or behind a past participle, which tells of something that the cue governs; "its commitment to
// helping Karsenia" goes on with it.
func (f *finding) isDescribing(i, cue int) bool {
	for steps := 0; i >= 0 && i != cue && steps < 12; steps++ {
		if rel := f.d.Rel(i); rel == language.AclRelcl || rel == language.Acl && f.d.Token(i).XPOS == language.TagVBN {
			return true
		}
		i = f.d.Head(i)
	}
	return false
}

// whoseBehind is from whom what nominal n names comes, right behind it: "demands from Sylvania"; -1 where nobody is named.
func (f *finding) whoseBehind(n int) int {
	if w := f.whose(n); w >= 0 && w != n {
		return w
	}
	d := f.d
	if n+1 >= len(d.Doc.Tokens) || d.Token(n+1).Lower != "from" && d.Token(n+1).Lower != "by" {
		return -1
	}
	if h := d.Head(n + 1); h > n && f.participant(h) {
		return h
	}
	return -1
}

// isKnown tells whether the nominal headed by token i names participants.
func (s *stage) isKnown(d *draft.Draft, i int) bool {
	_, ok := d.Refs[i]
	return ok || len(d.Several[i]) > 0
}

// promised are those to whom something is promised or with whom it is agreed: "agreed to send
// grain to Ukraine", "offered Ukraine a loan"; else those who agree too ("A and B have agreed").
func (s *stage) promised(d *draft.Draft, a *attribution, st *draft.Statement) []claim.Ref {
	c, f := content{stage: s, d: d, a: a, speaker: st.Speaker}, finding{stage: s, d: d}
	together := s.speakers(d, a)
	isOne := func(i int) bool { // of those who promise it together
		return slices.ContainsFunc(together, func(r claim.Ref) bool { return r.Actor != "" && d.SameSide(r.Actor, d.Refs[i].Actor) })
	}
	other, said := -1, a.content
	if a.acting.Len() > 0 {
		said = []draft.Range{a.acting}
	}
	for _, r := range said {
		for i := r.First; i < r.End; i++ {
			if !c.isOther(i) || d.Token(i).UPOS == language.PRON || clause.Case(d, i) == "in" || isNew(d, i) { // "will resume talks in Karsenia", "will send a delegation"
				continue
			}
			if clause.Case(d, i) == "by" || isOne(i) || f.isDescribing(i, a.head) { // "a force led by Solmark", "in a deal that angered the party"
				continue
			}
			if s.acts.receiving.Has(clause.Case(d, i)) {
				return clauseRefs(d, i)
			}
			if actor := d.Actor(d.Refs[i].Actor); other < 0 && actor.Kind != claim.ActorUnnamed && actor.Kind != claim.ActorPerson { // "agreed to release the judge"
				other = i
			}
		}
	}
	if other >= 0 {
		return clauseRefs(d, other)
	}
	if st.Act != claim.ActAgree || a.speaker < 0 {
		return nil
	}
	return refs(d, slices.DeleteFunc(clause.Conjuncts(d, a.speaker), func(i int) bool { return i == a.speaker }))
}

// aimed are the participants among whom the cue names as its target: themselves,
// or who did what it names ("condemned the strikes": whoever struck).
func (s *stage) aimed(d *draft.Draft, a *attribution) []claim.Ref {
	var out []claim.Ref
	for _, t := range a.target {
		if _, ok := d.Refs[t]; ok || len(d.Several[t]) > 0 {
			out = append(out, d.RefsAt(t)...)
			continue
		}
		if n := named(d, t); n >= 0 { // "accused its neighbour Karsenia"
			out = append(out, d.RefsAt(n)...)
			continue
		}
		agents := len(out)
		for _, agent := range s.grammar.Roles(d, t).Agents {
			if ref, ok := d.Refs[agent]; ok {
				out = append(out, ref)
			}
		}
		if len(out) == agents && s.acts.blamed.Has(a.cue.term) && (d.Token(t).UPOS == language.NOUN || d.Token(t).UPOS == language.PROPN) && clause.Case(d, t) == "" {
			if of := clause.Oblique(d, t, "of", "by"); of >= 0 && s.isKnown(d, of) && !s.acts.wrong.Has(d.Token(t).Lemma) {
				out = append(out, clauseRefs(d, of)...) // "blamed the intransigence of the Front"
				continue
			}
			out = append(out, d.Ref(t)) // whoever is blamed is the target, known or not: "blamed gunmen for"
		}
	}
	return out
}
