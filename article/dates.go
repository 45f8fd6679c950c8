package article

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/net/html/atom"

	"github.com/parley-desk/parley/article/markup"
	"github.com/parley-desk/parley/claim"
)

// dated is a date with how it was told; zero where it was not.
type dated struct {
	iso   string
	basis claim.DateBasis
}

// published tells when a page was published, by the surest of its signs.
func (p *page) published(address string, blocks []block, r region) dated {
	signs := []struct {
		basis claim.DateBasis
		find  func() string
	}{
		{claim.DatedLinked, func() string { return moment(p.meta.linked.published) }},
		{claim.DatedMeta, func() string { return firstMoment(append(p.saidAll("published"), p.meta.props["datepublished"])...) }},
		{claim.DatedElement, func() string { return p.timeElement(r, false) }},
		{claim.DatedAddress, func() string { return dayInAddress(address) }},
		{claim.DatedText, func() string { return firstOf(dayInLines(blocks, r, false), dayInDateline(blocks, r)) }},
		{claim.DatedText, func() string { return dayInLines(p.footers(), r, false) }},
	}
	for _, s := range signs {
		if iso := s.find(); iso != "" {
			return dated{iso, s.basis}
		}
	}
	return dated{}
}

// updated tells when a page was last changed.
func (p *page) updated(blocks []block, r region) string {
	said := append(append([]string{p.meta.linked.modified}, p.saidAll("updated")...), p.meta.props["datemodified"])
	if iso := firstOf(firstMoment(said...), p.timeElement(r, true), dayInLines(blocks, r, true)); iso != "" {
		return iso
	}
	return dayInLines(p.footers(), r, true)
}

// footers are the blocks of what was left out because it stands at the page's foot or beside its text.
func (p *page) footers() []block {
	return collect(p.root, p.roles, func(n *markup.Node) bool { return p.gone[n.Index] && p.roles[n.Index] != out || n.Atom == atom.Nav })
}

func (p *page) saidAll(part string) (values []string) {
	for _, name := range names[part] {
		if s := p.meta.said[name]; s != "" {
			values = append(values, s)
		}
	}
	return values
}

// moment is Moment, or else the one day that a text names; "" where it names none.
func moment(s string) string {
	if len(s) > 80 {
		return ""
	}
	if iso, ok := Moment(s); ok {
		return sane(iso)
	}
	if day, _, ok := dayIn(s); ok {
		return day
	}
	return ""
}

// sane leaves out the beginnings of computers' eras, which stand for no date.
func sane(iso string) string {
	if iso < "1990" || strings.HasPrefix(iso, "1970-01-01") || iso > "2200" {
		return ""
	}
	return iso
}

func firstMoment(candidates ...string) string {
	for _, c := range candidates {
		if iso := moment(c); iso != "" {
			return iso
		}
	}
	return ""
}

// timeElement is the <time> that a page marks as that of publication (or of the last
// change), or else the first above the text or within the article.
func (p *page) timeElement(r region, ofChange bool) string {
	best := ""
	for _, n := range p.meta.times[:min(len(p.meta.times), 500)] {
		if p.isGone(n) {
			continue
		}
		label := strings.ToLower(n.Get("class") + " " + n.Get("itemprop") + " " + n.Parent.Get("class") + " " + before(n))
		changed := strings.Contains(label, "updat") || strings.Contains(label, "modif") || strings.Contains(label, "amend")
		marked := n.Has("pubdate") || strings.Contains(label, "publish") || strings.Contains(label, "posted")
		iso := moment(n.Get("datetime"))
		switch {
		case iso == "" || changed != ofChange:
		case marked || ofChange:
			return iso
		case best == "" && (n.Below(r.scope) || !n.Within(atom.Article)) && !n.Within(atom.Li):
			best = iso
		}
	}
	return best
}

func (p *page) isGone(n *markup.Node) bool {
	for at := n; at != nil; at = at.Parent {
		if p.gone[at.Index] && p.roles[at.Index] != unseen {
			return true
		}
	}
	return false
}

// before is the text just before a node, as a label stands.
func before(n *markup.Node) string {
	if n.Prev == nil {
		return ""
	}
	label := n.Prev.Words()
	return label[max(0, len(label)-30):]
}

// dayInAddress is the day in an address: /2031/03/05/, /2031/mar/5/, /2031-03-05, -20310305.
func dayInAddress(address string) string {
	words := strings.FieldsFunc(address, func(r rune) bool { return strings.ContainsRune("/-_.?=&", r) })
	for i, w := range words {
		if len(w) == 8 && isDigits(w) {
			if day := dayOf(w[:4], w[4:6], w[6:]); day != "" {
				return day
			}
		}
		if len(w) == 4 && i+2 < len(words) {
			if day := dayOf(w, words[i+1], words[i+2]); day != "" && len(words[i+1]) <= 3 {
				return day
			}
		}
	}
	return ""
}

// dayOf makes a day of year, month (a number or a name) and day, "" where they make none.
func dayOf(year, month, day string) string {
	y, err := strconv.Atoi(year)
	m := monthOf(month)
	d, err2 := strconv.Atoi(day)
	if err != nil || err2 != nil || m == 0 || len(day) > 2 || y < 1990 || y > 2199 {
		return ""
	}
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if t.Day() != d {
		return ""
	}
	return t.Format(time.DateOnly)
}

// monthOf is the number of a month: "3", "03", "mar", "march", "sept"; 0 for anything else.
func monthOf(s string) int {
	if isDigits(s) && len(s) <= 2 {
		if m, _ := strconv.Atoi(s); m <= 12 {
			return m
		}
		return 0
	}
	s = strings.ToLower(strings.TrimSuffix(s, "."))
	for m := time.January; m <= time.December; m++ {
		name := strings.ToLower(m.String())
		if s == name || len(s) >= 3 && len(s) <= 4 && strings.HasPrefix(name, s) {
			return int(m)
		}
	}
	return 0
}

