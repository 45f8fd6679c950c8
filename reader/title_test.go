package reader

import (
	"strings"
	"testing"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/claim/recordtest"
)

// headed reads a report with a headline and gives what is claimed in it, by kind.
func headed(t *testing.T, title, text string) (*claim.Record, map[claim.Kind]*claim.Claim) {
	t.Helper()
	rec, err := newReader(t).Read(claim.Report{ID: "t", Title: title, Text: text, Published: "2031-03-07"})
	if err != nil {
		t.Fatal(err)
	}
	recordtest.Valid(t, rec, text)
	first := map[claim.Kind]*claim.Claim{}
	for i := range rec.Claims {
		if c := &rec.Claims[i]; c.In == claim.InTitle && first[c.Kind] == nil {
			first[c.Kind] = c
		}
	}
	return rec, first
}

// repeated is the claim of the text that a headline's claim says it repeats, nil where none.
func repeated(rec *claim.Record, c *claim.Claim) *claim.Claim {
	for _, l := range c.About {
		for i := range rec.Claims {
			if l.How == claim.Repeats && rec.Claims[i].ID == l.Claim && rec.Claims[i].In == "" {
				return &rec.Claims[i]
			}
		}
	}
	return nil
}

func TestHeadlineIsReadToo(t *testing.T) {
	t.Parallel()
	title := "Norway blames Sweden for failure of talks"
	rec, got := headed(t, title, "Norway on Friday blamed Sweden for the failure of talks in Doha. A dam is to be repaired.")
	c := got[claim.KindStatement]
	if c == nil {
		t.Fatal("the headline says nothing")
	}
	s := c.Body.(*claim.Statement)
	if s.Speaker == nil || s.Speaker.Actor != "NOR" || s.Act != claim.ActAccuse || len(s.Target) != 1 || s.Target[0].Actor != "SWE" {
		t.Errorf("speaker %v, act %s, target %v", s.Speaker, s.Act, s.Target)
	}
	if words := string([]rune(title)[c.Span.Start:c.Span.End]); !strings.Contains(words, "blames Sweden") {
		t.Errorf("the span quotes %q of the title", words)
	}
	if repeated(rec, c) == nil {
		t.Error("the headline's claim repeats none of the text")
	}
}

func TestHeadlineLabelActsNot(t *testing.T) {
	t.Parallel()
	rec, got := headed(t, "Norway: 12 soldiers killed in ambush", "Twelve soldiers were killed in an ambush near Oslo on Thursday, the army said.")
	f := got[claim.KindFigure]
	if f == nil || *f.Body.(*claim.Figure).Value != 12 || repeated(rec, f) == nil {
		t.Errorf("the headline's figure is %v", f)
	}
	for i := range rec.Claims {
		c := &rec.Claims[i]
		if e, ok := c.Body.(*claim.Event); ok && c.In != "" {
			for _, r := range append(e.Actors, e.Recipients...) {
				if r.Actor == "NOR" {
					t.Errorf("the label takes part in %q", e.Type)
				}
			}
			if e.Main {
				t.Error("the headline tells the main event, which the text tells in full")
			}
		}
	}
}

func TestHeadlineKnowsThePeopleOfItsText(t *testing.T) {
	t.Parallel()
	_, got := headed(t, "Velin rejects truce proposal", "“We cannot accept this proposal of a truce,” Norway's foreign minister Astrid Velin told reporters in Oslo.")
	c := got[claim.KindStatement]
	if c == nil || c.Body.(*claim.Statement).Speaker.Actor != "person:astrid-velin" {
		t.Errorf("the headline's statement is %+v", c)
	}
}

func TestHeadlineOfAPlanIsFuture(t *testing.T) {
	t.Parallel()
	_, got := headed(t, "Swedish delegation to hold ceasefire talks in Doha", "A Swedish delegation will hold talks on a ceasefire in Doha, an official said.")
	if c := got[claim.KindMeeting]; c == nil || c.Tense != claim.Future {
		t.Errorf("the headline's meeting is %+v", c)
	}
}

func TestEndlessTitleIsNoHeadline(t *testing.T) {
	t.Parallel()
	_, got := headed(t, strings.Repeat("Norway accuses Sweden of shelling. ", 1000), "The road is open, the mayor said.")
	if len(got) > 0 {
		t.Errorf("%d kinds of claims in it", len(got))
	}
}
