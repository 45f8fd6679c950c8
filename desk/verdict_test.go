package desk_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

// That somebody says on a day that a truce holds does not make it begin on that day;
// and who said it does not hold stands beside who says it does.
func TestTheVerdictSaysNoMoreThanWhatIsTold(t *testing.T) {
	t.Parallel()
	r := withSample(t)
	for _, slug := range []string{"", "truce"} {
		doc := r.page(home + slug)
		first := squeezed(doc.Find(".verdict").First().Text())
		if !strings.HasPrefix(first, "In effect, told 6 December 2025") || strings.Contains(first, "since") {
			t.Errorf("%q: the verdict is %q", slug, first)
		}
		said := squeezed(doc.Find(".against").Text())
		for _, want := range []string{"lapsed 28 November 2025: by Pakistan's foreign office", "denied that it is in effect", "not holding"} {
			if !strings.Contains(said, want) {
				t.Errorf("%q: against the truce stands %q, not %q", slug, said, want)
			}
		}
		if doc.Find(".against a[data-cite]").Length() < 2 {
			t.Errorf("%q: what is said against the truce leads to no words", slug)
		}
	}
	if early := r.page(home + "?asof=2025-10-21").Find(".against"); early.Length() > 0 {
		t.Errorf("on 21 October nobody had said that the agreed truce lapsed: %q", squeezed(early.Text()))
	}
}

// A line that rests on many places of one report has one link to it, and the report shows all of them.
func TestOneLinkLeadsToAllPlacesOfAReport(t *testing.T) {
	t.Parallel()
	r := withSample(t)
	doc := r.page(home)
	doc.Find("main [data-fact]").Each(func(_ int, fact *goquery.Selection) {
		seen := map[string]bool{}
		fact.Find("a.cite").Each(func(_ int, a *goquery.Selection) {
			u, err := url.Parse(a.AttrOr("href", ""))
			if err != nil {
				t.Fatal(err)
			}
			report := u.Path + " version " + u.Query().Get("v")
			if strings.Contains(report, "/r/") && seen[report] {
				t.Errorf("two links to one report in %q", squeezed(fact.Text()))
			}
			seen[report] = true
		})
	})
	many := doc.Find(`a.cite[href*="also="]`)
	if many.Length() == 0 {
		t.Fatal("no line of the overview rests on two places of a report")
	}
	href, _, _ := strings.Cut(many.First().AttrOr("href", ""), "#")
	page := r.page(href)
	if page.Find(".mk.also, .mk.on").Length() < 2 || page.Find(".rests a").Length() != strings.Count(href, "also=") {
		t.Errorf("%s: %d marks, %d links to other places", href, page.Find(".mk.also, .mk.on").Length(), page.Find(".rests a").Length())
	}
}

// A number that stands alone is told with whose it is.
func TestALoneCountIsToldWithItsClaimant(t *testing.T) {
	t.Parallel()
	r := withSample(t)
	said := squeezed(r.page(home).Find("main").Text())
	if !strings.Contains(said, "the only count, by ") || strings.Contains(said, "the only count ") {
		t.Error("the overview has a lone count without whose it is")
	}
}

// Papers that carry one story expect one thing.
func TestOneStoryExpectsOnce(t *testing.T) {
	t.Parallel()
	text := squeezed(withSample(t).page(home + "outlook").Find("main").Text())
	if n := strings.Count(text, "threatens to complicate negotiations"); n != 1 {
		t.Errorf("what one story expects stands %d times", n)
	}
}
