package incident

import (
	"slices"
	"strings"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
)

// tell makes the event of an act and adds it to the draft.
func (r *reading) tell(h *happening) {
	e := &claim.Event{
		Type: h.sense.kind, Mode: r.mode(h), ACLED: r.subType(h),
		Actors: r.refs(h.actors), Recipients: r.refs(r.struck(h)),
		Trigger: r.d.Span(h.first, h.end), Weapon: r.weaponText(h),
	}
	if h.sense.frame != both {
		r.partPronouns(h, e)
	}
	c := claim.Claim{Kind: claim.KindEvent, Rule: "event/" + h.rule, Body: e}
	r.grammar.Fill(r.d, h.trigger, &c)
	if isAccord(h.sense.kind) && c.Certainty == claim.Asserted && r.grammar.IsPurpose(r.d, h.clause) {
		c.Certainty, c.Tense = claim.Hypothetical, claim.Future
	}
	if e.Type == "ASSAULT" {
		r.undo(&c, h.clause)
	}
	if c.Tense == claim.Ongoing && r.isOver(h) {
		c.Tense = claim.Past
	}
	if (h.unclaimed || h.laid) && c.Polarity == claim.Negative {
		c.Polarity = claim.Positive // that nobody claimed it, or that nobody was hurt in what is laid to somebody, denies no attack
	}
	if c.Certainty == claim.Alleged && !h.alleged && r.isThatOne(h) {
		c.Certainty = claim.Asserted // "reports that allege deaths in this strike" do not allege the strike
	}
	if h.alleged && c.Certainty == claim.Asserted {
		c.Certainty = claim.Alleged
	}
	if len(c.By) == 0 {
		c.By = r.accusers(h)
	}
	c.Span = r.span(h)
	if c.Place != nil && e.Type == "ASSAULT" && r.isWhose(h, c.Place.Place) {
		c.Place = nil
	}
	r.drop(&c, h.trigger)
	if t := r.target(h); c.Place == nil || t != nil && r.liesIn(t.Place, c.Place.Place) {
		c.Place = t // "attacked Pell, a village in Marrow"
	}
	s := r.d.Doc.SentenceOf(h.trigger)
	r.set(&c, s, h.trigger, inPlace(h.sense.kind))
	r.known(&c, s, h.trigger)
	c.Path = h.sense.term + ": " + clause.Path(r.d, h.trigger)
	c.Confidence = r.confidence(h)
	r.d.Add(c)
	h.claim = len(r.d.Claims) - 1
	r.told = append(r.told, h)
}

// isThatOne tells whether the noun of an act points with "this" or "these" at one that the report has told as a fact.
func (r *reading) isThatOne(h *happening) bool {
	det := r.d.Child(h.trigger, language.Det)
	if h.rule != "noun" || det < 0 || r.d.Token(det).Lower != "this" && r.d.Token(det).Lower != "these" {
		return false
	}
	return slices.ContainsFunc(r.told, func(b *happening) bool {
		c := &r.d.Claims[b.claim]
		return b.sense.kind == h.sense.kind && b.sense.mode == h.sense.mode && c.Certainty == claim.Asserted && c.Polarity == claim.Positive
	})
}

// struck are those whom an act of force befell: of people and the land where they were only the people: "killed in a strike on southern Ruvania". A
// town that was shelled is struck too.
func (r *reading) struck(h *happening) []int {
	if h.sense.kind != "ASSAULT" || h.sense.frame == both {
		return h.recipients
	}
	isWhere := func(n int) bool {
		at := r.placeAt(n)
		return at >= 0 && r.d.Places[at].Literal && r.d.Token(n).UPOS == language.PROPN && isLand(&r.d.Places[at])
	}
	if !slices.ContainsFunc(h.recipients, func(n int) bool { return !isWhere(n) && r.classesOf(n)&person != 0 }) {
		return h.recipients
	}
	return slices.DeleteFunc(slices.Clone(h.recipients), isWhere)
}

// isLand tells whether a place is a country, a province or another region, and no town.
func isLand(p *claim.Place) bool {
	return p.Kind == claim.PlaceCountry || p.Kind == claim.PlaceRegion || p.Kind == claim.PlaceAdmin1
}

// partPronouns takes from those who do an act and those whom it befalls a pronoun that was taken for one of the other side: in "they repulsed an attack by
// the rebels" they are no rebels.
func (r *reading) partPronouns(h *happening, e *claim.Event) {
	stranger := func(nominals []int, others []claim.Ref) func(claim.Ref) bool {
		return func(x claim.Ref) bool {
			return x.Actor != "" && slices.ContainsFunc(others, func(o claim.Ref) bool { return o.Actor == x.Actor }) &&
				slices.ContainsFunc(nominals, func(n int) bool { return r.d.Token(n).UPOS == language.PRON && r.d.Refs[n].Actor == x.Actor })
		}
	}
	recipients := slices.DeleteFunc(slices.Clone(e.Recipients), stranger(h.recipients, e.Actors))
	e.Actors = slices.DeleteFunc(slices.Clone(e.Actors), stranger(h.actors, recipients))
	e.Recipients = recipients
}

