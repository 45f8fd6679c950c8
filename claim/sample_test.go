package claim_test

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/parley-desk/parley/claim"
)

// sampleText is a made-up report with something of every kind, and letters of
// more than one byte before and between the words that claims quote.
const sampleTitle = "Eastland rejects the offer"

const sampleText = `QALAT, Nov. 6 — “We will open the crossing,” said Eastland’s negotiator after a third round in Qalat.
Westland’s radio, citing a medic, reported that shelling killed at least five civilians in Marr on Thursday.
The truce of Qalat holds only if patrols stop, and each side says the other broke it. Grain traders fear losses by December, and give them a chance of one half.`

// sampler makes spans by finding words in the sample text.
type sampler struct{ t *testing.T }

func (s sampler) span(words string) claim.Span {
	s.t.Helper()
	i := strings.Index(sampleText, words)
	if i < 0 {
		s.t.Fatalf("the sample text does not hold %q", words)
	}
	start := utf8.RuneCountInString(sampleText[:i])
	return claim.Span{Start: start, End: start + utf8.RuneCountInString(words)}
}

func (s sampler) at(words string) *claim.Span {
	span := s.span(words)
	return &span
}

func (s sampler) ref(actor, words string) claim.Ref {
	return claim.Ref{Actor: actor, Text: words, Span: s.at(words)}
}

func (s sampler) words(words string) *claim.Words {
	return &claim.Words{Text: words, Span: s.at(words)}
}

func number(n float64) *float64 { return &n }

// Positions of the sample's claims in its record.
const (
	aPledgeSaid = iota
	aRadioSaid
	aMeeting
	aCeasefire
	aCommitment
	aBreach
	anEvent
	aFigure
	aStatus
	aStake
	aProjection
)

