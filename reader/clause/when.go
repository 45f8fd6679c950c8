package clause

import (
	"slices"
	"time"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/draft"
)

// Time is when predicate p is said to take place: the time expression that hangs
// from it; else, for a noun or a dependent clause, from the clause it stands in;
// else the only one of its sentence. Nil where nothing says so.
func (g *Grammar) Time(d *draft.Draft, p int) *claim.When {
	if i := g.TimeOf(d, p); i >= 0 {
		if w := both(d, i); w != nil {
			return w
		}
		return upToNow(d, i)
	}
	return nil
}

// both is the time from one day to another that is joined to it: "on Friday and Saturday", "between August 5 and August 7". Nil where time
// expression i stands alone.
func both(d *draft.Draft, i int) *claim.When {
	for _, first := range []int{i, i - 1} {
		if first < 0 || first+1 >= len(d.Times) || !joined(d, first) {
			continue
		}
		w, last := When(d, first), &d.Times[first+1]
		w.End, w.Precision = last.Time.End, claim.PrecisionRange
		w.Span = &claim.Span{Start: w.Span.Start, End: last.Span.End}
		return w
	}
	return nil
}

// joined tells whether time expression i is a day to which the next one, a later day, is joined.
func joined(d *draft.Draft, i int) bool {
	a, b := &d.Times[i], &d.Times[i+1]
	if fromMonth(d, a, b) {
		return true
	}
	if !isDay(a) || !isDay(b) || a.Time.End >= b.Start || b.First <= a.End || b.First-a.End > 2 || far(a.Start, b.Start) {
		return false
	}
	switch d.Token(a.End).Lower {
	case "and", "to", "through", "-", "–":
	default:
		return false
	}
	return b.First == a.End+1 || d.Token(a.End+1).Lower == "on"
}

// fromMonth tells whether a is the month from which something went on to the later one b: "from April to June", "between April and the end of June".
func fromMonth(d *draft.Draft, a, b *draft.Time) bool {
	if a.Precision != claim.PrecisionMonth || b.Precision == claim.PrecisionYear || a.Time.End >= b.Start || b.First <= a.End || a.First == 0 {
		return false
	}
	switch d.Token(a.First - 1).Lower {
	case "from":
		if to := d.Token(a.End).Lower; to != "to" && to != "through" && to != "until" {
			return false
		}
	case "between":
		if d.Token(a.End).Lower != "and" {
			return false
		}
	default:
		return false
	}
	return b.First == a.End+1
}

// far tells whether two days lie more than a week apart.
func far(from, to string) bool {
	a, err := time.Parse(time.DateOnly, from)
	b, err2 := time.Parse(time.DateOnly, to)
	return err != nil || err2 != nil || b.Sub(a) > 7*24*time.Hour
}

// upToNow is the time expression d.Times[i] as a claim states it: from a day since when something has gone on to that of publication.
func upToNow(d *draft.Draft, i int) *claim.When {
	w := When(d, i)
	day := d.Day.Format(time.DateOnly)
	if first := d.Times[i].First; first == 0 || d.Token(first-1).Lower != "since" || d.Day.IsZero() || w.Start == "" || w.Start >= day {
		return w
	}
	w.End, w.Precision = day, claim.PrecisionRange
	return w
}

// TimeOf is the index in d.Times of the time of predicate p, -1 where there is none.
func (g *Grammar) TimeOf(d *draft.Draft, p int) int {
	s := d.Doc.Sentences[d.Doc.SentenceOf(p)]
	from, to := d.TimesIn(draft.Range{First: int(s.First), End: int(s.End)})
	if from == to {
		return -1
	}
	if own := rightBefore(d, from, to, p); own >= 0 {
		return own
	}
	best, bestRank := -1, maxRank
	dated := 0
	for i := from; i < to; i++ {
		t := &d.Times[i]
		if !denotes(t) || inDateline(d, t) {
			continue
		}
		where := g.behindPlace(d, t)
		if !g.shares(d, t.First, p) && (where < 0 || !g.shares(d, where, p) && !(IsNominal(d, p) && d.Under(Top(d, where, t.End), p))) {
			continue // "confirmed the arrest of two men | in Selby May 6": what follows the noun is of it
		}
		dated++
		r := g.rank(d, t.First, t.End, p)
		if where >= 0 {
			r = min(r, g.rank(d, where, t.End, p))
		}
		if r < bestRank {
			best, bestRank = i, r
		}
	}
	if best < 0 {
		best = g.ofOccasion(d, from, to, p)
	}
	if best < 0 && dated == 1 && !inRelative(d, p) { // one date in the sentence, in no clause of its own
		for i := from; i < to; i++ {
			t := &d.Times[i]
			if !denotes(t) || !g.shares(d, t.First, p) || inDateline(d, t) {
				continue
			}
			if top := Top(d, t.First, t.End); !modifies(d, top) && !g.ofPhase(d, top, p) && !ofFirst(d, top) && !reachesBack(d, top, p) && !(inAside(d, top, p) && !isDay(t)) && !sinceBetween(d, p, t.First) {
				return i
			}
		}
	}
	return best
}

