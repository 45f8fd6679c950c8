package reader

import (
	"slices"
	"strings"
	"testing"
)

// TestOutcome asks that what an act did is told with the act, and that what says whose, where or when something else was is not taken for its own.
func TestOutcome(t *testing.T) {
	t.Parallel()
	r := newReader(t)
	for text, c := range map[string]struct{ want, not []string }{
		"Shelling by the Northern Guard Forces (NGF) killed nine traders in Goma on Monday.": {
			[]string{"killed 9 2025-11-03 @Goma"}, []string{"ASSAULT >"}},
		"Rebels fired two missiles into Goma killing at least three people.":                                {[]string{"killed 3 @Goma"}, []string{"ASSAULT heavy-weapons >", "ASSAULT >"}},
		"More than 120 traders have been killed in Goma, including 15 children, and more than 220 wounded.": {[]string{"injured 220 @Goma"}, []string{"killed 220"}},
		"Rebels attacked Goma, a trading city in North Kivu, killing six people.": {
			[]string{"ASSAULT Rebels>Goma+six people @Goma"}, []string{"ASSAULT >"}},
		"Nine people were killed in an Israeli strike on southern Lebanon on Monday.":                            {nil, []string{"Lebanon 2025", "+Lebanon"}},
		"The army said no traders were injured as a result of the air strike near Goma.":                         {nil, []string{">traders"}},
		"Nobody was hurt in the two clashes near Goma, the colonel said.":                                        {nil, []string{"attacks 2 negative"}},
		"Five traders were killed at once in Goma while another man died on Thursday.":                           {nil, []string{"killed 5 2025"}},
		"Rebels shelled Goma on Monday. In the past, gangs carried out such attacks on traders.":                 {nil, []string{"gangs>traders 2025"}},
		"Goma has been at war since 2014, when rebels seized the port of Bukavu. Guards shot two men on Monday.": {nil, []string{"men 2025-11-03 @Bukavu"}},
		"Rebels launched nine drones at Goma overnight, killing two people and wounding seven in Bukavu, officials said on Monday.": {
			[]string{"killed 2 2025-11-06 @Goma by officials"}, []string{"officials>"}},
		"Gangs burned dozens of homes in Goma and abducted at least 12 people, officials said.": {[]string{"ASSAULT abduct Gangs>at least 12 people @Goma by officials"}, []string{"homes>"}},
		"Two traders were killed when police opened fire on a crowd in Goma, witnesses said.":   {[]string{"ASSAULT firearms police>traders+a crowd @Goma by witnesses"}, nil},
		"A trader was killed and another wounded in an ambush by rebels near Goma, the mission said.": {
			[]string{"injured 1 @Goma by the mission", "ASSAULT firearms Rebels>trader @Goma by the mission"}, []string{"ASSAULT >"}},
		"Rwandan troops captured the village of Selbuk on Monday.":                                                                   {[]string{"ASSAULT RWA.rdf>the village of Selbuk 2025-11-03 @Selbuk"}, nil},
		"The army destroyed five enemy tanks near Goma on Monday.":                                                                   {nil, []string{"COERCE"}},
		"Rebels besieged Goma in May.":                                                                                               {nil, []string{"ASSAULT"}},
		"Rebels fired rockets and sent drones into Goma on Monday.":                                                                  {nil, []string{"AID"}},
		"The Goma Police Command is yet to make a statement of the attack on the mine.":                                              {nil, []string{"Command>"}},
		"Gunmen stopped two traders near Goma. They were shot dead.":                                                                 {nil, []string{">Gunmen"}},
		"The headquarters and two posts near Goma have been hit by rockets, the mission said.":                                       {[]string{"ASSAULT heavy-weapons >The headquarters+two posts @Goma by the mission"}, nil},
		"Army fire on a camp in Goma hit the gate of a bunker on Monday.":                                                            {nil, []string{"ASSAULT >"}},
		"The rebels stopped three trucks carrying sugar in Goma by setting up barriers and setting them on fire.":                    {nil, []string{"trucks>"}},
		"The mayor did not know the reason for the raid on the bank in Goma.":                                                        {nil, []string{"negative"}},
		"Rebels shelled Goma. No group claimed the attack on the mill.":                                                              {nil, []string{"No group>"}},
		"Rebels have killed 200 traders in months of raids.\n\nMore than 400 people have been killed in Goma in months of violence.": {nil, []string{"400 2025"}},
		"Rebels shelled Goma on Monday.\n\nMore than 400 people have been killed in Goma in months of violence.":                     {[]string{"killed 400 @Goma"}, nil},
		"Armenia says 14 soldiers and nine civilians have been killed on its side of the border.":                                    {nil, []string{"troops"}},
		"The air defences intercepted the missiles over Goma and shot down most of them.":                                            {nil, []string{"ASSAULT"}},
		"The army destroyed two rocket launchers near Goma.":                                                                         {nil, []string{"COERCE"}},
		"Five guards were killed in Goma, while two were killed in attacks near Tollabar.":                                           {[]string{"killed 2 @Tollabar"}, nil},
		"Rebels attacked a camp in Tollabar, a village located in North Kivu.":                                                       {[]string{"ASSAULT Rebels>a camp @Tollabar"}, nil},
		"Rebels shelled Goma. The attack marks the second assault by M23 in a week.":                                                 {nil, []string{"ongoing"}},
		"Rwanda-backed rebels have seized the town of Goma, residents said.":                                                         {[]string{"ASSAULT Rwanda-backed Rebels>the town of Goma @Goma by residents"}, []string{"Rwanda>"}},
		"Worshippers were attending a night vigil at a church in Goma on Monday when rebels fired on them.":                          {nil, []string{"PROTEST"}},
		"Planes bombed a camp in Goma on Monday.\n\nThe bombing lasted an hour.":                                                     {[]string{"ASSAULT aerial > 2025-11-03 @Goma"}, []string{"explosives"}},
		"In clashes-hit Goma three traders were killed on Monday.":                                                                   {nil, []string{">Goma"}},
		"Rebels fired indiscriminately at traders in Goma on Monday.":                                                                {[]string{"ASSAULT firearms Rebels>traders 2025-11-03 @Goma"}, nil},
		"The mission said on Monday that rebels had fired on three camps near Goma, wounding two traders.":                           {[]string{"injured 2 @Goma by The mission"}, []string{"injured 2 2025"}},
		"A man identified as Tolminthang was shot dead near Goma on Monday.":                                                         {[]string{"killed 1 2025-11-03 @Goma"}, []string{"@Tolminthang"}},
	} {
		got := happened(t, r, "", text)
		for i, line := range got {
			got[i] = strings.ReplaceAll(line, "rebels", "Rebels")
		}
		for _, want := range c.want {
			if !slices.Contains(got, want) {
				t.Errorf("%s\ngot   %q\nlacks %q", text, got, want)
			}
		}
		for _, not := range c.not {
			if slices.ContainsFunc(got, func(line string) bool { return strings.Contains(line, not) }) {
				t.Errorf("%s\ngot       %q\nhas still %q", text, got, not)
			}
		}
	}
}
