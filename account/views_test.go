package account_test

import (
	"encoding/json"
	"errors"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/claim"
)

// aCase is all that the tests of single views plant.
func aCase(t testing.TB) []*account.Contribution {
	return contributions(slices.Concat(fourCounts(t), truceOf(t), talksOf(t), othersOf(t))...)
}

// othersOf are claims for the views that have no test file of their own.
func othersOf(t testing.TB) []*planted {
	closed := plant(t, "o1", "2031-03-06", "Hill Times", "The Ford has been closed since Tuesday. Trade worth 4 million was lost, said the guild. The Upper Valley accused the Lower Valley of firing first. The Lower Valley denied it.")
	ford := closed.place("Ford", "AAA", claim.PlaceCrossing)
	closed.claim("The Ford has been closed", &claim.Status{Subject: claim.Words{Text: "The Ford", Place: &ford}, SubjectKind: claim.SubjectCrossing, State: claim.RouteClosed, Since: &claim.When{Start: "2031-03-04", End: "2031-03-04"}}, claim.KindStatus)
	four := 4e6
	closed.claim("Trade worth 4 million", &claim.Figure{Measure: claim.Trade, Value: &four, Unit: "USD"}, claim.KindFigure, by("unnamed:official"))
	charge := closed.says("The Upper Valley accused the Lower Valley of firing first", "AAA", claim.ActAccuse, "border")
	closed.says("The Lower Valley denied it", "BBB", claim.ActDeny, "border", linked(claim.Denies, charge))
	open := plant(t, "o2", "2031-04-02", "River News", "The Ford opened again on Tuesday. Merchants expect the market to be held on 9 April. Hills gains from the detour.")
	ford = open.place("Ford", "AAA", claim.PlaceCrossing)
	open.claim("The Ford opened again", &claim.Status{Subject: claim.Words{Text: "The Ford", Place: &ford}, SubjectKind: claim.SubjectCrossing, State: claim.RouteOpen}, claim.KindStatus, on("2031-04-01"))
	open.claim("Merchants expect the market to be held", &claim.Projection{ContentSpan: open.span("the market to be held"), Horizon: &claim.When{Start: "2031-04-09", End: "2031-04-09"}}, claim.KindProjection)
	open.claim("Hills gains from the detour", &claim.Stake{Holder: claim.Ref{Actor: "CCC", Text: "Hills"}, Effect: &claim.Words{Text: "gains from the detour"}}, claim.KindStake)
	return []*planted{closed, open}
}

// The order in which reports and decisions come changes no view.
func TestOrderDoesNotMatter(t *testing.T) {
	t.Parallel()
	all := aCase(t)
	p := fourCounts(t)[0]
	decisions := []claim.Decision{
		{ID: "d1", Kind: claim.DecideReject, Author: "a", At: "2031-04-01T10:00:00Z", Reason: "r", Of: []claim.Anchor{p.anchor(claim.KindFigure, "killed three people")}},
		{ID: "d2", Kind: claim.DecideUndo, Author: "a", At: "2031-04-01T11:00:00Z", Reason: "r", Undo: "d1"},
		{ID: "d3", Kind: claim.DecideGrade, Author: "a", At: "2031-04-01T12:00:00Z", Reason: "r", Outlet: "Mill Herald", Grade: "A1"},
	}
	want := everything(t, account.Open(valleys(), all, decisions, "", ""))
	for seed := range int64(8) {
		r := rand.New(rand.NewSource(seed))
		shuffled, others := slices.Clone(all), slices.Clone(decisions)
		r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		r.Shuffle(len(others), func(i, j int) { others[i], others[j] = others[j], others[i] })
		if diff := cmp.Diff(want, everything(t, account.Open(valleys(), shuffled, others, "", ""))); diff != "" {
			t.Fatalf("order %d: %s", seed, diff)
		}
	}
}

// Of what was not yet known nothing is in a view; and what is known grows only.
func TestAsOfIsMonotone(t *testing.T) {
	t.Parallel()
	all := aCase(t)
	rapid.Check(t, func(rt *rapid.T) {
		day := rapid.SampledFrom([]string{"2031-03-03", "2031-03-04", "2031-03-06", "2031-03-22", "2031-03-31", "2031-04-05", "2031-04-12", "2031-05-01"}).Draw(rt, "as of")
		b := account.Open(valleys(), all, nil, day, "")
		var known []*account.Contribution
		for _, c := range all {
			if account.Known(c.Available, day) {
				known = append(known, c)
			}
		}
		if diff := cmp.Diff(everything(t, account.Open(valleys(), known, nil, day, "")), everything(t, b)); diff != "" {
			rt.Fatalf("a view as of %s knows of later reports: %s", day, diff)
		}
		for _, cite := range citesIn(t, b) {
			if cite.Day > day {
				rt.Fatalf("as of %s: cites %s of %s", day, cite.Words, cite.Day)
			}
		}
	})
}

