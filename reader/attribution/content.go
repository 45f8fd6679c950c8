package attribution

import (
	"slices"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
	"github.com/parley-desk/parley/reader/draft"
	"github.com/parley-desk/parley/reader/lexicon"
)

// content is what is said, while its act is read.
type content struct {
	*stage
	d         *draft.Draft
	a         *attribution
	speaker   *claim.Ref
	predicate int
	later     bool // it is a later sentence of a speech in quotation marks
}

func (c *content) act() claim.Act {
	d, p := c.d, c.predicate
	mood := c.grammar.Mood(d, p)
	subject := c.grammar.Subject(d, p)
	if subject >= 0 && !holds(c.a.content, c.grammar.Antecedent(d, subject)) && !holds(c.a.content, subject) {
		subject = -1 // the parser's guess from outside what is said
	}
	own := subject >= 0 && c.isOwn(subject)
	if own {
		return c.ownAct(mood)
	}
	switch {
	case subject >= 0 && c.isDuty():
		return claim.ActDemand
	case (mood.Certainty != claim.Asserted && !c.a.cue.has(alleged) || mood.Tense == claim.Future) && c.some(c.acts.danger, false):
		return claim.ActWarn
	case mood.Certainty == claim.Conditional && c.isOfficial():
		return claim.ActWarn
	case c.blames(subject, mood.Polarity):
		return claim.ActAccuse
	case subject >= 0 && c.isThatWrong(subject, mood.Polarity):
		c.a.unaimed = true
		return claim.ActCondemn
	case c.some(c.acts.bad, false):
		return claim.ActCondemn
	case c.isDecision(false) && c.isOfficial():
		return claim.ActAnnounce
	}
	return ""
}

// ownAct is the act of saying what the speaker's own side does, did or will do.
func (c *content) ownAct(mood clause.Mood) claim.Act {
	d, p := c.d, c.predicate
	if act := c.performed(); act != "" {
		return act
	}
	switch {
	case mood.Polarity == claim.Negative && mood.Tense != claim.Future && mood.Certainty == claim.Asserted && c.some(c.acts.wrong, false):
		return claim.ActDeny // "said that it had not shelled the town"
	case mood.Tense == claim.Future && mood.Polarity == claim.Negative && clause.IsVerb(d, p) && !clause.IsPassive(d, p) && !c.acts.bind.Has(d.Token(p).Lemma):
		return claim.ActReject // "said that it will not lift the blockade"; but "will not allow attacks" binds
	case mood.Polarity == claim.Positive && c.acts.holding.Has(d.Token(p).Lemma) && c.some(c.acts.guilt, false):
		return claim.ActAccuse // "we hold them responsible"
	case c.isUnplanned(mood):
		return claim.ActReject // "does not plan to withdraw"
	case c.wants() && c.wouldLike():
		return claim.ActAppeal // "we would like them to accept"
	case c.wants():
		return claim.ActDemand // "we want them to leave"
	case c.wouldLike():
		return "" // "we would like to go on" binds nobody
	case c.isReady() && mood.Polarity == claim.Negative:
		return claim.ActReject
	case mood.Tense == claim.Future && c.harms():
		return claim.ActThreaten
	case c.isReady():
		return claim.ActOffer
	case mood.Tense == claim.Future, c.isBound(mood):
		return claim.ActPledge
	case c.some(c.acts.bad, false), c.feels(c.acts.sorry) && mood.Polarity == claim.Positive:
		return claim.ActCondemn
	case c.feels(c.acts.glad) && mood.Polarity == claim.Positive:
		return claim.ActPraise
	case c.isDecision(true) && mood.Polarity == claim.Positive && (mood.Certainty == claim.Asserted || c.isOfficial()):
		return claim.ActAnnounce
	}
	return ""
}

// harms tells whether harm is what is announced: told outside the conditions and circumstances of what will be done, and not as what shall stop ("will
// talk if they halt their strikes", "will end its attacks").
func (c *content) harms() bool {
	d := c.d
	for _, r := range c.a.content {
		for i := r.First; i < r.End; i++ {
			if t := d.Token(i); (c.acts.harm.Has(t.Lemma)) && !c.isSpared(i) {
				return true
			}
		}
	}
	return false
}