// rightBefore is the index of a day right before the nominal that token p heads, wherever the parser hung it: "the rebels'
// October 7, 2023, attacks". -1 where there is none.
func rightBefore(d *draft.Draft, from, to, p int) int {
	if !IsNominal(d, p) {
		return -1
	}
	first := p
	for first > 0 && p-first < 3 && (d.Token(first-1).UPOS == language.ADJ || d.Token(first-1).UPOS == language.NOUN || d.Token(first-1).XPOS == language.TagComma) && d.TimeAt(first-1) < 0 {
		first--
	}
	for i := from; i < to; i++ {
		if t := &d.Times[i]; t.End == first && denotes(t) && isDay(t) && t.First > 0 && d.Token(t.First-1).UPOS != language.ADP {
			return i
		}
	}
	return -1
}

// behindPlace is where the words for a place begin behind which a bare day stands, of the thing that is told to have been there, wherever
// a parser hung either: "the arrest of two men in the Pell district, Marrow province, May 6". -1 where t is no such day.
func (g *Grammar) behindPlace(d *draft.Draft, t *draft.Time) int {
	s := d.Doc.Sentences[d.Doc.SentenceOf(t.First)]
	if !isDay(t) {
		return -1
	}
	located := false
	for i := t.First - 1; i >= int(s.First) && t.First-i <= longestWhere; i-- {
		switch w := d.Token(i); {
		case w.UPOS == language.ADP:
			if e := g.cases.Find(w.Lower); located && e != nil && e.Has("place") && i+1 < t.First-1 {
				return i + 1
			}
			return -1
		case w.UPOS == language.NOUN, w.UPOS == language.PROPN:
			located = located || g.locality.Has(w.Lemma) || g.locality.Has(w.Lower) || isPlace(d, i)
		case w.UPOS == language.ADJ, w.UPOS == language.DET, w.XPOS == language.TagComma, w.XPOS == language.TagHYPH:
		default:
			return -1
		}
	}
	return -1
}

// longestWhere is how many words may name a place before the day behind it.
const longestWhere = 12

// isPlace tells whether token i stands in a place that the draft knows.
func isPlace(d *draft.Draft, i int) bool {
	from, to := d.PlacesIn(draft.Range{First: i, End: i + 1})
	return from < to || from > 0 && d.PlaceAt[from-1].Holds(i)
}

// ofOccasion is the index of a time before the noun of what predicate p happened in ("taken in the May 3 raid"), -1 where there is none.
func (g *Grammar) ofOccasion(d *draft.Draft, from, to, p int) int {
	for i := from; i < to; i++ {
		t := &d.Times[i]
		top := Top(d, t.First, t.End)
		if noun := d.Head(top); denotes(t) && modifies(d, top) && noun >= 0 && d.Rel(noun) == language.Obl && d.Head(noun) == p && g.caseIs(d, noun, "occasion") {
			return i
		}
	}
	return -1
}

// reachesBack tells whether a time stands in a clause of since when, in which p does not stand: "the first such
// trip since the movement took power in 2021" does not date the trip.
func reachesBack(d *draft.Draft, top, p int) bool {
	for steps := 0; top >= 0 && steps < maxDepth; steps++ {
		if m := d.Child(top, language.Mark); m >= 0 && d.Token(m).Lower == "since" && !d.Under(p, top) {
			return true
		}
		top = d.Head(top)
	}
	return false
}

// isDay tells whether a time is as fine as a day, which news tells of the deed itself wherever the words hang.
func isDay(t *draft.Time) bool {
	return t.Precision == claim.PrecisionDay || t.Precision == claim.PrecisionTime
}

// ofFirst tells whether a time is that since when something is the first or the worst: "their first talks since 2022".
func ofFirst(d *draft.Draft, top int) bool {
	h, m := d.Head(top), d.Child(top, language.Case)
	if h < 0 || m < 0 || d.Token(m).Lower != "since" || !IsNominal(d, h) {
		return false
	}
	for k := range d.Children(h) {
		if d.Rel(k) == language.Amod && superlative(d, k) {
			return true
		}
	}
	return false
}

