package attribution

import (
	"slices"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/reader/draft"
	"github.com/parley-desk/parley/reader/lexicon"
)

// frame is a set of the ways in which what is said stands beside its cue.
type frame uint16

const (
	that   frame = 1 << iota // a clause
	quote                    // a quotation
	to                       // an infinitive
	object                   // the object
	ing                      // a participle
	as                       // object and "as"
	told                     // the object is the addressee
	target                   // the object is whom the act is aimed at
	alleged
	raised
	passive
	weak
	thing
	progressive
	naming // the object only with what it is called
	stated // with a clause in the indicative no more than stated
)

var frames = map[string]frame{
	"that": that, "quote": quote, "to": to, "obj": object, "ing": ing, "as": as, "told": told, "target": target,
	"alleged": alleged, "raised": raised, "passive": passive, "weak": weak, "thing": thing, "progressive": progressive,
	"naming": naming, "stated": stated,
}

// cue is an entry of the lexicon "cues", ready for use.
type cue struct {
	term   string
	frame  frame
	act    claim.Act
	manner claim.Manner
	with   []string // prepositions whose noun is said too
	at     []string // prepositions whose noun the act is aimed at
}

func (c *cue) has(f frame) bool { return c.frame&f != 0 }

// lexiconOfCues holds the cues by their part of speech.
type lexiconOfCues struct {
	verb, noun, adjective, preposition, adverb, aspect, addition, light, tail, interview, utterance, outlet, platform, citing, anonymity, adversative, idle, deed, lapse, loss, mute, thought, relation, toward, apart, journey, trading, asked, vehicle lexicon.Section
	of                                                                                                                                                                                                                                                   map[*lexicon.Entry]*cue
	triggers                                                                                                                                                                                                                                             []string
}

func loadCues(lex *lexicon.Set) (*lexiconOfCues, error) {
	flags := make([]string, 0, len(frames))
	for name := range frames {
		flags = append(flags, name)
	}
	slices.Sort(flags)
	t, err := lex.Table("cues", lexicon.Schema{
		Sections: []string{"verb", "noun", "adjective", "preposition", "adverb", "aspect", "addition", "light", "tail", "interview", "utterance", "outlet", "platform", "citing", "anonymity", "adversative", "idle", "deed", "lapse", "loss", "mute", "thought", "relation", "toward", "apart", "journey", "trading", "asked", "vehicle"},
		Flags:    flags,
		Keys:     map[string][]string{"act": acts, "manner": manners, "with": nil, "at": nil},
	})
	if err != nil {
		return nil, err
	}
	l := &lexiconOfCues{
		verb: t.Section("verb"), noun: t.Section("noun"), adjective: t.Section("adjective"), preposition: t.Section("preposition"),
		adverb: t.Section("adverb"), aspect: t.Section("aspect"), addition: t.Section("addition"), light: t.Section("light"), tail: t.Section("tail"), interview: t.Section("interview"),
		utterance: t.Section("utterance"), outlet: t.Section("outlet"), platform: t.Section("platform"),
		citing: t.Section("citing"), anonymity: t.Section("anonymity"),
		adversative: t.Section("adversative"), idle: t.Section("idle"), deed: t.Section("deed"), lapse: t.Section("lapse"), loss: t.Section("loss"), mute: t.Section("mute"), thought: t.Section("thought"), relation: t.Section("relation"),
		toward: t.Section("toward"), apart: t.Section("apart"), journey: t.Section("journey"), trading: t.Section("trading"), asked: t.Section("asked"), vehicle: t.Section("vehicle"), of: map[*lexicon.Entry]*cue{},
	}
	for i := range t.Entries {
		e := &t.Entries[i]
		l.of[e] = compile(e)
		if slices.Contains(sources, e.Section) {
			l.triggers = append(l.triggers, rarest(e))
		}
	}
	slices.Sort(l.triggers)
	l.triggers = slices.Compact(l.triggers)
	return l, nil
}

// rarest is the word of a cue by which its sentence is recognised: a verb or noun
// by its first, a phrase like "in the words of" by its longest.
func rarest(e *lexicon.Entry) string {
	if e.Section != "preposition" {
		return e.Words[0]
	}
	return slices.MaxFunc(e.Words, func(a, b string) int { return len(a) - len(b) })
}

// sources are the sections whose words are cues by themselves.
var sources = []string{"verb", "noun", "adjective", "preposition", "adverb"}

func compile(e *lexicon.Entry) *cue {
	c := &cue{term: e.Term, act: claim.ActState, manner: claim.Said, with: e.List("with"), at: e.List("at")}
	if a := e.Get("act"); a != "" {
		c.act = claim.Act(a)
	}
	if m := e.Get("manner"); m != "" {
		c.manner = claim.Manner(m)
	}
	for name, f := range frames {
		if e.Has(name) {
			c.frame |= f
		}
	}
	return c
}

var acts = []string{
	string(claim.ActAccuse), string(claim.ActCondemn), string(claim.ActDeny), string(claim.ActReject), string(claim.ActDemand), string(claim.ActAppeal), string(claim.ActThreaten),
	string(claim.ActWarn), string(claim.ActPledge), string(claim.ActOffer), string(claim.ActAgree), string(claim.ActPraise), string(claim.ActAnnounce), string(claim.ActState),
}

var manners = []string{string(claim.Said), string(claim.Written), string(claim.Believed), string(claim.Wanted)}

// find looks up the cue that the words from token i on spell in a section: the
// lemma of the first, the forms of the others.
// A verb that a particle makes a deed ("called off") is no cue.
func (l *lexiconOfCues) find(s lexicon.Section, d *draft.Draft, i int) (c *cue, words int) {
	e, n := longest(s, d, i)
	if e == nil || n < l.deedAt(d, i) {
		return nil, 0
	}
	return l.of[e], n
}

// deedAt is how many words of a deed begin at token i: 2 of "called off", 0 where none does.
func (l *lexiconOfCues) deedAt(d *draft.Draft, i int) int {
	_, n := longest(l.deed, d, i)
	return n
}

// longest is the longest term of a section that the words from token i on spell.
func longest(s lexicon.Section, d *draft.Draft, i int) (*lexicon.Entry, int) {
	tokens := d.Doc.Tokens
	return s.Longest(func(k int) string {
		switch {
		case i+k >= len(tokens):
			return ""
		case k == 0:
			return tokens[i].Lemma
		}
		return tokens[i+k].Lower
	})
}
