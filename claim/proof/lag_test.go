package proof_test

import (
	"strings"
	"testing"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/claim/proof"
)

// A day that is told by how far it lies from another is proved by that one, and by nothing else.
func TestDaysToldByOthers(t *testing.T) {
	t.Parallel()
	const text = "Rebels shelled Marr on Monday. The raid came two days after a bomb had killed ten. It rained for two days in Marr."
	at := func(words string) claim.Span {
		first := strings.Index(text, words)
		return claim.Span{Start: first, End: first + len(words)}
	}
	second, lag := at("The raid came two days after a bomb had killed ten."), at("two days")
	third, rain := at("It rained for two days in Marr."), claim.Span{Start: strings.LastIndex(text, "two days"), End: strings.LastIndex(text, "two days") + len("two days")}
	for _, c := range []struct {
		day      string
		sentence claim.Span
		span     claim.Span
		proved   bool
	}{
		{"2031-05-03", second, lag, true},
		{"2031-05-04", second, lag, false},
		{"2031-05-03", third, rain, false},
	} {
		r := &claim.Record{
			ID: "lag", Report: claim.Header{Published: "2031-05-09"},
			Times: []claim.Time{
				{Span: at("Monday"), Text: "Monday", Type: claim.TypeDate, Start: "2031-05-05", End: "2031-05-05", Basis: claim.BasisRelative},
				{Span: lag, Text: "two days", Type: claim.TypeDuration, Value: "P2D"},
				{Span: rain, Text: "two days", Type: claim.TypeDuration, Value: "P2D"},
			},
			Claims: []claim.Claim{{
				ID: "blast", Kind: claim.KindEvent, Span: c.sentence, Sentence: c.sentence, Polarity: claim.Positive, Certainty: claim.Asserted, Tense: claim.Past,
				Time: &claim.When{Start: c.day, End: c.day, Precision: claim.PrecisionDay, Basis: claim.BasisRelative, Span: &c.span}, Body: &claim.Event{Type: "ASSAULT"},
			}},
		}
		if gaps := proof.Of(r, text); (len(gaps) == 0) != c.proved {
			t.Errorf("%s at %v: proved %v, want %v: %v", c.day, c.sentence, len(gaps) == 0, c.proved, gaps)
		}
	}
}
