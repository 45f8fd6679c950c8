package account

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/parley-desk/parley/claim"
)

// Incident is one happening as its reports tell it.
type Incident struct {
	ID      string   `json:"id"` // day and place, such as 2031-03-04-ford
	Place   Spot     `json:"place"`
	Start   string   `json:"start,omitempty"`
	End     string   `json:"end,omitempty"`
	Kind    string   `json:"kind"`
	Sides   []string `json:"sides,omitempty"` // actors of the case who fought or were harmed
	Reports int      `json:"reports"`
	Origins int      `json:"origins"`
	Merged  []Merge  `json:"merged,omitempty"`
	Cites   Cites    `json:"cites"`
	items   []Item
}

// Merge is why what a report tells is taken for this incident.
type Merge struct {
	Reason string `json:"reason"`
	Cites  Cites  `json:"cites"`
}

// inOrder puts the more exact first, then the earlier; those of one day stay in the order of their reports.
func inOrder(all []weighed) []*weighed {
	order := make([]ranked, len(all))
	for i := range all {
		order[i] = rankedOf(&all[i], int32(i))
	}
	slices.SortFunc(order, func(x, y ranked) int {
		if c := cmp.Compare(x.key, y.key); c != 0 {
			return c
		}
		return compareRanked(&all[x.at], &all[y.at])
	})
	sorted := make([]*weighed, len(all))
	for i, r := range order {
		sorted[i] = &all[r.at]
	}
	return sorted
}

// ranked is a telling and what puts it in order, as far as a number can.
type ranked struct {
	key uint64
	at  int32
}

const (
	mostRank = 1 << 10
	leastDay = 1 << 30 // days from 1 January 1970 back, and more
)

func rankedOf(t *weighed, at int32) ranked {
	key := uint64(mostRank-t.rank) << 32
	if t.start != "" {
		key += uint64(t.from + leastDay)
	}
	return ranked{key, at}
}

func compareRanked(s, t *weighed) int {
	if c := cmp.Compare(s.start, t.start); c != 0 {
		return c // of those whose start is no day
	}
	if s.items[0].Of != t.items[0].Of {
		return cmp.Compare(s.order, t.order)
	}
	return cmp.Or(compareItems(s.items[0], t.items[0]), cmp.Compare(s.order, t.order))
}

func known(s string) int {
	if s == "" {
		return 0
	}
	return 1
}

// canFound tells whether a telling can be an incident by itself: it has a day,
// and a place that it states and that is not a whole country. The place that
// stands over a report is where it was written; it will do if the case has it.
func (b *Book) canFound(t *telling) bool {
	if t.start == "" || !t.place.Said() || vague(t.place) && !ofIncidents(t.place) || daysBetween(t.start, t.end) >= incidentDays {
		return false
	}
	return t.place.Basis == claim.PlaceStated || t.place.Basis == claim.PlaceDateline && b.isCasePlace(t.place)
}

// alone is the incident that a telling is by itself; nil where it cannot be one.
func (b *Book) alone(t *telling) *Incident {
	if !t.founds {
		return nil
	}
	in := &Incident{}
	b.sum(in, []*telling{t})
	return in
}

func (b *Book) isCasePlace(s Spot) bool {
	return slices.ContainsFunc(b.Case.Places, func(p claim.CasePlace) bool { return b.within(s, &p) })
}

// ofIncidents tells whether a vague place is still one that incidents are told of: a province, a border.
func ofIncidents(s Spot) bool { return s.Kind == "admin1" || s.Kind == "border" || s.Kind == "region" }

// mustStand tells whether an analyst merges or splits this telling: it then stands even without a place.
func (m *merger) mustStand(t *weighed) bool {
	for _, list := range [][][]claimKey{m.b.edits.merge, m.b.edits.split} {
		for _, keys := range list {
			if holdsAny(t.items, keys) {
				return true
			}
		}
	}
	return false
}

func holdsAny(items []Item, keys []claimKey) bool {
	return slices.ContainsFunc(items, func(i Item) bool { return slices.Contains(keys, i.key()) })
}

