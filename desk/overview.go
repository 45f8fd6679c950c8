package desk

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/brief"
	"github.com/parley-desk/parley/claim"
)

// overview is what one must know within a minute.
type overview struct {
	Truce    *account.Truce
	Standing []standingLine
	Verdict  brief.Verdict
	Breaches []breachCount
	Rounds   []account.RoundOf // the last ones, the latest first
	Next     []account.Session
	Tolls    []tollLine
	Windows  []tollLine // counts of stretches of time
	Differ   []tollLine // further incidents of which counts differ, the latest first
	Proofs   []account.Proof
	Voices   []voice
	News     news
	Dates    []account.CalendarLine
	Open     []openPart
	Unread   string // what could not be read, counted by why
}

// Limits of the overview; the pages that it leads to have all.
const (
	mostTolls  = 6
	mostRounds = 2
	mostWords  = 3
	mostDates  = 6
	mostOpen   = 3
	mostProofs = 2
	mostDiffer = 4
)

func showOverview(v *visit) (any, error) {
	fresh, err := v.news()
	if err != nil {
		return nil, err
	}
	unread, err := v.Unread()
	if err != nil {
		return nil, err
	}
	o := &overview{Truce: v.Truce(), Standing: v.standing(), News: fresh, Voices: v.voices(), Open: v.notKnown(), Unread: unread}
	o.Verdict = brief.VerdictOf(o.Truce)
	o.Breaches = breachCounts(o.Truce.Breaches)
	if talks := v.Talks(); len(talks.Rounds) > 0 {
		o.Rounds, o.Next = slices.Clone(talks.Rounds[max(0, len(talks.Rounds)-mostRounds):]), talks.Next
		slices.Reverse(o.Rounds)
		for i := range o.Rounds {
			o.Rounds[i].Outcomes = v.withCaseFile(o.Rounds[i])
		}
	}
	toll := v.Toll()
	o.Proofs = toll.Proofs[:min(len(toll.Proofs), mostProofs)]
	o.Tolls, o.Windows, o.Differ = gravest(toll)
	o.Dates = upcoming(v.Calendar().Lines)
	return o, nil
}

// breachCount counts alleged breaches by what came of them.
type breachCount struct {
	Status string
	N      int
	Cites  account.Cites
}

func breachCounts(all []account.BreachView) []breachCount {
	var out []breachCount
	for _, b := range all {
		i := slices.IndexFunc(out, func(c breachCount) bool { return c.Status == b.Status })
		if i < 0 {
			i, out = len(out), append(out, breachCount{Status: b.Status})
		}
		out[i].N++
		out[i].Cites = out[i].Cites.With(b.Cites)
	}
	return out
}

// tollLine is one harm to one population at one incident or in one stretch of time.
type tollLine struct {
	Title string
	Group *account.TollGroup
	Cell  account.TollCell
	Cites account.Cites
}

// gravest gives the incidents with the highest counts of people killed, the counts
// that stand for stretches of time, and further incidents of which counts differ, the latest first.
func gravest(t *account.Toll) (incidents, windows, differ []tollLine) {
	for g := range t.Groups {
		group := &t.Groups[g]
		for c := range group.Cells {
			cell := &group.Cells[c]
			if cell.Harm != claim.Killed || cell.Chosen == nil {
				continue
			}
			line := tollLine{Title: titleOf(group), Group: group, Cell: *cell}
			for _, e := range cell.Entries {
				line.Cites = line.Cites.With(e.Cites)
			}
			if group.Incident != "" {
				incidents = append(incidents, line)
			} else {
				windows = append(windows, line)
			}
		}
	}
	for _, lines := range [][]tollLine{incidents, windows} {
		slices.SortStableFunc(lines, func(a, b tollLine) int { return cmp.Compare(b.Cell.Chosen.High, a.Cell.Chosen.High) })
	}
	for _, l := range incidents[min(len(incidents), mostTolls):] {
		if l.Cell.Chosen.High > l.Cell.Chosen.Low {
			differ = append(differ, l)
		}
	}
	slices.SortStableFunc(differ, func(a, b tollLine) int { return cmp.Compare(b.Group.Start, a.Group.Start) }) // what is argued over now
	return incidents[:min(len(incidents), mostTolls)], windows[:min(len(windows), mostTolls)], differ[:min(len(differ), mostDiffer)]
}

// voice is the latest that a party said.
type voice struct {
	Side  side
	Words []utterance
}

type utterance struct {
	account.Utterance
	Issue claim.Issue
}

