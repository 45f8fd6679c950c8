package article

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"

	"github.com/parley-desk/parley/article/markup"
)

// namesIn are the people whom a byline names: "By A. Writer and B. Writer in Ostrel".
func namesIn(line string) (found []string) {
	line = withoutBy(spaced(cleaned(line)))
	for _, part := range parted(line) {
		if name := personIn(part); name != "" && !slices.Contains(found, name) {
			found = append(found, name)
		}
	}
	return found
}

// spaced parts "By" from the name that a page sets next to it by its styles alone.
func spaced(line string) string {
	if rest, found := strings.CutPrefix(line, "By"); found && rest != "" && rest[0] >= 'A' && rest[0] <= 'Z' {
		return "By " + rest
	}
	return line
}

// withoutBy is a byline without the word that it begins with.
func withoutBy(line string) string {
	for again := true; again; {
		again = false
		first, rest, _ := strings.Cut(line, " ")
		two, after, _ := strings.Cut(rest, " ")
		switch {
		case peopleWords()[lowered(first+" "+two)] == "before" && after != "":
			line, again = after, true
		case peopleWords()[lowered(first)] == "before" && rest != "":
			line, again = rest, true
		}
	}
	return line
}

func lowered(s string) string { return strings.ToLower(strings.Trim(s, ":.,|- ")) }

// parted cuts a byline between its names.
func parted(line string) []string {
	for _, separator := range []string{" and ", " & ", " with ", " | ", " · ", " • ", " / ", " – ", " — ", ";", "|"} {
		line = strings.ReplaceAll(line, separator, ",")
	}
	return strings.Split(line, ",")
}

// personIn is the name that a part of a byline begins with, "" where it is none.
func personIn(part string) string {
	var words []string
	for i, word := range strings.Fields(part) {
		is := peopleWords()[lowered(word)]
		initial := i > 0 && len(words[i-1]) == 2 && words[i-1][1] == '.' // "A. Editor" is somebody
		if is == "no" && !initial || strings.ContainsAny(word, "@/0123456789©:") {
			return ""
		}
		if is == "after" && len(words) > 0 && isLower(word) {
			break
		}
		words = append(words, word)
	}
	name := strings.Trim(strings.Join(words, " "), "()[]{}*\"“”.: ")
	if strings.HasSuffix(strings.Join(words, " "), ".") && len(words) > 1 && len(words[len(words)-1]) <= 3 {
		name += "." // an initial, "Jr."
	}
	if first, _ := utf8.DecodeRuneInString(name); len(words) > 5 || len(name) < 3 || unicode.IsLower(first) && len(words) < 2 {
		return ""
	}
	return name
}

func isLower(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsLower(r)
}

// isByline tells a line that names who wrote: "By A. Writer", "By A. Writer, Ostrel".
func isByline(text string) bool {
	first, rest, found := strings.Cut(spaced(text), " ")
	if !found || len(text) > 120 || !strings.EqualFold(first, "by") || strings.HasSuffix(text, ". ") {
		return false
	}
	r, _ := utf8.DecodeRuneInString(rest)
	return unicode.IsUpper(r) && len(strings.Fields(rest)) <= 14
}

// authors are the people who wrote, as the page's data or else its bylines say;
// agencies among them come apart.
func (p *page) authors(blocks []block, outlet string) (people []string, agency string) {
	sources := [][]string{p.meta.linked.authors, namesOf(p.meta.said, "authors"), {p.meta.props["author"]}, p.marked(), p.bylines(blocks)}
	for _, source := range sources {
		for _, line := range source {
			if found := agencyIn(line); found != "" {
				agency = firstOf(agency, found)
				continue
			}
			for _, name := range namesIn(line) {
				if a := agencyIn(name); a != "" {
					agency = firstOf(agency, a)
				} else if !strings.EqualFold(name, outlet) && !slices.Contains(people, name) {
					people = append(people, name)
				}
			}
		}
		if len(people) > 0 {
			return people[:min(len(people), maxAuthors)], agency
		}
	}
	return nil, agency
}

// maxAuthors is more than any report has.
const maxAuthors = 20

// namesOf are what a page's <meta> say of its authors, but for addresses of profiles.
func namesOf(said map[string]string, part string) []string {
	for _, name := range names[part] {
		if s := said[name]; s != "" && !strings.Contains(s, "://") {
			return strings.Split(s, ";")
		}
	}
	return nil
}

// marked are the words of elements that the page marks as its authors.
func (p *page) marked() (lines []string) {
	for _, n := range p.meta.authors[:min(len(p.meta.authors), maxAuthors)] {
		if p.gone[n.Index] || n.Within(atom.Footer) {
			continue
		}
		named := n.Find(func(c *markup.Node) bool { return strings.EqualFold(c.Get("itemprop"), "name") })
		if named != nil {
			n = named
		}
		if words := cleaned(firstOf(n.Get("content"), n.Words())); len(words) < 80 {
			lines = append(lines, words)
		}
	}
	return lines
}

// bylines are the lines of the page's own that name who wrote, above the text or at its end.
func (p *page) bylines(blocks []block) (lines []string) {
	for i := range blocks {
		b := &blocks[i]
		if b.level != 0 || len(b.text) > 120 {
			continue
		}
		if at := strings.Index(b.text, " by "); at > 0 && isLabel(b.text) && isByline(b.text[at+1:]) { // "Posted on 3 November by A. Writer"
			lines = append(lines, b.text[at+1:])
		} else if isByline(b.text) || isNamed(b) {
			lines = append(lines, b.text)
		}
		if len(lines) == 4 {
			break
		}
	}
	return lines
}

// isNamed tells a line in a box of a byline that is a name and nothing else.
func isNamed(b *block) bool {
	if b.is != byline || len(b.text) > 60 || strings.ContainsAny(b.text, "0123456789") {
		return false
	}
	words := strings.Fields(b.text)
	capitals := 0
	for _, w := range words {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(r) {
			capitals++
		}
	}
	return len(words) >= 2 && len(words) <= 8 && capitals*3 >= len(words)*2 && authorBox(b.box)
}

// authorBox tells a box whose name says author or byline rather than date or topic.
func authorBox(n *markup.Node) bool {
	for up, steps := n, 0; up != nil && steps < 5; up, steps = up.Parent, steps+1 {
		name := strings.ToLower(up.Get("class") + " " + up.Get("id") + " " + up.Get("data-component") + " " + up.Get("data-testid"))
		if strings.Contains(name, "author") || strings.Contains(name, "byline") {
			return true
		}
	}
	return false
}