const smallWord = 4 // letters below which a word says little

// contentWords are the words of a telling's claims, without the small ones.
func (n numbers) contentWords(t *telling) []int32 {
	var ids []int32
	for _, i := range t.items {
		ids = n.stems(n.stems(ids, i.Words), harmedWords(i))
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// sceneWords are the words of the sentences of a telling's claims, likewise.
func (n numbers) sceneWords(t *telling) []int32 {
	var ids []int32
	for _, i := range t.items {
		for _, w := range i.Scene {
			ids = append(ids, n.of(w))
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// stemsOf are the stems of the longer words of a text, each once.
func stemsOf(text string) []string {
	var stems []string
	for _, w := range plainWords(text) {
		if len(w) >= smallWord && !slices.Contains(stems, stem(w)) {
			stems = append(stems, stem(w))
		}
	}
	return stems
}

// stems appends the numbers of the stems of a text's longer words: see stemsOf.
func (n numbers) stems(ids []int32, text string) []int32 {
	var word [stemLetters]byte
	length := 0
	for i := range len(text) + 1 {
		c := byte(' ')
		if i < len(text) {
			c = text[i]
		}
		switch {
		case c >= utf8.RuneSelf:
			for _, w := range stemsOf(text[i-length:]) {
				ids = append(ids, n.of(w))
			}
			return ids
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
			fallthrough
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
			if length < stemLetters {
				word[length] = c
			}
			length++
			continue
		}
		if length >= smallWord {
			short := word[:min(length, stemLetters)]
			id, met := n[string(short)]
			if !met {
				id = n.of(string(short))
			}
			ids = append(ids, id)
		}
		length = 0
	}
	return ids
}

// stemLetters are what words of one root share, roughly: "murdered" and "murders".
const stemLetters = 6

func stem(word string) string {
	for n := range word { // n counts bytes at the beginnings of letters
		if n >= stemLetters {
			return word[:n]
		}
	}
	return word
}

// harmedWords are of whom or what a claim says that it was done to.
func harmedWords(i Item) string {
	var words []string
	switch body := i.Body.(type) {
	case *claim.Event:
		for _, r := range body.Recipients {
			words = append(words, r.Text)
		}
	case *claim.Figure:
		words = append(words, body.Of)
	}
	return strings.Join(words, " ")
}

// nearKm is how far apart two exact places of one happening may be given.
const nearKm = 15

const kmApart = " km apart"

// kmOfLatitude is what a degree of latitude measures at least.
const kmOfLatitude = 110.0

func samePlace(at, tt *located) string {
	a, t := &at.place, &tt.place
	switch {
	case !t.Said():
		return ""
	case at.name == tt.name && (a.Country == t.Country || a.Country == "" || t.Country == ""):
		return "the same place"
	case at.within != "" && at.within == tt.within:
		return "both in " + at.within
	case vague(*t) && holdsPlace(*t, *a):
		return tt.name + ", where " + at.name + " lies"
	case vague(*a) || vague(*t):
		return ""
	case a.Admin2 != "" && a.Country == t.Country && (a.Admin2 == t.Name || a.Admin2 == t.Admin2):
		return "both in the district of " + a.Admin2
	case (a.Lat != 0 || a.Lon != 0) && (t.Lat != 0 || t.Lon != 0) && math.Abs(a.Lat-t.Lat) < nearKm/kmOfLatitude && kilometres(*a, *t) <= nearKm:
		return fmt.Sprintf("%.0f"+kmApart, kilometres(*a, *t))
	}
	return ""
}

// casePlace is the place of the case that a spot is, or lies in.
func (b *Book) casePlace(s Spot) string {
	for i := range b.Case.Places {
		if p := &b.Case.Places[i]; len(p.Also) > 0 && b.within(s, p) {
			return p.Name
		}
	}
	return ""
}

// holdsPlace tells whether a vague place may hold another: the province or
// country that it lies in, or a border of its country.
func holdsPlace(large, small Spot) bool {
	switch large.Kind {
	case "country":
		return large.Country == small.Country
	case "admin1":
		return folded(large.Name) == folded(small.Admin1) && large.Country == small.Country
	case "border":
		return !vague(small)
	}
	return false
}

func abs(n int) int { return max(n, -n) }

// sameClass says how the kinds of violence agree.
func sameClass(a, t class) string {
	switch {
	case a == t:
		return "both " + string(a)
	case custody(a) || custody(t): // who is harmed is not who is held
		return ""
	case a == unspecified || t == unspecified:
		return "kind not said by one"
	case a == aerial && t == bombing || a == bombing && t == aerial: // "explosions" may turn out to be air strikes
		return string(t) + " and " + string(a)
	}
	return ""
}

func custody(c class) bool { return c == abducting || c == arresting }

// compatible tells whether those who took part can be the same. Of a fight each
// side names the other: two parties of the case, each named by one report, can be in one.
func compatible(a, t *weighed) bool {
	return sidesReason(a.among, t.among) != "" || a.hasParty && t.hasParty
}

// sidesReason says how the sides of two tellings agree; empty where they do not.
func sidesReason(a, t []string) string {
	if len(a) == 0 || len(t) == 0 {
		return "sides not said by one"
	}
	if slices.ContainsFunc(a, func(side string) bool { return slices.Contains(t, side) }) {
		return "a side in common"
	}
	return ""
}

// nameIncidents orders incidents by day and place and names them so.
func nameIncidents(all []*Incident) []*Incident {
	of := map[string][]*Incident{}
	for _, in := range all {
		of[in.Start] = append(of[in.Start], in)
	}
	days := slices.Sorted(maps.Keys(of))
	onAllCores(len(days), func(n int) {
		slices.SortStableFunc(of[days[n]], func(a, b *Incident) int {
			return cmp.Or(cmp.Compare(a.Place.Name, b.Place.Name), cmp.Compare(a.Kind, b.Kind), compareItems(a.items[0], b.items[0]))
		})
	})
	all, taken := all[:0], make(map[string]int, len(all))
	for _, day := range days {
		for _, in := range of[day] {
			if taken[in.ID]++; taken[in.ID] > 1 {
				in.ID += "-" + strconv.Itoa(taken[in.ID])
			}
			all = append(all, in)
		}
	}
	return all
}

// idOf names an incident by day and place.
func (in *Incident) idOf() string {
	return cmp.Or(in.Start, "undated") + "-" + cmp.Or(strings.ReplaceAll(folded(in.Place.Name), " ", "-"), "nowhere")
}

// sum sums up what tellings tell of an incident, the most exact first.
func (b *Book) sum(in *Incident, tellings []*telling) {
	first := tellings[0]
	in.Place, in.Start, in.End = first.place, first.start, first.end
	if n := slices.IndexFunc(tellings, func(t *telling) bool { return t.said }); n >= 0 {
		in.Start, in.End = tellings[n].start, tellings[n].end
	}
	in.Place.Name = first.name
	kind := first.class
	reports, origins := map[string]bool{}, map[string]bool{}
	for _, t := range tellings {
		if kind == unspecified {
			kind = t.class
		}
		in.items = append(in.items, t.items...)
		in.Sides = append(in.Sides, t.among...)
		reports[t.items[0].Of.Report] = true
	}
	if len(reports) > 1 {
		for _, t := range tellings {
			origins[b.origin(t.items[0])] = true
		}
	}
	slices.Sort(in.Sides)
	slices.SortFunc(in.items, compareItems)
	in.Kind, in.Sides, in.Reports, in.Origins = string(kind), slices.Compact(in.Sides), len(reports), max(1, len(origins))
	in.Cites, in.ID = citesOf(in.items...), in.idOf()
}

// Incidents lists the incidents of the case, in order of day and place.
func (b *Book) Incidents() []*Incident {
	all, _ := b.incidents()
	return all
}

// incidentOf is the incident that a claim tells of; nil where it tells of none.
func (b *Book) incidentOf(i Item) *Incident {
	_, of := b.incidents()
	return of[i.Row]
}
