package reader

import (
	"slices"
	"testing"

	"github.com/parley-desk/parley/claim"
)

// Counts that stand before a participle, or after a colon as the parts of a total.
func TestCountsBeforeParticiplesAndAfterColons(t *testing.T) {
	t.Parallel()
	r := newReader(t)
	for text, want := range map[string][]string{
		"The observers have counted 30 villagers killed and 112 wounded in the shelling of Delvar.": {"injured 112 villagers", "killed 30 villagers"},
		"Ruvania's army reported 17 of its soldiers killed and 21 wounded in the attack.":           {"injured 21 its soldiers", "killed 17 its soldiers"},
		"Shelling killed two guards in Delvar on Monday. The mission has counted 61 dead: 40 Ruvanian civilians and 21 Kasparan soldiers, the latter in assaults.": {
			"killed 2 guards", "killed 21 Kasparan soldiers part_of", "killed 40 Ruvanian civilians part_of", "killed 61"},
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			record, err := r.Read(claim.Report{ID: "t", Text: text, Published: "2031-03-07"})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for i := range record.Claims {
				if f, ok := record.Claims[i].Body.(*claim.Figure); ok && f.Measure != claim.Troops {
					got = append(got, figureLine(&record.Claims[i]))
				}
			}
			slices.Sort(got)
			if !slices.Equal(got, want) {
				t.Errorf("got %q\nwant %q", got, want)
			}
		})
	}
}
