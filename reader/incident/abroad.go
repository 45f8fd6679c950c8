package incident

import (
	"slices"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
	"github.com/parley-desk/parley/reader/home"
)

// land is the country in which the report is at home, empty where in none. A title is too short to say.
func (r *reading) land() string {
	if r.homeland == nil {
		country := ""
		if r.d.In == "" {
			country = home.Of(r.d, r.base).Country
		}
		r.homeland = &country
	}
	return *r.homeland
}

// isAbroad tells whether a place lies in another country than that in which the report is at home; where it
// is at home in none, any country may be abroad.
func (r *reading) isAbroad(at int) bool {
	p := &r.d.Places[at]
	return p.Country != "" && p.Country != r.land() && (r.land() != "" || p.Kind == claim.PlaceCountry)
}

// isBesides tells whether place at, abroad, is named for something else than where the deed of token trigger was done: where somebody
// comes from, lives, was trained or sent, what somebody is ambassador to, where talks are held meanwhile, where words were spoken.
func (r *reading) isBesides(at, trigger int) bool {
	if !r.isAbroad(at) {
		return false
	}
	i := clause.Top(r.d, r.d.PlaceAt[at].First, r.d.PlaceAt[at].End)
	switch caseOf(r, i) {
	case "to", "from", "for", "with", "toward", "towards":
		return r.d.Head(i) != trigger
	}
	if r.isOneOfMany(i) || r.isBehindSince(trigger, r.d.PlaceAt[at].First) {
		return true
	}
	nouns := 0
	for steps := 0; steps < maxAside && i != trigger; steps++ {
		h := r.d.Head(i)
		if h < 0 {
			return true
		}
		if r.opensAside(i) && !r.d.Under(trigger, i) {
			return true
		}
		if h == trigger {
			return false
		}
		if r.d.Under(trigger, h) {
			return !r.shares(trigger, h)
		}
		if rel := r.d.Rel(i); rel == language.Nmod || rel == language.Obl {
			nouns++
		}
		if nouns > 1 {
			return true
		}
		i = h
	}
	return false
}

// isBehindSince tells whether words between a deed and a place say since or until when, whatever the parser hung them to, and name no
// other deed: "the first attack in the capital since the talks began in Pell".
func (r *reading) isBehindSince(trigger, at int) bool {
	since := false
	for i := trigger + 1; i < at; i++ {
		switch t := r.d.Token(i); {
		case t.Lower == "since" || t.Lower == "until" || t.Lower == "till":
			since = true
		case since && r.isViolent(i):
			return false
		}
	}
	return since
}

// isOneOfMany tells whether the place headed by token i stands in a list of three countries or more: no deed is done in all of them.
func (r *reading) isOneOfMany(i int) bool {
	lands := map[string]bool{}
	for _, k := range clause.Conjuncts(r.d, i) {
		if at := r.placeAt(k); at >= 0 && r.d.Places[at].Kind == claim.PlaceCountry {
			lands[r.d.Places[at].Country] = true
		}
	}
	return len(lands) > 2
}

// opensAside tells whether token i heads a clause that describes somebody, or what went on at another time.
func (r *reading) opensAside(i int) bool {
	switch r.d.Rel(i) {
	case language.Acl, language.AclRelcl: // not "the murder of six, committed in Marr"
		return !r.happens(i) && r.words.light[r.d.Token(i).Lemma] == nil
	case language.Ccomp, language.Parataxis, language.AdvclRelcl:
		return true
	case language.Advcl:
		m := r.d.Child(i, language.Mark)
		if m < 0 { // "killed by a band trained in Pell"
			return r.d.Token(i).XPOS == language.TagVBN && r.d.Child(i, language.Nsubj, language.NsubjPass, language.Aux, language.AuxPass) < 0 && !r.isViolent(i)
		}
		return r.words.meanwhile[r.d.Token(m).Lower]
	}
	return false
}

// shares tells whether what is said of token h is said of the deed of token trigger below it as well: as its subject or object,
// as another verb of the same clause, or because h tells of violence too: "the killing in Marr in a drone attack".
func (r *reading) shares(trigger, h int) bool {
	if r.isViolent(h) || r.d.Head(trigger) == h && r.d.Rel(trigger) == language.Nmod { // "of workers in Marr in an attack", all hung to the workers
		return true
	}
	for steps := 0; trigger != h && trigger >= 0 && steps < maxAside; steps++ {
		switch r.d.Rel(trigger) {
		case language.Nsubj, language.NsubjPass, language.Obj, language.Conj, language.Xcomp, language.Advcl:
		case language.Compound, language.Flat, language.Appos:
		default:
			return false
		}
		trigger = r.d.Head(trigger)
	}
	return clause.IsVerb(r.d, h)
}

// isViolent tells whether the word at token i may tell of violence.
func (r *reading) isViolent(i int) bool {
	senses := r.words.nouns
	if clause.IsVerb(r.d, i) {
		senses = r.words.verbs
	}
	return slices.ContainsFunc(senses[r.d.Token(i).Lemma], func(s *sense) bool { return s.kind == "ASSAULT" })
}

// drop takes the place from an event of violence whose words name it for something else.
func (r *reading) drop(c *claim.Claim, trigger int) {
	if e, ok := c.Body.(*claim.Event); ok && e.Type == "ASSAULT" && c.Place != nil && r.isBesides(c.Place.Place, trigger) {
		c.Place = nil
	}
}