// isWhose tells whether a country before the word of an act, or before whom it befell, only says whose
// deed or people it is: "the U.S. invasion of Panama", "the murder of two U.S. advisers".
func (r *reading) isWhose(h *happening, at int) bool {
	if r.d.Places[at].Kind != claim.PlaceCountry {
		return false
	}
	last := r.d.PlaceAt[at].End - 1
	switch r.d.Rel(last) {
	case language.Compound, language.Amod, language.NmodPoss, language.NmodDesc:
		return true
	}
	return slices.Contains(h.actors, last)
}

// isOver tells whether an act is a single one of a moment, of which a verb in the present only says what it means: "the ambush marks a turn", "the blast
// comes days after". What lasts, or is said to go on, is not over.
func (r *reading) isOver(h *happening) bool {
	t := r.d.Token(h.trigger)
	v := r.d.Head(h.trigger)
	if h.sense.kind != "ASSAULT" || t.XPOS != language.TagNN || r.words.long[t.Lemma] || r.words.count.lasting[t.Lemma] || v < 0 {
		return false
	}
	if r.d.Rel(h.trigger) != language.Nsubj {
		v = r.verbOver(h.trigger)
		if v >= 0 && marks[r.d.Token(v).Lemma] && (r.d.Rel(h.trigger) == language.Obj || r.d.Rel(h.trigger) == language.Conj) {
			return true // "marks the second assault of the week"
		}
		return v >= 0 && r.isDefinite(h.trigger) && (clause.IsYet(r.d, v) || r.d.Token(v).XPOS == language.TagVBG && !r.goesOn(v) && !r.words.doing[r.d.Token(v).Lemma]) // "has yet to claim the attack", "are attributing the bombing to rebels"
	}
	if x := r.d.Token(v).XPOS; x != language.TagVBZ && x != language.TagVBP || r.goesOn(v) {
		return false
	}
	return r.d.Child(h.trigger, language.Det, language.NmodPoss) >= 0
}

// marks are verbs by which a deed that was done is told to be one of a kind.
var marks = map[string]bool{"mark": true, "represent": true, "constitute": true}

// goesOn tells whether verb v says of its subject that it lasts.
func (r *reading) goesOn(v int) bool {
	switch r.d.Token(v).Lemma {
	case "continue", "go", "rage", "last", "persist", "intensify", "escalate", "spread", "enter", "remain", "threaten", "begin", "start":
		return true
	}
	return false
}

// isAccord tells the types of acts by which sides come to terms: meant, they are not yet done ("met to sign").
func isAccord(kind string) bool { return kind == "AGREE" || kind == "CONCEDE" }

// inPlace tells the types of acts that happen in one place, so that the scene's may be theirs.
func inPlace(kind string) bool {
	switch kind {
	case "ASSAULT", "COERCE", "PROTEST", "RETREAT":
		return true
	}
	return false
}

// known puts the finest place of the sentence that is known in place of one that is not:
// "the Pell district of Marrow province", where only Marrow is on the map.
func (r *reading) known(c *claim.Claim, s, trigger int) {
	if c.Place == nil || r.d.Places[c.Place.Place].Country != "" {
		return
	}
	own := clause.Clause(r.d, r.d.PlaceAt[c.Place.Place].First)
	if at := r.onlyPlace(s, trigger); at >= 0 && (clause.Clause(r.d, r.d.PlaceAt[at].First) == own || r.d.Rel(own) != language.Advcl && r.d.Rel(own) != language.Conj) {
		c.Place = &claim.Where{Place: at, Basis: claim.PlaceStated} // not of another clause: "killed in Selby, while two were killed near Pell"
	}
}

// target is the place that an act befell: "shelled Selby", "the siege of Marr", "a raid on the
// village of Pell". Nil where no place did.
func (r *reading) target(h *happening) *claim.Where {
	if h.sense.kind != "ASSAULT" && h.sense.kind != "COERCE" {
		return nil
	}
	for _, n := range h.recipients {
		if at := r.placeUnder(n, 2); at >= 0 {
			return &claim.Where{Place: at, Basis: claim.PlaceStated}
		}
	}
	if fought := clause.Oblique(r.d, h.trigger, "for"); fought >= 0 && h.sense.frame == both && !clause.IsVerb(r.d, h.trigger) { // "the battle for Selby"
		if at := r.placeAt(fought); at >= 0 && r.d.Places[at].Literal {
			return &claim.Where{Place: at, Basis: claim.PlaceStated}
		}
	}
	return nil
}

// liesIn tells whether place a, as far as both are known, is a finer one within b.
func (r *reading) liesIn(a, b int) bool {
	fine, wide := &r.d.Places[a], &r.d.Places[b]
	return wide.Country != "" && finer(fine, wide) && !apart(fine, wide)
}

