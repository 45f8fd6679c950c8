package proof_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/claim/proof"
)

const text = `TARVO, May 2 — Eastland’s envoy said on Friday that shelling killed at least 23 soldiers and a nurse near Marr.
He called the third round in Tarvo a success. The truce, declared on Friday, holds for 48 hours. Half a million people fled in 2029.`

// record is a made-up record in which everything is proved, fresh for each caller to spoil.
func record(t testing.TB) *claim.Record {
	t.Helper()
	at := func(words string) claim.Span {
		i := strings.Index(text, words)
		if i < 0 {
			t.Fatalf("the text does not hold %q", words)
		}
		start := utf8.RuneCountInString(text[:i])
		return claim.Span{Start: start, End: start + utf8.RuneCountInString(words)}
	}
	ptr := func(words string) *claim.Span { s := at(words); return &s }
	num := func(n float64) *float64 { return &n }
	first := at("TARVO, May 2 — Eastland’s envoy said on Friday that shelling killed at least 23 soldiers and a nurse near Marr.")
	second := at("He called the third round in Tarvo a success.")
	third := at("The truce, declared on Friday, holds for 48 hours.")
	fourth := at("Half a million people fled in 2029.")
	friday := &claim.When{Start: "2031-05-02", End: "2031-05-02", Precision: claim.PrecisionDay, Basis: claim.BasisRelative, Span: ptr("Friday")}
	envoy := claim.Ref{Actor: "unnamed:EST.envoy", Text: "Eastland’s envoy", Span: ptr("Eastland’s envoy")}
	tarvo := 0
	base := func(id string, kind claim.Kind, words string, sentence claim.Span, body claim.Body) claim.Claim {
		return claim.Claim{ID: id, Kind: kind, Span: at(words), Sentence: sentence, Body: body}
	}
	r := &claim.Record{
		ID: "made-up", Report: claim.Header{Published: "2031-05-03", Dateline: &claim.Dateline{Place: &tarvo, Day: "2031-05-02", Span: ptr("TARVO, May 2")}},
		Names: []claim.Name{{Span: at("TARVO"), Text: "TARVO", Ref: 0}, {Span: at("Eastland"), Text: "Eastland", Ref: "EST"}, {Span: at("Marr"), Text: "Marr", Ref: 1}},
		Times: []claim.Time{
			{Span: at("Friday"), Text: "Friday", Type: claim.TypeDate, Start: "2031-05-02", End: "2031-05-02"},
			{Span: at("48 hours"), Text: "48 hours", Type: claim.TypeDuration, Value: "PT48H"},
			{Span: at("declared on Friday"), Text: "declared on Friday", Type: claim.TypeDate, Start: "2031-05-02", End: "2031-05-02"},
			{Span: at("2029"), Text: "2029", Type: claim.TypeDate, Start: "2029-01-01", End: "2029-12-31"},
		},
		Places: []claim.Place{{Span: at("TARVO"), Text: "TARVO"}, {Span: at("Marr"), Text: "Marr"}, {Span: at("Tarvo"), Text: "Tarvo"}},
		Actors: []claim.Actor{{ID: "EST", Kind: claim.ActorState, Country: "EST"}, {ID: "unnamed:EST.envoy", Kind: claim.ActorUnnamed, SideOf: "EST"}, {ID: "person:nobody", Kind: claim.ActorPerson}},
		Claims: []claim.Claim{
			base("statement", claim.KindStatement, "Eastland’s envoy said on Friday", first, &claim.Statement{Speaker: &envoy}),
			base("event", claim.KindEvent, "shelling killed at least 23 soldiers", first, &claim.Event{Weapon: "shelling", Figures: []string{"toll", "nurse"}}),
			base("toll", claim.KindFigure, "killed at least 23 soldiers", first, &claim.Figure{Measure: claim.Killed, Value: num(23), Low: num(23), Wording: "at least", Of: "soldiers"}),
			base("nurse", claim.KindFigure, "killed at least 23 soldiers and a nurse", first, &claim.Figure{Measure: claim.Killed, Value: num(1), Low: num(1), High: num(1), Of: "nurse"}),
			base("meeting", claim.KindMeeting, "the third round in Tarvo", second, &claim.Meeting{Round: 3, Venue: &claim.Where{Place: 2, Basis: claim.PlaceStated}}),
			base("truce", claim.KindCeasefire, "The truce, declared on Friday", third, &claim.Ceasefire{Ends: &claim.When{Start: "2031-05-04", End: "2031-05-04", Basis: claim.BasisRelative, Span: ptr("48 hours")}}),
			base("flight", claim.KindFigure, "Half a million people fled in 2029", fourth, &claim.Figure{Measure: claim.Displaced, Value: num(5e5),
				Window: &claim.When{Start: "2029-01-01", End: "2029-12-31", Precision: claim.PrecisionYear, Basis: claim.BasisStated, Span: ptr("2029")}}),
		},
	}
	claims := r.Claims
	claims[1].By, claims[1].Time, claims[1].Place = []claim.Ref{envoy}, friday, &claim.Where{Place: 1, Basis: claim.PlaceStated}
	claims[4].Place = &claim.Where{Place: 0, Basis: claim.PlaceDateline}
	claims[2].Time, claims[2].About = &claim.When{Start: "2031-05-02", End: "2031-05-02", Basis: claim.BasisInferred}, []claim.Link{{Claim: "event", How: claim.PartOf}}
	return r
}

