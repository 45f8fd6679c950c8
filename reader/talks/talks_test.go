package talks

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/knowledge"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/attribution"
	"github.com/parley-desk/parley/reader/draft"
	"github.com/parley-desk/parley/reader/lexicon"
	"github.com/parley-desk/parley/reader/numbers"
	"github.com/parley-desk/parley/reader/participants"
	"github.com/parley-desk/parley/reader/quotes"
	"github.com/parley-desk/parley/reader/times"
)

// pipeline is the stages up to the one under test.
type pipeline struct {
	engine *language.Engine
	stages []draft.Stage
}

var setup = sync.OnceValues(func() (*pipeline, error) {
	engine, err := language.Load()
	if err != nil {
		return nil, err
	}
	base, err := knowledge.Load()
	if err != nil {
		return nil, err
	}
	lex, err := lexicon.Open("en", "")
	if err != nil {
		return nil, err
	}
	p := &pipeline{engine: engine}
	for _, make := range []func(*lexicon.Set, *knowledge.Base) (draft.Stage, error){
		quotes.New, times.New, numbers.New, participants.New, attribution.New, New} {
		s, err := make(lex, base)
		if err != nil {
			return nil, err
		}
		p.stages = append(p.stages, s)
	}
	return p, nil
})

// setting makes a report of a conflict of any sentence.
const setting = " The army and the rebels have fought along the border since May."

func read(t testing.TB, text string) *draft.Draft {
	t.Helper()
	p, err := setup()
	if err != nil {
		t.Fatal(err)
	}
	w := p.engine.NewWorker()
	doc := w.Split(text)
	for s := range doc.Sentences {
		w.Tag(doc, s)
		w.FindNames(doc, s)
		w.Parse(doc, s)
	}
	d := draft.New(claim.Report{Text: text, Published: "2025-11-08"}, doc)
	d.Wanted = make([]bool, len(doc.Sentences))
	d.Grow()
	for _, s := range p.stages {
		s.Run(d)
	}
	return d
}

// lines prints the claims of a kind by the fields that the tests look at.
func lines(d *draft.Draft, kind claim.Kind) []string {
	var out []string
	for i := range d.Claims {
		if c := &d.Claims[i]; c.Kind == kind {
			out = append(out, line(c))
		}
	}
	return out
}

func line(c *claim.Claim) string {
	s := ""
	switch b := c.Body.(type) {
	case *claim.Meeting:
		s = fmt.Sprintf("%s %d parties=%s roles=%s next=%s", b.Outcome, b.Round, ids(b.Parties), ids(b.Roles), day(b.Next))
	case *claim.Ceasefire:
		s = fmt.Sprintf("%s parties=%s effective=%s ends=%s", b.State, ids(b.Parties), day(b.Effective), day(b.Ends))
		for _, k := range b.Conditions {
			s += " if=" + k.Text
		}
	case *claim.Commitment:
		s = fmt.Sprintf("%s from=%s to=%s %q", b.Form, ids([]claim.Ref{*b.From}), ids(b.To), b.Content)
		if b.Agreement != nil {
			s += " under=" + b.Agreement.Text
		}
	case *claim.Breach:
		s = "accused=" + ids(b.Accused)
		if b.Of != nil {
			s += " of=" + b.Of.Text
		}
	case *claim.Status:
		s = fmt.Sprintf("%s %s %q since=%s", b.SubjectKind, b.State, b.Subject.Text, day(b.Since))
	}
	if c.Polarity == claim.Negative {
		s += " negative"
	}
	if c.Certainty != claim.Asserted {
		s += " " + string(c.Certainty)
	}
	return s
}

func ids(refs []claim.Ref) string {
	var out []string
	for _, r := range refs {
		id := r.Actor
		if id == "" {
			id = "'" + r.Text + "'"
		}
		if r.Role != "" {
			id += ":" + r.Role
		}
		out = append(out, id)
	}
	return "[" + strings.Join(out, " ") + "]"
}

func day(w *claim.When) string {
	if w == nil {
		return "-"
	}
	if w.Start == "" {
		return w.End
	}
	return w.Start
}

