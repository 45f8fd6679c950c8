package account

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/parley-desk/parley/claim"
)

// Talks are the process of a case: its rounds with what is said of each.
type Talks struct {
	Process  string    `json:"process,omitempty"`
	AsOf     string    `json:"as_of,omitempty"`
	Rounds   []RoundOf `json:"rounds"`
	Unplaced []Session `json:"unplaced,omitempty"` // meetings that tell neither day nor venue of a round
	Next     []Session `json:"next,omitempty"`     // announced and not yet held
}

// RoundOf is a round and what is claimed of it. What the case file says of it
// stands in Case; the rest is the reports'.
type RoundOf struct {
	Number     int       `json:"number,omitempty"` // as the case counts; 0 where it does not
	Venue      string    `json:"venue,omitempty"`
	From       string    `json:"from,omitempty"`
	To         string    `json:"to,omitempty"`
	Numbered   []Said    `json:"numbered,omitempty"` // the numbers that reports give it
	Venues     []Said    `json:"venues,omitempty"`   // the places that reports give it
	Differ     bool      `json:"differ,omitempty"`   // they give different ones
	Outcomes   []Said    `json:"outcomes,omitempty"`
	Roles      []Said    `json:"roles,omitempty"`
	Parties    []Said    `json:"parties,omitempty"`
	Demands    []Said    `json:"demands,omitempty"`
	NextDates  []Said    `json:"next_dates,omitempty"`
	Sessions   []Session `json:"sessions,omitempty"`
	Cites      Cites     `json:"cites"`
	inCaseFile bool
}

// Session is one telling of a meeting.
type Session struct {
	Start string `json:"start,omitempty"`
	End   string `json:"end,omitempty"`
	Venue string `json:"venue,omitempty"`
	Words string `json:"words"`
	By    string `json:"by"`
	Cites Cites  `json:"cites"`
}

// Said is something said, by whom, and how many origins say so.
type Said struct {
	What    string   `json:"what"`
	By      []string `json:"by"`
	Origins int      `json:"origins"`
	Cites   Cites    `json:"cites"`
	items   []Item
}

// Talks gives the talks of the case.
func (b *Book) Talks() *Talks { return once(b, viewKey{name: "talks"}, b.makeTalks) }

func (b *Book) makeTalks() *Talks {
	t := &Talks{Process: b.Case.Process.Name, AsOf: b.AsOf, Rounds: []RoundOf{}}
	rounds := b.knownRounds()
	var loose []Item
	for _, i := range b.of(claim.KindMeeting) {
		m := i.Body.(*claim.Meeting)
		switch at := b.roundOf(i, m, rounds); {
		case !b.ofProcess(i, m):
		case planned(i, m) && !b.held(i, rounds):
			t.Next = append(t.Next, b.session(i))
		case at >= 0:
			rounds[at].items = append(rounds[at].items, i)
		default:
			loose = append(loose, i)
		}
	}
	rounds = append(rounds, b.newRounds(loose, &t.Unplaced)...)
	slices.SortStableFunc(rounds, func(x, y *roundItems) int { return cmp.Compare(x.From, y.From) })
	for _, r := range rounds {
		if len(r.items) > 0 || r.cites.list != nil {
			t.Rounds = append(t.Rounds, b.round(r))
		}
	}
	return t
}

// roundItems is a round while its meetings are gathered.
type roundItems struct {
	claim.Round
	items []Item
	cites Cites // of the case file
}

// knownRounds are those that the case file gives, as far as they had begun.
func (b *Book) knownRounds() []*roundItems {
	var all []*roundItems
	for n, r := range b.Case.Process.Rounds {
		if Known(r.From, b.AsOf) {
			all = append(all, &roundItems{Round: r, cites: b.caseCite("process.rounds", n, strings.Join(nonEmpty(numbered(r.Round), r.Venue, r.From, r.To, r.Note), ", "), r.From)})
		}
	}
	return all
}

