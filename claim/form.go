package claim

import (
	"strings"
	"time"
	"unicode"
)

// isDay tells whether s is an ISO 8601 calendar day.
func isDay(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

// moments are the forms in which a report may state when it was published.
var moments = []string{time.DateOnly, "2006-01-02T15:04", "2006-01-02T15:04:05", "2006-01-02T15:04Z07:00", time.RFC3339}

// isMoment tells whether s is an ISO 8601 day, or a time with or without a zone.
func isMoment(s string) bool {
	for _, layout := range moments {
		if _, err := time.Parse(layout, s); err == nil {
			return true
		}
	}
	return false
}

// isHex tells whether s is n lower-case hexadecimal digits.
func isHex(s string, n int) bool {
	return len(s) == n && strings.Trim(s, "0123456789abcdef") == ""
}

// isAlpha3 tells whether s has the form of an ISO 3166-1 alpha-3 code. Codes
// in common use that ISO reserves for users (XKX, Kosovo) have it too.
func isAlpha3(s string) bool {
	return len(s) == 3 && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

const actorIDRule = "is a country's code with its parts (AFG.taliban), or a class and a name (org:un, person:khawaja-asif, unnamed:PAK.official)"

// isActorID tells whether id has the form of an actor's id.
func isActorID(id string) bool {
	class, name, classed := strings.Cut(id, ":")
	if !classed {
		country, parts, deeper := strings.Cut(id, ".")
		return isAlpha3(country) && (!deeper || isSlug(parts, false))
	}
	if class == "unnamed" && isActorID(name) { // one who speaks for a known actor: unnamed:org:un.official
		return true
	}
	return class != "" && strings.Trim(class, "abcdefghijklmnopqrstuvwxyz_") == "" && isSlug(name, true)
}

// isSlug tells whether s is letters and digits joined by single dots and hyphens.
func isSlug(s string, capitals bool) bool {
	joined := true // a joint may not stand first, last, or after another
	for _, r := range s {
		switch {
		case r == '.' || r == '-' || r == '_':
			if joined {
				return false
			}
			joined = true
		case unicode.IsUpper(r) && !capitals, !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r):
			return false
		default:
			joined = false
		}
	}
	return !joined
}

// unitLength bounds a unit: the longest sensible UCUM term is far shorter.
const unitLength = 32

// isUnit tells whether s can be a unit: an ISO 4217 code, or a term of UCUM
// (ucum.org §5: printable ASCII without white space), its brackets closed.
func isUnit(s string) bool {
	depth := map[rune]int{}
	for _, r := range s {
		if r <= ' ' || r > '~' {
			return false
		}
		switch r {
		case '(', '[', '{':
			depth[r]++
		case ')':
			depth['(']--
		case ']':
			depth['[']--
		case '}':
			depth['{']--
		}
		if depth['('] < 0 || depth['['] < 0 || depth['{'] < 0 {
			return false
		}
	}
	return s != "" && len(s) <= unitLength && depth['('] == 0 && depth['['] == 0 && depth['{'] == 0
}
