package brief

import (
	"fmt"
	"slices"
	"strings"

	"github.com/parley-desk/parley/account"
)

// standing tells where the truce and the talks stand: the first that anybody asks.
func (w *writer) standing() Section {
	return section("standing", "Where talks and truce stand", "No report of the case tells of a truce or of talks.",
		Part{"The truce", w.truce(w.book.Truce())}, Part{"The talks", w.talks(w.book.Talks())})
}

// mostConditions bounds how many conditions are told; the truce's page has all.
const mostConditions = 3

func (w *writer) truce(t *account.Truce) []Sentence {
	var all []Sentence
	for _, s := range t.Standing {
		all = append(all, w.say(s.Cites, "By the latest word of %s (%s, %s), the truce is %s.", holders(s.Who), w.voice(s.By), day(s.Day), spaced(s.State)))
	}
	if e := lastEdge(t); e != nil {
		all = append(all, w.say(e.Cites, "The last step that reports tell of is that it was %s%s, by the word of %s.", spaced(e.State), on(e.Day, e.Told), some(voices(w, e.Says), 3)))
	}
	for _, a := range VerdictOf(t).Against {
		all = append(all, w.say(a.Cites, "Against it stands, by %s%s: %s%s.", some(w.voicesOf(a.By), 2), on(a.Day, a.Told), a.What, a.words()))
	}
	for _, c := range latest(t.Conditions, mostConditions) {
		all = append(all, w.say(c.Cites, "It is said to hold on a condition, by %s: %s.", some(w.voicesOf(c.By), 3), quoted(c.What)))
	}
	return append(all, w.breaches(t.Breaches)...)
}

// words are those of who says that it does not hold, where any are told.
func (a *Against) words() string {
	if a.Said.What == "" {
		return ""
	}
	if len(a.By) == 1 && a.By[0] == "the case file" { // no quotation
		return " " + a.Said.What
	}
	return ", " + quoted(a.Said.What)
}

// holders names those whose word a standing is.
func holders(who string) string {
	if who == "others" {
		return "those who are no party"
	}
	return short(who)
}

// lastEdge is the last step that a report tells of.
func lastEdge(t *account.Truce) *account.TruceEdge {
	for i := len(t.Edges) - 1; i >= 0; i-- {
		if e := &t.Edges[i]; len(e.Says) > 0 {
			return e
		}
	}
	return nil
}

// on says a day, or the day of telling where no other is known.
func on(of, told string) string {
	if of != "" {
		return " on " + day(of)
	}
	return fmt.Sprintf(" (told on %s; no day is given)", day(told))
}

// breaches counts the alleged breaches by what came of them, each count with all its words.
func (w *writer) breaches(all []account.BreachView) []Sentence {
	var out []Sentence
	for _, status := range []string{"alleged", "denied", "corroborated", "corroborated and denied"} {
		var cites account.Cites
		accused := map[string]bool{}
		n := 0
		for _, b := range all {
			if b.Status == status {
				cites, n = cites.With(b.Cites), n+1
				accused[w.name(b.Accused)] = true
			}
		}
		if n > 0 {
			out = append(out, w.say(cites, "%s %s, against %s.", capital(counted(n, "breach of it", "breaches of it")), breachStatus[status], list(sorted(accused))))
		}
	}
	return out
}

var breachStatus = map[string]string{
	"alleged": "alleged, with neither denial nor corroboration known", "denied": "alleged and denied",
	"corroborated": "corroborated by others than the accusing side", "corroborated and denied": "corroborated by others and denied by the accused",
}

func (w *writer) talks(t *account.Talks) []Sentence {
	var all []Sentence
	if n := len(t.Rounds); n > 0 {
		for _, r := range t.Rounds[max(0, n-2):] {
			all = append(all, w.round(&r)...)
		}
	}
	for _, s := range t.Next {
		all = append(all, w.say(s.Cites, "A further meeting is announced%s, by %s: %s.", at(s.Venue, s.Start, s.End), w.voice(s.By), quoted(s.Words)))
	}
	return all
}

func (w *writer) round(r *account.RoundOf) []Sentence {
	all := []Sentence{w.say(r.Cites, "%s%s.", capital(roundName(r)), outcomes(r))}
	if r.Differ {
		all = append(all, w.say(r.Cites, "Reports number this round or name its place differently: %s.", strings.Join(numbers(r), "; ")))
	}
	if len(r.Roles) > 0 {
		var cites account.Cites
		var roles []string
		for _, s := range r.Roles {
			cites, roles = cites.With(s.Cites), append(roles, s.What)
		}
		all = append(all, w.say(cites, "Named in a role: %s.", strings.Join(roles, ", ")))
	}
	return all
}

func roundName(r *account.RoundOf) string {
	name := "a meeting that is not numbered"
	if r.Number > 0 {
		name = fmt.Sprintf("round %d", r.Number)
	}
	return name + at(r.Venue, r.From, r.To)
}

// at says where and when, as far as both are known.
func at(venue, from, to string) string {
	s := ""
	if venue != "" {
		s += " in " + venue
	}
	if from != "" || to != "" {
		s += ", " + days(from, to)
	}
	return s
}

func outcomes(r *account.RoundOf) string {
	if len(r.Outcomes) == 0 {
		return ": no outcome is told"
	}
	var told []string
	for _, o := range r.Outcomes {
		told = append(told, fmt.Sprintf("%s (by %s)", o.What, some(cleaned(o.By), 2)))
	}
	return ": " + strings.Join(told, "; ")
}

func numbers(r *account.RoundOf) []string {
	var told []string
	for _, n := range r.Numbered {
		told = append(told, fmt.Sprintf("number %s by %s", n.What, some(cleaned(n.By), 2)))
	}
	for _, v := range r.Venues {
		told = append(told, fmt.Sprintf("%s by %s", v.What, some(cleaned(v.By), 2)))
	}
	return told
}

// voice is a speaker's name as a sentence has it.
func (w *writer) voice(by string) string {
	if n := w.names[by]; n != "" {
		by = n
	}
	return strings.TrimRight(strings.TrimSpace(by), ",")
}

func (w *writer) voicesOf(by []string) []string {
	out := make([]string, len(by))
	for i, b := range by {
		out[i] = w.voice(b)
	}
	return out
}

func cleaned(by []string) []string {
	out := slices.Clone(by)
	for i := range out {
		out[i] = strings.TrimRight(strings.TrimSpace(out[i]), ",")
	}
	return out
}

// voices are those who say any of several things, each once.
func voices(w *writer, said []account.Said) []string {
	var out []string
	for _, s := range said {
		for _, by := range w.voicesOf(s.By) {
			if !slices.Contains(out, by) {
				out = append(out, by)
			}
		}
	}
	return out
}

// latest keeps the last few, which are the newest.
func latest[T any](all []T, most int) []T { return all[max(0, len(all)-most):] }

func sorted(set map[string]bool) []string {
	var out []string
	for s := range set {
		out = append(out, s)
	}
	slices.Sort(out)
	return out
}
