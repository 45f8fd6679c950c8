package clause

import (
	"slices"
	"strings"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/draft"
)

// Place is where predicate p is said to take place: the literal place that hangs
// from it by a preposition of place or as a modifier ("Kabul blasts"); else
// from its clause. Nil where nothing says so.
func (g *Grammar) Place(d *draft.Draft, p int) *claim.Where {
	s := d.Doc.Sentences[d.Doc.SentenceOf(p)]
	from, _ := slices.BinarySearchFunc(d.PlaceAt, int(s.First), func(r draft.Range, first int) int { return r.First - first })
	best, bestRank := -1, maxRank
	for i := from; i < len(d.PlaceAt) && d.PlaceAt[i].First < int(s.End); i++ {
		at := d.PlaceAt[i]
		if !d.Places[i].Literal || !g.locates(d, at) || OfMedium(d, at) || Aligns(d, at) || OfBody(d, at) || g.IsBase(d, at) || liesApart(d, at, p) || IsWhose(d, at, p) || isGoal(d, at, p) || i > from && isMeasured(d, d.PlaceAt[i-1], at) {
			continue
		}
		r := g.rank(d, at.First, dayEnd(d, at), p)
		if r < bestRank || r == bestRank && r < maxRank && finer(d.Places[i].Kind, d.Places[best].Kind) {
			best, bestRank = i, r
		}
	}
	if best < 0 {
		return nil
	}
	best = g.narrower(d, g.named(d, best), from)
	return &claim.Where{Place: best, Basis: claim.PlaceStated}
}

// LedTo tells whether a place only says where the hospital lies to which somebody was brought: "taken to a hospital in Pell".
func LedTo(d *draft.Draft, at draft.Range) bool {
	top := Top(d, at.First, at.End)
	h := d.Head(top)
	return h >= 0 && d.Rel(top) == language.Nmod && d.Rel(h) == language.Obl && Case(d, h) == "to" && infirmaries[strings.ToLower(d.Token(h).Lemma)]
}

// infirmaries are where the wounded and the dead are brought.
var infirmaries = map[string]bool{"hospital": true, "clinic": true, "morgue": true, "mortuary": true}

// liesApart tells whether a place stands in a clause or nominal that is told to lie apart from the rest, by days or hours, in which token i does not stand: of "the
// attack came hours after a strike on Pell", Pell.
func liesApart(d *draft.Draft, at draft.Range, i int) bool {
	p := Top(d, at.First, at.End)
	for steps := 0; p >= 0 && steps < maxClimb; steps++ {
		if m := d.Child(p, language.Mark, language.Case); m > 0 && m < p && (d.Token(m).Lower == "after" || d.Token(m).Lower == "before") && IsUnit(d.Token(m-1).Lemma) {
			return !d.Under(i, p)
		}
		p = d.Head(p)
	}
	return false
}

// IsUnit tells whether a lemma is a unit of time, by which one deed is told to lie from another: "hours after".
func IsUnit(lemma string) bool { return units[lemma] }

var units = map[string]bool{"minute": true, "hour": true, "day": true, "week": true, "month": true, "year": true}

// dayEnd is the end of a place, and of the day behind it that a parser took for its head: "in Marrow province May 6".
func dayEnd(d *draft.Draft, at draft.Range) int {
	top := Top(d, at.First, at.End)
	if h := d.Head(top); modifies(d, top) && h >= at.End {
		if i := d.TimeAt(h); i >= 0 && d.Times[i].First == at.End {
			return d.Times[i].End
		}
	}
	return at.End
}

// isMeasured tells whether a place only says how far off the one named before it lies: "in Selby, some 40 km (25 miles) north of the city of Pell".
func isMeasured(d *draft.Draft, before, at draft.Range) bool {
	i := at.First - 1
	for i > before.End && (d.Token(i).UPOS == language.DET || d.Token(i).UPOS == language.NOUN || d.Token(i).UPOS == language.ADJ || d.Token(i).XPOS == language.TagComma || d.Token(i).Lower == "of" && !bearings[d.Token(i-1).Lower]) {
		i--
	}
	if i <= before.End || d.Token(i).Lower != "of" && d.Token(i).Lower != "from" || !bearings[d.Token(i-1).Lower] {
		return false
	}
	far := false
	for i -= 2; i >= before.End; i-- {
		switch t := d.Token(i); t.UPOS {
		case language.NUM:
			far = true
		case language.PUNCT, language.NOUN, language.ADV, language.ADP, language.ADJ, language.DET, language.SYM:
		default:
			return false
		}
	}
	return far
}

// bearings are the words by which one place is told by another.
var bearings = map[string]bool{
	"north": true, "south": true, "east": true, "west": true, "northeast": true, "northwest": true, "southeast": true, "southwest": true,
	"north-east": true, "north-west": true, "south-east": true, "south-west": true, "kilometers": true, "kilometres": true, "km": true, "miles": true,
}