// sample is a valid record of the sample text, with one claim of every kind
// (two statements), fresh for each caller to spoil.
func sample(t *testing.T) *claim.Record {
	s := sampler{t}
	const (
		first  = "QALAT, Nov. 6 — “We will open the crossing,” said Eastland’s negotiator after a third round in Qalat."
		second = "Westland’s radio, citing a medic, reported that shelling killed at least five civilians in Marr on Thursday."
		third  = "The truce of Qalat holds only if patrols stop, and each side says the other broke it."
		fourth = "Grain traders fear losses by December, and give them a chance of one half."
	)
	base := func(id string, words, sentence string) claim.Claim {
		return claim.Claim{ID: id, Span: s.span(words), Sentence: s.span(sentence), By: []claim.Ref{},
			Polarity: claim.Positive, Certainty: claim.Asserted, Tense: claim.Past, Confidence: 0.75, Rule: "sample"}
	}
	of := func(c claim.Claim, kind claim.Kind, body claim.Body) claim.Claim {
		c.Kind, c.Body = kind, body
		return c
	}
	thursday := &claim.When{Start: "2025-11-06", End: "2025-11-06", Precision: claim.PrecisionDay, Basis: claim.BasisRelative, Span: s.at("Thursday")}
	negotiator := s.ref("unnamed:EST.official", "Eastland’s negotiator")
	radio := s.ref("org:westland-radio", "Westland’s radio")
	sum := sha256.Sum256([]byte(sampleText))
	qalat, marr := 0, 1
	r := &claim.Record{
		Record: claim.Version, Reader: claim.Reader{Name: "parley", Version: "test", Engine: "none"}, ID: "sample-1",
		Report: claim.Header{Title: sampleTitle, Published: "2025-11-07T08:30", Language: "en", SHA256: hex.EncodeToString(sum[:]),
			Length: utf8.RuneCountInString(sampleText), Dateline: &claim.Dateline{Place: &qalat, Day: "2025-11-06", Span: s.at("QALAT, Nov. 6")}},
		Names: []claim.Name{
			{Span: s.span("QALAT"), Text: "QALAT", Kind: claim.NamePlace, Ref: qalat},
			{Span: s.span("Eastland"), Text: "Eastland", Kind: claim.NamePlace, Ref: "EST"},
		},
		TitleNames: []claim.Name{{Span: claim.Span{Start: 0, End: 8}, Text: "Eastland", Kind: claim.NamePlace, Ref: "EST"}},
		Times: []claim.Time{
			{Span: s.span("Thursday"), Text: "Thursday", Type: claim.TypeDate, Value: "2025-11-06", Start: "2025-11-06", End: "2025-11-06", Basis: claim.BasisRelative},
			{Span: s.span("December"), Text: "December", Type: claim.TypeDate, Value: "2025-12", Start: "2025-12-01", End: "2025-12-31", Basis: claim.BasisRelative},
		},
		Places: []claim.Place{
			{Span: s.span("QALAT"), Text: "QALAT", Name: "Qalat", Country: "EST", Lat: number(30.5), Lon: number(66.25), Kind: claim.PlaceCity, Precision: claim.PreciseExact, Literal: true},
			{Span: s.span("Marr"), Text: "Marr", Literal: true},
		},
		Actors: []claim.Actor{
			{ID: "EST", Name: "Eastland", Kind: claim.ActorState, Country: "EST", Sector: "GOV", Mentions: []int{1}},
			{ID: "unnamed:EST.official", Name: "an Eastland official", Kind: claim.ActorUnnamed, SideOf: "EST"},
			{ID: "org:westland-radio", Name: "Westland’s radio", Kind: claim.ActorOrganization},
		},
	}
	event := of(base("event-1", "shelling killed at least five civilians in Marr on Thursday", second), claim.KindEvent, &claim.Event{
		Type: "ASSAULT", Mode: "heavy-weapons", ACLED: &claim.ACLED{EventType: "Explosions/Remote violence", SubEventType: "Shelling/artillery/missile attack"},
		Main: true, Recipients: []claim.Ref{s.ref("", "five civilians")}, Trigger: s.span("shelling"), Figures: []string{"figure-1"}})
	event.By, event.Time, event.Place = []claim.Ref{radio}, thursday, &claim.Where{Place: marr, Basis: claim.PlaceStated}
	figure := of(base("figure-1", "at least five civilians", second), claim.KindFigure, &claim.Figure{
		Measure: claim.Killed, Value: number(5), Low: number(5), Wording: "at least", Of: "civilians", StatusOf: claim.Civilian})
	figure.About = []claim.Link{{Claim: "event-1", How: claim.PartOf}}
	r.Claims = []claim.Claim{
		of(base("statement-1", "“We will open the crossing,” said Eastland’s negotiator", first), claim.KindStatement, &claim.Statement{
			Speaker: &negotiator, SpeakerSpan: claim.Spans{s.span("Eastland’s negotiator")}, CueSpan: claim.Spans{s.span("said")},
			ContentSpans: []claim.Span{s.span("“We will open the crossing,”")}, Form: claim.Direct, Manner: claim.Said, Act: claim.ActPledge, Issues: []claim.Issue{"trade_and_crossings"}}),
		of(base("statement-2", second, second), claim.KindStatement, &claim.Statement{
			Speaker: &radio, SpeakerSpan: claim.Spans{s.span("Westland’s radio")}, CueSpan: claim.Spans{s.span("citing"), s.span("reported")},
			ContentSpans: []claim.Span{s.span("that shelling killed at least five civilians in Marr on Thursday")}, Form: claim.Indirect, Manner: claim.Said, Act: claim.ActState}),
		of(base("meeting-1", "a third round in Qalat", first), claim.KindMeeting, &claim.Meeting{
			Round: 3, Venue: &claim.Where{Place: qalat, Basis: claim.PlaceStated}, Roles: []claim.Ref{{Actor: "EST", Text: "Eastland", Span: s.at("Eastland"), Role: "delegate"}}}),
		of(base("ceasefire-1", "The truce of Qalat holds only if patrols stop", third), claim.KindCeasefire, &claim.Ceasefire{
			State: claim.TruceInEffect, Conditions: []claim.Words{*s.words("patrols stop")}}),
		of(base("commitment-1", "We will open the crossing", first), claim.KindCommitment, &claim.Commitment{
			Form: claim.FormPledge, From: &negotiator, Content: "open the crossing", ContentSpan: s.span("open the crossing")}),
		of(base("breach-1", "the other broke it", third), claim.KindBreach, &claim.Breach{
			Of: s.words("The truce of Qalat"), Accused: []claim.Ref{s.ref("", "the other")}, ContentSpan: s.span("the other broke it")}),
		event, figure,
		of(base("status-1", "open the crossing", first), claim.KindStatus, &claim.Status{
			Subject: *s.words("the crossing"), SubjectKind: claim.SubjectCrossing, State: claim.RouteOpen}),
		of(base("stake-1", "Grain traders fear losses", fourth), claim.KindStake, &claim.Stake{
			Holder: s.ref("", "Grain traders"), Effect: s.words("losses")}),
		of(base("projection-1", "fear losses", fourth), claim.KindProjection, &claim.Projection{
			ContentSpan: s.span("losses"), Probability: number(0.5), Horizon: &claim.When{Start: "2025-12-01", Precision: claim.PrecisionMonth, Basis: claim.BasisRelative, Span: s.at("December")}}),
	}
	r.Claims[aCommitment].About = []claim.Link{{Claim: "statement-1", How: claim.SameWords}}
	return r
}
