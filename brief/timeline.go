package brief

import (
	"cmp"
	"slices"
	"strings"

	"github.com/parley-desk/parley/account"
)

// dated is a sentence on its day, for the timeline.
type dated struct {
	day string
	Sentence
}

// timeline tells what happened day by day: incidents, rounds of talks, steps of the truce.
func (w *writer) timeline() Section {
	var all []dated
	for _, in := range w.book.Incidents() {
		if in.Start != "" {
			all = append(all, dated{in.Start, w.incident(in)})
		}
	}
	for _, r := range w.book.Talks().Rounds {
		if r.From != "" {
			all = append(all, dated{r.From, w.say(r.Cites, "Talks: %s%s.", roundName(&r), outcomes(&r))})
		}
	}
	for _, e := range w.book.Truce().Edges {
		if e.Day != "" && len(e.Says) > 0 {
			all = append(all, dated{e.Day, w.say(e.Cites, "The truce was %s, by the word of %s.", spaced(e.State), some(voices(w, e.Says), 3))})
		}
	}
	slices.SortStableFunc(all, func(a, b dated) int { return cmp.Compare(a.day, b.day) })
	s := section("timeline", "Timeline", "No report of the case tells of anything on a known day.", byDay(all)...)
	s.Note = "Each line is what reports claim. How many tell of it, and how many stories these go back to, is said."
	return s
}

// byDay makes a part of each day.
func byDay(all []dated) []Part {
	var parts []Part
	for i, d := range all {
		if i == 0 || all[i-1].day != d.day {
			parts = append(parts, Part{Heading: day(d.day)})
		}
		last := &parts[len(parts)-1]
		last.Sentences = append(last.Sentences, d.Sentence)
	}
	return parts
}

func (w *writer) incident(in *account.Incident) Sentence {
	where := ""
	if in.Place.Said() {
		where = " in " + in.Place.Name
	}
	between := ""
	if len(in.Sides) > 0 {
		names := make([]string, len(in.Sides))
		for i, s := range in.Sides {
			names[i] = w.name(s)
		}
		between = " (" + strings.Join(names, ", ") + ")"
	}
	until := ""
	if in.End != "" && in.End != in.Start {
		until = ", until " + day(in.End)
	}
	return w.say(in.Cites, "%s%s%s%s: %s.", capital(in.Kind), where, between, until, told(in.Reports, in.Origins))
}

// told says how many reports tell of a thing, and how many stories these are.
func told(reports, origins int) string {
	if reports <= 1 {
		return "told by one report"
	}
	if origins == reports {
		return "told by " + counted(reports, "report", "reports")
	}
	return "told by " + counted(reports, "report", "reports") + " of " + counted(origins, "origin", "origins")
}
