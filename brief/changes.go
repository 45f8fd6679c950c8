package brief

import (
	"fmt"
	"slices"

	"github.com/parley-desk/parley/account"
)

// mostChanges bounds how many changes of one view are told one by one; the rest are counted.
const mostChanges = 6

// changes tells what became known since an earlier time, by view.
func (w *writer) changes(before *account.Book, known account.Agreements) Section {
	var headings []string
	of := map[string][]account.ChangeLine{}
	for _, l := range w.book.ChangesSince(before, known).Lines {
		if of[l.View] == nil {
			headings = append(headings, l.View)
		}
		of[l.View] = append(of[l.View], l)
	}
	var parts []Part
	for _, view := range headings {
		parts = append(parts, Part{capital(view), w.changesOf(of[view])})
	}
	return section("changes", "New since "+day(before.AsOf), "Nothing changed since "+day(before.AsOf)+".", parts...)
}

func (w *writer) changesOf(all []account.ChangeLine) []Sentence {
	all = slices.DeleteFunc(slices.Clone(all), func(l account.ChangeLine) bool { return l.Field == "told" && l.Was != "" })
	var out []Sentence
	for _, l := range latest(all, mostChanges) {
		out = append(out, w.change(l))
	}
	if rest := len(all) - len(out); rest > 0 {
		var cites account.Cites
		for _, l := range all[:rest] {
			cites = cites.With(l.Cites)
		}
		out = append(out, w.say(cites, "%s.", capital(counted(rest, "earlier change of this view", "earlier changes of this view"))))
	}
	return out
}

func (w *writer) change(l account.ChangeLine) Sentence {
	of := capital(shortened(w.named(spaced(l.Of)), quoteRunes))
	now, was := shortened(w.named(l.Now), quoteRunes), shortened(w.named(l.Was), quoteRunes)
	switch {
	case l.Was == "":
		return w.say(l.Cites, "New: %s (%s).", of, fmt.Sprintf("%s: %s", spaced(l.Field), now))
	case l.Now == "":
		return w.say(l.Cites, "Gone: %s (%s was: %s).", of, spaced(l.Field), was)
	}
	return w.say(l.Cites, "%s: %s was %s, is %s.", of, spaced(l.Field), was, now)
}
