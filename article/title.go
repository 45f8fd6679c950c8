package article

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/atom"

	"github.com/parley-desk/parley/article/markup"
)

// headline is a page's headline: the one that it shows where its data agree, else what its data say.
func (p *page) headline(scope *markup.Node, outlet string, blocks []block) string {
	data := []string{p.meta.linked.headline, p.meta.props["headline"], p.meta.first("title")}
	for i := range data {
		data[i] = withoutOutlet(cleaned(data[i]), outlet)
	}
	window := withoutOutlet(p.meta.title, outlet)
	said := firstOf(data...)
	if said == "" {
		return firstOf(p.inWindow(blocks), p.shown(scope, window), p.onlyHeading(scope), window)
	}
	for _, s := range data {
		if shown := p.shown(scope, s); s != "" && shown != "" {
			return shown
		}
	}
	return said
}

// shown is the first heading that agrees with what the data say, of the highest level that has one.
func (p *page) shown(scope *markup.Node, said string) string {
	for _, headings := range [][]*markup.Node{p.meta.h1, p.meta.h2} {
		for _, h := range few(headings) {
			words := cleaned(h.Words())
			if p.isGone(h) || isHome(h) || said == "" {
				continue
			}
			if agree(words, said) && (len(words)*2 > len(said) || h.Below(scope)) && (h.Atom == atom.H1 || squeezed(words) == squeezed(said)) {
				return words
			}
		}
	}
	return ""
}

// few are the first headings of many: a page has its own among them.
func few(headings []*markup.Node) []*markup.Node { return headings[:min(len(headings), 50)] }

// isHome tells a heading that is the site's name: it links to the site's first page.
func isHome(h *markup.Node) bool {
	link := h.Find(func(n *markup.Node) bool { return n.Atom == atom.A })
	if link == nil {
		return false
	}
	u, err := url.Parse(link.Get("href"))
	return err == nil && strings.Trim(u.Path, "/") == ""
}

// onlyHeading is the article's own heading where the data say nothing.
func (p *page) onlyHeading(scope *markup.Node) string {
	for _, h := range few(p.meta.h1) {
		if words := cleaned(h.Words()); h.Below(scope) && !p.isGone(h) && !isHome(h) && words != "" {
			return words
		}
	}
	return ""
}

// inWindow is the line above the text that the window's title has too, besides the site's name.
func (p *page) inWindow(blocks []block) string {
	title, best := cleaned(p.meta.title), ""
	for i := range blocks {
		b := &blocks[i]
		if len(b.text) > 120 && b.runs() && !strings.Contains(title, b.text) {
			break
		}
		if len(b.text) > len(best) && len(b.text) > 12 && len(strings.Fields(b.text)) > 2 && strings.Contains(title, b.text) && !isHome(b.box) {
			best = b.text
		}
	}
	return best
}

// agree tells whether two headlines share most words of the shorter.
func agree(a, b string) bool {
	one, two := strings.Fields(strings.ToLower(a)), strings.Fields(strings.ToLower(b))
	if len(one) > len(two) {
		one, two = two, one
	}
	in := map[string]bool{}
	for _, w := range two {
		in[strings.Trim(w, `.,:;!?'"“”‘’…`)] = true
	}
	both := 0
	for _, w := range one {
		if in[strings.Trim(w, `.,:;!?'"“”‘’…`)] {
			both++
		}
	}
	return len(one) > 0 && both*5 >= len(one)*3
}

// withoutOutlet cuts the site's name off the end of a headline: "Talks resume | The Sarn Courier".
func withoutOutlet(title, outlet string) string {
	for _, mark := range []string{" | ", " – ", " — ", " - ", " :: ", " » ", " « ", " · ", " • "} {
		at := strings.LastIndex(title, mark)
		if at <= 0 {
			continue
		}
		name := title[at+len(mark):]
		if outlet != "" && (strings.EqualFold(name, outlet) || agree(name, outlet)) || mark == " | " && utf8.RuneCountInString(name) < 30 && len(strings.Fields(title[:at])) > 3 {
			return withoutOutlet(strings.TrimSpace(title[:at]), outlet)
		}
	}
	return title
}
