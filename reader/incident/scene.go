package incident

import (
	"slices"
	"time"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
	"github.com/parley-desk/parley/reader/draft"
)

// scene is where and when the telling stands: set by one sentence, and good for what the
// next ones tell without a place or time of their own.
type scene struct {
	where     *claim.Where
	when      *claim.When
	placed    int // the sentence that set the place
	dated     int // the sentence that set the time
	paragraph int32
}

// reach is for how many sentences a scene holds.
const reach = 4

// stand moves the scene to sentence s: a place and time of its main clause stand
// from here on; a headline sets none.
func (r *reading) stand(s int) {
	sentence := &r.d.Doc.Sentences[s]
	if sentence.Paragraph > r.scene.paragraph+1 {
		r.scene.where, r.scene.when = nil, nil
	}
	r.scene.paragraph = sentence.Paragraph
	if sentence.Heading { // a new story, or a new part of one
		r.scene.where, r.scene.when = nil, nil
		if at := r.onlyPlace(s, int(sentence.First)); at >= 0 && r.isPlaceLine(s) {
			r.scene.where, r.scene.placed = &claim.Where{Place: at, Basis: claim.PlaceStated}, s
		}
	}
	if sentence.Heading || !sentence.Parsed {
		return
	}
	for i := int(sentence.First); i < int(sentence.End); i++ {
		if r.d.Rel(i) != language.RootRel {
			continue
		}
		m := r.grammar.Mood(r.d, i)
		if m.Tense == claim.Ongoing && r.d.Token(i).UPOS == language.VERB && r.firstTold(i, func(*claim.Claim) bool { return true }) == nil {
			return // how things stand is no scene: "he keeps ties to men in Marrow"
		}
		w := r.grammar.Place(r.d, i)
		if at := r.onlyPlace(s, i); w == nil && at >= 0 && !r.isAside(r.d.PlaceAt[at].First, i) {
			w = &claim.Where{Place: at, Basis: claim.PlaceStated}
		}
		told := r.toldIn(i)
		if told != nil && (w == nil || w.Place == told.Place) {
			w = told
		}
		if w != nil && r.isScene(w, i, told) && !r.isElsewhere() && (len(r.now) > 0 || !r.isAbroad(w.Place)) {
			r.scene.where, r.scene.placed = w, s
		}
		if m.Tense != claim.Future && !m.Background {
			w := r.grammar.Time(r.d, i)
			if at := r.grammar.TimeOf(r.d, i); at >= 0 && r.d.Times[at].First > 0 && r.d.Token(r.d.Times[at].First-1).Lower == "since" {
				w = nil // what has gone on since a day is of many
			}
			if told := r.toldOf(i); told != nil {
				w = told
			}
			if w != nil && isDay(w) && !clause.IsHistory(r.d, w) && !r.isEnd(w) && !r.isOnlySaid(i) {
				r.scene.when, r.scene.dated = w, s
			}
		}
		return
	}
}

// isOnlySaid tells whether token root is the cue of what somebody says, of which no deed of force is told: the day of saying is no scene's.
func (r *reading) isOnlySaid(root int) bool {
	if slices.ContainsFunc(r.now, func(h *happening) bool { return inPlace(h.sense.kind) }) {
		return false
	}
	return slices.ContainsFunc(r.d.Statements, func(s draft.Statement) bool { return s.Head == root })
}

// isEnd tells whether a time is until when something lasted.
func (r *reading) isEnd(w *claim.When) bool {
	at := slices.IndexFunc(r.d.Times, func(t draft.Time) bool { return w.Span != nil && t.Span == *w.Span })
	if at < 0 || r.d.Times[at].First == 0 {
		return false
	}
	x := &r.d.Times[at]
	if x.Type == claim.TypeTime { // "until late this morning" is of the day
		return false
	}
	before := r.d.Token(x.First - 1).Lower
	return before == "until" || before == "till"
}

// isScene tells whether place w, that the sentence of root names or a deed that it tells was done at, may be where the telling goes on.
func (r *reading) isScene(w *claim.Where, root int, told *claim.Where) bool {
	at := r.d.PlaceAt[w.Place]
	return !isWide(&r.d.Places[w.Place]) && !r.isOnTheWay(clause.Top(r.d, at.First, at.End), root) && (w == told || !r.isOfSaying(root, at.First))
}

