package learned

import (
	"slices"
	"testing"

	"github.com/parley-desk/parley/reader/draft"
)

// Every question that is asked of a cue has words for --explain.
func TestTemplatesOfCuesHaveWords(t *testing.T) {
	t.Parallel()
	for q := always; q < sides; q++ {
		if inWords[q] == "" {
			t.Errorf("template %d has no words", q)
		}
	}
}

func TestPieces(t *testing.T) {
	t.Parallel()
	labels := []uint8{Neither, SourceFirst, TheCue, ContentFirst, ContentInside, ContentLast, Neither, ContentFirst}
	if got, want := pieces(labels, 10, ContentFirst), []draft.Range{{First: 13, End: 16}, {First: 17, End: 18}}; !slices.Equal(got, want) {
		t.Errorf("contents %v, want %v", got, want)
	}
	if got, want := pieces(labels, 10, SourceFirst), []draft.Range{{First: 11, End: 12}}; !slices.Equal(got, want) {
		t.Errorf("sources %v, want %v", got, want)
	}
}

func TestLabelsFollow(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		before, label uint8
		want          bool
	}{
		{Neither, ContentInside, false}, {ContentFirst, ContentLast, true}, {ContentFirst, Neither, true},
		{ContentInside, Neither, false}, {ContentInside, TheCue, false}, {SourceFirst, ContentInside, false}, {ContentLast, SourceFirst, true},
	} {
		if got := spanFollows(int(c.before), int(c.label)); got != c.want {
			t.Errorf("%d behind %d: %v", c.label, c.before, got)
		}
	}
	if cueFollows(int(NoCue), int(CueLast)) || cueFollows(int(CueInside), int(NoCue)) || !cueFollows(int(CueFirst), int(NoCue)) {
		t.Error("the labels of cues follow amiss")
	}
}

func TestOpenRefuses(t *testing.T) {
	t.Parallel()
	for _, data := range []string{"", "PAM2", "PAM1 and more", "PAM2\x12\x00\x00\x00"} {
		if _, err := Open([]byte(data)); err == nil {
			t.Errorf("%q is opened", data)
		}
	}
}

// What a rule found too stands on less than what the model alone holds for an attribution.
func TestIsLikely(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		sure    float64
		ruledAt int
		want    bool
	}{{.3, 0, true}, {.3, -1, false}, {.2, 0, false}, {.5, -1, true}} {
		a := Attribution{Stands: c.sure, Right: c.sure, RuledAt: c.ruledAt}
		if got := a.isLikely(); got != c.want {
			t.Errorf("sure %.1f, rule %d: %v", c.sure, c.ruledAt, got)
		}
	}
}

// What stands in the content of a likelier candidate is told from what holds one.
func TestFactsOfOthers(t *testing.T) {
	t.Parallel()
	outer := Attribution{Cue: draft.Range{First: 2, End: 3}, Content: []draft.Range{{First: 3, End: 12}}}
	inner := Attribution{Cue: draft.Range{First: 6, End: 8}, Content: []draft.Range{{First: 8, End: 12}}}
	outer.Facts[Cued], inner.Facts[Cued] = 2, 1
	all := []Attribution{outer, inner}
	factsOfOthers(all)
	if all[0].Facts[WithinOther] != 0 || all[1].Facts[WithinOther] != 1 {
		t.Errorf("within: outer %v, inner %v", all[0].Facts[WithinOther], all[1].Facts[WithinOther])
	}
	all[0].Facts, all[1].Facts = Facts{Cued: 1}, Facts{Cued: 2}
	factsOfOthers(all)
	if all[0].Facts[AroundOther] != 1 || all[1].Facts[WithinOther] != 0 {
		t.Errorf("around: outer %v, inner %v", all[0].Facts[AroundOther], all[1].Facts[WithinOther])
	}
}
