package attribution

import (
	"strings"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/draft"
)

// longestSignature is how many tokens the name and office behind a quotation's dash may have.
const longestSignature = 14

// signed reads a quotation under which stands who said it, behind a dash, to the end of the line: “We are tired.” — Mara Linden, a teacher
func (f *finding) signed(q *draft.Quote) (attribution, bool) {
	d := f.d
	dash := q.End
	if q.Open || dash+1 >= len(d.Doc.Tokens) || !isDash(d.Token(dash).Form) || d.Token(dash+1).UPOS != language.PROPN {
		return attribution{}, false
	}
	name, last := dash+1, dash+1
	for !f.endsLine(last) {
		if last++; last >= len(d.Doc.Tokens) || last-dash > longestSignature || d.Token(last).UPOS == language.VERB || d.Token(last).UPOS == language.AUX {
			return attribution{}, false
		}
	}
	for name < last && d.Token(name+1).UPOS == language.PROPN {
		name++
	}
	source := trimmed(d, draft.Range{First: dash + 1, End: last + 1})
	return attribution{
		source: []draft.Range{source}, cueAt: []draft.Range{{First: dash, End: dash + 1}}, content: []draft.Range{{First: q.First, End: q.End}},
		head: dash, outer: -1, speaker: f.knownIn(source, name), cue: quoting, rule: "signature",
	}, true
}

// quoting is the cue of a quotation that no word of speech brings, but a dash or a line of its own.
var quoting = &cue{term: "—", act: claim.ActState, manner: claim.Said, frame: quote}

func isDash(form string) bool {
	switch form {
	case "—", "–", "―", "--", "-":
		return true
	}
	return false
}

// endsLine tells whether the line ends behind token i.
func (f *finding) endsLine(i int) bool {
	tokens := f.d.Doc.Tokens
	return i+1 >= len(tokens) || strings.ContainsAny(f.d.Doc.Text[tokens[i].End:tokens[i+1].Start], "\n\r")
}
