package article

import (
	"strings"
	"unicode/utf8"

	"github.com/parley-desk/parley/article/markup"
)

// headline is a page's headline: the one that it shows where its data agree, else what its data say.
func (p *page) headline(scope *markup.Node, outlet string) string {
	said := []string{p.meta.linked.headline, p.meta.props["headline"], p.meta.first("title"), p.meta.title}
	for i := range said {
		said[i] = withoutOutlet(cleaned(said[i]), outlet)
	}
	shown := p.shown(scope, said)
	return firstOf(append([]string{shown}, said...)...)
}

// shown is the <h1> that agrees with what the data say, or the article's own where they say nothing.
func (p *page) shown(scope *markup.Node, said []string) string {
	var only string
	for _, h := range p.meta.h1 {
		words := cleaned(h.Words())
		if p.isGone(h) || words == "" {
			continue
		}
		for _, s := range said {
			if s != "" && agree(words, s) {
				return words
			}
		}
		if h.Below(scope) && only == "" {
			only = words
		}
	}
	if firstOf(said[:3]...) == "" && len(strings.Fields(only)) > 2 {
		return only
	}
	if firstOf(said...) == "" {
		return only
	}
	return ""
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
	for _, mark := range []string{" | ", " – ", " — ", " - ", " :: ", " » ", " · ", " • "} {
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
