package brief

import (
	"fmt"
	"strings"

	"github.com/parley-desk/parley/account"
)

// mostHistory bounds how much history a brief tells: the newest, which bears most on the day.
const mostHistory = 12

// background tells the history that reports tell in passing.
func (w *writer) background() Section {
	p := Part{}
	for _, l := range latest(w.book.Background().Lines, mostHistory) {
		p.Sentences = append(p.Sentences, w.say(l.Cites, "%s: %s (%s).", days(l.From, l.To), quoted(l.Words), some(w.voicesOf(l.By), 3)))
	}
	return section("background", "Background", "No report of the case tells history on a known day.", p)
}

// mostPoints bounds how many counts of one series are told.
const mostPoints = 5

// regional tells what the conflict costs besides lives, and what is at stake for others.
func (w *writer) regional() Section {
	e := w.book.Exposure()
	parts := []Part{{"Crossings and routes", w.routes(e.Routes)}}
	for _, s := range e.Series {
		heading := capital(spaced(s.Measure))
		if s.Unit != "" {
			heading += ", " + s.Unit
		}
		parts = append(parts, Part{heading, w.series(s)})
	}
	parts = append(parts, Part{"At stake for others", w.stakes(e.Stakes)})
	return section("regional", "The region: routes, trade, people, stakes", "No report of the case tells of crossings, trade, refugees, aid or the stakes of others.", parts...)
}

func (w *writer) routes(all []account.RouteView) []Sentence {
	var out []Sentence
	for _, r := range all {
		since := ""
		if r.Since != "" {
			since = " since " + day(r.Since)
		}
		differ := ""
		if r.Differ {
			differ = "; reports date it differently"
		}
		out = append(out, w.say(r.Cites, "%s: %s%s by the latest report%s.", capital(r.Subject), r.State, since, differ))
	}
	return out
}

func (w *writer) series(s account.ExposureSeries) []Sentence {
	var out []Sentence
	for _, p := range latest(s.Points, mostPoints) {
		marks := ""
		if p.Expected {
			marks = ", expected"
		}
		if p.Total {
			marks += ", a running total"
		}
		of := ""
		if p.Of != "" {
			of = " " + shortened(p.Of, quoteRunes/2)
		}
		when := ""
		if p.Start != "" || p.End != "" {
			when = " for " + days(p.Start, p.End)
		}
		out = append(out, w.say(p.Cites, "%s%s%s, by %s (known %s%s).", capital(p.Count()), of, when, w.voice(p.Claimant), day(p.Known), marks))
	}
	return out
}

func (w *writer) stakes(all []account.StakeLine) []Sentence {
	var out []Sentence
	for _, l := range all {
		var told []string
		for _, part := range []struct{ name, words string }{{"interest", l.Interest}, {"by way of", l.Channel}, {"effect", l.Effect}} {
			if part.words != "" {
				told = append(told, part.name+" "+quoted(part.words))
			}
		}
		out = append(out, w.say(l.Cites, "%s: %s (%s, %s).", capital(w.voice(l.Holder)), strings.Join(told, "; "), w.voice(l.By), day(l.Known)))
	}
	return out
}

// mostExpected bounds how many expectations are told: the newest.
const mostExpected = 10

// outlook tells what is expected and by whom.
func (w *writer) outlook() Section {
	p := Part{}
	for _, l := range latest(w.book.Outlook().Lines, mostExpected) {
		var marks []string
		if l.If != "" {
			marks = append(marks, "if "+quoted(l.If))
		}
		if when := days(l.From, l.To); when != "" {
			marks = append(marks, "for "+when)
		}
		if l.Probability != nil {
			marks = append(marks, fmt.Sprintf("with a chance of %.0f %%", 100**l.Probability))
		}
		marks = append(marks, "said on "+day(l.Known), l.Came)
		p.Sentences = append(p.Sentences, w.say(l.Cites, "By %s: %s (%s).", some(w.voicesOf(l.Holders()), 3), quoted(l.Content), strings.Join(marks, "; ")))
	}
	return section("outlook", "Outlook", "No report of the case tells what anybody expects.", p)
}

// calendar tells what is announced for days that have not passed.
func (w *writer) calendar() Section {
	p := Part{}
	for _, l := range w.book.Calendar().Lines {
		if !l.Passed {
			p.Sentences = append(p.Sentences, w.say(l.Cites, "%s: %s, by %s: %s.", days(l.From, l.To), l.What, w.voice(l.By), quoted(l.Words)))
		}
	}
	return section("calendar", "Announced next", "Nothing that reports announce is still to come.", p)
}
