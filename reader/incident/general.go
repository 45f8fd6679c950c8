package incident

import (
	"slices"
	"time"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
)

// isGeneral tells whether the words of an act of force speak of a sort of acts and not of one deed: nothing
// counts, names, dates or places it, it befalls nobody in particular, and no verb says that it was done ("they
// bomb villages", "attacks on civilians", "to stop the kidnappings in the country").
func (r *reading) isGeneral(h *happening) bool {
	if h.sense.kind != "ASSAULT" || len(h.results) > 0 || r.isLine(h.trigger) {
		return false
	}
	if clause.IsVerb(r.d, h.clause) && r.isTold(h.clause) {
		return false
	}
	if r.isSituated(h) {
		return false
	}
	if clause.IsVerb(r.d, h.trigger) {
		return !r.befallsSomebody(h)
	}
	return r.isSortOf(h)
}

// isSortOf tells whether a noun of action that nothing dates or places names a sort of acts: a plural or a word like
// "violence", though "the" stands before it, that befalls nobody in particular; or a single one without an article.
func (r *reading) isSortOf(h *happening) bool {
	plural := h.sense.weak || r.d.Token(h.trigger).XPOS == language.TagNNS || r.befallsASort(h)
	if !plural && (h.supported && h.rule != "light verb" || r.isCertain(h.trigger)) {
		return false
	}
	if r.numberFor(h.trigger) != nil || h.blamed || r.isSingledOut(h.trigger) {
		return false
	}
	if plural {
		return !r.anyCertain(h.recipients)
	}
	return !r.anyCertain(h.recipients) && !r.anyCertain(h.actors)
}

// befallsASort tells whether a noun of action is of a sort of people or things: "the killing of priests", "the
// bombing of our people", not "the killing of two priests".
func (r *reading) befallsASort(h *happening) bool {
	if h.supported || len(h.recipients) == 0 || r.anyCertain(h.recipients) {
		return false
	}
	return !slices.ContainsFunc(h.recipients, func(n int) bool {
		return !r.isMultitude(n) && r.d.Token(n).XPOS != language.TagNNS
	})
}

// isSingledOut tells whether the words say which deeds a plural noun means: those told of before ("the attacks", after
// one was told), or those of a clause about them ("attacks launched by the front", "murders that have occurred").
func (r *reading) isSingledOut(n int) bool {
	for c := range r.d.Children(n) {
		switch r.d.Rel(c) {
		case language.Det:
			if isPointer(r.d.Token(c).Lower) && r.d.Token(n).XPOS == language.TagNNS && slices.ContainsFunc(r.told, isForce) {
				return true
			}
		case language.Acl, language.AclRelcl:
			if r.happens(c) || r.words.light[r.d.Token(c).Lemma] != nil || r.words.blame[r.d.Token(c).Lemma] != nil {
				return true
			}
		}
	}
	return false
}

func isForce(h *happening) bool { return h.sense.kind == "ASSAULT" }

// isPointer tells the determiners that point to what was told of before.
func isPointer(det string) bool {
	switch det {
	case "the", "these", "those", "this", "that":
		return true
	}
	return false
}

// befallsSomebody tells whether an act told by a verb has certain ones whom it befalls; where it
// names nobody whom it befalls, whether certain ones do it.
func (r *reading) befallsSomebody(h *happening) bool {
	if len(h.recipients) > 0 {
		return r.anyCertain(h.recipients)
	}
	return r.anyCertain(h.actors)
}

func (r *reading) anyCertain(nominals []int) bool {
	for _, n := range nominals {
		if r.isCertain(n) {
			return true
		}
	}
	return false
}

// isSituated tells whether the words of an act say when or where it was done, more finely than by month and country.
func (r *reading) isSituated(h *happening) bool {
	asked := []int{h.trigger}
	if clause.IsVerb(r.d, h.clause) && (h.supported || h.clause == h.trigger) {
		asked = append(asked, h.clause)
	}
	for _, q := range asked {
		if w := r.grammar.Time(r.d, q); w != nil && isDay(w) && isShort(w) && r.isNear(q, w) {
			return true
		}
		if w := r.grammar.Place(r.d, q); w != nil && r.d.Places[w.Place].Kind != claim.PlaceCountry {
			return true
		}
	}
	for c := range r.d.Children(h.trigger) {
		if cs := caseOf(r, c); r.d.Rel(c) == language.Nmod && cs != "of" && cs != "by" && cs != "against" && cs != "on" && r.isCertain(c) && !r.isCountry(c) { // "near the border"
			return true
		}
	}
	return false
}

