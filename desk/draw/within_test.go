package draw

import "testing"

// A page of the timeline has whole days, so many as fit, and the last one in any case.
func TestWithinShowsWholeDays(t *testing.T) {
	t.Parallel()
	var marks []Mark
	for _, day := range []string{"2031-03-01", "2031-03-01", "2031-03-02", "2031-03-02", "2031-03-02", "2031-03-03"} {
		marks = append(marks, Mark{From: day, To: day})
	}
	for most, want := range map[int]struct{ shown, left int }{6: {6, 0}, 5: {4, 2}, 4: {4, 2}, 3: {1, 5}, 1: {1, 5}} {
		all := &Timeline{Lanes: []Lane{{Marks: marks}}, Shown: Between{From: "2031-03-01", To: "2031-03-03"}}
		shown, left := all.Within(Between{}, most)
		if got := len(shown.Lanes[0].Marks); got != want.shown || left != want.left {
			t.Errorf("at most %d: %d shown, %d left, want %+v", most, got, left, want)
		}
	}
}
