package incident_test

import (
	"slices"
	"sync"
	"testing"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/reader"
)

var newReader = sync.OnceValues(func() (*reader.Reader, error) { return reader.New(reader.Options{}) })

// deeds reads a text and gives its assaults that are told as done.
func deeds(t *testing.T, text string) (rec *claim.Record, done []*claim.Claim) {
	t.Helper()
	r, err := newReader()
	if err != nil {
		t.Fatal(err)
	}
	if rec, err = r.Read(claim.Report{ID: "t", Text: text, Published: "1989-11-08"}); err != nil {
		t.Fatal(err)
	}
	for i := range rec.Claims {
		c := &rec.Claims[i]
		if e, ok := c.Body.(*claim.Event); ok && e.Type == "ASSAULT" && c.Polarity == claim.Positive && c.Certainty != claim.Hypothetical && c.Certainty != claim.Conditional {
			done = append(done, c)
		}
	}
	return rec, done
}

// TestUndone asks that what is planned, ordered or only spoken of in general is no deed, and that
// what was done is one, however it is told.
func TestUndone(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{
		"The rebels were planning to attack the town of Marr, the colonel said.":       0,
		"Soldiers were ordered to shoot down any aircraft over the lake.":              0,
		"They moved three guns into the hills to shell the port.":                      0,
		"Rebels bomb villages and kill peasants, the bishop said.":                     0,
		"The court ordered an inquiry into the murder of the mayor of Marr.":           1,
		"He was asked to leave after the assassination of two judges in Marr.":         1,
		"The two men used a car bomb to attack the bank in Marr.":                      1,
		"Journalists have been murdered, the bishop wrote.":                            0,
		"We must end the violence of the rebels, the bishop wrote.":                    0,
		"There was an attempt on the life of Judge Ivo Marr this morning.":             1,
		"Ivo Marr, a former mayor, was shot to death by two men on a motorcycle.":      1,
		"Gunmen placed a bomb in front of the bank of Marr.":                           1,
		"They searched the offices of Marr in order to kill its leaders.":              0,
		"Did the rebels attack the town of Marr?":                                      0,
		"Who killed the mayor of Marr?":                                                1,
		"A rebel was nearly lynched by a mob in Marr.":                                 0,
		"Nearly twenty men were killed by gunmen in Marr.":                             1,
		"The judge Ivo Marr was shot by two gunmen this morning.":                      1,
		"A cargo plane crashed in Marr, destroying several homes.":                     0,
		"The wounded judge died from gunshot wounds in a hospital of Marr.":            1,
		"Two policemen were killed in Marr.":                                           1,
		"The front asked them to receive Ivo Marr, who has been kidnapped by its men.": 1,
	} {
		if _, done := deeds(t, text); len(done) != want {
			t.Errorf("%s\n%d deeds, want %d", text, len(done), want)
		}
	}
}

// TestBlame asks who did it where the report says so beside the deed.
func TestBlame(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"The FMLN claimed responsibility for the attack on the bank.":                             "SLV.fmln",
		"The police blamed the attack on the FMLN.":                                               "SLV.fmln",
		"The police blamed the FMLN for the murder of ten farmers in Marr.":                       "SLV.fmln",
		"The attack on the bank was attributed to the FMLN.":                                      "SLV.fmln",
		"The FMLN was behind the killing of the nun.":                                             "SLV.fmln",
		"The FMLN is responsible for the murder of the nuns.":                                     "SLV.fmln",
		"The murder of the nuns was the work of the FMLN.":                                        "SLV.fmln",
		"There was a raid on the bank, which the mayor blamed on the FMLN.":                       "SLV.fmln",
		"The FMLN accepted responsibility for the death of two reporters.":                        "SLV.fmln",
		"THE EXTRADITABLES CLAIMED RESPONSIBILITY FOR THE KIDNAPPING OF THE SENATOR IN COLOMBIA.": "COL.extraditables",
		"The mayor went home angry and blamed FMLN rebels for the murder of ten farmers in Marr.": "SLV.fmln",
		"A bomb killed two men at a market in Marr. The FMLN claimed responsibility for the act.": "SLV.fmln",
		"Ten farmers died in a raid on Marr, for which the FMLN claimed responsibility.":          "SLV.fmln",
		"There was a raid on Marr, for which the mayor holds the FMLN responsible.":               "SLV.fmln",
		"There are FMLN men involved in the murder of the nuns.":                                  "SLV.fmln",
		"A group of rebels belonging to the FMLN kidnapped a mayor.":                              "SLV.fmln",
		"The guerrilla organization FMLN kidnapped a mayor.":                                      "SLV.fmln",
		"The FMLN [the Salvadoran rebels] claimed responsibility for the attack on the bank.":     "SLV.fmln",
		"A judge was kidnapped in Marr on Monday, presumably by FMLN rebels.":                     "SLV.fmln",
		"There were no casualties in this attack, for which the FMLN is being held responsible.":  "SLV.fmln",
		"FMLN killers attacked a hotel in Marr.":                                                  "SLV.fmln",
		"Ten soldiers were killed in the harassment and attacks by the FMLN.":                     "SLV.fmln",
		"The minister accused the FMLN of killing a nun.":                                         "SLV.fmln",
		"FMLN forces burned a bus.":                                                               "SLV.fmln",
		"The FMLN left San Salvador on Monday. Rebel units burned two buses.":                     "SLV.fmln",
		"Members of the FMLN kidnapped a mayor.":                                                  "SLV.fmln",
		"An FMLN cell kidnapped a mayor.":                                                         "SLV.fmln",
		"The FMLN left San Salvador on Monday. The rebels burned two buses.":                      "SLV.fmln",
	} {
		_, done := deeds(t, text)
		var got []string
		for _, c := range done {
			for _, a := range c.Body.(*claim.Event).Actors {
				got = append(got, a.Actor)
			}
		}
		if !slices.Equal(got, []string{want}) {
			t.Errorf("%s\ndone by %q, want %s", text, got, want)
		}
	}
}

