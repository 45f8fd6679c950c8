package article

import (
	"encoding/json"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"github.com/parley-desk/parley/article/markup"
)

// linked is what a page's linked data (JSON-LD, schema.org) say of its article.
type linked struct {
	rank       int // of the object that says it; 0 where none does
	kind       string
	headline   string
	summary    string
	url        string
	published  string
	modified   string
	authors    []string
	publishers []string
	sources    []string // who supplied the story
	body       string
	language   string
	correction []string
	closed     bool // not accessible for free
	updates    []update

	named map[string]thing // people and organizations by their @id, to which others point
}

// update is one entry of a liveblog in linked data.
type update struct{ headline, body, time string }

// articleTypes are the types of schema.org that an article has, the better the higher.
var articleTypes = map[string]int{
	"liveblogposting": 5, "newsarticle": 4, "reportagenewsarticle": 4, "analysisnewsarticle": 4, "backgroundnewsarticle": 4, "opinionnewsarticle": 4, "reviewnewsarticle": 4, "askpublicnewsarticle": 4,
	"report": 3, "article": 3, "socialmediaposting": 2, "blogposting": 3, "techarticle": 3, "scholarlyarticle": 3, "videoobject": 1, "webpage": 1, "creativework": 1, "discussionforumposting": 1, "pressrelease": 4, "specialannouncement": 3,
}

// thing is a JSON object of linked data.
type thing = map[string]any

// What is looked at of one script: deeper or more of it is no article's data.
const (
	linkedDepth  = 8
	linkedThings = 2000
)

// script takes in one script of linked data; what is malformed is mended or left out.
func (l *linked) script(source string) {
	value, ok := parseLinked(source)
	if !ok {
		return
	}
	budget := linkedThings
	l.name(value, linkedDepth, &budget)
	budget = linkedThings
	l.look(value, linkedDepth, &budget)
}

// name notes who bears which @id.
func (l *linked) name(value any, depth int, budget *int) {
	if *budget--; depth == 0 || *budget < 0 {
		return
	}
	switch v := value.(type) {
	case []any:
		for _, one := range v {
			l.name(one, depth-1, budget)
		}
	case thing:
		if id, ok := v["@id"].(string); ok && v["name"] != nil {
			if l.named == nil {
				l.named = map[string]thing{}
			}
			l.named[id] = v
		}
		l.name(v["@graph"], depth-1, budget)
	}
}

// meant puts those whom a value only points at in their places.
func (l *linked) meant(value any) any {
	switch v := value.(type) {
	case thing:
		if id, ok := v["@id"].(string); ok && v["name"] == nil && l.named[id] != nil {
			return l.named[id]
		}
	case []any:
		all := make([]any, 0, min(len(v), maxTexts))
		for _, one := range v[:min(len(v), maxTexts)] {
			if o, ok := one.(thing); ok {
				one = l.meant(o)
			}
			all = append(all, one)
		}
		return all
	}
	return value
}

// parseLinked reads JSON as pages write it: within comments, with raw line ends
// in its strings, with commas that nothing follows, with a last brace too many.
func parseLinked(source string) (value any, ok bool) {
	source = strings.TrimSpace(source)
	for _, wrap := range []string{"<!--", "-->", "//<![CDATA[", "//]]>", "<![CDATA[", "]]>", "/*", "*/"} {
		source = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(source, wrap), wrap))
	}
	source = strings.TrimSuffix(source, ";")
	if json.Unmarshal([]byte(source), &value) == nil {
		return value, true
	}
	d := json.NewDecoder(strings.NewReader(mended(source)))
	return value, d.Decode(&value) == nil
}

// mended is JSON with its raw controls made spaces and its idle commas dropped.
func mended(source string) string {
	var b strings.Builder
	b.Grow(len(source))
	inString, escaped := false, false
	for i := range len(source) {
		c := source[i]
		switch {
		case c < ' ':
			c = ' '
		case inString && escaped:
			escaped = false
		case inString && c == '\\':
			escaped = true
		case c == '"':
			inString = !inString
		case c == ',' && !inString:
			if rest := strings.TrimLeft(source[i+1:min(len(source), i+200)], " \t\r\n"); rest != "" && (rest[0] == '}' || rest[0] == ']') {
				continue
			}
		}
		b.WriteByte(c)
	}
	return b.String()
}

// look goes over a value for the object that tells most of an article.
func (l *linked) look(value any, depth int, budget *int) {
	if *budget--; depth == 0 || *budget < 0 {
		return
	}
	switch v := value.(type) {
	case []any:
		for _, one := range v {
			l.look(one, depth-1, budget)
		}
	case thing:
		l.take(v)
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage", "hasPart", "about"} {
			l.look(v[key], depth-1, budget)
		}
	}
}

