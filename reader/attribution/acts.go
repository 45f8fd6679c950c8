package attribution

import (
	"cmp"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
	"github.com/parley-desk/parley/reader/draft"
	"github.com/parley-desk/parley/reader/lexicon"
)

// lexiconOfActs holds the words by which acts are read from what is said.
type lexiconOfActs struct {
	wrong, bad, danger, harm, ready, must, duty, self, decision, blamed, receiving, own, arms, bind, glad, sorry, wish, untrue, holding, guilt, occasion, ceasing, bound, meaning lexicon.Section
}

func loadActs(lex *lexicon.Set) (*lexiconOfActs, error) {
	t, err := lex.Table("acts", lexicon.Schema{
		Sections: []string{"wrong", "bad", "danger", "harm", "ready", "must", "duty", "self", "decision", "blamed", "receiving", "own", "arms", "bind", "glad", "sorry", "wish", "untrue", "holding", "guilt", "occasion", "ceasing", "bound", "meaning"}, Flags: []string{"other", "own"},
	})
	if err != nil {
		return nil, err
	}
	return &lexiconOfActs{
		wrong: t.Section("wrong"), bad: t.Section("bad"), danger: t.Section("danger"), harm: t.Section("harm"), ready: t.Section("ready"),
		must: t.Section("must"), duty: t.Section("duty"), self: t.Section("self"), decision: t.Section("decision"), blamed: t.Section("blamed"), receiving: t.Section("receiving"),
		own: t.Section("own"), arms: t.Section("arms"), bind: t.Section("bind"), glad: t.Section("glad"), sorry: t.Section("sorry"), wish: t.Section("wish"), untrue: t.Section("untrue"), holding: t.Section("holding"), guilt: t.Section("guilt"), occasion: t.Section("occasion"), ceasing: t.Section("ceasing"), bound: t.Section("bound"), meaning: t.Section("meaning"),
	}, nil
}

// act is what the speaker does by saying it: what the cue says where it says
// more than that something is said; else what the words themselves do.
func (s *stage) act(d *draft.Draft, a *attribution, speaker *claim.Ref) claim.Act {
	if a.cue.has(stated) && s.isIndicative(d, a) {
		return cmp.Or(s.actOfWords(d, a, speaker), claim.ActState)
	}
	if a.cue.act == claim.ActReject && a.cue.has(object) && s.isUntrue(d, a, speaker) {
		return claim.ActDeny // "rejected the accusations as baseless"
	}
	if x, o := d.Child(a.head, language.Xcomp), d.Child(a.head, language.Obj); a.cue.act == claim.ActReject && o > a.head && x > o && d.Token(x).XPOS == language.TagVB && isToInfinitive(d, x) {
		return claim.ActDemand // "challenged Ruvania to show its evidence"
	}
	if a.cue.act != claim.ActState || a.cue.manner != claim.Said && a.cue.manner != claim.Written {
		return a.cue.act
	}
	return cmp.Or(s.actOfWords(d, a, speaker), a.cue.act)
}

// isUntrue tells whether it is a charge that is rejected, as untrue.
func (s *stage) isUntrue(d *draft.Draft, a *attribution, speaker *claim.Ref) bool {
	c := content{stage: s, d: d, a: a, speaker: speaker, predicate: s.predicate(d, a)}
	return c.predicate >= 0 && c.gainsays()
}

// isPaper tells whether the speaker is a medium, which tells of charges and demands and makes none.
func isPaper(d *draft.Draft, speaker *claim.Ref) bool {
	if speaker == nil {
		return false
	}
	who := d.Actor(speaker.Actor)
	return who != nil && who.Sector == "JRN" && who.Kind == claim.ActorOrganization
}

// actOfWords is what the words themselves do, empty where they only say something.
func (s *stage) actOfWords(d *draft.Draft, a *attribution, speaker *claim.Ref) claim.Act {
	p := s.predicate(d, a)
	if p < 0 || isPaper(d, speaker) {
		return ""
	}
	c := content{stage: s, d: d, a: a, speaker: speaker, predicate: p}
	if a.cue.frame&(as|naming) != 0 && s.callsBreach(d, a) {
		return claim.ActCondemn
	}
	if c.gainsays() {
		return claim.ActDeny
	}
	if !clause.IsVerb(d, p) && d.Child(p, language.Cop) < 0 && !c.isDirect() {
		if act := c.named(); act != "" && a.cue.frame&(as|naming) == 0 {
			return act
		}
		if c.some(c.acts.bad, false) {
			return claim.ActCondemn
		}
		return ""
	}
	return cmp.Or(c.act(), s.actOfRest(d, a, speaker))
}

// actOfRest is what the later sentences of a speech do, where the first only says something: the first of them that blames, asks, binds or refuses.
func (s *stage) actOfRest(d *draft.Draft, a *attribution, speaker *claim.Ref) claim.Act {
	if len(a.content) == 0 || !isMark(d, a.content[0].First) {
		return ""
	}
	first := d.Doc.SentenceOf(a.content[0].First)
	for _, r := range a.content {
		for n := max(first+1, d.Doc.SentenceOf(r.First)); n <= d.Doc.SentenceOf(r.End-1); n++ {
			at := d.Doc.Sentences[n]
			rest := *a
			rest.content = []draft.Range{{First: max(r.First, int(at.First)), End: min(r.End, int(at.End))}}
			c := content{stage: s, d: d, a: &rest, speaker: speaker, predicate: s.predicate(d, &rest), later: true}
			if c.predicate < 0 || !clause.IsVerb(d, c.predicate) && d.Child(c.predicate, language.Cop) < 0 {
				continue
			}
			switch act := c.act(); act {
			case claim.ActAccuse, claim.ActCondemn, claim.ActDemand, claim.ActAppeal, claim.ActThreaten, claim.ActPledge, claim.ActReject, claim.ActDeny:
				a.acting = rest.content[0]
				return act
			}
		}
	}
	return ""
}

