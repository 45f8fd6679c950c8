package incident

import (
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
	"github.com/parley-desk/parley/reader/draft"
)

// site is the place that says which building, post or camp a deed of token trigger was done at: "exploded at a Kabul mosque".
func (r *reading) site(trigger int) *claim.Where {
	for c := range r.d.Children(trigger) {
		if rel := r.d.Rel(c); rel != language.Obl && rel != language.Nmod || !isAtSite(caseOf(r, c)) || r.classesOf(c)&r.words.is("structure", "base") == 0 {
			continue
		}
		first, _ := r.d.Subtree(c)
		for at := r.firstPlace(first); at < len(r.d.PlaceAt) && r.d.PlaceAt[at].End <= c; at++ {
			if r.d.Places[at].Literal && !isWide(&r.d.Places[at]) && r.describes(r.d.PlaceAt[at], c) {
				return &claim.Where{Place: at, Basis: claim.PlaceStated}
			}
		}
	}
	return nil
}

// describes tells whether the name of a place stands before noun n, or a noun before that, and says which it is: "the Herat university campus".
func (r *reading) describes(at draft.Range, n int) bool {
	for i := clause.Top(r.d, at.First, at.End); i != n; i = r.d.Head(i) {
		if rel := r.d.Rel(i); i < 0 || rel != language.Compound && rel != language.NmodDesc && rel != language.Amod {
			return false
		}
	}
	return true
}

// isAtSite tells the prepositions that say at what thing, and not in what land, something was done.
func isAtSite(preposition string) bool {
	switch preposition {
	case "at", "in", "near", "outside", "inside", "on", "around", "behind":
		return true
	}
	return false
}

// tellsOther tells whether the words of place at say something else than where something was done, whatever stands beside them: whose it is, a way, a
// medium, an alliance, a base, the dateline.
func (r *reading) tellsOther(at int) bool {
	words := r.d.PlaceAt[at]
	return r.attributes(at) || clause.LedTo(r.d, words) || clause.OfMedium(r.d, words) || clause.Aligns(r.d, words) || clause.OfBody(r.d, words) || r.grammar.IsBase(r.d, words) || r.d.DatelineAt.Holds(words.First)
}

// isOfOther tells whether place at is that of something or somebody else than the deed of token i.
func (r *reading) isOfOther(at, i int) bool {
	words := r.d.PlaceAt[at]
	return r.isBesides(at, i) || r.isLagged(at, i) || clause.IsWhose(r.d, words, i)
}

// isLagged tells whether place at stands in a clause that is told to lie days or a counted time apart from the rest, in which token i does not stand.
func (r *reading) isLagged(at, i int) bool {
	l := r.lagOf(clause.Top(r.d, r.d.PlaceAt[at].First, r.d.PlaceAt[at].End))
	return l != nil && !r.d.Under(i, l.clause)
}

// onlyPlace is the place of sentence s, its dateline left out, where all literal places that it names in the same
// voice as token i may be one within the other: the finest that is known. -1 where they are apart, or none.
func (r *reading) onlyPlace(s, i int) int {
	sentence := &r.d.Doc.Sentences[s]
	best := -1
	for at := r.firstPlace(int(sentence.First)); at < len(r.d.PlaceAt) && r.d.PlaceAt[at].First < int(sentence.End); at++ {
		p := &r.d.Places[at]
		if !p.Literal || r.tellsOther(at) || r.d.Within != nil && r.d.Within[r.d.PlaceAt[at].First] != r.d.Within[i] || sentence.Parsed && r.isOfOther(at, i) {
			continue
		}
		switch {
		case best < 0:
			best = at
		case apart(p, &r.d.Places[best]):
			return -1
		case finer(p, &r.d.Places[best]):
			best = at
		}
	}
	return best
}

// attributes tells whether place at only says whose or what sort something is ("the Kabul
// government"), or where somebody goes or comes from.
func (r *reading) attributes(at int) bool {
	last := r.d.PlaceAt[at].End - 1
	if r.orients(r.d.PlaceAt[at].First) {
		return true
	}
	if leadsAway(caseOf(r, last)) {
		return true
	}
	if caseOf(r, clause.Top(r.d, r.d.PlaceAt[at].First, r.d.PlaceAt[at].End)) == "from" {
		return true
	}
	switch r.d.Rel(last) {
	case language.Compound, language.Amod, language.NmodPoss, language.Nsubj, language.NsubjPass:
		return true
	}
	return false
}

// leadsAway tells whether a preposition says where somebody goes or comes from, or what something is for.
func leadsAway(preposition string) bool {
	switch preposition {
	case "to", "for", "from", "into", "toward", "towards":
		return true
	}
	return false
}

// isOnTheWay tells whether a place at token i stands in what somebody goes to or comes from, below token root: "was returning from
// talks in Pell".
func (r *reading) isOnTheWay(i, root int) bool {
	for steps := 0; i >= 0 && i != root && steps < maxAside; steps++ {
		if rel := r.d.Rel(i); (rel == language.Obl || rel == language.Nmod) && leadsAway(caseOf(r, i)) && caseOf(r, i) != "into" { // a car driven into a gate is there
			return true
		}
		i = r.d.Head(i)
	}
	return false
}

// orients tells whether the place at token i only says where another lies: "a village 55 kilometres north of the capital, Pell".
func (r *reading) orients(i int) bool {
	ofSort := false
	for k, steps := i-1, 0; k > 0 && steps < 4; k, steps = k-1, steps+1 {
		switch t := r.d.Token(k); {
		case t.Lower == "of" && k > 1 && r.d.Token(k-1).UPOS == language.NOUN && !r.words.bearing[r.d.Token(k-1).Lower]: // "of the city of Pell"
			k--
			ofSort = true
		case t.Lower == "of" || t.Lower == "from":
			return r.words.bearing[r.d.Token(k-1).Lower] && (!ofSort || r.hasDistance(k-1))
		case t.UPOS != language.DET && t.UPOS != language.ADJ && t.UPOS != language.NOUN && t.XPOS != language.TagComma:
			return false
		}
	}
	return false
}

// hasDistance tells whether a number stands close before the bearing at token i: "40 km (25 miles) north".
func (r *reading) hasDistance(i int) bool {
	for k := i - 1; k >= 0 && k > i-longestDistance; k-- {
		if r.d.Token(k).UPOS == language.NUM {
			return true
		}
	}
	return false
}

// longestDistance is how many tokens a distance before a bearing takes.
const longestDistance = 7

func (r *reading) firstPlace(token int) int {
	low, high := 0, len(r.d.PlaceAt)
	for low < high {
		mid := (low + high) / 2
		if r.d.PlaceAt[mid].First < token {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low
}

// apart tells whether two places cannot lie one within the other, as far as they are known.
func apart(a, b *claim.Place) bool {
	if a.Country == "" || b.Country == "" {
		return false
	}
	return a.Country != b.Country || a.Admin1 != "" && b.Admin1 != "" && a.Admin1 != b.Admin1
}

// finer tells whether place a says more of where than b: known before unknown, a
// town before its province, a province before its country.
func finer(a, b *claim.Place) bool { return grain(a) > grain(b) }

func grain(p *claim.Place) int {
	switch {
	case p.Country == "":
		return 0
	case p.Kind == claim.PlaceCountry:
		return 1
	case p.Admin1 == "":
		return 2
	case p.Kind == claim.PlaceAdmin1:
		return 3
	case p.Kind == claim.PlaceAdmin2:
		return 4
	}
	return 5
}
