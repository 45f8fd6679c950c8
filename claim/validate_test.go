package claim_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/parley-desk/parley/claim"
)

func TestTheSampleIsValid(t *testing.T) {
	t.Parallel()
	if err := claim.Check(sample(t), sampleText); err != nil {
		t.Fatal(err)
	}
}

// body gives the body of a claim of the sample.
func body[T claim.Body](r *claim.Record, i int) T { return r.Claims[i].Body.(T) }

// Each spoils one thing in the sample; the error must name that field and that rule.
var spoilt = []struct {
	path, rule string
	spoil      func(*claim.Record)
}{
	{"record", "version", func(r *claim.Record) { r.Record = 2 }},
	{"id", "given", func(r *claim.Record) { r.ID = "" }},
	{"reader.name", "given", func(r *claim.Record) { r.Reader.Name = "" }},
	{"report.sha256", "hexadecimal", func(r *claim.Record) { r.Report.SHA256 = "beef" }},
	{"report.published", "ISO 8601", func(r *claim.Record) { r.Report.Published = "6 Nov 2025" }},
	{"report.updated", "ISO 8601", func(r *claim.Record) { r.Report.Updated = "2025-13-01" }},
	{"report.language", "given", func(r *claim.Record) { r.Report.Language = "" }},
	{"report.dateline.place", "index into places", func(r *claim.Record) { *r.Report.Dateline.Place = 9 }},
	{"report.dateline.day", "ISO 8601 day", func(r *claim.Record) { r.Report.Dateline.Day = "2025-02-30" }},
	{"names[0].span", "inside the text", func(r *claim.Record) { r.Names[0].Span.End = 5000 }},
	{"names[0].span", "not empty", func(r *claim.Record) { r.Names[0].Span.End = r.Names[0].Span.Start }},
	{"names[0].kind", "one of", func(r *claim.Record) { r.Names[0].Kind = "city" }},
	{"names[0].ref", "index into places", func(r *claim.Record) { r.Names[0].Ref = -1 }},
	{"names[1].ref", "id of an actor", func(r *claim.Record) { r.Names[1].Ref = "WST" }},
	{"names[1].ref", "actor's id or a place's index", func(r *claim.Record) { r.Names[1].Ref = 1.5 }},
	{"title_names[0].span", "inside the text", func(r *claim.Record) { r.TitleNames[0].Span.End = len(sampleTitle) + 1 }},
	{"title_names[0].span", "lies inside the text", func(r *claim.Record) { r.TitleNames[0].Span.End = 4000 }},
	{"times[0].type", "one of", func(r *claim.Record) { r.Times[0].Type = "date" }},
	{"times[0].end", "not before start", func(r *claim.Record) { r.Times[0].End = "2025-11-05" }},
	{"times[0].value", "given", func(r *claim.Record) { r.Times[0].Value = "" }},
	{"places[0].country", "alpha-3", func(r *claim.Record) { r.Places[0].Country = "Eastland" }},
	{"places[0].lat", "between", func(r *claim.Record) { r.Places[0].Lat = number(91) }},
	{"places[0].lat", "where lon is", func(r *claim.Record) { r.Places[0].Lat = nil }},
	{"places[0].kind", "one of", func(r *claim.Record) { r.Places[0].Kind = "town" }},
	{"actors[0].id", "country's code", func(r *claim.Record) { r.Actors[0].ID = "Eastland" }},
	{"actors[1].id", "unique", func(r *claim.Record) { r.Actors[1].ID = "EST" }},
	{"actors[0].sector", "one of", func(r *claim.Record) { r.Actors[0].Sector = "XYZ" }},
	{"actors[0].mentions[0]", "index into names", func(r *claim.Record) { r.Actors[0].Mentions[0] = 3 }},
	{"claims[1].id", "unique", func(r *claim.Record) { r.Claims[1].ID = "statement-1" }},
	{"claims[0].kind", "one of", func(r *claim.Record) { r.Claims[0].Kind = "quote" }},
	{"claims[0]", "fields of its kind", func(r *claim.Record) { r.Claims[0].Body = &claim.Stake{} }},
	{"claims[0]", "fields of its kind", func(r *claim.Record) { r.Claims[0].Body = nil }},
	{"claims[0].polarity", "one of", func(r *claim.Record) { r.Claims[0].Polarity = "" }},
	{"claims[0].confidence", "between 0 and 1", func(r *claim.Record) { r.Claims[0].Confidence = math.NaN() }},
	{"claims[0].rule", "given", func(r *claim.Record) { r.Claims[0].Rule = "" }},
	{"claims[7].about[0].claim", "id of a claim", func(r *claim.Record) { r.Claims[aFigure].About[0].Claim = "event-9" }},
	{"claims[7].about[0].claim", "another claim", func(r *claim.Record) { r.Claims[aFigure].About[0].Claim = "figure-1" }},
	{"claims[7].about[0].how", "one of", func(r *claim.Record) { r.Claims[aFigure].About[0].How = "in" }},
	{"claims[7].about[0]", "lead back", func(r *claim.Record) {
		r.Claims[anEvent].About = []claim.Link{{Claim: "figure-1", How: claim.CausedBy}}
	}},
	{"claims[0].about[0].how", "earlier in the contract's order", func(r *claim.Record) {
		r.Claims[aCommitment].About, r.Claims[0].About = nil, []claim.Link{{Claim: "commitment-1", How: claim.SameWords}}
	}},
	{"claims[6].time.precision", "given where a day is", func(r *claim.Record) { r.Claims[anEvent].Time.Precision = "" }},
	{"claims[6].time.basis", "one of", func(r *claim.Record) { r.Claims[anEvent].Time.Basis = "guessed" }},
	{"claims[6].about", "inferred", func(r *claim.Record) { r.Claims[anEvent].Time.Basis = claim.BasisInferred }},
	{"claims[6].place.place", "index into places", func(r *claim.Record) { r.Claims[anEvent].Place.Place = 2 }},
	{"claims[6].by[0].actor", "id of an actor", func(r *claim.Record) { r.Claims[anEvent].By[0].Actor = "org:other" }},
	{"claims[6].by[0].role", "roles[] only", func(r *claim.Record) { r.Claims[anEvent].By[0].Role = "host" }},
	{"claims[6].recipients[0].cue", "by[] only", func(r *claim.Record) {
		body[*claim.Event](r, anEvent).Recipients[0].Cue = &claim.Span{Start: 1, End: 2}
	}},
	{"claims[0].speaker.text", "given", func(r *claim.Record) { body[*claim.Statement](r, 0).Speaker.Text = "" }},
	{"claims[0].act", "one of", func(r *claim.Record) { body[*claim.Statement](r, 0).Act = "say" }},
	{"claims[0].form", "one of", func(r *claim.Record) { body[*claim.Statement](r, 0).Form = "" }},
	{"claims[0].issues[0]", "one of", func(r *claim.Record) { body[*claim.Statement](r, 0).Issues[0] = "peace" }},
	{"claims[1].cue_span[1]", "inside the text", func(r *claim.Record) { body[*claim.Statement](r, 1).CueSpan[1].End = 9999 }},
	{"claims[0].content_spans", "at least a cue", func(r *claim.Record) {
		s := body[*claim.Statement](r, 0)
		s.ContentSpans, s.CueSpan = nil, nil
	}},
	{"claims[6].type", "PLOVER", func(r *claim.Record) { body[*claim.Event](r, anEvent).Type = "FIGHT" }},
	{"claims[6].mode", "its PLOVER type", func(r *claim.Record) { body[*claim.Event](r, anEvent).Mode = "troops" }},
	{"claims[6].acled.event_type", "ACLED", func(r *claim.Record) { body[*claim.Event](r, anEvent).ACLED.EventType = "Battle" }},
	{"claims[6].acled.sub_event_type", "its ACLED type", func(r *claim.Record) { body[*claim.Event](r, anEvent).ACLED.SubEventType = "Arrests" }},
	{"claims[6].type", "where acled is not", func(r *claim.Record) {
		e := body[*claim.Event](r, anEvent)
		e.Type, e.Mode, e.ACLED = "", "", nil
	}},
	{"claims[6].figures[0]", "figure of the record", func(r *claim.Record) { body[*claim.Event](r, anEvent).Figures[0] = "stake-1" }},
	{"claims[7].main", "one event only", func(r *claim.Record) {
		r.Claims[aFigure].Kind, r.Claims[aFigure].Body = claim.KindEvent, &claim.Event{Type: "AID", Main: true, Trigger: claim.Span{End: 1}}
	}},
	{"claims[7].measure", "one of", func(r *claim.Record) { body[*claim.Figure](r, aFigure).Measure = "dead" }},
	{"claims[7].low", "at most value", func(r *claim.Record) { body[*claim.Figure](r, aFigure).Low = number(6) }},
	{"claims[7].value", "at most high", func(r *claim.Record) { body[*claim.Figure](r, aFigure).High = number(4) }},
	{"claims[7].value", "whole number", func(r *claim.Record) { body[*claim.Figure](r, aFigure).Value = number(5.5) }},
	{"claims[7].low", "finite", func(r *claim.Record) { body[*claim.Figure](r, aFigure).Low = number(math.Inf(1)) }},
	{"claims[7].unit", "UCUM", func(r *claim.Record) { body[*claim.Figure](r, aFigure).Unit = "US dollars" }},
	{"claims[7].nation_of", "alpha-3", func(r *claim.Record) { body[*claim.Figure](r, aFigure).NationOf = "es" }},
	{"claims[7].value", "or a bound is", func(r *claim.Record) {
		f := body[*claim.Figure](r, aFigure)
		f.Value, f.Low = nil, nil
	}},
	{"claims[2].roles[0].role", "one of", func(r *claim.Record) { body[*claim.Meeting](r, aMeeting).Roles[0].Role = "" }},
	{"claims[2].outcome", "one of", func(r *claim.Record) { body[*claim.Meeting](r, aMeeting).Outcome = "failed" }},
	{"claims[3].state", "one of", func(r *claim.Record) { body[*claim.Ceasefire](r, aCeasefire).State = "broken" }},
	{"claims[4].form", "one of", func(r *claim.Record) { body[*claim.Commitment](r, aCommitment).Form = "vow" }},
	{"claims[5].of.text", "given", func(r *claim.Record) { body[*claim.Breach](r, aBreach).Of.Text = "" }},
	{"claims[8].subject_kind", "one of", func(r *claim.Record) { body[*claim.Status](r, aStatus).SubjectKind = "gate" }},
	{"claims[9].interest", "or a channel", func(r *claim.Record) { body[*claim.Stake](r, aStake).Effect = nil }},
	{"claims[10].probability", "between 0 and 1", func(r *claim.Record) { body[*claim.Projection](r, aProjection).Probability = number(50) }},
	{"claims[10].horizon.start", "ISO 8601 day", func(r *claim.Record) { body[*claim.Projection](r, aProjection).Horizon.Start = "2025-12" }},
}