// citesIn lists all citations of all views' tables.
func citesIn(t *testing.T, b *account.Book) []account.Cite {
	t.Helper()
	var all []account.Cite
	for _, v := range []account.View{b.Toll(), b.IncidentList(), b.Talks(), b.Truce(), b.Commitments(), b.Positions(), b.Answers(), b.Exposure(), b.Outlook(), b.Calendar(), b.Findings(nil)} {
		for _, table := range v.Tables() {
			for _, l := range table.Lines {
				if len(l.Cells()) > len(table.Columns) {
					t.Errorf("%s: %d cells in %d columns", table.Title, len(l.Cells()), len(table.Columns))
				}
				all = append(all, l.Cites().List()...)
			}
		}
	}
	return all
}

// Rejecting, correcting and adding change a view as said, and undoing restores it to the byte.
func TestDecisionsChangeViewsAndUndoingRestores(t *testing.T) {
	t.Parallel()
	reports := fourCounts(t)
	all := contributions(reports...)
	before := everything(t, account.Open(valleys(), all, nil, "", ""))
	seven := 7.0
	added := reports[3].claim("at the Ford", &claim.Figure{Measure: claim.Injured, Value: &seven, StatusOf: claim.Unknown}, claim.KindFigure)
	missed := reports[3].record.Claims[len(reports[3].record.Claims)-1]
	if added != missed.ID {
		t.Fatal(added)
	}
	anchor := reports[0].anchor(claim.KindFigure, "killed three people")
	for name, test := range map[string]struct {
		decision claim.Decision
		want     string
	}{
		"reject":  {claim.Decision{Kind: claim.DecideReject, Of: []claim.Anchor{anchor}}, "4–6"},
		"correct": {claim.Decision{Kind: claim.DecideCorrect, Of: []claim.Anchor{anchor}, Set: json.RawMessage(`{"value":2,"low":2,"high":2}`)}, "2–6"},
		"add":     {claim.Decision{Kind: claim.DecideAdd, Of: []claim.Anchor{reports[3].anchor(claim.KindFigure, "at the Ford")}, Claim: &missed}, "3–6"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := test.decision
			d.ID, d.Author, d.At, d.Reason = "d", "an analyst", "2031-04-01T10:00:00Z", "the text says so"
			if err := d.Validate(); err != nil {
				t.Fatal(err)
			}
			b := account.Open(valleys(), all, []claim.Decision{d}, "", "")
			var got string
			for _, g := range b.Toll().Groups {
				for _, c := range g.Cells {
					if c.Harm == claim.Killed && c.Chosen != nil {
						got = c.Chosen.String()
					}
				}
			}
			if got != test.want || everything(t, b) == before {
				t.Errorf("the toll is %s, want %s", got, test.want)
			}
			undo := claim.Decision{ID: "u", Kind: claim.DecideUndo, Author: "an analyst", At: "2031-04-02T10:00:00Z", Reason: "misread", Undo: "d"}
			if diff := cmp.Diff(before, everything(t, account.Open(valleys(), all, []claim.Decision{d, undo}, "", ""))); diff != "" {
				t.Errorf("undone: %s", diff)
			}
		})
	}
}

// A decision whose claim is gone is told, not lost.
func TestADecisionThatFindsNothingIsAFinding(t *testing.T) {
	t.Parallel()
	p := fourCounts(t)[0]
	anchor := p.anchor(claim.KindFigure, "killed three people")
	anchor.Kind = claim.KindStake
	d := claim.Decision{ID: "d", Kind: claim.DecideReject, Author: "a", At: "2031-04-01T10:00:00Z", Reason: "r", Of: []claim.Anchor{anchor}}
	found := account.Open(valleys(), contributions(p), []claim.Decision{d}, "", "").Findings(nil)
	if len(found.Lines) != 1 || found.Lines[0].Kind != "decision" {
		t.Errorf("%s", shown(t, found))
	}
}

// A line that comes from nowhere can be neither made nor encoded.
func TestNoLineWithoutACitation(t *testing.T) {
	t.Parallel()
	if _, err := json.Marshal(struct{ Cites account.Cites }{}); !errors.Is(err, account.ErrNoCite) {
		t.Errorf("encoded, or failed with %v", err)
	}
	defer func() {
		if recover() == nil {
			t.Error("a line was made")
		}
	}()
	account.NewLine(account.Cites{}, "five dead")
}

func TestCrossingsAnswersStakesAndOutlook(t *testing.T) {
	t.Parallel()
	b := account.Open(valleys(), contributions(othersOf(t)...), nil, "2031-04-20", "")
	e := b.Exposure()
	if len(e.Routes) != 1 || e.Routes[0].State != "open" || e.Routes[0].Since != "2031-04-01" || len(e.Routes[0].Days) != 2 {
		t.Errorf("routes: %s", shown(t, e.Routes))
	}
	if len(e.Series) != 1 || len(e.Stakes) != 1 {
		t.Errorf("series and stakes: %s", shown(t, e))
	}
	if a := b.Answers(); len(a.Lines) != 1 || a.Lines[0].To == nil || !strings.Contains(a.Lines[0].To.Words, "accused") {
		t.Errorf("answers: %s", shown(t, a))
	}
	if o := b.Outlook(); len(o.Lines) != 1 || o.Lines[0].Came != "time passed, outcome unknown" {
		t.Errorf("outlook: %s", shown(t, o))
	}
}

