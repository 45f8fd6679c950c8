package reader

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/parley-desk/parley/claim"
)

// happened gives the deeds and figures of a report of Friday, 7 November 2025, each as an analyst would note it: what, by whom or how many,
// when, where, through whom.
func happened(t *testing.T, r *Reader, title, text string) []string {
	t.Helper()
	rec, err := r.Read(claim.Report{ID: "h", Title: title, Text: text, Published: "2025-11-07"})
	if err != nil {
		t.Fatal(err)
	}
	names := func(refs []claim.Ref) string {
		var out []string
		for _, x := range refs {
			if x.Actor == "" || strings.HasPrefix(x.Actor, "unnamed:") {
				x.Actor = x.Text
			}
			out = append(out, x.Actor)
		}
		return strings.Join(out, "+")
	}
	var got []string
	for i := range rec.Claims {
		c := &rec.Claims[i]
		line := ""
		switch b := c.Body.(type) {
		case *claim.Event:
			line = strings.TrimSpace(b.Type+" "+b.Mode) + " " + names(b.Actors) + ">" + names(b.Recipients)
		case *claim.Figure:
			line = string(b.Measure)
			if b.Value != nil {
				line += fmt.Sprintf(" %g", *b.Value)
			}
		default:
			continue
		}
		if c.Time != nil {
			line += " " + c.Time.Start
		}
		if c.Place != nil {
			line += " @" + rec.Places[c.Place.Place].Text
		}
		if c.Polarity == claim.Negative || c.Tense != claim.Past {
			line += fmt.Sprintf(" %s %s", c.Polarity, c.Tense)
		}
		if len(c.By) > 0 {
			line += " by " + names(c.By)
		}
		got = append(got, line)
	}
	return got
}