// voices gives the latest words of each party, each once whatever the issues are.
func (v *visit) voices() []voice {
	var all []voice
	for _, look := range v.Parties() {
		one := voice{Side: look}
		for _, issue := range v.Positions().Issues {
			for _, s := range issue.Sides {
				if s.Side != look.ID {
					continue
				}
				for _, u := range s.Words {
					one.Words = append(one.Words, utterance{u, issue.Issue})
				}
			}
		}
		slices.SortStableFunc(one.Words, func(a, b utterance) int { return cmp.Compare(b.Day, a.Day) })
		one.Words = slices.CompactFunc(one.Words, func(a, b utterance) bool { return a.Words == b.Words })
		one.Words = one.Words[:min(len(one.Words), mostWords)]
		all = append(all, one)
	}
	return all
}

// upcoming are the announced days that have not passed.
func upcoming(all []account.CalendarLine) []account.CalendarLine {
	var out []account.CalendarLine
	for _, l := range all {
		if !l.Passed {
			out = append(out, l)
		}
	}
	return out[:min(len(out), mostDates)]
}

// openPart is what is not known or not agreed, of one sort.
type openPart struct {
	Heading string
	Lines   []cited
	Rest    int
}

// cited is a sentence with where it comes from.
type cited struct {
	Text  string
	Cites account.Cites
}

// notKnown gives the beginning of what the brief says is not known.
func (v *visit) notKnown() []openPart {
	b := v.unknowns()
	i := slices.IndexFunc(b.Sections, func(s brief.Section) bool { return s.ID == "open" })
	if i < 0 {
		return nil
	}
	var out []openPart
	for _, p := range b.Sections[i].Parts {
		part := openPart{Heading: p.Heading, Rest: max(0, len(p.Sentences)-mostOpen)}
		for _, s := range p.Sentences[:min(len(p.Sentences), mostOpen)] {
			part.Lines = append(part.Lines, cited{s.Text(), citesOf(b, s)})
		}
		out = append(out, part)
	}
	return out
}

// citesOf gives where a sentence of a brief comes from.
func citesOf(b *brief.Brief, s brief.Sentence) account.Cites {
	var all []account.Cite
	for _, n := range s.Sources() {
		all = append(all, b.Sources[n-1].Cite)
	}
	return account.Cited(all[0], all[1:]...)
}

// news is what changed since the reader's last visit, or in the last days of the record.
type news struct {
	Since     string    // day that is compared with
	Guessed   bool      // that day: nobody asked for it
	Visit     time.Time // the reader's last visit, where that is compared with
	Reports   int       // that came since
	Decisions int
	Groups    []newsGroup
}

type newsGroup struct {
	View  string
	Lines []account.ChangeLine
	Rest  int
}

const mostNews = 4

// news compares with the day that is asked for, else with the reader's last visit
// if something came since, else with a week before the newest report.
func (v *visit) news() (news, error) {
	since, err := moment(v.req, "since")
	if err != nil {
		return news{}, err
	}
	if reports, decisions := v.missed(); since == "" && reports+decisions > 0 {
		return news{Visit: v.LastVisit, Reports: reports, Decisions: decisions, Groups: v.grouped(v.sinceLastVisit(reports, decisions).Lines)}, nil
	}
	guessed := since == ""
	if guessed {
		last, ok := parsed(v.Until())
		if !ok {
			return news{}, nil
		}
		since = last.AddDate(0, 0, -7).Format(time.DateOnly)
	}
	changes := once(v.edition, "changes "+since+" "+string(v.Rule), func() *account.Changes {
		return v.Book().ChangesSince(v.stock.Book(since, v.Rule), v.desk.known())
	})
	return news{Since: since, Guessed: guessed, Groups: v.grouped(changes.Lines)}, nil
}

func (v *visit) grouped(all []account.ChangeLine) []newsGroup {
	var out []newsGroup
	for _, l := range all {
		if l.Field == "told" && l.Was != "" {
			continue
		}
		view := strings.TrimSpace(l.View)
		l.Of = v.titled(l.Of)
		i := slices.IndexFunc(out, func(g newsGroup) bool { return g.View == view })
		if i < 0 {
			i, out = len(out), append(out, newsGroup{View: view})
		}
		if len(out[i].Lines) < mostNews {
			out[i].Lines = append(out[i].Lines, l)
		} else {
			out[i].Rest++
		}
	}
	return out
}

// titled puts the title of an incident for its id.
func (v *visit) titled(id string) string {
	name, _, _ := strings.Cut(id, ", ") // of whom, where it is a count
	for _, in := range v.Incidents().Incidents {
		if in.ID == name {
			return day(in.Start) + strings.TrimPrefix(in.Title(), in.Start) + strings.TrimPrefix(id, name)
		}
	}
	return id
}
