package article

import (
	"strings"

	"golang.org/x/net/html/atom"

	"github.com/parley-desk/parley/article/markup"
)

// roleOf tells what stands in an element by its kind and by what its page calls it, "" where neither says.
func roleOf(n *markup.Node) role {
	if is := roleByKind(n); is != "" {
		return is
	}
	return roleByName(n)
}

// roleByKind goes by HTML's own elements and attributes (WAI-ARIA 1.2 for role).
func roleByKind(n *markup.Node) role {
	switch n.Atom {
	case atom.Nav, atom.Aside, atom.Footer, atom.Form, atom.Button, atom.Dialog, atom.Menu, atom.Audio, atom.Video:
		return out
	case atom.Figcaption:
		return caption
	case atom.Html, atom.Body:
		return ""
	}
	switch strings.ToLower(n.Get("role")) {
	case "navigation", "complementary", "contentinfo", "search", "menu", "menubar", "toolbar", "tablist", "tooltip", "button":
		return out
	case "dialog", "alertdialog":
		return wall
	}
	if strings.Contains(strings.ToLower(n.Get("itemprop")), "articlebody") {
		return bodyBox
	}
	if isUnseen(n) {
		return unseen
	}
	return ""
}

// isUnseen tells what a browser would not show.
func isUnseen(n *markup.Node) bool {
	if n.Has("hidden") && n.Get("hidden") != "until-found" || n.Get("aria-hidden") == "true" {
		return true
	}
	style := strings.ToLower(n.Get("style"))
	if style == "" {
		return false
	}
	style = strings.ReplaceAll(style, " ", "")
	return strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") || strings.Contains(style, "font-size:0;") || strings.HasSuffix(style, "font-size:0")
}

// naming are the attributes by which pages name their boxes.
var naming = []string{"class", "id", "data-component", "data-testid", "data-block", "data-module", "data-type", "data-gu-name", "data-qa", "aria-label"}

// roleByName goes by the words of an element's names; a name of the whole page says nothing.
func roleByName(n *markup.Node) role {
	if n.Atom == atom.Html || n.Atom == atom.Body {
		return ""
	}
	best, isBody := byElementName(n.Name), false
	for _, key := range naming {
		value := n.Get(key)
		if value == "" {
			continue
		}
		for name := range strings.FieldsSeq(value) {
			is := roleOfName(name)
			isBody = isBody || is == bodyBox
			if weight[is] > weight[best] {
				best = is
			}
		}
	}
	if isBody && best == out { // "entry-content sticky-sidebar"
		return bodyBox
	}
	return best
}

// byElementName goes by the names of elements of a page's own: <amp-consent>, <site-nav>.
func byElementName(name string) role {
	if !strings.Contains(name, "-") {
		return ""
	}
	return roleOfName(strings.TrimPrefix(name, "amp-"))
}

// weight orders roles where an element's names say several.
var weight = map[role]int{"": 0, bodyBox: 1, standfirst: 2, byline: 3, caption: 4, correction: 5, quote: 6, out: 7, embed: 8, unseen: 9, comments: 10, wall: 11}

// maxName is as much of a name as is looked at: some builds put whole hashes into them.
const maxName = 80

// roleOfName looks for the longest row of words of a name that the list has.
func roleOfName(name string) role {
	words := wordsOf(name[:min(len(name), maxName)])
	list := boxNames()
	best := list["="+strings.ToLower(name)]
	for i := range words {
		joined := words[i]
		for j := i + 1; ; j++ {
			if is := list[joined]; weight[is] > weight[best] {
				best = is
			}
			if j >= len(words) || j > i+3 {
				break
			}
			joined += "-" + words[j]
		}
	}
	return best
}

// wordsOf cuts a name at marks and where small letters meet capitals: "articleBody_main2" is article, body, main2.
func wordsOf(name string) (words []string) {
	start := -1
	for i := 0; i <= len(name); i++ {
		isWord := i < len(name) && (name[i] >= 'a' && name[i] <= 'z' || name[i] >= 'A' && name[i] <= 'Z' || name[i] >= '0' && name[i] <= '9')
		hump := isWord && start >= 0 && name[i] >= 'A' && name[i] <= 'Z' && name[i-1] >= 'a' && name[i-1] <= 'z'
		if start >= 0 && (!isWord || hump) {
			words, start = append(words, strings.ToLower(name[start:i])), -1
		}
		if isWord && start < 0 {
			start = i
		}
	}
	return words
}
