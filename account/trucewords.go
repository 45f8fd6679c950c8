package account

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/parley-desk/parley/claim"
)

// Standing is the latest word of one side, or of those who are none, on whether the truce holds.
type Standing struct {
	Who   string `json:"who"`
	By    string `json:"by"`
	State string `json:"state"`
	Day   string `json:"day"`
	Cites Cites  `json:"cites"`
}

// SideWords is what a party says of the truce, latest first.
type SideWords struct {
	Side  string `json:"side"`
	Name  string `json:"name"`
	Words []Said `json:"words"` // empty: silent
}

// standing gives the latest word of each side, and of others, on the truce.
func (b *Book) standing(claims []truceClaim) []Standing {
	last := map[string]Standing{}
	for _, i := range claims {
		c, who := i.c, i.side
		if c.State == claim.TruceProposed || i.Tense == claim.Future {
			continue
		}
		if !b.sides.party[who] {
			who = "others"
		}
		state := strings.ReplaceAll(string(c.State), "_", " ")
		if i.Polarity == claim.Negative {
			state = "not " + state
		}
		if day := cmp.Or(i.day, i.Of.day()); day >= last[who].Day {
			last[who] = Standing{b.partyName(who), i.by, state, day, i.Cites()}
		}
	}
	var all []Standing
	for _, who := range slices.Sorted(maps.Keys(last)) {
		all = append(all, last[who])
	}
	return all
}

// standingDays is how old a word may be to contradict another.
const standingDays = 30

// differ tells whether recent words contradict one another on whether the truce holds.
func differ(all []Standing) bool {
	for _, s := range all {
		for _, o := range all {
			if holds(s.State) != holds(o.State) && abs(daysBetween(s.Day, o.Day)) <= standingDays {
				return true
			}
		}
	}
	return false
}

func holds(state string) bool {
	return slices.Contains([]string{"declared", "in effect", "extended"}, state)
}

// truceTerms are the conditions and mechanisms that are said to go with the truce.
func (b *Book) truceTerms(claims []truceClaim) (conditions, mechanisms []Said) {
	cond, mech := b.tally(), b.tally()
	for _, i := range claims {
		for _, w := range i.c.Conditions {
			cond.add(w.Text, i.Item)
		}
		if i.c.Mechanism != nil {
			mech.add(i.c.Mechanism.Text, i.Item)
		}
	}
	for _, i := range b.of(claim.KindCommitment) {
		c := i.Body.(*claim.Commitment)
		if c.Form == claim.FormCondition && slices.Contains(c.Issues, issueCeasefire) {
			cond.add(c.Content, i)
		}
	}
	for _, i := range b.of(claim.KindProjection) {
		if p := i.Body.(*claim.Projection); p.If != nil && speaksOfTruce(i.Words) {
			cond.add(p.If.Text, i)
		}
	}
	return cond.said(), mech.said()
}

const issueCeasefire claim.Issue = "ceasefire"

// speaksOfTruce tells whether words name a truce.
func speaksOfTruce(words string) bool {
	if !strings.ContainsAny(words, "cCtT") {
		return false
	}
	words = strings.ToLower(words)
	return strings.Contains(words, "truce") || strings.Contains(words, "ceasefire") || strings.Contains(words, "cease-fire")
}

// truceWords are what each party says of the truce, the latest first; a party that says nothing is shown as silent.
func (b *Book) truceWords() []SideWords {
	by := map[string]*tally{}
	for _, c := range b.reports {
		for _, w := range remember(b, c, itsTruceWords, func() []sideWord { return b.truceWordsOf(c) }) {
			if by[w.side] == nil {
				by[w.side] = b.tally()
			}
			by[w.side].add(w.Words, w.Item)
		}
	}
	var all []SideWords
	for _, p := range b.Case.Parties {
		w := SideWords{Side: p.ID, Name: b.partyName(p.ID), Words: []Said{}}
		if t := by[p.ID]; t != nil {
			w.Words = b.bySpeaker(p.ID, t.said())
		}
		all = append(all, w)
	}
	return all
}

// sideWord is a statement by the word of a side.
type sideWord struct {
	Item
	side string
}

// truceWordsOf are what parties say of the truce in a report, once for each voice.
func (b *Book) truceWordsOf(c *Contribution) (all []sideWord) {
	for _, i := range b.grouped[c] {
		s, ok := i.Body.(*claim.Statement)
		if !ok || s.Speaker == nil || !slices.Contains(s.Issues, issueCeasefire) && !speaksOfTruce(i.Words) {
			continue
		}
		for _, voice := range s.Voices() {
			if side := b.sides.side(i.Of, voice.Actor); b.sides.party[side] {
				all = append(all, sideWord{i, side})
			}
		}
	}
	return all
}

// bySpeaker names the speakers of a side instead of who passed their words on, the latest words first.
func (b *Book) bySpeaker(side string, all []Said) []Said {
	for n := range all {
		names := map[string]bool{}
		for _, i := range all[n].items {
			for _, voice := range i.Body.(*claim.Statement).Voices() {
				if b.sides.side(i.Of, voice.Actor) == side {
					names[b.who(i.Of, voice)] = true
				}
			}
		}
		all[n].By = slices.Sorted(maps.Keys(names))
	}
	slices.SortStableFunc(all, func(x, y Said) int { return cmp.Compare(lastDay(y.Cites), lastDay(x.Cites)) })
	return all
}

func lastDay(c Cites) string { return c.list[len(c.list)-1].Day }
