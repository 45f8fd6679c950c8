package reader

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/claim/recordtest"
)

// told are the claims of a report, one a line: kind and what it claims, when, where, how surely, through whom.
func told(t *testing.T, r *Reader, report claim.Report) []string {
	t.Helper()
	rec, err := r.Read(report)
	if err != nil {
		t.Fatal(err)
	}
	recordtest.Valid(t, rec, report.Text)
	var out []string
	for i := range rec.Claims {
		c := &rec.Claims[i]
		line := string(c.Kind) + " " + bodyLine(c.Body)
		if c.In != "" {
			line = c.In + " " + line
		}
		if c.Time != nil {
			line += " on " + c.Time.Start
		}
		if c.Place != nil {
			line += " at " + rec.Places[c.Place.Place].Text
		}
		for _, by := range c.By {
			line += " by " + by.Text
		}
		if c.Polarity == claim.Negative {
			line += " negative"
		}
		if slices.ContainsFunc(c.About, func(l claim.Link) bool { return l.How == claim.PartOf }) {
			line += " part_of"
		}
		out = append(out, line)
	}
	return out
}

// bodyLine is what a claim claims: an event's type, mode and sides, a figure, a statement's act, speaker and words, a commitment.
func bodyLine(body any) string {
	switch b := body.(type) {
	case *claim.Event:
		return strings.TrimSpace(fmt.Sprintf("%s %s", b.Type, b.Mode)) + " of " + texts(b.Actors) + " to " + texts(b.Recipients)
	case *claim.Figure:
		return fmt.Sprintf("%s %v", b.Measure, value(b))
	case *claim.Statement:
		if b.Speaker == nil {
			return string(b.Act) + " by nobody"
		}
		if len(b.Speakers) > 0 {
			return string(b.Act) + " by " + texts(b.Speakers)
		}
		return string(b.Act) + " by " + b.Speaker.Text
	case *claim.Commitment:
		return string(b.Form) + " from " + b.From.Text + " to " + texts(b.To) + " “" + b.Content + "”"
	case *claim.Meeting:
		return "of " + ids(b.Parties)
	case *claim.Ceasefire:
		return string(b.State)
	}
	return ""
}

func value(f *claim.Figure) any {
	if f.Value == nil {
		return "-"
	}
	return *f.Value
}

func texts(refs []claim.Ref) string {
	var out []string
	for _, r := range refs {
		out = append(out, r.Text)
	}
	return strings.Join(out, "+")
}

func ids(refs []claim.Ref) string {
	var out []string
	for _, r := range refs {
		out = append(out, r.Actor)
	}
	return strings.Join(out, "+")
}

