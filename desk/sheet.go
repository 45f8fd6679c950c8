package desk

import (
	"cmp"
	"net/url"
	"strings"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/claim"
)

// What the frame's template asks of a page.

// Slug, Title, Group, Asks, Rule and Name are the page's as templates see them.
func (p page) Slug() string  { return p.slug }
func (p page) Title() string { return p.title }
func (p page) Asks() string  { return p.asks }
func (p page) Rule() bool    { return p.rule }
func (p page) Name() string  { return p.name() }

// menuGroup is a group of the navigation.
type menuGroup struct {
	Group string
	Pages []page
}

// Menu is the navigation.
func (s *sheet) Menu() []menuGroup {
	var all []menuGroup
	for _, g := range groups {
		one := menuGroup{Group: g}
		for _, p := range pages() {
			if p.group == g {
				one.Pages = append(one.Pages, p)
			}
		}
		if len(one.Pages) > 0 {
			all = append(all, one)
		}
	}
	return all
}

// Heading is what the page is called in the list of a browser's tabs: by its report or incident,
// where it is of one.
func (s *sheet) Heading() string {
	name := ""
	if identity, ok := s.identityOf(s.req.PathValue("key")); ok && s.Page.slug == readerSheet.slug {
		name = s.TitleOf(identity)
	}
	if s.Page.slug == incidentPage.slug {
		if in, err := s.incident(s.req.PathValue("id")); err == nil {
			name = s.titled(in.ID)
		}
	}
	if !s.NamesShown() {
		name = s.mask().Text(name)
	}
	return cmp.Or(cut(80, name), s.Page.title)
}

// Rules are those of the toll.
func (s *sheet) Rules() []claim.TollRule { return claim.TollRules }

// Scripts are the page's bundles that were built.
func (s *sheet) Scripts() []string {
	var built []string
	for _, name := range s.Page.script {
		if has("dist/" + name) {
			built = append(built, "dist/"+name)
		}
	}
	return built
}

// Action is where the form of the as-of day leads: this page.
func (s *sheet) Action() string { return s.req.URL.Path }

// DayAsked is the day that is asked for, as a form has it.
func (s *sheet) DayAsked() string { return s.AsOf[:min(len(s.AsOf), len("2006-01-02"))] }

// AllKnown is the address of this page with all that is known.
func (s *sheet) AllKnown() string {
	q := s.req.URL.Query()
	q.Del("asof")
	return (&url.URL{Path: s.req.URL.Path, RawQuery: q.Encode()}).String()
}

// whom is a population: its side, where it has one, and what else is said of it.
type whom struct {
	Side *side
	Rest string
}

// Whom tells a population.
func (v *visit) Whom(p account.Population) whom {
	var w whom
	if p.Side != "" {
		look := v.Side(p.Side)
		w.Side = &look
	}
	var said []string
	for _, word := range []string{string(p.Status), p.Sex, p.Age} {
		if word != "" {
			said = append(said, cmp.Or(plurals[word], spaced(word)))
		}
	}
	if w.Rest = strings.Join(said, ", "); w.Rest == "" && w.Side == nil {
		w.Rest = "people"
	}
	return w
}

// plurals are words of the vocabularies of populations as people say them of many.
var plurals = map[string]string{
	"civilian": "civilians", "soldier": "soldiers", "militant": "militants", "police": "police", "aid_worker": "aid workers", "journalist": "journalists",
	"mixed": "mixed", "unknown": "standing unknown", "female": "women", "male": "men", "child": "children", "adult": "adults",
}

// pair is a value and the sheet that it is shown on: for parts of templates.
type pair struct {
	Sheet *sheet
	Of    any
}

// With pairs a value with the sheet.
func (s *sheet) With(of any) pair { return pair{s, of} }

// First is where the first of some citations leads.
func (v *visit) First(of account.Cites) string { return v.Words(of.List()[0]) }
