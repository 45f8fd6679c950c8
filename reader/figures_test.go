package reader

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/parley-desk/parley/claim"
)

// figureCases are sentences about invented countries with the figures that an analyst takes from them: measure, value
// or low–high, whom, and what is said besides.
var figureCases = []struct {
	text string
	want []string
}{
	{"50 Ruvanian civilians were killed and 447 wounded in the shelling, the hospital said.",
		[]string{"killed 50 Ruvanian civilians", "injured 447 Ruvanian civilians"}},
	{"Soldiers killed a local commander and one suspected insurgent and detained two additional suspected insurgents.",
		[]string{"killed 1 local commander", "killed 1 insurgent", "captured 2 additional suspected insurgents"}},
	{"The force detained the targeted man along with two of his associates.",
		[]string{"captured 1 targeted man", "captured 2 his associates"}},
	{"Shelling killed four women and a man in Delvar on Thursday.",
		[]string{"killed 4 women", "killed 1 man"}},
	{"A 12-year-old boy was killed and his father, 43, was wounded by a mine.",
		[]string{"killed 1 12-year-old boy", "injured 1 his father"}},
	{"Insurgents killed five people, including three police officers and two civilians, on Monday.",
		[]string{"killed 5 people", "killed 3 police officers part_of", "killed 2 civilians part_of"}},
	{"The death toll climbed from 12 to 17 after the bombing of the market.",
		[]string{"killed 12 cumulative", "killed 17 cumulative corrects"}},
	{"The death toll from the strike rose to 17 from 12 on Thursday, rescuers said.",
		[]string{"killed 12 cumulative", "killed 17 cumulative corrects"}},
	{"Between 50 and 60 militants were killed in the raid, the army said.",
		[]string{"killed 50–60 militants"}},
	{"Some 3k people were displaced by the shelling.",
		[]string{"displaced 3000 people"}},
	{"The rebels fired 20-25 rockets at the base, wounding 10–12 soldiers.",
		[]string{"weapons 20–25 rockets", "injured 10–12 soldiers"}},
	{"The war has killed 40,000 people and displaced 12 million.",
		[]string{"killed 40000 people", "displaced 12000000 people"}},
	{"The war has displaced 1 200 000 people, the agency said.",
		[]string{"displaced 1200000 people"}},
	{"An air strike killed nine people, two of them children, in the village.",
		[]string{"killed 9 people", "killed 2 children part_of"}},
	{"Police detained more than 100 people, among them 12 minors, after the riot.",
		[]string{"captured 100 people", "captured 12 minors part_of"}},
	{"A shell killed a family of six in Selby on Thursday.",
		[]string{"killed 6 family of six"}},
	{"Shells hit a bus in Selby, where a nurse was killed and ten people injured, governor Ivo Marr wrote on Friday.",
		[]string{"killed 1 nurse", "injured 10 people"}},
	{"Six farmers were killed by shelling in Pell on Friday, bringing the number of those killed since the siege began to 40.",
		[]string{"killed 6 farmers", "killed 40 cumulative"}},
	{"The number of soldiers killed by a mine on a road in the north has risen to 19, the army said on Friday.",
		[]string{"killed 19 cumulative"}},
	{"Fighting between the army and the rebels forced 300 farmers from their homes in May.",
		[]string{"displaced 300 farmers background"}},
	{"The fighting forced 300 farmers to stay in the valley.",
		nil},
	{"The drone hit a market in Selby, leaving eight people dead and several others injured.",
		[]string{"killed 8 people", "injured 3– several others"}},
	{"Shelling hit the town on Monday, leaving 12 dead and forcing 3,000 to flee.",
		[]string{"killed 12", "displaced 3000"}},
	{"The attack on Tuesday left two soldiers killed and 26 wounded.",
		[]string{"killed 2 soldiers", "injured 26 soldiers"}},
	{"June was the worst month, with 35 villagers, including children, killed in shelling by the rebels.",
		[]string{"killed 35 villagers background"}},
	{"The blast wounded four other soldiers and a civilian.",
		[]string{"injured 4 other soldiers", "injured 1 civilian"}},
	{"Ruvanian forces killed a total of five residents of Marrow in the shelling.",
		[]string{"killed 5 residents of Marrow cumulative"}},
	{"The missile attack on Selby claimed more than a dozen lives.",
		[]string{"killed 12 lives"}},
	{"Fighters took the town by force, displacing some 400 families and destroying 30 homes in an attack.",
		[]string{"displaced 400 families", "damage 30 homes"}},
	{"The air strike, which killed four and wounded nine, hit a village on Monday.",
		[]string{"killed 4", "injured 9"}},
	{"Rebels ambushed a convoy, resulting in the deaths of six policemen and the wounding of ten others.",
		[]string{"killed 6 policemen", "injured 10 others"}},
	{"The gate stayed shut on Friday, with 90 trucks waiting at the border, the customs office said.",
		[]string{"trade 90 trucks"}},
	{"Wounded in the raid, the nurse walked home.",
		[]string{"injured 1 nurse"}},
	{"Some 60 farmers are still missing from the war.",
		[]string{"missing 60 farmers ongoing"}},
	{"Ostmar closed the gate after three of its guards were wounded by rebels.",
		[]string{"injured 3 its guards"}},
	{"Rebels shelled Selby on Friday. No food convoy has reached the town for nine weeks.",
		[]string{"duration 9 wk food convoy"}},
	{"Rebels shelled Selby on Friday. The mayor has been ill for nine weeks.",
		nil},
	{"Both soldiers were killed in the ambush.",
		[]string{"killed 2 soldiers"}},
	{"No casualties were reported in the missile attack.",
		[]string{"casualties 0"}},
	{"Nobody was hurt in the rocket attack on the base.",
		[]string{"injured 0"}},
	{"No fewer than 31 soldiers died in the ambush.",
		[]string{"killed 31 soldiers"}},
	{"Soldiers killed a number of rebels in the raid on Friday.",
		[]string{"killed 3– rebels"}},
	{"A soldier was killed and another wounded by a sniper on Thursday.",
		[]string{"killed 1 soldier", "injured 1 soldier"}},
	{"Three villagers were killed and four seriously wounded in an attack on Friday.",
		[]string{"killed 3 villagers", "injured 4 villagers"}},
	{"The shelling claimed the lives of eight people.",
		[]string{"killed 8 people"}},
	{"Soldiers captured a rebel leader and financier in the raid.",
		[]string{"captured 1 rebel leader"}},
	{"The army launched an operation to capture a rebel commander.",
		[]string{"captured 1 rebel commander future"}},
	{"The attack left six dead and 11 wounded.",
		[]string{"killed 6", "injured 11"}},
	{"Gunmen killed 12 villagers, half of them women, the governor said.",
		[]string{"killed 12 villagers", "share 50 % women"}},
	{"Five civilians were killed, three of whom were children, in the drone strike.",
		[]string{"killed 5 civilians", "killed 3 children part_of"}},
	{"The strike killed 14 people. Nine of the dead were patients. Three of the wounded died on Friday.",
		[]string{"killed 14 people", "killed 9 patients part_of", "killed 3 the wounded part_of"}},
	{"More than 70 per cent of those killed in the war are civilians.",
		[]string{"share 70 % civilians"}},
	{"The shelling killed 14 people on Thursday. A 12-year-old boy was among the dead.",
		[]string{"killed 14 people", "killed 1 12-year-old boy part_of"}},
	{"Three suspects were in custody after the bombing.",
		[]string{"captured 3 suspects"}},
	{"The number of people killed in the strikes has reached 300 since Monday.",
		[]string{"killed 300 cumulative"}},
	{"The bombing brought the number of dead this month to 95.",
		[]string{"killed 95 cumulative"}},
	{"Two children were killed and three others injured in an air strike on Thursday.",
		[]string{"killed 2 children", "injured 3 others"}},
	{"The gunmen killed a woman and injured her three children.",
		[]string{"killed 1 woman", "injured 3 children"}},
	{"The army sent 3,000 troops to the border.",
		[]string{"troops 3000 troops"}},
	{"Trade between the two countries fell by 40 per cent after the border war.",
		[]string{"trade -40 %"}},
	{"The fighting has lasted 13 months. Troops withdrew after three weeks of shelling. The two sides held nine hours of talks.",
		[]string{"duration 13 mo fighting", "duration 3 wk shelling", "duration 9 h talks"}},
	{"Hundreds of thousands of people have fled to Solmark.",
		[]string{"displaced 200000– people"}},
	{"Soldiers have killed 30 rebels since Monday, the army said.",
		[]string{"killed 30 rebels cumulative"}},
	{"The army has captured 17 rebel leaders this month.",
		[]string{"captured 17 rebel leaders cumulative"}},
	{"Soldiers detained two men in Selby on Thursday. They served a commander who was killed on Sunday.",
		[]string{"captured 2 men", "killed 1 commander background"}},
}