// named is the place that a town or the like is called by where place at only says of what sort it is: "the Red Sea port of Pell".
func (g *Grammar) named(d *draft.Draft, at int) int {
	top := Top(d, d.PlaceAt[at].First, d.PlaceAt[at].End)
	for steps := 0; top >= 0 && steps < maxClimb && (d.Rel(top) == language.Compound || d.Rel(top) == language.Amod); steps++ {
		top = d.Head(top)
		for c := range d.Children(top) {
			if d.Rel(c) != language.Nmod || Case(d, c) != "of" {
				continue
			}
			for i := at + 1; i < len(d.PlaceAt) && d.PlaceAt[i].First <= c; i++ {
				if d.PlaceAt[i].Holds(c) && d.Places[i].Literal {
					return i
				}
			}
		}
	}
	return at
}

// narrower is the place within place at that is named right before it, or at itself: "in Pell, in the northern Marrow province".
func (g *Grammar) narrower(d *draft.Draft, at, from int) int {
	before, region := at-1, d.Places[at]
	if before < from || region.Kind != claim.PlaceAdmin1 && region.Kind != claim.PlaceCountry || !d.Places[before].Literal || !finer(d.Places[before].Kind, region.Kind) {
		return at
	}
	if d.Places[before].Country != region.Country || region.Kind == claim.PlaceAdmin1 && d.Places[before].Admin1 != region.Admin1 || !g.locates(d, d.PlaceAt[before]) || OfMedium(d, d.PlaceAt[before]) {
		return at
	}
	for i := d.PlaceAt[before].End; i < d.PlaceAt[at].First; i++ {
		switch d.Token(i).UPOS {
		case language.PUNCT, language.ADP, language.DET, language.ADJ:
		default:
			return at
		}
	}
	return before
}

// OfMedium tells whether a place stands in the words for a news outlet that is cited: "according to the Gazette in Marr" does not say where.
func OfMedium(d *draft.Draft, at draft.Range) bool {
	return slices.ContainsFunc(d.SaidFrom(at.First), func(i int) bool {
		speaker := d.Statements[i].Speaker
		if speaker == nil {
			return false
		}
		a := d.Actor(speaker.Actor)
		return a != nil && a.Sector == "JRN"
	})
}

// Aligns tells whether a place is only the first half of an adjective that says with whom somebody stands: "the Karsenia-aligned rebels".
func Aligns(d *draft.Draft, at draft.Range) bool {
	if at.End+1 >= len(d.Doc.Tokens) || d.Doc.Tokens[at.End].UPOS != language.PUNCT || d.Doc.Tokens[at.End].Form != "-" {
		return false
	}
	t := d.Token(at.End + 1)
	return t.XPOS == language.TagVBN || t.UPOS == language.ADJ
}

// IsBase tells whether a place is only where what something was fired from lies, wherever the parser hung it: "from their positions in Pell".
func (g *Grammar) IsBase(d *draft.Draft, at draft.Range) bool {
	n := at.First - 2
	if n < 1 || d.Token(n+1).UPOS != language.ADP || !g.base.Has(d.Token(n).Lemma) {
		return false
	}
	for i := n - 1; i >= 0 && n-i <= 3; i-- {
		switch t := d.Token(i); {
		case t.Lower == "from":
			return true
		case t.UPOS != language.ADJ && t.UPOS != language.PRON && t.UPOS != language.DET && t.UPOS != language.NOUN && t.UPOS != language.PROPN && t.UPOS != language.PART:
			return false
		}
	}
	return false
}

// finer tells whether a place of kind a is narrower than one of kind b.
func finer(a, b claim.PlaceKind) bool {
	rank := func(k claim.PlaceKind) int {
		return slices.Index([]claim.PlaceKind{claim.PlaceCountry, claim.PlaceRegion, claim.PlaceAdmin1, claim.PlaceAdmin2}, k)
	}
	if rank(b) < 0 {
		return false
	}
	return rank(a) < 0 || rank(a) > rank(b)
}

// hangsAsPlace tells whether nominal i, or what it stands beside, may say where: not what acts or is acted on.
func (g *Grammar) hangsAsPlace(d *draft.Draft, i int) bool {
	for steps := 0; i >= 0 && steps < maxClimb; steps++ {
		switch d.Rel(i) {
		case language.Conj, language.Appos:
			i = d.Head(i)
			continue
		case language.Nsubj, language.NsubjPass, language.Obj, language.Iobj:
			return false
		}
		return true
	}
	return true
}

// locates tells whether a place says where: with a preposition of place, or before a noun.
func (g *Grammar) locates(d *draft.Draft, at draft.Range) bool {
	top := Top(d, at.First, at.End)
	if LedTo(d, at) {
		return false
	}
	switch d.Rel(top) {
	case language.Conj: // "in Marr and Pell", but not "of Karsenia and Ruvania"
		if h := d.Head(top); h >= 0 && Case(d, top) == "" && Case(d, h) != "" {
			return g.caseIs(d, h, "place")
		}
		return Case(d, top) != "" || g.hangsAsPlace(d, d.Head(top))
	case language.Appos: // "in the capital, Pell", but not "the mediators, Karsenia and Solmark, said"
		return g.hangsAsPlace(d, top)
	case language.Compound, language.NmodDesc, language.NmodUnmarked, language.List, language.Flat:
		return true
	}
	return g.caseIs(d, top, "place")
}
