package audit_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/parley-desk/parley/audit"
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/sheet"
)

const text = "Karsenia’s envoy said that shelling had killed five soldiers near Marr. Talks go on in Pell on Friday."

func span(words string) claim.Span {
	start := len([]rune(text[:strings.Index(text, words)]))
	return claim.Span{Start: start, End: start + len([]rune(words))}
}

// readings are two reports; the first has a statement and a figure, the second nothing.
func readings() []audit.Reading {
	five := 5.0
	first := span("Karsenia’s envoy said that shelling had killed five soldiers near Marr.")
	envoy := span("Karsenia’s envoy")
	record := &claim.Record{Claims: []claim.Claim{
		{ID: "s", Kind: claim.KindStatement, Span: first, Sentence: first, Tense: claim.Past, Polarity: claim.Positive, Certainty: claim.Asserted, Confidence: .9, Rule: "made up",
			Body: &claim.Statement{Speaker: &claim.Ref{Actor: "KAR", Text: "Karsenia’s envoy", Span: &envoy}, SpeakerSpan: claim.Spans{envoy}, CueSpan: claim.Spans{span("said")}, ContentSpans: []claim.Span{span("that shelling had killed five soldiers near Marr")}}},
		{ID: "f", Kind: claim.KindFigure, Span: span("killed five soldiers"), Sentence: first, Tense: claim.Past, Polarity: claim.Positive, Certainty: claim.Asserted, Rule: "made up",
			Body: &claim.Figure{Measure: claim.Killed, Value: &five, Of: "soldiers"}},
	}}
	return []audit.Reading{
		{Report: claim.Report{ID: "one", Title: "Five killed", Text: text}, Record: record},
		{Report: claim.Report{ID: "two", Text: "Nothing is said here."}, Record: &claim.Record{}},
	}
}

// play starts a session that goes on from entries, types keys and gives all entries that are kept then.
func play(t *testing.T, entries []audit.Entry, script string) (*audit.Session, []audit.Entry) {
	t.Helper()
	s := audit.NewSession(readings(), entries, func(e audit.Entry) error { entries = append(entries, e); return nil })
	keys, err := audit.Keys(script)
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range keys {
		s.Key(k)
	}
	return s, entries
}

// labels are the verdicts of a gold, in a line.
func labels(rows []audit.Row) string {
	var out []string
	for _, r := range rows {
		for _, l := range r.Labels {
			one := r.ID + " " + string(l.Kind) + " " + string(l.Verdict)
			for _, f := range l.Fields {
				if !f.Right {
					one += " (" + f.Name + " " + f.Value + "→" + f.Should + ")"
				}
			}
			out = append(out, one)
		}
		if r.Complete {
			out = append(out, r.ID+" complete")
		}
	}
	return strings.Join(out, ", ")
}

func TestKeysBecomeGold(t *testing.T) {
	t.Parallel()
	for script, want := range map[string]string{
		"y n":                                 "one statement right, one figure wrong",
		"n u y":                               "one statement right",
		"u":                                   "",
		"y u u":                               "",
		"s y":                                 "one figure right",
		"down x":                              "one statement right (speaker Karsenia’s envoy [KAR]→)",
		"down x x":                            "one statement right",
		"down x u":                            "",
		"tab tab up x y":                      "one statement right (speaker Karsenia’s envoy [KAR]→)",
		`j down down e ctrl+u "15" enter y`:   "one figure right (value 5→15)",
		`j down down e backspace "7" enter y`: "one figure right (value 5→7)",
		"j down down e esc":                   "",
		`a m "talks  GO on" enter d`:          "one meeting missed, one complete",
		`a m "talks went on" enter`:           "",
		`a esc a z esc a m "Pell" esc`:        "",
		"J d":                                 "two complete",
		`J a e "nothing" enter`:               "two event missed",
		"x y":                                 "one statement right",
		"? y y":                               "one statement right",
		"q y":                                 "one statement right", // whoever drives the session looks at Over
		"k k y K y g":                         "one statement right",
		"down down down down x n":             "one statement wrong",
		"y J y":                               "one statement right",
		`a f "five" enter u`:                  "",
	} {
		t.Run(script, func(t *testing.T) {
			t.Parallel()
			s, entries := play(t, nil, script)
			if got := labels(s.Gold()); got != want {
				t.Errorf("got  %q\nwant %q", got, want)
			}
			again, _ := play(t, entries, "")
			if !reflect.DeepEqual(again.Gold(), s.Gold()) {
				t.Errorf("gone on with: %q, was %q", labels(again.Gold()), labels(s.Gold()))
			}
		})
	}
}

func TestAnAuditGoesOnWhereItStopped(t *testing.T) {
	t.Parallel()
	_, entries := play(t, nil, "y q")
	s, _ := play(t, entries, "")
	if screen := s.Screen(sheet.Terminal{}); !strings.Contains(screen, "claim 2 of 2") || !strings.Contains(screen, "1 of 3 decided") {
		t.Errorf("it starts elsewhere:\n%s", screen)
	}
}

