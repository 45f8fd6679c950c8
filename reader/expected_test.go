package reader

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/claim/recordtest"
)

// The expectations that people wrote by hand for reports of our own: testdata/expected.txt says how they read.

// expectation is one claim that should be there, or (most ≥ 0) how many of a kind may be.
type expectation struct {
	line   int
	must   bool // was once wrong and has been mended: must stay so
	kind   claim.Kind
	words  string
	fields [][2]string
	most   int
}

// expected is a report with what is expected of its record.
type expected struct {
	report claim.Report
	wanted []expectation
}

func loadExpected(t testing.TB) []expected {
	t.Helper()
	var all []expected
	data, err := os.ReadFile("testdata/reports.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	for line := range bytes.Lines(data) {
		var e expected
		if err := json.Unmarshal(line, &e.report); err != nil {
			t.Fatal(err)
		}
		all = append(all, e)
	}
	file, err := os.Open("testdata/expected.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var now *expected
	lines := bufio.NewScanner(file)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		switch id, isHead := strings.CutPrefix(line, "== "); {
		case line == "" || strings.HasPrefix(line, "#"):
		case isHead:
			i := slices.IndexFunc(all, func(e expected) bool { return e.report.ID == id })
			if i < 0 {
				t.Fatalf("expected.txt:%d: no report %q", n, id)
			}
			now = &all[i]
		default:
			x, err := parseExpectation(line)
			if err != nil || now == nil {
				t.Fatalf("expected.txt:%d: %v", n, err)
			}
			x.line = n
			now.wanted = append(now.wanted, x)
		}
	}
	return all
}

func parseExpectation(line string) (expectation, error) {
	parts := strings.SplitN(line, "|", 3)
	if len(parts) != 3 {
		return expectation{}, fmt.Errorf("want kind | words | fields")
	}
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	if parts[0] == "atmost" {
		n, err := strconv.Atoi(parts[2])
		return expectation{kind: claim.Kind(parts[1]), most: n}, err
	}
	kind, must := strings.CutPrefix(parts[0], "!")
	x := expectation{must: must, kind: claim.Kind(kind), words: parts[1], most: -1}
	for field := range strings.SplitSeq(parts[2], ";") {
		key, value, ok := strings.Cut(strings.TrimSpace(field), "=")
		if !ok {
			return x, fmt.Errorf("field %q is not key=value", field)
		}
		x.fields = append(x.fields, [2]string{key, value})
	}
	return x, nil
}

func TestExpectationsFitTheirReports(t *testing.T) {
	t.Parallel()
	all := loadExpected(t)
	if len(all) < 12 {
		t.Errorf("%d reports, want 12", len(all))
	}
	for _, e := range all {
		if len(e.wanted) == 0 {
			t.Errorf("%s: nothing is expected", e.report.ID)
		}
		for _, x := range e.wanted {
			if !slices.Contains(claim.Kinds, x.kind) {
				t.Errorf("expected.txt:%d: no kind %q", x.line, x.kind)
			}
			if !strings.Contains(e.report.Text, x.words) {
				t.Errorf("expected.txt:%d: %s does not say %q", x.line, e.report.ID, x.words)
			}
			for _, f := range x.fields {
				if _, known := (judge{}).tests()[f[0]]; !known {
					t.Errorf("expected.txt:%d: no key %q", x.line, f[0])
				}
			}
		}
	}
}

// TestExpected reads the reports and says what of the expectations the record meets; -v lists what it misses.
func TestExpected(t *testing.T) {
	t.Parallel()
	r := newReader(t)
	found, sum := map[claim.Kind]int{}, map[claim.Kind]int{}
	met, all, over := 0, 0, 0
	for _, e := range loadExpected(t) {
		rec, err := r.Read(e.report)
		if err != nil {
			t.Errorf("%s: %v", e.report.ID, err)
			continue
		}
		recordtest.Valid(t, rec, e.report.Text)
		for _, x := range e.wanted {
			if x.most >= 0 {
				if n := countKind(rec, x.kind); n > x.most {
					over++
					t.Logf("expected.txt:%d: %s: %d claims of %s, want at most %d", x.line, e.report.ID, n, x.kind, x.most)
				}
				continue
			}
			there, why := meets(rec, e.report.Text, x)
			all, sum[x.kind] = all+1, sum[x.kind]+1
			if there {
				met, found[x.kind] = met+1, found[x.kind]+1
				continue
			}
			report := t.Logf
			if x.must {
				report = t.Errorf
			}
			report("expected.txt:%d: %s: %s: %s", x.line, x.kind, x.words, why)
		}
	}
	for _, k := range claim.Kinds {
		t.Logf("%-10s %3d of %3d", k, found[k], sum[k])
	}
	t.Logf("met %d of %d; too many of a kind: %d", met, all, over)
	if share := float64(met) / float64(all); share < expectedFloor {
		t.Errorf("%.2f of the expectations are met, want %.2f", share, expectedFloor)
	}
}

// expectedFloor is what the reader must keep; raise it when it does better.
const expectedFloor = 0.63

func countKind(rec *claim.Record, kind claim.Kind) int {
	n := 0
	for i := range rec.Claims {
		if rec.Claims[i].Kind == kind {
			n++
		}
	}
	return n
}

// meets tells whether some claim of the record answers an expectation, and if not what the nearest lacks.
func meets(rec *claim.Record, text string, x expectation) (bool, string) {
	at := strings.Index(text, x.words)
	start := len([]rune(text[:at]))
	words := claim.Span{Start: start, End: start + len([]rune(x.words))}
	nearest, fewest := "no claim there", len(x.fields)+1
	for i := range rec.Claims {
		c := &rec.Claims[i]
		if c.Kind != x.kind || c.In != "" || !touches(c, words) {
			continue
		}
		j := judge{text: text, rec: rec, claim: c}
		wrong := j.wrong(x.fields)
		if len(wrong) == 0 {
			return true, ""
		}
		if len(wrong) < fewest {
			fewest, nearest = len(wrong), "wrong: "+strings.Join(wrong, " ")
		}
	}
	return false, nearest
}

func touches(c *claim.Claim, words claim.Span) bool {
	if c.Span.Overlaps(words) {
		return true
	}
	s, ok := c.Body.(*claim.Statement)
	return ok && slices.ContainsFunc(s.ContentSpans, words.Overlaps)
}
