// Package dates reads the dates of feeds, sitemaps and lists.
package dates

import (
	"strings"
	"time"
)

// zoned are the forms that tell an instant, bare those that tell a day or a
// time of day at an unknown place.
var (
	zoned = []string{
		time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05Z0700", "2006-01-02T15:04:05.999999999Z0700", "2006-01-02 15:04:05 Z0700", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05 -0700",
		"20060102T150405Z", "20060102T150405Z0700",
		time.RFC1123Z, "Mon, 2 Jan 2006 15:04:05 -0700", "2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04 -0700", "Mon, 2 January 2006 15:04:05 -0700",
		"Mon, 2 Jan 2006 15:04:05 Z07:00", time.RubyDate,
	}
	bare = []string{"2006-01-02T15:04:05", "2006-01-02T15:04:05.999999999", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02 15:04", "20060102150405", "Mon, 2 Jan 2006 15:04:05", "2 Jan 2006 15:04:05", "Mon, 2 Jan 2006 15:04"}
	days = []string{"2006-01-02", "20060102", "2006/01/02", "2 Jan 2006", "2 January 2006", "Mon, 2 Jan 2006", "January 2, 2006", "Jan 2, 2006", "2006-01", "2006"}
)

// names are zones that feeds name instead of an offset. Names that several
// places share (IST, BST in Asia, CST) are left out, but for those that RFC 822 defines.
var names = map[string]string{
	"GMT": "+0000", "UT": "+0000", "UTC": "+0000", "Z": "+0000",
	"EST": "-0500", "EDT": "-0400", "CST": "-0600", "CDT": "-0500", "MST": "-0700", "MDT": "-0600", "PST": "-0800", "PDT": "-0700",
	"CET": "+0100", "CEST": "+0200", "EET": "+0200", "EEST": "+0300", "MSK": "+0300", "EAT": "+0300", "CAT": "+0200", "WAT": "+0100", "PKT": "+0500",
}

// ISO gives the date that text tells in ISO 8601: an instant in UTC
// (2026-03-01T06:00:00Z), a local time of day where no zone is told, a day, a
// month or a year; "" where it tells none between 1990 and 2100.
func ISO(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if text == "" || len(text) > 64 {
		return ""
	}
	if cut := strings.LastIndexByte(text, ' '); cut > 0 {
		if offset, ok := names[strings.Trim(text[cut+1:], "()")]; ok {
			text = text[:cut+1] + offset
		}
	}
	if t, ok := parse(text, zoned); ok {
		return t.UTC().Format(time.RFC3339)
	}
	if t, ok := parse(text, bare); ok {
		return t.Format("2006-01-02T15:04:05")
	}
	for _, layout := range days {
		if t, ok := parse(text, []string{layout}); ok {
			return t.Format("2006-01-02"[:isoLength(layout)])
		}
	}
	return ""
}

// isoLength is how much of a day a layout tells.
func isoLength(layout string) int {
	switch layout {
	case "2006":
		return 4
	case "2006-01":
		return 7
	}
	return 10
}

func parse(text string, layouts []string) (time.Time, bool) {
	for _, layout := range layouts {
		if t, err := time.Parse(layout, text); err == nil && t.Year() >= 1990 && t.Year() < 2100 {
			return t, true
		}
	}
	return time.Time{}, false
}
