package desk

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/brief"
)

// briefPage is the brief of the case over a period.
type briefPage struct {
	*brief.Brief
	Period    string // day, week, since, all
	Since     string
	Shown     []briefSection
	Downloads []download
	Dense     bool // its sources are too many for a page of bearable size
}

// briefSection is a section of the brief as far as the page shows it.
type briefSection struct {
	brief.Section
	Shown []briefPart
	Rest  int // parts that are left out
}

type briefPart struct {
	Heading   string
	Sentences []brief.Sentence
	Rest      int
}

// shortSections keeps the page to a bearable size: of the timeline the last days,
// of all others the beginning.
func shortSections(all []brief.Section) []briefSection {
	out := make([]briefSection, len(all))
	for i, s := range all {
		parts := s.Parts[:min(len(s.Parts), mostParts)]
		if s.ID == "timeline" {
			parts = s.Parts[max(0, len(s.Parts)-mostParts):]
		}
		out[i] = briefSection{Section: s, Rest: len(s.Parts) - len(parts)}
		for _, p := range parts {
			n := min(len(p.Sentences), mostSentences)
			out[i].Shown = append(out[i].Shown, briefPart{p.Heading, p.Sentences[:n], len(p.Sentences) - n})
		}
	}
	return out
}

type download struct{ Format, Label, Href string }

// briefFormats are what a brief can be taken away as.
var briefFormats = []struct {
	format, label, media string
	write                func(*brief.Brief, io.Writer) error
}{
	{"html", "page", "text/html; charset=utf-8", (*brief.Brief).WritePage},
	{"md", "Markdown", "text/markdown; charset=utf-8", (*brief.Brief).WriteMarkdown},
	{"json", "JSON", "application/json", (*brief.Brief).WriteJSON},
}

// Limits of the brief as a page; what is taken away has all of it.
const (
	mostParts     = 24 // of a section, the last ones of the timeline
	mostSentences = 10 // of a part
)

// mostSources bounds the sources that the page itself lists; the downloads have all.
const mostSources = 300

func showBrief(v *visit) (any, error) {
	b, period, err := v.composed()
	if err != nil {
		return nil, err
	}
	p := &briefPage{Brief: b, Period: period, Since: b.Since, Dense: len(b.Sources) > mostSources}
	p.Shown = shortSections(b.Sections)
	for _, f := range briefFormats {
		p.Downloads = append(p.Downloads, download{f.format, f.label, v.link("brief."+f.format, url.Values{"period": {period}, "since": {b.Since}})})
	}
	return p, nil
}

// composed composes the brief for the period that is asked for.
func (v *visit) composed() (b *brief.Brief, period string, err error) {
	period = asked(v.req, "period", "week")
	since, err := v.sinceOf(period)
	if err != nil {
		return nil, "", err
	}
	return once(v.edition, "brief "+since+" "+string(v.Rule), func() *brief.Brief {
		var before *account.Book
		if since != "" {
			before = v.stock.Book(since, v.Rule)
		}
		return brief.Compose(v.Book(), before, v.desk.known())
	}), period, nil
}

// sinceOf is the day with which a period compares; "" where with nothing.
func (v *visit) sinceOf(period string) (string, error) {
	last, known := parsed(v.Until())
	back := map[string]int{"day": -1, "week": -7, "month": -30}[period]
	switch {
	case period == "all":
		return "", nil
	case period == "since":
		since, err := moment(v.req, "since")
		if err == nil && since == "" {
			err = badRequest("Give a day, such as 2025-11-01.", "Since when?")
		}
		return since, err
	case back == 0:
		return "", badRequest("The periods are day, week, month, since and all.", "There is no period %q.", period)
	case !known:
		return "", nil
	}
	return last.AddDate(0, 0, back).Format(time.DateOnly), nil
}

// briefRoutes are the downloads of the brief.
func briefRoutes() []route {
	var all []route
	for _, f := range briefFormats {
		all = append(all, route{"GET /c/{case}/brief." + f.format, func(d *Desk, w http.ResponseWriter, r *http.Request) error {
			v, err := d.newVisit(r, &page{slug: "brief", rule: true})
			if err != nil {
				return err
			}
			b, _, err := v.composed()
			if err != nil {
				return err
			}
			var out bytes.Buffer
			if err := f.write(b, &out); err != nil {
				return err
			}
			w.Header().Set("Content-Type", f.media)
			w.Header().Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", fileName(v.Case.ID, "brief", v.Until())+"."+f.format))
			_, _ = io.WriteString(w, v.mask().Text(out.String())) // a reader who has gone needs no brief
			return nil
		}})
	}
	return all
}

// reference is a number behind a sentence of the brief.
type reference struct {
	citation
	Number int
}

// mostRefs bounds the numbers behind a sentence; what is taken away has all.
const mostRefs = 5

// Refs are the first sources of a sentence.
func (v *visit) Refs(b *brief.Brief, s brief.Sentence) []reference {
	var all []reference
	for _, n := range s.Sources()[:min(len(s.Sources()), mostRefs)] {
		c := b.Sources[n-1].Cite
		all = append(all, reference{citation{Cite: c, Href: v.Words(c)}, n})
	}
	return all
}

// RefsLeft is how many sources of a sentence Refs leaves out.
func (v *visit) RefsLeft(s brief.Sentence) int { return max(0, len(s.Sources())-mostRefs) }
