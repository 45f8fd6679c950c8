package brief

import "github.com/parley-desk/parley/account"

// NotKnown composes only what is not known or not agreed, with its sources: the
// last section of the brief.
func NotKnown(b *account.Book, known account.Agreements) *Brief {
	w := newWriter(b)
	return w.brief(func() Section { return w.open(known) })
}
