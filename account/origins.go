package account

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// What makes two reports one origin. An agency's story is cut and lightly
// edited by the papers that print it: half of the shorter text is then the
// same. With the same credit a smaller share says as much, and so do two long
// quotations in common; without it both may have been at the same press conference.
const (
	alike         = 0.5
	alikeCredited = 0.25
	sharedQuotes  = 2
	sketchMin     = 5  // shingles below which a text is too short to compare
	crowd         = 64 // reports that a shingle is compared with, the earliest: more is a formula
)

// Origin is a story and the reports that tell it.
type Origin struct {
	ID      string `json:"id"` // its earliest report
	Agency  string `json:"agency,omitempty"`
	Reports []Copy `json:"reports"`
}

// Copy is a report of an origin, and why it is taken for one.
type Copy struct {
	Report string `json:"report"`
	Outlet string `json:"outlet"`
	Day    string `json:"day"`
	Title  string `json:"title"`
	Reason string `json:"reason,omitempty"` // empty of the first
}

// kinship is why a report goes back to the origin of an earlier one.
type kinship struct {
	with   int
	reason string
}

// sameOrigin says why two reports tell one story; empty where they do not.
func sameOrigin(a, b *Contribution, shared int) string {
	if a.SHA256 == b.SHA256 {
		return "the same text"
	}
	shorter := min(len(a.Sketch), len(b.Sketch))
	if shorter < sketchMin {
		return ""
	}
	share := float64(shared) / float64(shorter)
	credited := a.Agency != "" && strings.EqualFold(a.Agency, b.Agency)
	switch {
	case share >= alike:
		return fmt.Sprintf("%.0f%% of the shorter text is the same", 100*share)
	case credited && share >= alikeCredited:
		return fmt.Sprintf("both credit %s, and %.0f%% of the shorter text is the same", a.Agency, 100*share)
	case credited && common(a.Quotes, b.Quotes) >= sharedQuotes:
		return fmt.Sprintf("both credit %s and share %d long quotations", a.Agency, common(a.Quotes, b.Quotes))
	}
	return ""
}

// common counts what two sorted lists share.
func common(a, b []uint64) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch c := cmp.Compare(a[i], b[j]); {
		case c == 0:
			n, i, j = n+1, i+1, j+1
		case c < 0:
			i++
		default:
			j++
		}
	}
	return n
}

// originsOf gives each report the id of its origin: the earliest report of it.
// Reports come in order of their days, so that the earliest is the root.
func originsOf(reports []*Contribution, found []kinship) map[string]string {
	of := make(map[string]string, len(reports))
	for i, c := range reports {
		of[c.Report] = c.Report
		if found[i].reason != "" {
			of[c.Report] = of[reports[found[i].with].Report]
		}
	}
	return of
}

// Origins lists the stories of the case that several reports tell, the most told first.
func (b *Book) Origins() []Origin {
	byID := map[string]*Origin{}
	var order []string
	for i, c := range b.reports {
		id := b.origins()[c.Report]
		if byID[id] == nil {
			byID[id] = &Origin{ID: id}
			order = append(order, id)
		}
		o := byID[id]
		o.Agency = cmp.Or(o.Agency, c.Agency)
		o.Reports = append(o.Reports, Copy{c.Report, c.Outlet, c.day(), c.Title, b.kin()[i].reason})
	}
	var all []Origin
	for _, id := range order {
		if len(byID[id].Reports) > 1 {
			all = append(all, *byID[id])
		}
	}
	slices.SortStableFunc(all, func(x, y Origin) int { return cmp.Compare(len(y.Reports), len(x.Reports)) })
	return all
}

// Stories counts the origins of the case's reports.
func (b *Book) Stories() int {
	seen := map[string]bool{}
	for _, o := range b.origins() {
		seen[o] = true
	}
	return len(seen)
}
