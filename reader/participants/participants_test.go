package participants_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/reader"
)

var newReader = sync.OnceValues(func() (*reader.Reader, error) { return reader.New(reader.Options{}) })

func read(t *testing.T, text string) *claim.Record {
	t.Helper()
	r, err := newReader()
	if err != nil {
		t.Fatal(err)
	}
	record, err := r.Read(claim.Report{ID: "t", Text: text, Published: "2025-11-08"})
	if err != nil {
		t.Fatal(err)
	}
	return record
}

// TestSpeakers asks who speaks: the surest use of who is who.
func TestSpeakers(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text string
		want []string // actor ids of the statements' speakers, in order
	}{
		"a nation's official":          {"A Norwegian diplomat said that the road was open.", []string{"unnamed:NOR.diplomat"}},
		"a government by its people":   {"Kenyan authorities said that the road was open.", []string{"KEN"}},
		"a capital for its government": {"Nairobi denied that its troops had crossed the border.", []string{"KEN"}},
		"a full name, then a surname":  {"Amina Oduya, a doctor at the clinic, said that the road was open. Oduya said that the market was shut.", []string{"person:amina-oduya", "person:amina-oduya"}},
		"a pronoun":                    {"Amina Oduya said that the road was open. She added that the market was shut.", []string{"person:amina-oduya", "person:amina-oduya"}},
		"an office before the name":    {"The Kenyan health minister, Amina Oduya, said that the road was open.", []string{"person:amina-oduya"}},
		"the head of a body":           {"The head of the clinic, Amina Oduya, said that the road was open.", []string{"person:amina-oduya"}},
		"a rank before the name":       {"The spokesman, Colonel Juma Oduya, said that the road was open.", []string{"person:juma-oduya"}},
		"the aide of one in office":    {"The deputy of the minister, Juma Oduya, said that the road was open.", []string{"unnamed:leader"}},
		"a class":                      {"Analysts said that the road was open.", []string{"unnamed:analyst"}},
		"a source in a capital":        {"Officials in Nairobi said that the road was open.", []string{"unnamed:KEN.official"}},
		"a known organisation":         {"The United Nations said that the road was open. It said that the market was shut.", []string{"org:un", "org:un"}},
		"a group, named again":         {"The M23 said that it held the town. The group said that the road was open.", []string{"COD.m23", "COD.m23"}},
		"the army of the subject":      {"Kenya summoned Uganda's deputy envoy on Friday. The army said that the road was open.", []string{"KEN.kdf"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, c := range read(t, c.text).Claims {
				if s, ok := c.Body.(*claim.Statement); ok && s.Speaker != nil {
					got = append(got, s.Speaker.Actor)
				}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%s\n got %q\nwant %q", c.text, got, c.want)
			}
		})
	}
}

func TestPersonOfOffice(t *testing.T) {
	t.Parallel()
	record := read(t, "Kenya's health minister, Amina Oduya, opened the clinic. The health minister said that the road was open.")
	at := slices.IndexFunc(record.Actors, func(a claim.Actor) bool { return a.ID == "person:amina-oduya" })
	if at < 0 {
		t.Fatalf("no such person among %+v", record.Actors)
	}
	if a := record.Actors[at]; !strings.EqualFold(a.Office, "health minister") || a.Country != "KEN" || a.SideOf != "KEN" {
		t.Errorf("got %+v", a)
	}
	for _, c := range record.Claims {
		if s, ok := c.Body.(*claim.Statement); ok && s.Speaker.Actor != "person:amina-oduya" {
			t.Errorf("the health minister is %+v", s.Speaker)
		}
	}
}

func TestLiteralPlaces(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text string
		want []bool
	}{
		"in":           {"Two men were arrested in Nairobi on Friday.", []bool{true}},
		"says":         {"Nairobi said that the road was open.", []bool{false}},
		"was bombed":   {"Kabul was bombed on Friday night by the army.", []bool{true}},
		"talks with":   {"The general held talks with Nairobi on Friday.", []bool{false}},
		"accused":      {"The general accused Nairobi of lying about the road.", []bool{false}},
		"a government": {"The government of Kenya denied that the road was open.", []bool{false}},
		"a possession": {"The road runs through Kenya's north to the sea.", []bool{true}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got []bool
			for _, p := range read(t, c.text).Places {
				got = append(got, p.Literal)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%s: got %v, want %v", c.text, got, c.want)
			}
		})
	}
}

func TestDateline(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text, place, day string
	}{
		"colon":              {"NAIROBI: The army said that the road to the port was open.", "NAIROBI", ""},
		"dash and agency":    {"NAIROBI, Nov 7 (Agency) - The army said that the road to the port was open.", "NAIROBI", "2025-11-07"},
		"a line of its own":  {"NAIROBI, Kenya (Nov. 7, 2025)\nThe army said that the road to the port was open.", "NAIROBI", "2025-11-07"},
		"below a letterhead": {"Press Office\nRelease 12\nFor the press\nAt once\nPage one\n\nNAIROBI, Kenya (Nov. 7) – The army said that the road to the port was open.", "NAIROBI", "2025-11-07"},
		"a month cut off":    {"NAIROBI, Kenya (Aug. 23, 2025)\nThe army said that the road to the port was open.", "NAIROBI", "2025-08-23"},
		"none":               {"Nairobi said that the road to the port was open.", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			record := read(t, c.text)
			got := record.Report.Dateline
			if c.place == "" {
				if got != nil {
					t.Errorf("a dateline where none is: %+v", got)
				}
				return
			}
			if got == nil || got.Place == nil || record.Places[*got.Place].Text != c.place || got.Day != c.day {
				t.Errorf("got %+v", got)
			}
		})
	}
}

