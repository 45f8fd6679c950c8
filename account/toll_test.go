package account_test

import (
	"strings"
	"testing"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/claim"
)

// fourCounts are four reports of one shooting, each with a count of its own.
func fourCounts(t testing.TB) []*planted {
	three := plant(t, "r3", "2031-03-04", "Lower Post", "The Lower Valley said that the fire at the Ford killed three people.")
	three.killed("killed three people", 3, claim.Unknown, "", on("2031-03-03"), at("Ford", "AAA", claim.PlaceCrossing), by("BBB"))
	four := plant(t, "r4", "2031-03-05", "Hill Times", "Valley Watch counted four civilians dead after the shooting at the Ford.")
	four.killed("four civilians dead", 4, claim.Civilian, "AAA", on("2031-03-03"), at("Ford", "AAA", claim.PlaceCrossing), by("org:watch"))
	five := plant(t, "r5", "2031-03-06", "River News", "The Upper Valley put the dead of the Ford at five civilians.")
	five.killed("five civilians", 5, claim.Civilian, "AAA", on("2031-03-03"), at("Ford", "AAA", claim.PlaceCrossing), by("AAA"))
	six := plant(t, "r6", "2031-03-07", "Mill Herald", "Six died at the Ford on Monday.")
	six.killed("Six died", 6, claim.Unknown, "", on("2031-03-03"), at("Ford", "AAA", claim.PlaceCrossing))
	return []*planted{three, four, five, six}
}

// cell finds the only cell of an incident's dead.
func cell(t *testing.T, toll *account.Toll, incident string) account.TollCell {
	t.Helper()
	for _, g := range toll.Groups {
		if g.Incident == incident && len(g.Cells) == 1 {
			return g.Cells[0]
		}
	}
	t.Fatalf("no single cell of %s in %s", incident, shown(t, toll))
	return account.TollCell{}
}

func TestCountsOfOneIncidentStandSideBySide(t *testing.T) {
	t.Parallel()
	c := cell(t, account.Open(valleys(), contributions(fourCounts(t)...), nil, "", "").Toll(), "2031-03-03-ford")
	var got []string
	for _, e := range c.Entries {
		got = append(got, e.Claimant)
	}
	if want := "Lower Valley, Valley Watch, Upper Valley, Mill Herald"; strings.Join(got, ", ") != want {
		t.Errorf("claimants %v, want %s", got, want)
	}
}

// Each rule by name chooses as the codebook says.
func TestRulesOfTheToll(t *testing.T) {
	t.Parallel()
	c := valleys()
	c.Rules.Hierarchy = []string{"AAA"}
	for rule, want := range map[claim.TollRule]string{
		claim.TollRange: "3–6", claim.TollLowestReliable: "4", claim.TollMajority: "3", claim.TollLatest: "6", claim.TollHierarchy: "5", claim.TollTwoSources: "3 (provisional)",
	} {
		t.Run(string(rule), func(t *testing.T) {
			t.Parallel()
			got := cell(t, account.Open(c, contributions(fourCounts(t)...), nil, "", rule).Toll(), "2031-03-03-ford").Chosen
			if got.String() != want {
				t.Errorf("chose %s because %s; want %s", got, got.Because, want)
			}
		})
	}
}

func TestTwoIndependentOriginsSettleACount(t *testing.T) {
	t.Parallel()
	again := plant(t, "r7", "2031-03-08", "Far Gazette", "A count of our own gives five dead at the Ford.")
	again.killed("five dead", 5, claim.Unknown, "", on("2031-03-03"), at("Ford", "AAA", claim.PlaceCrossing))
	got := cell(t, account.Open(valleys(), contributions(append(fourCounts(t), again)...), nil, "", claim.TollTwoSources).Toll(), "2031-03-03-ford").Chosen
	if got.String() != "5" || got.Provisional {
		t.Errorf("chose %s because %s; want 5", got, got.Because)
	}
}

// A grade by an analyst outranks what the codebook says of unknown sources.
func TestAGradeMakesASourceReliable(t *testing.T) {
	t.Parallel()
	grade := claim.Decision{ID: "g", Kind: claim.DecideGrade, Author: "a", At: "2031-04-01T10:00:00Z", Reason: "its own count", Outlet: "Mill Herald", Grade: "A1"}
	got := cell(t, account.Open(valleys(), contributions(fourCounts(t)...), []claim.Decision{grade}, "", claim.TollLowestReliable).Toll(), "2031-03-03-ford").Chosen
	if got.String() != "6" {
		t.Errorf("chose %s because %s; want 6", got, got.Because)
	}
}

