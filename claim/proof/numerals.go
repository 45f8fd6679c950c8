package proof

import (
	_ "embed" // for the numerals
	"fmt"
	"math"
	"strconv"
	"strings"
	"sync"
	"unicode"
)

//go:embed numerals.txt
var numeralTable string

// entry is what a word may be among numerals.
type entry struct {
	kind  string // nought, cardinal, scale, least, plural, ordinal
	value float64
}

var lexicon = sync.OnceValue(func() map[string]entry {
	words := map[string]entry{}
	for line := range strings.Lines(numeralTable) {
		f := strings.Fields(line)
		if len(f) != 3 || strings.HasPrefix(f[0], "#") {
			continue
		}
		value, err := strconv.ParseFloat(f[2], 64)
		if err != nil {
			panic(fmt.Sprintf("proof: numerals.txt: %v", err)) // a slip in an embedded file, found by any test
		}
		words[f[1]] = entry{f[0], value}
	}
	return words
})

// numerals are the numbers that a text can be read as.
type numerals struct {
	values map[float64]bool   // numbers said, and the least that open wordings let them be
	nth    map[int]bool       // ordinals, and whole numbers that may be one ("round 3")
	words  map[float64]string // by which each was first said
}

// wordsFor are the words by which a number is said, empty where none say it.
func (n *numerals) wordsFor(v float64) string { return n.words[math.Abs(v)] }

// hold tells whether a number can be read from the text; small slips of binary fractions count as the same.
func (n *numerals) hold(v float64) bool {
	if n.values[v] {
		return true
	}
	for have := range n.values {
		if math.Abs(have-v) <= 1e-9*math.Max(math.Abs(have), math.Abs(v)) {
			return true
		}
	}
	return false
}

func (n *numerals) add(v float64, tokens []string) {
	n.values[v] = true
	if _, said := n.words[v]; !said {
		n.words[v] = strings.Join(tokens, " ")
	}
	if v == math.Trunc(v) && 0 < v && v < 1e6 {
		n.nth[int(v)] = true
	}
}

// readNumerals reads all numbers of a text, each as long as it goes. Linear in its length.
func readNumerals(text string) *numerals {
	n := &numerals{values: map[float64]bool{}, nth: map[int]bool{}, words: map[float64]string{}}
	tokens := split(strings.ToLower(text))
	var before []float64 // numbers without a scale that the next one may lend its own: "50 to 60 million"
	for i := 0; i < len(tokens); {
		value, scale, next := numeral(tokens, i)
		if next == i {
			n.ordinal(tokens, i)
			i++
			if !joins[tokens[i-1]] {
				before = before[:0]
			}
			continue
		}
		n.add(value, tokens[i:next])
		for _, b := range before {
			n.add(b*scale, tokens[i:next])
		}
		before = before[:0]
		if scale == 1 {
			before = append(before, value)
		}
		n.part(tokens, value, next)
		i = next
	}
	return n
}

// joins are the words between the two parts of a range.
var joins = map[string]bool{"to": true, "and": true, "or": true}

// ordinal reads "third", "21st", "twenty-first" at token i.
func (n *numerals) ordinal(tokens []string, i int) {
	if e := lexicon()[tokens[i]]; e.kind == "ordinal" {
		n.nth[int(e.value)] = true
		if i > 0 {
			if tens := lexicon()[tokens[i-1]]; tens.kind == "cardinal" && tens.value >= 20 && e.value < 10 {
				n.nth[int(tens.value+e.value)] = true
			}
		}
		n.add(1/e.value, tokens[i:i+1]) // "a third of"
	}
}

// part reads "two thirds", "two-fifths" after a small number.
func (n *numerals) part(tokens []string, value float64, next int) {
	if next < len(tokens) && value < 10 {
		if e := lexicon()[tokens[next]]; e.kind == "cardinal" && 0 < e.value && e.value < 1 {
			n.add(value*e.value, tokens[next-1:next+1])
		}
	}
}

// numeral reads the longest number at token i, with the scale words at its end; next is i where there is none.
func numeral(tokens []string, i int) (value, scale float64, next int) {
	word := tokens[i]
	e := lexicon()[word]
	switch {
	case isDigit(word[0]):
		v, err := strconv.ParseFloat(strings.ReplaceAll(word, ",", ""), 64)
		if err != nil {
			return 0, 1, i
		}
		value, next = grouped(tokens, v, i+1)
	case vulgar[word] > 0:
		value, next = vulgar[word], i+1
	case e.kind == "cardinal":
		value, next = spelled(tokens, i)
	case e.kind == "nought":
		return e.value, 1, i + 1
	case e.kind == "least", e.kind == "plural":
		value, next = e.value, i+1
	default:
		return 0, 1, i
	}
	if next < len(tokens) && vulgar[tokens[next]] > 0 {
		value, next = value+vulgar[tokens[next]], next+1
	}
	scale, next = scaled(tokens, next)
	return value * scale, scale, next
}