func TestPlacesThatRunOnAreParted(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Two men were arrested in Sangin district, Helmand province, on Friday.":    "Sangin district; Helmand province",
		"Two men were arrested in Kotal village of Kapisa province on Friday.":      "Kotal village; Kapisa province",
		"Two men were arrested in Zabul province on Friday, the police chief said.": "Zabul province",
	} {
		var got []string
		for _, p := range read(t, text).Places {
			got = append(got, p.Text)
		}
		if strings.Join(got, "; ") != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

func TestAgency(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"NAIROBI, Nov 7 (Reuters) - The army said that the road to the port was open.":             "Reuters",
		"The army said that the road to the port was open, a spokesman told Reuters by telephone.": "",
	} {
		if got := read(t, text).Report.Agency; got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

func TestBothSides(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"Kenya and Somalia met in Doha on Friday. Kenya said that the border was shut. Somalia said that it was open. Norway urged both sides to talk.",
		// Who stands between the sides is none of them, and who was just named beside one of them need not be.
		"Kenya and Somalia met in Doha under Omani mediation. Somalia had accused Kenya of shelling a village. Oman told Kenya that talks would go on. Norway urged the two sides to talk.",
		"Kenya blamed Somalia for the raid, and Somalia blamed Kenya. Somalia shut its border with Kenya. Kenya said so to Denmark. Norway urged the two sides to talk.",
	} {
		if got := targets(read(t, text), "NOR"); !slices.Equal(got, []string{"KEN", "SOM"}) {
			t.Errorf("%s: both sides are %q", text, got)
		}
	}
}

// targets are the actors to whom a speaker's first statement is addressed, sorted.
func targets(record *claim.Record, speaker string) (ids []string) {
	for _, c := range record.Claims {
		if s, ok := c.Body.(*claim.Statement); ok && s.Speaker.Actor == speaker {
			for _, r := range s.Target {
				ids = append(ids, r.Actor)
			}
			slices.Sort(ids)
			return ids
		}
	}
	return nil
}

// TestCapitalsOnly asks that common words which some place or body is called too are no names
// where all is in capitals, and that true ones stay.
func TestCapitalsOnly(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]map[string]bool{
		"A CAR WAS BURNED NEAR THE VILLAGE AND THE WAR IN THE NORTH GOES ON, POLICE IN NAIROBI SAID.": {"CAR": false, "THE VILLAGE": false, "WAR IN": false, "NAIROBI": true},
		"THE REPORT STATES THAT THE ATTACK WAS STAGED BY US, AND THAT US TROOPS LEFT NAIROBI.":        {"STATES": false, "NAIROBI": true},
		"A REPORT FROM NAIROBI STATES THAT AT 1700 GMT UNITS FIRED IN ARENALOS CANTON.":               {"STATES": false, "CANTON": false, "ARENALOS CANTON": true, "NAIROBI": true},
		"THE SHINING PATH SAID IN LIMA THAT THE EMERGENCY WAS OVER AND THAT IT WAS A FACT.":           {"EMERGENCY": false, "FACT": false, "SHINING PATH": true, "LIMA": true},
	} {
		named := map[string]bool{}
		for _, n := range read(t, text).Names {
			named[n.Text] = true
		}
		for name, is := range want {
			if named[name] != is {
				t.Errorf("%s\n%q is named: %v, want %v", text, name, named[name], is)
			}
		}
	}
}

func TestDatelineWithShortYear(t *testing.T) {
	t.Parallel()
	line := read(t, "NAIROBI, 3 MAR 31 (DAILY POST) -- [UPDATE] THE ROAD TO THE PORT WAS SHUT.").Report.Dateline
	if line == nil || line.Place == nil {
		t.Fatalf("no dateline: %+v", line)
	}
}

func TestHeAndSheAgreeWithTitlesAndOffices(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Spokeswoman Mira Oslak met General Joren Hald in Oslo on Friday. She said that the road was open.":                   "person:mira-oslak",
		"Joren Hald met the spokeswoman Mira Oslak in Oslo on Friday. Mr Hald was tired. She said that the road was open.":    "person:mira-oslak",
		"Ms Mira Oslak met the chairman Joren Hald in Oslo on Friday. He said that the road was open.":                        "person:joren-hald",
		"The chairman Joren Hald met a spokeswoman of the clinic in Oslo on Friday. He said that the road was open.":          "person:joren-hald",
		"Mira Oslak arrived on Friday with her husband. The envoy Joren Hald met Mira Oslak. He said that the road was open.": "person:joren-hald",
	} {
		record := read(t, text)
		got := ""
		for _, c := range record.Claims {
			if s, ok := c.Body.(*claim.Statement); ok && s.Speaker != nil {
				got = s.Speaker.Actor
			}
		}
		if got != want {
			t.Errorf("%s\n said by %q, want %q", text, got, want)
		}
	}
}