// A total is proved by its parts, and whose counts these are.
func TestATotalIsProvedByItsParts(t *testing.T) {
	t.Parallel()
	p := plant(t, "r1", "2031-03-09", "Hill Times", "Valley Watch counted 73 dead: 50 civilians of the Upper Valley were killed, it said, and the Lower Valley reported 23 of its soldiers killed.")
	p.killed("73 dead", 73, claim.Unknown, "", during("2031-03-01", "2031-03-08"), by("org:watch"))
	p.killed("50 civilians of the Upper Valley were killed", 50, claim.Civilian, "AAA", by("org:watch"))
	p.killed("23 of its soldiers killed", 23, claim.Soldier, "BBB", by("BBB"))
	toll := account.Open(valleys(), contributions(p), nil, "", "").Toll()
	if len(toll.Proofs) != 1 {
		t.Fatalf("%d proofs in %s", len(toll.Proofs), shown(t, toll))
	}
	proof := toll.Proofs[0]
	if !strings.HasPrefix(proof.Text, "50 + 23 = 73: ") || !strings.Contains(proof.Text, "by the count of Valley Watch") || !strings.Contains(proof.Text, "by the count of Lower Valley") || !proof.NotOwn {
		t.Errorf("proof: %s (own: %v)", proof.Text, !proof.NotOwn)
	}
	if n := len(proof.Cites.List()); n != 3 {
		t.Errorf("%d citations, want the total's and both parts'", n)
	}
}

// What adds up by chance in other reports, or counts the same people, is no proof.
func TestNumbersAloneProveNothing(t *testing.T) {
	t.Parallel()
	p := plant(t, "r1", "2031-03-09", "Hill Times", "There were 73 dead in March. Some speak of 50 killed, others of 23 killed.")
	p.killed("73 dead", 73, claim.Unknown, "", during("2031-03-01", "2031-03-31"))
	p.killed("50 killed", 50, claim.Unknown, "")
	p.killed("23 killed", 23, claim.Unknown, "")
	if toll := account.Open(valleys(), contributions(p), nil, "", "").Toll(); len(toll.Proofs) != 0 {
		t.Errorf("proved: %s", toll.Proofs[0].Text)
	}
}

// A later figure of the same origin replaces the earlier; it is not added, and
// the claims of two sides are not either.
func TestALaterCountReplacesAnEarlier(t *testing.T) {
	t.Parallel()
	first := plant(t, "r1", "2031-03-04", "Hill Times", "Valley Watch said four civilians were killed at the Ford.")
	first.killed("four civilians were killed", 4, claim.Civilian, "AAA", on("2031-03-03"), at("Ford", "AAA", claim.PlaceCrossing), by("org:watch"))
	second := plant(t, "r2", "2031-03-06", "River News", "Valley Watch now counts seven civilians killed at the Ford.")
	second.killed("seven civilians killed", 7, claim.Civilian, "AAA", on("2031-03-03"), at("Ford", "AAA", claim.PlaceCrossing), by("org:watch"))
	all := contributions(first, second)
	now := cell(t, account.Open(valleys(), all, nil, "", "").Toll(), "2031-03-03-ford")
	if now.Chosen.String() != "7" || now.Entries[0].Replaced != "2031-03-06" {
		t.Errorf("chose %s of %s", now.Chosen, shown(t, now.Entries))
	}
	before := cell(t, account.Open(valleys(), all, nil, "2031-03-05", "").Toll(), "2031-03-03-ford")
	if before.Chosen.String() != "4" || len(before.Entries) != 1 {
		t.Errorf("as of the day before, chose %s of %s", before.Chosen, shown(t, before.Entries))
	}
}

// Soldiers and civilians of one incident are two counts; nobody's standing is imputed.
func TestPopulationsStayApart(t *testing.T) {
	t.Parallel()
	p := plant(t, "r1", "2031-03-04", "Hill Times", "The fire at the Ford killed six soldiers of the Lower Valley and four civilians; ten people died.")
	scene := []detail{on("2031-03-03"), at("Ford", "AAA", claim.PlaceCrossing)}
	p.killed("six soldiers of the Lower Valley", 6, claim.Soldier, "BBB", scene...)
	p.killed("four civilians", 4, claim.Civilian, "", scene...)
	p.killed("ten people died", 10, claim.Unknown, "", scene...)
	toll := account.Open(valleys(), contributions(p), nil, "", "").Toll()
	if len(toll.Groups) != 1 || len(toll.Groups[0].Cells) != 3 {
		t.Errorf("want three cells: %s", shown(t, toll.Groups))
	}
	if len(toll.Proofs) != 1 || !strings.HasPrefix(toll.Proofs[0].Text, "6 + 4 = 10") {
		t.Errorf("proofs: %s", shown(t, toll.Proofs))
	}
}
