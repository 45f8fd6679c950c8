package knowledge

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/parley-desk/parley/knowledge/calendar"
	"github.com/parley-desk/parley/knowledge/fold"
)

// CalendarName is a month or a feast of another calendar than the Gregorian, or
// a word that tells of which calendar a year is.
type CalendarName struct {
	Name     string
	Names    []string // other spellings
	Calendar calendar.System
	Month    int  // 0 of a word for the calendar
	Day      int  // first day of a feast, 0 of a month
	Days     int  // of a feast
	Era      bool // a word for the calendar
	Alone    bool // it means the month or feast without a day or year beside it
}

// loadCalendars reads the names of other calendars.
func (b *Base) loadCalendars(t *tables) error {
	rows, err := t.rows("calendars.tsv", "name", "names", "calendar", "month", "day", "days", "era", "alone")
	if err != nil {
		return err
	}
	for _, r := range rows {
		c, err := newCalendarName(r)
		if err != nil {
			return err
		}
		b.calendars = append(b.calendars, c)
	}
	return nil
}

func newCalendarName(r row) (CalendarName, error) {
	c := CalendarName{Name: r.get("name"), Names: r.list("names"), Calendar: calendar.System(r.get("calendar")), Era: r.get("era") == "yes", Alone: r.get("alone") == "yes"}
	if !slices.Contains(calendar.Systems, c.Calendar) {
		return c, r.fail("calendar must be one of %v, is %q", calendar.Systems, c.Calendar)
	}
	for _, f := range []struct {
		column string
		into   *int
		most   int
	}{{"month", &c.Month, 12}, {"day", &c.Day, 31}, {"days", &c.Days, 31}} {
		n, err := r.number(f.column)
		if err != nil {
			return c, err
		}
		if *f.into = n; n > f.most {
			return c, r.fail("%s must be at most %d, is %d", f.column, f.most, n)
		}
	}
	if c.Era == (c.Month > 0) {
		return c, r.fail("a row must name a month, or be an era")
	}
	return c, nil
}

// CalendarNames lists the months, feasts and eras of other calendars, in the order of the file: for a reader's own index.
func (b *Base) CalendarNames() []CalendarName { return slices.Clone(b.calendars) }

// Span is the first and last day of the month or feast in a year of its
// calendar, as reckoned; false where the calendar has no such year.
func (c *CalendarName) Span(year int) (first, last time.Time, ok bool) {
	from, length := max(c.Day, 1), c.Days
	if c.Day == 0 {
		length = c.Calendar.Length(year, c.Month)
	}
	first, ok = c.Calendar.Time(calendar.Date{Year: year, Month: c.Month, Day: from})
	return first, first.AddDate(0, 0, max(length, 1)-1), ok
}

// Letters are the letters and digits of a name, lower case: what spellings of a calendar's names share.
func Letters(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
}

// is tells whether a name is one of the row's.
func (c *CalendarName) is(name string) bool {
	key := Letters(name)
	return key != "" && (Letters(c.Name) == key || slices.ContainsFunc(c.Names, func(n string) bool { return Letters(n) == key }))
}

// CalendarEntry is what is known of a month, feast or date of another calendar.
type CalendarEntry struct {
	Name     string          `json:"name"`
	Names    []string        `json:"names,omitempty"`
	Calendar calendar.System `json:"calendar"`
	Month    int             `json:"month"`
	Day      int             `json:"day,omitempty"`
	Year     int             `json:"year,omitempty"` // of that calendar: the one asked for, or that of the day asked about
	Start    string          `json:"start,omitempty"`
	End      string          `json:"end,omitempty"`
	Slack    int             `json:"slack_days,omitempty"` // either end may be off by so many days
}

// inCalendars finds the months, feasts and dates ("15 Hamal 1404", "Ramadan 1446") that a name
// means; without a year those of the calendar's year that holds the day asked about.
func (b *Base) inCalendars(name string, on time.Time) []CalendarEntry {
	if len(name) > fold.MaxName {
		return nil
	}
	words, day, year := dateParts(name)
	if bare, ok := strings.CutSuffix(words, lastWord(words)); ok && year > 0 && b.isEra(lastWord(words)) {
		words = bare // "1 Ramadan 1447 AH"
	}
	var found []CalendarEntry
	for i := range b.calendars {
		c := &b.calendars[i]
		if c.Era || !c.is(words) {
			continue
		}
		e := CalendarEntry{Name: c.Name, Names: c.Names, Calendar: c.Calendar, Month: c.Month, Day: max(c.Day, day), Year: year}
		if now, ok := c.Calendar.Date(on); year == 0 && !on.IsZero() && ok {
			e.Year = now.Year
		}
		if e.Year > 0 {
			e.span(*c, day)
		}
		found = append(found, e)
	}
	return found
}

// isEra tells whether a word tells of which calendar a year is.
func (b *Base) isEra(word string) bool {
	return slices.ContainsFunc(b.calendars, func(c CalendarName) bool { return c.Era && c.is(word) })
}

func lastWord(words string) string { return words[strings.LastIndexByte(words, ' ')+1:] }

// span fills in when it is.
func (e *CalendarEntry) span(c CalendarName, day int) {
	if day > 0 && c.Day == 0 {
		c.Day, c.Days = day, 1
	}
	first, last, ok := c.Span(e.Year)
	if !ok {
		return
	}
	e.Slack = c.Calendar.Slack()
	e.Start, e.End = first.Format(time.DateOnly), last.Format(time.DateOnly)
}

// dateParts takes a date apart: its words, its day and its year, 0 where there are none.
func dateParts(name string) (words string, day, year int) {
	var rest []string
	for _, w := range strings.Fields(strings.NewReplacer(",", " ", " of ", " ").Replace(name)) {
		n, err := strconv.Atoi(strings.TrimRight(w, "stndrh"))
		switch {
		case err != nil || n < 1:
			rest = append(rest, w)
		case n <= 31 && day == 0:
			day = n
		case n > 31 && n < 10000 && year == 0:
			year = n
		default:
			rest = append(rest, w)
		}
	}
	return strings.Join(rest, " "), day, year
}
