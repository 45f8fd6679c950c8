package incident_test

import "testing"

// A country abroad that only tells of somebody, or of what went on meanwhile, is no scene; one in which a deed is told to be done is.
func TestScenesAbroad(t *testing.T) {
	t.Parallel()
	const line = "LIMA, March 3 -- Police in Lima, Cusco and Arequipa looked for two men on Monday. Peru has asked for help.\n\n"
	for said, country := range map[string]string{
		"The senator, a former ambassador to Spain, was kidnapped by gunmen.":                                                      "",
		"The judge was killed by a gang that was trained in Nicaragua.":                                                            "",
		"Gunmen killed a guard of a bank on Monday while talks were held in Venezuela.":                                            "",
		"The kidnapping of the judge was condemned by leaders in Mexico, Honduras and Panama.":                                     "",
		"Gunmen threw a bomb at a bank on Monday, the first attack since the talks of the two sides began last week in Venezuela.": "",
		"Soldiers shot the ambassador to Spain on Monday.":                                                                         "",
		"The minister deplored the murder of six workers, committed in Brazil by gunmen.":                                          "BRA",
		"Two sailors of the navy were killed by gunmen in Brazil.":                                                                 "BRA",
		"The minister deplored the killing of three workers in Brazil in a drone attack.":                                          "BRA",
	} {
		d, done := deeds(t, line+said)
		if len(done) == 0 {
			t.Errorf("%s\nno deed", said)
			continue
		}
		for _, c := range done {
			got := ""
			if c.Place != nil && d.Places[c.Place.Place].Country != "PER" {
				got = d.Places[c.Place.Place].Country
			}
			if got != country {
				t.Errorf("%s\ndone in %q, want %q", said, got, country)
			}
		}
	}
}

// A deed at a building is where the name before the building says; in a capital told by whose it is, there.
func TestSites(t *testing.T) {
	t.Parallel()
	const war = "The army and the rebels have fought for years.\n\n"
	for said, want := range map[string]string{
		"A bomb exploded at a Kabul mosque on Monday.":                "Kabul",
		"A bomb exploded at a Herat hospital on Monday.":              "Herāt",
		"A bomb exploded in the Kenyan capital on Monday.":            "Nairobi",
		"Shells hit Kenya's capital on Monday.":                       "Nairobi",
		"Gunmen attacked two banks on Monday in the Peruvian capital": "Lima",
		"A bomb exploded in the Kenyan capital, Nairobi, on Monday.":  "Nairobi",
		"A bomb exploded at the U.S. embassy on Monday.":              "",
	} {
		d, done := deeds(t, war+said)
		got := ""
		for _, c := range done {
			if c.Place != nil && c.Span.Start > len(war)-2 {
				got = d.Places[c.Place.Place].Name
			}
		}
		if got != want {
			t.Errorf("%s\ndone in %q, want %q", said, got, want)
		}
	}
}
