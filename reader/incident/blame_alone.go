package incident

import (
	"slices"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
	"github.com/parley-desk/parley/reader/draft"
)

// blameAlone makes an event of each word of sentence s that lays a deed to somebody without naming it again: "Police blamed
// the rebels.", "The front claimed responsibility.", "The mayor blamed it on the army." It is the deed told last.
func (r *reading) blameAlone(s int) {
	deed := r.lastDeed(s)
	if deed == nil || !r.isHot() || slices.ContainsFunc(r.now, func(h *happening) bool { return h.blamed }) {
		return
	}
	sentence := &r.d.Doc.Sentences[s]
	for k := int(sentence.First); k < int(sentence.End); k++ {
		if h := r.aloneAt(k, deed); h != nil {
			r.tell(h)
			r.now = append(r.now, h)
			r.refersTo(h, deed)
			return
		}
	}
}

// lastDeed is the act of violence told last before the end of sentence s, within the reach of a scene; nil where there is none.
func (r *reading) lastDeed(s int) *happening {
	for _, h := range slices.Backward(r.told) {
		if s-r.d.Doc.SentenceOf(h.trigger) > reach {
			return nil
		}
		if c := &r.d.Claims[h.claim]; h.sense.kind == "ASSAULT" && h.sense.frame != both && !isThreatened(c) && !c.Background {
			return h
		}
	}
	return nil
}

// aloneAt is the deed again as word k lays it to somebody; nil where it does not, or names a deed or a fault of its own.
func (r *reading) aloneAt(k int, deed *happening) *happening {
	if !clause.IsVerb(r.d, k) {
		return nil
	}
	for _, b := range r.words.blame[r.d.Token(k).Lemma] {
		if !b.laid || b.tied {
			continue
		}
		end, who := r.laidAlone(b, k)
		if len(who) == 0 || r.isRefused(int(r.d.Doc.Sentences[r.d.Doc.SentenceOf(k)].First), k) {
			continue
		}
		h := &happening{sense: deed.sense, trigger: k, first: k, end: end, clause: k, object: -1, weapon: -1, rule: "blame", accusal: k}
		if r.found(h, b, who) {
			h.lay(b, k)
			return h
		}
	}
	return nil
}

// laidAlone are those to whom verb k lays what it does not name, and where its words end; nobody where it names something.
func (r *reading) laidAlone(b *blaming, k int) (end int, who []int) {
	object := r.d.Child(k, language.Obj)
	if object < 0 {
		return 0, nil
	}
	t := r.d.Token(object)
	switch {
	case b.object != "": // "claimed responsibility"
		if t.Lemma == b.object && b.doer == "subject" && !r.namesDeed(object+1, b.deed) {
			return object + 1, r.grammar.Roles(r.d, k).Agents
		}
	case b.deed == "": // "blamed it on"
		if t.Lower == "it" || t.Lower == "this" {
			return k + 1, r.blamed(b, k, k)
		}
	case b.doer == "object": // "blamed the rebels"
		if who := r.grammar.Roles(r.d, k).Patients; t.UPOS != language.PRON && !r.namesDeed(k+1, b.deed) && !r.namesDeed(k+1, "on") {
			return k + 1, who
		}
	}
	return 0, nil
}

// namesDeed tells whether a preposition behind token i, in the same sentence and near, leads to what is laid to somebody.
func (r *reading) namesDeed(i int, preposition string) bool {
	end := min(i+farClaim, int(r.d.Doc.Sentences[r.d.Doc.SentenceOf(i-1)].End))
	for ; i < end; i++ {
		switch t := r.d.Token(i); {
		case t.Lower == preposition, t.UPOS == language.SCONJ:
			return true
		case t.XPOS == language.TagComma, t.Form == ";":
			return false
		}
	}
	return false
}

// refersTo ties act h to the deed that it tells again, and gives it the deed's mode, place and time: the words say how and when it
// was laid to somebody, by whom.
func (r *reading) refersTo(h, deed *happening) {
	c, first := &r.d.Claims[h.claim], &r.d.Claims[deed.claim]
	e, told := c.Body.(*claim.Event), first.Body.(*claim.Event)
	e.Mode, e.ACLED = told.Mode, told.ACLED
	c.About = append(c.About, claim.Link{Claim: first.ID, How: claim.Repeats})
	if at := slices.IndexFunc(r.d.Statements, func(s draft.Statement) bool { return s.Head == h.trigger }); at >= 0 {
		c.By = clause.Chain(r.d, at)
	}
	c.Place, c.Time, c.Tense = nil, nil, first.Tense
	if first.Place != nil {
		c.Place = &claim.Where{Place: first.Place.Place, Basis: claim.PlaceInherited}
	}
	if first.Time != nil {
		c.Time = &claim.When{Start: first.Time.Start, End: first.Time.End, Precision: first.Time.Precision, Basis: claim.BasisInferred}
	}
}