func TestWhatStandsInTheWordsIsProved(t *testing.T) {
	t.Parallel()
	for _, g := range proof.Of(record(t), text) {
		t.Error(g)
	}
}

func TestGroundsSayWhereFieldsComeFrom(t *testing.T) {
	t.Parallel()
	got := map[string]bool{}
	for id, grounds := range proof.Grounds(record(t), text) {
		for _, g := range grounds {
			got[id+" "+g.Field+": "+g.From] = true
		}
	}
	for _, want := range []string{
		"statement speaker: “Eastland’s envoy” → unnamed:EST.envoy, by “Eastland”",
		"event time: “Friday” → 2031-05-02",
		"event place: “Marr”",
		"toll time: the claim “shelling killed at least 23 soldiers” → 2031-05-02",
		"toll value: “23” → 23",
		"nurse value: “a” → 1",
		"flight value: “half a million” → 500000",
		"flight window: “2029” → 2029-01-01 to 2029-12-31",
		"meeting place: the dateline, “TARVO”",
	} {
		if !got[want] {
			t.Errorf("no %q in %v", want, got)
		}
	}
}

// Each field that is made up is found, and nothing else.
func TestWhatIsMadeUpIsFound(t *testing.T) {
	t.Parallel()
	num := func(n float64) *float64 { return &n }
	span := &claim.Span{Start: 15, End: 23}
	for want, spoil := range map[string]func(*claim.Record){
		"event: actors[0]: no name in the report refers to it":         func(r *claim.Record) { event(r).Actors = []claim.Ref{{Actor: "person:nobody", Text: "envoy"}} },
		"event: recipients[0]: no actor of the record":                 func(r *claim.Record) { event(r).Recipients = []claim.Ref{{Actor: "WST", Text: "Eastland", Span: span}} },
		"event: recipients[0]: these words do not stand in the report": func(r *claim.Record) { event(r).Recipients = []claim.Ref{{Text: "Westland"}} },
		"event: recipients[0]: its words stand in another sentence": func(r *claim.Record) {
			event(r).Recipients = []claim.Ref{{Text: "people", Span: &claim.Span{Start: 220, End: 226}}}
		},
		"statement: speaker: no name in the report refers to it or to its side": func(r *claim.Record) {
			r.Actors[1].SideOf = "WST"
		},
		"event: weapon: these words":                func(r *claim.Record) { event(r).Weapon = "mortar" },
		"event: time: the words tell of another":    func(r *claim.Record) { r.Claims[1].Time.Start, r.Claims[1].Time.End = "2031-05-01", "2031-05-01" },
		"event: time: its words are no time":        func(r *claim.Record) { r.Claims[1].Time.Span = span },
		"event: time: no words tell of it":          func(r *claim.Record) { r.Claims[1].Time.Span = nil },
		"event: place: is stated, but":              func(r *claim.Record) { r.Claims[1].Place.Place = 2 },
		"event: place: is inherited, but":           func(r *claim.Record) { r.Claims[1].Place = &claim.Where{Place: 2, Basis: claim.PlaceInherited} },
		"meeting: place: is not the dateline's":     func(r *claim.Record) { r.Claims[4].Place.Place = 1 },
		"meeting: round: no such number":            func(r *claim.Record) { r.Claims[4].Body.(*claim.Meeting).Round = 4 },
		"meeting: process: these words do not":      func(r *claim.Record) { r.Claims[4].Body.(*claim.Meeting).Process = "Marr talks" },
		"toll: value: no words of the claim":        func(r *claim.Record) { figure(r, 2).Value = num(32) },
		"toll: high: no words of the claim":         func(r *claim.Record) { figure(r, 2).High = num(50) },
		"toll: wording: these words":                func(r *claim.Record) { figure(r, 2).Wording = "more than" },
		"toll: nation_of: no name in the report":    func(r *claim.Record) { figure(r, 2).NationOf = "WST" },
		"toll: time: is inferred, but no claim":     func(r *claim.Record) { r.Claims[2].About = nil },
		"nurse: value: no words of the claim":       func(r *claim.Record) { figure(r, 3).Value = num(0) },
		"flight: window: the words tell of another": func(r *claim.Record) { figure(r, 6).Window.Start = "2028-01-01" },
		"truce: ends: the words tell of another": func(r *claim.Record) {
			r.Claims[5].Body.(*claim.Ceasefire).Ends.Start, r.Claims[5].Body.(*claim.Ceasefire).Ends.End = "2031-05-07", "2031-05-07"
		},
	} {
		t.Run(want, func(t *testing.T) {
			t.Parallel()
			r := record(t)
			spoil(r)
			gaps := proof.Of(r, text)
			if len(gaps) == 0 || !strings.HasPrefix(gaps[0].Error(), want) {
				t.Errorf("want %q, got %v", want, gaps)
			}
			if err := proof.Err(r, text); err == nil {
				t.Error("no error")
			}
		})
	}
}

