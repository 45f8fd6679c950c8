package attribution

import (
	"slices"
	"strings"

	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/draft"
)

// accused takes in what a passive cue's preposition leads behind those who say so, where the parser hung it on them: "is accused by
// the agency and the courts / of burning villages".
func (f *finding) accused(a *attribution) {
	d := f.d
	if len(a.cue.with) == 0 || !f.isPassive(a.head) || len(a.source) == 0 || a.source[0].First < a.head || slices.ContainsFunc(a.content, func(r draft.Range) bool { return r.First > a.head }) {
		return
	}
	end := int(d.Doc.Sentences[d.Doc.SentenceOf(a.head)].End)
	for i := a.source[0].First; i+1 < end; i++ {
		if slices.Contains(a.cue.with, d.Token(i).Lower) && isGerund(d, i+1) {
			a.source[0].End = min(a.source[0].End, i)
			a.content = append(a.content, trimmed(d, f.tailless(draft.Range{First: i, End: end})))
			return
		}
	}
}

// isGerund tells a verb's form in -ing, though taken for a noun: "of bombing villages".
func isGerund(d *draft.Draft, i int) bool {
	t := d.Token(i)
	return t.XPOS == language.TagVBG || t.XPOS == language.TagNN && strings.HasSuffix(t.Lower, "ing")
}

// participial ends a thing said before a participle of speech behind a comma, by which the same one goes on: "denied it, / saying the
// fighting had stopped".
func (f *finding) participial(a *attribution) {
	for k := range a.content {
		r := &a.content[k]
		for i := max(r.First, a.head) + 2; i < r.End-1; i++ {
			if f.d.Token(i-1).XPOS != language.TagComma || f.d.Token(i).XPOS != language.TagVBG || !f.cueAt(i).has(quote) {
				continue
			}
			if before := (draft.Range{First: r.First, End: i - 1}); !f.hasClause([]draft.Range{before}) {
				*r = before
			}
			break
		}
	}
}
