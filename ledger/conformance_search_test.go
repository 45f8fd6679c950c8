package ledger_test

import (
	"fmt"
	"slices"
	"testing"

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
		{ledger.Search{Words: "killings"}, []string{"story-1", "story-2b", "story-3"}},
		{ledger.Search{Words: "KILL", Kind: claim.KindFigure}, []string{"story-1", "story-2b"}},
		{ledger.Search{Words: "killed", Case: "valley"}, []string{"story-1", "story-2b"}},
		{ledger.Search{Words: `"people were killed"`}, []string{"story-1", "story-2b"}},
		{ledger.Search{Words: `"were people"`}, []string{}},
		{ledger.Search{Words: "poison killing"}, []string{"story-3"}},
		{ledger.Search{Words: "poisoned tanks"}, []string{}},
		{ledger.Search{Words: "killed", Since: may}, []string{"story-2b", "story-3"}},
		{ledger.Search{Words: "killed", AsOf: may}, []string{"story-1", "story-2", "story-3"}},
		{ledger.Search{Words: "' OR (*) \\ & | <->"}, []string{}},
		{ledger.Search{Words: "selby NOT tanks"}, []string{}},
	} {
		hits, err := l.Search(t.Context(), c.ask)
		if err != nil {
			t.Fatal(err)
		}
		got := []string{}
		for _, h := range hits {
			got = append(got, h.ID)
		}
		slices.Sort(got)
		same(t, fmt.Sprintf("%+v", c.ask), got, c.want)
	}
	hits, err := l.Search(t.Context(), ledger.Search{Words: `"people were killed" selby`, Kind: claim.KindStatement, Limit: 1})
	if err != nil || len(hits) != 1 {
		t.Fatalf("%+v %v", hits, err)
	}
	h := hits[0]
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
		if hits, err := l.Search(t.Context(), ledger.Search{Words: words}); err != nil || len(hits) != 1 {
			t.Errorf("%q: %d hits %v", words, len(hits), err)
		}
	}
	clean(t, l)
}