// isSpared tells whether the harm named at token i stands in a clause of condition or time, or under a word by which it ends.
func (c *content) isSpared(i int) bool {
	d := c.d
	for steps := 0; i >= 0 && i != c.predicate && steps < 12; steps++ {
		if m := d.Child(i, language.Mark, language.Advmod); d.Rel(i) == language.Advcl && m >= 0 && m < i && c.acts.occasion.Has(d.Token(m).Lower) {
			return true
		}
		i = d.Head(i)
		if i >= 0 && c.acts.ceasing.Has(d.Token(i).Lemma) {
			return true
		}
	}
	return false
}

// wants tells whether the predicate wishes that another shall do something: "we want them to leave", "wants the army to withdraw".
func (c *content) wants() bool {
	d, p := c.d, c.predicate
	if !c.acts.wish.Has(d.Token(p).Lemma) && !c.wouldLike() || c.grammar.Mood(d, p).Polarity == claim.Negative {
		return false
	}
	o, x := d.Child(p, language.Obj, language.Iobj), d.Child(p, language.Xcomp, language.Ccomp, language.Advcl)
	switch {
	case x < 0 && o >= 0:
		x = d.Child(o, language.Acl) // as parsers take "want the side to leave"
	case x >= 0 && o < 0:
		o = d.Child(x, language.Nsubj)
	}
	f := finding{stage: c.stage, d: d}
	return x >= 0 && o > p && o < x && d.Token(x).XPOS == language.TagVB && f.whose(o) >= 0 && !c.isOwn(o)
}

// isUnplanned tells whether the predicate is that the speaker's side does not mean to do what would bind it: "does not plan to withdraw", "has no intention of
// leaving". Not to mean to attack is no refusal.
func (c *content) isUnplanned(mood clause.Mood) bool {
	d, p := c.d, c.predicate
	if mood.Polarity != claim.Negative || !c.acts.meaning.Has(d.Token(p).Lemma) {
		return false
	}
	x := d.Child(p, language.Xcomp)
	return x >= 0 && d.Token(x).XPOS == language.TagVB && !c.acts.bind.Has(d.Token(x).Lemma)
}

// wouldLike tells whether the predicate is the polite form of a wish: "we would like".
func (c *content) wouldLike() bool {
	x := c.d.Child(c.predicate, language.Aux)
	return c.d.Token(c.predicate).Lemma == "like" && x >= 0 && c.d.Token(x).XPOS == language.TagMD
}

// isBound tells whether the speaker's side is said to be bound to something: "is committed to the truce".
func (c *content) isBound(mood clause.Mood) bool {
	d, p := c.d, c.predicate
	return mood.Polarity == claim.Positive && c.acts.bound.Has(d.Token(p).Lower) && d.Child(p, language.Cop, language.AuxPass) >= 0 &&
		(clause.Oblique(d, p, "to") >= 0 || d.Child(p, language.Advcl, language.Xcomp) >= 0)
}

// feels tells whether the predicate is one of a sort of feelings: "is pleased by the move".
func (c *content) feels(sort lexicon.Section) bool {
	t := c.d.Token(c.predicate)
	return sort.Has(t.Lower) || sort.Has(t.Lemma)
}

// performed is the act that the speaker does by naming it: "we demand a guarantee". Empty where none is named.
func (c *content) performed() claim.Act {
	d, p := c.d, c.predicate
	s := d.Child(p, language.Nsubj, language.NsubjPass)
	if s < 0 || !c.performs(s) {
		return ""
	}
	cue, _ := c.cues.find(c.cues.verb, d, p)
	if cue == nil || cue.act == claim.ActState || cue.manner == claim.Believed || cue.manner == claim.Wanted && !c.acts.self.Has(d.Token(s).Lower) {
		return ""
	}
	return cue.act
}

// performs tells whether the predicate is an act of its subject s, the speaker: "we demand a guarantee"; or told of the speaker's side as
// done: "said that it had rejected the offer".
func (c *content) performs(s int) bool {
	d, p := c.d, c.predicate
	m := c.grammar.Mood(d, p)
	if m.Polarity == claim.Negative || m.Certainty != claim.Asserted {
		return false
	}
	switch d.Token(p).XPOS {
	case language.TagVBP:
		return c.acts.self.Has(d.Token(s).Lower) || c.isOwn(s)
	case language.TagVBD, language.TagVBZ, language.TagVBN:
		return c.isOwn(s) && !clause.IsPassive(d, p)
	case language.TagVBG: // "we are calling on both sides"
		x := d.Child(p, language.Aux)
		return x >= 0 && d.Token(x).XPOS == language.TagVBP && c.acts.self.Has(d.Token(s).Lower)
	}
	return false
}

