package desk

import (
	"encoding/json"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/parley-desk/parley/desk/draw"
)

// timelineShown is the page of the timeline.
type timelineShown struct {
	*draw.Timeline
	Picture      template.HTML
	Data         string // address of the same as JSON
	draw.Between        // as asked for
	Days         []timelineDay
	Earlier      string // address of what came before, where the page shows not all
	Rest         draw.Rest
	Pager        pager // through a day that is too crowded for a page
}

// timelineDay is a day of the list.
type timelineDay struct {
	When    string
	Entries []timelineEntry
}

type timelineEntry struct {
	Lane draw.Lane
	draw.Mark
}

// mostMarks is how many marks a page shows; of more it shows the latest.
const mostMarks = 175

// mostDrawn is how many an island draws, and CSV has.
const mostDrawn = 10_000

// timeline is the case over time.
func (v *visit) timeline() *draw.Timeline {
	return once(v.edition, "timeline "+string(v.Rule), func() *draw.Timeline { return draw.TimelineOf(v.Book(), links{v}) })
}

// between is the stretch of days that is asked for.
func (v *visit) between() (b draw.Between, err error) {
	for name, end := range map[string]*string{"from": &b.From, "to": &b.To} {
		if *end, err = moment(v.req, name); err != nil {
			return b, err
		}
		*end = (*end)[:min(len(*end), len(time.DateOnly))]
	}
	return b, nil
}

func (v *visit) timelineAsked() (*draw.Timeline, error) {
	b, err := v.between()
	if err != nil {
		return nil, err
	}
	all, _ := v.timeline().Within(b, mostDrawn, 0)
	return all, nil
}

func showTimeline(v *visit) (any, error) {
	b, err := v.between()
	if err != nil {
		return nil, err
	}
	out := &timelineShown{Between: b}
	out.Timeline, out.Rest = v.timeline().Within(b, mostMarks, pageAsked(v)-1)
	out.Days = daysOf(out.Timeline)
	asked := url.Values{}
	for name, end := range map[string]string{"from": b.From, "to": b.To} {
		if end != "" {
			asked.Set(name, end)
		}
	}
	out.Data = v.link("timeline.json", asked)
	if out.Rest.Earlier > 0 {
		asked.Set("to", out.Rest.Until)
		out.Earlier = v.link("timeline", asked)
	}
	if out.Rest.Day != "" {
		_, out.Pager = paged(v, make([]struct{}, out.Rest.Of), mostMarks)
	}
	out.Picture, err = out.SVG()
	return out, err
}

// daysOf lists the marks of a timeline by the day on which they begin.
func daysOf(t *draw.Timeline) []timelineDay {
	var all []timelineEntry
	for _, l := range t.Lanes {
		for _, m := range l.Marks {
			all = append(all, timelineEntry{l, m})
		}
	}
	slices.SortStableFunc(all, func(x, y timelineEntry) int { return draw.ByDay(&x.Mark, &y.Mark) })
	var out []timelineDay
	for _, e := range all {
		when := days(e.From, e.To)
		if e.Unsure {
			when = "between " + day(e.From) + " and " + day(e.To)
		}
		if n := len(out); n == 0 || out[n-1].When != when {
			out = append(out, timelineDay{When: when})
		}
		out[len(out)-1].Entries = append(out[len(out)-1].Entries, e)
	}
	return out
}

// sendJSON writes what a program reads.
func sendJSON(w http.ResponseWriter, what any) error {
	out, err := json.Marshal(what)
	if err != nil {
		return fmt.Errorf("desk: %w", err)
	}
	h := w.Header()
	h.Set("Content-Type", "application/json")
	h.Set("Cache-Control", "no-cache, private")
	h.Set("Content-Length", strconv.Itoa(len(out)))
	_, _ = w.Write(out) // a reader who has gone needs nothing
	return nil
}
