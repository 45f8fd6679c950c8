package ledger_test

import (
	"testing"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/ledger"
)

func enrolment(t *testing.T, l *ledger.Ledger) {
	alone := storyOf(t, 2, func(r *claim.Report) {
		r.Text = "Karsenia’s army said that 4 people were killed in Selby on Thursday."
	})
	early := storyOf(t, 3, func(r *claim.Report) { r.Published = "2031-02-27" })
	keep(t, l, storyOf(t, 1), alone, early)
	c := valley()
	if err := l.SetCase(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	keep(t, l, storyOf(t, 4))
	same(t, "members", ids(t, l, ledger.Query{Case: "valley"}), []string{"story-1", "story-4"})
	seq, err := l.Seq(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	c.Places = []claim.CasePlace{{Name: "Selby", Country: "XKA"}}
	c.Window = claim.Window{From: "2031-03-03"}
	if err := l.SetCase(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	same(t, "members of the edited case", ids(t, l, ledger.Query{Case: "valley"}), []string{"story-2", "story-4"})
	same(t, "what the edit changed", ids(t, l, ledger.Query{Case: "valley", Since: seq, Gone: true}), []string{"-story-1", "story-2"})
	if seq, err = l.Seq(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := l.SetCase(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	same(t, "the same case again", ids(t, l, ledger.Query{Case: "valley", Since: seq, Gone: true}), []string{})
	got, err := l.Case(t.Context(), "valley")
	if err != nil {
		t.Fatal(err)
	}
	same(t, "the case", got, c)
	if _, err := l.Case(t.Context(), "hills"); ledger.CodeOf(err) != ledger.Missing {
		t.Errorf("a case that is not there: %v", err)
	}
	if err := l.SetCase(t.Context(), &claim.Case{ID: "no title"}); err == nil {
		t.Error("a case that breaks its rules was kept")
	}
	clean(t, l)
}

// decision makes one on a report's place in the case.
func decision(id string, kind claim.DecisionKind, report, undo string) claim.Decision {
	d := claim.Decision{ID: id, Case: "valley", Kind: kind, Author: "an analyst", At: "2031-04-01T10:00:0" + id[len(id)-1:] + "Z", Reason: "a test", Report: report, Undo: undo}
	return d
}

func decide(t testing.TB, l *ledger.Ledger, all ...claim.Decision) {
	t.Helper()
	if err := l.Decide(t.Context(), all...); err != nil {
		t.Fatal(err)
	}
}

func overriding(t *testing.T, l *ledger.Ledger) {
	away := storyOf(t, 2, func(r *claim.Report) { r.Published = "2030-01-01" })
	keep(t, l, storyOf(t, 1), away)
	if err := l.SetCase(t.Context(), valley()); err != nil {
		t.Fatal(err)
	}
	decide(t, l, decision("d1", claim.DecideInclude, away.report.URL, ""), decision("d2", claim.DecideExclude, "https://wire.example/1", ""), decision("d3", claim.DecideExclude, "https://wire.example/3", ""))
	keep(t, l, storyOf(t, 3))
	same(t, "decided", ids(t, l, ledger.Query{Case: "valley"}), []string{"story-2"})
	clean(t, l)
	seq, err := l.Seq(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	decide(t, l, decision("d4", claim.DecideUndo, "", "d1"), decision("d5", claim.DecideUndo, "", "d2"))
	same(t, "undone", ids(t, l, ledger.Query{Case: "valley"}), []string{"story-1"})
	same(t, "what the undoing changed", ids(t, l, ledger.Query{Case: "valley", Since: seq, Gone: true}), []string{"-story-2", "story-1"})
	clean(t, l)
}

func leaving(t *testing.T, l *ledger.Ledger) {
	if err := l.SetCase(t.Context(), valley()); err != nil {
		t.Fatal(err)
	}
	keep(t, l, storyOf(t, 1))
	seq, err := l.Seq(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	keep(t, l, storyOf(t, 1, func(r *claim.Report) {
		r.ID, r.Updated, r.Text = "story-1b", "2031-03-20", "Karsenia’s army said that 4 people were killed in Selby on Thursday."
	}))
	same(t, "members", ids(t, l, ledger.Query{Case: "valley"}), []string{})
	same(t, "what changed", ids(t, l, ledger.Query{Case: "valley", Since: seq, Gone: true}), []string{"-story-1b"})
	before, _ := ledger.Moment("2031-03-19")
	same(t, "as of the day before", ids(t, l, ledger.Query{Case: "valley", AsOf: before}), []string{"story-1"})
	clean(t, l)
}

func decisions(t *testing.T, l *ledger.Ledger) {
	d := decision("d1", claim.DecideInclude, "https://wire.example/1", "")
	note := claim.Decision{ID: "d2", Kind: claim.DecideNote, Author: "an analyst", At: "2031-04-01T10:00:00Z", Reason: "for every case"}
	decide(t, l, d, note)
	decide(t, l, d)
	for id, want := range map[string][]claim.Decision{"": {d, note}, "valley": {d, note}, "hills": {note}} {
		got, err := l.Decisions(t.Context(), id, 0)
		if err != nil {
			t.Fatal(err)
		}
		same(t, "decisions of "+id, got, want)
	}
	d.Reason = "another"
	if err := l.Decide(t.Context(), d); err == nil {
		t.Error("a decision was changed")
	}
	if err := l.Decide(t.Context(), claim.Decision{ID: "d9"}); err == nil {
		t.Error("a decision that breaks its rules was kept")
	}
	got, err := l.Decisions(t.Context(), "", 0)
	if err != nil || len(got) != 2 || got[0].Reason != "a test" {
		t.Errorf("%+v %v", got, err)
	}
	clean(t, l)
}