// placeUnder is the literal place that nominal n names, or that a nominal under it by
// "of", "in" or the like does; -1 where none.
func (r *reading) placeUnder(n, depth int) int {
	if at := r.placeAt(n); at >= 0 && r.d.Places[at].Literal {
		return at
	}
	if depth == 0 {
		return -1
	}
	for c := range r.d.Children(n) {
		switch r.d.Rel(c) {
		case language.Nmod, language.Appos, language.Compound, language.NmodPoss:
			if leadsAway(caseOf(r, c)) { // "the ambassador to Pell"
				continue
			}
			at := r.placeUnder(c, depth-1)
			if at >= 0 && (caseOf(r, c) != "" && r.d.Rel(c) == language.Nmod || r.d.Places[at].Kind != claim.PlaceCountry) {
				return at // "a U.S. convoy" says whose, not where
			}
		}
	}
	return -1
}

// refs names participants as the draft knows them.
func (r *reading) refs(nominals []int) []claim.Ref {
	var out []claim.Ref
	for _, n := range nominals[:min(len(nominals), maxTold)] {
		if r.grammar.IsNegated(r.d, n) {
			continue // "no group claimed the attack", "no civilians were hurt in the raid"
		}
		if several := r.d.Several[n]; len(several) > 0 { // "both sides"
			out = append(out, several...)
			continue
		}
		if ref := r.ref(n); ref.Actor != "" || r.isNamed(n) {
			out = append(out, ref)
		}
	}
	return out
}

// isNamed tells whether the words of nominal n say who is meant: no pronoun or number alone does.
func (r *reading) isNamed(n int) bool {
	switch r.d.Token(n).UPOS {
	case language.PRON, language.NUM, language.DET:
		return r.content(n) != n
	}
	return true
}

// ref names the participant that nominal n names: one that is known, or else its words up
// to its head and an "of" after it.
func (r *reading) ref(n int) claim.Ref {
	if ref, ok := r.d.Refs[n]; ok {
		return r.sided(ref)
	}
	first, end := r.core(n)
	span := r.d.Span(first, end)
	return claim.Ref{Actor: r.memberOf(n, memberDepth), Text: strings.Join(strings.Fields(r.d.Words(first, end)), " "), Span: &span}
}

// sided names the party itself for its armed men and officials, whom the actors layer
// knows as unnamed ones of it: "Karsenian troops" act as Karsenia.
func (r *reading) sided(ref claim.Ref) claim.Ref {
	a := r.actor(ref)
	if a == nil || a.Kind != claim.ActorUnnamed || a.SideOf == "" || r.actors[a.SideOf] == nil {
		return ref
	}
	switch a.Sector {
	case "MIL", "REB", "UAF", "COP", "GOV", "PRM":
		ref.Actor = a.SideOf
	}
	return ref
}

// core is the nominal headed by n with what stands before its head and with an
// "of" after it, but nothing else: tokens [first, end).
func (r *reading) core(n int) (first, end int) {
	first, end = n, n+1
	for c := range r.d.Children(n) {
		from, to := r.d.Phrase(c)
		switch r.d.Rel(c) {
		case language.Amod, language.Compound, language.NmodPoss, language.NmodDesc, language.Nummod, language.Det, language.DetPredet, language.Advmod:
			if c < n {
				from, _ = r.d.Subtree(c)
				first = min(first, from)
			}
		case language.Flat, language.Goeswith:
			end = max(end, to)
		case language.Nmod:
			if c > n && caseOf(r, c) == "of" {
				end = max(end, to)
			} else if c < n { // "at least": parsed in many ways
				first = min(first, from)
			}
		}
	}
	for last := len(r.d.Doc.Tokens); end+1 < last && r.d.Token(end).XPOS == language.TagHYPH && !r.d.Token(end-1).SpaceAfter && !r.d.Token(end).SpaceAfter; {
		end += 2 // "the village of Al-Pell", cut at its hyphen
	}
	for first < n && r.d.Token(first).UPOS == language.PUNCT && !isQuote(r.d.Token(first).Form) { // ", 9 people", behind what was hung on the number
		first++
	}
	return first, end
}

// span is the words that tell of an act: from its trigger to the nearest of those who take part in it.
func (r *reading) span(h *happening) claim.Span {
	first, end := h.first, h.end
	s := r.d.Doc.Sentences[r.d.Doc.SentenceOf(h.trigger)]
	for _, list := range [][]int{h.actors, h.recipients, h.results} {
		for _, n := range list {
			if n < int(s.First) || n >= int(s.End) {
				continue
			}
			from, to := r.core(n)
			first, end = min(first, from), max(end, to)
		}
	}
	return r.d.Span(first, end)
}

// Priors of the rules: of events made so, how many were right when read beside
// their reports; to be fitted on the dev sets.
const (
	surely   = 0.85 // a strong verb with a known participant
	likely   = 0.75
	probably = 0.65
	perhaps  = 0.5
)

// confidence is the prior of the rule that made an event.
func (r *reading) confidence(h *happening) float64 {
	known := len(h.actors)+len(h.recipients) > 0
	switch {
	case h.sense.weak:
		return perhaps
	case h.rule == "noun" && !known && !h.supported:
		return perhaps
	case h.rule == "noun", h.sense.violent:
		return probably
	case known:
		return surely
	}
	return likely
}
