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
	if h.sense.kind != "ASSAULT" || r.isLine(h.trigger) {
		return false
	}
	if r.isSumOf(h) {
		r.sums = append(r.sums, h)
		return true
	}
	if r.isHabit(h) || r.isOfToll(h) {
		return true
	}
	if len(h.results) > 0 {
		return false
	}
	if !r.isHeldDone(h) {
		return r.isVague(h)
	}
	if clause.IsVerb(r.d, h.clause) && r.isTold(h.clause) && !r.isDescribed(h) || r.isSituated(h) {
		return false
	}
	if clause.IsVerb(r.d, h.trigger) {
		return !r.befallsSomebody(h)
	}
	return r.isSortOf(h)
}

// isSumOf tells whether the words are of many acts, of which only their toll in all the time since something is told: "air strikes have killed 2,300
// people since May", "since then raids have left 40 dead".
func (r *reading) isSumOf(h *happening) bool {
	if clause.IsVerb(r.d, h.trigger) || r.numberFor(h.trigger) != nil || !r.isSoFar(r.highest(h.trigger)) {
		return false
	}
	if r.words.long[r.d.Token(h.trigger).Lemma] && h.sense.mode == "" { // "violence has killed 600 people this year"
		return true
	}
	if r.d.Token(h.trigger).XPOS != language.TagNNS {
		return false
	}
	v := r.verbOver(r.highest(h.trigger))
	if v < 0 {
		return false
	}
	for c := range r.d.Children(v) {
		if m := r.d.Child(c, language.Case, language.Mark); m >= 0 && r.d.Token(m).Lower == "since" {
			return true
		}
	}
	return false
}

// isOfToll tells whether a participle of harm only says of whom there is a number: "the number of people killed in Selby rose to 43".
func (r *reading) isOfToll(h *happening) bool {
	if !r.isDescribed(h) {
		return false
	}
	n := r.d.Head(h.trigger)
	if w := r.d.Token(n).Lower; w == "ones" || w == "those" { // "the ones wounded were taken to hospital"
		return true
	}
	of := r.d.Head(n)
	return of >= 0 && r.d.Rel(n) == language.Nmod && caseOf(r, n) == "of" && r.words.count.tolls[r.d.Token(of).Lemma] != nil && r.numberFor(n) == nil
}

// isHabit tells whether a verb tells what has been done time and again, on no day and to nobody counted: "guards have repeatedly been attacked".
func (r *reading) isHabit(h *happening) bool {
	if !clause.IsVerb(r.d, h.trigger) || !r.isSoFar(h.trigger) || slices.ContainsFunc(h.recipients, func(n int) bool { return r.numberFor(n) != nil }) {
		return false
	}
	if w := r.grammar.Time(r.d, h.trigger); w != nil && isDay(w) {
		return false
	}
	for _, v := range append([]int{h.trigger}, h.results...) { // "have fired missiles into the town, often hitting homes"
		for c := range r.d.Children(v) {
			if r.d.Rel(c) == language.Advmod && habits[r.d.Token(c).Lower] {
				return true
			}
		}
	}
	return false
}

// habits are the adverbs of what is done time and again.
var habits = map[string]bool{"repeatedly": true, "regularly": true, "frequently": true, "often": true, "routinely": true, "consistently": true, "periodically": true}

// isHeldDone tells whether somebody holds an act as done: what is feared, demanded or denied is a claim
// as soon as anything says who, whom, when or where.
func (r *reading) isHeldDone(h *happening) bool {
	var c claim.Claim
	r.grammar.Fill(r.d, h.trigger, &c)
	r.undo(&c, h.clause)
	return c.Polarity == claim.Positive && c.Tense != claim.Future && c.Certainty != claim.Hypothetical && c.Certainty != claim.Conditional
}

// isVague tells whether nothing at all says who, whom, when or where.
func (r *reading) isVague(h *happening) bool {
	for _, q := range []int{h.trigger, h.clause} {
		if r.grammar.Time(r.d, q) != nil || r.grammar.Place(r.d, q) != nil {
			return false
		}
	}
	if h.rule == "light verb" || h.supported || r.anyCertain(h.recipients) {
		return false
	}
	return (h.sense.weak || r.d.Token(h.trigger).XPOS == language.TagNNS || !r.anyCertain(h.actors)) && (h.sense.weak || !r.isCertain(h.trigger))
}

