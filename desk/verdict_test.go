package desk_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"github.com/parley-desk/parley/desk"
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

// What an analyst set up as the outcome of a round stands where no report tells the same.
func TestARoundHasTheOutcomeOfTheCaseFile(t *testing.T) {
	t.Parallel()
	doc := withSample(t).page(home + "talks")
	row := doc.Find(`[id="round-2025-10-25-2"] tr`).FilterFunction(func(_ int, s *goquery.Selection) bool { return strings.Contains(s.Text(), "Joint statement") })
	if row.Length() != 1 || !strings.Contains(row.Text(), "the case file") || !strings.Contains(row.Find("a[data-cite]").AttrOr("href", ""), "case#process.rounds") {
		t.Errorf("round 2 has no outcome by the case file: %q", squeezed(row.Text()))
	}
	if n := doc.Find(`[id="round-2025-11-06-3"]`).FilterFunction(func(_ int, s *goquery.Selection) bool { return strings.Contains(s.Text(), "Deadlockthe case file") }).Length(); n > 0 {
		t.Error("what reports tell stands a second time by the case file")
	}
}

// What one says that another refused stands by the word of who says so.
func TestACommitmentStandsByTheWordOfWhoTellsOfIt(t *testing.T) {
	t.Parallel()
	doc := withSample(t).page(home + "commitments")
	row := doc.Find("tr").FilterFunction(func(_ int, s *goquery.Selection) bool {
		return strings.Contains(s.Text(), "put their promises in writing")
	})
	if row.Length() != 1 || !strings.Contains(row.Text(), "by the word of") {
		t.Errorf("that the Taliban refused to write stands as their own word: %q", squeezed(row.Text()))
	}
	own := doc.Find("tr").FilterFunction(func(_ int, s *goquery.Selection) bool { return strings.Contains(s.Text(), "nobody commits aggression") })
	if own.Length() != 1 || strings.Contains(own.Text(), "by the word of") {
		t.Errorf("Mujahid's own condition stands by another's word: %q", squeezed(own.Text()))
	}
}

// Where nobody signs in, what is changed is logged all the same.
func TestTheAuditLogIsKeptWhereNobodySignsIn(t *testing.T) {
	t.Parallel()
	r := withSample(t)
	if status := r.send(url.Values{"kind": {"note"}, "reason": {"to be looked at"}}); status != http.StatusSeeOther {
		t.Fatalf("a note: status %d", status)
	}
	if text := squeezed(r.page(home + "audit").Find("main table").Text()); !strings.Contains(text, "decide note") || !strings.Contains(text, "analyst") {
		t.Errorf("the audit log has %q", text)
	}
}

// Who knows no ids names the parties: what no table has gets the id that the reader gives it.
func TestACaseIsMadeByNamesAlone(t *testing.T) {
	t.Parallel()
	r := withSample(t)
	post := func(form url.Values) *httptest.ResponseRecorder {
		req := httptest.NewRequest(http.MethodPost, "/new-case", strings.NewReader(form.Encode()))
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		w := httptest.NewRecorder()
		r.desk.ServeHTTP(w, req)
		return w
	}
	w := post(url.Values{"draft": {"1"}, "title": {"Fighting and talks on the Selva river"}, "from": {"2031-03-01"}, "aname": {"Türkiye"}, "bname": {"Selva People's Front"}})
	doc, err := goquery.NewDocumentFromReader(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	yaml := doc.Find("textarea[name=yaml]").Text()
	for _, want := range []string{"id: fighting-and-talks-on-the-selva-river", "id: TUR", "id: org:selva-people-s-front"} {
		if !strings.Contains(yaml, want) {
			t.Errorf("the case file lacks %q:\n%s", want, yaml)
		}
	}
	made := post(url.Values{"yaml": {yaml}})
	if made.Code != http.StatusSeeOther {
		t.Fatalf("status %d: %s", made.Code, squeezed(doc.Find(".faults").Text()))
	}
	if next := r.page(made.Header().Get("Location")).Find(".next-step"); !strings.Contains(next.Text(), "No report belongs to this case yet") || next.Find(`a[href$="/case"]`).Length() != 1 {
		t.Errorf("a case without reports says not what to do: %q", squeezed(next.Text()))
	}
	if early := r.page(home + "?asof=2025-01-01").Find(".next-step"); !strings.Contains(early.Text(), "No report of this case could be known then") {
		t.Errorf("a day before any report: %q", squeezed(early.Text()))
	}
}

// A tab is called by the report or incident that it shows, and every page has a title of its own.
func TestEveryPageHasATitleOfItsOwn(t *testing.T) {
	t.Parallel()
	r := withSample(t)
	seen := map[string]string{}
	addresses := []string{}
	for _, slug := range desk.Slugs() {
		if !strings.Contains(slug, "{") {
			addresses = append(addresses, home+slug)
		}
	}
	incident, _ := r.page(home + "incidents").Find(`main a[href*="/incidents/"]`).First().Attr("href")
	report, _ := r.page(home + "reports").Find(`main a[href*="/r/"]`).First().Attr("href")
	for _, address := range append(addresses, incident, strings.Split(report, "#")[0]) {
		title := r.page(address).Find("title").Text()
		if other, twice := seen[title]; twice || strings.HasPrefix(title, "Report ·") || strings.HasPrefix(title, "Incident ·") {
			t.Errorf("%s and %s are both called %q", address, other, title)
		}
		seen[title] = address
	}
}

// A state that is told of no day is not said to hold since the day of telling.
func TestARouteIsNotSaidToBeClosedSinceTheDayOfTelling(t *testing.T) {
	t.Parallel()
	doc := withSample(t).page(home + "exposure")
	row := func(name string) string {
		return squeezed(doc.Find("tr").FilterFunction(func(_ int, s *goquery.Selection) bool { return s.Find("strong").First().Text() == name }).Text())
	}
	if got := row("trade routes"); !strings.Contains(got, "closed told 10 Nov 2025") {
		t.Errorf("trade routes: %q", got)
	}
	if got := row("Torkham"); !strings.Contains(got, "open since 1 Nov 2025") {
		t.Errorf("Torkham: %q", got)
	}
}