func TestValidateNamesFieldAndRule(t *testing.T) {
	t.Parallel()
	for _, test := range spoilt {
		t.Run(test.path+" "+test.rule, func(t *testing.T) {
			t.Parallel()
			r := sample(t)
			test.spoil(r)
			wantProblem(t, r.Validate(), test.path, test.rule)
		})
	}
}

// Each spoils what only the text can tell.
var misquoted = []struct {
	path, rule string
	spoil      func(*claim.Record)
}{
	{"report.sha256", "hash of the text", func(r *claim.Record) { r.Report.SHA256 = strings.Repeat("0", 64) }},
	{"report.length", "length in code points", func(r *claim.Record) { r.Report.Length++ }},
	{"names[0].text", `its span, "QALAT"`, func(r *claim.Record) { r.Names[0].Text = "Qalat" }},
	{"title_names[0].text", `its span, "Eastland"`, func(r *claim.Record) { r.TitleNames[0].Text = "the offer" }},
	{"times[0].text", "its span", func(r *claim.Record) { r.Times[0].Span.Start -= 3 }},
	{"places[1].text", "its span", func(r *claim.Record) { r.Places[1].Span.End-- }},
	{"claims[0].span", "touches its sentence", func(r *claim.Record) { r.Claims[0].Sentence = r.Claims[1].Sentence }},
	{"claims[7].span", "within its sentence", func(r *claim.Record) { r.Claims[aFigure].Sentence.End = r.Claims[aFigure].Span.End - 1 }},
	{"claims[0].by[0]", "own speaker", func(r *claim.Record) {
		r.Claims[0].By = []claim.Ref{*body[*claim.Statement](r, 0).Speaker}
	}},
	{"claims[6].by[0].text", "its span", func(r *claim.Record) { r.Claims[anEvent].By[0].Text = "Eastland’s radio" }},
	{"claims[4].content", "its span", func(r *claim.Record) { body[*claim.Commitment](r, aCommitment).Content = "close the crossing" }},
	{"claims[3].conditions[0].text", "its span", func(r *claim.Record) { body[*claim.Ceasefire](r, aCeasefire).Conditions[0].Text = "patrols go" }},
	{"claims[9].effect.text", "its span", func(r *claim.Record) { body[*claim.Stake](r, aStake).Effect.Text = "loss" }},
}

