package numbers

import "strconv"

// parser reads numerals from one sentence.
type parser struct {
	words    *Words
	sentence []string // lower-case forms of its tokens
}

// word is the form of token i, "" outside the sentence.
func (p *parser) word(i int) string {
	if i < 0 || i >= len(p.sentence) {
		return ""
	}
	return p.sentence[i]
}

func (p *parser) at(i int) numeral {
	word := p.word(i)
	if word == "" {
		return numeral{}
	}
	return p.words.known[word]
}

// afterHyphen is i, or the token after it where it is a hyphen.
func (p *parser) afterHyphen(i int) int {
	if isHyphen(p.word(i)) {
		return i + 1
	}
	return i
}

func isHyphen(word string) bool {
	return word == "-" || word == "–" || word == "‑" || word == "‐"
}

// digits reads "1,400", "1.4 million", "6 1/2", "2bn".
func (p *parser) digits(i int) (Cardinal, bool) {
	value, rest, ok := parseDigits(p.word(i))
	if !ok {
		return Cardinal{}, false
	}
	c := Cardinal{End: i + 1, Value: value, Scale: 1, Digits: true}
	if rest != "" {
		scale, ok := p.words.suffix[rest]
		if !ok {
			return Cardinal{}, false
		}
		c.Value, c.Scale = value*scale, scale
		return c, true
	}
	p.spaced(&c, i)
	if part, ok := parseFraction(p.word(c.End)); ok {
		c.Value, c.End = c.Value+part, c.End+1
	}
	return p.times(c), true
}

// spaced takes in the groups of three digits that spaces part from the numeral at token i: "1 200 000".
func (p *parser) spaced(c *Cardinal, i int) {
	if first := p.word(i); len(first) > 3 || first[0] == '0' || !allDigits(first) {
		return
	}
	for len(p.word(c.End)) == 3 && allDigits(p.word(c.End)) {
		group, err := strconv.ParseFloat(p.word(c.End), 64)
		if err != nil || c.Value > maxSpaced {
			return
		}
		c.Value, c.End = c.Value*1000+group, c.End+1
	}
}

// maxSpaced bounds the numerals that spaces part into groups: more of them are a table's row.
const maxSpaced = 1e9

func allDigits(word string) bool {
	for i := range len(word) {
		if !isDigit(word[i]) {
			return false
		}
	}
	return true
}

// times multiplies a numeral by the scale words that follow: "1.4 million", "several hundred thousand".
func (p *parser) times(c Cardinal) Cardinal {
	for range 3 {
		j := c.End
		if p.word(j) == "-" || c.Vague && c.Scale > 1 && p.word(j) == "of" && p.at(j+1).kind&isPlural != 0 { // "a 1.4-million budget", "several tens of thousands"
			j++
		}
		n := p.at(j)
		scale := n.scale
		if n.kind&isPlural != 0 && c.Vague { // "several hundreds"
			scale = n.least / 2
		}
		if scale == 0 {
			break
		}
		c.Value, c.Scale, c.End = c.Value*scale, c.Scale*scale, j+1
	}
	return c
}

// plural reads "dozens", "tens of thousands".
func (p *parser) plural(i int, least float64) (Cardinal, bool) {
	c := Cardinal{End: i + 1, Value: least, Vague: true, Scale: 1}
	for range 2 { // "hundreds of thousands"; more is no number
		if p.word(c.End) != "of" {
			break
		}
		n := p.at(c.End + 1)
		if n.kind&isPlural == 0 {
			break
		}
		c.Value, c.End = c.Value*n.least/2, c.End+2
	}
	return c, true
}

// vague reads "several", "a few hundred", "a couple of dozen".
func (p *parser) vague(i int) (Cardinal, bool) {
	e, n := p.words.vague.Longest(func(k int) string { return p.word(i + k) })
	if e == nil {
		return Cardinal{}, false
	}
	least, err := amount(e)
	if err != nil {
		return Cardinal{}, false
	}
	return p.times(Cardinal{End: i + n, Value: least, Vague: true, Scale: 1}), true
}

