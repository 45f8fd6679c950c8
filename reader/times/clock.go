package times

import (
	"fmt"
	"strings"

	"github.com/parley-desk/parley/claim"
)

// clockTime reads a time of day, with the day where it follows at once: "10:30
// a.m.", "around 7:15 p.m.", "0735 GMT", "5 p.m. EST, Nov. 6", "noon Thursday".
func (p *parser) clockTime(i int) (meaning, int) {
	j := i
	if e, k := p.term(i, isHedge); e != nil {
		j = k
	}
	clock, end := p.clock(j)
	if end == j {
		return meaning{}, i
	}
	m := meaning{form: clockForm, typ: claim.TypeTime, clock: clock}
	k := end
	if p.word(k) == "on" {
		return m, end
	}
	k = p.comma(k)
	for _, read := range [...]func(int) (meaning, int){p.weekly, p.monthly, p.deictic} {
		if d, e := read(k); e > k && (d.day > 0 || d.weekday > 0 || d.form == dayForm) && d.part == "" {
			d.clock, d.typ = clock, claim.TypeTime
			return d, e
		}
	}
	return m, end
}

// clock reads the time of day alone.
func (p *parser) clock(i int) (value string, end int) {
	if n := p.term2(i, isClock); n > 0 {
		return clockOf(n, 0), i + 1
	}
	w := p.word(i)
	if w == "" || w[0] < '0' || w[0] > '9' || len(w) > 8 {
		return "", i
	}
	digits := strings.TrimRight(w, "apm.")
	hours, minutes, form := hourMinute(digits)
	if form == noClock || i > 0 && p.joined(i-1) && p.hyphen(i-1) == i-1 && p.word(i-1) != "(" {
		return "", i
	}
	end = i + 1
	if len(digits) < len(w) { // "10.30pm" in one token
		e := p.section[bit(isMeridiem)].Find(w[len(digits):])
		if e == nil {
			return "", i
		}
		n, _ := number(e, "n")
		hours = hours%12 + n
		return clockOf(hours, minutes), p.zone(end)
	}
	return p.clockBefore(i, hours, minutes, form)
}

// clockBefore reads a number as a time of day by the words that follow it: "4 p.m.", "10 o'clock", "0735 GMT".
func (p *parser) clockBefore(i, hours, minutes int, form clockShape) (value string, end int) {
	end = i + 1
	if e, k := p.term(end, isMeridiem); e != nil && form != military && hours <= 12 {
		n, _ := number(e, "n")
		return clockOf(hours%12+n, minutes), p.zone(k)
	}
	if p.word(end) == "o'clock" && form == bareHour {
		return clockOf(hours, 0), p.zone(end + 1)
	}
	if z := p.zone(end); z > end && form != bareHour || form == colon && strings.Contains(p.word(i), ":") && p.is(i-1, isTimely) {
		return clockOf(hours, minutes), z
	}
	if form != military && p.word(end) == "in" && p.word(end+1) == "the" && p.is(end+2, isPart) { // "4 in the morning"
		if p.at(end+2).part != "MO" {
			hours = hours%12 + 12
		}
		return clockOf(hours, minutes), end + 3
	}
	return "", i
}

// clockForms tells how a time of day is written.
type clockShape uint8

const (
	noClock  clockShape = iota
	bareHour            // "10"
	colon               // "10:30", "10.30"
	military            // "0735"
)

func hourMinute(digits string) (h, m int, shape clockShape) {
	sign := strings.IndexAny(digits, ":.")
	switch {
	case sign > 0 && sign <= 2 && len(digits) >= sign+3:
		h, m, shape = decimal(digits[:sign]), decimal(digits[sign+1:sign+3]), colon
		if rest := digits[sign+3:]; rest != "" && !(len(rest) == 3 && rest[0] == ':') {
			return 0, 0, noClock
		}
		if digits[sign+1] < '0' || digits[sign+1] > '9' || digits[sign+2] < '0' || digits[sign+2] > '9' {
			return 0, 0, noClock
		}
	case sign >= 0:
		return 0, 0, noClock
	case len(digits) == 4:
		h, m, shape = decimal(digits[:2]), decimal(digits[2:]), military
	case len(digits) <= 2:
		h, shape = decimal(digits), bareHour
	}
	if h > 24 || m > 59 {
		return 0, 0, noClock
	}
	return h, m, shape
}

func clockOf(h, m int) string { return fmt.Sprintf("%02d:%02d", h, m) }

// zone passes over a time zone: "EST", "local time", "(GMT)".
func (p *parser) zone(i int) int {
	if e, end := p.term(i, isZone); e != nil {
		return end
	}
	return i
}

// clockAfter tells whether word i makes the number before it a time of day: "October 4, 1530 GMT".
func (p *parser) clockAfter(i int) bool { return p.zone(i) > i }
