package casefile_test

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/claim/casefile"
)

const small = `# two valleys
id: valleys-2031
title: Fighting and talks in the two valleys
window: {from: 2031-03-01, to: 2031-05-31}
parties:
  - {id: AAA, name: Upper Valley, speakers: [the council], also: [AAA.guard]}
  - {id: BBB, name: Lower Valley}
mediators:
  - {id: CCC, name: The Hills, roles: [host], since: 2031-03-20}
places:
  - {name: Ford, kind: crossing}
truce:
  - {day: 2031-03-25, state: declared, for: 10 days}
rules: {toll: latest}
`

func TestACaseIsRead(t *testing.T) {
	t.Parallel()
	c, err := casefile.Parse("case.yaml", []byte(small))
	if err != nil {
		t.Fatal(err)
	}
	if c.Window.To != "2031-05-31" || c.Parties[0].Also[0] != "AAA.guard" || c.Truce[0].State != claim.TruceDeclared || c.Rules.Toll != claim.TollLatest {
		t.Errorf("read as %+v", c)
	}
}

// What is wrong is told with its file, line, field and remedy.
func TestFaultsNameLineFieldAndRemedy(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ old, fresh, want string }{
		"misspelt field":  {"speakers:", "speaker:", "case.yaml, line 6: parties[0].speaker is not known here: the fields are id, name, speakers, also"},
		"no day":          {"2031-03-20", "20 March", `case.yaml, line 9: mediators[0].since is an ISO 8601 day; got "20 March"`},
		"unknown state":   {"state: declared", "state: signed", "case.yaml, line 13: truce[0].state is one of [proposed declared in_effect"},
		"missing":         {"title: Fighting and talks in the two valleys\n", "", "case.yaml, line 2: title is given"},
		"twice":           {"title: ", "title: A\ntitle: ", "case.yaml, line 4: title stands twice: keep one"},
		"window reversed": {"to: 2031-05-31", "to: 2030-05-31", "case.yaml, line 4: window.to is not before the first day"},
		"not a list":      {"also: [AAA.guard]", "also: AAA.guard", "case.yaml, line 6: parties[0].also is a list: write its items in [brackets]"},
		"two sides":       {"id: BBB", "id: AAA", "case.yaml, line 7: parties[1].id stands once among the sides of the case"},
		"no value":        {"{toll: latest}", "{toll: }", "case.yaml, line 14: rules.toll has no value: fill it in or leave the line out"},
		"a bare comma":    {"for: 10 days", "for: 10 days, by most", "case.yaml, line 13: truce[0].by most is no field: words with a comma inside {braces} need quotes"},
		"an alias":        {"title: Fighting", "title: &t Fighting", "case.yaml, line 3: title uses an anchor or alias"},
		"no YAML":         {"id: valleys-2031", "id: [", "is no YAML"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := casefile.Parse("case.yaml", []byte(strings.Replace(small, test.old, test.fresh, 1)))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v\nwant %s", err, test.want)
			}
		})
	}
}

// What is written is read again, whatever it is.
func TestWhatIsWrittenIsReadAgain(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringMatching(`[ -~àü]{1,20}[a-z]`)
		day := rapid.SampledFrom([]string{"2031-03-01", "2031-03-02", "2031-04-30"})
		c := &claim.Case{ID: "a-1", Title: word.Draw(t, "title"), Note: word.Draw(t, "note"), Sample: rapid.Bool().Draw(t, "sample"),
			Window:  claim.Window{From: day.Draw(t, "from")},
			Parties: []claim.Party{{ID: "AAA", Name: word.Draw(t, "name"), Speakers: rapid.SliceOfN(word, 0, 3).Draw(t, "speakers")}},
			Places:  []claim.CasePlace{{Name: word.Draw(t, "place"), Country: "AAA", Also: rapid.SliceOfN(word, 0, 2).Draw(t, "also")}},
			Truce:   []claim.TruceLine{{Day: day.Draw(t, "day"), State: claim.TruceLapsed, Until: rapid.OneOf(day, word).Draw(t, "until")}},
		}
		if c.Validate() != nil {
			t.Skip("white space only")
		}
		data, err := casefile.Write(c)
		if err != nil {
			t.Fatal(err)
		}
		again, err := casefile.Parse("case.yaml", data)
		if err != nil {
			t.Fatalf("%v in\n%s", err, data)
		}
		if diff := cmp.Diff(c, again, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("%s in\n%s", diff, data)
		}
	})
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(small))
	f.Add([]byte("id: [{{"))
	f.Add([]byte("a: &a [*a, *a]"))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := casefile.Parse("case.yaml", data)
		if err != nil {
			return
		}
		written, err := casefile.Write(c)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := casefile.Parse("case.yaml", written); err != nil {
			t.Fatalf("%v in\n%s", err, written)
		}
	})
}

func TestTheSampleCaseIsRead(t *testing.T) {
	t.Parallel()
	const name = "../../sample/pak-afg-2025/case.yaml"
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	c, err := casefile.Parse(name, data)
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Parties) != 2 || len(c.Process.Rounds) != 4 || len(c.Truce) != 5 {
		t.Errorf("%d parties, %d rounds, %d lines of the truce; want 2, 4, 5", len(c.Parties), len(c.Process.Rounds), len(c.Truce))
	}
}