// gainsays tells whether a charge is said to be untrue: "called the accusations baseless", "said the claims were false".
func (c *content) gainsays() bool {
	charge := c.calledAs()
	for _, r := range c.a.content {
		for i := r.First; i < r.End; i++ {
			if cue, _ := c.cues.find(c.cues.noun, c.d, i); cue != nil && cue.has(alleged) && c.d.Token(i).UPOS == language.NOUN && !c.isOwnNoun(i) {
				charge = true
			}
			if charge && c.acts.untrue.Has(c.d.Token(i).Lower) && !c.grammar.IsNegated(c.d, i) && c.hasGainsaying(i) {
				return true
			}
		}
	}
	return false
}

// calledAs tells whether a charge is named behind what it is dismissed as: "dismissed as “baseless” Karsenia's accusations".
func (c *content) calledAs() bool {
	first := c.a.content[0].First
	if c.d.Token(first).Lower != "as" || !c.a.cue.has(as) {
		return false
	}
	for i := first; i < c.a.content[0].End; i++ {
		if cue, _ := c.cues.find(c.cues.noun, c.d, i); cue != nil && cue.has(alleged) && c.d.Token(i).UPOS == language.NOUN && !c.isOwnNoun(i) {
			return true
		}
	}
	return false
}

// isOwnNoun tells whether what a noun names is the speaker's own: "its claims".
func (c *content) isOwnNoun(i int) bool {
	whose := c.d.Child(i, language.NmodPoss)
	return whose >= 0 && !c.isOther(whose) && c.d.Token(whose).UPOS == language.PRON
}

// hasGainsaying tells whether the word at token i is what the charge is said to be: behind "as" or "is", or right behind what it is of.
func (c *content) hasGainsaying(i int) bool {
	d := c.d
	if h := d.Head(i); d.Rel(i) == language.Amod && h > i && c.hasGainsaying(h) { // "as a false charade"
		return true
	}
	return d.Child(i, language.Cop) >= 0 || clause.Case(d, i) == "as" || d.Rel(i) == language.Xcomp || d.Rel(i) == language.Amod && d.Head(i) >= 0 && d.Head(i) < i || d.Rel(i) == language.Advcl || d.Rel(i) == language.Obl
}

// named is the act that the noun names which a verb lends its subject: "reiterated its support for", "expressed condemnation of". Empty
// where it names none, or another's.
func (c *content) named() claim.Act {
	d, p := c.d, c.predicate
	if d.Token(p).UPOS != language.NOUN || d.Rel(p) != language.Obj || d.Head(p) != c.a.head {
		return ""
	}
	for k := range d.Children(p) {
		if rel := d.Rel(k); (rel == language.NmodPoss || rel == language.Amod || rel == language.Compound) && c.isOther(k) {
			return "" // "addressed Karsenian accusations"
		}
	}
	cue, _ := c.cues.find(c.cues.noun, d, p)
	if cue == nil || cue.act == claim.ActState {
		return ""
	}
	return cue.act
}

// callsBreach tells whether something is called a wrong by what is said: "called the raid a violation of the truce", "described it as
// an aggression".
func (s *stage) callsBreach(d *draft.Draft, a *attribution) bool {
	for _, r := range a.content {
		for i := r.First; i < r.End; i++ {
			if t := d.Token(i); t.UPOS == language.NOUN && s.acts.wrong.Has(t.Lemma) {
				if k := d.Child(i, language.Det); k >= 0 && (d.Token(k).Lower == "a" || d.Token(k).Lower == "an") {
					return true
				}
			}
		}
	}
	return false
}

// isIndicative tells whether what is said is a clause of what is so, not of what is to be: "that nobody had been
// killed", not "that they leave", "that the men be freed".
func (s *stage) isIndicative(d *draft.Draft, a *attribution) bool {
	p := s.predicate(d, a)
	if p < 0 {
		return false
	}
	subject := s.grammar.Subject(d, p) >= 0
	if x := d.Token(p).XPOS; subject && (x == language.TagVBZ || x == language.TagVBD) {
		return true
	}
	for k := range d.Children(p) {
		switch d.Rel(k) {
		case language.Aux, language.AuxPass, language.Cop:
			switch t := d.Token(k); t.XPOS {
			case language.TagVBZ, language.TagVBD, language.TagVBP:
				return true
			case language.TagMD:
				return subject && !s.acts.must.Has(t.Lower)
			}
		}
	}
	return false
}

// predicate is the token that hangs highest in what is said.
func (s *stage) predicate(d *draft.Draft, a *attribution) int {
	best := -1
	for _, r := range a.content {
		for i := r.First; i < r.End; i++ {
			switch d.Token(i).UPOS {
			case language.PUNCT, language.SCONJ, language.CCONJ, language.ADP:
				continue
			}
			if best < 0 || d.Doc.SentenceOf(i) == d.Doc.SentenceOf(best) && (d.Depth(i) < d.Depth(best) ||
				d.Depth(i) == d.Depth(best) && predicates(d, i) && !predicates(d, best)) {
				best = i
			}
		}
	}
	return best
}

// predicates tells whether token i is a verb, or what somebody is said to be: "is no longer willing".
func predicates(d *draft.Draft, i int) bool {
	return clause.IsVerb(d, i) || d.Child(i, language.Cop) >= 0
}

// isToInfinitive tells whether verb x is an infinitive with its "to".
func isToInfinitive(d *draft.Draft, x int) bool {
	m := d.Child(x, language.Mark)
	return m >= 0 && d.Token(m).XPOS == language.TagTO
}
