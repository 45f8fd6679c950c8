package desk

import (
	"fmt"
	"html/template"
	"math"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/brief"
	"github.com/parley-desk/parley/ledger"
)

// words are what templates say things with. None of them makes markup.
var words = template.FuncMap{
	"day": day, "isoday": isoDay, "dated": dated, "voices": voices, "named": named, "known": known, "said": said, "verb": brief.Verb, "issue": brief.Issue, "shortday": shortDay, "days": days, "shortdays": shortDays, "spaced": spaced, "capital": capital, "count": count, "cut": cut, "bare": bare,
	"firstn": firstOf, "thousands": thousands, "number": number, "plus1": func(i int) int { return i + 1 }, "minus1": func(i int) int { return i - 1 }, "periods": func() []period { return periods },
	"few": few, "lastdays": func(days []account.RouteDay) []account.RouteDay { return days[max(0, len(days)-10):] }, "left": left, "between": between,
	"alpha":  func(a *float64) string { return strconv.FormatFloat(*a, 'f', 3, 64) },
	"listed": listed[string], "unreadwhy": ledger.ReasonWords, "stylesheets": sync.OnceValue(stylesheets), "asset": asset,
}

// day writes an ISO day, or the day of a time, as people do; what is none stays as it is.
func day(iso string) string {
	t, ok := parsed(iso)
	if !ok {
		return iso
	}
	return t.Format("2 January 2006")
}

// isoDay writes as a day what is one, and leaves all else as it is.
func isoDay(s string) string {
	if len(s) != len(time.DateOnly) {
		return s
	}
	return day(s)
}

// dated writes the ISO days of a text of the program's own as people do.
func dated(text string) string {
	return outsideQuotes(text, func(own string) string { return isoDays.ReplaceAllStringFunc(own, day) })
}

// outsideQuotes changes what stands in no quotation marks: what stands in them is a report's.
func outsideQuotes(text string, change func(string) string) string {
	parts := strings.Split(text, "“")
	for i, part := range parts {
		quoted, own := "", part
		if end := strings.LastIndex(part, "”"); i > 0 {
			if end < 0 {
				continue
			}
			quoted, own = part[:end], part[end:]
		}
		parts[i] = quoted + change(own)
	}
	return strings.Join(parts, "“")
}

var isoDays = regexp.MustCompile(`\b\d{4}-\d{2}-\d{2}\b`)

// shortDay writes a day where there is little room.
func shortDay(iso string) string {
	t, ok := parsed(iso)
	if !ok {
		return iso
	}
	return t.Format("2 Jan 2006")
}

func parsed(iso string) (time.Time, bool) {
	t, err := time.Parse(time.DateOnly, iso[:min(len(iso), len(time.DateOnly))])
	return t, err == nil
}

// days writes a stretch of days: "6–7 November 2025", "October 2025", "2025".
func days(from, to string) string {
	a, known := parsed(from)
	b, closed := parsed(to)
	switch {
	case !known && !closed:
		return ""
	case !known:
		return "until " + day(to)
	case !closed || from == to:
		return day(from)
	case a.YearDay() == 1 && b.Month() == time.December && b.Day() == 31 && a.Year() == b.Year():
		return a.Format("2006")
	case a.Day() == 1 && b.AddDate(0, 0, 1).Day() == 1 && a.Month() == b.Month() && a.Year() == b.Year():
		return a.Format("January 2006")
	case a.Month() == b.Month() && a.Year() == b.Year():
		return fmt.Sprintf("%d–%s", a.Day(), day(to))
	case a.Year() == b.Year():
		return a.Format("2 January") + " – " + day(to)
	}
	return day(from) + " – " + day(to)
}

// shortDays writes a stretch of days where there is little room: "6 Nov – 4 Dec 2025".
func shortDays(from, to string) string {
	a, known := parsed(from)
	b, closed := parsed(to)
	switch {
	case !known || !closed || from == to:
		return shortDay(from)
	case a.Year() == b.Year():
		return a.Format("2 Jan") + " – " + shortDay(to)
	}
	return shortDay(from) + " – " + shortDay(to)
}

// spaced writes a word of a vocabulary as people do: "in effect".
func spaced(word any) string { return strings.ReplaceAll(fmt.Sprint(word), "_", " ") }

// capital writes the first letter large.
func capital(word any) string {
	s := fmt.Sprint(word)
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}

