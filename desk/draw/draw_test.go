package draw

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/parley-desk/parley/account"
)

func TestSpreadGivesTheDaysThatADateMayMean(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		date, from, to string
		unsure, ok     bool
	}{
		{"2031-03-04", "2031-03-04", "2031-03-04", false, true},
		{"2031-03-04T10:00:00Z", "2031-03-04", "2031-03-04", false, true},
		{"2031-02", "2031-02-01", "2031-02-28", true, true},
		{"2032-02", "2032-02-01", "2032-02-29", true, true},
		{"2031", "2031-01-01", "2031-12-31", true, true},
		{"", "", "", false, false},
		{"spring", "", "", false, false},
		{"2031-02-30", "", "", false, false},
	} {
		from, to, unsure, ok := spread(c.date)
		if from != c.from || to != c.to || unsure != c.unsure || ok != c.ok {
			t.Errorf("spread(%q) = %q, %q, %t, %t", c.date, from, to, unsure, ok)
		}
	}
}

func TestMarkIsDatedByItsStretch(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ start, end, when string }{
		{"2031-03-04", "", "2031-03-04"},
		{"2031-03-04", "2031-03-06", "2031-03-04 to 2031-03-06"},
		{"2031-03", "", "between 2031-03-01 and 2031-03-31"},
		{"2031-03-04", "2031-03-01", "2031-03-04"}, // an end before its beginning says nothing
	} {
		var m Mark
		if !m.at(c.start, c.end) || m.When() != c.when {
			t.Errorf("at(%q, %q) is %q, want %q", c.start, c.end, m.When(), c.when)
		}
	}
}

// dayAfter gives the ISO day so many days after a day of 2031.
func dayAfter(n int) string {
	return time.Date(2031, 3, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, n).Format(time.DateOnly)
}

func anyMark(t *rapid.T) Mark {
	from := rapid.IntRange(0, 2000).Draw(t, "from")
	v := rapid.Float64Range(-500, 1e7).Draw(t, "value")
	m := Mark{From: dayAfter(from), To: dayAfter(from + rapid.IntRange(0, 400).Draw(t, "length")), Value: &v,
		Label: rapid.StringMatching("[a-z]{0,20}").Draw(t, "label"), Text: "<b>it</b>", Href: "/c/x/"}
	m.Cites = account.Cited(account.Cite{Report: "r", Claim: "c", Words: "it"})
	return m
}

func TestMarksOfALaneDoNotOverlap(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		l := Lane{ID: "incidents", Title: "Incidents", Marks: rapid.SliceOfN(rapid.Custom(anyMark), 1, 40).Draw(t, "marks")}
		l.order()
		line := &Timeline{Lanes: []Lane{l}}
		line.layOut()
		for i, m := range line.Lanes[0].Drawn {
			if m.Box.X < 0 || m.Box.X+m.Box.W > Width || m.Box.Y+m.Box.H > line.Height {
				t.Fatalf("the mark %+v stands outside of the picture, which is %v high", m, line.Height)
			}
			for _, o := range line.Lanes[0].Drawn[:i] {
				from, to := m.room()
				if otherFrom, otherTo := o.room(); m.Box.Y == o.Box.Y && from < otherTo && otherFrom < to {
					t.Fatalf("%+v and %+v overlap, or their labels", m, o)
				}
			}
		}
	})
}

func TestAxisHasLinesThatCanBeRead(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a, ok := newAxis(rapid.SliceOfN(rapid.Custom(anyMark), 1, 5).Draw(t, "marks"), 0, Width)
		if !ok || len(a.Ticks) > 20 {
			t.Fatalf("an axis with %d lines, %t", len(a.Ticks), ok)
		}
		for i, tick := range a.Ticks {
			if tick.At < a.Left || tick.At > a.Right || i > 0 && tick.At-a.Ticks[i-1].At < leastTick*.9 {
				t.Fatalf("line %d of the axis stands at %v: %+v", i, tick.At, a.Ticks)
			}
		}
	})
}

func TestCountsStandWithinTheirChart(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c := Chart{Marks: rapid.SliceOfN(rapid.Custom(anyMark), 1, 20).Draw(t, "marks")}
		if !c.layOut() {
			t.Fatal("a chart with dated counts is not laid out")
		}
		if len(c.Levels) < 2 || len(c.Levels) > 14 {
			t.Fatalf("the scale has %d lines: %+v", len(c.Levels), c.Levels)
		}
		for _, m := range c.Marks {
			if m.Box.Y < chartTop-1 || m.Box.Y > c.Bottom+1 {
				t.Fatalf("the count %v stands at %v, outside of %v to %v", *m.Value, m.Box.Y, chartTop, c.Bottom)
			}
		}
	})
}