func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// dayIn finds the first day that a text names with its year: "5 March 2031",
// "March 5th, 2031", "2031-03-05", "05.03.2031", and 25/03/2031 where it is plain
// which is the month. end is where in the text it ends.
func dayIn(s string) (day string, end int, ok bool) {
	words, ends := dateWords(s)
	for i := range words {
		if i+2 >= len(words) {
			break
		}
		a, b, c := words[i], words[i+1], words[i+2]
		switch {
		case len(a) == 4 && isDigits(a) && isDigits(b):
			day = dayOf(a, b, ordinal(c))
		case !isDigits(a) && monthOf(a) > 0:
			day = dayOf(c, a, ordinal(b))
		case !isDigits(b):
			day = dayOf(c, b, ordinal(a))
		case strings.HasSuffix(s[:ends[i+2]], a+"."+b+"."+c):
			day = dayOf(c, b, a)
		case len(c) == 4 && (strings.HasSuffix(s[:ends[i+2]], a+"/"+b+"/"+c) || strings.HasSuffix(s[:ends[i+2]], a+"-"+b+"-"+c)):
			day = plainDay(a, b, c)
		}
		if day != "" {
			return day, ends[i+2], true
		}
	}
	return "", 0, false
}

// plainDay reads a day in figures alone where only one of the first two can be the month, or both are the same.
func plainDay(a, b, year string) string {
	first, second := dayOf(year, a, b), dayOf(year, b, a)
	switch {
	case first == "" || first == second:
		return second
	case second == "":
		return first
	}
	return ""
}

func ordinal(s string) string {
	for _, suffix := range []string{"st", "nd", "rd", "th"} {
		if cut := strings.TrimSuffix(s, suffix); cut != s && isDigits(cut) {
			return cut
		}
	}
	return s
}

// dateWords are the words and numbers of a text with where they end; "2031-03-05T10" is four of them.
func dateWords(s string) (words []string, ends []int) {
	s = s[:min(len(s), 400)]
	start := -1
	for i := 0; i <= len(s); i++ {
		isWord := i < len(s) && (s[i] >= '0' && s[i] <= '9' || s[i]|0x20 >= 'a' && s[i]|0x20 <= 'z' || s[i] >= 0x80)
		if start >= 0 && (!isWord || s[i] >= 'A' && s[i] <= 'Z' && s[i-1] >= '0' && s[i-1] <= '9') {
			if w := s[start:i]; !slices.Contains([]string{"of", "at", "on", "the"}, strings.ToLower(w)) {
				words, ends = append(words, w), append(ends, i)
			}
			start = -1
		}
		if isWord && start < 0 && !(s[i] == 'T' && i > 0 && s[i-1] >= '0' && s[i-1] <= '9') {
			start = i
		}
	}
	return words, ends
}

// labelled is how lines begin that tell a day of publication, or of the last change.
var (
	labelled = []string{"published", "posted", "issued", "released", "date:", "date of publication", "first published", "publication date", "created", "filed", "added"}
	changing = []string{"updated", "last updated", "last modified", "modified", "amended", "last revised", "revised", "last update", "last reviewed"}
)

// dayInLines is the day in a line of the page's own: one that says so, or one of a day
// and little else above the first running text.
func dayInLines(blocks []block, r region, ofChange bool) string {
	above := ""
	began := false
	for i := range blocks {
		b := &blocks[i]
		began = began || r.has(b) && b.runs() && len(b.text) > 120
		if len(b.text) > 160 || b.is == caption || b.is == comments {
			continue
		}
		text := lowerASCII(b.text) // byte for byte: other letters may be longer in lower case
		if at := labelAt(text, changing); ofChange && at >= 0 {
			if day, _, ok := dayIn(b.text[at:]); ok {
				return day
			}
		}
		if ofChange {
			continue
		}
		if at := labelAt(text, labelled); at >= 0 && at < 80 {
			if day, end, ok := dayIn(b.text[at:]); ok && end < 80 {
				return day
			}
		}
		if at := labelAt(text, changing); at >= 0 {
			text = text[:at]
		}
		day := moment(b.text[:len(text)])
		if len(text) >= 80 {
			day, _, _ = dayIn(text)
		}
		if day == "" {
			continue
		}
		if !began && above == "" && len(text) < 100 && (b.level == 0 || b.level > 1) {
			above = day
		}
	}
	return above
}

// lowerASCII lowers the letters of ASCII and leaves all other bytes where they are.
func lowerASCII(s string) string {
	lower := []byte(s)
	for i, c := range lower {
		if c >= 'A' && c <= 'Z' {
			lower[i] = c | 0x20
		}
	}
	return string(lower)
}

// labelAt is where in a lower-case line a label stands, -1 where none does.
func labelAt(line string, labels []string) int {
	for _, l := range labels {
		if at := strings.Index(line, l); at == 0 || at > 0 && !isLetter(line[at-1]) {
			return at
		}
	}
	return -1
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// dayInDateline is the day at the head of the first paragraph: "OSTREL, March 5, 2031 (Wire) — ".
func dayInDateline(blocks []block, r region) string {
	for i := range blocks {
		b := &blocks[i]
		if !r.has(b) || !b.runs() {
			continue
		}
		head := b.text[:min(len(b.text), datelineHead)]
		for _, dash := range []string{" — ", " – ", " - ", " -- ", ") —", ") –", "—"} {
			if at := strings.Index(head, dash); at > 0 {
				day, _, _ := dayIn(head[:at])
				return day
			}
		}
		return ""
	}
	return ""
}
