package article

import (
	"strings"

	"golang.org/x/net/html/atom"

	"github.com/parley-desk/parley/article/markup"
)

// entry is one entry of a liveblog or timeline.
type entry struct {
	box  *markup.Node
	time string // ISO 8601; empty where it cannot be told
}

// Fewer timed boxes in a row are no liveblog; their text must be this share (of ten) of the page's.
const (
	leastEntries = 3
	liveShare    = 6
)

// entries finds a liveblog: boxes in a row that begin with a time each and hold most of the text.
// day is that of publication, for times of day alone.
func (p *page) entries(blocks []block, day string) []entry {
	marks := p.timeMarks()
	if len(marks) < leastEntries {
		return nil
	}
	p.weigh(blocks)
	timed := timedBoxes(marks, firstBlocks(blocks))
	rows := map[*markup.Node]int{}
	for n := range timed {
		rows[n.Parent]++
	}
	var found []entry
	mass := 0
	for _, n := range p.nodes {
		if mark := timed[n]; mark != nil && n.Parent != nil && rows[n.Parent] > 1 {
			found = append(found, entry{n, timeOf(mark, day)})
			mass += p.mass[n.Index]
		}
	}
	if len(found) < leastEntries || mass*10 < p.mass[0]*liveShare {
		return nil
	}
	for _, mark := range marks {
		p.gone[mark.Index] = true
	}
	return found
}

// timeMarks are the elements that are a time and nothing else.
func (p *page) timeMarks() (marks []*markup.Node) {
	for _, n := range p.nodes {
		if n.Name == "" || n.First == nil || p.isGone(n) {
			continue
		}
		if n.Atom == atom.Time || isClock(ownText(n)) {
			if words := n.Words(); len(words) < 60 && words != "" {
				marks = append(marks, n)
			}
		}
	}
	return marks
}

// ownText is the text directly within an element, "" where it is long.
func ownText(n *markup.Node) string {
	if n.First.Name != "" || n.First != n.Last || len(n.First.Text) > 40 {
		return ""
	}
	return strings.TrimSpace(n.First.Text)
}

// isClock tells a time of day: "14:05", "9.30 am", "[10:14 GMT]".
func isClock(s string) bool {
	_, _, rest, ok := clock(s)
	return ok && len(rest) <= 8
}

// clock reads the time of day that a text begins with, and gives what follows it.
func clock(s string) (hour, minute int, rest string, ok bool) {
	s = strings.TrimLeft(s, "[(")
	i := 0
	for i < len(s) && i < 2 && s[i] >= '0' && s[i] <= '9' {
		hour = hour*10 + int(s[i]-'0')
		i++
	}
	if i == 0 || len(s) < i+3 || s[i] != ':' && s[i] != '.' && s[i] != 'h' || !isDigits(s[i+1:i+3]) {
		return 0, 0, "", false
	}
	minute = int(s[i+1]-'0')*10 + int(s[i+2]-'0')
	rest = strings.TrimSpace(strings.Trim(s[i+3:], "])"))
	lower := strings.ToLower(strings.ReplaceAll(rest, ".", ""))
	switch {
	case strings.HasPrefix(lower, "pm") && hour < 12:
		hour += 12
	case strings.HasPrefix(lower, "am") && hour == 12:
		hour = 0
	}
	return hour, minute, rest, hour < 24 && minute < 60
}

// firstBlocks maps each box to the first block of running text at or below it.
func firstBlocks(blocks []block) map[*markup.Node]*block {
	first := map[*markup.Node]*block{}
	for i := range blocks {
		b := &blocks[i]
		if !b.runs() {
			continue
		}
		for at := b.box; at != nil && first[at] == nil; at = at.Parent {
			first[at] = b
		}
	}
	return first
}

// timedBoxes maps boxes to the time that they begin with: all around a mark that hold
// running text below it, none above it.
func timedBoxes(marks []*markup.Node, first map[*markup.Node]*block) map[*markup.Node]*markup.Node {
	timed := map[*markup.Node]*markup.Node{}
	for _, mark := range marks {
		for at := mark; at != nil && timed[at] == nil; at = at.Parent {
			if markup.Inline(at.Atom) {
				continue
			}
			if b := first[at]; b != nil {
				if b.end < mark.Start {
					break
				}
				timed[at] = mark
			}
		}
	}
	return timed
}

// timeOf is the time that a mark says, in ISO 8601.
func timeOf(mark *markup.Node, day string) string {
	if iso := moment(mark.Get("datetime")); iso != "" {
		return iso
	}
	words := mark.Words()
	at := strings.IndexAny(words, "0123456789")
	if at < 0 {
		return ""
	}
	if found, end, ok := dayIn(words); ok {
		day, at = found, min(end+1, len(words))
		at += max(strings.IndexAny(words[at:], "0123456789"), 0)
	}
	hour, minute, rest, ok := clock(words[min(at, len(words)):])
	if len(day) < len("2006-01-02") {
		return ""
	}
	if day = day[:len("2006-01-02")]; !ok {
		return day
	}
	iso := day + "T" + twoDigits(hour) + ":" + twoDigits(minute)
	if zone := strings.ToUpper(rest); strings.HasSuffix(zone, "GMT") || strings.HasSuffix(zone, "UTC") {
		iso += "Z"
	}
	return iso
}

func twoDigits(n int) string { return string([]byte{byte('0' + n/10), byte('0' + n%10)}) }
