package article

import (
	_ "embed"
	"strings"
	"sync"
)

// The lists that extraction goes by. They are read when the first page is, so
// that a program that reads none pays nothing.
var (
	//go:embed data/boxes.tsv
	boxesTSV string
	//go:embed data/lines.tsv
	linesTSV string
	//go:embed data/agencies.tsv
	agenciesTSV string

	boxNames = sync.OnceValue(func() map[string]role { return pairs(boxesTSV) })
	//go:embed data/people.tsv
	peopleTSV string

	cues     = sync.OnceValue(newCues)
	agencies = sync.OnceValue(newAgencies)
	// peopleWords are the words around names in bylines.
	peopleWords = sync.OnceValue(func() map[string]role { return pairs(peopleTSV) })
)

// role is what a box or line of a page is.
type role string

// The roles; the lists in data/ say more of them.
const (
	out        role = "out"
	comments   role = "comments"
	wall       role = "wall"
	consent    role = "consent"
	unseen     role = "unseen"
	quote      role = "quote"
	bodyBox    role = "body"
	standfirst role = "standfirst"
	caption    role = "caption"
	correction role = "correction"
	byline     role = "byline"
	embed      role = "embed"
)

// rows are the lines of a table but its comments and its head, each in its columns.
func rows(table string) (all [][]string) {
	head := false
	for line := range strings.Lines(table) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		if head {
			all = append(all, strings.Split(line, "\t"))
		}
		head = true
	}
	return all
}

func pairs(table string) map[string]role {
	m := map[string]role{}
	for _, row := range rows(table) {
		m[row[0]] = role(row[1])
	}
	return m
}

// lineCues are beginnings of lines by their first word, and what walls say.
type lineCues struct {
	begins map[string][]cue
	walls  []cue
}

type cue struct {
	words string
	is    role
}

func newCues() lineCues {
	c := lineCues{begins: map[string][]cue{}}
	for _, row := range rows(linesTSV) {
		one := cue{row[0], role(row[1])}
		if one.is == wall || one.is == consent {
			c.walls = append(c.walls, one)
			continue
		}
		first, _, _ := strings.Cut(one.words, " ")
		c.begins[first] = append(c.begins[first], one)
	}
	return c
}

// begins tells what a line is by how it begins, "" where it is a line like any other.
func (c lineCues) begin(line string) role {
	line = strings.ToLower(line[:min(len(line), 80)])
	line = strings.TrimLeft(line, "*[](){}<>»›→▶►•·-–—_#|“\"' \t")
	first, _, _ := strings.Cut(line, " ")
	for _, one := range c.begins[first] {
		if strings.HasPrefix(line, one.words) && !goesOn(line[len(one.words):]) {
			return one.is
		}
	}
	return ""
}

// goesOn tells whether a word that a cue ends with is longer in the line: "donated" is not "donate".
func goesOn(rest string) bool { return rest != "" && rest[0] >= 'a' && rest[0] <= 'z' }

// count tells how many cues of walls of a role stand in a text, whatever its case.
func (c lineCues) count(text string, is role) (n int) {
	text = strings.ToLower(text)
	for _, one := range c.walls {
		if one.is == is && strings.Contains(text, one.words) {
			n++
		}
	}
	return n
}

// newAgencies maps each form of an agency to its name: abbreviations as they are, other forms in lower case.
func newAgencies() map[string]string {
	m := map[string]string{}
	for _, row := range rows(agenciesTSV) {
		for form := range strings.SplitSeq(row[0]+";"+row[1], ";") {
			if form = strings.TrimSpace(form); !isAbbreviation(form) {
				form = strings.ToLower(form)
			}
			if form != "" && m[form] == "" {
				m[form] = row[0]
			}
		}
	}
	return m
}

func isAbbreviation(form string) bool { return len(form) <= 5 && strings.ToUpper(form) == form }
