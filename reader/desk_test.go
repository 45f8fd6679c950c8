package reader

import (
	"slices"
	"testing"

	"github.com/parley-desk/parley/claim"
)

// tollPlaces are the names of the places of a text's figures.
func tollPlaces(t *testing.T, text string) (names []string) {
	t.Helper()
	rec, err := newReader(t).Read(claim.Report{ID: "t", Text: text, Published: "2031-03-07"})
	if err != nil {
		t.Fatal(err)
	}
	for i := range rec.Claims {
		if c := &rec.Claims[i]; c.Kind == claim.KindFigure && c.Place != nil {
			names = append(names, rec.Places[c.Place.Place].Name)
		}
	}
	return names
}

// A capital where a report was only written is not where what it tells happened; the town where it happened is.
func TestACapitalThatOnlyWritesIsNoScene(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"NAIROBI: Kenya protested on Friday over an attack on a camp in which four soldiers were killed. Gunmen had tried to enter the camp near Mandera.":        "not Nairobi",
		"NAIROBI: Four soldiers were killed on Friday in an attack on a camp. Shops in the west of Nairobi were shut. Traders in Mandera sent their condolences.": "Nairobi",
		"NAIROBI: Four soldiers were killed on Friday in an attack on a camp. The army has sent a helicopter.":                                                    "Nairobi",
	} {
		got := "not Nairobi"
		if slices.Contains(tollPlaces(t, text), "Nairobi") {
			got = "Nairobi"
		}
		if got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

// Where others talked meanwhile is not where the fighting was.
func TestTalksMeanwhileAreNoScene(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"While envoys of Kenya and Somalia were talking in Doha, the army said that it had stopped a group of gunmen. Five soldiers were killed in the exchange of fire.": false,
		"The army said on Friday in Mandera that it had stopped a group of gunmen. Five soldiers were killed in the exchange of fire.":                                    true,
	} {
		if placed := len(tollPlaces(t, text)) > 0; placed != want {
			t.Errorf("%s: placed %v, want %v", text, placed, want)
		}
	}
}

// Where an outlet that is cited has its desk is not where it happened; where the deed is said to have been done is.
func TestTheDeskOfAnOutletIsNoScene(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"A group claimed the attack; according to Reuters in Nairobi, five gunmen died.": false,
		"A group claimed the attack; five gunmen died in Nairobi, according to Reuters.": true,
	} {
		if placed := len(tollPlaces(t, text)) > 0; placed != want {
			t.Errorf("%s: placed %v, want %v", text, placed, want)
		}
	}
}

// A report written in a land that only looks on tells of the land whose people and forces it names; the name of its people stands for that land.
func TestALandThatLooksOnIsNoScene(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"OSLO, 7 March (NTB) - The Norwegian government spoke with the Kenyan police and the Kenyan army. It condemned the killing of four judges by gunmen.":    "Kenya",
		"OSLO, 7 March (NTB) - The Norwegian police are looking for the gunmen who killed four judges. The Kenyan government condemned the killing of the four.": "Oslo",
		"Four judges were killed by gunmen who broke into a court. The Kenyan police are looking for them, and the Kenyan army has closed the roads.":            "",
		"The Kenyan police are looking for gunmen who broke into a court. The Kenyan army has closed the roads. Four judges were killed.":                        "Kenya",
	} {
		got := tollPlaces(t, text)
		if want == "" && len(got) > 0 || want != "" && !slices.Contains(got, want) {
			t.Errorf("%s: %v, want %q", text, got, want)
		}
	}
}

// What violence that went on left behind is no toll of the place where it began, whatever the sentence calls it.
func TestTheTollOfViolenceIsNotThatOfItsBeginning(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"The violence began after explosions in Kabul on Monday that the Taliban blamed on Pakistan. It left more than 70 people dead and hundreds wounded, and was the worst in years.": false,
		"A bomb exploded at a market in Kabul on Monday. It left more than 70 people dead and hundreds wounded, and was the worst in years.":                                             true,
	} {
		if placed := len(tollPlaces(t, text)) > 0; placed != want {
			t.Errorf("%s: placed %v, want %v", text, placed, want)
		}
	}
}
