package calibration

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parley-desk/parley/claim"
)

const told = "Karsenia’s envoy said that troops shelled Marr on Friday, killing five militants and two militants of Pell."

// spot gives the span of words of the text.
func spot(words string) claim.Span {
	start := len([]rune(told[:strings.Index(told, words)]))
	return claim.Span{Start: start, End: start + len([]rune(words))}
}

func pointer[T any](v T) *T { return &v }

// ours is what a reader might make of the text.
func ours() *claim.Record {
	friday := pointer(spot("Friday"))
	envoy := &claim.Ref{Actor: "KAR", Text: "Karsenia’s envoy", Span: pointer(spot("Karsenia’s envoy"))}
	figure := func(id string, n float64, of string) claim.Claim {
		return claim.Claim{ID: id, Kind: claim.KindFigure, Polarity: claim.Positive, Certainty: claim.Asserted, Span: spot("killing five militants"), Body: &claim.Figure{Measure: claim.Killed, Value: &n, Of: of}}
	}
	return &claim.Record{
		Record: 1, ID: "r",
		Names:  []claim.Name{{Span: spot("Karsenia"), Kind: claim.NamePlace}, {Span: spot("Marr"), Kind: claim.NamePlace}},
		Times:  []claim.Time{{Span: spot("Friday"), Value: "2031-05-02"}},
		Places: []claim.Place{{Span: spot("Marr"), Name: "Marr", Country: "KAR", Lat: pointer(10.), Lon: pointer(20.)}},
		Actors: []claim.Actor{{ID: "KAR", Name: "Karsenia", Country: "KAR"}},
		Claims: []claim.Claim{
			{ID: "s", Kind: claim.KindStatement, Span: spot(told[:20]), Body: &claim.Statement{Speaker: envoy, SpeakerSpan: claim.Spans{*envoy.Span}, CueSpan: claim.Spans{spot("said")}, ContentSpans: []claim.Span{spot("that troops shelled Marr on Friday")}, Act: claim.ActState}},
			{ID: "e", Kind: claim.KindEvent, Polarity: claim.Positive, Certainty: claim.Asserted, Span: spot("troops shelled Marr"), Place: &claim.Where{Basis: claim.PlaceStated}, Time: &claim.When{Start: "2031-05-02", End: "2031-05-02", Span: friday},
				Body: &claim.Event{Type: "ASSAULT", Mode: "heavy-weapons", Main: true, ACLED: &claim.ACLED{SubEventType: "Shelling/artillery/missile attack"}, Trigger: spot("shelled"),
					Actors: []claim.Ref{{Text: "troops", Span: pointer(spot("troops"))}}, Recipients: []claim.Ref{{Text: "Marr", Span: pointer(spot("Marr"))}}, Figures: []string{"f5", "f2"}}},
			figure("f5", 5, "militants"), figure("f2", 2, "rebels of Pell"),
		},
	}
}

// judged runs a judge on one row and tells claim by claim what it says: "e right".
func judged(t *testing.T, task, labels string) string {
	t.Helper()
	gold := filepath.Join(t.TempDir(), "gold")
	if task != "seed" {
		labels = `{"id":"r","labels":` + labels + `}` + "\n" + `{"id":"unread","labels":` + labels + "}\n"
	}
	if err := os.WriteFile(gold, []byte(labels), 0o600); err != nil {
		t.Fatal(err)
	}
	verdicts, err := Judge(task, gold, map[string]*claim.Record{"r": ours()}, map[string]string{"r": told})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, v := range verdicts {
		out = append(out, v.Claim+map[bool]string{true: " right", false: " wrong"}[v.Right])
	}
	return strings.Join(out, ", ")
}

// spanOf is a span as gold files write it.
func spanOf(words string) string {
	s := spot(words)
	data, _ := json.Marshal([]int{s.Start, s.End})
	return string(data)
}

