package article

import (
	"slices"
	"strings"

	"golang.org/x/net/html/atom"
)

// sifted is what a page's blocks come to.
type sifted struct {
	standfirst  *block
	body        []*block // in the order of the page: text, headings, tables, embedded posts
	captions    []*block
	corrections []string
	agency      string // that a dateline or a credit at the end names
}

// sift tells the words of the article from the page's own, block by block.
func (p *page) sift(blocks []block, r region, title string) sifted {
	var s sifted
	seen := map[string]bool{squeezed(title): true}
	running := runningText(blocks, r)
	for i := range blocks {
		b := &blocks[i]
		if !b.box.Below(r.scope) {
			continue
		}
		key := squeezed(b.text)
		switch is := p.judge(b, r, running, len(s.body) == 0 && running != ""); {
		case is == correction:
			s.corrections = appendNew(s.corrections, b.text)
		case is == out || key == "" || seen[key] || b.level == 1 && strings.Contains(squeezed(title), key):
		case is == caption:
			s.captions, seen[key] = append(s.captions, b), true
		case is == standfirst && s.standfirst == nil && len(s.body) == 0:
			s.standfirst, seen[key] = b, true
		default:
			s.body = append(s.body, b)
			seen[key] = len(key) > 30 || seen[key] // short lines may well come again
		}
	}
	s.credit()
	s.undangle()
	return s
}

func appendNew(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

// squeezed is a text without its marks and in lower case, to be compared.
func squeezed(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r >= 'A' && r <= 'Z':
			b.WriteRune(r + 'a' - 'A')
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r >= 0x80 && r != '“' && r != '”' && r != '’' && r != '‘' && r != '—' && r != '–' && r != '…':
			b.WriteRune(r)
		}
	}
	return b.String()
}

// runningText is all running text of the region, squeezed: what a quotation set large repeats.
func runningText(blocks []block, r region) string {
	var all strings.Builder
	for i := range blocks {
		if b := &blocks[i]; r.has(b) && b.is != quote && b.runs() && !b.quoted {
			all.WriteString(squeezed(b.text))
			all.WriteByte('\n')
		}
	}
	return all.String()
}

// judge tells what a block of the scope is: out, correction, caption, standfirst, or text ("" and embed).
func (p *page) judge(b *block, r region, running string, above bool) role {
	begins := cues().begin(b.text)
	inText := r.has(b)
	switch {
	case b.table:
		return pick(inText, "", out)
	case b.is == correction || begins == correction && len(b.text) < 800 && b.level == 0:
		return correction
	case b.is == caption:
		return pick(worthy(b), caption, out)
	case begins == out && (len(b.text) < 160 || b.linked*3 > len(b.text)):
		return out
	case b.is == embed:
		return pick(inText, embed, out)
	case b.is == standfirst && above && len(b.text) > 25 && len(b.text) < 600:
		return standfirst
	case !inText:
		return p.outside(b, above)
	case b.is == quote || b.quoted && b.is == "" && len(b.text) < 400:
		p.quotes++
		if text := squeezed(b.text); p.quotes < maxQuotes && len(text) > 20 && strings.Contains(running, text) || b.is == quote && len(b.text) < 100 {
			return out
		}
	}
	return p.ofText(b, above)
}

// maxQuotes is how many quotations set apart are looked for in the running text.
const maxQuotes = 100

func pick(yes bool, a, b role) role {
	if yes {
		return a
	}
	return b
}

// worthy tells captions that say something from credits and labels.
func worthy(b *block) bool {
	return len(strings.Fields(b.text)) >= 4 && b.linked*2 < len(b.text) && cues().begin(b.text) != out && !isDeskCredit(b.text)
}

// outside judges a block in the article's scope that is not in its text: the line below its headline.
func (p *page) outside(b *block, above bool) role {
	if !above || b.is == byline || !b.runs() || len(b.text) > 500 || isByline(b.text) || !p.belowHeadline(b) {
		return out
	}
	return standfirst
}

// belowHeadline tells a block that follows the headline within its box.
func (p *page) belowHeadline(b *block) bool {
	for _, h := range few(p.meta.h1) {
		if b.start > h.End && (b.box.Parent == h.Parent || b.box == h.Parent || b.box.Parent == h.Parent.Parent) && b.start-h.End < 3000 {
			return true
		}
	}
	return false
}

// ofText judges a block that stands in the article's text.
func (p *page) ofText(b *block, above bool) role {
	switch {
	case b.level == 1 && above, b.is == byline && len(b.text) < 200:
		return out
	case b.linked*10 >= len(b.text)*9 && b.level == 0 && len(b.text) < 300, b.linked*2 > len(b.text) && len(b.text) < 200:
		return out
	case above && b.level == 0 && isLabel(b.text):
		return out
	case above && b.level == 2 && b.runs() && p.belowHeadline(b):
		return standfirst
	case len(squeezed(b.text)) == 0:
		return out
	}
	return ""
}

// isLabel tells a line above the text that is no part of it: a byline, a day, a rubric.
func isLabel(text string) bool {
	if len(text) > 120 {
		return false
	}
	if isByline(text) || labelAt(strings.ToLower(text), labelled) == 0 || labelAt(strings.ToLower(text), changing) == 0 {
		return true
	}
	if _, end, ok := dayIn(text); ok && len(text) < 60 && len(text)-end < 30 && !strings.ContainsAny(text, "—–") {
		return true
	}
	return len(text) < 30 && !strings.ContainsAny(text, ".!?:”\"") && len(strings.Fields(text)) <= 3
}

// tail is how many blocks at the end of a text may be credits.
const tail = 4

// credit takes the agency out of the dateline, and the credits off the text's end.
func (s *sifted) credit() {
	for _, b := range s.body {
		if b.runs() {
			s.agency = agencyInDateline(b.text)
			break
		}
	}
	for n := 0; n < tail && len(s.body) > 1; n++ {
		last := s.body[len(s.body)-1]
		if last.table || last.is == embed {
			return
		}
		if isDeskCredit(last.text) {
			s.agency = firstOf(s.agency, agencyInCredit(last.text))
			s.body = s.body[:len(s.body)-1]
			continue
		}
		rest, name := creditAtEnd(last.text)
		if name == "" {
			return
		}
		s.agency = firstOf(s.agency, name)
		if rest != "" {
			last.text = rest
			return
		}
		s.body = s.body[:len(s.body)-1]
	}
}

// undangle drops headings below which nothing stands.
func (s *sifted) undangle() {
	kept := s.body[:0]
	for i, b := range s.body {
		if b.level > 0 && !b.runs() && dangles(s.body[i:]) {
			continue
		}
		kept = append(kept, b)
	}
	s.body = kept
}

// dangles tells whether the heading that blocks begin with is followed by none of its text.
func dangles(blocks []*block) bool {
	if len(blocks) == 1 {
		return true
	}
	next := blocks[1]
	return next.level > 0 && next.level <= blocks[0].level && next.box.Atom != atom.Div
}
