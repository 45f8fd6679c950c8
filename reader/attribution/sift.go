package attribution

import (
	"slices"
	"strings"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
)

// sift drops what only looks like an attribution: within what another says, a
// wish or a thought is part of what that one says; an infinitive of purpose or a
// mere possibility attributes nothing.
func (f *finding) sift() {
	parents := nest(f.d, f.out)
	cues := f.cueTokens()
	keep := make([]bool, len(f.out))
	for i := range f.out {
		a := &f.out[i]
		keep[i] = f.stands(a, parents[i]) && !(isOf(a, "noun") && cues[a.head] != a.head)
	}
	i := -1
	f.out = slices.DeleteFunc(f.out, func(attribution) bool {
		i++
		return !keep[i]
	})
}

// cueTokens maps the tokens of the verbs' cues to the heads of those cues, all
// others to themselves: a noun of speech in "repeated its demand that" is no cue of its own.
func (f *finding) cueTokens() map[int]int {
	cues := map[int]int{}
	for i := range f.out {
		a := &f.out[i]
		for t := a.cueAt[0].First; t < a.cueAt[0].End; t++ {
			if _, ok := cues[t]; !ok || !isOf(a, "noun") {
				cues[t] = a.head
			}
		}
	}
	return cues
}

func (f *finding) stands(a *attribution, parent int) bool {
	if f.saysNothing(a) {
		return false
	}
	if !isOf(a, "verb", "adjective", "noun", "passive", "raised", "adverb") {
		return true
	}
	if parent >= 0 && !(a.retold && f.participant(a.speaker) && isOf(a, "verb.clause", "verb.object")) {
		return f.reported(a, &f.out[parent])
	}
	if isOf(a, "verb.object", "verb.phrase", "verb.to") && (f.isPurpose(a) || f.isPossible(a)) {
		return false
	}
	return true
}

// isOf tells whether an attribution was found by one of the rules or a kind of them.
func isOf(a *attribution, rules ...string) bool {
	return slices.ContainsFunc(rules, func(r string) bool { return a.rule == r || strings.HasPrefix(a.rule, r+".") })
}

// binds tells whether one tells of another party's demand: "said the Front still demands an end to the siege".
func (f *finding) binds(a, outer *attribution) bool {
	if a.cue.act != claim.ActDemand || !isOf(a, "verb.object", "verb.clause") || outer.speaker < 0 || !f.participant(a.speaker) || f.isPurpose(a) || f.isPossible(a) {
		return false
	}
	return f.d.Refs[a.speaker].Actor != f.d.Refs[outer.speaker].Actor
}

// agreed tells whether one tells in what words others came to terms: "Karsenia and Ruvania have agreed to “respect the truce”, Solmark said".
func (f *finding) agreed(a, outer *attribution) bool {
	return a.cue.act == claim.ActAgree && isOf(a, "verb.to") && outer.speaker >= 0 && f.participant(a.speaker) && !f.isPurpose(a) && !f.isPossible(a) &&
		f.d.Refs[a.speaker].Actor != f.d.Refs[outer.speaker].Actor && f.some(a.content, func(i int) bool { return isMark(f.d, i) })
}

// charged tells whether one answers or speaks of another party's charge: "rejected Karsenia's accusations that it armed rebels", "addressed the allegations".
func (f *finding) charged(a, outer *attribution) bool {
	answers := outer.cue.act == claim.ActReject || outer.cue.act == claim.ActDeny || outer.cue.act == claim.ActState && holds(outer.content, a.head) && f.d.Rel(a.head) == language.Obj && f.d.Head(a.head) == outer.head
	return a.cue.act == claim.ActAccuse && isOf(a, "noun", "learned.noun") && answers && outer.speaker >= 0 && f.participant(a.speaker) && f.hasClause(a.content) &&
		f.d.Refs[a.speaker].Actor != f.d.Refs[outer.speaker].Actor
}

// reported tells whether an attribution within the content of another is a link of its
// own in the chain: somebody else's saying, told by the first.
func (f *finding) reported(a, outer *attribution) bool {
	if f.binds(a, outer) || f.charged(a, outer) || f.agreed(a, outer) || f.isDenied(a) && f.isCharged(a) {
		return true
	}
	if a.speaker < 0 || a.cue.manner == claim.Believed || a.cue.manner == claim.Wanted || f.isPurpose(a) || f.isPossible(a) {
		return false
	}
	if a.cue.frame&(quote|that) == 0 || !isOf(a, "verb.clause", "verb.parenthesis") {
		return false
	}
	ref, ok := f.d.Refs[a.speaker]
	if !ok || outer.speaker < 0 {
		return clause.IsNominal(f.d, a.speaker) && f.d.Token(a.speaker).UPOS != language.PRON
	}
	return ref.Actor != f.d.Refs[outer.speaker].Actor
}

