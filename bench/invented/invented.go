// Package invented makes reports of any number and length out of sentences of
// our own, with invented states and people, so that speed and memory are
// measured in any clone. The same seed gives the same reports.
package invented

import (
	_ "embed" // for the tables
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
)

//go:embed sentences.txt
var sentences string

//go:embed words.txt
var wordLists string

// Report is a line of JSON Lines as `parley read --jsonl` takes it.
type Report struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	Published string `json:"published"`
	Outlet    string `json:"outlet"`
	Text      string `json:"text"`
}

// Press writes reports.
type Press struct {
	rest, leads []string
	slots       map[string][]string
}

// NewPress reads the tables. It fails on a sentence with a slot that has no words.
func NewPress() (*Press, error) {
	p := &Press{slots: map[string][]string{}}
	for line := range lines(wordLists) {
		name, words, _ := strings.Cut(line, ": ")
		p.slots[name] = strings.Split(words, "|")
	}
	for line := range lines(sentences) {
		if lead, ok := strings.CutPrefix(line, "lead "); ok {
			p.leads = append(p.leads, lead)
		} else {
			p.rest = append(p.rest, line)
		}
		for part := range strings.SplitSeq(line, "{") {
			if slot, _, ok := strings.Cut(part, "}"); ok && p.slots[slot] == nil {
				return nil, fmt.Errorf("sentences.txt: %q has no words for {%s}", line, slot)
			}
		}
	}
	return p, nil
}

// lines gives the lines of a table that say something.
func lines(table string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for line := range strings.Lines(table) {
			line = strings.TrimSpace(line)
			if line == "" || line[0] == '#' {
				continue
			}
			if !yield(line) {
				return
			}
		}
	}
}

// sentencesAParagraph is usual in agency reports.
const sentencesAParagraph = 2

// Report writes the n-th report of a seed, of at least so many words.
func (p *Press) Report(seed uint64, n, words int) Report {
	chance := rand.New(rand.NewPCG(seed, uint64(n)))
	var text strings.Builder
	text.WriteString(p.fill(chance, pick(chance, p.leads)))
	for i, got := 1, 0; got < words; i++ {
		if i%sentencesAParagraph == 0 {
			text.WriteString("\n\n")
		} else {
			text.WriteByte(' ')
		}
		sentence := p.fill(chance, pick(chance, p.rest))
		text.WriteString(sentence)
		got += len(strings.Fields(sentence))
	}
	return Report{
		ID:        fmt.Sprintf("invented-%d", n),
		Title:     p.fill(chance, "{COUNTRY} and {COUNTRY} trade blame after talks in {CITY}"),
		Published: fmt.Sprintf("2031-%02d-%02d", 1+chance.IntN(12), 1+chance.IntN(28)),
		Outlet:    pick(chance, p.slots["OUTLET"]),
		Text:      text.String(),
	}
}

// Line is the report as one line of JSON.
func (r Report) Line() []byte {
	line, _ := json.Marshal(r) // strings only: cannot fail
	return append(line, '\n')
}

// fill puts words into the slots of a sentence.
func (p *Press) fill(chance *rand.Rand, sentence string) string {
	var b strings.Builder
	for {
		before, after, ok := strings.Cut(sentence, "{")
		b.WriteString(before)
		if !ok {
			break
		}
		slot, rest, _ := strings.Cut(after, "}")
		b.WriteString(pick(chance, p.slots[slot]))
		sentence = rest
	}
	text := b.String()
	if 'a' <= text[0] && text[0] <= 'z' {
		return strings.ToUpper(text[:1]) + text[1:]
	}
	return text
}

func pick(chance *rand.Rand, of []string) string { return of[chance.IntN(len(of))] }
