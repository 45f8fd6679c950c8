package pdf

import (
	"cmp"
	"slices"
	"unicode/utf16"
)

// cmap tells what the codes of a font mean (9.10.3; Adobe technical note 5014): letters, or the
// numbers of glyphs.
type cmap struct {
	widths  []space // of the codes, in bytes
	ranges  []span  // sorted
	letters map[uint32]string
}

// space is a range of codes of one width.
type space struct {
	size      int
	low, high uint32
}

// span is a range of codes whose letters, or glyphs, follow each other.
type span struct {
	low, high, to uint32
	prefix        string // letters before the last, which counts on
}

// mostRanges bounds what a cmap says; a font of all letters needs some thousands.
const mostRanges = 200_000

// readCMap reads a cmap.
func readCMap(data []byte, b *budget) *cmap {
	c := &cmap{letters: map[uint32]string{}}
	l := &lexer{data: data, budget: b}
	var held array
	for {
		switch v := l.value(0).(type) {
		case keyword:
			if v == endOfData || len(c.ranges)+len(c.letters) > mostRanges {
				slices.SortStableFunc(c.ranges, func(a, b span) int { return cmp.Compare(a.low, b.low) })
				return c
			}
			c.section(v, held)
			held = held[:0]
		default:
			held = append(held, v)
		}
	}
}

// section takes what stood before the end of a section.
func (c *cmap) section(end keyword, held array) {
	switch end {
	case "endcodespacerange":
		for ; len(held) >= 2; held = held[2:] {
			low, size := code(held[0])
			high, _ := code(held[1])
			if size >= 1 && size <= 4 {
				c.widths = append(c.widths, space{size, low, high})
			}
		}
	case "endbfchar":
		for ; len(held) >= 2; held = held[2:] {
			from, _ := code(held[0])
			c.letters[from] = utf16Of(held[1])
		}
	case "endbfrange", "endcidrange":
		for ; len(held) >= 3; held = held[3:] {
			c.span(held[0], held[1], held[2])
		}
	case "endcidchar":
		for ; len(held) >= 2; held = held[2:] {
			c.span(held[0], held[0], held[1])
		}
	}
}

// span takes a range: to a first letter, to a first glyph, or to a list of letters.
func (c *cmap) span(first, last, to any) {
	low, _ := code(first)
	high, _ := code(last)
	if high < low || high-low > 0xffff {
		return
	}
	switch to := to.(type) {
	case array:
		for i, one := range to[:min(len(to), int(high-low)+1)] {
			c.letters[low+uint32(i)] = utf16Of(one)
		}
	case text:
		letters := []rune(utf16Of(to))
		if len(letters) > 0 {
			c.ranges = append(c.ranges, span{low, high, uint32(letters[len(letters)-1]), string(letters[:len(letters)-1])})
		}
	case float64:
		c.ranges = append(c.ranges, span{low: low, high: high, to: uint32(to)})
	}
}

// code is a code and its width in bytes.
func code(v any) (uint32, int) {
	t, _ := v.(text)
	return number4([]byte(t)), len(t)
}

func number4(data []byte) uint32 {
	n := uint32(0)
	for _, c := range data[:min(len(data), 4)] {
		n = n<<8 | uint32(c)
	}
	return n
}

func utf16Of(v any) string {
	t, _ := v.(text)
	units := make([]uint16, 0, len(t)/2)
	for i := 0; i+1 < len(t); i += 2 {
		units = append(units, uint16(t[i])<<8|uint16(t[i+1]))
	}
	if len(t) == 1 { // against the standard, but seen
		units = append(units, uint16(t[0]))
	}
	return string(utf16.Decode(units))
}

// find gives the range that holds a code.
func (c *cmap) find(code uint32) (span, bool) {
	at, _ := slices.BinarySearchFunc(c.ranges, code, func(s span, code uint32) int {
		if s.low <= code {
			return -1
		}
		return 1
	})
	for i := at - 1; i >= max(at-3, 0); i-- { // ranges should not overlap
		if c.ranges[i].high >= code {
			return c.ranges[i], true
		}
	}
	return span{}, false
}

// text gives the letters of a code.
func (c *cmap) text(code uint32) (string, bool) {
	if letters, ok := c.letters[code]; ok {
		return letters, true
	}
	s, ok := c.find(code)
	if !ok {
		return "", false
	}
	return s.prefix + string(rune(s.to+code-s.low)), true
}

// glyph gives the number of a code's glyph.
func (c *cmap) glyph(code uint32) uint32 {
	s, ok := c.find(code)
	if !ok {
		return 0
	}
	return s.to + code - s.low
}

// next takes the next code off a string: as wide as the cmap says, or as size.
func (c *cmap) next(t text, size int) (uint32, int) {
	if c != nil {
		for width := 1; width <= min(4, len(t)); width++ {
			n := number4([]byte(t[:width]))
			for _, s := range c.widths {
				if s.size == width && n >= s.low && n <= s.high {
					return n, width
				}
			}
		}
	}
	size = min(size, len(t))
	return number4([]byte(t[:size])), size
}