func TestCheckComparesWithTheText(t *testing.T) {
	t.Parallel()
	for _, test := range misquoted {
		t.Run(test.path+" "+test.rule, func(t *testing.T) {
			t.Parallel()
			r := sample(t)
			test.spoil(r)
			if err := r.Validate(); err != nil {
				t.Fatalf("only the text can tell, but Validate says: %v", err)
			}
			wantProblem(t, claim.Check(r, sampleText), test.path, test.rule)
		})
	}
}

// Line breaks within a quoted phrase do not count.
func TestCheckIgnoresWhiteSpace(t *testing.T) {
	t.Parallel()
	r := sample(t)
	body[*claim.Commitment](r, aCommitment).Content = "  open\n the crossing"
	if err := claim.Check(r, sampleText); err != nil {
		t.Fatal(err)
	}
	body[*claim.Commitment](r, aCommitment).Content = "openthe crossing"
	wantProblem(t, claim.Check(r, sampleText), "claims[4].content", "its span")
}

// A claim alone is held to all rules but those that need its record.
func TestValidateClaimAlone(t *testing.T) {
	t.Parallel()
	r := sample(t)
	for i := range r.Claims {
		if err := r.Claims[i].Validate(); err != nil {
			t.Errorf("%s: %v", r.Claims[i].ID, err)
		}
	}
	r.Claims[aFigure].Certainty = "sure"
	wantProblem(t, r.Claims[aFigure].Validate(), "claim.certainty", "one of")
}

