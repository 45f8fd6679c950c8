package attribution

import (
	"embed"
	"errors"
	"io/fs"
	"slices"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/attribution/learned"
	"github.com/parley-desk/parley/reader/clause"
	"github.com/parley-desk/parley/reader/draft"
)

// The folder of the weights, which stand in a file of their own: taken out of it, the rules find alone.
//
//go:embed model
var weights embed.FS

// openModel opens the trained model, nil where its file was taken out.
func openModel() (*learned.Model, error) {
	data, err := weights.ReadFile("model/attributions.bin")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return learned.Open(data)
}

// learnt gives the attributions that the model finds, with what the rules know of
// them, and those of the rules on which the model has no say.
func (s *stage) learnt(d *draft.Draft, ruled []attribution) []attribution {
	f := &finding{stage: s, d: d, quoteAt: quotesAt(d)}
	var out []attribution
	had := make([]bool, len(ruled))
	scene := s.scene(d, ruled)
	for _, m := range s.model.Find(scene) {
		if m.RuledAt >= 0 {
			had[m.RuledAt] = true
			if a := f.joined(&m, &ruled[m.RuledAt]); !f.saysNothing(&a) && !(isOf(&ruled[m.RuledAt], "order") && f.isDeed(&a)) {
				out = append(out, a)
			}
		} else if a := f.alone(&m); m.Right >= vague && f.says(&a) {
			out = append(out, a)
		}
	}
	for i := range ruled {
		if !had[i] && f.keeps(&ruled[i], scene.Shares[i]) {
			out = append(out, ruled[i])
		}
	}
	f.out = out
	f.goesOn() // the model sees a paragraph at a time
	return f.out
}

// keeps tells whether an attribution stands on its rule alone although the model
// did not find it. In reports like those of training one in twenty is such; in
// those of wars the model lacks the words more often than the rules do. So it has
// its way only where training had the cue's word often enough, and then only
// against nouns, adjectives, impersonal passives, objects of nobody's, and what else
// has a cue that it holds for none. share is how likely it is one to the model.
func (f *finding) keeps(a *attribution, share float64) bool {
	head := f.d.Token(a.head)
	switch {
	case !f.model.Knows(head.Lemma, head.UPOS):
		return true
	case isOf(a, "noun") && a.cue.act == claim.ActAccuse && f.participant(a.speaker) && f.hasClause(a.content):
		return true // "Karsenia's accusations that Ruvania arms rebels": a charge is news, whoever answers it
	case f.isDenied(a) && f.isCharged(a):
		return true // "an assertion later denied by the army"
	case isOf(a, "order.noun", "order.retort"):
		return true // taken for a noun, or of a charge: no wonder that the model saw no cue
	case isOf(a, "noun", "adjective", "raised"):
		return false
	case isOf(a, "verb.object") && a.cue.act == claim.ActDemand && clause.IsVerb(f.d, a.head) && f.participant(a.speaker):
		return true // "Hamas still demands an end to the war": seldom in training, never else in news of talks
	case isOf(a, "verb.to", "verb.object", "verb.phrase") && isBinding(a.cue.act) && a.cue.manner == claim.Said && clause.IsVerb(f.d, a.head) && f.isParty(a.speaker) && f.some(a.content, f.isVerbAt):
		return true // "ruled out ceding land", "committed to withdrawing"
	case isOf(a, "verb.to") && a.cue.act == claim.ActDemand && clause.IsVerb(f.d, a.head) && f.participant(a.speaker):
		return true // "demanded the army pull back": the same, of what another shall do
	case isOf(a, "verb.object"):
		return share >= doubtedObject && f.participant(a.speaker)
	case isOf(a, "verb.to") && a.cue.act == claim.ActAgree && a.cue.manner == claim.Said && clause.IsVerb(f.d, a.head) && f.isParty(a.speaker):
		return true // "agreed to exchange prisoners"
	case isOf(a, "verb.to") && a.cue.act == claim.ActAgree && f.participant(a.speaker) && f.some(a.content, func(i int) bool { return isMark(f.d, i) }):
		return true // "agreed to “respect the truce”": words to which both can be held
	case isOf(a, "verb.to", "verb.phrase"):
		return share >= doubtedObject
	case isOf(a, "verb.clause"):
		return share >= doubtedClause || f.isTelling(a)
	case isOf(a, "verb", "quotation", "order", "passive"):
		return share >= doubted
	}
	return true
}

