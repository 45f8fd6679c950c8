package times

import (
	"strconv"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
)

// recurring reads what comes again: "every day", "each Thursday", "daily", "on Sundays", "once a week".
func (p *parser) recurring(i int) (meaning, int) {
	m := meaning{form: setForm, typ: claim.TypeSet}
	if e, k := p.term(i, isSet); e != nil {
		m.value = e.Get("value")
		return m, k
	}
	if w := p.at(i); w.kind&isWeekdays != 0 {
		m.value = "XXXX-WXX-" + strconv.Itoa(w.weekday)
		return m, i + 1
	}
	if w, q := p.at(i), p.at(i+1); w.kind&isWeekday != 0 && q.kind&isPart != 0 && q.plural { // "Tuesday nights"
		m.value = "XXXX-WXX-" + strconv.Itoa(w.weekday) + "T" + q.part
		return m, i + 2
	}
	if p.is(i, isEvery) {
		return p.every(m, i)
	}
	return p.oftenUnit(m, i)
}

// every reads "every day", "every two years", "each Friday night".
func (p *parser) every(m meaning, i int) (meaning, int) {
	j := i + 1
	if p.word(j) == "other" {
		j++
	}
	n := 1
	if p.word(i+1) == "other" {
		n = 2
	}
	if c, ok := p.cardinal(j); ok && !c.Vague && c.Value < 1000 {
		n, j = int(c.Value), c.End
	}
	switch w := p.at(j); {
	case w.kind&isWeekday != 0:
		m.value = "XXXX-WXX-" + strconv.Itoa(w.weekday)
		if q := p.at(j + 1); q.kind&isPart != 0 {
			m.value, j = m.value+"T"+q.part, j+1
		}
	case w.kind&isMonth != 0 && p.capital(j):
		m.value = "XXXX-" + twoDigits(w.month)
	case w.kind&isSeason != 0:
		m.value = "XXXX-" + seasonCodes[w.season]
	case w.kind&isPart != 0 && !w.plural:
		m.value = "XXXX-XX-XXT" + w.part
	case w.kind&isUnit != 0:
		m.value = lengthValue(float64(n), w.unit, w.count, false)
	default:
		return m, i
	}
	if m.value == "" {
		return m, i
	}
	return m, j + 1
}

// oftenUnit reads "twice a week", "three times a day".
func (p *parser) oftenUnit(m meaning, i int) (meaning, int) {
	j := i
	if c, ok := p.cardinal(i); ok && p.word(c.End) == "times" {
		j = c.End
	}
	w := p.word(j)
	if w != "once" && w != "twice" && w != "thrice" && !(w == "times" && j > i) {
		return m, i
	}
	if a := p.word(j + 1); a != "a" && a != "an" && a != "per" && a != "every" && a != "each" {
		return m, i
	}
	u := p.at(j + 2)
	if u.kind&isUnit == 0 || u.plural {
		return m, i
	}
	m.value = lengthValue(1, u.unit, u.count, false)
	return m, j + 3
}

func twoDigits(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// reference reads times that are left open: "now", "recently", "the future", "recent years".
func (p *parser) reference(i int) (meaning, int) {
	m := meaning{form: referenceForm, typ: claim.TypeDate}
	if e, k := p.term(i, isVague); e != nil && p.is(k, isUnit) && p.at(k).plural && p.at(k).unit >= day {
		m.value = e.Get("value")
		if w := p.word(k + 1); (w == "and" || w == "or") && p.is(k+2, isUnit) && p.at(k+2).plural {
			k += 2
		}
		return m, k + 1
	}
	e, k := p.term(i, isReference)
	if e == nil {
		return m, i
	}
	m.value = e.Get("value")
	next := p.upos(k)
	switch {
	case e.Has("noun") && (next == language.NOUN || next == language.PROPN || next == language.ADJ || next == language.NUM || p.word(k) == "of"):
		return m, i
	case e.Has("adjective") && next != language.NOUN && next != language.ADJ:
		return m, i
	case e.Has("alone"), m.value == "PRESENT_REF" && (p.title(i) || p.hyphen(k) > k && p.joined(k-1)): // "Qala-e Now", "the now-empty camp"
		return m, i
	}
	return m, k
}
