package talks

import (
	"cmp"
	"slices"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/reader/lexicon"
)

// vocabulary is the lexicon "talks", by section.
type vocabulary struct {
	meeting, span, part, peace, result, reach, mood, roleNoun, none                                                                                                                                                                                                                            lexicon.Section
	truce, qualified, truceHead, trucePast, truceState, truceNoun                                                                                                                                                                                                                              lexicon.Section
	mechanism, bond, broken, kept, naming, share, sought, circumstance, averted, prerequisite, concluding, talkedTo, intend, agree, into, failing, party, since, commits, users, blame, self, willing, undertake, relative, iff, lasting, fresh, forbear, deny, oblige, feel, elsewhere, ahead lexicon.Section
	commit, duty, refuse, deadline                                                                                                                                                                                                                                                             lexicon.Section
	subject, statusAdj, remain, statusNoun, without                                                                                                                                                                                                                                            lexicon.Section
	meet, phase, role, truceVerb, statusVerb, refusing                                                                                                                                                                                                                                         frames
	heads                                                                                                                                                                                                                                                                                      []string
}

func loadVocabulary(lex *lexicon.Set) (*vocabulary, error) {
	t, err := lex.Table("talks", lexicon.Schema{
		Sections: []string{"meeting", "span", "part", "peace", "meet", "phase", "result", "reach", "mood", "role", "rolenoun", "table", "none",
			"truce", "qualified", "trucehead", "truceverb", "trucepast", "trucestate", "trucenoun", "mechanism", "bond", "break", "kept", "naming",
			"commit", "duty", "refuse", "deadline", "subject", "statusverb", "statusadj", "remain", "statusnoun", "without", "agree", "into", "failing", "party", "since", "commits", "users", "blame", "refusing", "self", "willing", "undertake", "relative", "iff", "lasting", "new", "forbear", "deny", "oblige", "feel", "share", "sought", "circumstance", "averted", "elsewhere", "ahead", "prerequisite", "concluding", "talkedto", "intend"},
		Flags: []string{"talks", "part", "future", "obj", "both", "of", "result", "weak", "joint", "common", "bare", "hostilities", "qualified", "act", "may", "rail", "cause", "oneself", "term", "third"},
		Keys: map[string][]string{"outcome": spell(claim.Outcomes), "else": spell(claim.Outcomes), "state": nil, "role": claim.Roles,
			"form": spell(claim.CommitmentForms), "kind": spell(claim.SubjectKinds)},
	})
	if err != nil {
		return nil, err
	}
	return &vocabulary{
		meeting: t.Section("meeting"), span: t.Section("span"), part: t.Section("part"), peace: t.Section("peace"),
		result: t.Section("result"), reach: t.Section("reach"), mood: t.Section("mood"), roleNoun: t.Section("rolenoun"), none: t.Section("none"),
		truce: t.Section("truce"), qualified: t.Section("qualified"), truceHead: t.Section("trucehead"), trucePast: t.Section("trucepast"),
		truceState: t.Section("trucestate"), truceNoun: t.Section("trucenoun"), mechanism: t.Section("mechanism"),
		bond: t.Section("bond"), broken: t.Section("break"), kept: t.Section("kept"), naming: t.Section("naming"),
		commit: t.Section("commit"), duty: t.Section("duty"), refuse: t.Section("refuse"), deadline: t.Section("deadline"),
		subject: t.Section("subject"), statusAdj: t.Section("statusadj"), remain: t.Section("remain"), statusNoun: t.Section("statusnoun"),
		without: t.Section("without"), agree: t.Section("agree"), into: t.Section("into"), failing: t.Section("failing"), party: t.Section("party"), since: t.Section("since"), commits: t.Section("commits"), users: t.Section("users"), blame: t.Section("blame"), self: t.Section("self"), willing: t.Section("willing"), undertake: t.Section("undertake"), relative: t.Section("relative"), iff: t.Section("iff"), lasting: t.Section("lasting"), fresh: t.Section("new"), forbear: t.Section("forbear"), deny: t.Section("deny"), oblige: t.Section("oblige"), feel: t.Section("feel"), share: t.Section("share"), sought: t.Section("sought"), circumstance: t.Section("circumstance"), averted: t.Section("averted"),
		elsewhere: t.Section("elsewhere"), ahead: t.Section("ahead"), prerequisite: t.Section("prerequisite"), concluding: t.Section("concluding"), talkedTo: t.Section("talkedto"), intend: t.Section("intend"),
		meet: framesOf(t, "meet"), phase: framesOf(t, "phase"), role: framesOf(t, "role"), truceVerb: framesOf(t, "truceverb"), statusVerb: framesOf(t, "statusverb"), refusing: framesOf(t, "refusing"),
		heads: headsOf(t, "meeting", "meet", "truce", "break", "commit", "subject", "rolenoun", "bond", "undertake", "prerequisite"),
	}, nil
}

func spell[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = string(v)
	}
	return out
}

// triggers are the lemmas at which a sentence is worth its parse.
func (v *vocabulary) triggers() []string { return v.heads }

// headsOf are the first words of all terms of some sections.
func headsOf(t *lexicon.Table, sections ...string) []string {
	var out []string
	for i := range t.Entries {
		if e := &t.Entries[i]; slices.Contains(sections, e.Section) {
			out = append(out, e.Words[0])
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// frames are verbs by lemma, with the words that must follow them; the longer first.
type frames map[string][]*lexicon.Entry

func framesOf(t *lexicon.Table, section string) frames {
	f := frames{}
	for i := range t.Entries {
		if e := &t.Entries[i]; e.Section == section {
			f[e.Words[0]] = append(f[e.Words[0]], e)
		}
	}
	for _, list := range f {
		slices.SortStableFunc(list, func(a, b *lexicon.Entry) int { return cmp.Compare(len(b.Words), len(a.Words)) })
	}
	return f
}
