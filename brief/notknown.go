package brief

import "github.com/parley-desk/parley/account"

// NotKnown composes only what is not known or not agreed, with its sources: the
// last section of the brief.
func NotKnown(b *account.Book, known account.Agreements) *Brief {
	w := newWriter(b)
	out := &Brief{Case: b.Case.ID, Title: b.Case.Title, Sample: b.Case.Sample, AsOf: b.AsOf, Rule: b.Rule, Reports: len(b.Reports()), Stories: b.Stories()}
	out.Sections = []Section{w.open(known)}
	out.Sources = w.sources
	return out
}
