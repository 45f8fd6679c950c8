package incident_test

import "testing"

// TestSortsOfDeeds asks that what is told of a sort of acts, of a long time, in words alone or of a mishap is no
// deed, and that a certain one is one.
func TestSortsOfDeeds(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{
		"The rebels carry out ambushes and live on stolen cattle.":                                                   0,
		"The rebels carried out an ambush in the hills of Marr.":                                                     1,
		"Rebels who attack the civilian population are criminals, the bishop said.":                                  0,
		"The killing of priests shows that the front fears nobody.":                                                  0,
		"The killing of two priests shows that the front fears nobody.":                                              1,
		"Oil sales fell due to rebel attacks.":                                                                       0,
		"Oil sales fell after the killings.":                                                                         1,
		"The bishop spoke of a war that has killed 40,000 people.":                                                   0,
		"In the last three years, 1,300 policemen have been killed.":                                                 0,
		"In the last three days, 13 policemen have been killed.":                                                     1,
		"There were 2,978 assassinations in 1988 and 1,200 in 1987.":                                                 0,
		"The ministry recorded 41 attacks on roads.":                                                                 0,
		"The rebels carried out 12 attacks on the road to Marr on Monday.":                                           1,
		"The admiral harshly attacked the president of the court.":                                                   0,
		"The new rules are an attack on freedom, the bishop said.":                                                   0,
		"The battle against inflation will be long.":                                                                 0,
		"The plane crashed into a hill. Four passengers were killed.":                                                0,
		"Four passengers were killed when rebels shot down the plane.":                                               1,
		"Their objective is to attack the barracks of Marr.":                                                         0,
		"The rebels will attack the barracks of Marr within days, the general said.":                                 0,
		"The police destroyed cocaine and two airstrips in Marr.":                                                    0,
		"The army counted 20 dead and 65 wounded among its men.":                                                     0,
		"The alleged massacres in the hills are to be looked into.":                                                  1,
		"They have killed judges, the bishop said.":                                                                  0,
		"They have killed two judges, the bishop said.":                                                              1,
		"Gunmen attacked a bus in Marr. The attacks have gone on since, the police said.":                            2,
		"We deplore the murders committed by the front.":                                                             1,
		"A bomb went off at the committee of mothers, relatives of prisoners, missing, and murdered people in Marr.": 1,
		"An inquiry will be made into the murders of three reporters.":                                               1,
	} {
		if _, done := deeds(t, text); len(done) != want {
			t.Errorf("%s\n%d deeds, want %d", text, len(done), want)
		}
	}
}

// TestWhoseIsNotWhere asks that a country which says whose deed or people it is places nothing.
func TestWhoseIsNotWhere(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"The U.S. bombing of Panama killed twenty soldiers.":          "PAN",
		"Gunmen murdered two American advisers in Peru.":              "PER",
		"A BOMB EXPLODED IN BOGOTA. IT DESTROYED THE MINISTER'S CAR.": "COL",
	} {
		rec, done := deeds(t, text)
		for _, c := range done {
			if c.Place == nil || rec.Places[c.Place.Place].Country != want {
				t.Errorf("%s\nplace %+v, want one in %s", text, c.Place, want)
			}
		}
		if len(done) == 0 {
			t.Errorf("%s\nno deed", text)
		}
	}
}
