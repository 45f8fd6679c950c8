package proof

import (
	"math"
	"strconv"
	"strings"

	"github.com/parley-desk/parley/claim"
)

// figure proves a figure: the number said, or a bound of it, is one that its
// words can be read as; a single person counts one, nobody nought.
func (p *prover) figure(f *claim.Figure) {
	for _, n := range []struct {
		field string
		value *float64
	}{{"value", f.Value}, {"low", f.Low}, {"high", f.High}} {
		if n.value != nil && !p.one(f, *n.value) {
			p.number(n.field, *n.value)
		}
	}
	for _, n := range []*float64{f.Value, f.Low, f.High} { // one of them stands for all
		if n != nil {
			p.ground("value", func() string { return p.numberGround(*n) })
			break
		}
	}
	if f.Wording != "" {
		p.wording("wording", f.Wording)
	}
	p.wording("of", f.Of)
	if f.NationOf != "" && !p.mentioned[f.NationOf] {
		p.gap("nation_of", "no name in the report is of this country: "+strconv.Quote(f.NationOf))
	}
	p.ref("perpetrator", f.Perpetrator)
	p.when("window", f.Window)
}

// one tells whether a figure of one needs no numeral: its words hold none at all ("the mayor was killed"),
// or a single person is told among others that are numbered, by words of their own.
func (p *prover) one(f *claim.Figure, n float64) bool {
	if n != 1 || !heads[f.Measure] {
		return false
	}
	return !counts(p.unnamed(p.at.Span)) || f.Of != "" && !counts(f.Of)
}

// unnamed is the words of a span with its names and times left out: "M-19" and "19 April" count nothing.
func (p *prover) unnamed(span claim.Span) string {
	words, _ := p.here(p.at.In).Cut(span)
	runes := []rune(words)
	blank := func(out claim.Span) {
		for i := max(out.Start-span.Start, 0); i < min(out.End-span.Start, len(runes)); i++ {
			runes[i] = ' '
		}
	}
	for _, i := range p.names[p.at.In != ""].touching(span) {
		blank(p.namesOf(p.at.In != "")[i].Span)
	}
	for _, i := range p.times[p.at.In != ""].touching(span) {
		blank(p.timesOf(p.at.In != "")[i].Span)
	}
	return string(runes)
}

// counts tells whether words hold a number that counts heads. An age does not
// ("65-year-old", "Farr, 43,"), nor what a person has ("a mother of three", "the couple's son").
func counts(words string) bool {
	tokens := split(strings.ToLower(words))
	before := ""
	for i, t := range tokens {
		_, _, next := numeral(tokens, i)
		after := ""
		if next < len(tokens) {
			after = tokens[next]
		}
		if next > i && t != "a" && t != "an" && before != "of" && !(before == "," && after == ",") && !ages[after] && after != "'" && after != "’" {
			return true
		}
		before = t
	}
	return false
}

// ages are the units in which an age is told before its noun: "a nine-month-old child".
var ages = map[string]bool{"year": true, "month": true, "week": true, "day": true}

// heads are the measures that count people, of whom a singular noun is one.
var heads = map[claim.Measure]bool{
	claim.Killed: true, claim.Injured: true, claim.Casualties: true, claim.Missing: true, claim.Captured: true,
	claim.Abducted: true, claim.Released: true, claim.Attacks: true, claim.Violations: true, claim.Troops: true,
}

// number proves a number by the numerals in the claim's words. A fall is said without its sign, a share as a part of a hundred.
func (p *prover) number(field string, n float64) {
	if !p.numbers().hold(math.Abs(n)) {
		p.gap(field, "no words of the claim can be read as "+strconv.FormatFloat(n, 'g', -1, 64))
	}
}

// numbers reads the numerals in the claim's reach.
func (p *prover) numbers() *numerals {
	if p.read == nil {
		var all []string
		for _, s := range p.reach {
			if words, ok := p.here(s.in).Cut(s.span); ok {
				all = append(all, words)
			}
		}
		p.read = readNumerals(strings.Join(all, "\n"))
	}
	return p.read
}