// scaled reads "many thousand", which counts only for its scale.
func (p *parser) scaled(i int, few float64) (Cardinal, bool) {
	c := p.times(Cardinal{End: i + 1, Value: few, Vague: true, Scale: 1})
	return c, c.End > i+1
}

// half reads "half a million", "half a dozen", "half-dozen".
func (p *parser) half(i int) (Cardinal, bool) {
	j := p.afterHyphen(i + 1)
	if p.word(j) == "a" {
		j++
	}
	c := p.times(Cardinal{End: j, Value: 0.5, Scale: 1})
	return c, c.End > j
}

// spelled reads numerals in words: "twenty-three", "a hundred and five", "two and a half million".
func (p *parser) spelled(i int) (Cardinal, bool) {
	s := spelling{parser: p, next: i, limit: 1e18}
	if w := p.word(i); w == "a" || w == "an" {
		if p.at(i+1).kind&isScale == 0 {
			return Cardinal{}, false
		}
		s.current, s.open, s.next = 1, true, i+1
	}
	for s.step() {
	}
	if s.end <= i {
		return Cardinal{}, false
	}
	return Cardinal{End: s.end, Value: s.total + s.current, Scale: max(s.scale, 1)}, true
}

// spelling is the state of reading a numeral in words.
type spelling struct {
	*parser
	next    int     // token to read
	end     int     // the token after the last that belongs to the numeral
	total   float64 // what is behind a scale of thousands or more
	current float64 // the group below it
	open    bool    // current has been said, be it zero
	scale   float64 // the scale word read last, where it ends the numeral
	limit   float64 // scales must fall: million, then thousand
}

// step reads one more word; false where it does not belong.
func (s *spelling) step() bool {
	n := s.at(s.next)
	switch {
	case n.kind&isCardinal != 0:
		return s.cardinal(n.value)
	case n.kind&isScale != 0 && s.open:
		return s.multiply(n.scale)
	case s.end == 0:
		return false
	case isHyphen(s.word(s.next)):
		m := s.at(s.next + 1)
		if m.kind&isScale != 0 || m.kind&isCardinal != 0 && s.fits(m.value) {
			s.next++
			return true
		}
	case s.word(s.next) == "and":
		return s.and()
	}
	return false
}

// fits tells whether a numeral below a hundred can follow what was read of the group.
func (s *spelling) fits(value float64) bool {
	rest := int(s.current) % 100
	switch {
	case !s.open:
		return true
	case value == 0:
		return false
	case rest == 0:
		return s.current >= 100
	}
	return value < 10 && rest >= 20 && rest%10 == 0
}

func (s *spelling) cardinal(value float64) bool {
	if !s.fits(value) {
		return false
	}
	s.current, s.open, s.scale = s.current+value, true, 0
	s.next++
	s.end = s.next
	return true
}

func (s *spelling) multiply(scale float64) bool {
	if scale >= s.limit || scale < 1000 && s.current >= 100 {
		return false
	}
	if scale < 1000 {
		s.current *= scale
	} else {
		s.total, s.current, s.open, s.limit = s.total+s.current*scale, 0, false, scale
	}
	s.scale = scale
	s.next++
	s.end = s.next
	return true
}

// and reads "and five" after a scale, "and a half".
func (s *spelling) and() bool {
	if s.word(s.next+1) == "a" && s.at(s.next+2).part == 0.5 {
		s.current += 0.5 * max(s.scale, 1)
		s.next += 3
		s.end = s.next
		return s.scale == 0 // "two and a half" may go on with "million"
	}
	n := s.at(s.next + 1)
	if s.scale < 100 || n.kind&isCardinal == 0 {
		return false
	}
	s.next++
	return s.cardinal(n.value)
}