func TestJudges(t *testing.T) {
	t.Parallel()
	source, content := `[`+spanOf("envoy")+`]`, `[`+spanOf("troops shelled Marr on Friday")+`]`
	for _, x := range []struct{ name, task, labels, want string }{
		{"the content's half", "quotes", `[{"source":` + source + `,"cue":[],"content":` + content + `}]`, "s right"},
		{"another source", "quotes", `[{"source":[` + spanOf("Pell") + `],"cue":[],"content":` + content + `}]`, "s wrong"},
		{"no source", "quotes", `[{"source":[],"cue":[],"content":` + content + `}]`, "s wrong"},
		{"another content", "quotes", `[{"source":` + source + `,"cue":[],"content":[` + spanOf("killing five") + `]}]`, "s wrong"},
		{"the pair's root", "plover", `{"source":` + spanOf("troops") + `,"target":` + spanOf("Marr") + `,"root":"ASSAULT"}`, "e right"},
		{"another root", "plover", `{"source":` + spanOf("troops") + `,"target":null,"root":"COERCE"}`, "e wrong"},
		{"another pair", "plover", `{"source":` + spanOf("Pell") + `,"target":` + spanOf("Marr") + `,"root":"ASSAULT"}`, ""},
		{"the main type", "acled", `{"type":"ART_MISS_ATTACK"}`, "e right"},
		{"none of ACLED's", "acled", `{"type":"DIPLO"}`, "e wrong"},
		{"sum of both", "counts", `{"min_killed":7,"min_captured":0}`, "f5 right, f2 right"},
		{"one alone", "counts", `{"min_killed":5,"min_captured":3}`, "f5 right, f2 wrong"},
		{"none", "counts", `{"min_killed":4,"min_captured":0}`, "f5 wrong, f2 wrong"},
		{"no incident", "muc4", `[]`, ""},
		{"type, day and victims", "muc4", `[{"type":["ATTACK"],"date":[{"start":"2031-05-04","end":"2031-05-04"}],"country":["KAR"],"human":[{"any":["MILITANTS"],"effect":["DEATH"],"number":["5"]}]}]`, "e right, f5 right"},
		{"another day", "muc4", `[{"type":["ATTACK"],"date":[{"start":"2031-05-14","end":"2031-05-14"}],"country":[],"human":[{"any":["THE REBELS"],"effect":["INJURY"]}]}]`, "e wrong, f2 wrong"},
		{"another type", "muc4", `[{"type":["KIDNAPPING"],"date":[],"country":[],"human":[]}]`, "e wrong"},
		{"the value", "times", `[{"span":` + spanOf("on Friday") + `,"value":"2031-05-02"}]`, "e right"},
		{"another value", "times", `[{"span":` + spanOf("Friday") + `,"value":"2031-04-25"}]`, "e wrong"},
		{"the kind", "names", `[{"span":` + spanOf("Karsenia") + `,"kind":"place"}]`, "s right"},
		{"another kind", "names", `[{"span":` + spanOf("Karsenia") + `,"kind":"person"},{"span":` + spanOf("Marr") + `,"kind":"place"}]`, "s wrong, e right"},
		{"near", "places", `[{"span":` + spanOf("Marr") + `,"lat":10.5,"lon":20.5}]`, "e right"},
		{"far", "places", `[{"span":` + spanOf("Marr") + `,"lat":40,"lon":20}]`, "e wrong"},
		{"speaker and act, type, value", "seed", seed(`"statements":[{"act":"state|accuse","speaker":"envoy","party":"KAR","spans":[{"start":0,"end":9}]}],"events":[{"type":"COERCE","spans":[{"start":0,"end":99}]}],"figures":[{"measure":"killed","value":5,"spans":[{"start":0,"end":99}]}]`),
			"s right, e wrong, f5 right, f2 wrong"},
	} {
		t.Run(x.task+" "+x.name, func(t *testing.T) {
			t.Parallel()
			if got := judged(t, x.task, x.labels); got != x.want {
				t.Errorf("got %q, want %q", got, x.want)
			}
		})
	}
}

// seed is a seed's gold with these lists, the others empty.
func seed(filled string) string {
	out := "{" + filled
	for _, name := range lists {
		if !strings.Contains(filled, `"`+name+`"`) {
			out += `,"` + name + `":[]`
		}
	}
	return out + `,"report":{"outlet":"Made Up"}}`
}

func TestJudgesNameWhatTheyCannotRead(t *testing.T) {
	t.Parallel()
	if _, err := Judge("chess", "", nil, nil); err == nil || !strings.Contains(err.Error(), "chess") {
		t.Error(err)
	}
	gold := filepath.Join(t.TempDir(), "gold")
	if err := os.WriteFile(gold, []byte(`{"id":"r","labels":7}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Judge("times", gold, map[string]*claim.Record{"r": ours()}, nil); err == nil || !strings.Contains(err.Error(), "r:") {
		t.Error(err)
	}
}