// count writes a number with its noun: "one report", "12 reports".
func count(n int, one, many string) string {
	switch n {
	case 0:
		return "no " + many
	case 1:
		return "one " + one
	}
	return fmt.Sprintf("%s %s", thousands(n), many)
}

// thousands sets commas: 12,345.
func thousands(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// cut shortens a text to so many letters, at a word.
func cut(most int, s string) string {
	s = strings.TrimSpace(s)
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	runes := []rune(s)[:most]
	for i := most - 1; i > most/2; i-- {
		if unicode.IsSpace(runes[i]) {
			return strings.TrimRight(string(runes[:i]), ",;: ") + " …"
		}
	}
	return string(runes) + "…"
}

// listed joins words: "a, b and c".
func listed[T ~string](all []T) string {
	words := make([]string, len(all))
	for i, w := range all {
		words[i] = string(w)
	}
	if n := len(words); n > 1 {
		return strings.Join(words[:n-1], ", ") + " and " + words[n-1]
	}
	return strings.Join(words, "")
}

// firstOf gives the first few of many names, and how many there are besides.
func firstOf(most int, names []string) []string {
	if len(names) <= most {
		return names
	}
	return append(slices.Clone(names[:most]), fmt.Sprintf("%d more", len(names)-most))
}

// number writes a count without a point where it needs none.
func number(x float64) string {
	if x == math.Trunc(x) && math.Abs(x) < 1e15 {
		return thousands(int(x))
	}
	return strconv.FormatFloat(x, 'f', -1, 64)
}

// period is what a brief compares with.
type period struct{ Value, Label string }

var periods = []period{{"day", "the day before"}, {"week", "a week before"}, {"month", "30 days before"}, {"since", "the day named here"}, {"all", "nothing: tell all"}}

// voices are all who say something, each once.
func voices(said []account.Said) []string {
	var all []string
	for _, s := range said {
		for _, by := range s.By {
			if !slices.Contains(all, by) {
				all = append(all, by)
			}
		}
	}
	return all
}

// ofCaseFile tells whether something stands in the case file alone: then it is no quotation.
func ofCaseFile(s account.Said) bool { return len(s.By) == 1 && s.By[0] == caseFile }

// said is what somebody says: a report's words as they are, the case file's with their days as people write them.
func said(s account.Said) string {
	if ofCaseFile(s) {
		return dated(s.What)
	}
	return s.What
}

// quoted sets a report's words in quotation marks; those of the case file are no quotation.
func quoted(most int, s account.Said) string {
	words := cut(most, said(s))
	if ofCaseFile(s) || words == "" {
		return words
	}
	return "“" + words + "”"
}

// named tells whether an utterance's words name their speaker as they stand.
func named(u account.Utterance) bool {
	at := strings.Index(strings.ToLower(u.Words), strings.ToLower(u.Speaker))
	if at < 0 || u.Speaker == "" || len(strings.ToLower(u.Words)) != len(u.Words) {
		return false
	}
	after, _ := utf8.DecodeRuneInString(u.Words[min(len(u.Words), at+len(u.Speaker)):])
	before, _ := utf8.DecodeLastRuneInString(u.Words[:at])
	return !unicode.IsLetter(after) && !unicode.IsLetter(before)
}

// known says how a state is known of its day: since it, or told on it and of no day.
func known(r account.RouteView) string {
	for _, d := range r.Days {
		if d.Day == r.Since && !d.Told {
			return "since"
		}
	}
	return "told"
}

// tightWords are the words that shorten, for pages that are set tighter: by halves.
func tightWords(tight int) template.FuncMap {
	less := func(n int) int { return max(1, n>>tight) }
	return template.FuncMap{
		"cut":     func(most int, s string) string { return cut(less(most), s) },
		"quoted":  func(most int, s account.Said) string { return quoted(less(most), s) },
		"few":     func(n int, list any) any { return few(less(n), list) },
		"left":    func(n int, list any) int { return left(less(n), list) },
		"between": func(from, to int, list any) any { return between(less(from), less(to), list) },
	}
}

// few gives the first n of a list, whatever its type.
func few(n int, list any) any { return between(0, n, list) }

// between gives the elements [from, to) of a list, as far as it goes.
func between(from, to int, list any) any {
	v := reflect.ValueOf(list)
	return v.Slice(min(from, v.Len()), min(to, v.Len())).Interface()
}

// left is how many elements of a list few leaves out.
func left(n int, list any) int { return max(0, reflect.ValueOf(list).Len()-n) }