// What a newer reader says of the same words was judged by nobody.
func TestAChangedClaimIsJudgedAnew(t *testing.T) {
	t.Parallel()
	_, entries := play(t, nil, "y y")
	changed := readings()
	seven := 7.0
	changed[0].Record.Claims[1].Body.(*claim.Figure).Value = &seven
	s := audit.NewSession(changed, entries, func(audit.Entry) error { return nil })
	if got := labels(s.Gold()); got != "one statement right" {
		t.Errorf("got %q", got)
	}
	if screen := s.Screen(sheet.Terminal{}); !strings.Contains(screen, "something else than when it was judged") {
		t.Errorf("it does not say so:\n%s", screen)
	}
}

func TestWhatCannotBeKeptDoesNotHold(t *testing.T) {
	t.Parallel()
	s := audit.NewSession(readings(), nil, func(audit.Entry) error { return errors.New("the disk is full") })
	s.Key("y")
	if got := labels(s.Gold()); got != "" || !strings.Contains(s.Screen(sheet.Terminal{}), "not kept: the disk is full") {
		t.Errorf("%q\n%s", got, s.Screen(sheet.Terminal{}))
	}
}

func TestScreen(t *testing.T) {
	t.Parallel()
	s, _ := play(t, nil, "down")
	screen := s.Screen(sheet.Terminal{Width: 90})
	for _, want := range []string{
		"report 1 of 2 · claim 1 of 2 · 0 of 3 decided", "Five killed",
		"«Karsenia’s envoy» ‹said› «that shelling had killed five soldiers near Marr». Talks go",
		"  statement  not judged   made up · confidence 0.90", "▸ speaker", "Karsenia’s envoy [KAR]", "y right",
	} {
		if !strings.Contains(screen, want) {
			t.Errorf("no %q in\n%s", want, screen)
		}
	}
	for height := 8; height < 40; height++ {
		clipped := audit.Clip(screen, height)
		if n := strings.Count(clipped, "\n") + 1; n > height || !strings.Contains(clipped, "▸ speaker") || !strings.Contains(clipped, "y right") {
			t.Errorf("%d lines of %d:\n%s", n, height, clipped)
		}
	}
	if color := s.Screen(sheet.Terminal{Color: true}); strings.Contains(color, "«") || !strings.Contains(color, "\x1b[1m") {
		t.Errorf("signs where colours are, or no colours:\n%q", color)
	}
}

// A crash may cut the last line short: the others hold, and the journal goes on behind them.
func TestJournalSurvivesACrash(t *testing.T) {
	t.Parallel()
	name := filepath.Join(t.TempDir(), "a.journal")
	j, entries, err := audit.OpenJournal(name)
	if err != nil || len(entries) != 0 {
		t.Fatal(err, entries)
	}
	first := audit.Entry{Do: audit.Right, Report: "one", Claim: "s"}
	if err := errors.Join(j.Append(first), j.Append(audit.Entry{Do: audit.Done, Report: "one"}), j.Close()); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for cut := range len(whole) {
		if err := os.WriteFile(name, whole[:cut], 0o600); err != nil {
			t.Fatal(err)
		}
		j, entries, err := audit.OpenJournal(name)
		if err != nil {
			t.Fatalf("cut at %d: %v", cut, err)
		}
		if want := bytes.Count(whole[:cut], []byte("\n")); len(entries) != want || want > 0 && !reflect.DeepEqual(entries[0], first) {
			t.Errorf("cut at %d: %v", cut, entries)
		}
		if err := errors.Join(j.Append(first), j.Close()); err != nil {
			t.Fatal(err)
		}
		if _, again, err := audit.OpenJournal(name); err != nil || len(again) != len(entries)+1 {
			t.Errorf("cut at %d: gone on with, it holds %d: %v", cut, len(again), err)
		}
	}
	if err := os.WriteFile(name, []byte("# notes\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := audit.OpenJournal(name); err == nil || !strings.Contains(err.Error(), "line 1") {
		t.Errorf("a file of something else: %v", err)
	}
}

func TestGoldIsReadAsItIsWritten(t *testing.T) {
	t.Parallel()
	s, _ := play(t, nil, `down x y n a m "Talks go on" enter d`)
	var out bytes.Buffer
	if err := audit.WriteGold(&out, s.Gold()); err != nil {
		t.Fatal(err)
	}
	rows, err := audit.ReadGold(bytes.NewReader(out.Bytes()))
	if err != nil || !reflect.DeepEqual(rows, s.Gold()) {
		t.Errorf("%v\n%s", err, out.Bytes())
	}
	merged := audit.Merge([]audit.Row{{ID: "zero"}, {ID: "one"}}, rows)
	if len(merged) != 2 || merged[0].ID != "zero" || len(merged[1].Labels) != 3 {
		t.Errorf("merged: %v", merged)
	}
	for bad, why := range map[string]string{
		"{}": "no id", "nothing": "line 1", `{"id":"a","text":"b","labels":[{"kind":"poem","verdict":"right","span":[0,1]}]}`: `"poem"`,
		`{"id":"a","text":"b","labels":[{"kind":"event","verdict":"maybe","span":[0,1]}]}`: `"maybe"`, `{"id":"a","text":"b","labels":[{"kind":"event","verdict":"right","span":[2,1]}]}`: "span",
	} {
		if _, err := audit.ReadGold(strings.NewReader(bad)); err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("%s: %v", bad, err)
		}
	}
}