// isDenied tells whether a passive cue tells that something is untrue or refused.
func (f *finding) isDenied(a *attribution) bool {
	return isOf(a, "passive") && (a.cue.act == claim.ActDeny || a.cue.act == claim.ActReject)
}

// isCharged tells whether what is denied by somebody the report knows is a claim or a charge that a noun names, told before it.
func (f *finding) isCharged(a *attribution) bool {
	if !f.participant(a.speaker) || len(a.content) != 1 {
		return false
	}
	c, _ := f.cues.find(f.cues.noun, f.d, f.topOf(a.content))
	return c != nil && (c.has(alleged) || c.act == claim.ActState)
}

// isBinding tells the acts by which a side binds itself or will not, or clears itself.
func isBinding(act claim.Act) bool {
	return act == claim.ActReject || act == claim.ActPledge || act == claim.ActThreaten || act == claim.ActDeny
}

// isParty tells whether nominal i names a state, a government, an armed group, or who acts for one.
func (f *finding) isParty(i int) bool {
	if len(f.d.Several[i]) > 0 {
		return true
	}
	who := f.d.Actor(f.d.Refs[i].Actor)
	if who == nil {
		return false
	}
	switch who.Kind {
	case claim.ActorState, claim.ActorGovernment, claim.ActorArmedGroup:
		return true
	}
	return who.SideOf != "" && (who.Sector == "GOV" || who.Sector == "MIL" || who.Sector == "REB" || who.Sector == "")
}

// isVerbAt tells whether token i is a verb.
func (f *finding) isVerbAt(i int) bool { return clause.IsVerb(f.d, i) }

// isTelling tells whether somebody who is named, not by a pronoun, says something by a verb of speech: a link of a chain,
// which training seldom marks, or the cue of a headline.
func (f *finding) isTelling(a *attribution) bool {
	return a.speaker >= 0 && a.cue.has(quote) && a.cue.manner == claim.Said && clause.IsNominal(f.d, a.speaker) && f.d.Token(a.speaker).UPOS != language.PRON
}

// The least shares with which a rule's attribution stands alone although training had its cue's word often enough: an
// object or infinitive, a clause, what else a verb or a quotation makes. Of those below them in the reports kept aside
// one in four was right; of colons, which have none, all.
const (
	doubtedObject = 0.3
	doubtedClause = 0.25
	doubted       = 0.15
)

// Where the model is less sure than unsure that an attribution is right, the
// rules' spans for the same cue are right more often than its own (of such in the
// reports kept aside from training .36 against .26), and without any it says too
// little; one without words must be likelier right than not.
const (
	unsure = 0.3
	vague  = 0.2
	half   = 0.5
)

// alone makes an attribution of what only the model found.
func (f *finding) alone(m *learned.Attribution) attribution {
	a := attribution{head: m.Head, outer: -1, speaker: -1, cue: f.cueAt(m.Head), rule: "learned"}
	f.told(&a, m)
	f.weigh(&a)
	a.content = f.clean(a.content)
	f.undated(&a)
	f.aside(&a)
	return a
}

// aimsThing tells whether what is aimed at something is a thing that was done or made: "signed a truce aimed at ending the war" has
// nobody say anything.
func (f *finding) aimsThing(a *attribution) bool {
	for i := a.cueAt[0].First; i+1 < a.cueAt[0].End; i++ {
		if f.d.Token(i+1).XPOS == language.TagVBN && f.d.Token(i+1).Lemma == "aim" && f.d.Token(i).UPOS == language.NOUN {
			return true
		}
	}
	return false
}

