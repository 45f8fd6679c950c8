package account

import (
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// Days are counted as the calendar does, and what is no day is none.
func TestDaysAreCountedAsTheCalendarDoes(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		day := rapid.OneOf(rapid.StringMatching(`[0-9]{4}-[01][0-9]-[0-3][0-9]`), rapid.StringMatching(`[0-9-]{8,11}`),
			rapid.SampledFrom([]string{"", "2032-02-29", "2031-02-29", "1900-02-29", "2000-02-29", "0000-01-01", "0000-02-29", "2031-13-01", "2031-1-011"})).Draw(rt, "day")
		at, err := time.Parse(time.DateOnly, day)
		n, ok := dayNumber(day)
		if ok != (err == nil) {
			rt.Fatalf("%q: a day: %v, as the calendar has it: %v", day, ok, err)
		}
		if want := int(at.Unix()) / secondsOfDay; ok && at.Unix()%secondsOfDay == 0 && n != want {
			rt.Fatalf("%q is day %d, not %d", day, want, n)
		}
		if want := at.AddDate(0, 0, 40).Format(time.DateOnly); ok && addDays(day, 40) != want {
			rt.Fatalf("forty days after %q: %s, not %s", day, addDays(day, 40), want)
		}
	})
}

// English text takes a shorter way to the same words and names.
func TestEnglishWordsAreCutAsAllAre(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		text := rapid.StringMatching(`[ -~\n]{0,40}`).Draw(rt, "text")
		accented := text + " é"
		words := append(plainWords(text), "é")
		if got := plainWords(accented); strings.Join(got, "|") != strings.Join(words, "|") {
			rt.Errorf("%q: %q, and with an accent %q", text, words, got)
		}
		if got, want := folded(norm.NFC.String(accented)), strings.TrimSpace(folded(text)+" e"); got != want {
			rt.Errorf("%q: %q, and with an accent %q", text, want, got)
		}
	})
}

// A text's stems are numbered as they are cut, whatever its letters.
func TestStemsAreNumberedAsTheyAreCut(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		text := rapid.StringOf(rapid.SampledFrom([]rune("abcdeFGH12 ,.-éÉſK\u0301中"))).Draw(rt, "text")
		n := numbers{}
		var got []string
		ids := n.stems(nil, text)
		for _, id := range ids {
			if w := n.listed()[id]; !slices.Contains(got, w) {
				got = append(got, w)
			}
		}
		if want := stemsOf(text); strings.Join(got, "|") != strings.Join(want, "|") {
			rt.Errorf("%q: %q, not %q", text, got, want)
		}
	})
}

// A day's number leads back to the day, whatever the year.
func TestNumbersLeadBackToDays(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		n := rapid.OneOf(rapid.IntRange(-719528, 2932896), rapid.IntRange(-800000, 3000000), rapid.IntRange(-200, 200)).Draw(rt, "n")
		if got, want := dayOf(n), time.Unix(int64(n)*secondsOfDay, 0).UTC().Format(time.DateOnly); got != want {
			rt.Errorf("day %d is %s, not %s", n, want, got)
		}
	})
}
