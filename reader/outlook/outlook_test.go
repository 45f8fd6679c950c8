package outlook

import (
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

// setting makes a report of a conflict, with its two sides, of any sentence.
const setting = " Armenia and Azerbaijan have fought along the border since May. Armenia and Azerbaijan blame each other. The army is on alert."

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

// lines prints projections as "holder: content if=condition" and stakes as "holder: interest".
func lines(d *draft.Draft, kind claim.Kind) []string {
	runes := []rune(d.Report.Text)
	name := func(r *claim.Ref) string {
		switch {
		case r == nil:
			return "-"
		case r.Actor != "":
			return r.Actor
		}
		return r.Text
	}
	var out []string
	for i := range d.Claims {
		if d.Claims[i].Kind != kind {
			continue
		}
		switch b := d.Claims[i].Body.(type) {
		case *claim.Projection:
			line := name(b.Holder) + ": " + string(runes[b.ContentSpan.Start:b.ContentSpan.End])
			if b.If != nil {
				line += " if=" + b.If.Text
			}
			out = append(out, line)
		case *claim.Stake:
			line := name(&b.Holder) + ":"
			for _, w := range []*claim.Words{b.Interest, b.Channel, b.Effect} {
				if w != nil {
					line += " " + w.Text
				}
			}
			out = append(out, line)
		}
	}
	return out
}

func TestClaims(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		kind claim.Kind
		text string
		want []string
	}{
		{claim.KindProjection, "The Kenyan envoy on Tuesday warned that the war will return to Somalia if the truce renewal efforts collapsed.", []string{"unnamed:KEN.envoy: the war will return to Somalia if the truce renewal efforts collapsed if=the truce renewal efforts collapsed"}},
		{claim.KindProjection, "Kenya warned the warring factions against violating the peace deal.", nil},
		{claim.KindProjection, "The impasse could cascade into a wider war.", []string{"-: The impasse could cascade into a wider war"}},
		{claim.KindProjection, "Analysts foresee sporadic clashes.", []string{"unnamed:analyst: sporadic clashes"}},
		{claim.KindProjection, "The fighting is likely to spread.", []string{"-: The fighting is likely to spread"}},
		{claim.KindProjection, "The violence risks derailing the talks.", []string{"-: The violence risks derailing the talks"}},
		{claim.KindProjection, "The report could not be verified.", nil},
		{claim.KindProjection, "After this vote, analysts warned, the war would spread.", []string{"unnamed:analyst: the war would spread"}},
		{claim.KindProjection, "Analysts warned of a longer war.", []string{"unnamed:analyst: a longer war"}},
		{claim.KindProjection, "Armenia will close the border.", nil},
		{claim.KindStake, "India watches warily, given its investments in a port.", []string{"IND: its investments in a port"}},
		{claim.KindStake, "Georgia, reliant on transit fees, has little to say.", []string{"GEO: reliant on transit fees"}},
		{claim.KindStake, "Armenia faces a hard winter.", nil},
		{claim.KindStake, "India may gain traffic through its ports.", []string{"IND: traffic through its ports"}},
		{claim.KindStake, "India gained ground on Monday.", nil},
		{claim.KindStake, "India could lose its road to the sea.", []string{"IND: its road to the sea"}},
	} {
		t.Run(c.text, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, lines(read(t, c.text+setting), c.kind)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// TestNoConflictNoStake holds that who gains and loses in business is no third party.
func TestNoConflictNoStake(t *testing.T) {
	t.Parallel()
	if got := lines(read(t, "The brewer benefited from higher prices. Its rival faces a strike."), claim.KindStake); len(got) > 0 {
		t.Errorf("stakes: %v", got)
	}
}

func FuzzOutlook(f *testing.F) {
	f.Add("Economists expect both economies to shrink by 2% next year if the road stays shut, and India watches warily.")
	f.Add("If it could risk risks risking without without barring, China, via Road, faces faces.")
	if _, err := setup(); err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) || len(text) > 2000 || strings.Count(text, " ") > 300 {
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
