package brief

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// day writes an ISO day as people do; what is none stays as it is.
func day(iso string) string {
	t, ok := parsed(iso)
	if !ok {
		return iso
	}
	return t.Format("2 January 2006")
}

func parsed(iso string) (time.Time, bool) {
	t, err := time.Parse(time.DateOnly, iso[:min(len(iso), len(time.DateOnly))])
	return t, err == nil
}

// days writes a stretch of days: "6 to 7 November 2025", "October 2025", "2025".
func days(from, to string) string {
	a, okA := parsed(from)
	b, okB := parsed(to)
	switch {
	case !okA && !okB:
		return ""
	case !okB || from == to:
		return day(from)
	case !okA:
		return "until " + day(to)
	case a.Day() == 1 && a.YearDay() == 1 && b.Month() == time.December && b.Day() == 31 && a.Year() == b.Year():
		return a.Format("2006")
	case a.Day() == 1 && b.AddDate(0, 0, 1).Day() == 1 && a.Month() == b.Month() && a.Year() == b.Year():
		return a.Format("January 2006")
	case a.Month() == b.Month() && a.Year() == b.Year():
		return fmt.Sprintf("%d to %s", a.Day(), day(to))
	case a.Year() == b.Year():
		return a.Format("2 January") + " to " + day(to)
	}
	return day(from) + " to " + day(to)
}

// quoteRunes bounds how much of a quotation a sentence carries; the source has it whole.
const quoteRunes = 160

// quoted sets words of a report in quotation marks, cut at a word where they are long.
func quoted(words string) string {
	return "“" + shortened(strings.Trim(words, `"“”'‘’,;: `), quoteRunes) + "”"
}

func shortened(s string, most int) string {
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	runes := []rune(s)[:most]
	for i := len(runes) - 1; i > most/2; i-- {
		if unicode.IsSpace(runes[i]) {
			return strings.TrimRight(string(runes[:i]), ",;: ") + " …"
		}
	}
	return string(runes) + "…"
}

// short is a name without what stands in brackets behind it.
func short(name string) string {
	if at := strings.Index(name, " ("); at > 0 {
		return name[:at]
	}
	return name
}

// list joins names: "a, b and c".
func list(names []string) string {
	names = slices.Clone(names) // views are shared
	for i := range names {
		names[i] = strings.TrimRight(short(names[i]), ",")
	}
	switch n := len(names); n {
	case 0:
		return ""
	case 1:
		return names[0]
	default:
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
}

// some lists the first few of many names.
func some(names []string, most int) string {
	if len(names) <= most {
		return list(names)
	}
	return list(append(append([]string{}, names[:most]...), fmt.Sprintf("%d more", len(names)-most)))
}

// counted writes a number with its noun.
func counted(n int, one, many string) string {
	if n == 1 {
		return "one " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// spaced writes a word of the vocabulary as people do: "in effect".
func spaced[T ~string](word T) string { return strings.ReplaceAll(string(word), "_", " ") }

// capital writes the first letter large.
func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}