func TestFigures(t *testing.T) {
	t.Parallel()
	r := newReader(t)
	for _, c := range figureCases {
		t.Run(c.text, func(t *testing.T) {
			t.Parallel()
			record, err := r.Read(claim.Report{ID: "t", Text: c.text, Published: "2031-03-07"})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for i := range record.Claims {
				if record.Claims[i].Kind == claim.KindFigure {
					got = append(got, figureLine(&record.Claims[i]))
				}
			}
			slices.Sort(got)
			want := slices.Sorted(slices.Values(c.want))
			if !slices.Equal(got, want) {
				t.Errorf("%s\n got %q\nwant %q", c.text, got, want)
			}
		})
	}
}

// TestAFigureIsOfWhoToldIt asks whose a figure is that the tree hangs to the verb of saying.
func TestAFigureIsOfWhoToldIt(t *testing.T) {
	t.Parallel()
	record, err := newReader(t).Read(claim.Report{ID: "t", Text: "The gate of Selby stayed shut for a fifth day on Friday, with 90 trucks waiting on the northern side, customs officers said.", Published: "2031-03-07"})
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(record.Claims, func(c claim.Claim) bool { return c.Kind == claim.KindFigure })
	if i < 0 || len(record.Claims[i].By) != 1 || record.Claims[i].By[0].Text != "customs officers" {
		t.Errorf("got %+v, want a figure by customs officers", record.Claims)
	}
}

// figureLine spells a figure as the table does.
func figureLine(c *claim.Claim) string {
	f := c.Body.(*claim.Figure)
	parts := []string{string(f.Measure), amountOf(f)}
	if f.Unit != "" {
		parts = append(parts, f.Unit)
	}
	if f.Of != "" {
		parts = append(parts, f.Of)
	}
	if f.Cumulative {
		parts = append(parts, "cumulative")
	}
	if c.Polarity != claim.Positive {
		parts = append(parts, string(c.Polarity))
	}
	if c.Tense != claim.Past {
		parts = append(parts, string(c.Tense))
	}
	if c.Background {
		parts = append(parts, "background")
	}
	for _, l := range c.About {
		if l.How != claim.SameWords {
			parts = append(parts, string(l.How))
		}
	}
	return strings.Join(parts, " ")
}

func amountOf(f *claim.Figure) string {
	show := func(v *float64) string {
		if v == nil {
			return ""
		}
		return strconv.FormatFloat(*v, 'f', -1, 64)
	}
	if f.Value != nil {
		return show(f.Value)
	}
	return fmt.Sprintf("%s–%s", show(f.Low), show(f.High))
}
