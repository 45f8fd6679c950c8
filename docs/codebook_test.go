package docs_test

import (
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/parley-desk/parley/claim"
)

func codebook(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("codebook.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// members gives every member of every closed vocabulary, by the vocabulary's name.
func members() map[string][]string {
	all := map[string][]string{"Roles": claim.Roles, "Sectors": claim.Sectors, "Sexes": claim.Sexes, "Ages": claim.Ages}
	add(all, "Kinds", claim.Kinds)
	add(all, "NameKinds", claim.NameKinds)
	add(all, "TimeTypes", claim.TimeTypes)
	add(all, "TimeBases", claim.TimeBases)
	add(all, "Precisions", claim.Precisions)
	add(all, "PlaceKinds", claim.PlaceKinds)
	add(all, "PlacePrecisions", claim.PlacePrecisions)
	add(all, "PlaceBases", claim.PlaceBases)
	add(all, "ActorKinds", claim.ActorKinds)
	add(all, "Polarities", claim.Polarities)
	add(all, "Certainties", claim.Certainties)
	add(all, "Tenses", claim.Tenses)
	add(all, "Hows", claim.Hows)
	add(all, "Forms", claim.Forms)
	add(all, "Manners", claim.Manners)
	add(all, "Acts", claim.Acts)
	add(all, "Measures", claim.Measures)
	add(all, "Statuses", claim.Statuses)
	add(all, "Outcomes", claim.Outcomes)
	add(all, "TruceStates", claim.TruceStates)
	add(all, "CommitmentForms", claim.CommitmentForms)
	add(all, "SubjectKinds", claim.SubjectKinds)
	add(all, "RouteStates", claim.RouteStates)
	add(all, "Issues", claim.Issues)
	for _, p := range claim.PLOVER {
		all["PLOVER"] = append(append(all["PLOVER"], p.Name), p.Modes...)
	}
	for _, a := range claim.ACLEDTypes {
		all["ACLED"] = append(append(all["ACLED"], a.Name), a.SubTypes...)
	}
	return all
}

func add[T ~string](all map[string][]string, name string, list []T) {
	for _, m := range list {
		all[name] = append(all[name], string(m))
	}
}

// TestCodebookHasEveryMember keeps codebook and contract together: each member of each vocabulary is spelt out.
func TestCodebookHasEveryMember(t *testing.T) {
	t.Parallel()
	text := codebook(t)
	for name, list := range members() {
		if len(list) == 0 {
			t.Errorf("%s has no members", name)
		}
		for _, m := range list {
			if !strings.Contains(text, "`"+m+"`") {
				t.Errorf("%s: the codebook lacks `%s`", name, m)
			}
		}
	}
}

var (
	ruleStart = regexp.MustCompile(`(?m)^- \*\*([A-Z])(\d+)\b`)
	ruleCited = regexp.MustCompile(`\b([A-Z])(\d+)\b`)
)

// TestRulesAreNumbered wants each letter's rules to run from 1 without a gap, and every rule that is cited to be there.
func TestRulesAreNumbered(t *testing.T) {
	t.Parallel()
	text := codebook(t)
	last, rules := map[string]int{}, map[string]bool{}
	for _, m := range ruleStart.FindAllStringSubmatch(text, -1) {
		n, _ := strconv.Atoi(m[2])
		if n != last[m[1]]+1 {
			t.Errorf("rule %s%d follows %s%d", m[1], n, m[1], last[m[1]])
		}
		last[m[1]] = n
		rules[m[1]+m[2]] = true
	}
	for _, letter := range strings.Split("GATLBQRSMCOXEFUKPV", "") {
		if last[letter] == 0 {
			t.Errorf("no rules under %s", letter)
		}
	}
	for _, m := range ruleCited.FindAllString(text, -1) {
		if !rules[m] {
			t.Errorf("rule %s is cited and is not there", m)
		}
	}
}

// example is a quoted text and the rows of the table that codes it.
type example struct {
	line int
	text string
	rows []string
}

// examples finds every quotation that is followed by a table.
func examples(text string) []example {
	var out []example
	var now *example
	for i, line := range strings.Split(text, "\n") {
		switch {
		case strings.HasPrefix(line, "> "):
			out = append(out, example{line: i + 1, text: line[2:]})
			now = &out[len(out)-1]
		case strings.HasPrefix(line, "|") && now != nil:
			now.rows = append(now.rows, line)
		case line != "":
			now = nil
		}
	}
	return out
}

var quoted = regexp.MustCompile(`“([^”]*)”`)

// TestExamplesQuoteTheirText holds the worked examples to what claims are held to: words or nothing.
func TestExamplesQuoteTheirText(t *testing.T) {
	t.Parallel()
	for _, e := range examples(codebook(t)) {
		if len(e.rows) < 3 {
			t.Errorf("line %d: the example is not coded", e.line)
			continue
		}
		for _, row := range e.rows[2:] {
			words := quoted.FindAllStringSubmatch(row, -1)
			if len(words) == 0 {
				t.Errorf("line %d: %s: quotes nothing", e.line, row)
			}
			for _, w := range words {
				for part := range strings.SplitSeq(w[1], "…") {
					if !strings.Contains(e.text, strings.TrimSpace(part)) {
						t.Errorf("line %d: the example does not say %q", e.line, part)
					}
				}
			}
		}
	}
}

// TestEveryKindIsWorked wants a chapter and a coded example of every kind of claim.
func TestEveryKindIsWorked(t *testing.T) {
	t.Parallel()
	text := codebook(t)
	worked := map[string]bool{}
	for _, e := range examples(text) {
		for _, row := range e.rows {
			worked[strings.TrimSpace(strings.Split(row, "|")[1])] = true
		}
	}
	for _, kind := range claim.Kinds {
		if !worked[string(kind)] {
			t.Errorf("no example codes a %s", kind)
		}
		title := strings.ToUpper(string(kind[:1])) + string(kind[1:])
		if !regexp.MustCompile(fmt.Sprintf(`(?m)^## [A-Z] %s$`, title)).MatchString(text) {
			t.Errorf("no chapter on %s", kind)
		}
	}
}
