package desk

import (
	"cmp"
	"html/template"
	"net/http"
	"os"
	"slices"

	"github.com/parley-desk/parley/desk/draw"
)

// chartShown is a chart of a page, for the template "chart".
type chartShown struct {
	draw.Chart
	Picture template.HTML
	Data    string // address of the same as JSON
	Left    int    // counts that the picture leaves out; the island has them
	Sides   []side // whose counts it has
}

// TollCharts are the charts of the toll by the rule that is asked for.
func (v *visit) TollCharts() ([]chartShown, error) { return v.charts(v.tollCharts()) }

// SeriesCharts are the charts of the exposure.
func (v *visit) SeriesCharts() ([]chartShown, error) { return v.charts(v.seriesCharts()) }

func (v *visit) tollCharts() []draw.Chart {
	return once(v.edition, "toll charts "+string(v.Rule), func() []draw.Chart { return draw.TollCharts(v.Book(), v.Toll(), links{v}) })
}

func (v *visit) seriesCharts() []draw.Chart {
	return once(v.edition, "series charts "+string(v.Rule), func() []draw.Chart { return draw.SeriesCharts(v.Book(), v.Exposure(), links{v}) })
}

func (v *visit) charts(all []draw.Chart) ([]chartShown, error) {
	out := make([]chartShown, len(all))
	for i := range all {
		drawn, left := sparse(all[i], mostCounts/len(all))
		picture, err := drawn.SVG()
		if err != nil {
			return nil, err
		}
		out[i] = chartShown{Chart: all[i], Picture: picture, Left: left, Data: v.Link("charts/" + all[i].ID)}
		for n, look := range v.Parties() {
			if slices.ContainsFunc(all[i].Marks, func(m draw.Mark) bool { return m.Side == n+1 }) {
				out[i].Sides = append(out[i].Sides, look)
			}
		}
	}
	return out, nil
}

// mostCounts bounds the marks of all pictures of a page: each is a link with its words.
const mostCounts = 240

// sparse leaves of a chart the highest counts, so many as a page can bear.
func sparse(c draw.Chart, most int) (drawn draw.Chart, left int) {
	if len(c.Marks) <= most {
		return c, 0
	}
	drawn, left = c, len(c.Marks)-most
	order := slices.Clone(c.Marks)
	slices.SortStableFunc(order, func(a, b draw.Mark) int { return cmp.Compare(a.Box.Y, b.Box.Y) })
	lowest := order[most-1].Box.Y
	drawn.Marks = slices.DeleteFunc(slices.Clone(c.Marks), func(m draw.Mark) bool { return m.Box.Y > lowest })
	drawn.Marks = drawn.Marks[:min(len(drawn.Marks), most)]
	return drawn, left
}

// chartAsked gives the chart that an island asks for.
func chartAsked(v *visit) (any, error) {
	id := v.req.PathValue("id")
	for _, all := range [][]draw.Chart{v.tollCharts(), v.seriesCharts()} {
		if i := slices.IndexFunc(all, func(c draw.Chart) bool { return c.ID == id }); i >= 0 {
			return &all[i], nil
		}
	}
	return nil, notFound("There is no chart %q.", id)
}

// serveTiles answers with ranges of the user's PMTiles file.
func (d *Desk) serveTiles(w http.ResponseWriter, r *http.Request) error {
	if d.Tiles == "" {
		return notFound("This desk has no file of tiles: parley serve --pmtiles FILE gives it one.")
	}
	file, err := os.Open(d.Tiles)
	if err != nil {
		return err
	}
	defer file.Close()
	about, err := file.Stat()
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/vnd.pmtiles")
	w.Header().Set("Cache-Control", "no-cache")
	http.ServeContent(w, r, "", about.ModTime(), file)
	return nil
}
