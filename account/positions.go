package account

import (
	"slices"
	"strings"

	"github.com/parley-desk/parley/claim"
)

// Positions are what each party says on each issue over time, with the other
// side's latest word beside it.
type Positions struct {
	AsOf   string          `json:"as_of,omitempty"`
	Issues []IssuePosition `json:"issues"`
}

// IssuePosition is an issue and what the parties say on it.
type IssuePosition struct {
	Issue claim.Issue     `json:"issue"`
	Sides []PartyPosition `json:"sides"`
}

// PartyPosition is what one party says on an issue, the latest first. Silent
// where nothing of it is in the record; what it thinks then is unknown.
type PartyPosition struct {
	Side   string      `json:"side"`
	Name   string      `json:"name"`
	Silent bool        `json:"silent,omitempty"`
	Last   string      `json:"last,omitempty"` // day of its latest word
	Words  []Utterance `json:"words"`
}

// Utterance is words of a speaker.
type Utterance struct {
	Day     string    `json:"day"`
	Speaker string    `json:"speaker"`
	Act     claim.Act `json:"act"`
	Words   string    `json:"words"`
	Origins int       `json:"origins"`
	Cites   Cites     `json:"cites"`
	items   []Item
}

// settled gives utterances their citations and counts their origins.
func (b *Book) settled(all []Utterance) []Utterance {
	for n := range all {
		all[n].Cites = citesOf(all[n].items...)
		all[n].Origins = b.originsIn(all[n].Cites)
	}
	return all
}

// Positions lists the issues of the case, then others on which a party spoke.
func (b *Book) Positions() *Positions { return once(b, viewKey{name: "positions"}, b.makePositions) }

func (b *Book) makePositions() *Positions {
	out := &Positions{AsOf: b.AsOf, Issues: []IssuePosition{}}
	said := map[claim.Issue]map[string][]Utterance{}
	told := newWordings()
	for _, c := range b.reports {
		for _, p := range remember(b, c, itsPositions, func() []positioned { return b.positionsOf(c) }) {
			if said[p.issue] == nil {
				said[p.issue] = map[string][]Utterance{}
			}
			said[p.issue][p.side] = b.utter(told, said[p.issue][p.side], p.uttered)
		}
	}
	for _, issue := range slices.Concat(b.Case.Issues, claim.Issues) {
		if said[issue] != nil && !slices.ContainsFunc(out.Issues, func(p IssuePosition) bool { return p.Issue == issue }) {
			out.Issues = append(out.Issues, b.position(issue, said[issue]))
		}
	}
	return out
}

// positioned is what a party says on an issue in a report.
type positioned struct {
	uttered
	issue claim.Issue
	side  string
}

// uttered are words of a speaker.
type uttered struct {
	Item
	speaker string
	act     claim.Act
	key     string // of the utterances that it is compared with
	phrase
}

// uttered gives the words of a voice; only those of one list are compared.
func (b *Book) uttered(i Item, list string, voice claim.Ref, act claim.Act, p phrase) uttered {
	speaker := b.who(i.Of, voice)
	return uttered{i, speaker, act, list + " " + speaker + " " + string(act), p}
}

// positionsOf are what parties say in a report, on each issue and by each voice.
func (b *Book) positionsOf(c *Contribution) (all []positioned) {
	for _, i := range b.grouped[c] {
		s, ok := i.Body.(*claim.Statement)
		if !ok || i.Background || len(s.Issues) == 0 {
			continue
		}
		words := b.phrase(i.Words)
		for _, voice := range s.Voices() {
			side := b.sides.side(i.Of, voice.Actor)
			if !b.sides.party[side] {
				continue
			}
			for _, issue := range s.Issues {
				all = append(all, positioned{b.uttered(i, string(issue)+" "+side, voice, s.Act, words), issue, side})
			}
		}
	}
	return all
}

// utter adds words to what a party said; the same words in another report are one utterance.
func (b *Book) utter(told *wordings, all []Utterance, u uttered) []Utterance {
	day := u.Of.day()
	at := told.find(u.key, u.Words, u.phrase, func(n int) bool { return daysBetween(all[n].Day, day) <= incidentDays })
	if at >= 0 {
		all[at].items = append(all[at].items, u.Item)
		return all
	}
	told.put(u.key, u.Words, u.phrase, len(all))
	return append(all, Utterance{day, u.speaker, u.act, u.Words, 1, Cites{}, []Item{u.Item}})
}

// originsIn counts the origins of citations.
func (b *Book) originsIn(c Cites) int {
	seen := map[string]bool{}
	for _, one := range c.list {
		seen[b.origins()[one.Report]] = true
	}
	return len(seen)
}

func (b *Book) position(issue claim.Issue, said map[string][]Utterance) IssuePosition {
	p := IssuePosition{Issue: issue}
	for _, party := range b.Case.Parties {
		words := b.settled(slices.Clone(said[party.ID]))
		slices.Reverse(words)
		one := PartyPosition{Side: party.ID, Name: b.partyName(party.ID), Silent: len(words) == 0, Words: words}
		if len(words) > 0 {
			one.Last = words[0].Day
		} else {
			one.Words = []Utterance{}
		}
		p.Sides = append(p.Sides, one)
	}
	return p
}

// Tables shows each issue: both sides, the latest word first.
func (p *Positions) Tables() []Table {
	var all []Table
	for _, issue := range p.Issues {
		t := Table{Title: strings.ReplaceAll(titled(string(issue.Issue)), "_", " "), Columns: []string{"side", "day", "speaker", "act", "words"}}
		var silent []string
		for _, s := range issue.Sides {
			if s.Silent {
				silent = append(silent, s.Name)
			}
			for _, u := range s.Words {
				t.Lines = append(t.Lines, NewLine(u.Cites, s.Name, u.Day, u.Speaker, string(u.Act), u.Words))
			}
		}
		if len(silent) > 0 {
			t.Note = "No word of " + strings.Join(silent, " and ") + " on this is in the record."
		}
		all = append(all, t)
	}
	return all
}
