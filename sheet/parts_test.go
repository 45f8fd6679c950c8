package sheet

import (
	"strings"
	"testing"

	"github.com/parley-desk/parley/claim"
)

func figure(value, low, high any) *claim.Figure {
	f := &claim.Figure{}
	for _, n := range []struct {
		from any
		into **float64
	}{{value, &f.Value}, {low, &f.Low}, {high, &f.High}} {
		if v, ok := n.from.(float64); ok {
			*n.into = &v
		}
	}
	return f
}

func TestNumber(t *testing.T) {
	t.Parallel()
	for want, f := range map[string]*claim.Figure{
		"73":         figure(73.0, 73.0, 73.0),
		"≥ 73":       figure(73.0, 73.0, nil),
		"≤ 73":       figure(73.0, nil, 73.0),
		"≈ 73":       figure(73.0, nil, nil),
		"50–60":      figure(nil, 50.0, 60.0),
		"−60 to −50": figure(nil, -60.0, -50.0),
		"≥ 24":       figure(nil, 24.0, nil),
		"≤ 5":        figure(nil, nil, 5.0),
		"?":          figure(nil, nil, nil),
		"2,640":      figure(2640.0, 2640.0, 2640.0),
		"600,000":    figure(600000.0, 600000.0, 600000.0),
		"1.4 m":      figure(1.4e6, 1.4e6, 1.4e6),
		"1,234,567":  figure(1234567.0, 1234567.0, 1234567.0),
		"≥ 1.5 bn":   figure(1.5e9, 1.5e9, nil),
		"−2":         figure(-2.0, -2.0, -2.0),
		"0.5":        figure(0.5, 0.5, 0.5),
		"12,345.25":  figure(12345.25, 12345.25, 12345.25),
	} {
		if got := number(f); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestWhen(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		when claim.When
		want string
	}{
		{claim.When{}, ""},
		{claim.When{Start: "2025-11-07", End: "2025-11-07", Precision: claim.PrecisionDay}, "7 Nov 2025"},
		{claim.When{Start: "2025-10-10", End: "2025-10-17", Precision: claim.PrecisionRange}, "10–17 Oct 2025"},
		{claim.When{Start: "2025-09-28", End: "2025-10-03"}, "28 Sep – 3 Oct 2025"},
		{claim.When{Start: "2024-12-31", End: "2025-01-01"}, "31 Dec 2024 – 1 Jan 2025"},
		{claim.When{Start: "2025-10-01", End: "2025-10-31", Precision: claim.PrecisionMonth}, "Oct 2025"},
		{claim.When{Start: "2025-01-01", End: "2025-12-31", Precision: claim.PrecisionYear}, "2025"},
		{claim.When{Start: "2025-10-12"}, "since 12 Oct 2025"},
		{claim.When{End: "2025-10-12", Basis: claim.BasisInferred}, "until 12 Oct 2025 (inferred)"},
		{claim.When{Start: "soon", End: "later"}, "soon – later"},
	} {
		if got := when(&test.when); got != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
	for iso, want := range map[string]string{
		"2025-11-08": "8 November 2025", "2025-11-08T06:40": "8 November 2025, 06:40", "2025-11-08T06:40:00Z": "8 November 2025, 06:40 UTC", "2025-11-08T06:40:00+05:00": "8 November 2025, 06:40 +05:00", "": "", "x": "x",
	} {
		if got := moment(iso); got != want {
			t.Errorf("moment(%q) = %q, want %q", iso, got, want)
		}
	}
}

func TestMaskHidesVictimsEverywhere(t *testing.T) {
	t.Parallel()
	m := newMask(&claim.Record{
		Names: []claim.Name{
			{Text: "Anno Lisk", Kind: claim.NamePerson, Ref: "person:anno-lisk", Victim: true},
			{Text: "the baker Anno", Kind: claim.NamePerson, Ref: "person:anno-lisk"},
			{Text: "Lisk", Kind: claim.NamePerson},
			{Text: "Anno", Kind: claim.NamePerson, Ref: "person:anno-other"},
			{Text: "Ilka Morand", Kind: claim.NamePerson, Ref: "person:ilka-morand"},
		},
		Actors: []claim.Actor{{ID: "person:anno-lisk", Name: "Anno B. Lisk"}},
	})
	for in, want := range map[string]string{
		"Anno Lisk, 54, died.":           "░░░░░░░░░, 54, died.",
		"Lisk's shop":                    "░░░░'s shop",
		"Anno  Lisk":                     "░░░░░░░░░░",
		"the baker Anno ran":             "░░░░░░░░░░░░░░ ran",
		"Lisking is not a name, Liskov?": "Lisking is not a name, Liskov?",
		"Anno said so":                   "Anno said so",
		"Anno. Lisk":                     "Anno. ░░░░",
		"Ilka Morand":                    "Ilka Morand",
		"":                               "",
	} {
		if got := m.text(in); got != want {
			t.Errorf("%q becomes %q, not %q", in, got, want)
		}
	}
}

func TestVictimsAreNamedOnlyWhereAskedFor(t *testing.T) {
	t.Parallel()
	for _, shown := range []bool{false, true} {
		var page strings.Builder
		if err := WritePage(&page, valdara(t), Options{Victims: shown, Explain: true}); err != nil {
			t.Fatal(err)
		}
		text := string(AppendText(nil, valdara(t), Terminal{}, Options{Victims: shown, Explain: true}))
		if got := strings.Contains(page.String(), "Lisk"); got != shown {
			t.Errorf("on the page: %v where %v was asked for", got, shown)
		}
		if got := strings.Contains(text, "Lisk"); got != shown {
			t.Errorf("in the terminal: %v where %v was asked for", got, shown)
		}
	}
}

func TestQuoted(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"": "", "so": "“so”", "“so”": "“so”", `"so"`: "“so”", "he said “so”": "“he said ‘so’”", "“so”, he said, “and so”": "“‘so’, he said, ‘and so’”", "“": "“‘”",
	} {
		if got := quoted(in); got != want {
			t.Errorf("quoted(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestCleanLeavesNothingThatMovesACursor(t *testing.T) {
	t.Parallel()
	if got := clean("a\x1b[2J\u202eb\tc\u0007"); got != "a\ufffd[2Jb c\ufffd" {
		t.Errorf("%q", got)
	}
}

func TestCrosshead(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]bool{"Numbers that differ": true, "Talks resumed.": false, "He said:": false, strings.Repeat("word ", 30): false} {
		if crosshead(line) != want {
			t.Errorf("%q: %v", line, !want)
		}
	}
}