// TestBlamedAlone asks that a deed laid to somebody without being named again is told again: its doer, who says so, its place and day.
func TestBlamedAlone(t *testing.T) {
	t.Parallel()
	for text, by := range map[string]int{
		"Police on Tuesday blamed the FMLN.":                                                1,
		"The mayor blamed it on the FMLN.":                                                  1,
		"The FMLN claimed responsibility on Tuesday.":                                       1,
		"The government denied any responsibility for the attack and blamed the FMLN.":      1,
		"The FMLN did not claim responsibility.":                                            -1,
		"The mayor blamed the FMLN for the failure of the talks.":                           -1,
		"Each side blames the other.":                                                       -1,
		"No group has claimed responsibility.":                                              -1,
		"Police will say on Friday whether they blame the FMLN for the death of the mayor.": -1,
	} {
		rec, done := deeds(t, "A bomb killed two men at a market in San Salvador on Monday. "+text)
		last := done[len(done)-1]
		e := last.Body.(*claim.Event)
		if by < 0 {
			if len(e.Actors) > 0 {
				t.Errorf("%s\ndone by %v", text, e.Actors)
			}
			continue
		}
		if len(e.Actors) != 1 || e.Actors[0].Actor != "SLV.fmln" || len(last.By) != by || e.Mode != "explosives" {
			t.Errorf("%s\ndone by %v, said by %v, mode %q", text, e.Actors, last.By, e.Mode)
		}
		if last.Time == nil || last.Time.Start != done[0].Time.Start || last.Place == nil || rec.Places[last.Place.Place].Name != "San Salvador" || len(last.About) == 0 || last.About[0].How != claim.Repeats {
			t.Errorf("%s\ntime %v, place %v, links %v", text, last.Time, last.Place, last.About)
		}
	}
}

// TestAccusers asks for who lays a deed to somebody where the deed's noun stands outside of their words.
func TestAccusers(t *testing.T) {
	t.Parallel()
	for text, by := range map[string]string{
		"There was a raid on Marr that the mayor blamed on the FMLN.":               "the mayor",
		"There was a raid on Marr, for which the mayor holds the FMLN responsible.": "mayor",
		"The FMLN was blamed for the raid on Marr by the mayor.":                    "mayor",
		"The raid on Marr was attributed to the FMLN.":                              "",
		"The FMLN claimed responsibility for the raid on Marr.":                     "FMLN",
	} {
		_, done := deeds(t, text)
		c := done[len(done)-1]
		e, got := c.Body.(*claim.Event), ""
		if len(c.By) > 0 {
			got = c.By[0].Text
		}
		if got != by && "the "+got != by || len(e.Actors) != 1 || e.Actors[0].Actor != "SLV.fmln" {
			t.Errorf("%s\nby %v, done by %v", text, c.By, e.Actors)
		}
	}
}

// TestNotBlamed asks that nobody is made a doer by words that blame another, deny or only name somebody by the way.
func TestNotBlamed(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"The FMLN has not claimed responsibility for the attack on the bank.",
		"No group claimed responsibility for the attack on the bank.",
		"The FMLN denied any responsibility for the murder of the nuns.",
		"The police did not blame the FMLN for the attack on the bank.",
		"The FMLN rejects any accusation implicating it in the attack on the bank.",
		"There was a terrorist attack on the bank of Marr.",
		"There was a raid on Marr, for which the FMLN did not claim responsibility.",
		"The FMLN is seeking a truce for the attacks to end.",
	} {
		_, done := deeds(t, text)
		for _, c := range done {
			if who := c.Body.(*claim.Event).Actors; len(who) > 0 {
				t.Errorf("%s\ndone by %v", text, who)
			}
		}
	}
}

func TestAnAgeCountsNobody(t *testing.T) {
	t.Parallel()
	rec, _ := deeds(t, "Ivo Marr, 45, was shot to death in Pell.")
	for i := range rec.Claims {
		if f, ok := rec.Claims[i].Body.(*claim.Figure); ok && (f.Value == nil || *f.Value != 1) {
			t.Errorf("a figure of %v", f)
		}
	}
}
