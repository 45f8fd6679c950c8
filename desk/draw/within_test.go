package draw

import (
	"fmt"
	"testing"
)

// A page of the timeline has whole days, so many as fit.
func TestWithinShowsWholeDays(t *testing.T) {
	t.Parallel()
	var marks []Mark
	for _, day := range []string{"2031-03-01", "2031-03-01", "2031-03-02", "2031-03-02", "2031-03-02", "2031-03-03"} {
		marks = append(marks, Mark{From: day, To: day})
	}
	for most, want := range map[int]struct{ shown, left int }{6: {6, 0}, 5: {4, 2}, 4: {4, 2}, 3: {1, 5}, 1: {1, 5}} {
		all := &Timeline{Lanes: []Lane{{Marks: marks}}, Shown: Between{From: "2031-03-01", To: "2031-03-03"}}
		shown, rest := all.Within(Between{}, most, 0)
		if got := len(shown.Lanes[0].Marks); got != want.shown || rest.Earlier != want.left {
			t.Errorf("at most %d: %d shown, %+v, want %+v", most, got, rest, want)
		}
	}
}

// Of a day that is too crowded for a page every mark is on one of its parts, and each part fits.
func TestWithinShowsACrowdedDayInParts(t *testing.T) {
	t.Parallel()
	lanes := make([]Lane, 3)
	for i := range 100 {
		day := "2031-03-02"
		if i < 10 {
			day = "2031-03-01"
		}
		l := &lanes[i%3]
		l.Marks = append(l.Marks, Mark{From: day, To: day, Text: fmt.Sprint(i)})
	}
	all := &Timeline{Lanes: lanes, Shown: Between{From: "2031-03-01", To: "2031-03-02"}}
	seen := map[string]int{}
	for part := range 4 {
		shown, rest := all.Within(Between{}, 25, part)
		if rest != (Rest{Earlier: 10, Until: "2031-03-01", Day: "2031-03-02", Of: 90}) {
			t.Errorf("part %d: %+v", part, rest)
		}
		n := 0
		for _, l := range shown.Lanes {
			for _, m := range l.Marks {
				seen[m.Text]++
				n++
			}
		}
		if n > 25 {
			t.Errorf("part %d has %d marks", part, n)
		}
	}
	if len(seen) != 90 {
		t.Errorf("%d of 90 marks are on a part", len(seen))
	}
}