func TestProblemsAreShortened(t *testing.T) {
	t.Parallel()
	r := sample(t)
	for i := range r.Claims {
		r.Claims[i].Rule = ""
	}
	text := r.Validate().Error()
	if got := strings.Count(text, "\n"); got != 8 || !strings.HasSuffix(text, "and 3 more") {
		t.Errorf("the error lists every problem:\n%s", text)
	}
}

func wantProblem(t *testing.T, err error, path, rule string) {
	t.Helper()
	var problems claim.Problems
	if !errors.As(err, &problems) {
		t.Fatalf("got %v, want a problem at %s: %s", err, path, rule)
	}
	for _, p := range problems {
		if p.Path == path && strings.Contains(p.Rule, rule) {
			return
		}
	}
	t.Errorf("got %v, want %s: %s", err, path, rule)
}

func TestActorIDs(t *testing.T) {
	t.Parallel()
	for id, valid := range map[string]bool{
		"PAK": true, "AFG.taliban": true, "PAK.ttp": true, "org:un": true, "person:khawaja-asif": true, "unnamed:PAK.official": true,
		"unnamed:official": true, "unnamed:org:un.official": true, "org:org:un": false, "people:rohingya": true, "armed_group:m23": true,
		"": false, "pak": false, "PAKI": false, "PAK.": false, "PAK.TTP": false, "org:": false, ":un": false, "org:the un": false, "Org:un": false, "org:-un": false,
	} {
		r := sample(t)
		r.Actors = append(r.Actors, claim.Actor{ID: id, Name: "x", Kind: claim.ActorOrganization})
		if err := r.Validate(); (err == nil) != valid {
			t.Errorf("%q: %v", id, err)
		}
	}
}

func TestUnits(t *testing.T) {
	t.Parallel()
	for unit, valid := range map[string]bool{
		"USD": true, "%": true, "km": true, "t": true, "m3": true, "{person}/a": true, "[lb_av]": true,
		"kilo metre": false, "(km": false, "km)": false, "€": false, strings.Repeat("m", 40): false,
	} {
		r := sample(t)
		body[*claim.Figure](r, aFigure).Unit = unit
		if err := r.Validate(); (err == nil) != valid {
			t.Errorf("%q: %v", unit, err)
		}
	}
}
