package desk

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/parley-desk/parley/claim"
)

// checkHighlight holds the pieces of a text to what they must be: the text is
// recovered exactly, and each mark lies on its own words and no others.
func checkHighlight(t interface{ Errorf(string, ...any) }, text string, marks []claim.Span) {
	runes := []rune(text)
	covered := make([][]rune, len(marks))
	begun := make([]int, len(marks))
	last := 0
	var got strings.Builder
	for _, paragraph := range highlight(text, marks) {
		for _, p := range paragraph {
			if p.Start < last {
				t.Errorf("a piece at %d after %d", p.Start, last)
				return
			}
			got.WriteString(string(runes[last:p.Start]))
			if left := strings.TrimSpace(string(runes[last:p.Start])); left != "" {
				t.Errorf("%q is left out", left)
			}
			got.WriteString(p.Text)
			last = p.Start + len([]rune(p.Text))
			for _, m := range p.Marks {
				if p.Start < marks[m].Start || last > marks[m].End {
					t.Errorf("mark %v lies on [%d, %d)", marks[m], p.Start, last)
				}
				covered[m] = append(covered[m], []rune(p.Text)...)
			}
			for _, m := range p.First {
				if begun[m]++; p.Start != marks[m].Start || !slices.Contains(p.Marks, m) {
					t.Errorf("mark %v begins at %d", marks[m], p.Start)
				}
			}
		}
	}
	got.WriteString(string(runes[last:]))
	if got.String() != text {
		t.Errorf("the text became %q, was %q", got.String(), text)
	}
	for i, m := range marks {
		want := ""
		if lies(m, len(runes)) {
			want = string(runes[m.Start:m.End])
		}
		if bare := func(s string) string { return strings.Join(strings.Fields(s), "") }; bare(string(covered[i])) != bare(want) {
			t.Errorf("mark %v lies on %q, not on %q", m, string(covered[i]), want)
		}
	}
}

func TestHighlightsNestAndOverlap(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.RuneFrom([]rune("ab é漢\u202e\n\n<&")), 0, 60, -1).Draw(t, "text")
		n := len([]rune(text))
		marks := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) claim.Span {
			return claim.Span{Start: rapid.IntRange(-1, n+1).Draw(t, "start"), End: rapid.IntRange(-1, n+2).Draw(t, "end")}
		}), 0, 8).Draw(t, "marks")
		checkHighlight(t, text, marks)
	})
}

func FuzzHighlight(f *testing.F) {
	f.Add("three were killed, two of them women.\n\nA second paragraph.", 0, 36, 19, 35, 30, 50)
	f.Add("", 0, 0, 0, 0, 0, 0)
	f.Add("\n\n\xff\u202e", 0, 4, 1, 2, 2, 9)
	f.Fuzz(func(t *testing.T, text string, a, b, c, d, e, g int) {
		checkHighlight(t, strings.ToValidUTF8(text, "?"), []claim.Span{{Start: a, End: b}, {Start: c, End: d}, {Start: e, End: g}, {Start: a, End: d}})
	})
}