func numbered(n int) string {
	if n == 0 {
		return ""
	}
	return "round " + strconv.Itoa(n)
}

// caseCite cites a line of the case file.
func (b *Book) caseCite(field string, n int, words, day string) Cites {
	return Cited(Cite{Report: "case:" + b.Case.ID, Outlet: "the case file", Day: day, Claim: field + "[" + strconv.Itoa(n) + "]", Words: words})
}

// ofProcess tells whether a meeting can be one of the case's talks: nobody but
// parties and who helps them is said to meet, and it is of the case's time.
func (b *Book) ofProcess(i Item, m *claim.Meeting) bool {
	if !b.inWindow(i) || i.Polarity == claim.Negative || i.Certainty == claim.Conditional || i.Background && i.Time == nil {
		return false
	}
	sides := map[string]bool{}
	named := 0
	for _, p := range m.Parties {
		if a := actorOf(i.Of, p.Actor); a == nil || a.Kind == claim.ActorUnnamed {
			continue
		}
		named++
		if side := b.sides.side(i.Of, p.Actor); side != "" {
			sides[side] = true
		}
	}
	parties := 0
	for side := range sides {
		if b.sides.party[side] {
			parties++
		}
	}
	return named < 2 || parties >= min(2, len(b.Case.Parties)) // two named, of whom one is no party: another meeting
}

func planned(i Item, m *claim.Meeting) bool {
	return m.Outcome == claim.OutcomePlanned || i.Tense == claim.Future
}

// held tells whether an announced meeting is one of the rounds that took place.
func (b *Book) held(i Item, rounds []*roundItems) bool {
	start, _ := days(i)
	return start == "" || slices.ContainsFunc(rounds, func(r *roundItems) bool { return r.touches(start, start) })
}

// slack is how many days a session may lie beside a round's own days.
const slack = 1

// over tells whether a round had ended when something began.
func (r *roundItems) over(start string) bool {
	to := cmp.Or(r.To, r.From)
	return start > to && start > addDays(to, slack)
}

func (r *roundItems) touches(start, end string) bool {
	return !r.over(start) && (end >= r.From || end >= addDays(r.From, -slack))
}

// roundOf finds the round that a meeting claim is of: by its days, else by its
// venue and what was going on when it was told.
func (b *Book) roundOf(i Item, m *claim.Meeting, rounds []*roundItems) int {
	venue := folded(cmp.Or(i.Venue.Name, i.At.Name))
	start, end := days(i)
	for n, r := range rounds {
		if start != "" && spanDays(i.Time) <= 31 && r.touches(start, end) && (venue == "" || i.Venue.Kind == claim.PlaceCountry || venue == folded(r.Venue) || i.Venue.Name == "") {
			return n
		}
	}
	if start != "" && spanDays(i.Time) <= 31 {
		return -1
	}
	if at := lastBefore(i.Of.day(), venue, rounds); at >= 0 {
		return at
	}
	return slices.IndexFunc(rounds, func(r *roundItems) bool { return m.Round > 0 && r.Round.Round == m.Round })
}

// recent is for how many days after its end a report that names no day is taken to speak of a round.
const recent = 5

// lastBefore is the last round that had begun when a report came, at the venue
// if that is said; a report long after it means who knows which.
func lastBefore(day, venue string, rounds []*roundItems) int {
	found := -1
	for n, r := range rounds {
		if r.From <= day && day <= addDays(cmp.Or(r.To, r.From), recent) && (venue == "" || venue == folded(r.Venue)) {
			found = n
		}
	}
	return found
}