// grouped takes in the groups of three digits that spaces part from those before token next: "1 200 000".
func grouped(tokens []string, value float64, next int) (float64, int) {
	if len(tokens[next-1]) > 3 || tokens[next-1][0] == '0' {
		return value, next
	}
	for next < len(tokens) && len(tokens[next]) == 3 && value < 1e9 {
		group, err := strconv.Atoi(tokens[next])
		if err != nil {
			break
		}
		value, next = value*1000+float64(group), next+1
	}
	return value, next
}

// spelled reads a number below a thousand in words and what follows a scale: "two hundred and five", "three thousand four hundred".
func spelled(tokens []string, i int) (float64, int) {
	total, group, next := 0.0, lexicon()[tokens[i]].value, i+1
	for next < len(tokens) {
		j := next
		if tokens[j] == "and" && j+1 < len(tokens) {
			j++
		}
		e := lexicon()[tokens[j]]
		rest := math.Mod(group, 100)
		switch {
		case e.kind == "scale" && e.value < 1000 && group > 0 && j == next:
			group *= e.value
		case e.kind == "scale" && group > 0 && j == next && j+1 < len(tokens) && isSmall(tokens, j+1):
			total, group = total+group*e.value, 0
		case tokens[j] == "a" && j+1 < len(tokens) && tokens[j+1] == "half" && j > next:
			group, j = group+0.5, j+1
		case e.kind == "cardinal" && e.value >= 1 && tokens[j] != "a" && tokens[j] != "an" && fits(group, rest, e.value, j > next):
			group += e.value
		default:
			return total + group, next
		}
		next = j + 1
	}
	return total + group, next
}

// isSmall tells whether a cardinal that goes on after "thousand" stands at token i.
func isSmall(tokens []string, i int) bool {
	if tokens[i] == "and" && i+1 < len(tokens) {
		i++
	}
	e := lexicon()[tokens[i]]
	return e.kind == "cardinal" && e.value >= 1 && tokens[i] != "a" && tokens[i] != "an"
}

// fits tells whether a cardinal goes on a group: "twenty three", "hundred and five"; "five and six" are two numbers.
func fits(group, rest, value float64, and bool) bool {
	if group == 0 {
		return true
	}
	if rest == 0 {
		return group >= 100
	}
	return !and && value < 10 && rest >= 20 && math.Mod(rest, 10) == 0
}

// scaled multiplies up the scale words from token i on: "million", "hundred thousand", "of thousands", "a dozen".
func scaled(tokens []string, i int) (float64, int) {
	scale := 1.0
	for i < len(tokens) {
		j := i
		for j < len(tokens) && (tokens[j] == "of" || tokens[j] == "a") {
			j++
		}
		if j == len(tokens) {
			break
		}
		e := lexicon()[tokens[j]]
		switch e.kind {
		case "scale":
			scale *= e.value
		case "plural":
			scale *= e.value / 2
		default:
			return scale, i
		}
		i = j + 1
	}
	return scale, i
}

var vulgar = map[string]float64{"½": 1. / 2, "¼": 1. / 4, "¾": 3. / 4, "⅓": 1. / 3, "⅔": 2. / 3, "⅛": 1. / 8}

// split cuts a text into words of letters, numbers of digits with their separators, and other signs.
// An ordinal's ending is dropped: "21st" is 21.
func split(text string) []string {
	var tokens []string
	runes := []rune(text)
	for i := 0; i < len(runes); {
		j := i + 1
		switch r := runes[i]; {
		case unicode.IsDigit(r) && r < unicode.MaxASCII:
			for j < len(runes) && (asciiDigit(runes[j]) || (runes[j] == ',' || runes[j] == '.') && j+1 < len(runes) && asciiDigit(runes[j+1])) {
				j++
			}
			tokens = append(tokens, string(runes[i:j]))
			if j+1 < len(runes) && nthEnding[string(runes[j:j+2])] {
				j += 2
			}
		case unicode.IsLetter(r):
			for j < len(runes) && (unicode.IsLetter(runes[j]) || labels(runes, j)) {
				j++
			}
			tokens = append(tokens, string(runes[i:j]))
		case vulgar[string(r)] > 0, !unicode.IsSpace(r) && r != '-' && r != '–' && r != '‑' && r != '—':
			tokens = append(tokens, string(r))
		}
		i = j
	}
	return tokens
}

// labels tells whether rune j goes on a name that bears a number: "M-19", "AK-47".
func labels(runes []rune, j int) bool {
	switch {
	case runes[j] == '-':
		return j+1 < len(runes) && asciiDigit(runes[j+1])
	case asciiDigit(runes[j]):
		return runes[j-1] == '-' || asciiDigit(runes[j-1])
	}
	return false
}

var nthEnding = map[string]bool{"st": true, "nd": true, "rd": true, "th": true}

func asciiDigit(r rune) bool { return '0' <= r && r <= '9' }
func isDigit(c byte) bool    { return '0' <= c && c <= '9' }
func isLetter(r rune) bool   { return unicode.IsLetter(r) }