func kindScore(t *testing.T, s audit.Score, kind claim.Kind) audit.KindScore {
	t.Helper()
	for _, k := range s.Kinds {
		if k.Kind == kind {
			return k
		}
	}
	t.Fatalf("no score of %s in %+v", kind, s)
	return audit.KindScore{}
}

func fieldScore(s audit.Score, kind claim.Kind, field string) (right, wrong int) {
	for _, f := range s.Fields {
		if f.Kind == kind && f.Field == field {
			return f.Right, f.Wrong
		}
	}
	return 0, 0
}

func TestMeasure(t *testing.T) {
	t.Parallel()
	s, _ := play(t, nil, `y down down e ctrl+u "7" enter a m "Talks go on in Pell" enter a e "shelling" enter d`)
	rows := s.Gold()
	sum := audit.Summary(rows)
	if k := kindScore(t, sum, audit.AllKinds); k.Right != 2 || k.Wrong != 0 || k.Wanted != 4 || k.Found != 2 {
		t.Errorf("as audited: %+v", k)
	}
	if right, wrong := fieldScore(sum, claim.KindFigure, "value"); right != 0 || wrong != 1 {
		t.Errorf("value as audited: %d right, %d wrong", right, wrong)
	}

	// A reader of today: the figure mended, the talks found, the statement lost, a projection that nobody judged.
	now := readings()[0].Record
	seven := 7.0
	now.Claims[1].Body.(*claim.Figure).Value = &seven
	second := span("Talks go on in Pell on Friday.")
	now.Claims[0] = claim.Claim{ID: "m", Kind: claim.KindMeeting, Span: second, Sentence: second, Body: &claim.Meeting{}}
	now.Claims = append(now.Claims, claim.Claim{ID: "p", Kind: claim.KindProjection, Span: second, Sentence: second, Body: &claim.Projection{}})
	got := audit.Measure(rows, map[string]*claim.Record{"one": now})
	if k := kindScore(t, got, audit.AllKinds); k.Right != 2 || k.Wrong != 0 || k.New != 1 || k.Wanted != 4 || k.Found != 2 {
		t.Errorf("today: %+v", k)
	}
	if k := kindScore(t, got, claim.KindStatement); k.Found != 0 || k.Wanted != 1 {
		t.Errorf("statements today: %+v", k)
	}
	if right, wrong := fieldScore(got, claim.KindFigure, "value"); right != 1 || wrong != 0 {
		t.Errorf("value today: %d right, %d wrong", right, wrong)
	}
	if none := audit.Measure(rows, nil); kindScore(t, none, audit.AllKinds).Found != 0 {
		t.Error("a reader that reads nothing finds something")
	}
	if out := got.Text(sheet.Terminal{}); !strings.Contains(out, "precision 1.000") || !strings.Contains(out, "figure value") {
		t.Error(out)
	}
}

func TestKeysOfAScript(t *testing.T) {
	t.Parallel()
	got, err := audit.Keys("y  \"a b\"\nenter")
	if want := []string{"y", "a", " ", "b", "enter"}; err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%q, %v", got, err)
	}
	if _, err := audit.Keys(`y "open`); err == nil {
		t.Error("a text that is not closed")
	}
}

// FuzzKeys types anything: nothing panics, and an audit that goes on from what was kept is the same.
func FuzzKeys(f *testing.F) {
	f.Add(`y down x e "5" enter a m "Pell" enter u u d J K g ?`)
	f.Add(`a f "five soldiers" enter k k k tab shift+tab e backspace backspace enter ctrl+c y`)
	f.Fuzz(func(t *testing.T, script string) {
		keys, err := audit.Keys(script)
		if err != nil {
			return
		}
		var kept []audit.Entry
		s := audit.NewSession(readings(), nil, func(e audit.Entry) error { kept = append(kept, e); return nil })
		for _, k := range keys[:min(len(keys), 200)] {
			s.Key(k)
		}
		_ = s.Screen(sheet.Terminal{Width: 60})
		again := audit.NewSession(readings(), kept, nil)
		if !reflect.DeepEqual(again.Gold(), s.Gold()) {
			t.Errorf("gone on with: %q, was %q", labels(again.Gold()), labels(s.Gold()))
		}
	})
}