// TestHappened reads small reports whole: every line wanted must be there, and none that holds what is not wanted.
func TestHappened(t *testing.T) {
	t.Parallel()
	r := newReader(t)
	for name, c := range map[string]struct {
		title, text string
		want, not   []string
	}{
		"a number alone is whom it befell": {"", "One soldier was killed and several were wounded near Goma. On Monday two guards were shot dead, six were injured.",
			[]string{"killed 1 @Goma", "injured @Goma", "killed 2 2025-11-03 @Goma", "injured 6 2025-11-03 @Goma"}, []string{"casualties"}},
		"killed and wounded is one deed": {"", "Rebels killed two guards and wounded three others in Goma on Monday.",
			[]string{"ASSAULT Rebels>guards+three others 2025-11-03 @Goma"}, nil},
		"in two places are two": {"", "Five soldiers were killed in Goma and six farmers were wounded in Bukavu.",
			[]string{"killed 5 @Goma", "injured 6 @Bukavu", "ASSAULT >soldiers @Goma", "ASSAULT >six farmers @Bukavu"}, nil},
		"a headline's verb": {"Rocket strike kills seven soldiers at camp in Goma", "Nobody spoke of it.",
			[]string{"ASSAULT heavy-weapons >soldiers @Goma", "killed 7 @Goma"}, []string{"troops"}},
		"another clause has its own people": {"", "Two nurses fled as rebels stormed the post. Gunmen entered the camp and shooting went on as troops fought them.",
			[]string{"ASSAULT Rebels>the post"}, []string{"nurses>the post"}},
		"after another deed": {"", "On Monday rebels shelled Goma. The attack came a day after soldiers killed ten farmers in Bukavu, wounding six.",
			[]string{"ASSAULT heavy-weapons Rebels>Goma 2025-11-03 @Goma", "ASSAULT soldiers>ten farmers 2025-11-02 @Bukavu", "killed 10 2025-11-02 @Bukavu"}, []string{"2025-11-03 @Bukavu"}},
		"weeks after": {"", "Monday's raid on Goma came two weeks after ten farmers were killed in Bukavu.",
			[]string{"killed 10 2025-10-20 @Bukavu"}, []string{"killed 10 2025-11-03"}},
		"a day after what was told": {"", "On Monday rebels stormed a camp near Goma. A day after the assault began, a bomb killed ten people in Bukavu.",
			[]string{"killed 10 2025-11-04 @Bukavu"}, nil},
		"how far off is not where": {"", "On Monday planes bombed Selbuk village in Masisi, about 40 kilometers (25 miles) northwest of the city of Goma, destroying houses and wounding at least two people, a resident said.",
			[]string{"ASSAULT aerial planes>Selbuk village 2025-11-03 @Selbuk village by resident", "injured 2 2025-11-03 @Selbuk village by resident"}, []string{"@Goma"}},
		"planes bomb from the air":  {"", "Air force planes bombed a village near Goma on Monday.", []string{"ASSAULT aerial Air force planes>a village 2025-11-03 @Goma"}, nil},
		"suicide bombs":             {"", "A suicide truck bomb exploded in Goma on Monday.", []string{"ASSAULT suicide-attack > 2025-11-03 @Goma"}, nil},
		"not only adds":             {"", "The raid on Goma was not only an attack on soldiers but on all of us.", nil, []string{"negative"}},
		"a verb with an object":     {"", "Rebels shelled Goma, killing three people.", []string{"ASSAULT heavy-weapons Rebels>Goma+three people @Goma"}, []string{"ASSAULT Rebels"}},
		"a day with no comma":       {"", "On Monday rebels shelled Goma. Since 4 October Congolese troops had killed 30 rebels, the army said.", []string{"ASSAULT heavy-weapons Rebels>Goma 2025-11-03 @Goma"}, []string{"Monday"}},
		"the day of saying":         {"", "Ten farmers were killed in Bukavu. The army said on Monday that it had lost the town. Many victims were shot.", nil, []string{"2025-11-03"}},
		"how many":                  {"", "Rebels shelled Goma on Monday. It was not clear how many people were killed. Asked how many were killed, he said the army was counting.", nil, []string{"negative", "killed"}},
		"two days":                  {"", "On 3 and 4 November rebels shelled Goma. Troops killed ten rebels in Bukavu on Tuesday and Wednesday.", []string{"killed 10 2025-11-04 @Bukavu"}, nil},
		"the day of telling":        {"", "Rebels killed 11 people in a raid near Goma, security sources said on Sunday.", []string{"killed 11 @Goma by security sources"}, nil},
		"behind an opening mark":    {"", "Rebels shelled Goma on Monday. The shelling killed “three people, among them a child, and wounded three others”, the ministry said.", []string{"killed 3 2025-11-03 @Goma by COD.ministry", "injured 3 2025-11-03 @Goma by COD.ministry"}, nil},
		"left dead together":        {"", "Rebels shelled Goma on Monday. A raid left two soldiers and two women dead.", []string{"killed 2 2025-11-03 @Goma"}, nil},
		"injuries suffered":         {"", "Rebels shelled Goma on Monday. More than 70 others suffered various injuries, the minister said.", []string{"injured 70 2025-11-03 @Goma by minister"}, nil},
		"what a conflict has done":  {"", "Rebels shelled Goma on Monday. The conflict has resulted in tens of thousands of deaths and the displacement of 11 million people.", []string{"killed", "displaced 1.1e+07"}, nil},
		"some people are no nation": {"", "Rebels killed two people in Goma on Monday.", []string{"ASSAULT Rebels>two people 2025-11-03 @Goma"}, nil},
		"who reported it":           {"", "At least ten people have been killed in a drone attack by rebels in the city of Goma, local activists reported on Sunday, revising an earlier toll.", []string{"killed 10 @Goma by local activists"}, []string{"activists>"}},
		"a state-run agency":        {"", "Rebels shelled Goma. Syria’s state-run SANA news agency said the shelling killed ten people.", []string{"killed 10 @Goma by org:sana"}, nil},
		"without saying":            {"", "Rebels shelled Goma. “They repulsed the attack, but there were deaths,” the mayor said, without specifying how many soldiers had been killed.", nil, []string{"killed 1"}},
		"helping is no praise":      {"", "Rebels shelled Goma on Monday. Troops are supporting the police to counter the attack.", nil, []string{"by Troops"}},
		"they are no rebels":        {"", "Ivo Marr, a spokesman for the army, says they repulsed an attack by M23 rebels near Goma on Tuesday. Marr says four fighters were killed.", []string{"killed 4 2025-11-04 @Goma by person:ivo-marr"}, nil},
		"done, whatever it means":   {"", "Rebels ambushed a patrol near Goma on Monday. The ambush marks a turn in the war.", nil, []string{"ongoing"}},
		"a barrage fired":           {"", "Rebels shelled Goma. The army said it had fired a barrage of rockets at the camp on Monday.", []string{"ASSAULT heavy-weapons COD.fardc>the camp 2025-11-03 @Goma by COD.fardc"}, []string{"firearms"}},
		"engaged in battle":         {"", "M23 has been engaged in fierce battles with the army near Goma.", []string{"ASSAULT COD.m23+COD.fardc> @Goma"}, nil},
		"whose fire":                {"", "Drone fire from the Malian army killed ten miners near Kidal on Monday.", []string{"killed 10 2025-11-03 @Kidal"}, nil},
		"fired from":                {"", "Rebels fired two missiles from Bukavu on Monday.", nil, []string{"@Bukavu"}},
		"the port of":               {"", "Rebels fired missiles at the Red Sea port city of Hodeidah, killing eight people.", []string{"killed 8 @Red Sea port city of Hodeidah"}, nil},
		"carried out":               {"", "The attack carried out on Monday near Goma killed 23 people.", []string{"ASSAULT >23 people 2025-11-03 @Goma", "killed 23 2025-11-03 @Goma"}, nil},
		"by whom it was done":       {"", "The attack on Goma, carried out by M23, killed 23 people.", []string{"ASSAULT COD.m23>Goma+23 people @Goma"}, nil},
		"recently":                  {"", "Rebels shelled Goma on Monday. Troops recently killed ten rebels.", []string{"killed 10 @Goma"}, nil},
		"what it was done for":      {"", "Rebels shelled Goma on Monday. It was in retaliation for what happened while police killed two men.", []string{"killed 2 @Goma"}, nil},
		"what is yet to be done":    {"", "Rebels shelled Goma on Monday. Troops have yet to attack the camp.", []string{"ASSAULT Troops>the camp 2025-11-03 @Goma negative past"}, []string{"hypothetical"}},
		"laid to somebody now":      {"", "Rebels shelled Goma on Monday. Officials are attributing the bombing to a militia.", nil, []string{"ongoing"}},
		"this weekend is over":      {"", "Gunmen killed ten people in Goma this weekend, police said.", []string{"killed 10 2025-11-01 @Goma by police"}, nil},
		"before the attack":         {"", "A bomb killed five people in Goma on Monday. Prior to this attack, militants killed six farmers.", []string{"killed 6 @Goma"}, nil},
		"since the truce began":     {"", "Rebels shelled Goma on Monday. In Bukavu a bomb killed two. At least 173 people have been killed in the south since the truce took effect in October.", []string{"killed 173 2025-10-01"}, nil},
		"what the war has done":     {"", "Rebels shelled Goma on Monday. The war has killed 40 people.", []string{"killed 40"}, nil},
		"told of before":            {"", "Rebels shelled Goma on Monday. Last month it was reported that soldiers had killed nine traders.", []string{"killed 9 @Goma"}, nil},
		"a short name in brackets":  {"", "Drones struck a hospital in Goma, killing 64 people, the Pell Health Council (PHC) confirmed on Sunday.", []string{"killed 64 @Goma by org:pell-health-council"}, nil},
		"the night between":         {"", "Overnight Sunday to Monday armed men attacked the camp in Goma.", []string{"ASSAULT armed men>the camp 2025-11-02 @Goma"}, nil},
		"a day taken for the root":  {"", "On Friday, a Malian military drone attack on a mill in North Kivu left 30 dead, according to church groups.", []string{"killed 30 2025-11-07 @North Kivu by church groups"}, nil},
		"a headline of numbers":     {"Five killed, 20 wounded by rebel missile in Goma", "Shells fell.", []string{"killed 5 @Goma", "injured 20 @Goma"}, []string{"casualties"}},
		"killing and wounding":      {"", "The shelling of Goma resulted in the killing of a woman and wounding 11 civilians, including four children.", []string{"killed 1 @Goma", "injured 11 @Goma", "injured 4 @Goma"}, []string{"killed 11", "killed 4"}},
		"whom they stand with":      {"", "Rebels shelled Goma on Monday. The army has been battling the Rwanda-backed fighters.", nil, []string{"@Rwanda"}},
		"from where they stand":     {"", "Rebels began shelling Goma from their positions in Bukavu on Monday.", []string{"ASSAULT heavy-weapons Rebels>Goma 2025-11-03 @Goma"}, []string{"@Bukavu"}},
		"two and one were killed":   {"", "Rebels shelled Goma on Monday. The raid comes less than a month after two other guards and a porter were killed in Bukavu.", []string{"killed 2 @Bukavu"}, nil},
		"from month to month":       {"", "In Goma 40 people were killed from April to the end of June.", []string{"killed 40 2025-04-01 @Goma"}, nil},
		"a line with its weekday":   {"", "Monday, November 03, 2025 - Gang members stormed a town in Goma, killing at least 70.", nil, []string{"2025-11-03"}},
		"a place and a dash":        {"", "Kinshasa - Rebels shelled Goma on Monday.", []string{"ASSAULT heavy-weapons Rebels>Goma 2025-11-03 @Goma"}, nil},
		"an agency without a dash":  {"", "GOMA (Interfax) Rebels shelled a camp on Monday.", []string{"ASSAULT heavy-weapons Rebels>a camp 2025-11-03 @GOMA"}, nil},
		"an agency between strokes": {"", "MOSCOW, November 6. /TASS/. Rebels shelled Goma, killing three.", []string{"killed 3 2025-11-06 @Goma"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := happened(t, r, c.title, c.text)
			for i, line := range got {
				got[i] = strings.ReplaceAll(line, "rebels", "Rebels")
			}
			for _, want := range c.want {
				if !slices.Contains(got, want) {
					t.Errorf("%s\n%s\ngot   %q\nlacks %q", c.title, c.text, got, want)
				}
			}
			for _, not := range c.not {
				if slices.ContainsFunc(got, func(line string) bool { return strings.Contains(line, not) }) {
					t.Errorf("%s\n%s\ngot       %q\nhas still %q", c.title, c.text, got, not)
				}
			}
		})
	}
}