// isWide tells whether a place is no scene: a country, or a part of the world that no country holds.
func isWide(p *claim.Place) bool {
	return p.Kind == claim.PlaceCountry || p.Kind == claim.PlaceRegion && p.Country == ""
}

// isOfSaying tells whether a place at token at only says where something was said, by the cue at token root: "he said at a rally in
// Oslo". Where the speakers are at home may be where it happened: "police in Marrow said".
func (r *reading) isOfSaying(root, at int) bool {
	for i := range r.d.Statements {
		s := &r.d.Statements[i]
		if s.Head == root {
			if r.isPartOfName(at) {
				return true
			}
			return at > root && r.isClause(s.Content) && !slices.ContainsFunc(s.Source, func(source draft.Range) bool { return source.Holds(at) })
		}
	}
	return false
}

// isPartOfName tells whether the place at token at is what a body is for, and not where it is: "the Committee to Save the Pell Valley said".
func (r *reading) isPartOfName(at int) bool {
	i := r.placeAt(at)
	if i < 0 {
		return false
	}
	top := clause.Top(r.d, r.d.PlaceAt[i].First, r.d.PlaceAt[i].End)
	return r.d.Rel(top) == language.Obj
}

// isClause tells whether what is said is a clause or quoted words, not a deed that is named: "confirmed the capture of two men in Marrow".
func (r *reading) isClause(content []draft.Range) bool {
	return slices.ContainsFunc(content, func(at draft.Range) bool {
		for i := at.First; i < at.End; i++ {
			switch r.d.Rel(i) {
			case language.Ccomp, language.Parataxis, language.RootRel:
				return true
			}
		}
		return false
	})
}

// toldOf is the day of the first deed of force that the sentence tells by the words of somebody, whose cue is its root: "officials
// said on Friday that shells had hit the town on Thursday". Nil where the root is no cue, or the deed has no day of its own.
func (r *reading) toldOf(root int) *claim.When {
	if c := r.firstTold(root, func(c *claim.Claim) bool { return c.Time != nil && c.Time.Precision == claim.PrecisionDay }); c != nil {
		return c.Time
	}
	return nil
}

// toldIn is where that deed was, if its words say so: "troops repulsed attacks near Marrow, the army said". Nil else.
func (r *reading) toldIn(root int) *claim.Where {
	if c := r.firstTold(root, func(c *claim.Claim) bool { return c.Place != nil && c.Place.Basis == claim.PlaceStated }); c != nil {
		return c.Place
	}
	return nil
}

// firstTold is the first deed of force of the sentence that fits, done and told as news by the words of somebody whose cue is token root.
func (r *reading) firstTold(root int, fits func(*claim.Claim) bool) *claim.Claim {
	if len(r.now) == 0 || !slices.ContainsFunc(r.d.Statements, func(s draft.Statement) bool { return s.Head == root }) {
		return nil
	}
	for _, h := range r.now {
		if h.claim < 0 || h.sense.kind != "ASSAULT" && h.sense.mode != "arrest" {
			continue
		}
		if c := &r.d.Claims[h.claim]; fits(c) && !c.Background && c.Tense != claim.Future {
			return c
		}
	}
	return nil
}

// isAside tells whether token i stands in a clause beside the main one, headed by root, that tells of something else of the time:
// "While envoys were talking in Oslo, the army said".
func (r *reading) isAside(i, root int) bool {
	for steps := 0; i >= 0 && i != root && steps < maxAside; steps++ {
		if m := r.d.Child(i, language.Mark); m >= 0 && r.d.Rel(i) == language.Advcl && r.d.Token(m).Lower == "while" {
			return true
		}
		i = r.d.Head(i)
	}
	return false
}

// maxAside bounds the walk up to the main clause.
const maxAside = 8

// isElsewhere tells whether the sentence at hand tells only of acts that are done away from
// where the fighting is: of meetings, accords and words.
func (r *reading) isElsewhere() bool {
	return len(r.now) > 0 && !slices.ContainsFunc(r.now, func(h *happening) bool { return inPlace(h.sense.kind) })
}

// isPlaceLine tells whether sentence s is a crosshead of places alone: "Pell / Marrow".
func (r *reading) isPlaceLine(s int) bool {
	for i := int(r.d.Doc.Sentences[s].First); i < int(r.d.Doc.Sentences[s].End); i++ {
		if u := r.d.Token(i).UPOS; r.placeAt(i) < 0 && u != language.PUNCT && u != language.SYM {
			return false
		}
	}
	return true
}

