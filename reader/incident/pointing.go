package incident

import (
	"slices"
	"time"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
)

// isPointedAt tells whether a nominal is one that has been told of: "the attack", "this attack".
func (r *reading) isPointedAt(n int) bool {
	det := r.d.Child(n, language.Det)
	if det < 0 {
		return false
	}
	switch r.d.Token(det).Lower {
	case "the", "this", "that", "these", "those":
		return true
	}
	return false
}

// isToldBefore tells whether the deed of token i was told of before the scene's day: "In May it was reported that rebels had killed nine traders".
func (r *reading) isToldBefore(i int) bool {
	if r.scene.when == nil || r.d.Within == nil || r.d.Within[i] < 0 {
		return false
	}
	said := r.grammar.Time(r.d, r.d.Statements[r.d.Within[i]].Head)
	return said != nil && said.End != "" && firstDay(said.End) < firstDay(r.scene.when.Start)
}

// isOtherDay tells whether a deed is of a day well before the scene's: then it was another one, and perhaps elsewhere.
func (r *reading) isOtherDay(w *claim.When) bool {
	day := r.scene.when
	if w == nil || day == nil || w.Span == nil || !isDay(w) {
		return false
	}
	end, err := time.Parse(time.DateOnly, firstDay(w.End))
	start, err2 := time.Parse(time.DateOnly, firstDay(day.Start))
	return err == nil && err2 == nil && start.Sub(end) > 24*time.Hour
}

// isAnsweredOne tells whether the deed of token i is what another was done in answer to: "in retaliation for the killing of two men".
func (r *reading) isAnsweredOne(i int) bool {
	if !clause.IsVerb(r.d, i) {
		return false // "an answer to the blast": one told of before
	}
	for steps := 0; i >= 0 && steps < maxAside; steps++ {
		h := r.d.Head(i)
		if h >= 0 && r.words.responses[r.d.Token(h).Lemma] && i > h {
			return true
		}
		i = h
	}
	return false
}

// isRecent tells whether the words of its clause say that the deed of token i was done at some time before: "recently", "before this attack".
func (r *reading) isRecent(i int) bool {
	v := clause.Clause(r.d, i)
	if v < 0 {
		return false
	}
	if r.inThePast(v) {
		return true
	}
	for c := range r.d.Children(v) {
		switch r.d.Rel(c) {
		case language.Advmod:
			switch r.d.Token(c).Lower {
			case "recently", "previously", "lately":
				return true
			}
		case language.Obl:
			if c > v || r.d.Under(i, c) || !r.isPointedAt(c) || r.d.TimeAt(c) >= 0 {
				continue
			}
			switch caseOf(r, c) {
			case "before", "prior to":
				return true
			}
		}
	}
	return false
}

// inThePast tells whether the clause of verb v is opened by those words, wherever the parser hung them: "No group claimed it, but in the past gangs carried
// out such attacks".
func (r *reading) inThePast(v int) bool {
	first, _ := r.d.Subtree(v)
	for k := v - 1; k > 1 && k >= first-maxPhrase; k-- {
		if r.d.Token(k).Lower == "past" && r.d.Token(k-1).Lower == "the" && r.d.Token(k-2).Lower == "in" && r.d.Token(k+1).UPOS != language.NOUN && r.d.Token(k+1).UPOS != language.NUM {
			return true
		}
	}
	return false
}

// maxPhrase is how many words a phrase of time before a clause may have, its commas included.
const maxPhrase = 4

// isSinceThen tells whether the verb at token i, or over it, gives a number of those harmed in all the time since something, on many days and at
// many places: "40 have been killed since the truce took effect".
func (r *reading) isSinceThen(i int) bool {
	v := r.verbOver(i)
	return v >= 0 && r.isSoFar(v) && clause.IsSumSince(r.d, v)
}

// cameBefore tells whether the noun of a deed at token i is what something else came after: "the truce came days after air strikes".
func (r *reading) cameBefore(i int) bool {
	if clause.IsVerb(r.d, i) {
		return false
	}
	switch caseOf(r, r.highest(i)) {
	case "after", "following", "since":
		return true
	}
	return false
}

// pointsBack gives the deed of the sentence at hand that is told as one told before, in the same word: "that attack".
func (r *reading) pointsBack() (before *happening, ok bool) {
	for _, h := range r.now {
		det := r.d.Child(h.trigger, language.Det)
		if det < 0 || det > h.trigger || r.d.Token(det).Lower != "that" && r.d.Token(det).Lower != "those" {
			continue
		}
		s := r.d.Doc.SentenceOf(h.trigger)
		for _, t := range slices.Backward(r.told) {
			if s-r.d.Doc.SentenceOf(t.trigger) > 2*reach { // what is pointed at has been told just before
				break
			}
			if t.trigger < h.trigger && r.d.Token(t.trigger).Lemma == r.d.Token(h.trigger).Lemma {
				return t, true
			}
		}
	}
	return nil, false
}

