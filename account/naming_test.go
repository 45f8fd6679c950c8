package account_test

import (
	"testing"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/claim"
)

func TestNamesAreShownWithoutWhatTheirSentenceGoesOnWith(t *testing.T) {
	t.Parallel()
	for told, want := range map[string]string{
		"Bram Fordman,,":     "Bram Fordman",
		"Bram Fordman ,":     "Bram Fordman",
		"Bram Fordman Jr.":   "Bram Fordman Jr.",
		"the Guard, at Mill": "the Guard, at Mill",
		"They":               "somebody told of as “They”",
		"he,":                "somebody told of as “he”",
		"Hein":               "Hein",
		",":                  ",",
	} {
		if got := account.Called(told); got != want {
			t.Errorf("Called(%q) is %q, want %q", told, got, want)
		}
	}
}

// Whom a report has told of without a name is called by what they are where only a pronoun is left.
func TestAPronounIsToldAsWhomItStandsFor(t *testing.T) {
	t.Parallel()
	c := &account.Contribution{Actors: []claim.Actor{
		{ID: "unnamed:XKA.hospital-director", Name: "country director", Kind: claim.ActorUnnamed},
		{ID: "unnamed:source", Name: "Security sources", Kind: claim.ActorUnnamed},
		{ID: "person:bram-fordman", Name: "Bram Fordman", Kind: claim.ActorPerson},
	}}
	for _, w := range []struct {
		ref  claim.Ref
		want string
	}{
		{claim.Ref{Actor: "unnamed:XKA.hospital-director", Text: "He"}, "the hospital director (“he”)"},
		{claim.Ref{Actor: "unnamed:XKA.hospital-director", Text: "the director"}, "the director"},
		{claim.Ref{Actor: "unnamed:source", Text: "They"}, "the sources (“they”)"},
		{claim.Ref{Actor: "person:bram-fordman", Text: "he"}, "Bram Fordman"},
		{claim.Ref{Text: "he"}, "somebody told of as “he”"},
	} {
		if got := c.Named(w.ref); got != w.want {
			t.Errorf("%+v is called %q, want %q", w.ref, got, w.want)
		}
	}
}

// A count by somebody whom the reader knows by a pronoun alone is no "He"'s.
func TestAClaimantWhomNobodyResolvedReadsAsOne(t *testing.T) {
	t.Parallel()
	p := plant(t, "r1", "2031-03-04", "Lower Post", "He said that the fire at the Ford killed three people.")
	p.killed("killed three people", 3, claim.Unknown, "", on("2031-03-03"), at("Ford", "AAA", claim.PlaceCrossing),
		func(_ *planted, c *claim.Claim) { c.By = []claim.Ref{{Text: "He"}} })
	c := cell(t, account.Open(valleys(), contributions(p), nil, "", "").Toll(), "2031-03-03-ford")
	if got := c.Entries[0].Claimant; got != "somebody told of as “He”" {
		t.Errorf("the claimant reads %q", got)
	}
}