// longestScene is how long what is told of one scene may last: "early October".
const longestScene = 11 * 24 * time.Hour

// isDay tells whether a time is as fine as a day, or a few: a month, or all the time since a day, dates nothing that is told after it.
func isDay(w *claim.When) bool {
	switch w.Precision {
	case claim.PrecisionDay, claim.PrecisionTime:
		return true
	case claim.PrecisionRange:
		start, err := time.Parse(time.DateOnly, firstDay(w.Start))
		end, err2 := time.Parse(time.DateOnly, firstDay(w.End))
		return err == nil && err2 == nil && end.Sub(start) <= longestScene
	}
	return false
}

// set gives an event of sentence s the place and time that its words leave out:
// the one place of its sentence, or those of the scene, if it is of what happens in one place.
func (r *reading) set(c *claim.Claim, s, trigger int, local bool) {
	if l := r.lagOf(trigger); l != nil {
		if c.Time = r.apart(l, s); c.Place == nil {
			if at := r.onlyPlace(s, trigger); at >= 0 && r.d.Under(r.d.PlaceAt[at].First, l.clause) {
				c.Place = &claim.Where{Place: at, Basis: claim.PlaceStated}
			}
		}
		return // the scene is of another day
	}
	if l := r.ledBy(trigger); l != nil && c.Time == nil {
		c.Time = r.hence(l, s)
		local = false
	}
	if c.Place == nil {
		c.Place = r.site(trigger)
	}
	if c.Place == nil {
		if at := r.onlyPlace(s, trigger); at >= 0 {
			c.Place = &claim.Where{Place: at, Basis: claim.PlaceStated}
		}
	}
	if !local || r.isOfLong(trigger) || r.isToldBefore(trigger) || c.Background || c.Tense == claim.Future || c.Certainty == claim.Hypothetical || c.Certainty == claim.Conditional {
		return
	}
	if c.Place == nil && r.scene.where != nil && !r.isSinceThen(trigger) && !r.isOtherDay(c.Time) && s > r.scene.placed && s-r.scene.placed <= reach {
		c.Place = &claim.Where{Place: r.scene.where.Place, Basis: claim.PlaceInherited}
		r.scene.placed = s - 1 // what goes on there keeps the scene
	}
	if before, ok := r.pointsBack(); ok && c.Time == nil {
		if when := r.d.Claims[before.claim].Time; when != nil {
			own := *when
			c.Time = &own
		}
		return
	}
	if c.Time == nil && r.scene.when != nil && !r.isSoFar(trigger) && !r.cameBefore(trigger) && !r.isAnsweredOne(trigger) && !r.isRecent(trigger) && s > r.scene.dated && s-r.scene.dated <= reach {
		when := *r.scene.when
		c.Time = &when
		r.scene.dated = s - 1
	}
}

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
		i = r.d.Head(i)
	}
	if i < 0 || !clause.IsVerb(r.d, i) {
		return false
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

// isOfLong tells whether what token i tells of is laid to a war, a crisis or the like: a sum over its time, of no scene.
func (r *reading) isOfLong(i int) bool {
	v := r.verbOver(i)
	if v < 0 {
		return false
	}
	s := r.grammar.Subject(r.d, v)
	return s >= 0 && r.d.Token(s).UPOS == language.NOUN && r.words.long[r.d.Token(s).Lemma]
}

// onlyPlace is the place of sentence s, its dateline left out, where all literal places that it names in the same
// voice as token i may be one within the other: the finest that is known. -1 where they are apart, or none.
func (r *reading) onlyPlace(s, i int) int {
	sentence := &r.d.Doc.Sentences[s]
	best := -1
	for at := r.firstPlace(int(sentence.First)); at < len(r.d.PlaceAt) && r.d.PlaceAt[at].First < int(sentence.End); at++ {
		p := &r.d.Places[at]
		if !p.Literal || r.attributes(at) || clause.OfMedium(r.d, r.d.PlaceAt[at]) || clause.Aligns(r.d, r.d.PlaceAt[at]) || r.grammar.IsBase(r.d, r.d.PlaceAt[at]) || r.d.DatelineAt.Holds(r.d.PlaceAt[at].First) || r.d.Within != nil && r.d.Within[r.d.PlaceAt[at].First] != r.d.Within[i] || sentence.Parsed && (r.isBesides(at, i) || r.liesApart(at, i)) {
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
