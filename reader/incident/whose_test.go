package incident_test

import "testing"

// Where and when a person who was harmed held an office, comes from or went to is not where and when the deed was done.
func TestWhoAPersonIsTellsNoScene(t *testing.T) {
	t.Parallel()
	const war = "The army and the rebels have fought for years.\n\n"
	for said, want := range map[string][2]string{
		"Gunmen killed Omar Dellin, a former governor of Herat, in Kabul on Friday.":                                {"Kabul", "1989-11-03"},
		"The murder of Ana Dell, a leader of a leftist movement in Kenya, was condemned.":                           {"", ""},
		"The killing of Omar Dellin, mayor of Herat in 2004, shocked the guests in Kabul.":                          {"Kabul", ""},
		"Gunmen in Kabul shot dead Omar Dellin, who was governor of Herat in 2011.":                                 {"Kabul", ""},
		"The president is moved by the murder of Omar Dellin in Kabul, because they studied together 22 years ago.": {"Kabul", ""},
		"Omar Dellin, 61, from Herat, was killed in Kabul on Friday.":                                               {"Kabul", "1989-11-03"},
		"Police said a witness of the massacre in Herat was taken to Kabul.":                                        {"Herāt", ""},
		"Police said a witness of the massacre was taken to Kabul.":                                                 {"", ""},
		"Gunmen shot at guards of the Herat River Power Commission (HRPC) in Kabul on Friday.":                      {"Kabul", "1989-11-03"},
		"The fighting spread to Kabul on Friday.":                                                                   {"Kabul", "1989-11-03"},
	} {
		d, done := deeds(t, war+said)
		var got [2]string
		for _, c := range done {
			if c.Span.Start < len(war)-2 {
				continue
			}
			if c.Place != nil {
				got[0] = d.Places[c.Place.Place].Name
			}
			if c.Time != nil {
				got[1] = c.Time.Start
			}
		}
		if got != want {
			t.Errorf("%s\ndone in and on %q, want %q", said, got, want)
		}
	}
}
