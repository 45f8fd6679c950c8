package sheet

import (
	"strings"
	"time"

	"github.com/parley-desk/parley/claim"
)

// when writes a time as finely as it is known: "7 Nov 2025", "10–17 Oct 2025",
// "Oct 2025", "2025", "since 12 Oct 2025".
func when(w *claim.When) string {
	if w == nil || w.Start == "" && w.End == "" {
		return ""
	}
	text := days(w.Start, w.End, w.Precision)
	switch w.Basis {
	case claim.BasisInferred:
		text += " (inferred)"
	case claim.BasisDateline:
		text += " (dateline)"
	}
	return text
}

// days writes the days from start to end, both inclusive.
func days(start, end string, p claim.Precision) string {
	from, okFrom := day(start)
	to, okTo := day(end)
	switch {
	case start == "":
		return "until " + written(to, okTo, end)
	case end == "":
		return "since " + written(from, okFrom, start)
	case !okFrom || !okTo:
		return strings.TrimSpace(start + " – " + end)
	case from.Equal(to):
		return from.Format("2 Jan 2006")
	case p == claim.PrecisionYear && from.Year() == to.Year():
		return from.Format("2006")
	case p == claim.PrecisionMonth && from.Year() == to.Year() && from.Month() == to.Month():
		return from.Format("Jan 2006")
	case from.Year() != to.Year():
		return from.Format("2 Jan 2006") + " – " + to.Format("2 Jan 2006")
	case from.Month() != to.Month():
		return from.Format("2 Jan") + " – " + to.Format("2 Jan 2006")
	}
	return from.Format("2") + "–" + to.Format("2 Jan 2006")
}

func written(t time.Time, ok bool, raw string) string {
	if !ok {
		return raw
	}
	return t.Format("2 Jan 2006")
}

// day reads an ISO 8601 day, or the day of a time.
func day(iso string) (time.Time, bool) {
	t, err := time.Parse(time.DateOnly, iso[:min(len(iso), len(time.DateOnly))])
	return t, err == nil
}

// moment writes when a report was published: the day, and the time where it is known.
func moment(iso string) string {
	t, ok := day(iso)
	if !ok {
		return iso
	}
	if len(iso) >= len("2006-01-02T15:04") {
		zone := ""
		if full, err := time.Parse(time.RFC3339, iso); err == nil {
			zone = full.Format(" -07:00")
			if strings.HasSuffix(iso, "Z") || zone == " +00:00" {
				zone = " UTC"
			}
		}
		return t.Format("2 January 2006") + ", " + iso[11:16] + zone
	}
	return t.Format("2 January 2006")
}