// inAside tells whether a time stands in a relative clause in which p does not: "the raid was blamed on men who were freed in May".
func inAside(d *draft.Draft, top, p int) bool {
	for steps := 0; top >= 0 && steps < maxDepth; steps++ {
		if d.Rel(top) == language.AclRelcl {
			return !d.Under(p, top) && d.Head(top) != p // "the talks that were held in May" are of May
		}
		top = d.Head(top)
	}
	return false
}

// sinceBetween tells whether a clause of since when begins between predicate p and a time at token first, wherever the parser
// hung it: "the worst attack since the truce between the army and the rebels ended in May". "Since May" itself is p's.
func sinceBetween(d *draft.Draft, p, first int) bool {
	for i := max(p+1, first-maxDepth); i < first-1; i++ {
		if d.Token(i).Lower == "since" && d.TimeAt(i+1) < 0 {
			return true
		}
	}
	return false
}

// inRelative tells whether p stands in a relative clause, which has a time of its own or none.
func inRelative(d *draft.Draft, p int) bool {
	for steps := 0; p >= 0 && steps < maxDepth; steps++ {
		if d.Rel(p) == language.AclRelcl {
			return true
		}
		p = d.Head(p)
	}
	return false
}

// inDateline tells whether a time is that of the dateline: when the report was written, not when something happened.
func inDateline(d *draft.Draft, t *draft.Time) bool {
	return d.Dateline != nil && d.Dateline.Span != nil && d.Dateline.Span.Covers(t.Span)
}

// denotes tells whether a time expression says when, not how long or how often.
func denotes(t *draft.Time) bool {
	return t.Start != "" && (t.Type == claim.TypeDate || t.Type == claim.TypeTime || t.Basis != "")
}

// maxRank is farther than anything that counts as attached.
const maxRank = 1 << 20

// rank says how near the tokens [first, end) hang to predicate p: below it without a clause
// between, then beside it on the way up. maxRank where they belong to another clause.
func (g *Grammar) rank(d *draft.Draft, first, end, p int) int {
	if !d.Doc.Sentences[d.Doc.SentenceOf(p)].Parsed {
		return maxRank
	}
	top := Top(d, first, end)
	apart := first - p
	if apart < 0 {
		apart = p - end + 1
	}
	anchor := p
	for climb := 0; climb < maxClimb && anchor >= 0; climb++ {
		if d.Under(top, anchor) && !clauseBetween(d, top, anchor) && !compares(d, top, anchor) && (!modifies(d, top) || d.Head(top) == anchor && anchor == p) {
			return climb*1000 + min(apart, 999)
		}
		if !g.lends(d, anchor) {
			return maxRank
		}
		anchor = d.Head(anchor)
	}
	return maxRank
}

// ofPhase tells whether the time at token i says when something began or ended that a clause beside predicate p is about: "the offensive
// which began on 3 March". A noun right before such a clause, with no verb between, is what it is about.
func (g *Grammar) ofPhase(d *draft.Draft, i, p int) bool {
	h := d.Head(i)
	if h < 0 || h == p || d.Rel(h) != language.AclRelcl || !g.phase.Has(d.Token(h).Lemma) || d.Under(p, h) {
		return false
	}
	if p > h || IsVerb(d, p) {
		return true
	}
	for k := p + 1; k < h; k++ {
		if IsVerb(d, k) {
			return true
		}
	}
	return false
}

// Top is the token among [first, end) that hangs highest.
func Top(d *draft.Draft, first, end int) int {
	top := first
	for i := first; i < end; i++ {
		if d.Depth(i) < d.Depth(top) {
			top = i
		}
	}
	return top
}

// modifies tells whether token i stands before a noun and says which it is: "the 2021 accord", "October's blasts".
// Such a time is that noun's and nobody else's.
func modifies(d *draft.Draft, i int) bool {
	switch d.Rel(i) {
	case language.Amod, language.Compound, language.NmodPoss, language.Nummod, language.NmodDesc:
		return true
	}
	return false
}

// clauseBetween tells whether a clause other than anchor's own opens on the way from i up to anchor.
func clauseBetween(d *draft.Draft, i, anchor int) bool {
	for steps := 0; i != anchor && i >= 0 && steps < maxDepth; steps++ {
		if heads(d, i) && (steps > 0 || IsVerb(d, i)) { // a day heads no clause, whatever the parser says
			return true
		}
		i = d.Head(i)
	}
	return false
}

// compares tells whether a time on the way up to anchor is what something is measured by: "the worst since 2021".
func compares(d *draft.Draft, i, anchor int) bool {
	for steps := 0; i != anchor && i >= 0 && steps < maxDepth; steps++ {
		h := d.Head(i)
		if ofFirst(d, i) || h >= 0 && h != anchor && (superlative(d, h) || d.Child(h, language.Amod) >= 0 && superlative(d, d.Child(h, language.Amod)) && d.Rel(h) == language.Appos) {
			return true
		}
		i = h
	}
	return false
}

