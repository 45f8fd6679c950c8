package parley_test

import (
	"encoding/json"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/claim/casefile"
	"github.com/parley-desk/parley/knowledge"
	"github.com/parley-desk/parley/sample"
)

// loadSample reads the sample case and its reports; versions of one address are numbered as they came.
func loadSample(t *testing.T) (*claim.Case, []*account.Contribution, map[string]claim.Report) {
	t.Helper()
	data, err := sample.PakAfg2025.ReadFile("pak-afg-2025/case.yaml")
	if err != nil {
		t.Fatal(err)
	}
	c, err := casefile.Parse("case.yaml", data)
	if err != nil {
		t.Fatal(err)
	}
	r, versions, texts := newReader(t), map[string]int{}, map[string]claim.Report{}
	var all []*account.Contribution
	for _, report := range sampleReports(t) {
		record, err := r.Read(report)
		if err != nil {
			t.Fatal(err)
		}
		id := report.Identity()
		versions[id]++
		available := report.Published
		if report.Updated != "" {
			available = report.Updated
		}
		v := account.Version{Report: id, Number: versions[id], Available: available}
		all = append(all, account.Contribute(v, &report, record))
		texts[id+"#"+available] = report
	}
	return c, all, texts
}

// The floors of the sample case: what its views must show.
func TestViewsOfTheSampleCase(t *testing.T) {
	t.Parallel()
	c, all, texts := loadSample(t)
	known, err := knowledge.Load()
	if err != nil {
		t.Fatal(err)
	}
	b := account.Open(c, all, nil, "", "")
	t.Run("the total of 73 is the sum of two counts, and whose they are", func(t *testing.T) {
		t.Parallel()
		for _, p := range b.Toll().Proofs {
			if strings.HasPrefix(p.Text, "50 + 23 = 73: ") && strings.Contains(p.Text, "United Nations") && strings.Contains(p.Text, "Pakistan Army") && p.NotOwn {
				return
			}
		}
		t.Errorf("no such proof in %s", asJSON(t, b.Toll().Proofs))
	})
	t.Run("3, 4, 5 and 6 dead at Spin Boldak stand side by side", func(t *testing.T) {
		t.Parallel()
		if got := countsAt(b, "2025-11-06-spin-boldak"); !slices.Equal(got, []float64{3, 4, 5, 6}) {
			t.Errorf("counts %v, want 3, 4, 5, 6 in one cell", got)
		}
	})
	t.Run("an agency's story in six papers is one origin", func(t *testing.T) {
		t.Parallel()
		if o := b.Origins(); len(o) == 0 || len(o[0].Reports) != 6 {
			t.Errorf("%s", asJSON(t, o))
		}
	})
	t.Run("three rounds, and that sources number them differently", func(t *testing.T) {
		t.Parallel()
		numbers, differ := map[int]bool{}, false
		for _, r := range b.Talks().Rounds {
			numbers[r.Number] = true
			differ = differ || r.Differ
		}
		if !numbers[1] || !numbers[2] || !numbers[3] || !differ {
			t.Errorf("rounds %v, differ %v", numbers, differ)
		}
	})
	t.Run("the truce has both sides' words and a condition", func(t *testing.T) {
		t.Parallel()
		truce := b.Truce()
		for _, s := range truce.Sides {
			if len(s.Words) == 0 {
				t.Errorf("no word of %s", s.Name)
			}
		}
		if len(truce.Conditions) == 0 {
			t.Error("no condition")
		}
	})
	t.Run("findings", func(t *testing.T) {
		t.Parallel()
		found := b.Findings(known)
		for kind, words := range map[string]string{"attribution": "4 killed: by the word of Pakistan", "date": "“Doha accord of 2021”", "sum": "50 + 23 = 73", "rounds": "Istanbul"} {
			if !slices.ContainsFunc(found.Lines, func(f account.Finding) bool { return f.Kind == kind && strings.Contains(f.Text, words) }) {
				t.Errorf("no finding of %s with %q", kind, words)
			}
		}
	})
	t.Run("as of 1 November nothing of 7 November is known", func(t *testing.T) {
		t.Parallel()
		early := account.Open(c, all, nil, "2025-11-01", "")
		for _, cite := range citesOf(early, known) {
			if cite.Day > "2025-11-01" {
				t.Errorf("cites %q of %s", cite.Words, cite.Day)
			}
		}
		if got := countsAt(early, "2025-11-06-spin-boldak"); got != nil {
			t.Errorf("counts %v of an incident to come", got)
		}
	})
	t.Run("every line quotes its report", func(t *testing.T) {
		t.Parallel()
		for _, cite := range citesOf(b, known) {
			checkCite(t, cite, texts)
		}
	})
	t.Run("the order of reports does not matter", func(t *testing.T) {
		t.Parallel()
		shuffled := slices.Clone(all)
		rand.New(rand.NewSource(7)).Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		o := account.Open(c, shuffled, nil, "", "")
		if asJSON(t, everyViewOf(b, known)) != asJSON(t, everyViewOf(o, known)) {
			t.Error("another order gives other views")
		}
	})
}

// countsAt are the different counts of the dead of an incident that stand in one cell of several.
func countsAt(b *account.Book, incident string) []float64 {
	for _, g := range b.Toll().Groups {
		for _, cell := range g.Cells {
			if g.Incident != incident || cell.Harm != claim.Killed || cell.Of.Sex != "" || len(cell.Entries) < 2 {
				continue
			}
			var counts []float64
			for _, e := range cell.Entries {
				counts = append(counts, *e.Value)
			}
			slices.Sort(counts)
			return slices.Compact(counts)
		}
	}
	return nil
}

func everyViewOf(b *account.Book, known account.Agreements) []account.View {
	return []account.View{b.Toll(), b.IncidentList(), b.Talks(), b.Truce(), b.Commitments(), b.Positions(), b.Answers(), b.Exposure(), b.Outlook(), b.Calendar(), b.Findings(known)}
}

func citesOf(b *account.Book, known account.Agreements) []account.Cite {
	var all []account.Cite
	for _, v := range everyViewOf(b, known) {
		for _, table := range v.Tables() {
			for _, line := range table.Lines {
				all = append(all, line.Cites().List()...)
			}
		}
	}
	return all
}

// checkCite holds a citation to the text that it leads to; a line of the case file or the title of a report has no span.
func checkCite(t *testing.T, cite account.Cite, texts map[string]claim.Report) {
	t.Helper()
	if strings.HasPrefix(cite.Report, "case:") || cite.Claim == "report" {
		return
	}
	report, ok := texts[cite.Report+"#"+cite.Day]
	if !ok {
		t.Errorf("%s of %s is no report", cite.Report, cite.Day)
		return
	}
	text := report.Text
	if cite.In == "title" {
		text = report.Title
	}
	words, ok := claim.NewText(text).Cut(cite.Span)
	if !ok || strings.Join(strings.Fields(words), " ") != strings.Join(strings.Fields(cite.Words), " ") {
		t.Errorf("%s#%s: the span has %q, the citation %q", cite.Report, cite.Claim, words, cite.Words)
	}
}

func asJSON(t *testing.T, v any) string {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