// newRounds makes rounds of meetings that are none of the case file's: those at
// one venue within a few days of one another. What has no day stays unplaced.
func (b *Book) newRounds(loose []Item, unplaced *[]Session) []*roundItems {
	var all []*roundItems
	slices.SortStableFunc(loose, func(x, y Item) int {
		xs, _ := days(x)
		ys, _ := days(y)
		return cmp.Compare(xs, ys)
	})
	open := all // that a meeting which begins no earlier may be of, in the same order
	for _, i := range loose {
		start, end := days(i)
		venue := cmp.Or(i.Venue.Name, i.At.Name)
		if start == "" || spanDays(i.Time) > 31 {
			*unplaced = append(*unplaced, b.session(i))
			continue
		}
		open = slices.DeleteFunc(open, func(r *roundItems) bool { return r.over(start) })
		plain := folded(venue)
		at := slices.IndexFunc(open, func(r *roundItems) bool {
			return r.touches(start, end) && (venue == "" || folded(r.Venue) == plain)
		})
		if at < 0 {
			r := &roundItems{Round: claim.Round{Venue: venue, From: start, To: end}}
			all, open = append(all, r), append(open, r)
			at = len(open) - 1
		}
		r := open[at]
		r.To, r.Venue = max(r.To, end), cmp.Or(r.Venue, venue)
		r.items = append(r.items, i)
	}
	return all
}

func (b *Book) session(i Item) Session {
	start, end := days(i)
	by, _ := b.claimant(i)
	return Session{start, end, b.spotName(i.Venue), i.Words, by, i.Cites()}
}

// round sums up what is said of a round.
func (b *Book) round(r *roundItems) RoundOf {
	out := RoundOf{Number: r.Round.Round, Venue: r.Venue, From: r.From, To: r.To, Cites: r.cites, inCaseFile: r.cites.list != nil}
	numbers, venues, outcomes, roles, parties, next := b.tally(), b.tally(), b.tally(), b.tally(), b.tally(), b.tally()
	var from gathering
	from.addAll(r.cites)
	for _, i := range r.items {
		m := i.Body.(*claim.Meeting)
		out.Sessions = append(out.Sessions, b.session(i))
		from.add(i)
		if m.Round > 0 {
			numbers.add(strconv.Itoa(m.Round), i)
		}
		if m.Outcome != "" && m.Outcome != claim.OutcomePlanned {
			outcomes.add(strings.ReplaceAll(string(m.Outcome), "_", " "), i)
		}
		if i.Venue.Said() && i.Venue.Kind != claim.PlaceCountry {
			venues.add(b.spotName(i.Venue), i)
		}
		for _, role := range m.Roles {
			roles.add(role.Role+": "+b.who(i.Of, role), i)
		}
		for _, p := range m.Parties {
			if side := b.sides.side(i.Of, p.Actor); side != "" {
				parties.add(b.partyName(side), i)
			}
		}
		if m.Next != nil && m.Next.Start != "" {
			next.add(m.Next.Start, i)
		}
	}
	out.Venues, out.Cites = venues.said(), from.cites()
	out.Numbered, out.Outcomes, out.Roles, out.Parties, out.NextDates = numbers.said(), outcomes.said(), roles.said(), parties.said(), next.said()
	out.Differ = len(out.Numbered) > 1 || len(out.Numbered) == 1 && out.Number > 0 && out.Numbered[0].What != strconv.Itoa(out.Number)
	out.Demands = b.demandsAt(r)
	return out
}

// demandsAt are the demands told while a round went on.
func (b *Book) demandsAt(r *roundItems) []Said {
	t := b.tally()
	all, until := b.of(claim.KindCommitment), addDays(cmp.Or(r.To, r.From), slack)
	first, _ := slices.BinarySearchFunc(all, r.From, func(i Item, day string) int { return cmp.Compare(i.Of.day(), day) })
	for _, i := range all[first:] { // which stand in order of day
		c := i.Body.(*claim.Commitment)
		if i.Of.day() > until {
			break
		}
		if c.Form != claim.FormDemand || c.From == nil {
			continue
		}
		if side := b.sides.side(i.Of, c.From.Actor); b.sides.party[side] {
			t.add(b.partyName(side)+": "+c.Content, i)
		}
	}
	return t.said()
}