// undated leaves a day at the end of the content to the sentence, where the cue is a participle that only says which
// thing is meant: "men were held in raids aimed at a bomb maker on Friday".
func (f *finding) undated(a *attribution) {
	n := len(a.content) - 1
	if n < 0 || f.d.Rel(a.head) != language.Acl || f.d.Token(a.head).XPOS != language.TagVBN {
		return
	}
	if last := &a.content[n]; last.End == int(f.d.Doc.Sentences[f.d.Doc.SentenceOf(a.head)].End)-1 {
		*last = clause.Timeless(f.d, *last)
	}
}

// weigh gives an attribution the word of its cue that says what is done by it: the verb that stands highest and that
// a list has ("continues to insist on commitments" is no commitment), else, for a verb of no list, a noun ("laid the blame for").
func (f *finding) weigh(a *attribution) {
	best, noun := -1, -1
	for i := a.cueAt[0].First; i < a.cueAt[0].End; i++ {
		section, number := f.cues.sectionOf(f.d.Token(i).UPOS)
		if number == 0 {
			continue
		}
		if c, _ := f.cues.find(section, f.d, i); c == nil || f.cues.aspect.Has(f.d.Token(i).Lemma) {
			continue
		}
		switch {
		case !clause.IsVerb(f.d, i):
			noun = i
		case best < 0 || f.d.Depth(i) < f.d.Depth(best):
			best = i
		}
	}
	switch {
	case best >= 0 && noun > best && f.isLightAlone(best): // "expressed hope that", but "rejected claims that" rejects
		a.head, a.cue = best, f.cueAt(noun)
	case best >= 0 && best != a.head:
		a.head, a.cue = best, f.cueAt(best)
	case best < 0 && noun >= 0 && a.cue == unlisted:
		a.cue = f.cueAt(noun)
	}
}

// isLightAlone tells whether verb i only lends a noun of speech its subject, and does nothing of its own by it.
func (f *finding) isLightAlone(i int) bool {
	e := f.cues.light.Find(f.d.Token(i).Lemma)
	return e != nil && e.Get("act") == ""
}

// says tells whether what only the model found says something: not that nobody
// spoke or that reporters were not answered, and where the cue is one of words
// ("said"), words: a clause or a quotation.
func (f *finding) says(a *attribution) bool {
	if len(a.content) == 0 || f.isQuestioned(a) || f.aimsThing(a) || f.isNobody(a.speaker) || f.isIdle(a) || f.isDeed(a) {
		return false
	}
	if a.cue.act == claim.ActState && a.cue.manner == claim.Said && f.isPurpose(a) && !f.hasClause(a.content) {
		return false // "met to discuss the truce"
	}
	if a.cue.has(weak) && a.speaker >= 0 && f.isThing(a.speaker) {
		return false // "clashes which saw the exchange of fire"
	}
	if f.isMute(a.speaker) && (!a.cue.has(quote) || a.cue.act == claim.ActThreaten || a.sure < half || !f.hasClause(a.content)) || f.isMute(a.head) && a.sure < half {
		return false // "the negotiations underscore his frustration": but not "the talks showed that …"
	}
	if f.d.DatelineAt.Holds(a.head) || f.d.Token(a.head).Form == ":" && f.labels(a.head) {
		return false
	}
	for i := a.cueAt[0].First; i < a.cueAt[0].End; i++ {
		if f.cues.idle.Has(f.d.Token(i).Lemma) {
			return false
		}
	}
	return a.sure >= half || !a.cue.has(quote) || a.cue.frame&(object|told) != 0 || f.hasWords(a.content)
}

// isThing tells whether a source is "which" or "that" and stands for no participant the report knows.
func (f *finding) isThing(i int) bool {
	return isWho(f.d, i) && f.d.Token(i).Lower != "who" && !f.participant(f.grammar.Antecedent(f.d, i))
}

// isDeed tells whether the cue is a verb of deeds that here is of no words ("signed an
// accord"), or with its particle a deed always: "called off the talks".
func (f *finding) isDeed(a *attribution) bool {
	switch f.cues.deedAt(f.d, a.head) {
	case 0:
		return false
	case 1:
	default:
		return true
	}
	o := f.d.Child(a.head, language.Obj)
	return !f.hasClause(a.content) || !f.isSaid(a) || o >= 0 && holds(a.content, o) && f.d.Token(o).UPOS == language.NOUN && !f.some(a.content, func(i int) bool { return isMark(f.d, i) })
}

