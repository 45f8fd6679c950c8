package reader

import (
	"slices"
	"testing"

	"github.com/parley-desk/parley/claim"
)

// Private people who were harmed are marked wherever they are named; office-holders, the bereaved, those who did it and
// those to whom nothing happened are not (codebook A9).
func TestVictims(t *testing.T) {
	t.Parallel()
	r := newReader(t)
	for _, c := range []struct {
		text    string
		victims []string
	}{
		{"Soldiers shot dead Ana Orr, 34, a teacher, near Selby on Monday.", []string{"Ana Orr"}},
		{"A shell hit a bus in Selby on Monday, killing five people. The dead were identified as Ana Orr, 34, and Pell Marrin, a baker.", []string{"Ana Orr", "Pell Marrin"}},
		{"Gunmen attacked a farm and killed four villagers. Among the victims were Ana Orr and Pell Marrin, police said.", []string{"Ana Orr", "Pell Marrin"}},
		{"Rebels kidnapped the nurse Ana Orr on Monday. Orr was taken from her clinic at night.", []string{"Ana Orr", "Orr"}},
		{"Ana Orr was walking home from work. She was wounded by a sniper at the bridge.", []string{"Ana Orr"}},
		{"Two women, the cook Ana Orr and her daughter Lena Orr, were shot dead by gunmen.", []string{"Ana Orr", "Lena Orr"}},
		{"\"My brother Ivo Marrin was killed by the army's shells,\" said Lena Marrin.", []string{"Ivo Marrin"}},
		{"Mayor Dorn Halvey was shot dead in his car by rebels on Monday.", nil},
		{"Rebels killed Dorn Halvey, the governor of Marrow, and wounded his driver, Pell Marrin.", []string{"Pell Marrin"}},
		{"The army killed Dorn Halvey, a commander of the rebels, in an air strike.", nil},
		{"The governor of Marrow, Sela Brandt, was wounded by a sniper on the road.", nil},
		{"Rebels threatened to kill Ana Orr, who runs the mill.", nil},
		{"Ana Orr was not hurt when the shell hit her house, police said.", nil},
		{"Police arrested Ana Orr after the attack on the market, which killed three people.", nil},
		{"Ivo Marrin, a gunman, killed three soldiers before he was shot dead.", nil},
	} {
		rec, err := r.Read(claim.Report{ID: "v", Text: c.text, Published: "2031-03-07"})
		if err != nil {
			t.Fatal(err)
		}
		var marked []string
		for _, n := range rec.Names {
			if n.Victim {
				marked = append(marked, n.Text)
			}
		}
		if !slices.Equal(marked, c.victims) {
			t.Errorf("%s\nmarked %q, not %q", c.text, marked, c.victims)
		}
	}
}

// A list of the dead goes on line by line, and a headline calls its people as the text does.
func TestVictimsInListsAndHeadlines(t *testing.T) {
	t.Parallel()
	rec, err := newReader(t).Read(claim.Report{
		ID: "v", Title: "Baker Pell Marrin among dead in Selby shelling", Published: "2031-03-07",
		Text: "Shells killed three people in Selby on Monday. The army released the names of the victims:\n\nAna Orr, 34, teacher\n\nPell Marrin, 51, baker\n\nDara Velin, the defence minister, said that the guns had been moved.\n",
	})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]bool{"Ana Orr": true, "Pell Marrin": true, "Dara Velin": false}
	for _, n := range slices.Concat(rec.Names, rec.TitleNames) {
		if victim, asked := want[n.Text]; asked && victim != n.Victim {
			t.Errorf("%s: victim %v", n.Text, n.Victim)
		}
	}
	if got := rec.NamesOfVictims(nil); !slices.Equal(got, []string{"Ana Orr", "Pell Marrin"}) {
		t.Errorf("victims are %q", got)
	}
}