// isDecision tells whether the predicate is a decision that who has power over it makes known. own: of the speaker's own side.
func (c *content) isDecision(own bool) bool {
	t := c.d.Token(c.predicate)
	e := c.acts.decision.Find(t.Lemma)
	return t.UPOS != language.ADJ && e != nil && (own || !e.Has("own"))
}

// blames tells whether another side is said to have done wrong: as the subject of
// a deed, or in the passive as its agent; who is killed is not blamed for it.
func (c *content) blames(subject int, polarity claim.Polarity) bool {
	d, p := c.d, c.predicate
	switch {
	case clause.IsVerb(d, p) && clause.IsPassive(d, p):
		for _, agent := range c.grammar.Roles(d, p).Agents {
			if c.isOther(agent) && (c.some(c.acts.wrong, false) || c.some(c.acts.bad, false)) { // "was shelled by", but not "was published by"
				return true
			}
		}
		return false
	case subject >= 0 && c.saysToo(polarity):
		return false
	case subject >= 0:
		if c.isThatWrong(subject, polarity) && c.namesDoer() {
			return true
		}
		if e := c.acts.wrong.Find(d.Token(p).Lemma); e != nil && !e.Has("other") && d.Child(p, language.Cop) >= 0 && polarity == claim.Positive { // "its actions are a violation of the accord"
			f := finding{stage: c.stage, d: d}
			if w := f.whose(subject); w >= 0 && c.isOther(w) {
				return true
			}
		}
		return c.isOther(subject) && (c.some(c.acts.wrong, true) || polarity == claim.Negative)
	}
	return c.firstOther() && c.some(c.acts.wrong, false)
}

// saysToo tells whether what is said is that another speaks for or against something: who condemns breaches commits none.
func (c *content) saysToo(polarity claim.Polarity) bool {
	p := c.predicate
	if polarity != claim.Positive || !clause.IsVerb(c.d, p) || c.acts.wrong.Has(c.d.Token(p).Lemma) {
		return false
	}
	cue, _ := c.cues.find(c.cues.verb, c.d, p)
	if cue == nil {
		return false
	}
	switch cue.act {
	case claim.ActCondemn, claim.ActPraise, claim.ActAppeal, claim.ActAgree, claim.ActPledge, claim.ActOffer, claim.ActDeny, claim.ActWarn:
		return true
	}
	return false
}

// isThatWrong tells whether it is said of what was told before that it is a wrong: "this is another violation committed by the army", "this action is a
// breach of the accord".
func (c *content) isThatWrong(subject int, polarity claim.Polarity) bool {
	d, p := c.d, c.predicate
	if polarity != claim.Positive || d.Token(p).UPOS != language.NOUN || d.Child(p, language.Cop) < 0 || c.grammar.Mood(d, p).Certainty != claim.Asserted {
		return false
	}
	if e := c.acts.wrong.Find(d.Token(p).Lemma); e == nil || e.Has("other") {
		return false
	}
	if k := d.Child(subject, language.Det); k >= 0 {
		subject = k
	}
	switch d.Token(subject).Lower {
	case "this", "that", "these", "those", "such":
		return true
	}
	return false
}

// namesDoer tells whether the wrong that the predicate names is said to be another's: "a violation by the army", "committed by".
func (c *content) namesDoer() bool {
	for _, r := range c.a.content {
		for i := r.First; i < r.End; i++ {
			if h := c.d.Head(i); clause.Case(c.d, i) == "by" && c.isOther(i) && h >= 0 && (h == c.predicate || c.d.Head(h) == c.predicate) {
				return true
			}
		}
	}
	return false
}

// isDirect tells whether what is said begins with a quotation mark.
func (c *content) isDirect() bool { return isMark(c.d, c.a.content[0].First) }

// holds tells whether some piece holds token i.
func holds(pieces []draft.Range, i int) bool {
	for _, r := range pieces {
		if r.Holds(i) {
			return true
		}
	}
	return false
}

// isOwn tells whether a nominal names the speaker or the speaker's side.
func (c *content) isOwn(i int) bool {
	if c.acts.self.Has(c.d.Token(i).Lower) {
		return true
	}
	ref, ok := c.d.Refs[i]
	if c.speaker == nil {
		return false
	}
	if !ok {
		return c.isAgain(i) || c.isOwnArm(i) || c.d.Token(i).Lower == "they" && len(c.speakers(c.d, c.a)) > 1
	}
	if who := c.d.Actor(c.speaker.Actor); who != nil && who.Sector == "JRN" {
		return ref.Actor == who.ID // a paper of a country tells what that does, and does it not itself
	}
	if c.d.SameSide(ref.Actor, c.speaker.Actor) {
		return true
	}
	return c.d.Token(i).UPOS == language.PRON && slices.ContainsFunc(c.speakers(c.d, c.a), func(r claim.Ref) bool { // "A and B said that they …"
		return c.d.SameSide(ref.Actor, r.Actor)
	})
}

