package sheet

import (
	"strings"
	"testing"

	"charm.land/lipgloss/v2"
)

// Nothing is wider than the terminal, whatever is written.
func TestLinesFitTheWidth(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("Tehreek-e-Taliban Pakistan, قندهار, 北京市; ", 12)
	for _, width := range []int{0, 40, 61, 200} {
		l := NewLines(nil, Terminal{Width: width})
		l.Line(2, Dim, long)
		l.Row(2, Bold, "label", 16, long)
		l.Row(2, Bold, "a label that is longer than its column", 16, long)
		l.Row(2, Bold, "empty", 16, "")
		for line := range strings.SplitSeq(strings.TrimSuffix(string(l.Bytes()), "\n"), "\n") {
			if n := lipgloss.Width(line); n > l.Width() || strings.HasSuffix(line, " ") {
				t.Errorf("width %d: %d columns: %q", width, n, line)
			}
		}
	}
}

func TestLinesAreCleanAndPlain(t *testing.T) {
	t.Parallel()
	l := NewLines(nil, Terminal{})
	l.Heading("state", "\x1b[31mPAK\u202e")
	l.Row(2, Bold, "now\x07", 16, "in \x1b[2J office")
	if got := string(l.Bytes()); strings.ContainsAny(got, "\x1b\x07\u202e") || !strings.Contains(got, "\nSTATE  ") {
		t.Errorf("%q", got)
	}
	if c := NewLines(nil, Terminal{Color: true}); !strings.Contains(c.Styled(Bold, "x"), "\x1b[") {
		t.Error("no style where there are colours")
	}
}