// What two sides deny together each of them denies.
func TestAJointDenialIsOfBothSides(t *testing.T) {
	t.Parallel()
	p := plant(t, "j1", "2031-03-06", "Hill Times", "Both valleys denied that a deal had been struck.")
	p.says("Both valleys denied that a deal had been struck", "AAA", claim.ActDeny, "border")
	p.record.Claims[0].Body.(*claim.Statement).Speakers = []claim.Ref{{Actor: "AAA", Text: "Both valleys"}, {Actor: "BBB", Text: "Both valleys"}}
	var sides []string
	for _, l := range account.Open(valleys(), contributions(p), nil, "2031-04-20", "").Answers().Lines {
		sides = append(sides, l.Side)
	}
	if !slices.Equal(sides, []string{"AAA", "BBB"}) {
		t.Errorf("denied by %q", sides)
	}
}

func TestChangesNameTheReportThatChanged(t *testing.T) {
	t.Parallel()
	all := aCase(t)
	before, now := account.Open(valleys(), all, nil, "2031-03-05", ""), account.Open(valleys(), all, nil, "2031-03-06", "")
	changes := now.ChangesSince(before, nil)
	for _, l := range changes.Lines {
		if l.View == "toll" && l.Was == "3–4" && l.Now == "3–5" {
			if cites := l.Cites.List(); len(cites) != 1 || cites[0].Report != "r5" {
				t.Errorf("by %s", shown(t, l))
			}
			return
		}
	}
	t.Errorf("no change of the toll from 3–4 to 3–5 in %s", shown(t, changes))
}

// Nothing changes between a state and itself.
func TestNothingChangesInNoTime(t *testing.T) {
	t.Parallel()
	b := account.Open(valleys(), aCase(t), nil, "2031-04-05", "")
	if c := b.ChangesSince(b, nil); len(c.Lines) != 0 {
		t.Errorf("%s", shown(t, c))
	}
}

// What is kept of a contribution is read again, whole or by kinds.
func TestContributionsAreReadAgain(t *testing.T) {
	t.Parallel()
	for _, c := range aCase(t) {
		data := c.Append(nil)
		again, err := account.Decode(c.Version, data)
		if err != nil {
			t.Fatal(err)
		}
		sorted := *c
		sorted.Rows = slices.Clone(c.Rows)
		slices.SortStableFunc(sorted.Rows, func(a, b account.Row) int {
			return slices.Index(claim.Kinds, a.Kind) - slices.Index(claim.Kinds, b.Kind)
		})
		if diff := cmp.Diff(&sorted, again, cmpopts.EquateEmpty()); diff != "" {
			t.Error(diff)
		}
		figures, err := account.Decode(c.Version, data, claim.KindFigure)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range figures.Rows {
			if row.Kind != claim.KindFigure {
				t.Errorf("%s where figures are wanted", row.Kind)
			}
		}
	}
	if _, err := account.Decode(account.Version{}, []byte{0}); !errors.Is(err, account.ErrStale) {
		t.Errorf("bytes of another version: %v", err)
	}
}

func FuzzDecode(f *testing.F) {
	for _, c := range aCase(f) {
		f.Add(c.Append(nil))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if c, err := account.Decode(account.Version{Report: "r", Available: "2031-03-04"}, data); err == nil && c == nil {
			t.Error("neither a contribution nor an error")
		}
	})
}

// Printed output names no private person who was harmed.
func TestVictimsAreNotNamed(t *testing.T) {
	t.Parallel()
	p := plant(t, "v", "2031-03-04", "Hill Times", "Ana Orr, a teacher, was killed at the Ford.")
	p.record.Names = append(p.record.Names, claim.Name{Span: p.span("Ana Orr"), Text: "Ana Orr", Kind: claim.NamePerson, Victim: true})
	p.killed("Ana Orr, a teacher, was killed", 1, claim.Civilian, "AAA", on("2031-03-03"), at("Ford", "AAA", claim.PlaceCrossing))
	b := account.Open(valleys(), contributions(p), nil, "", "")
	for _, table := range b.Masked(b.Toll().Tables()) {
		for _, l := range table.Lines {
			if words := l.Cites().List()[0].Words; words != "░░░░░░░, a teacher, was killed" {
				t.Errorf("%q", words)
			}
		}
	}
	if words := b.Toll().Tables()[0].Lines[0].Cites().List()[0].Words; !strings.HasPrefix(words, "Ana Orr") {
		t.Errorf("masking changed the view itself: %q", words)
	}
}