// isAgain tells whether token i is a pronoun, or the noun behind one, that takes up the speaker, told before it, where no layer says who is meant: "they",
// "his country".
func (c *content) isAgain(i int) bool {
	if c.a.speaker < 0 || c.a.speaker > i {
		return false
	}
	switch c.d.Token(i).Lower {
	case "they", "he", "she":
		return !c.later && !c.isDirect() // nobody speaks so of himself
	}
	whose := c.d.Child(i, language.NmodPoss)
	return whose >= 0 && c.d.Token(whose).XPOS == language.TagPRPS && c.acts.own.Has(c.d.Token(i).Lemma)
}

// isOwnArm tells whether nominal i names, without saying whose they are, the forces or the authorities for which an official speaks: the minister who said
// that "troops will not attack", "the ministry will act".
func (c *content) isOwnArm(i int) bool {
	t := c.d.Token(i)
	if !c.acts.arms.Has(t.Lemma) || !c.isOfficial() {
		return false
	}
	for k := range c.d.Children(i) {
		switch c.d.Rel(k) {
		case language.NmodPoss, language.Nmod, language.Nummod, language.AclRelcl, language.Acl, language.Amod:
			return false
		case language.Compound, language.NmodDesc:
			if _, known := c.d.Refs[k]; known {
				return false
			}
		case language.Det:
			if c.d.Token(k).Lower != "the" && c.d.Token(k).Lower != "our" {
				return false
			}
		}
	}
	return true
}

// isOther tells whether a nominal names a participant of another side than the speaker's.
func (c *content) isOther(i int) bool {
	ref, ok := c.d.Refs[i]
	return ok && c.d.Side(ref.Actor) != "" && (c.speaker == nil || !c.d.SameSide(ref.Actor, c.speaker.Actor))
}

// firstOther tells whether the first participant that is spoken of is of another side.
func (c *content) firstOther() bool {
	for _, r := range c.a.content {
		for i := r.First; i < r.End; i++ {
			if _, ok := c.d.Refs[i]; ok {
				return c.isOther(i)
			}
		}
	}
	return false
}

// isOfficial tells whether the speaker has authority: a state, a body or one in office.
func (c *content) isOfficial() bool {
	if c.speaker == nil {
		return false
	}
	a := c.d.Actor(c.speaker.Actor)
	return a != nil && (a.Kind == claim.ActorState || a.Kind == claim.ActorGovernment || a.Sector == "GOV" || a.Sector == "MIL" || a.Sector == "COP")
}

// isReady tells whether the predicate says that one is ready or willing.
func (c *content) isReady() bool {
	return c.acts.ready.Has(c.d.Token(c.predicate).Lemma) && (!clause.IsVerb(c.d, c.predicate) || c.d.Child(c.predicate, language.Cop, language.AuxPass) >= 0)
}

// isDuty tells whether the predicate stands with "must", "should", "has to".
func (c *content) isDuty() bool {
	d, p := c.d, c.predicate
	for k := range d.Children(p) {
		if d.Rel(k) == language.Aux && d.Token(k).XPOS == language.TagMD && c.acts.must.Has(d.Token(k).Lemma) {
			return true
		}
	}
	if (c.later || c.isDirect()) && d.Token(p).XPOS == language.TagVBD {
		return false // “we had to leave”, but said that they had to leave
	}
	x := d.Child(p, language.Xcomp)
	return c.acts.duty.Has(d.Token(p).Lemma) && x >= 0 && d.Token(x).XPOS == language.TagVB && d.Child(p, language.Obj) < 0
}

// some tells whether a word of a section is among those said. other: entries
// that are a wrong only in another count too.
func (c *content) some(section lexicon.Section, other bool) bool {
	for _, r := range c.a.content {
		for i := r.First; i < r.End; i++ {
			t := c.d.Token(i)
			if e := section.Find(t.Lemma); e != nil && (other || !e.Has("other")) {
				return true
			}
			if t.UPOS == language.ADJ && section.Has(t.Lower) {
				return true
			}
		}
	}
	return false
}