// isSoFar tells whether the verb at token i, or over it, is in the present perfect: what "has been done" was done at some time up to now, not
// on the scene's day.
func (r *reading) isSoFar(i int) bool {
	switch {
	case clause.IsVerb(r.d, i):
	case r.words.count.nouns[r.d.Token(i).Lemma] != nil: // "has resulted in tens of thousands of deaths"
		i = r.verbOver(i)
	default:
		of := caseOf(r, i) == "of"
		if i = r.d.Head(i); i >= 0 && of && !clause.IsVerb(r.d, i) {
			i = r.verbOver(i) // "have been killed in months of violence"
		}
	}
	if i < 0 || !clause.IsVerb(r.d, i) {
		return false
	}
	for h := r.d.Head(i); r.d.Rel(i) == language.Conj && h >= 0 && r.d.Child(i, language.Aux, language.AuxPass, language.Nsubj) < 0 && r.d.Token(i).XPOS == r.d.Token(h).XPOS; h = r.d.Head(i) {
		i = h // "has killed nine and displaced 3,000"
	}
	for k := range r.d.Children(i) {
		if t := r.d.Token(k); r.d.Rel(k) == language.Aux && t.Lemma == "have" && (t.XPOS == language.TagVBZ || t.XPOS == language.TagVBP) {
			return true
		}
	}
	return false
}

// verbOver is the verb at token i, or the one over the nominal that it stands in: "has resulted in tens of thousands of deaths". -1 where none is near.
func (r *reading) verbOver(i int) int {
	for steps := 0; i >= 0 && steps < maxNominal; steps++ {
		if clause.IsVerb(r.d, i) {
			return i
		}
		rel := r.d.Rel(i)
		i = r.d.Head(i)
		switch rel {
		case language.Nmod, language.Conj, language.Compound, language.Amod, language.Nummod:
		default:
			if i >= 0 && clause.IsVerb(r.d, i) {
				return i
			}
			return -1
		}
	}
	return -1
}

// maxNominal is how deep in a nominal a word is looked for.
const maxNominal = 4

// isOfLong tells whether what token i tells of is laid to a war, a crisis or the like: a sum over its time, of no scene. "It" is what the sentence before is
// about; what "has been" done in a war is of all its time too.
func (r *reading) isOfLong(i int) bool {
	v := r.verbOver(i)
	if v < 0 {
		return false
	}
	s := r.grammar.Subject(r.d, v)
	if s >= 0 && (r.d.Token(s).UPOS == language.NOUN && r.isLong(s) || r.d.Token(s).Lower == "it" && r.isAboutLong(r.d.Doc.SentenceOf(v)-1)) {
		return true
	}
	if !r.isSoFar(v) {
		return false
	}
	for c := range r.d.Children(v) {
		if cs := caseOf(r, c); r.d.Rel(c) == language.Obl && (cs == "in" || cs == "during") && r.isLong(c) && r.isCertain(c) {
			return true // "7,000 people have died in the insurgency"
		}
	}
	return false
}

func (r *reading) isLong(n int) bool { return r.words.long[r.d.Token(n).Lemma] }

// isAboutLong tells whether the subject of sentence s is a war, a crisis or the like.
func (r *reading) isAboutLong(s int) bool {
	if s < 0 {
		return false
	}
	for i := int(r.d.Doc.Sentences[s].First); i < int(r.d.Doc.Sentences[s].End); i++ {
		if !r.d.Doc.Sentences[s].Parsed { // its first noun
			if u := r.d.Token(i).UPOS; u == language.NOUN || u == language.VERB {
				return r.isLong(i)
			}
			continue
		}
		if r.d.Rel(i) == language.RootRel {
			subject := r.d.Child(i, language.Nsubj, language.NsubjPass)
			return subject >= 0 && r.isLong(subject)
		}
	}
	return false
}

// isSumOver tells whether a time is one since when something has been counted, which is of no scene.
func (r *reading) isSumOver(w *claim.When) bool {
	at := r.d.TimeOf(w)
	if at < 0 {
		return false
	}
	x := &r.d.Times[at]
	for k := max(0, x.First-2); k < x.First; k++ {
		if r.d.Token(k).Lower == "since" {
			return true
		}
	}
	return false
}