// take takes in an object where it is an article, or a better one than that before.
func (l *linked) take(o thing) {
	rank, kind := 0, ""
	for _, t := range texts(o["@type"]) {
		t = strings.ToLower(strings.TrimPrefix(strings.TrimPrefix(t, "https://schema.org/"), "http://schema.org/"))
		if r := articleTypes[t]; r > rank {
			rank, kind = r, t
		}
	}
	if rank == 0 && len(texts(o["headline"])) > 0 {
		rank = 1
	}
	if rank <= l.rank || rank < 3 && len(texts(o["datePublished"])) == 0 && len(texts(o["headline"])) == 0 && len(texts(o["uploadDate"])) == 0 {
		return
	}
	before := *l
	author, publisher := l.meant(o["author"]), l.meant(o["publisher"])
	*l = linked{
		named: l.named,
		rank:  rank, kind: kind, headline: text(o, "headline", "name"), summary: text(o, "alternativeHeadline", "description"), url: text(o, "url"),
		published: text(o, "datePublished", "dateCreated", "uploadDate"), modified: text(o, "dateModified"),
		authors: authorsOf(persons(author), persons(o["creator"])), publishers: agentsOf(publisher), sources: slices.Concat(agentsOf(o["sourceOrganization"]), agentsOf(o["provider"]), agentsOf(o["copyrightHolder"]), agentsOf(author)),
		body: plainOf(rawText(o, "articleBody", "text")), language: text(o, "inLanguage"), correction: texts(o["correction"]),
		closed: isFalse(o["isAccessibleForFree"]), updates: updatesOf(o["liveBlogUpdate"]),
	}
	l.authors, l.publishers = either(l.authors, before.authors), either(l.publishers, before.publishers)
	l.published, l.modified = firstOf(l.published, before.published), firstOf(l.modified, before.modified)
}

func either(a, b []string) []string {
	if len(a) > 0 {
		return a
	}
	return b
}

// text is the first text under one of the keys.
func text(o thing, keys ...string) string {
	for _, key := range keys {
		for _, s := range texts(o[key]) {
			return oneLine(html.UnescapeString(s))
		}
	}
	return ""
}

// maxTexts is how many values of one field are looked at.
const maxTexts = 50

// texts are the texts of a value: it, its items, or what an object calls itself.
func texts(value any) (all []string) {
	switch v := value.(type) {
	case string:
		if strings.TrimSpace(v) != "" {
			all = append(all, v)
		}
	case []any:
		for _, one := range v[:min(len(v), maxTexts)] {
			if s, ok := one.(string); ok && strings.TrimSpace(s) != "" {
				all = append(all, s)
			} else if o, ok := one.(thing); ok {
				all = append(all, texts(firstValue(o, "@value", "name", "text"))...)
			}
		}
	case thing:
		if s, ok := firstValue(v, "@value", "name", "text").(string); ok {
			return texts(s)
		}
	}
	return all
}

func firstValue(o thing, keys ...string) any {
	for _, key := range keys {
		if v, ok := o[key]; ok {
			return v
		}
	}
	return nil
}

// agentsOf are the names of people and organizations: {"name"}, a list of them, or text.
func agentsOf(value any) (all []string) {
	for _, name := range texts(value) {
		if name = cleaned(html.UnescapeString(name)); name != "" && !strings.Contains(name, "://") {
			all = append(all, name)
		}
	}
	return all
}

// persons are the agents of a value that are no organizations.
func persons(value any) any {
	switch v := value.(type) {
	case thing:
		if slices.ContainsFunc(texts(v["@type"]), func(t string) bool { return strings.HasSuffix(t, "Organization") }) {
			return nil
		}
	case []any:
		return slices.DeleteFunc(slices.Clone(v), func(one any) bool { return persons(one) == nil })
	}
	return value
}

// authorsOf are the names of authors, or else of creators, one text of several parted.
func authorsOf(values ...any) (all []string) {
	for _, value := range values {
		for _, name := range agentsOf(value) {
			all = append(all, namesIn(name)...)
		}
		if len(all) > 0 {
			return all
		}
	}
	return nil
}

func isFalse(value any) bool {
	b, isBool := value.(bool)
	s, isText := value.(string)
	return isBool && !b || isText && strings.HasSuffix(strings.ToLower(s), "false")
}

// updatesOf are the entries of a liveblog.
func updatesOf(value any) (all []update) {
	list, ok := value.([]any)
	if !ok {
		list = []any{value}
	}
	for _, one := range list {
		if o, ok := one.(thing); ok {
			u := update{text(o, "headline", "name"), plainOf(rawText(o, "articleBody", "text", "description")), text(o, "datePublished", "dateModified")}
			if u.body != "" || u.headline != "" {
				all = append(all, u)
			}
		}
	}
	return all
}

func rawText(o thing, keys ...string) string {
	for _, key := range keys {
		for _, s := range texts(o[key]) {
			return s
		}
	}
	return ""
}

// plainOf is the text of a field that may hold markup, its paragraphs parted by empty lines.
func plainOf(field string) string {
	if !strings.ContainsAny(field, "<&") {
		return paragraphs(field)
	}
	root := markup.Parse([]byte(field))
	size := 0
	root.Each(func(*markup.Node) bool { size++; return true })
	var lines []string
	for _, b := range collect(root, make([]role, size), func(*markup.Node) bool { return false }) {
		lines = append(lines, b.text)
	}
	return strings.Join(lines, "\n\n")
}

// paragraphs cleans a text, a paragraph for each of its lines.
func paragraphs(s string) string {
	var lines []string
	for line := range strings.Lines(s) {
		if line = cleaned(line); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n\n")
}