// superlative tells whether a word compares with all others: "worst", "first", "most".
func superlative(d *draft.Draft, i int) bool {
	x := d.Token(i).XPOS
	return x == language.TagJJS || x == language.TagRBS || d.Token(i).Lower == "first"
}

// isBefore tells whether nominal p is what something else came after: "entered the town on Friday following a truce" dates no truce.
func (g *Grammar) isBefore(d *draft.Draft, p int) bool {
	if rel := d.Rel(p); rel != language.Obl && rel != language.Nmod {
		return false
	}
	return g.caseIs(d, p, "earlier")
}

// lends tells whether the governor's time and place are those of token p too:
// nouns take their verb's, participles and shared predicates their clause's, contents of speech do not.
func (g *Grammar) lends(d *draft.Draft, p int) bool {
	if g.isBefore(d, p) {
		return false
	}
	switch d.Rel(p) {
	case language.AclRelcl: // "an operation on May 6 that led to the arrest of two men"
		who := d.Child(p, language.Nsubj)
		return g.bringing.Has(d.Token(p).Lemma) && who >= 0 && d.Token(who).Lower != "who" && Oblique(d, p, "to", "in", "with") >= 0
	case language.Ccomp, language.Parataxis, language.Appos:
		return false
	case language.Conj:
		return d.Child(p, language.Nsubj, language.NsubjPass) < 0
	case language.Advcl:
		return d.Token(p).XPOS == language.TagVBG || d.Token(p).XPOS == language.TagVBN
	}
	return d.Head(p) >= 0
}

// shares tells whether token i and predicate p stand in the content of the same statement, or both in none. One that the
// content leaves off at its end, though the tree hangs it on p, is p's too: "said two men were held in Selby | on Sunday".
func (g *Grammar) shares(d *draft.Draft, i, p int) bool {
	return d.Within == nil || d.Within[i] == d.Within[p] || i > p && d.Within[i] < 0 && IsVerb(d, p) && d.Head(i) == p
}

// When is the time expression d.Times[i] as a claim states it.
func When(d *draft.Draft, i int) *claim.When {
	t := &d.Times[i]
	span := t.Span
	return &claim.When{Start: t.Start, End: t.Time.End, Precision: t.Precision, Basis: t.Basis, Span: &span}
}

// Timeless ends a phrase before a time at its end, and the preposition before that: "the senator on Tuesday".
func Timeless(d *draft.Draft, r draft.Range) draft.Range {
	for r.Len() > 1 && d.TimeAt(r.End-1) >= 0 {
		end := r.End - 1
		for end > r.First+1 && d.TimeAt(end-1) >= 0 {
			end--
		}
		if end > r.First+1 && d.Token(end-1).UPOS == language.ADP {
			end--
		}
		r.End = end
	}
	return r
}

// longAgo is how long before publication a thing must lie to be history told in passing.
const longAgo = 90 * 24 * time.Hour

// IsHistory tells whether a time lies so far before publication that what is
// dated with it is background.
func IsHistory(d *draft.Draft, w *claim.When) bool {
	if w == nil || d.Day.IsZero() || len(w.End) < len(time.DateOnly) {
		return false
	}
	end, err := time.Parse(time.DateOnly, w.End[:len(time.DateOnly)])
	return err == nil && d.Day.Sub(end) > longAgo
}

// Place is where predicate p is said to take place: the literal place that hangs
// from it by a preposition of place or as a modifier ("Kabul blasts"); else
// from its clause. Nil where nothing says so.
func (g *Grammar) Place(d *draft.Draft, p int) *claim.Where {
	s := d.Doc.Sentences[d.Doc.SentenceOf(p)]
	from, _ := slices.BinarySearchFunc(d.PlaceAt, int(s.First), func(r draft.Range, first int) int { return r.First - first })
	best, bestRank := -1, maxRank
	for i := from; i < len(d.PlaceAt) && d.PlaceAt[i].First < int(s.End); i++ {
		at := d.PlaceAt[i]
		if !d.Places[i].Literal || !g.locates(d, at) || OfMedium(d, at) || Aligns(d, at) || g.IsBase(d, at) || i > from && isMeasured(d, d.PlaceAt[i-1], at) {
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
	for i := range d.Statements {
		s := &d.Statements[i]
		if s.Speaker == nil || !slices.ContainsFunc(s.Source, func(r draft.Range) bool { return r.Holds(at.First) }) {
			continue
		}
		if a := d.Actor(s.Speaker.Actor); a != nil && a.Sector == "JRN" {
			return true
		}
	}
	return false
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
