package attribution

import (
	"embed"
	"errors"
	"io/fs"

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
	f := &finding{stage: s, d: d}
	var out []attribution
	had := make([]bool, len(ruled))
	for _, m := range s.model.Find(s.scene(d, ruled)) {
		if m.RuledAt >= 0 {
			had[m.RuledAt] = true
		} else if m.Right < vague {
			continue
		}
		if a := f.joined(&m, ruled); !f.saysNothing(&a) {
			out = append(out, a)
		}
	}
	for i := range ruled {
		if !had[i] && f.keeps(&ruled[i]) {
			out = append(out, ruled[i])
		}
	}
	return out
}

// keeps tells whether an attribution stands on its rule alone although the model
// did not find it. In reports like those of training one in twenty is such; in
// those of wars the model lacks the words more often than the rules do. So it has
// its way only where training had the cue's word often enough, and then only
// against nouns, adjectives, impersonal passives, and objects of nobody's.
func (f *finding) keeps(a *attribution) bool {
	head := f.d.Token(a.head)
	switch {
	case !f.model.Knows(head.Lemma, head.UPOS):
		return true
	case isOf(a, "noun", "adjective", "raised"):
		return false
	case isOf(a, "verb.object"):
		return f.participant(a.speaker)
	}
	return true
}

// Where the model is less sure than unsure that an attribution is right, the
// rules' spans for the same cue are right more often than its own (of such in the
// reports kept aside from training .36 against .26), and without any it says too little.
const (
	unsure = 0.3
	vague  = 0.2
)

// joined makes an attribution of what the model found and what the rules know of the same cue.
func (f *finding) joined(m *learned.Attribution, ruled []attribution) attribution {
	if m.RuledAt < 0 {
		a := attribution{head: m.Head, outer: -1, speaker: -1, cue: f.cueAt(m.Head), rule: "learned"}
		f.told(&a, m)
		f.aside(&a)
		return a
	}
	a := ruled[m.RuledAt]
	if isOf(&a, "cited") {
		return a // what is cited is what the citing one says: labels beside one cue do not tell
	}
	if m.Right < unsure {
		a.sure, a.why = unsure, m.Why
		return a
	}
	content := a.content
	a.rule = "learned." + a.rule
	f.told(&a, m)
	a.content = f.fromMark(a.content, content[0].First)
	if isBare(f.d, a.content) && !holds([]draft.Range{a.block()}, content[0].First) {
		a.content = content
	}
	return a
}

// fromMark starts the first piece of a content at the quotation mark at which the
// rules start it, where a colon stands before that: what leads up to it is the report's own.
func (f *finding) fromMark(content []draft.Range, mark int) []draft.Range {
	if first := content[0]; first.Holds(mark) && mark > first.First && isMark(f.d, mark) && f.d.Token(mark-1).Form == ":" {
		return append([]draft.Range{{First: mark, End: first.End}}, content[1:]...)
	}
	return content
}

// isBare tells whether a content is a relative pronoun alone: the clause that goes on behind the cue says more.
func isBare(d *draft.Draft, content []draft.Range) bool {
	return len(content) == 1 && content[0].Len() == 1 && isWho(d, content[0].First)
}

// told takes the spans over from the model.
func (f *finding) told(a *attribution, m *learned.Attribution) {
	a.source, a.cueAt, a.content, a.sure, a.why = m.Source, []draft.Range{m.Cue}, m.Content, m.Right, m.Why
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
