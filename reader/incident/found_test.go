package incident_test

import "testing"

// TestTheDeadWhoAreFound asks that the dead on whom it shows that somebody killed them tell of a deed, and others of none.
func TestTheDeadWhoAreFound(t *testing.T) {
	t.Parallel()
	const war = "The army and the rebels have fought for years near Marr.\n\n"
	_, before := deeds(t, war)
	for text, want := range map[string]int{
		"Three peasants were found murdered on a road.":                                    1,
		"The mayor was found dead with three bullet wounds.":                               1,
		"The decapitated bodies of four policemen were found in a ditch.":                  1,
		"The bullet-riddled body of a journalist was found on Monday.":                     1,
		"Two bodies, one headless and the other with bullet wounds, were found on Monday.": 1,
		"His body was found under a bridge with a stab wound in the neck.":                 1,
		"The body of a migrant who drowned was found on the beach.":                        0,
		"The man was found guilty by a court.":                                             0,
		"The body of the old priest was found at home by his sister.":                      0,
	} {
		if _, done := deeds(t, war+text); len(done)-len(before) != want {
			t.Errorf("%s\n%d deeds, want %d", text, len(done)-len(before), want)
		}
	}
}

// TestWhoHoldsPeople asks that armed groups and criminals who hold people took them, while a state arrests and talks are held.
func TestWhoHoldsPeople(t *testing.T) {
	t.Parallel()
	const war = "The army and the rebels have fought for years near Marr.\n\n"
	_, before := deeds(t, war)
	for text, want := range map[string]int{
		"Drug traffickers are holding senator Dell.":   1,
		"The rebels are holding two engineers.":        1,
		"Police are holding two engineers.":            0,
		"The rebels hold talks with two engineers.":    0,
		"The rebels set fire to a nightclub on Monday": 1,
	} {
		if _, done := deeds(t, war+text); len(done)-len(before) != want {
			t.Errorf("%s\n%d deeds, want %d", text, len(done)-len(before), want)
		}
	}
}

// TestWordsOfArms asks that an everyday word is meant in earnest where the word before it says so, or a report names who fights.
func TestWordsOfArms(t *testing.T) {
	t.Parallel()
	const long = " The minister spoke for an hour about schools, roads, wages, the harvest, the price of bread, the new bridge and the debts of the towns, and promised that all of it would be better next year, when the new taxes are raised and the old ones are gone, and when the two banks that were closed in spring open their doors again, as he hopes they will, before the feast of the patron of the town of Marr."
	for text, want := range map[string]int{
		"The deputy was unharmed after a terrorist attack." + long:                                                                                 1,
		"The deputy was unharmed after a verbal attack." + long:                                                                                    0,
		"The school was attacked on Monday. Hezbollah named no men. The leaders of Hamas have a view of their own, which Hezbollah shares." + long: 1,
	} {
		if _, done := deeds(t, text); len(done) != want {
			t.Errorf("%s\n%d deeds, want %d", text[:60], len(done), want)
		}
	}
}

// TestWhatComesDown asks that what is fired is told as a deed by where it comes down, and what else falls or lands is not.
func TestWhatComesDown(t *testing.T) {
	t.Parallel()
	const war = "The army and the rebels have fought for years near Marr.\n\n"
	_, before := deeds(t, war)
	for text, want := range map[string]int{
		"Mortar rounds fell on a school on Monday.":                1,
		"Rockets landed near the town on Monday.":                  1,
		"Shells rained down on the market on Monday.":              1,
		"A missile slammed into an apartment building on Monday.":  1,
		"The convoy came under fire near the bridge on Monday.":    1,
		"The minister came under fire for his remarks on Monday.":  0,
		"Snow fell on the town on Monday.":                         0,
		"The plane of the envoy landed in the town on Monday.":     0,
		"A truck slammed into a wall in the town on Monday at six": 0,
	} {
		if _, done := deeds(t, war+text); len(done)-len(before) != want {
			t.Errorf("%s\n%d deeds, want %d", text, len(done)-len(before), want)
		}
	}
}
