package account_test

import (
	"testing"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/claim"
)

func talksOf(t testing.TB) []*planted {
	first := plant(t, "m1", "2031-03-20", "Hill Times", "The valleys met in Hillton on Thursday, with the Hills as mediator.")
	hill := first.place("Hillton", "CCC", claim.PlaceCity)
	first.claim("The valleys met in Hillton", &claim.Meeting{Round: 1, Venue: &claim.Where{Place: hill, Basis: claim.PlaceStated}, Roles: []claim.Ref{{Actor: "CCC", Text: "the Hills", Role: "mediator"}}}, claim.KindMeeting, on("2031-03-20"))
	second := plant(t, "m2", "2031-04-12", "River News", "The first round since the truce ended in Hillton on Saturday without agreement; they will meet on 2 May.")
	hill = second.place("Hillton", "CCC", claim.PlaceCity)
	second.claim("The first round since the truce", &claim.Meeting{Round: 1, Venue: &claim.Where{Place: hill, Basis: claim.PlaceStated}, Outcome: claim.OutcomeNoAgreement, Next: &claim.When{Start: "2031-05-02", End: "2031-05-02"}}, claim.KindMeeting, on("2031-04-12"))
	third := plant(t, "m3", "2031-04-13", "Lower Post", "The second round was over. The Upper Valley had demanded the mill.")
	third.claim("The second round", &claim.Meeting{Round: 2}, claim.KindMeeting)
	third.claim("The Upper Valley had demanded the mill", &claim.Commitment{Form: claim.FormDemand, From: &claim.Ref{Actor: "AAA", Text: "The Upper Valley"}, Content: "the mill", ContentSpan: third.span("the mill")}, claim.KindCommitment)
	return []*planted{first, second, third}
}

func TestRoundsThatSourcesNumberDifferently(t *testing.T) {
	t.Parallel()
	talks := account.Open(valleys(), contributions(talksOf(t)...), nil, "", "").Talks()
	if len(talks.Rounds) != 2 {
		t.Fatalf("%s", shown(t, talks.Rounds))
	}
	one, two := talks.Rounds[0], talks.Rounds[1]
	if one.Differ || len(one.Roles) != 1 || one.Roles[0].What != "mediator: The Hills" {
		t.Errorf("round 1: %s", shown(t, one))
	}
	if !two.Differ || len(two.Numbered) != 2 || len(two.Outcomes) != 1 || len(two.NextDates) != 1 || len(two.Demands) != 1 {
		t.Errorf("round 2: %s", shown(t, two))
	}
}

// As of a day before it, a round is not known, though the case file has it.
func TestRoundsAsOf(t *testing.T) {
	t.Parallel()
	talks := account.Open(valleys(), contributions(talksOf(t)...), nil, "2031-03-31", "").Talks()
	if len(talks.Rounds) != 1 || talks.Rounds[0].Number != 1 {
		t.Errorf("%s", shown(t, talks))
	}
}

func TestAnnouncedDaysStandInTheCalendar(t *testing.T) {
	t.Parallel()
	calendar := account.Open(valleys(), contributions(talksOf(t)...), nil, "", "").Calendar()
	if len(calendar.Lines) != 1 || calendar.Lines[0].From != "2031-05-02" || calendar.Lines[0].Passed {
		t.Errorf("%s", shown(t, calendar))
	}
}

// A next meeting that the report tells of in words of its own is cited by those, once; one that only the meeting before it names by its words.
func TestANextMeetingIsCitedByItsOwnWords(t *testing.T) {
	t.Parallel()
	report := plant(t, "m4", "2031-04-12", "River News", "A deal came after nine hours of talks. The valleys will meet again on 2 May.")
	report.claim("nine hours of talks", &claim.Meeting{Outcome: claim.OutcomeAgreement, Next: &claim.When{Start: "2031-05-02", End: "2031-05-02"}}, claim.KindMeeting, on("2031-04-12"))
	report.claim("The valleys will meet again", &claim.Meeting{Outcome: claim.OutcomePlanned}, claim.KindMeeting, on("2031-05-02"))
	calendar := account.Open(valleys(), contributions(report), nil, "", "").Calendar()
	if len(calendar.Lines) != 1 || calendar.Lines[0].What != "meeting" || calendar.Lines[0].Words != "The valleys will meet again" {
		t.Errorf("%s", shown(t, calendar))
	}
	calendar = account.Open(valleys(), contributions(talksOf(t)...), nil, "", "").Calendar()
	if len(calendar.Lines) != 1 || calendar.Lines[0].What != "next meeting" || calendar.Lines[0].Words != "The first round since the truce" {
		t.Errorf("%s", shown(t, calendar))
	}
}
