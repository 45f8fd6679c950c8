package invented_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/parley-desk/parley/bench/invented"
)

func TestReports(t *testing.T) {
	t.Parallel()
	press, err := invented.NewPress()
	if err != nil {
		t.Fatal(err)
	}
	for _, words := range []int{1, 600, 6000} {
		r := press.Report(1, 7, words)
		if got := len(strings.Fields(r.Text)); got < words || got > words+100 {
			t.Errorf("asked for %d words, got %d", words, got)
		}
		if strings.ContainsAny(r.Text+r.Title, "{}|") {
			t.Errorf("a slot is left open: %s", r.Text)
		}
		if !utf8.ValidString(r.Text) || strings.ContainsRune(r.Text, utf8.RuneError) {
			t.Errorf("letters are broken: %q", r.Text)
		}
		if again := press.Report(1, 7, words); again != r {
			t.Error("the same seed gives another report")
		}
		if other := press.Report(1, 8, words); other.Text == r.Text {
			t.Error("another report has the same text")
		}
	}
}
