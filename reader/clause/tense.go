package clause

import (
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/draft"
)

// verbTense reads the tense of a verb or copular predicate from its own form
// and auxiliaries; empty where only its governor knows ("forcing", "to halt").
func (g *Grammar) verbTense(d *draft.Draft, p int) claim.Tense {
	if isToBe(d, p) {
		return claim.Future
	}
	finite, tense := p, claim.Tense("")
	for k := range d.Children(p) {
		switch d.Rel(k) {
		case language.Aux, language.AuxPass, language.Cop:
			if t := g.auxTense(d, k); t != "" && tense == "" {
				finite, tense = k, t
			}
		}
	}
	if tense == claim.Past && d.Token(finite).Lemma == "have" {
		return claim.Past
	}
	if tense != "" {
		return g.turned(d, p, tense)
	}
	return g.turned(d, p, formTense(d, p))
}

// isToBe tells whether verb p lies ahead of the time that is told of: "is to meet", "was to run out", "were to be freed".
func isToBe(d *draft.Draft, p int) bool {
	m := d.Child(p, language.Mark)
	if m < 0 || d.Token(m).XPOS != language.TagTO {
		return false
	}
	for k := range d.Children(p) {
		if d.Rel(k) == language.Aux && k < m && d.Token(k).Lemma == "be" {
			return true
		}
	}
	return false
}

// auxTense reads an auxiliary: "will", "has", "were", "is".
func (g *Grammar) auxTense(d *draft.Draft, k int) claim.Tense {
	t := d.Token(k)
	switch {
	case t.XPOS == language.TagMD:
		return g.modalTense(t.Lemma)
	case t.Lemma == "have":
		return claim.Past // perfect and pluperfect
	case t.XPOS == language.TagVBD:
		return claim.Past
	case t.XPOS == language.TagVBZ || t.XPOS == language.TagVBP:
		return claim.Ongoing
	}
	return ""
}

// modalTense reads a modal verb: duty and ability are of now, all others point ahead.
func (g *Grammar) modalTense(lemma string) claim.Tense {
	if g.modal.Has(lemma) {
		return claim.Ongoing
	}
	return claim.Future
}

// formTense reads a verb's own form. In a headline the present tells of what has happened.
func formTense(d *draft.Draft, p int) claim.Tense {
	headline := isHeadline(d, p)
	switch d.Token(p).XPOS {
	case language.TagVBD:
		return claim.Past
	case language.TagVBN:
		return claim.Past
	case language.TagVBZ, language.TagVBP:
		if headline {
			return claim.Past
		}
		return claim.Ongoing
	case language.TagVB:
		switch {
		case !headline:
		case d.Child(p, language.Nsubj) >= 0 && d.Child(p, language.Mark, language.Aux) < 0:
			return claim.Past // "Rebels kill five", taken for an infinitive
		case d.Rel(p) == language.RootRel || d.Rel(p) == language.Acl && d.Rel(d.Head(p)) == language.RootRel:
			return claim.Future // "Iran to resume talks"
		}
	}
	return ""
}

// isHeadline tells whether token i stands in a headline or crosshead.
func isHeadline(d *draft.Draft, i int) bool {
	return d.In != "" || d.Doc.Sentences[d.Doc.SentenceOf(i)].Heading
}

// turned makes a present that points ahead a future: "is going to", "is set to", "is due to".
func (g *Grammar) turned(d *draft.Draft, p int, t claim.Tense) claim.Tense {
	if d.Rel(p) == language.Xcomp && d.Token(p).XPOS == language.TagVB {
		if h := d.Head(p); h >= 0 && g.future.Has(d.Token(h).Lemma) && (d.Token(h).XPOS == language.TagVBG || d.Token(h).XPOS == language.TagVBN || d.Token(h).XPOS == language.TagJJ) {
			return claim.Future
		}
	}
	return t
}