// tally counts who says what.
type tally struct {
	b  *Book
	at map[string]*Said
}

func (b *Book) tally() *tally { return &tally{b: b} }

func (t *tally) add(what string, i Item) {
	s := t.at[what]
	if s == nil {
		if s = (&Said{What: what}); t.at == nil {
			t.at = map[string]*Said{}
		}
		t.at[what] = s
	}
	s.items = append(s.items, i)
}

// said lists what was said, the most told first.
func (t *tally) said() []Said {
	var all []Said
	for _, what := range slices.Sorted(maps.Keys(t.at)) {
		s := t.at[what]
		s.Cites = citesOf(s.items...)
		by := make([]string, len(s.items))
		for n, i := range s.items {
			by[n], _ = t.b.claimant(i)
		}
		slices.Sort(by)
		s.By, s.Origins = slices.Compact(by), t.b.originsAmong(s.items)
		all = append(all, *s)
	}
	slices.SortStableFunc(all, func(x, y Said) int { return cmp.Compare(y.Origins, x.Origins) })
	return all
}

// originsAmong counts the origins of items.
func (b *Book) originsAmong(items []Item) int {
	if len(items) < 2 {
		return len(items)
	}
	seen := make([]string, len(items))
	for n, i := range items {
		seen[n] = b.origin(i)
	}
	slices.Sort(seen)
	return len(slices.Compact(seen))
}

// Tables shows the talks as tables.
func (t *Talks) Tables() []Table {
	sum := Table{Title: cmp.Or(t.Process, "Talks"), Columns: []string{"round", "venue", "days", "outcome", "numbered by reports"}}
	var all []Table
	for _, r := range t.Rounds {
		sum.Lines = append(sum.Lines, NewLine(r.Cites, cmp.Or(dash(r.Number), "–"), r.Venue, period(r.From, r.To), told(r.Outcomes), r.numbering()))
		if detail := r.table(); len(detail.Lines) > 0 {
			all = append(all, detail)
		}
	}
	all = append([]Table{sum}, all...)
	all = append(all, sessionTable("Announced, not held by the record", t.Next), sessionTable("Meetings of which neither day nor round is told", t.Unplaced))
	return slices.DeleteFunc(all, func(t Table) bool { return len(t.Lines) == 0 })
}

func dash(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func period(from, to string) string {
	if to == "" || to == from {
		return from
	}
	return from + " to " + to
}

// told lists what is said, with how many origins say so where they differ.
func told(all []Said) string {
	var words []string
	for _, s := range all {
		if len(all) > 1 {
			words = append(words, fmt.Sprintf("%s (%d)", s.What, s.Origins))
		} else {
			words = append(words, s.What)
		}
	}
	return strings.Join(words, ", ")
}

func (r *RoundOf) numbering() string {
	s := told(r.Numbered)
	if r.Differ {
		s += " – sources differ"
	}
	return s
}

func (r *RoundOf) table() Table {
	t := Table{Title: strings.Join(nonEmpty(numbered(r.Number), r.Venue, period(r.From, r.To)), ", "), Columns: []string{"", "what", "by"}}
	for _, part := range []struct {
		name string
		said []Said
	}{{"numbered", r.Numbered}, {"venue", r.Venues}, {"party", r.Parties}, {"role", r.Roles}, {"demand", r.Demands}, {"outcome", r.Outcomes}, {"next date", r.NextDates}} {
		for _, s := range part.said {
			t.Lines = append(t.Lines, NewLine(s.Cites, part.name, s.What, strings.Join(s.By, "; ")))
		}
	}
	return t
}

func sessionTable(title string, all []Session) Table {
	t := Table{Title: title, Columns: []string{"days", "venue", "words", "by"}}
	for _, s := range all {
		t.Lines = append(t.Lines, NewLine(s.Cites, period(s.Start, s.End), s.Venue, s.Words, s.By))
	}
	return t
}