// isSaid tells whether a content is what a verb of words may govern, a clause or a quotation: in "fired on men who
// blocked roads" it is people.
func (f *finding) isSaid(a *attribution) bool {
	return f.some(a.content, func(i int) bool {
		return isMark(f.d, i) || f.d.Rel(i) == language.Ccomp || f.d.Rel(i) == language.Xcomp || f.d.Rel(i) == language.Parataxis || f.d.Rel(i) == language.RootRel
	})
}

// isMute tells whether a speaker, or what was taken for a cue, is no body but what goes on between bodies: "relations", "the talks".
func (f *finding) isMute(speaker int) bool {
	return speaker >= 0 && f.cues.mute.Has(f.d.Token(speaker).Lemma)
}

// hasWords tells whether some piece has a verb or a quotation mark.
func (f *finding) hasWords(pieces []draft.Range) bool {
	return f.some(pieces, func(i int) bool { return clause.IsVerb(f.d, i) || isMark(f.d, i) })
}

// hasClause tells whether some piece has a finite verb or a quotation mark.
func (f *finding) hasClause(pieces []draft.Range) bool {
	return f.some(pieces, func(i int) bool { return isMark(f.d, i) || f.hasFinite(draft.Range{First: i, End: i + 1}) })
}

// some tells whether a token of some pieces fits.
func (f *finding) some(pieces []draft.Range, fits func(i int) bool) bool {
	for _, r := range pieces {
		for i := r.First; i < r.End; i++ {
			if fits(i) {
				return true
			}
		}
	}
	return false
}

// told takes the spans over from the model; of a source in two pieces, which
// hardly ever is one, the piece in which the rules' speaker stands, else the first.
func (f *finding) told(a *attribution, m *learned.Attribution) {
	a.source, a.cueAt, a.content, a.sure, a.why = m.Source, []draft.Range{m.Cue}, m.Content, m.Right, m.Why
	if at := slices.IndexFunc(m.Source, func(r draft.Range) bool { return r.Holds(a.speaker) }); at >= 0 {
		a.source = m.Source[at : at+1]
	} else if len(m.Source) > 1 {
		a.source = m.Source[:1]
	}
	if !holds(a.cueAt, a.head) {
		a.head = m.Head
	}
	if !holds(a.source, a.speaker) {
		a.speaker = f.topOf(a.source)
	}
}

// topOf is the nominal that stands highest in the first of some pieces, -1 where there is none.
func (f *finding) topOf(pieces []draft.Range) int {
	if len(pieces) == 0 {
		return -1
	}
	best := -1
	for i := pieces[0].First; i < pieces[0].End; i++ {
		if clause.IsNominal(f.d, i) && (best < 0 || f.d.Depth(i) < f.d.Depth(best)) {
			best = i
		}
	}
	if best < 0 {
		best = pieces[0].End - 1
	}
	return best
}

// cueAt is what the lexicon says of the cue headed by token i, else that something is said or thought there.
func (f *finding) cueAt(i int) *cue {
	if section, number := f.cues.sectionOf(f.d.Token(i).UPOS); number > 0 {
		if c, _ := f.cues.find(section, f.d, i); c != nil {
			return c
		}
	}
	if e := f.cues.thought.Find(f.d.Token(i).Lemma); e != nil {
		return f.cues.of[e]
	}
	return unlisted
}

// unlisted is a cue that the lexicon does not have.
var unlisted = &cue{act: claim.ActState, manner: claim.Said}

// aside notes whom a cue that only the model found is said to or aimed at.
func (f *finding) aside(a *attribution) {
	o := f.d.Child(a.head, language.Obj, language.Iobj)
	switch {
	case o < 0 || o == a.speaker:
	case a.cue.has(told) && !holds(a.content, o):
		a.addressee = clause.Conjuncts(f.d, o)
	case holds(a.content, o):
		f.aim(a, o)
	}
}
