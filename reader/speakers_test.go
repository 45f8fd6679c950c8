package reader

import (
	"slices"
	"testing"

	"github.com/parley-desk/parley/claim"
)

// What several say together is one statement with a Ref for each; what one says of several, or at one's side, is not.
func TestSpeakers(t *testing.T) {
	t.Parallel()
	r := newReader(t)
	for _, c := range []struct {
		text string
		want []string
	}{
		{"Pakistan and Afghanistan said in a joint statement that the road would open on Monday.", []string{"PAK", "AFG"}},
		{"Armenia and Azerbaijan reported clashes on the border on Tuesday.", []string{"ARM", "AZE"}},
		{"Pakistan and Afghanistan met in Doha on Monday. Both sides said they would keep the truce.", []string{"PAK", "AFG"}},
		{"Foreign Minister Dara Velin met Defence Minister Ivo Marr on Monday. The two ministers said that talks would go on in May.", []string{"person:dara-velin", "person:ivo-marr"}},
		{"Armenia said that Azerbaijan and Turkey had broken the truce.", nil},
		{"Pakistan said on Monday that the road was open.", nil},
		{"Armenia and its soldiers stayed calm, Azerbaijan said.", nil},
	} {
		rec, err := r.Read(claim.Report{ID: "s", Text: c.text, Published: "2031-03-07"})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for i := range rec.Claims {
			if s, ok := rec.Claims[i].Body.(*claim.Statement); ok {
				for _, v := range s.Speakers {
					got = append(got, v.Actor)
				}
				if voices := s.Voices(); len(s.Speakers) == 0 && len(voices) > 1 {
					t.Errorf("%s: %d voices", c.text, len(voices))
				}
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s\nspeakers %q, not %q", c.text, got, c.want)
		}
	}
}