// isDescribed tells whether a participle of harm only says which people are spoken of: "men killed in war".
func (r *reading) isDescribed(h *happening) bool {
	return isBodily(h.sense) && r.d.Rel(h.trigger) == language.Acl && r.d.Token(h.trigger).XPOS == language.TagVBN
}

// isAttribute tells whether a participle that a parser took for a verb with an object only says which people are
// meant: another word for those harmed, which is no verb in the past, stands right before it ("missing and murdered people").
func (r *reading) isAttribute(p int) bool {
	if t := r.d.Token(p); t.XPOS != language.TagVBD && t.XPOS != language.TagVBN || r.d.Rel(p) != language.Conj {
		return false
	}
	before, after := p-1, p+1
	for before > 0 && (r.d.Token(before).UPOS == language.PUNCT || r.d.Token(before).UPOS == language.CCONJ) {
		before--
	}
	t := r.d.Token(before)
	return r.words.count.adjectives[t.Lower] != nil && t.XPOS != language.TagVBD && t.XPOS != language.TagVBN &&
		after < len(r.d.Doc.Tokens) && r.d.Token(after).XPOS == language.TagNNS && r.d.Head(after) == p
}

// isSortOf tells whether a noun of action that nothing dates or places names a sort of acts: a plural or a word like
// "violence", though "the" stands before it, that befalls nobody in particular; or a single one without an article.
func (r *reading) isSortOf(h *happening) bool {
	plural := h.sense.weak || r.d.Token(h.trigger).XPOS == language.TagNNS || r.befallsASort(h)
	if !plural && (h.supported && h.rule != "light verb" || r.isCertain(h.trigger)) {
		return false
	}
	if r.numberFor(h.trigger) != nil || r.isAfter(h.trigger) || r.isSingledOut(h) {
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

// isAfter tells whether something else is dated by noun n: "after the attacks", "since the killings".
func (r *reading) isAfter(n int) bool {
	switch caseOf(r, r.highest(n)) {
	case "after", "following", "since":
		return true
	}
	return false
}

// isSingledOut tells whether the words say which deeds a plural noun means: those told of before ("the attacks", after
// one was told, or for which somebody is blamed), or those of a clause about them ("attacks launched by the front", "murders that have occurred").
func (r *reading) isSingledOut(h *happening) bool {
	n := h.trigger
	for c := range r.d.Children(n) {
		switch r.d.Rel(c) {
		case language.Det:
			if isPointer(r.d.Token(c).Lower) && (h.blamed || r.d.Token(n).XPOS == language.TagNNS && slices.ContainsFunc(r.told, isForce)) {
				return true
			}
		case language.Amod:
			if t := r.d.Token(c); r.words.which[t.Lemma] || r.words.which[t.Lower] {
				return true
			}
		case language.Compound:
			if r.d.Token(c).UPOS == language.PROPN && r.placeAt(c) < 0 { // "the Aramco attacks"
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

// isSituated tells whether the words of an act say when or where it was done, more finely than by month and country;
// of a single one, told by a noun, a year will do ("the 1985 takeover").
func (r *reading) isSituated(h *happening) bool {
	asked := []int{h.trigger}
	if clause.IsVerb(r.d, h.clause) && (h.supported || h.clause == h.trigger) {
		asked = append(asked, h.clause)
	}
	for _, q := range asked {
		if w := r.grammar.Time(r.d, q); w != nil && r.isNear(q, w) && (isDay(w) && isShort(w) || r.d.Token(q).XPOS == language.TagNN) {
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
// goes on or has happened some time: "are attacking", "have been attacked". A verb without auxiliary has those of the one before it in a list.
func (r *reading) isTold(p int) bool {
	told := r.d.Token(p).XPOS == language.TagVBD || r.d.Token(p).XPOS == language.TagVBN
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
	h := r.d.Head(p)
	if aux || h < 0 || !clause.IsVerb(r.d, h) {
		return told
	}
	switch rel, x := r.d.Rel(p), r.d.Token(p).XPOS; {
	case rel == language.Conj && x == r.d.Token(h).XPOS && x != language.TagVB, rel == language.Advcl && x == language.TagVBG && r.marker(p) == "":
		return r.isTold(h)
	case rel == language.Xcomp && r.d.Token(h).XPOS == language.TagVBD && (r.d.Token(h).Lemma == "have" || r.words.light[r.d.Token(h).Lemma] != nil):
		return true // "had to fire 20 rounds", "began shooting"
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
	if x := r.d.Token(n).XPOS; x == language.TagPRP || x == language.TagWP {
		return true
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
