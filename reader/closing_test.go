package reader

import (
	"testing"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/reader/draft"
)

// The mark behind a claim's words is theirs where it closes what they begin, and only there.
func TestCloseQuotes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, words, want string }{
		{`The ministry said the truce "remains intact".`, `the truce "remains intact`, `the truce "remains intact"`},
		{`It "holds", he said, and "will hold".`, `"holds", he said, and "will hold`, `"holds", he said, and "will hold"`},
		{`"The truce holds," he said.`, `The truce holds,`, `The truce holds,`},
		{`The talks ended in 'complete deadlock', he said.`, `ended in 'complete deadlock`, `ended in 'complete deadlock'`},
		{`He saw the parties' aims and the sides' guns.`, `the parties' aims and the sides`, `the parties' aims and the sides`},
		{`Ärzte sagten “it’s over” on Monday.`, `“it’s over`, `“it’s over”`},
		{`They called it ‘Mora’s war’ then.`, `‘Mora’s war`, `‘Mora’s war’`},
		{`The truce "holds"`, `The truce "holds"`, `The truce "holds"`},
	} {
		text := claim.NewText(c.text)
		var span claim.Span
		for start := range text.Len() {
			if end := start + len([]rune(c.words)); end <= text.Len() {
				if words, _ := text.Cut(claim.Span{Start: start, End: end}); words == c.words {
					span = claim.Span{Start: start, End: end}
				}
			}
		}
		d := &draft.Draft{Report: claim.Report{Text: c.text}, Claims: []claim.Claim{{Span: span}}}
		closeQuotes(d)
		if got, _ := text.Cut(d.Claims[0].Span); got != c.want {
			t.Errorf("%s: got %s, want %s", c.text, got, c.want)
		}
	}
}
