package ledger_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/claim/recordtest"
)

// story is an invented report with its record, made by hand: a figure, a
// statement and a truce of two states that do not exist.
type story struct {
	report claim.Report
	record *claim.Record
}

// storyOf invents the n-th report of a series.
func storyOf(t testing.TB, n int, edit ...func(*claim.Report)) story {
	t.Helper()
	r := claim.Report{
		ID: fmt.Sprintf("story-%d", n), URL: fmt.Sprintf("https://wire.example/%d", n), Outlet: "Example Wire", Title: "Shelling near Selby",
		Published: fmt.Sprintf("2031-03-%02d", 1+n%28),
		Text:      fmt.Sprintf("Karsenia’s army said that %d people were killed in Selby on Thursday. The truce with Ruvania holds, it added; patrols %d were halted.", n+2, n),
	}
	for _, e := range edit {
		e(&r)
	}
	return story{r, recordOf(t, r, "0.1")}
}

// recordOf makes the record of an invented report, as a reader of a version would.
func recordOf(t testing.TB, r claim.Report, version string) *claim.Record {
	t.Helper()
	rec := bareRecord(r)
	rec.Reader.Version = version
	rec.Places = []claim.Place{{Span: spanOf(r.Text, "Selby"), Text: "Selby", Name: "Selby", Country: "XKA", Kind: claim.PlaceCity, Precision: claim.PreciseExact, Literal: true}}
	rec.Actors = []claim.Actor{{ID: "XKA", Name: "Karsenia", Kind: claim.ActorState, Country: "XKA"}}
	if strings.Contains(r.Text, "Ruvania") {
		rec.Actors = append(rec.Actors, claim.Actor{ID: "XRU", Name: "Ruvania", Kind: claim.ActorState, Country: "XRU"})
	}
	first, _, _ := strings.Cut(r.Text, ".")
	sentence := spanOf(r.Text, first+".")
	thursday := spanOf(r.Text, "Thursday")
	rec.Times = []claim.Time{{Span: thursday, Text: "Thursday", Type: claim.TypeDate, Value: "2031-03-06", Start: "2031-03-06", End: "2031-03-06", Basis: claim.BasisRelative}}
	add := func(kind claim.Kind, words string, body claim.Body) {
		rec.Claims = append(rec.Claims, claim.Claim{ID: fmt.Sprintf("%s-%d", kind, len(rec.Claims)+1), Kind: kind, Span: spanOf(r.Text, words), Sentence: sentence, By: []claim.Ref{},
			Polarity: claim.Positive, Certainty: claim.Asserted, Tense: claim.Past, Confidence: 0.5, Rule: "hand", Body: body,
			Time: &claim.When{Start: "2031-03-06", End: "2031-03-06", Precision: claim.PrecisionDay, Basis: claim.BasisRelative, Span: &thursday}, Place: &claim.Where{Place: 0, Basis: claim.PlaceStated}})
	}
	army := spanOf(r.Text, "Karsenia’s army")
	add(claim.KindStatement, first, &claim.Statement{Speaker: &claim.Ref{Actor: "XKA", Text: "Karsenia’s army", Span: &army}, SpeakerSpan: claim.Spans{army},
		CueSpan: claim.Spans{spanOf(r.Text, "said")}, ContentSpans: []claim.Span{spanOf(r.Text, strings.TrimPrefix(first, "Karsenia’s army said "))}, Form: claim.Indirect, Manner: claim.Said, Act: claim.ActState})
	var value float64
	_, counted, _ := strings.Cut(first, "said that ")
	if _, err := fmt.Sscan(counted, &value); err == nil {
		words := fmt.Sprintf("%g people were killed", value)
		add(claim.KindFigure, words, &claim.Figure{Measure: claim.Killed, Value: &value, Low: &value, High: &value, Of: "people"})
	}
	recordtest.Valid(t, rec, r.Text)
	return rec
}

// bareRecord is a record without a claim.
func bareRecord(r claim.Report) *claim.Record {
	sum := sha256.Sum256([]byte(r.Text))
	return &claim.Record{
		Record: claim.Version, ID: r.ID, Reader: claim.Reader{Name: "hand", Version: "0.1", Engine: "none"},
		Report: claim.Header{URL: r.URL, Outlet: r.Outlet, Title: r.Title, Published: r.Published, Updated: r.Updated, Language: "en", SHA256: hex.EncodeToString(sum[:]), Length: utf8.RuneCountInString(r.Text)},
		Names:  []claim.Name{}, Times: []claim.Time{}, Places: []claim.Place{}, Actors: []claim.Actor{}, Claims: []claim.Claim{},
	}
}

// spanOf finds words in a text.
func spanOf(text, words string) claim.Span {
	i := strings.Index(text, words)
	if i < 0 {
		panic(fmt.Sprintf("%q is not in %q", words, text))
	}
	start := utf8.RuneCountInString(text[:i])
	return claim.Span{Start: start, End: start + utf8.RuneCountInString(words)}
}

// valley is a case to which stories belong that name both states.
func valley() *claim.Case {
	return &claim.Case{ID: "valley", Title: "Karsenia and Ruvania", Window: claim.Window{From: "2031-03-01"},
		Parties: []claim.Party{{ID: "XKA", Name: "Karsenia"}, {ID: "XRU", Name: "Ruvania"}}}
}
