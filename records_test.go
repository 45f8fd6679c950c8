package parley_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/parley-desk/parley/claim"
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

func newReader(t *testing.T) *reader.Reader {
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