// isNear tells whether a time stands among the words under token q: the day of the verb that a noun depends on
// ("today deplored the attacks") is not that of the noun.
func (r *reading) isNear(q int, w *claim.When) bool {
	if clause.IsVerb(r.d, q) || w.Span == nil {
		return true
	}
	first, end := r.d.Subtree(q)
	return r.d.Span(first, end).Covers(*w.Span)
}

// isShort tells whether a time is no longer than some weeks: a deed has such a one.
func isShort(w *claim.When) bool {
	start, err := time.Parse(time.DateOnly, firstDay(w.Start))
	end, err2 := time.Parse(time.DateOnly, firstDay(w.End))
	return err == nil && err2 == nil && end.Sub(start) <= someWeeks
}

// someWeeks is how long what is told as one deed may last.
const someWeeks = 31 * 24 * time.Hour

// firstDay is the day of an ISO date that may have a time.
func firstDay(s string) string { return s[:min(len(s), len(time.DateOnly))] }

// isLine tells whether token i stands in a headline.
func (r *reading) isLine(i int) bool {
	return r.d.In != "" || r.d.Doc.Sentences[r.d.Doc.SentenceOf(i)].Heading
}

// isTold tells whether verb p tells what happened at a time: "attacked", "was attacked", "were attacking"; not what
// goes on or has happened some time: "are attacking", "have been attacked", "men killed in war". A verb without auxiliary has those of the one before it in a list.
func (r *reading) isTold(p int) bool {
	told := r.d.Token(p).XPOS == language.TagVBD || r.d.Token(p).XPOS == language.TagVBN && r.d.Rel(p) != language.Acl
	aux := false
	for k := range r.d.Children(p) {
		switch r.d.Rel(k) {
		case language.Aux, language.AuxPass, language.Cop:
			aux = true
			switch x := r.d.Token(k).XPOS; {
			case r.d.Token(k).Lemma == "have":
				return false
			case x == language.TagVBD:
				told = true
			case r.d.Token(k).Lemma == "be" && (x == language.TagVBZ || x == language.TagVBP || x == language.TagVB):
				return false
			}
		}
	}
	if h := r.d.Head(p); !aux && told && h >= 0 && r.d.Rel(p) == language.Conj && r.d.Token(h).XPOS == r.d.Token(p).XPOS && clause.IsVerb(r.d, h) {
		return r.isTold(h)
	}
	return told
}

// isCountry tells whether nominal n names a country.
func (r *reading) isCountry(n int) bool {
	at := r.placeAt(n)
	return at >= 0 && r.d.Places[at].Kind == claim.PlaceCountry || r.d.Token(n).Lemma == "country" || r.d.Token(n).Lemma == "nation"
}

// isCertain tells whether a nominal is of certain ones: a name, a number of them, one with an article or "their"; not
// all of a country's people ("the civilian population").
func (r *reading) isCertain(n int) bool {
	if r.isMultitude(n) {
		return false
	}
	if r.d.Token(n).UPOS == language.PROPN || r.numberFor(n) != nil || r.placeAt(n) >= 0 {
		return true
	}
	if ref, ok := r.d.Refs[n]; ok && r.d.Token(n).UPOS != language.PRON && r.actor(ref) != nil {
		if k := r.actor(ref).Kind; k != claim.ActorUnnamed && k != claim.ActorPeople {
			return true
		}
	}
	for c := range r.d.Children(n) {
		switch r.d.Rel(c) {
		case language.Det:
			switch r.d.Token(c).Lower {
			case "any", "every", "all", "some", "such", "no", "these", "those", "many":
			default:
				return true
			}
		case language.NmodPoss, language.Appos:
			return true
		case language.Compound, language.Flat, language.Nmod:
			if r.placeAt(c) >= 0 || r.d.Token(c).UPOS == language.PROPN {
				return true
			}
		}
	}
	return false
}

// isMultitude tells whether nominal n is all of the people there are, uncounted: "the population", "our people", "the clergy".
func (r *reading) isMultitude(n int) bool {
	return r.words.multitude[r.d.Token(n).Lemma] && r.numberFor(n) == nil && r.d.Child(n, language.AclRelcl, language.Acl) < 0
}
