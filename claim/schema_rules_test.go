package claim_test

import (
	"testing"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/claim/recordtest"
)

func TestTheSampleKeepsTheSchema(t *testing.T) {
	t.Parallel()
	recordtest.Valid(t, sample(t), sampleText)
}

// What a consumer with the schema alone can find wrong.
func TestTheSchemaRefuses(t *testing.T) {
	t.Parallel()
	for name, spoil := range map[string]func(*claim.Record){
		"another version":      func(r *claim.Record) { r.Record = 2 },
		"a kind unknown":       func(r *claim.Record) { r.Places[0].Kind = "town" },
		"a negative span":      func(r *claim.Record) { r.Claims[0].Span.Start = -1 },
		"a negative piece":     func(r *claim.Record) { body[*claim.Statement](r, 1).CueSpan[1].Start = -1 },
		"an act unknown":       func(r *claim.Record) { body[*claim.Statement](r, 0).Act = "say" },
		"another type's mode":  func(r *claim.Record) { body[*claim.Event](r, anEvent).Mode = "troops" },
		"a mode without one":   func(r *claim.Record) { body[*claim.Event](r, anEvent).Type = "AID" },
		"another sub-type":     func(r *claim.Record) { body[*claim.Event](r, anEvent).ACLED.SubEventType = "Arrests" },
		"no day":               func(r *claim.Record) { r.Claims[anEvent].Time.Start = "2025-11-31" },
		"no country":           func(r *claim.Record) { r.Actors[0].Country = "Eastland" },
		"too sure":             func(r *claim.Record) { r.Claims[0].Confidence = 1.5 },
		"a role unknown":       func(r *claim.Record) { body[*claim.Meeting](r, aMeeting).Roles[0].Role = "guest" },
		"an issue unknown":     func(r *claim.Record) { body[*claim.Statement](r, 0).Issues[0] = "peace" },
		"a published sentence": func(r *claim.Record) { r.Report.Published = "yesterday" },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := sample(t)
			spoil(r)
			line, err := r.AppendJSON(nil)
			if err != nil {
				t.Fatal(err)
			}
			if recordtest.Schema(line) == nil {
				t.Error("the schema takes it")
			}
		})
	}
}
