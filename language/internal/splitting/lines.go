package splitting

import "strings"

// wrapping is what the lengths of a text's lines tell: whether its lines were
// broken at a margin (wire copy, e-mail) or each is a paragraph (most web pages).
type wrapping struct {
	wrapped bool
	margin  int // length of the longest lines, in bytes
}

// Lines of up to widestMargin bytes may come from breaking at a margin; most
// files have 66 to 80.
const (
	widestMargin = 120
	raggedness   = 6  // bytes by which a line may end before its margin
	goesOn       = 30 // bytes of a line after which it may go on in the next whatever the margin
)

// measure reads the lines of a text twice: for the margin, then for how many
// breaks the margin explains, the next word having no room on the line.
func measure(text string) wrapping {
	var lengths [widestMargin + 2]int // how many lines of each length
	for start := 0; start < len(text); {
		line, next := lineAt(text, start)
		lengths[min(len(line), widestMargin+1)]++
		start = next
	}
	margin := marginOf(lengths[:])
	if margin == 0 {
		return wrapping{}
	}
	breaks, forced := 0, 0
	previous := ""
	for start := 0; start < len(text); {
		line, next := lineAt(text, start)
		if previous != "" && line != "" {
			breaks++
			if full(previous, line, margin) {
				forced++
			}
		}
		previous, start = line, next
	}
	return wrapping{wrapped: forced*10 > breaks*6, margin: margin}
}

// marginOf gives the length that only a few stray lines exceed, 0 where the
// text has no such margin.
func marginOf(lengths []int) int {
	lines := 0
	for _, n := range lengths[1:] {
		lines += n
	}
	strays := lengths[widestMargin+1]
	if lines < 4 || strays*50 > lines {
		return 0
	}
	for margin := widestMargin; ; margin-- {
		if strays += lengths[margin]; strays*33 > lines {
			return margin
		}
	}
}

// lineAt gives the line at start, without the white space at its end, and
// where the next begins.
func lineAt(text string, start int) (line string, next int) {
	next = len(text)
	if n := strings.IndexByte(text[start:], '\n'); n >= 0 {
		next = start + n + 1
	}
	end := next
	for end > start && classOf[text[end-1]] == space {
		end--
	}
	return text[start:end], next
}

// full tells whether the first word of a line would not have fitted on the line before.
func full(line, next string, margin int) bool {
	next = strings.TrimLeft(next, " \t")
	word := strings.IndexByte(next, ' ')
	if word < 0 {
		word = len(next)
	}
	return len(line)+1+word > margin-raggedness
}

// joins tells whether next goes on with the paragraph that line is in.
func (l *lists) joins(w wrapping, line, next string) bool {
	indent := indentation(next)
	first := next[indent]
	last := line[len(line)-1]
	if len(line) >= goesOn && (isLower(first) && last != '.' && last != '!' && last != '?' || last == ',' || l.openEnd(line)) {
		return true
	}
	if !w.wrapped || indent > indentation(line)+1 && indent > 1 || first == '*' {
		return false
	}
	return full(line, next, w.margin)
}

// openEnd tells whether the last word of a line cannot be the last of a sentence.
func (l *lists) openEnd(line string) bool {
	word := line[strings.LastIndexByte(line, ' ')+1:]
	return len(word) <= 8 && l.openEnds[strings.ToLower(word)]
}

func indentation(line string) int {
	i := 0
	for i < len(line)-1 && classOf[line[i]] == space {
		i++
	}
	return i
}

// paragraphs calls use with the bounds of each paragraph and whether it is a single line.
func (l *lists) paragraphs(text string, use func(start, end int, single bool)) {
	layout := measure(text)
	open, end, single := -1, 0, true
	previous := ""
	for start := 0; start < len(text); {
		line, next := lineAt(text, start)
		switch {
		case line == "" || blank(line):
			line = ""
			if open >= 0 {
				use(open, end, single)
			}
			open = -1
		case open >= 0 && l.joins(layout, previous, line):
			end, single = start+len(line), false
		default:
			if open >= 0 {
				use(open, end, single)
			}
			open, end, single = start, start+len(line), true
		}
		previous, start = line, next
	}
	if open >= 0 {
		use(open, end, single)
	}
}

// blank tells whether a line has white space only, beyond what lineAt cut off.
func blank(line string) bool {
	for i := 0; i < len(line); {
		if classOf[line[i]] == space {
			i++
			continue
		}
		if line[i] < 0x80 {
			return false
		}
		n := wideSpace(line[i:])
		if n == 0 {
			return false
		}
		i += n
	}
	return true
}