// TestWhatNewsTells reads sentences as news has them: want is what some claim begins with, not what none does.
func TestWhatNewsTells(t *testing.T) {
	t.Parallel()
	r := newReader(t)
	for name, c := range map[string]struct {
		title, text, published string
		want, not              []string
	}{
		"what is given is not denied": {text: "Armenia's army said the two men were not carrying arms at the time of the strike in Goris.",
			want: []string{"event ASSAULT of  to  at Goris by Armenia's army"}, not: []string{"event ASSAULT of  to  at Goris by Armenia's army negative"}},
		"what was to end went on": {text: "The mediators have failed to end 15 months of war.",
			want: []string{"figure duration 15"}, not: []string{"figure duration 15 negative"}},
		"whoever shelled is not said": {text: "A man was killed by shelling in Stepanakert, officials said on Friday.",
			not: []string{"event ASSAULT heavy-weapons of A man", "event ASSAULT heavy-weapons of man"}},
		"the month of an aside": {text: "The raid on a base in Goris was blamed on rebels who had left the talks in August.",
			not: []string{"event ASSAULT of rebels to a base on 2030-08"}},
		"the end of a truce since when": {text: "The rebels fired rockets at Goris in the worst attack since a truce between the army and the rebels ended in August.",
			not: []string{"event ASSAULT heavy-weapons of rebels to  on 2030-08"}},
		"the day of a war": {text: "The fighting began after Hamas gunmen attacked Israel on October 7. Hamas took the men in its October 7 attack.", published: "2025-01-04",
			want: []string{"event ASSAULT of Hamas gunmen to Israel on 2023-10-07"}},
		"another year's day": {text: "Israel and Egypt held talks on October 7.", published: "2025-10-20",
			want: []string{"event CONSULT of Israel+Egypt to  on 2025-10-07"}},
		"a dateline that begins with its day": {text: "Mar 6, Kathmandu - Shells killed two Armenian soldiers on the border with Azerbaijan on Thursday.",
			want: []string{"figure killed 2 on 2031-03-06"}, not: []string{"figure killed 2 on 2031-03-06 at Kathmandu"}},
		"a border is no capital": {text: "YEREVAN: The border clashes killed 20 people last month.",
			not: []string{"event ASSAULT of  to 20 people on 2031-02-01 at YEREVAN", "figure killed 20 on 2031-02-01 at YEREVAN"}},
		"where it was said": {text: "Rockets hit a base near Goris on Thursday. “We shall answer,” the president said at a rally in Yerevan. The rebels fired rockets from a truck.",
			not: []string{"event ASSAULT heavy-weapons of rebels to  on 2031-03-06 at Yerevan"}},
		"mediators are no place": {text: "Mediators Qatar and Egypt have proposed a truce.", want: []string{"ceasefire proposed"}, not: []string{"ceasefire proposed at Egypt", "ceasefire proposed at Qatar"}},
		"ready for a day to come": {text: "Armenia signaled readiness to resume talks with Azerbaijan in Tbilisi on Monday.",
			want: []string{"event CONSULT of Azerbaijan to  on 2031-03-10 at Tbilisi"}},
		"asked to do": {text: "Shells hit two soldiers near Goris on Thursday. Armenia asked Azerbaijan to hand over the two officers.",
			want: []string{"commitment demand from Armenia to Azerbaijan “to hand over the two officers”"}},
		"urged to do": {text: "Shells hit two soldiers on Thursday. Armenia urged Azerbaijan to dismantle the camps near Goris.",
			want: []string{"commitment demand from Armenia to Azerbaijan “to dismantle the camps near Goris”"}},
		"some among them": {text: "Nine people were killed in the blast in Goris, three women among them.", want: []string{"figure killed 9", "figure killed 3 at Goris part_of"}},
		"a part taken up": {text: "The army has counted 1,200 casualties: 1,200 – 500 killed and 700 wounded.", want: []string{"figure killed 500", "figure injured 700"}},
		"to be let go":    {text: "Fifty abducted students are to be released on Friday.", want: []string{"figure released 50 on 2031-03-07"}, not: []string{"figure abducted"}},
		"two sides of one state": {text: "The Yemeni government and the Houthis ended their talks on Monday. Switzerland has offered rooms. Both sides agreed to meet again in April.",
			not: []string{"meeting of YEM.houthis+CHE", "meeting of YEM+CHE"}},
		"who runs a place": {text: "The health ministry in Hamas-run Gaza said more than 130 people had been killed.", want: []string{"statement state by health ministry"}},
		"trailing, with a participle's form": {text: "Armenia and Azerbaijan will maintain a ceasefire, Georgia's foreign ministry confirmed on Thursday.",
			want: []string{"ceasefire in_effect by Georgia's foreign ministry"}},
		"a place before a colon": {text: "Srinagar: A constable was shot at by militants in Anantnag on Thursday.", not: []string{"statement"}},
		"everyday policing":      {text: "Srinagar: Two militants were killed in Anantnag on Thursday. An FIR was lodged at the police station. The army held a flag march in the town.", not: []string{"event ACCUSE", "event PROTEST"}},
		"deeds are no words":     {text: "In Goris the army fired on men who were blocking the road. Georgia brokered a truce between Armenia and Azerbaijan.", not: []string{"statement"}},
		"a move is no speaker":   {text: "The capture of Goris has raised fears that the war will widen.", not: []string{"statement state by Goris", "statement warn by Goris", "projection by Goris"}},
		"accused by two":         {text: "Armenia is accused by the UN and rights groups of bombing villages.", want: []string{"statement accuse by UN"}},
		"denied, and went on":    {text: "The president said a truce had been agreed, but the prime minister denied it, saying the fighting was continuing.", not: []string{"statement state by prime minister negative"}},
		"a headline's capitals":  {title: "Rebels Kill Three Soldiers In Goris Ambush", text: "Rebels killed three soldiers in an ambush near Goris, the army said.", want: []string{"title figure killed 3"}},
		"between two": {text: "Negotiations between the Yemeni government and the Houthi group have achieved significant progress, an envoy said after soldiers clashed.",
			want: []string{"meeting of YEM.irg+YEM.houthis"}},
		"accords signed":             {text: "Armenia accused Azerbaijan of failing to meet the terms of accords signed in 2023.", not: []string{"event AGREE  of  to  on 2023-01-01 by Armenia negative", "event AGREE of  to  on 2023-01-01 by Armenia negative"}},
		"done so far is of no day":   {text: "The army killed two rebels in Goris on Thursday. The rebels have carried out raids on villages near Goris.", not: []string{"event ASSAULT of rebels to villages on 2031-03-06"}},
		"the end of a year long ago": {text: "The rebels restarted talks with the army at the end of 2029. The rebels attacked a village.", not: []string{"event ASSAULT of rebels to a village on 2029"}},
		"a town and its province":    {text: "The attack in Kharkiv, in the northeastern Kharkiv region, killed two soldiers.", want: []string{"figure killed 2 at Kharkiv"}},
		"hours after somebody said": {text: "An explosion killed three soldiers in Goris on Monday, hours after the army said it had shot down a drone.",
			want: []string{"figure killed 3 on 2031-03-03 at Goris"}, not: []string{"figure killed 3 on 2031-03-03 at Goris by"}},
		"clashes that wounded": {text: "The border clashes wounded three soldiers on Friday.", want: []string{"event ASSAULT of  to soldiers on 2031-03-07"}},
		"charges by a noun":    {text: "Armenia's accusations that Azerbaijan had armed the rebels were rejected by Baku.", want: []string{"statement accuse by Armenia"}},
		"envoys recalled":      {text: "Armenia and Azerbaijan recalled their envoys after soldiers clashed on the border.", not: []string{"statement"}},
		"a broker":             {text: "Georgia brokered a truce between Armenia and Azerbaijan after soldiers clashed.", want: []string{"event CONSULT third-party of Georgia"}, not: []string{"event COOPERATE"}},
		"headline, two by a comma": {title: "Armenia, Azerbaijan accuse rebels of killing two soldiers", text: "Rebels killed two soldiers.",
			want: []string{"title statement accuse by Armenia+Azerbaijan"}},
		"headline, amid":   {title: "Strikes kill 12 more soldiers amid new truce push", text: "Strikes killed soldiers.", want: []string{"title figure killed 12"}},
		"engaged in talks": {text: "The attack in Goris that killed two soldiers was blamed on rebels, who were engaged in peace talks.", not: []string{"event ASSAULT of rebels to  at Goris", "event ASSAULT  of rebels"}},
		"a denied charge":  {text: "Azerbaijan denied Armenia's accusations that it had armed the rebels.", want: []string{"statement accuse by Armenia"}, not: []string{"statement accuse by Armenia negative"}},
		"said adding":      {text: "A soldier was killed near Goris. All roads leading to Goris were closed, he said adding that rebels had fired on soldiers.", want: []string{"statement state by he", "status"}},
		"they who spoke":   {text: "The police said that rebels had fired on soldiers near Goris. Two rebels were killed, they said.", want: []string{"statement state by they"}, not: []string{"statement state by rebels"}},
		"what it came after": {text: "The army entered Goris on Friday following a ceasefire agreement. The move came days after air strikes killed two soldiers.",
			not: []string{"ceasefire declared on 2031-03-07"}},
		"trailing, behind two clauses": {text: "Armenia and Azerbaijan will hold talks on Tuesday and will maintain a ceasefire until then, Georgia's foreign ministry confirmed late Thursday.",
			want: []string{"ceasefire in_effect by Georgia's foreign ministry", "meeting of ARM+AZE on 2031-03-11 by Georgia's foreign ministry"}},
		"agreed in quoted words": {text: "Armenia and Azerbaijan have agreed to \"respect the truce\", Georgia said.", want: []string{"statement agree by Armenia+Azerbaijan by Georgia", "statement state by Georgia"}},
		"first since":            {text: "The wave of drone strikes on Kharkiv came ahead of their first direct talks since 2022.", not: []string{"event ASSAULT drone of  to  on 2022", "event ASSAULT drone of  to Kharkiv on 2022"}},
		"a pledge of both":       {text: "Armenia accused Azerbaijan of breaking a fresh deal just hours after both nations agreed to halt border fighting.", want: []string{"commitment pledge from both nations to both nations"}},
		"answered with fire":     {text: "Armenia responded with rocket fire that killed two soldiers.", not: []string{"statement"}},
		"accused by nobody":      {text: "Strikes hit army units accused of abuses against civilians in Goris.", not: []string{"statement accuse by army units", "statement accuse by units"}},
		"lives claimed":          {text: "Another strike on Goris on Friday claimed the lives of 11 soldiers.", want: []string{"figure killed 11"}, not: []string{"statement"}},
		"nothing reported":       {text: "Shells hit soldiers in Goris on Friday. No injuries were reported.", want: []string{"figure injured 0"}, not: []string{"statement"}},
		"as per":                 {text: "Over 20 bodies of soldiers were taken to Goris, as per officials.", not: []string{"statement state by officials, as"}},
		"its own speaker":        {text: "The army shelled Goris, with the envoy, Ivo Marr, confirming that talks would go on.", want: []string{"statement announce by Ivo Marr"}},
		"people of a nation":     {text: "The army let go two soldiers, including a Saudi and seven Saudis, in Goris.", not: []string{"event RETREAT release of army to soldiers at Saudis"}},
		"an age":                 {text: "“The shelling goes on,” Sana Leap, 63, told reporters on Thursday.", want: []string{"statement state by Sana Leap"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if c.published == "" {
				c.published = "2031-03-07"
			}
			got := told(t, r, claim.Report{ID: "t", Title: c.title, Text: c.text, Published: c.published})
			for _, want := range c.want {
				if !slices.ContainsFunc(got, func(line string) bool { return strings.HasPrefix(line, want) }) {
					t.Errorf("%s\nnothing begins with %q in\n%s", c.text, want, strings.Join(got, "\n"))
				}
			}
			for _, not := range c.not {
				if slices.ContainsFunc(got, func(line string) bool { return strings.HasPrefix(line, not) }) {
					t.Errorf("%s\n%q in\n%s", c.text, not, strings.Join(got, "\n"))
				}
			}
		})
	}
}