// A count of years does not squeeze the days of the case: it is cut at their edge, with its true days.
func TestACountOfYearsIsCutAtTheEdgeOfTheCase(t *testing.T) {
	t.Parallel()
	n := 7.0
	mark := func(from, to string) Mark { return Mark{From: from, To: to, Value: &n, Text: "7 killed"} }
	c := Chart{ID: "toll", Title: "Killed", Marks: []Mark{mark("2022-01-01", "2025-11-03"), mark("2025-10-12", "2025-10-12"), mark("2025-12-30", "2026-01-04"), mark("2023-05-01", "2023-05-02")}}
	c.within(Between{From: "2025-10-09", To: "2025-12-31"})
	if !c.layOut() || c.Beyond != 1 || !c.Cut() {
		t.Fatalf("%d counts beyond the case, cut %t", c.Beyond, c.Cut())
	}
	if from := c.Axis.From.Format(time.DateOnly); from != "2025-10-08" {
		t.Errorf("the axis begins on %s", from)
	}
	var got []string
	for _, m := range c.Marks {
		got = append(got, m.Begins+"|"+m.Ends)
	}
	if want := []string{"2022-01-01|", "|", "|2026-01-04"}; !slices.Equal(got, want) {
		t.Errorf("cut at %q, want %q", got, want)
	}
	picture, err := c.SVG()
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(picture), `class="beyond"`); n != 2 || !strings.Contains(string(picture), "2022-01-01 to 2025-11-03") {
		t.Errorf("%d arrows in %s", n, picture)
	}
}

// Text of reports is text in a picture, whatever it says.
func TestPicturesEscape(t *testing.T) {
	t.Parallel()
	const hostile = `</title></svg><script>alert(1)</script>" onload="x`
	m := Mark{From: "2031-03-04", To: "2031-03-05", Label: hostile, Text: hostile, By: hostile, Href: "javascript:alert(1)"}
	l := &Timeline{Lanes: []Lane{{ID: "talks", Title: hostile, Marks: []Mark{m}}}}
	l.layOut()
	out, err := l.SVG()
	if err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"<script", `" onload`, `href="javascript:`} {
		if strings.Contains(string(out), bad) {
			t.Errorf("%s stands in the picture:\n%s", bad, out)
		}
	}
	if !strings.Contains(string(out), "&lt;script&gt;") {
		t.Error("the words themselves are gone")
	}
}

func TestNumbersAreShort(t *testing.T) {
	t.Parallel()
	for v, want := range map[float64]string{0: "0", 1000: "1000", 20000: "20k", 2.5e6: "2.5M", -4e9: "-4bn", 0.5: "0.5"} {
		if got := number(v); got != want {
			t.Errorf("number(%v) = %q, want %q", v, got, want)
		}
	}
}

func TestAStepNobodyDatesLiesBetweenTheLastOneAndItsTelling(t *testing.T) {
	t.Parallel()
	cite := account.Cited(account.Cite{Report: "r", Claim: "c", Words: "it"})
	marks := truce(&account.Truce{Edges: []account.TruceEdge{
		{State: "declared", Day: "2031-03-04", Told: "2031-03-04", Cites: cite},
		{State: "lapsed", Told: "2031-03-09", Cites: cite},
		{State: "in_effect", Told: "2031-03-12", Cites: cite}, // a state that goes on is said of the day of telling
	}}, nowhere{})
	var got []string
	for _, m := range marks {
		got = append(got, m.When())
	}
	if want := []string{"2031-03-04", "between 2031-03-04 and 2031-03-09", "2031-03-12"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// nowhere leads nowhere.
type nowhere struct{}

func (nowhere) Incident(string) string   { return "" }
func (nowhere) Cite(account.Cite) string { return "" }
func (nowhere) Called(id string) string  { return "the people of " + id }

func TestTiesJoinTheirEnds(t *testing.T) {
	t.Parallel()
	a, b, c := End{ID: "a", Name: "A", Side: 1}, End{ID: "b", Name: "B"}, End{ID: "c", Name: "C"}
	w := NetworkOf([]Tie{{From: a, To: b, N: 3}, {From: c, To: b, N: 1}, {From: a, To: c, N: 1}})
	if len(w.Left) != 2 || w.Left[0].ID != "a" || w.Left[0].N != 4 || len(w.Right) != 2 || w.Right[0].ID != "b" {
		t.Fatalf("left %+v, right %+v", w.Left, w.Right)
	}
	for _, band := range w.Bands {
		if band.Y1 != w.Left[place(w.Left, band.From.ID)].Y || band.Y2 != w.Right[place(w.Right, band.To.ID)].Y {
			t.Errorf("%+v does not join its ends", band)
		}
	}
	var many []Tie
	for i := range 3 * mostNodes {
		many = append(many, Tie{From: End{ID: string(rune('A' + i))}, To: b, N: 1})
	}
	if w := NetworkOf(many); len(w.Left) != mostNodes || w.Undrawn != 2*mostNodes || len(w.Bands) != mostNodes {
		t.Errorf("%d speakers, %d bands, %d not drawn", len(w.Left), len(w.Bands), w.Undrawn)
	}
}
