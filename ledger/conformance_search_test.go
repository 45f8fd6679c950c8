package ledger_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/ledger"
)

// crossed is an entry fetched without its extract, as if an older program had made none.
func crossed(t *testing.T, l *ledger.Ledger) *ledger.Entry {
	t.Helper()
	for e, err := range l.Entries(t.Context(), ledger.Query{Parts: ledger.WithReport | ledger.WithRecord}) {
		if err != nil {
			t.Fatal(err)
		}
		return e
	}
	t.Fatal("no entry")
	return nil
}

func searching(t *testing.T, l *ledger.Ledger) {
	if err := l.SetCase(t.Context(), valley()); err != nil {
		t.Fatal(err)
	}
	other := storyOf(t, 3, func(r *claim.Report) {
		r.Text = "Karsenia’s army said that five wells were poisoned in Selby on Thursday. A killing is not known."
	})
	keep(t, l, storyOf(t, 1), storyOf(t, 2), other, storyOf(t, 2, func(r *claim.Report) { r.ID, r.Updated, r.Title = "story-2b", "2031-03-20", "Selby again" }))
	may, _ := ledger.Moment("2031-03-04")
	for _, c := range []struct {
		ask  ledger.Search
		want []string
	}{
		{ledger.Search{Words: "killings"}, []string{"story-3", "story-2b", "story-1"}},
		{ledger.Search{Words: "KILL", Kind: claim.KindFigure}, []string{"story-2b", "story-1"}},
		{ledger.Search{Words: "killed", Case: "valley"}, []string{"story-2b", "story-1"}},
		{ledger.Search{Words: `"people were killed"`}, []string{"story-2b", "story-1"}},
		{ledger.Search{Words: `"were people"`}, []string{}},
		{ledger.Search{Words: "poison killing"}, []string{"story-3"}},
		{ledger.Search{Words: "poisoned tanks"}, []string{}},
		{ledger.Search{Words: "killed", Since: may}, []string{"story-3", "story-2b"}},
		{ledger.Search{Words: "killed", AsOf: may}, []string{"story-3", "story-2", "story-1"}},
		{ledger.Search{Words: "' OR (*) \\ & | <->"}, []string{}},
		{ledger.Search{Words: "selby NOT tanks"}, []string{}},
	} {
		found, err := l.Search(t.Context(), c.ask)
		if err != nil {
			t.Fatal(err)
		}
		got := []string{}
		for _, h := range found.Hits {
			got = append(got, h.ID)
		}
		same(t, fmt.Sprintf("%+v", c.ask), got, c.want)
	}
	found, err := l.Search(t.Context(), ledger.Search{Words: `"people were killed" selby`, Kind: claim.KindStatement, Limit: 1})
	if err != nil || len(found.Hits) != 1 {
		t.Fatalf("%+v %v", found, err)
	}
	h := found.Hits[0]
	var marked []string
	for _, m := range h.Snippet.Marks {
		marked = append(marked, string([]rune(h.Snippet.Text)[m[0]:m[1]]))
	}
	same(t, "marks", marked, []string{"people were killed", "Selby"})
	if len(h.Claims) != 1 || h.Claims[0].Kind != claim.KindStatement || len(h.Claims[0].Marks) != 2 {
		t.Errorf("claims: %+v", h.Claims)
	}
}

func oddWords(t *testing.T, l *ledger.Ledger) {
	odd := storyOf(t, 1, func(r *claim.Report) {
		r.Text = "Karsenia’s army said that Zübeyde Gül’s 10e5 guests met in Selby on Thursday. Талибан и 10.5% 中文 İstanbul a/b c'd."
		r.Title = "“Łódź” \\ 'quoted' & | !"
	})
	keep(t, l, odd)
	for _, words := range []string{"zubeyde gul", "Zübeyde GÜL", "талибан", "10e5", "10 5", "中文", "lodz", "istanbul", "quoted"} {
		if found, err := l.Search(t.Context(), ledger.Search{Words: words}); err != nil || len(found.Hits) != 1 {
			t.Errorf("%q: %+v %v", words, found, err)
		}
	}
	clean(t, l)
}

// needles is a report with a word so many times, in its text and among other words, and in its headline.
func needles(n, times, others int, title string) story {
	s := plainStory(n)
	s.report.Title, s.report.Published = title, fmt.Sprintf("2031-03-%02d", 1+n%28)
	s.report.Text = "Nothing is known." + strings.Repeat(" A needle was found.", times) + strings.Repeat(" It rained again.", others)
	s.record = bareRecord(s.report)
	return s
}

func ranking(t *testing.T, l *ledger.Ledger) {
	keep(t, l, needles(1, 1, 40, "Rain"), needles(2, 6, 40, "Rain"), needles(3, 1, 0, "Rain"), needles(4, 1, 40, "Needles found"), needles(5, 1, 40, "Rain"), needles(6, 0, 40, "Rain"))
	found, err := l.Search(t.Context(), ledger.Search{Words: "needle"})
	if err != nil || found.Latest != 0 {
		t.Fatal(found.Latest, err)
	}
	got := []string{}
	for i, h := range found.Hits {
		got = append(got, h.ID)
		if i > 0 && h.Score > found.Hits[i-1].Score {
			t.Errorf("the scores rise: %+v", found.Hits)
		}
	}
	// More often, in the headline, in a shorter text, and what is as good as another is later.
	same(t, "order", got, []string{"2", "4", "3", "5", "1"})
}

func ranksTheLatest(t *testing.T, l *ledger.Ledger) {
	const most = 500 // as the help of parley search says
	var all []story
	for n := range most + 3 {
		s := needles(n+1, 1, 5, "Rain")
		if n < 2 {
			s = needles(n+1, 50, 5, "Needles")
		}
		s.report.Published = time.Date(2030, 1, 1+n, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
		s.record = bareRecord(s.report)
		all = append(all, s)
	}
	for n := range 2 * most { // versions that no longer count do not take the place of those that do
		s := needles(most+3, 1, n, "Rain")
		s.report.Published, s.report.Updated = "2031-12-01", time.Date(2032, 1, 1, 0, 0, n, 0, time.UTC).Format(time.RFC3339)
		s.record = bareRecord(s.report)
		all = append(all, s)
	}
	keep(t, l, all...)
	for _, c := range []struct {
		ask    ledger.Search
		latest int
		hits   int
		first  string
	}{
		{ledger.Search{Words: "needles", Limit: 7}, most, 7, fmt.Sprint(most + 2)},
		{ledger.Search{Words: "needles", Limit: most + 2}, most + 2, most + 2, "2"},
		{ledger.Search{Words: "needles", Limit: 2 * most}, 0, most + 3, "2"},
		{ledger.Search{Words: "needles", AsOf: time.Date(2030, 2, 1, 0, 0, 0, 0, time.UTC)}, 0, 20, "2"},
	} {
		found, err := l.Search(t.Context(), c.ask)
		if err != nil {
			t.Fatal(err)
		}
		if found.Latest != c.latest || len(found.Hits) != c.hits || found.Hits[0].ID != c.first {
			t.Errorf("%+v: ranked the latest %d, %d hits, the first %s", c.ask, found.Latest, len(found.Hits), found.Hits[0].ID)
		}
	}
}