func event(r *claim.Record) *claim.Event          { return r.Claims[1].Body.(*claim.Event) }
func figure(r *claim.Record, i int) *claim.Figure { return r.Claims[i].Body.(*claim.Figure) }

// A number that the words do not say, whichever it is, is never proved.
func TestNoOtherNumberIsProved(t *testing.T) {
	t.Parallel()
	said := map[float64]bool{23: true, 2: true, 1: true}
	rapid.Check(t, func(q *rapid.T) {
		n := float64(rapid.IntRange(0, 1e7).Draw(q, "n"))
		r := record(t)
		figure(r, 2).Value = &n
		if gaps := proof.Of(r, text); (len(gaps) == 0) != said[n] {
			q.Fatalf("%v: %v", n, gaps)
		}
	})
}

// FuzzOf proves any record against any text: nothing panics, and each gap names a claim and a field.
func FuzzOf(f *testing.F) {
	seed, err := record(f).AppendJSON(nil)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(seed, text)
	f.Add([]byte(`{"claims":[{"id":"a","kind":"figure","in":"title","span":[0,9],"sentence":[9,-1],"value":1e400,"window":{"span":[1,2]}}],"times":[{"span":[1,5],"type":"DURATION","value":"PH"}]}`), "half a")
	f.Fuzz(func(t *testing.T, line []byte, text string) {
		var r claim.Record
		if json.Unmarshal(line, &r) != nil {
			return
		}
		for _, g := range proof.Of(&r, text) {
			if g.Field == "" || g.Why == "" {
				t.Errorf("an empty gap: %+v", g)
			}
		}
	})
}
