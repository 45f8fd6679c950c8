package account_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/claim"
)

// valleys is the case of the tests: two invented parties and their mediator.
func valleys() *claim.Case {
	return &claim.Case{
		ID: "valleys-2031", Title: "Fighting and talks in the two valleys", Window: claim.Window{From: "2031-03-01", To: "2031-06-30"},
		Parties: []claim.Party{
			{ID: "AAA", Name: "Upper Valley"},
			{ID: "BBB", Name: "Lower Valley"},
		},
		Mediators: []claim.Mediator{{ID: "CCC", Name: "The Hills", Roles: []string{"host"}}},
		Places:    []claim.CasePlace{{Name: "Ford", Country: "AAA", Kind: claim.PlaceCrossing}, {Name: "Mill", Country: "BBB", Kind: claim.PlaceCity}},
		Issues:    []claim.Issue{"ceasefire", "border"},
		Process:   claim.Process{Name: "Talks of the two valleys", Rounds: []claim.Round{{Round: 1, Venue: "Hillton", From: "2031-03-20", To: "2031-03-22"}, {Round: 2, Venue: "Hillton", From: "2031-04-10", To: "2031-04-12"}}},
	}
}

// planted is a report of a test with the claims that a reader might have made of it.
type planted struct {
	t      testing.TB
	report claim.Report
	record *claim.Record
	v      account.Version
}

func plant(t testing.TB, id, day, outlet, text string) *planted {
	t.Helper()
	sum := sha256.Sum256([]byte(text))
	p := &planted{t: t, report: claim.Report{ID: id, Outlet: outlet, Published: day, Text: text}, v: account.Version{Report: id, Number: 1, Available: day}}
	p.record = &claim.Record{Record: 1, Reader: claim.Reader{Name: "test"}, ID: id,
		Report: claim.Header{Outlet: outlet, Published: day, Language: "en", SHA256: hex.EncodeToString(sum[:]), Length: len(text)}}
	p.record.Actors = append(p.record.Actors, []claim.Actor{
		{ID: "AAA", Name: "Upper Valley", Kind: claim.ActorState, Country: "AAA"}, {ID: "BBB", Name: "Lower Valley", Kind: claim.ActorState, Country: "BBB"},
		{ID: "CCC", Name: "The Hills", Kind: claim.ActorState}, {ID: "org:watch", Name: "Valley Watch", Kind: claim.ActorOrganization, Sector: "SOC"},
		{ID: "AAA.guard", Name: "Upper Guard", Kind: claim.ActorOrganization, SideOf: "AAA", Sector: "MIL"},
		{ID: "unnamed:official", Name: "official", Kind: claim.ActorUnnamed},
	}...)
	return p
}

// span finds words in the text, which is ASCII.
func (p *planted) span(words string) claim.Span {
	p.t.Helper()
	at := strings.Index(p.report.Text, words)
	if at < 0 {
		p.t.Fatalf("%q does not stand in %q", words, p.report.Text)
	}
	return claim.Span{Start: at, End: at + len(words)}
}

// detail adds to a planted claim.
type detail func(*planted, *claim.Claim)

func on(day string) detail {
	return func(_ *planted, c *claim.Claim) {
		c.Time = &claim.When{Start: day, End: day, Precision: claim.PrecisionDay, Basis: claim.BasisStated}
	}
}

func during(from, to string) detail {
	return func(_ *planted, c *claim.Claim) {
		c.Time = &claim.When{Start: from, End: to, Precision: claim.PrecisionRange, Basis: claim.BasisStated}
	}
}

func at(place, country string, kind claim.PlaceKind) detail {
	return func(p *planted, c *claim.Claim) {
		c.Place = &claim.Where{Place: p.place(place, country, kind), Basis: claim.PlaceStated}
	}
}

func (p *planted) place(name, country string, kind claim.PlaceKind) int {
	p.record.Places = append(p.record.Places, claim.Place{Span: claim.Span{Start: 0, End: 1}, Text: name, Name: name, Country: country, Kind: kind, Literal: true})
	return len(p.record.Places) - 1
}

func by(actor string) detail {
	return func(_ *planted, c *claim.Claim) { c.By = append(c.By, claim.Ref{Actor: actor, Text: actor}) }
}

// to says to whom or what an event was done.
func to(whom string) detail {
	return func(_ *planted, c *claim.Claim) {
		e := c.Body.(*claim.Event)
		e.Recipients = append(e.Recipients, claim.Ref{Text: whom})
	}
}

func denied() detail { return func(_ *planted, c *claim.Claim) { c.Polarity = claim.Negative } }

func linked(how claim.How, to string) detail {
	return func(_ *planted, c *claim.Claim) { c.About = append(c.About, claim.Link{Claim: to, How: how}) }
}

// claim plants a claim on words and gives its id.
func (p *planted) claim(words string, body claim.Body, kind claim.Kind, details ...detail) string {
	p.t.Helper()
	span := p.span(words)
	c := claim.Claim{ID: fmt.Sprintf("%s-%d-%d", kind, span.Start, span.End), Kind: kind, Span: span, Sentence: span, Polarity: claim.Positive, Certainty: claim.Asserted,
		Tense: claim.Past, Confidence: 1, Rule: "planted", Body: body}
	for _, d := range details {
		d(p, &c)
	}
	p.record.Claims = append(p.record.Claims, c)
	return c.ID
}

func (p *planted) killed(words string, n float64, status claim.StatusOf, nation string, details ...detail) string {
	p.t.Helper()
	return p.claim(words, &claim.Figure{Measure: claim.Killed, Value: &n, Low: &n, High: &n, StatusOf: status, NationOf: nation}, claim.KindFigure, details...)
}

func (p *planted) attack(words, mode string, details ...detail) string {
	p.t.Helper()
	return p.claim(words, &claim.Event{Type: "ASSAULT", Mode: mode, Trigger: p.span(words)}, claim.KindEvent, details...)
}

func (p *planted) says(words, speaker string, act claim.Act, issue claim.Issue, details ...detail) string {
	p.t.Helper()
	span := p.span(words)
	return p.claim(words, &claim.Statement{Speaker: &claim.Ref{Actor: speaker, Text: speaker}, ContentSpans: []claim.Span{span}, Form: claim.Indirect, Manner: claim.Said, Act: act, Issues: []claim.Issue{issue}},
		claim.KindStatement, details...)
}

func (p *planted) contribution() *account.Contribution {
	return account.Contribute(p.v, &p.report, p.record)
}

// anchor is where a decision on a planted claim is anchored.
func (p *planted) anchor(kind claim.Kind, words string) claim.Anchor {
	return claim.Anchor{Report: p.report.ID, SHA256: p.record.Report.SHA256, Kind: kind, Span: p.span(words), Words: words}
}

func contributions(all ...*planted) []*account.Contribution {
	out := make([]*account.Contribution, len(all))
	for i, p := range all {
		out[i] = p.contribution()
	}
	return out
}

// shown is a view as JSON.
func shown(t *testing.T, v any) string {
	t.Helper()
	data, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// everything is all views of a book as JSON.
func everything(t *testing.T, b *account.Book) string {
	t.Helper()
	return shown(t, []any{b.Toll(), b.IncidentList(), b.Talks(), b.Truce(), b.Commitments(), b.Positions(), b.Answers(), b.Exposure(), b.Outlook(), b.Calendar(), b.Findings(nil), b.Background()})
}
