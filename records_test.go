package parley_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/claim/proof"
	"github.com/parley-desk/parley/claim/recordtest"
	"github.com/parley-desk/parley/reader"
	"github.com/parley-desk/parley/sample"
)

// sampleReports reads the sample case as the program does.
func sampleReports(t *testing.T) []claim.Report {
	t.Helper()
	data, err := sample.PakAfg2025.ReadFile("pak-afg-2025/reports.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	var all []claim.Report
	for line := range bytes.Lines(data) {
		var r claim.Report
		if err := json.Unmarshal(line, &r); err != nil {
			t.Fatal(err)
		}
		all = append(all, r)
	}
	return all
}

// Every record of the sample case keeps schema and contract and quotes its
// report rightly, whatever the rules of the day make of it; and each of its
// claims is held to the same text again under another reader.
func TestRecordsOfTheSampleCaseKeepTheContract(t *testing.T) {
	t.Parallel()
	first, second := newReader(t), newReader(t)
	for _, r := range sampleReports(t) {
		t.Run(r.ID, func(t *testing.T) {
			t.Parallel()
			record, err := first.Read(r)
			if err != nil {
				t.Fatal(err)
			}
			recordtest.Valid(t, record, r.Text)
			explained(t, record, r.Text)
			sameRecord(t, second, r, record)
		})
	}
}

// What breaks readers: each gives a record that keeps the contract, or an error that says why not.
func TestStrangeReportsAreReadOrRefused(t *testing.T) {
	t.Parallel()
	r := newReader(t)
	for name, text := range map[string]string{
		"a word":                 "Ceasefire",
		"no letters":             "— … “” 73 ?!",
		"no stop at the end":     "The minister said the truce",
		"one long word":          strings.Repeat("ceasefire", 5000),
		"a thousand sentences":   strings.Repeat("He said that five were killed. ", 1000),
		"a long sentence":        strings.Repeat("five soldiers and ", 2000) + "two civilians were killed.",
		"nested quotation marks": strings.Repeat("“He said ‘", 5000) + "no" + strings.Repeat("’”", 5000),
		"open quotation marks":   strings.Repeat("“We will not go, ", 2000),
		"letters of four bytes":  "🕊 Kabul said on Friday that “🚀 three” were killed 🔥 in Spin Boldak.",
		"right to left":          "قال the minister إن five were killed في Kabul يوم Friday.",
		"combining marks":        "Zábihulláh M\u0301ujahid s\u0301aid tha\u0301t fi\u0301ve were kille\u0301d.",
		"odd spaces":             "Five\u00a0people\u2009were\tkilled\u2028in Kabul\u2029on\vFriday.",
		"capitals":               "THE FMLN SAID ON 3 JANUARY THAT SIX SOLDIERS WERE KILLED IN SAN SALVADOR.",
		"carriage returns":       "KABUL, Nov. 6 —\r\nFive people were killed,\r\npolice said.\r\n\r\n“No,” he said.\r\n",
		"numbers beyond reason":  "At least 99999999999999999999999999999 people and 1e400 soldiers were killed, 0.0000001 percent.",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			report := claim.Report{ID: name, Title: "Talks “end” in Doha — again", Published: "2025-11-07", Text: text}
			record, err := r.Read(report)
			if err != nil {
				if err.Error() == "" {
					t.Error("refused without a word")
				}
				return
			}
			recordtest.Valid(t, record, text)
		})
	}
}

// FuzzRead reads any text, with any title and day. It is refused with a reason,
// or its record can be written, read again and laid over the text: every span
// inside it, every quoted phrase its words, every name, number and date proved by them.
func FuzzRead(f *testing.F) {
	r := newReader(f)
	f.Add("", "", "")
	f.Add("Talks end", "2031-05-02", "TARVO, May 2 — “We will not go,” Ostravia’s envoy said on Friday. At least five soldiers were killed, he added.")
	f.Add("", "2031", "A, citing B, said C had denied that D “killed 1,2oo” in E, unless F… (G said).")
	f.Add("🕊", "2031-05-02T08:30", "OFFICIALS SAID 3 WERE KILLED.\r\n\r\n'No', said he\u2028\u0301 of \"it.")
	f.Fuzz(func(t *testing.T, title, published, text string) {
		record, err := r.Read(claim.Report{ID: "fuzz", Title: title, Published: published, Text: text})
		if unreadable := (*reader.Unreadable)(nil); errors.As(err, &unreadable) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		line, err := record.AppendJSON(nil)
		if err != nil {
			t.Fatal(err)
		}
		var again claim.Record
		if err := json.Unmarshal(line, &again); err != nil {
			t.Fatal(err)
		}
		var problems claim.Problems
		errors.As(claim.Check(&again, text), &problems)
		for _, p := range problems {
			if strings.Contains(p.Rule, "inside the text") || strings.Contains(p.Rule, "words of its span") {
				t.Error(p)
			}
		}
		for _, gap := range proof.Of(&again, text) {
			t.Error(gap)
		}
	})
}

func newReader(t testing.TB) *reader.Reader {
	t.Helper()
	r, err := reader.New(reader.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// sameRecord reads a report again and compares the bytes.
func sameRecord(t *testing.T, r *reader.Reader, report claim.Report, record *claim.Record) {
	t.Helper()
	again, err := r.Read(report)
	if err != nil {
		t.Fatal(err)
	}
	a, errA := record.AppendJSON(nil)
	b, errB := again.AppendJSON(nil)
	if errA != nil || errB != nil || !bytes.Equal(a, b) {
		t.Errorf("read twice, two records: %v %v\n%.200s\n%.200s", errA, errB, a, b)
	}
}

// explained tells whether each claim says which rule made it by which path, and each with
// participants, a number, a time or a place from which words it has them.
func explained(t *testing.T, record *claim.Record, text string) {
	t.Helper()
	grounds := proof.Grounds(record, text)
	for i := range record.Claims {
		c := &record.Claims[i]
		if c.Rule == "" || c.Path == "" {
			t.Errorf("%s: rule %q, path %q", c.ID, c.Rule, c.Path)
		}
		if (len(c.By) > 0 || c.Time != nil || c.Place != nil || c.Kind == claim.KindFigure) && len(grounds[c.ID]) == 0 {
			t.Errorf("%s: nothing is said of where its fields come from", c.ID)
		}
		for _, g := range grounds[c.ID] {
			if g.Field == "" || g.From == "" {
				t.Errorf("%s: %+v", c.ID, g)
			}
		}
	}
}
