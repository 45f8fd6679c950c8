package pdf

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strings"
)

// sheet is one page's lines, sorted out.
type sheet struct {
	number int
	body   []line
	notes  []line
}

// pageNumber is a line that says where in the file one is, and nothing else.
var pageNumber = regexp.MustCompile(`(?i)^([-–—|\[ ]*(page|p\.)?\s*(\d{1,4}|[ivxl]{1,6})(\s*(of|/)\s*\d{1,4})?[-–—|\] ]*)$`)

var digits = regexp.MustCompile(`\d+`)

// edge is how many lines at the top and at the bottom of a page may be running ones.
const edge = 3

// undressed leaves out what is furniture: marked as such, the same on many pages at the same place,
// or the number of the page.
func undressed(pages [][]line) [][]line {
	seen := map[string][]float64{} // heights at which a line stands, by its words
	for _, all := range pages {
		for _, i := range edges(all) {
			key := digits.ReplaceAllString(all[i].text, "#")
			seen[key] = append(seen[key], all[i].y)
		}
	}
	often := 3
	if len(pages) < 6 {
		often = 2
	}
	for n, all := range pages {
		running := map[int]bool{}
		for _, i := range edges(all) {
			same := 0
			for _, y := range seen[digits.ReplaceAllString(all[i].text, "#")] {
				if math.Abs(y-all[i].y) < 3 {
					same++
				}
			}
			running[i] = same >= often || pageNumber.MatchString(all[i].text)
		}
		pages[n] = without(all, running)
	}
	return pages
}

// without leaves lines out; marked ones too, unless nothing would be left.
func without(all []line, running map[int]bool) []line {
	var content, marked []line
	for i, l := range all {
		switch {
		case running[i]:
		case l.furnitured:
			marked = append(marked, l)
		default:
			content = append(content, l)
		}
	}
	if len(content) == 0 {
		return marked
	}
	return content
}

// edges are the lines that stand highest and lowest.
func edges(all []line) []int {
	order := make([]int, len(all))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(all[b].y, all[a].y) })
	if len(order) <= 2*edge {
		return order
	}
	return append(order[:edge:edge], order[len(order)-edge:]...)
}

// notesOff parts a page's footnotes from its body: small lines at the end, of which the first
// begins with a mark.
func notesOff(number int, all []line, size float64) sheet {
	at := len(all)
	for at > 0 && all[at-1].size < .93*size && all[at-1].cells == 1 {
		at--
	}
	for at < len(all) && !startsNote(all[at].text) {
		at++
	}
	return sheet{number: number, body: all[:at], notes: all[at:]}
}

func startsNote(text string) bool {
	first, rest, found := strings.Cut(text, " ")
	return found && rest != "" && isMark(strings.TrimRight(first, ".)"))
}

// bodySize is the size of most letters.
func bodySize(pages [][]line) float64 {
	count := map[float64]int{}
	for _, all := range pages {
		for _, l := range all {
			count[math.Round(l.size*2)/2] += l.letters
		}
	}
	best, most := 0.0, 0
	for size, n := range count {
		if n > most || n == most && size < best {
			best, most = size, n
		}
	}
	return best
}