func TestClaims(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		kind claim.Kind
		text string
		want []string
	}{
		{claim.KindMeeting, "Talks between Pakistan and Afghanistan, mediated by Qatar, ended in deadlock in Istanbul on Friday.", []string{
			"deadlock 0 parties=[PAK AFG] roles=[QAT:mediator] next=-"}},
		{claim.KindMeeting, "The third round of talks between Pakistan and Afghanistan opened on Thursday.", []string{
			" 3 parties=[PAK AFG] roles=[] next=-"}},
		{claim.KindMeeting, "The talks produced no agreement.", []string{"no_agreement 0 parties=[] roles=[] next=-"}},
		{claim.KindMeeting, "The talks will resume on Monday.", []string{"planned 0 parties=[] roles=[] next=-"}},
		{claim.KindMeeting, "Colombia suspended peace talks with the rebels on Friday.", []string{"postponed"}},
		{claim.KindMeeting, "The minister spoke after the talks.", nil},
		{claim.KindMeeting, "The talks could collapse.", nil},
		{claim.KindCeasefire, "A ceasefire between Armenia and Azerbaijan took effect on Thursday.", []string{
			"in_effect parties=[ARM AZE] effective=2025-11-06 ends=-"}},
		{claim.KindCeasefire, "The ceasefire holds only if no attacks come from the north.", []string{
			"in_effect parties=[] effective=- ends=- if=no attacks come from the north conditional"}},
		{claim.KindCeasefire, "Both sides extended the truce until November 20.", []string{"extended"}},
		{claim.KindCeasefire, "The truce has collapsed.", []string{"lapsed"}},
		{claim.KindCeasefire, "Soldiers spoke of ceasefire violations.", nil},
		{claim.KindBreach, "Armenia accused Azerbaijan of violating the ceasefire.", []string{"accused=[AZE] of=the ceasefire alleged"}},
		{claim.KindBreach, "Azerbaijan has not violated the ceasefire.", []string{"accused=[AZE] of=the ceasefire negative"}},
		{claim.KindBreach, "Azerbaijan violated the airspace.", nil},
		{claim.KindStatus, "The border has been closed since September.", []string{`crossing closed "The border" since=2025-09-01`}},
		{claim.KindStatus, "The main road has been blocked since Thursday.", []string{`route closed "The main road" since=2025-11-06`}},
		{claim.KindStatus, "The crossing must be opened.", nil},
		{claim.KindCommitment, "Under the agreement, Hamas must release all hostages by Monday.", []string{
			`obligation from=[PSE.hamas] to=[] "Hamas must release all hostages by Monday" under=the agreement`}},
		{claim.KindCommitment, "Azerbaijan refused to withdraw its troops from the village.", []string{
			`refusal from=[AZE] to=[] "to withdraw its troops from the village"`}},
	} {
		t.Run(c.text, func(t *testing.T) {
			t.Parallel()
			got := lines(read(t, c.text+setting), c.kind)
			for i := range min(len(got), len(c.want)) {
				if !strings.Contains(c.want[i], "=") && strings.HasPrefix(got[i], c.want[i]) {
					got[i] = c.want[i] // only the outcome or state is looked at
				}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// TestMetaphor holds that talks and truces of no conflict are left alone.
func TestMetaphor(t *testing.T) {
	t.Parallel()
	d := read(t, "A truce with the drivers' union ended a strike at the depot. Talks between the brewer and its rival had collapsed.")
	for _, kind := range []claim.Kind{claim.KindMeeting, claim.KindCeasefire, claim.KindBreach} {
		if got := lines(d, kind); len(got) > 0 {
			t.Errorf("%s: %v", kind, got)
		}
	}
}

func TestWholeDays(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]int{"P3D": 3, "P2W": 14, "PT48H": 2, "PT36H": 2, "P1M": 0, "PXD": 0, "": 0, "P": 0, "PT": 0} {
		if got, ok := wholeDays(value); got != want || ok != (want > 0) {
			t.Errorf("wholeDays(%q): %d %v", value, got, ok)
		}
	}
}

func FuzzTalks(f *testing.F) {
	f.Add("The army said talks with the rebels, hosted by Qatar, would resume only if the ceasefire, which both sides violated, holds until Friday.")
	f.Add("“We will not sign,” he said, “unless the border” closed since talks between talks of talks must open.")
	p, err := setup()
	if err != nil {
		f.Fatal(err)
	}
	_ = p
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) || len(text) > 2000 {
			return
		}
		d := read(t, text+setting)
		length := utf8.RuneCountInString(d.Report.Text)
		for i := range d.Claims {
			c := &d.Claims[i]
			if c.Span.Start < 0 || c.Span.Start >= c.Span.End || c.Span.End > length || !c.Sentence.Covers(c.Span) && c.Kind != claim.KindStatement {
				t.Errorf("%s %q: span %v in sentence %v", c.Kind, c.Rule, c.Span, c.Sentence)
			}
		}
	})
}
