package article

import (
	"strings"
	"time"
)

// isoMoments are the forms of a moment that the record's contract takes as they are.
var isoMoments = []string{time.DateOnly, "2006-01-02T15:04", "2006-01-02T15:04:05", "2006-01-02T15:04Z07:00", time.RFC3339}

// zonedMoments are other ways in which pages and feeds write a moment, made into
// RFC 3339 in their own zone; looseDays those that say a day, or a time without a zone.
// Days written in figures alone (08/11/2025) are left out: nobody can tell which is the month.
var (
	zonedMoments = []string{time.RFC1123Z, time.RFC1123, time.RFC850, "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05 -0700", "2006-01-02T15:04:05-0700", "2006-01-02T15:04-0700", "Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 MST"}
	looseDays    = []string{"2006-01-02 15:04:05", "2006-01-02 15:04", "2006/01/02", "20060102", "2 January 2006", "2 Jan 2006", "January 2, 2006", "Jan 2, 2006", "January 2 2006", "Jan 2 2006", "Monday, 2 January 2006", "Monday, January 2, 2006", "Mon, 2 Jan 2006", time.ANSIC, time.UnixDate}
)

// Moment makes a date of publication, as pages, feeds and people write it, into
// ISO 8601: a day, or a time with its zone where one is stated. ok is false
// where it cannot be told for sure; the date is then unknown.
func Moment(s string) (iso string, ok bool) {
	s = strings.Join(strings.Fields(s), " ")
	for _, layout := range isoMoments {
		if _, err := time.Parse(layout, s); err == nil {
			return s, true
		}
	}
	for _, layout := range zonedMoments {
		if t, err := time.Parse(layout, s); err == nil {
			return inItsZone(t), true
		}
	}
	for _, layout := range looseDays {
		if t, err := time.Parse(layout, s); err == nil {
			return t.Format(time.DateOnly), true
		}
	}
	return "", false
}

// inItsZone writes a time in RFC 3339; only its day where its zone is a letter code
// other than UTC, of which the time package does not know the offset.
func inItsZone(t time.Time) string {
	name, offset := t.Zone()
	if offset == 0 && name != "" && name != "UTC" && name != "GMT" {
		return t.Format(time.DateOnly)
	}
	return t.Format(time.RFC3339)
}
