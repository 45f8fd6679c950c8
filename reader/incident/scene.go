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
			if w != nil && isDay(w) && !(r.isDayless(w) && s > opening) && !clause.IsHistory(r.d, w) && !r.isEnd(w) && !r.isOnlySaid(i) {
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
	return len(r.d.SaidBy(root)) > 0
}

// isEnd tells whether a time is until when something lasted.
func (r *reading) isEnd(w *claim.When) bool {
	at := r.d.TimeOf(w)
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
	if slices.ContainsFunc(r.now, func(h *happening) bool {
		c := &r.d.Claims[h.claim]
		return c.Place != nil && c.Place.Place == w.Place && clause.WhenThen(r.d, h.trigger) >= 0 && clause.IsHistory(r.d, c.Time)
	}) {
		return false // "since 2014, when rebels seized the capital"
	}
	return !isWide(&r.d.Places[w.Place]) && !r.isOnTheWay(clause.Top(r.d, at.First, at.End), root) && (w == told || !r.isOfSaying(root, at.First))
}

// isWide tells whether a place is no scene: a country, or a part of the world that no country holds.
func isWide(p *claim.Place) bool {
	return p.Kind == claim.PlaceCountry || p.Kind == claim.PlaceRegion && p.Country == ""
}

// isOfSaying tells whether a place at token at only says where something was said, by the cue at token root: "he said at a rally in
// Oslo". Where the speakers are at home may be where it happened: "police in Marrow said".
func (r *reading) isOfSaying(root, at int) bool {
	said := r.d.SaidBy(root)
	if len(said) == 0 {
		return false
	}
	s := &r.d.Statements[said[0]]
	return r.isPartOfName(at) || at > root && r.isClause(s.Content) && !slices.ContainsFunc(s.Source, func(source draft.Range) bool { return source.Holds(at) })
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
			case language.Advcl: // "…, the army said", hung by when it was
				if h := r.d.Head(i); h >= at.End && clause.IsVerb(r.d, i) {
					return true
				}
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
	if len(r.now) == 0 || len(r.d.SaidBy(root)) == 0 {
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
	r.giveDay(c, s)
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
	if c.Place == nil && r.scene.where != nil && !r.isSinceThen(trigger) && !r.isSumOver(c.Time) && !r.isOtherDay(c.Time) && s > r.scene.placed && s-r.scene.placed <= reach {
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

// giveDay gives a claim of sentence s that is told with a time of day alone ("at around 4:50 p.m.") the day on which the scene stands. Where that is not
// known, what the report begins with is of the day of telling, and all else of none.
func (r *reading) giveDay(c *claim.Claim, s int) {
	if c.Time == nil || !r.isDayless(c.Time) {
		return
	}
	day := r.sceneDay(s)
	switch {
	case day != nil && day.Precision != claim.PrecisionRange:
		c.Time = day
		r.scene.dated = s - 1
	case s > opening:
		c.Time = nil
	}
}

// opening is the last sentence with which a report tells its news.
const opening = 1

// isDayless tells whether a time is a time of day of which the words tell no day. What is counted "as of 11 a.m." is of the day of telling.
func (r *reading) isDayless(w *claim.When) bool {
	at := r.d.TimeOf(w)
	if at < 0 || !r.d.Times[at].NoDay {
		return false
	}
	first := r.d.Times[at].First
	return first == 0 || r.d.Token(first-1).Lower != "of"
}
