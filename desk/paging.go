package desk

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
)

// pager leads through a list that is longer than a page.
type pager struct {
	Page, Pages, Total int
	From, To           int // of the lines shown, counted from 1
	Prev, Next         string
}

// paged gives the part of a list that is asked for by ?page=, and the way to the others.
func paged[T any](v *visit, all []T, per int) ([]T, pager) {
	p := pager{Pages: max(1, (len(all)+per-1)/per), Total: len(all)}
	p.Page = min(pageAsked(v), p.Pages)
	from, to := (p.Page-1)*per, min(p.Page*per, len(all))
	p.From, p.To = from+1, to
	if p.Page > 1 {
		p.Prev = v.with("page", strconv.Itoa(p.Page-1))
	}
	if p.Page < p.Pages {
		p.Next = v.with("page", strconv.Itoa(p.Page+1))
	}
	return all[from:to], p
}

// pageAsked is the part of a list that is asked for, from 1; what is no number is the first.
func pageAsked(v *visit) int {
	asked, _ := strconv.Atoi(v.req.FormValue("page")) // 0 where it is no number
	return max(asked, 1)
}

// with is the address of this page with one thing of its query changed, or taken away where value is empty.
func (v *visit) with(name, value string) string {
	q := v.req.URL.Query()
	q.Del("page")
	q.Del(name)
	if value != "" {
		q.Set(name, value)
	}
	return (&url.URL{Path: v.req.URL.Path, RawQuery: q.Encode()}).String()
}

// choice is a filter of a list: one value or all, each an address.
type choice struct {
	Label  string
	Values []choiceValue
	More   int // values that are not offered: those of the fewest lines
}

type choiceValue struct {
	Label string
	N     int
	Href  string
	Here  bool
}

// mostChoices bounds the values that a filter offers.
const mostChoices = 40

// choose makes a filter of what a list has: the values of each line, counted, and the
// lines that have the one asked for.
func choose[T any](v *visit, name, label string, all []T, values func(T) []string, title func(string) string) (choice, []T) {
	asked := v.req.FormValue(name)
	count := map[string]int{}
	var kept []T
	for _, one := range all {
		own := values(one)
		for _, value := range own {
			count[value]++
		}
		if asked == "" || slices.Contains(own, asked) {
			kept = append(kept, one)
		}
	}
	c := choice{Label: label, Values: []choiceValue{{"all", len(all), v.with(name, ""), asked == ""}}}
	for value, n := range count {
		c.Values = append(c.Values, choiceValue{title(value), n, v.with(name, value), value == asked})
	}
	slices.SortFunc(c.Values[1:], func(a, b choiceValue) int {
		return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Label, b.Label))
	})
	if len(c.Values) > mostChoices {
		c.More = len(c.Values) - mostChoices
		c.Values = slices.Concat(c.Values[:mostChoices], slices.DeleteFunc(c.Values[mostChoices:], func(o choiceValue) bool { return !o.Here }))
	}
	return c, kept
}
