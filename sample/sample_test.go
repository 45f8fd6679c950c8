package sample

import (
	"bufio"
	"bytes"
	"encoding/json"
	"net/url"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// report is a line of reports.jsonl.
type report struct {
	ID, Published, Updated, Outlet, Agency, Title, URL, Form, Supersedes, Text string
	Sample                                                                     bool
	Basis                                                                      []string
}

// variant is one answer to a question on which reports differ.
type variant struct{ Says, Report, Words string }

// disagreement is such a question.
type disagreement struct {
	ID, About string
	Variants  []variant
}

func file(t *testing.T, name string) []byte {
	t.Helper()
	data, err := PakAfg2025.ReadFile("pak-afg-2025/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func reports(t *testing.T) []report {
	t.Helper()
	var out []report
	lines := bufio.NewScanner(bytes.NewReader(file(t, "reports.jsonl")))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var r report
		dec := json.NewDecoder(bytes.NewReader(lines.Bytes()))
		dec.DisallowUnknownFields()
		if err := dec.Decode(&r); err != nil {
			t.Fatalf("line %d: %v", len(out)+1, err)
		}
		out = append(out, r)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

func byID(t *testing.T) map[string]report {
	t.Helper()
	all := map[string]report{}
	for _, r := range reports(t) {
		if _, twice := all[r.ID]; twice {
			t.Errorf("%s: the id stands twice", r.ID)
		}
		all[r.ID] = r
	}
	return all
}

func TestReportsAreWhole(t *testing.T) {
	t.Parallel()
	all := reports(t)
	if len(all) < 30 {
		t.Errorf("%d reports, want at least 30", len(all))
	}
	forms := map[string]int{}
	for _, r := range all {
		forms[r.Form]++
		checkDays(t, r)
		checkHonest(t, r)
		if n := len(strings.Fields(r.Text)); n < 60 || n > 950 {
			t.Errorf("%s: %d words, want 60 to 950", r.ID, n)
		}
		if !utf8.ValidString(r.Text) || strings.TrimSpace(r.Text) != r.Text || r.Title == "" {
			t.Errorf("%s: the text is not trimmed UTF-8, or the title is missing", r.ID)
		}
	}
	for _, f := range []string{"wire", "news", "feature", "explainer", "liveblog", "statement", "un-report"} {
		if forms[f] == 0 {
			t.Errorf("no report of the form %s", f)
		}
	}
}

func checkDays(t *testing.T, r report) {
	t.Helper()
	day, err := time.Parse(time.DateOnly, r.Published)
	if err != nil {
		t.Errorf("%s: published: %v", r.ID, err)
	}
	if r.Updated == "" {
		return
	}
	if later, err := time.Parse(time.DateOnly, r.Updated); err != nil || later.Before(day) {
		t.Errorf("%s: updated %q: not a day, or before it was published", r.ID, r.Updated)
	}
}

// checkHonest holds a report to what the README promises of samples.
func checkHonest(t *testing.T, r report) {
	t.Helper()
	if !r.Sample || !strings.Contains(r.Outlet, "(sample") {
		t.Errorf("%s: the outlet %q is not marked as a sample", r.ID, r.Outlet)
	}
	if r.Agency != "" && !strings.Contains(r.Agency, "(sample)") {
		t.Errorf("%s: the agency %q is not marked as a sample", r.ID, r.Agency)
	}
	if u, err := url.Parse(r.URL); err != nil || u.Host != "sample.parley.example" {
		t.Errorf("%s: the address %q leads somewhere", r.ID, r.URL)
	}
	if len(r.Basis) == 0 {
		t.Errorf("%s: no basis", r.ID)
	}
	for _, b := range r.Basis {
		if u, err := url.Parse(b); err != nil || !strings.HasPrefix(u.Scheme, "http") || u.Host == "" {
			t.Errorf("%s: basis %q is no address", r.ID, b)
		}
	}
}

func TestLaterVersions(t *testing.T) {
	t.Parallel()
	all := byID(t)
	versions := 0
	for _, r := range all {
		if r.Supersedes == "" {
			continue
		}
		versions++
		first, ok := all[r.Supersedes]
		if !ok || first.URL != r.URL || first.Text == r.Text || r.Updated == "" {
			t.Errorf("%s is no later version of %q with another text at the same address", r.ID, r.Supersedes)
		}
	}
	if versions < 2 {
		t.Errorf("%d later versions, want 2", versions)
	}
}

// TestOneStoryInManyPapers looks for the agency story that at least six outlets carry almost word for word.
func TestOneStoryInManyPapers(t *testing.T) {
	t.Parallel()
	var carriers []report
	for _, r := range reports(t) {
		if r.Agency == "AFP (sample)" && strings.Contains(r.Text, "across the Afghan-Pakistani border killed") {
			carriers = append(carriers, r)
		}
	}
	if len(carriers) < 6 {
		t.Fatalf("%d outlets carry the story, want 6", len(carriers))
	}
	for _, r := range carriers[1:] {
		if s := shared(carriers[0].Text, r.Text); s < 0.6 {
			t.Errorf("%s shares %.2f of its five-word sequences with %s, want 0.6", r.ID, s, carriers[0].ID)
		}
	}
}

// shared is the part of b's sequences of five words that a has too.
func shared(a, b string) float64 {
	in := map[string]bool{}
	words := strings.Fields(a)
	for i := range len(words) - 4 {
		in[strings.Join(words[i:i+5], " ")] = true
	}
	words = strings.Fields(b)
	both := 0
	for i := range len(words) - 4 {
		if in[strings.Join(words[i:i+5], " ")] {
			both++
		}
	}
	return float64(both) / float64(len(words)-4)
}

func TestDisagreementsStandInTheReports(t *testing.T) {
	t.Parallel()
	var table []disagreement
	if err := json.Unmarshal(file(t, "disagreements.json"), &table); err != nil {
		t.Fatal(err)
	}
	if len(table) < 20 {
		t.Errorf("%d disagreements, want at least 20", len(table))
	}
	all := byID(t)
	for _, d := range table {
		in := map[string]bool{}
		for _, v := range d.Variants {
			in[v.Report] = true
			if !strings.Contains(all[v.Report].Text, v.Words) {
				t.Errorf("%s: %s does not say %q", d.ID, v.Report, v.Words)
			}
		}
		if len(in) < 2 {
			t.Errorf("%s shows in %d reports, want 2", d.ID, len(in))
		}
	}
}

func TestCaseNamesItself(t *testing.T) {
	t.Parallel()
	for _, key := range []string{"\nid: pak-afg-2025\n", "\nparties:\n", "\nmediators:\n", "\nplaces:\n", "\nissues:", "\nprocess:\n", "\ntruce:", "\nwindow:\n"} {
		if !bytes.Contains(file(t, "case.yaml"), []byte(key)) {
			t.Errorf("case.yaml lacks %q", strings.TrimSpace(key))
		}
	}
}
