package reader

import (
	"slices"
	"strconv"
	"testing"

	"github.com/parley-desk/parley/claim"
)

// figuresOf gives the figures of people of a text: measure, number, of whom, by whom, day.
func figuresOf(t *testing.T, r *Reader, text string) (got []string) {
	t.Helper()
	rec, err := r.Read(claim.Report{ID: "n", Text: text, Published: "2030-05-14"})
	if err != nil {
		t.Fatal(err)
	}
	for i := range rec.Claims {
		f, ok := rec.Claims[i].Body.(*claim.Figure)
		if !ok {
			continue
		}
		out := string(f.Measure)
		if f.Value != nil {
			out += " " + strconv.Itoa(int(*f.Value))
		}
		out += " " + f.Of
		if f.Perpetrator != nil {
			out += " by " + f.Perpetrator.Text
		}
		if w := rec.Claims[i].Time; w != nil {
			out += " " + w.Start
		}
		got = append(got, out)
	}
	return got
}

// Terse telling of harm, as agencies word it: whom, how many, by whom and when.
func TestTerseHarm(t *testing.T) {
	t.Parallel()
	r := newReader(t)
	for text, want := range map[string][]string{
		"Six villagers were killed and scores injured in shelling by the militia on a market in Kutum on Monday.":           {"killed 6 villagers by the militia 2030-05-13", "injured villagers by the militia 2030-05-13"},
		"A porter was killed and six more were badly injured by a bomb in Kutum on Monday.":                                 {"killed 1 porter 2030-05-13", "injured 6 porter 2030-05-13"},
		"A 16-year-old was shot dead by soldiers during a raid in Kutum on Monday.":                                         {"killed 1 16-year-old by soldiers 2030-05-13"},
		"Soldiers opened fire at a cart in Kutum on Monday, killing a 15-year-old boy and wounding his uncle.":              {"killed 1 15-year-old boy by Soldiers 2030-05-13", "injured 1 his uncle by Soldiers 2030-05-13"},
		"Two guards and at least 14 \"bandits\" were killed in rebel-hit eastern Nigeria when a patrol was ambushed.":       {"killed 2 guards", "killed 14 bandits"},
		"Gunmen believed to be herders killed 23 farmers in Kutum on Monday.":                                               {"killed 23 farmers by Gunmen 2030-05-13"},
		"The army moved in after the group's May 3 raid, in which gunmen stormed a mill, killed 40 people and abducted 12.": {"killed 40 people by the group 2030-05-03", "abducted 12 people by the group 2030-05-03"},
		"Four constables embraced martyrdom in a raid on their post on Monday, while 13 sustained injuries.":                {"killed 4 constables 2030-05-13", "injured 13 constables 2030-05-13"},
		"It was the first raid since Friday, when gunmen killed two guards in Kutum.":                                       {"killed 2 guards by gunmen 2030-05-10"},
		"Rebels attacked a post in Kutum on Sunday night. Four soldiers were killed in the midnight clashes.":               {"killed 4 soldiers 2030-05-12"},
		"Bombardments by the army have killed 2,300 people in Sagaing since May 2029.":                                      {"killed 2300 people by army 2029-05-01"},
		"An Israeli settler shot and killed a 23-year-old man near Nablus on Monday.":                                       {"killed 1 23-year-old man by Israeli settler 2030-05-13"},
		"A Ruvanian stabbed two porters at a bus stop in Kutum on Monday before being shot dead by police.":                 {"injured 2 porters by Ruvanian 2030-05-13"},
		"Gunmen killed 14 guards and wounded seven more in an ambush near Kutum on Sunday.":                                 {"killed 14 guards by Gunmen 2030-05-12", "injured 7 guards by Gunmen 2030-05-12"},
		"Two officers lost their lives and a third was injured in a raid on Kutum on Monday.":                               {"killed 2 officers 2030-05-13", "injured 1 officers 2030-05-13"},
		"The number of injured in the raid on Kutum rose to 43.":                                                            {"injured 43 "},
		"A missile fired by the Houthis hit a market in Marib on Monday, killing two porters.":                              {"killed 2 porters by Houthis 2030-05-13"},
		"Gunmen attacked Kutum on Friday. Porters said more than 100 had been killed. More than 40 were hurt.":              {"killed 100  2030-05-10", "injured 40  2030-05-10"},
		"Seven farmers were killed and 20 others abducted when gunmen raided Kutum on Monday.":                              {"killed 7 farmers 2030-05-13", "abducted 20 others 2030-05-13"},
		"Guards overran a post in Kutum on Monday, killing five herders, police sources told a paper.":                      {"killed 5 herders by Guards 2030-05-13"},
		"A strike on a school sheltering farmers in Kutum killed 20 people on Monday, the council said.":                    {"killed 20 people 2030-05-13"},
	} {
		if got := figuresOf(t, r, text); !slices.Equal(got, want) {
			t.Errorf("%s\ngot  %q\nwant %q", text, got, want)
		}
	}
}

// What a war has done in all its time is of no scene, and no event; Gaza alone is the Strip.
func TestSumsOfLongTimes(t *testing.T) {
	t.Parallel()
	r := newReader(t)
	for text, want := range map[string][2]string{ // the last figure's number and place
		"A mine in Narathiwat killed two rangers on Monday. More than 7,000 people have died in the insurgency since 2004.":               {"7000", ""},
		"Rebels attacked Kutum on Monday, killing nine people. The conflict began in 2021. It has killed 30,000 people.":                  {"30000", ""},
		"Shells killed four people in Khan Younis on Monday. Air raids have killed 61,000 people in Gaza since October 2028, say medics.": {"61000", "Gaza Strip"},
	} {
		rec, err := r.Read(claim.Report{ID: "n", Text: text, Published: "2030-05-14"})
		if err != nil {
			t.Fatal(err)
		}
		got, events := [2]string{}, 0
		for i := range rec.Claims {
			switch b := rec.Claims[i].Body.(type) {
			case *claim.Event:
				events++
			case *claim.Figure:
				got = [2]string{strconv.Itoa(int(*b.Value)), ""}
				if w := rec.Claims[i].Place; w != nil {
					got[1] = rec.Places[w.Place].Name
				}
			}
		}
		if got != want || events != 1 {
			t.Errorf("%s\ngot %q, %d events", text, got, events)
		}
	}
}

// That numbers of another day add up to a toll is chance.
func TestSumsByChance(t *testing.T) {
	t.Parallel()
	r := newReader(t)
	rec, err := r.Read(claim.Report{ID: "n", Published: "2030-05-14",
		Text: "Gunmen killed three porters in Kutum on Friday. It was the first raid since Sunday, when a boy, his mother and a guard were killed."})
	if err != nil {
		t.Fatal(err)
	}
	for i := range rec.Claims {
		for _, l := range rec.Claims[i].About {
			if l.How == claim.PartOf {
				t.Errorf("%s is part of %s", rec.Claims[i].ID, l.Claim)
			}
		}
	}
}