// isPurpose tells whether the cue is an infinitive of its own: "flew in to discuss".
func (f *finding) isPurpose(a *attribution) bool {
	return f.d.Token(a.cueAt[0].First).XPOS == language.TagTO || f.d.Token(a.cueAt[0].First).Lower == "not" && f.d.Token(a.head).XPOS == language.TagVB
}

// isPossible tells whether the cue stands under "would", "could", "will": nobody has said it yet.
func (f *finding) isPossible(a *attribution) bool {
	for i := a.cueAt[0].First; i < a.cueAt[0].End; i++ {
		if f.d.Token(i).XPOS == language.TagMD {
			return true
		}
	}
	return false
}

// saysNothing tells whether an attribution is of what nobody said, or that a reporter was not answered.
func (f *finding) saysNothing(a *attribution) bool {
	if a.cue.act == claim.ActAppeal && f.isIdle(a) {
		return true
	}
	if a.cue.act == claim.ActThreaten && f.isMute(a.speaker) {
		return true // "the violence threatens the accord"
	}
	if f.isQuestioned(a) || f.isAccused(a) || f.isLoss(a) || f.isOfMatter(a) || a.speaker < 0 && f.isNone(a) {
		return true
	}
	rule := strings.TrimPrefix(a.rule, "learned.")
	return f.isNobody(a.speaker) && (strings.HasPrefix(rule, "verb.object") || strings.HasPrefix(rule, "verb.phrase") || rule == "learned")
}

// isQuestioned tells whether a cue only says what somebody was asked who answers: "Asked whether talks would go on, he said".
func (f *finding) isQuestioned(a *attribution) bool {
	d := f.d
	switch d.Token(a.head).Lemma {
	case "ask", "question", "press", "quiz":
	default:
		return false
	}
	return a.speaker < 0 && d.Rel(a.head) == language.Advcl && a.head < d.Head(a.head) && (d.Token(a.head).XPOS == language.TagVBN || d.Token(a.head).XPOS == language.TagVBD)
}

// isAccused tells whether whoever was taken for the speaker is the one accused: "forces accused of abuses". Who accuses is not said.
func (f *finding) isAccused(a *attribution) bool {
	return a.cue.act == claim.ActAccuse && a.speaker >= 0 && f.d.Rel(a.head) == language.Acl && f.d.Token(a.head).XPOS == language.TagVBN &&
		f.d.Head(a.head) == a.speaker && f.d.Child(a.head, language.Obj) < 0
}

// isTerm tells whether what somebody speaks "on condition of" was taken for what they say: "speaking on condition of anonymity".
func (f *finding) isTerm(a *attribution) bool {
	if len(a.content) == 0 || f.hasClause(a.content) {
		return false
	}
	first := f.d.Token(a.content[0].First)
	return first.UPOS == language.NOUN && f.cues.anonymity.Has(first.Lemma)
}

// isHelp tells whether a cue of support is in the progressive, of what is being done: "troops are supporting the police".
func (f *finding) isHelp(a *attribution) bool {
	if a.cue.act != claim.ActPraise || a.cue.manner != claim.Believed || f.d.Token(a.head).XPOS != language.TagVBG {
		return false
	}
	aux := f.d.Child(a.head, language.Aux)
	return aux >= 0 && f.d.Token(aux).Lemma == "be"
}

// isLoss tells whether what is claimed are lives: "the blast claimed the lives of ten".
func (f *finding) isLoss(a *attribution) bool {
	o := f.d.Child(a.head, language.Obj)
	return o >= 0 && f.cues.loss.Has(f.d.Token(o).Lemma) && clause.IsVerb(f.d, a.head)
}

// isNone tells whether a passive cue says of a thing without a clause that there was none: "no injuries were reported".
func (f *finding) isNone(a *attribution) bool {
	return clause.IsPassive(f.d, a.head) && !f.hasClause(a.content) && f.grammar.IsNegated(f.d, f.topOf(a.content))
}

// isIdle tells whether what is said is only that a reporter was not answered.
func (f *finding) isIdle(a *attribution) bool {
	for i := a.content[0].First; i < a.content[0].End; i++ {
		switch t := f.d.Token(i); t.UPOS {
		case language.NOUN, language.VERB:
			return f.cues.idle.Has(t.Lemma)
		}
	}
	return false
}

// isNobody tells whether a source is "no one": what nobody has claimed is nobody's claim.
func (f *finding) isNobody(i int) bool {
	return i >= 0 && f.d.Token(i).UPOS == language.PRON && f.grammar.IsNegated(f.d, i)
}
