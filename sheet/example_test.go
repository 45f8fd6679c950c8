package sheet_test

import (
	"fmt"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/sheet"
)

// A record is shown by kind, each claim with its words and with who makes it.
func ExampleAppendText() {
	report := claim.Report{ID: "ostrel", Title: "Talks in Ostrel resume", Outlet: "The Sarn Courier", Published: "2025-11-08", Text: "The talks go on, a mediator said."}
	record := &claim.Record{
		ID: "ostrel", Report: claim.Header{Outlet: report.Outlet, Published: report.Published},
		Claims: []claim.Claim{{
			Kind: claim.KindStatement, Span: claim.Span{Start: 0, End: 32},
			Body: &claim.Statement{
				Speaker: &claim.Ref{Text: "a mediator"}, SpeakerSpan: claim.Spans{{Start: 17, End: 27}}, CueSpan: claim.Spans{{Start: 28, End: 32}},
				ContentSpans: []claim.Span{{Start: 0, End: 15}}, Form: claim.Indirect, Manner: claim.Said, Act: claim.ActState, Issues: []claim.Issue{"process"},
			},
		}},
	}
	fmt.Printf("%s", sheet.AppendText(nil, sheet.Sheet{Report: report, Record: record}, sheet.Terminal{}, sheet.Options{}))
	// Output:
	// Talks in Ostrel resume
	// The Sarn Courier · 8 November 2025 · 7 words
	//
	// STATEMENTS  1
	//   A mediator says
	//   “The talks go on”
	//   on the talks
}
