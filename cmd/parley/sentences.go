package main

import (
	"encoding/json"
	"unicode/utf8"

	"github.com/parley-desk/parley/language"
)

// jsonSentence is a sentence as `parley parse --json` prints it. Spans count the
// code points of the text, heads and names the sentence's tokens from 1; head 0 is the root.
type jsonSentence struct {
	ID        string      `json:"id"`       // of the report
	Sentence  int         `json:"sentence"` // number in the report, from 1
	Paragraph int         `json:"paragraph"`
	Text      string      `json:"text"`
	Span      [2]int      `json:"span"`
	Tokens    []jsonToken `json:"tokens"`
	Names     []jsonName  `json:"names"`
}

type jsonToken struct {
	Form   string `json:"form"`
	Span   [2]int `json:"span"`
	Lemma  string `json:"lemma,omitempty"`
	UPOS   string `json:"upos,omitempty"`
	XPOS   string `json:"xpos,omitempty"`
	Head   *int   `json:"head,omitempty"`
	Deprel string `json:"deprel,omitempty"`
}

type jsonName struct {
	Kind  string `json:"kind"`
	First int    `json:"first"`
	Last  int    `json:"last"`
}

var nameKinds = map[language.NameKind]string{language.Person: "person", language.Organization: "organization", language.PlaceName: "place", language.People: "people", language.OtherName: "other"}

// appendSentences appends the sentences of a text as JSON Lines.
func appendSentences(dst []byte, id string, doc *language.Doc) []byte {
	points := codePoints{text: doc.Text}
	name := 0
	for i, s := range doc.Sentences {
		if s.First == s.End {
			continue
		}
		start, stop := doc.Span(int(s.First), int(s.End))
		sentence := jsonSentence{ID: id, Sentence: i + 1, Paragraph: int(s.Paragraph) + 1, Text: doc.Text[start:stop], Tokens: []jsonToken{}, Names: []jsonName{}}
		sentence.Span[0] = points.at(start)
		for t := s.First; t < s.End; t++ {
			sentence.Tokens = append(sentence.Tokens, newToken(&doc.Tokens[t], s.First, &points))
		}
		sentence.Span[1] = points.at(stop)
		for ; name < len(doc.Names) && doc.Names[name].First < s.End; name++ {
			n := doc.Names[name]
			sentence.Names = append(sentence.Names, jsonName{nameKinds[n.Kind], int(n.First-s.First) + 1, int(n.End - s.First)})
		}
		line, _ := json.Marshal(sentence) // strings and numbers: cannot fail
		dst = append(append(dst, line...), '\n')
	}
	return dst
}

func newToken(t *language.Token, first int32, points *codePoints) jsonToken {
	j := jsonToken{Form: t.Form, Span: [2]int{points.at(int(t.Start)), points.at(int(t.End))}, Lemma: t.Lemma}
	if t.UPOS != language.NoUPOS {
		j.UPOS = t.UPOS.String()
	}
	if t.XPOS != language.NoXPOS {
		j.XPOS = t.XPOS.String()
	}
	if t.Head != language.Unparsed {
		head := 0
		if t.Head != language.Root {
			head = int(t.Head-first) + 1
		}
		j.Head, j.Deprel = &head, t.Rel.String()
	}
	return j
}

// codePoints counts code points up to byte offsets that are asked for nearly in order.
type codePoints struct {
	text         string
	bytes, count int // counted so far
}

func (p *codePoints) at(offset int) int {
	if offset < p.bytes { // the words of a contraction may span the whole of it
		p.count -= utf8.RuneCountInString(p.text[offset:p.bytes])
	} else {
		p.count += utf8.RuneCountInString(p.text[p.bytes:offset])
	}
	p.bytes = offset
	return p.count
}
