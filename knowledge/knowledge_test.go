package knowledge

import (
	"math"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/parley-desk/parley/claim"
)

// loaded gives one base to all tests: it is read-only.
func loaded(t testing.TB) *Base {
	t.Helper()
	b, err := once()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

var once = sync.OnceValues(Load)

func onDay(t testing.TB, s string) time.Time {
	t.Helper()
	if s == "" {
		return time.Time{}
	}
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestActor(t *testing.T) {
	t.Parallel()
	b := loaded(t)
	for name, want := range map[string]string{
		"Pakistan": "PAK", "the Taliban": "AFG.taliban", "TTP": "PAK.ttp", "Tehrik-i-Taliban Pakistan": "PAK.ttp", "US": "USA", "us": "", "U.S.": "USA",
		"Al Qaida": "INT.al-qaida", "al-Qaeda": "INT.al-qaida", "el-Shabab": "SOM.al-shabaab", "Türkiye": "TUR", "Turkiye": "TUR", "Turkey": "TUR",
		"WHO": "org:who", "who": "", "Khwaja Mohammad Asif": "person:khawaja-asif", "Zabihullah Mujahed": "person:zabihullah-mujahid",
		"UNAMA": "org:unama", "Cote d’Ivoire": "CIV", "Israeli Defence Forces": "ISR.idf", "Pakistan's": "PAK", "Hizbullah": "LBN.hezbollah", "Let": "", "LeT": "PAK.let",
		"Asian Development Bank": "org:adb", "Tolo News": "org:tolo", "TOLOnews": "org:tolo", "the New York Times": "org:nyt", "The Times": "org:times-uk", "AFP": "org:afp",
		"Bosnia & Herzegovina": "BIH", "St. Kitts and Nevis": "KNA", "Rapid Support Forces": "SDN.rsf", "M23": "COD.m23", "Hay'at Tahrir al-Sham": "SYR.hts",
	} {
		if got, _ := b.Actor(name, time.Time{}); got.ID != want {
			t.Errorf("Actor(%q) = %q, want %q", name, got.ID, want)
		}
	}
}

func TestActorOnDay(t *testing.T) {
	t.Parallel()
	b := loaded(t)
	tests := []struct{ id, day, kind, sector, office, side string }{
		{"person:khawaja-asif", "2025-11-07", "person", "MIL", "Defence Minister", "PAK"},
		{"person:khawaja-asif", "2017-12-01", "person", "GOV", "Foreign Minister", "PAK"},
		{"person:khawaja-asif", "2020-06-01", "person", "ELI", "", ""},
		{"person:hakan-fidan", "2022-01-01", "person", "SPY", "Head of the National Intelligence Organization", "TUR.mit"},
		{"person:hakan-fidan", "2025-11-09", "person", "GOV", "Foreign Minister", "TUR"},
		{"person:ahmed-al-sharaa", "2023-01-01", "person", "REB", "Leader of Hayat Tahrir al-Sham", "SYR.hts"},
		{"AFG.taliban", "2015-06-01", "armed_group", "REB", "", ""},
		{"AFG.taliban", "2025-11-08", "government", "GOV", "", "AFG"},
		{"SDN.rsf", "2022-01-01", "armed_group", "PRM", "", "SDN"},
		{"SDN.rsf", "2024-01-01", "armed_group", "REB", "", ""},
		{"PAK", "1998-01-01", "state", "GOV", "", ""},
	}
	for _, tt := range tests {
		got, ok := b.ByID(tt.id, onDay(t, tt.day))
		if !ok || string(got.Kind) != tt.kind || got.Sector != tt.sector || got.Office != tt.office || got.SideOf != tt.side {
			t.Errorf("ByID(%q, %s) = %+v, %t", tt.id, tt.day, got, ok)
		}
	}
	if _, ok := b.ByID("person:nobody-at-all", time.Time{}); ok {
		t.Error("ByID finds who is unknown")
	}
}

// A name that two bore at different times goes to whoever was at work.
func TestActorPrefersWhoIsAtWork(t *testing.T) {
	t.Parallel()
	b := loaded(t)
	if all := b.Actors("UPC", time.Time{}); len(all) == 0 {
		t.Fatal("no bearer of UPC")
	}
	got, _ := b.Actor("Nusra Front", onDay(t, "2014-01-01"))
	if got.ID != "SYR.nusra" {
		t.Errorf("Nusra Front in 2014 = %q", got.ID)
	}
}

func TestLongest(t *testing.T) {
	t.Parallel()
	b := loaded(t)
	for text, want := range map[string]int{
		"Pakistan said": 1, "Islamic Emirate of Afghanistan said": 4, "al - Qaeda fighters": 3, "said he": 0, "Sudan 's Rapid Support Forces said": 5,
		"the Taliban": 0, "United Nations Assistance Mission in Afghanistan": 6, "South Sudanese army": 3, "Khawaja Asif told": 2, "U.S. officials": 1,
		"Police said": 0, "Spin Boldak district": 2, "El Fasher fell": 2, "A lot of": 0, "Karachi": 1, "Pakistan and": 1, "Bosnia and Herzegovina": 3,
		"Is it": 0, "": 0, "Most people": 0, "Helmand province": 1,
	} {
		if got := b.Longest(strings.Fields(text)); got != want {
			t.Errorf("Longest(%q) = %d, want %d", text, got, want)
		}
	}
}

func TestNationAndCapital(t *testing.T) {
	t.Parallel()
	b := loaded(t)
	for word, want := range map[string]string{"Afghan": "AFG", "Pakistanis": "PAK", "South Sudanese": "SSD", "Turks": "TUR", "table": "", "Filipina": "PHL"} {
		if got, _ := b.Nation(word); got != want {
			t.Errorf("Nation(%q) = %q, want %q", word, got, want)
		}
	}
	for name, want := range map[string]string{"Islamabad": "PAK", "the Kremlin": "RUS", "Rawalpindi": "PAK", "Kiev": "UKR", "Sanaa": "YEM", "Springfield": ""} {
		if got, _ := b.Capital(name); got != want {
			t.Errorf("Capital(%q) = %q, want %q", name, got, want)
		}
	}
	if _, sector, _ := b.Seat("GHQ"); sector != "MIL" {
		t.Errorf("GHQ stands for %q, want MIL", sector)
	}
}

func TestOutlet(t *testing.T) {
	t.Parallel()
	b := loaded(t)
	tests := []struct{ name, id, owner, side string }{
		{"Anadolu Agency", "org:anadolu", "state", "TUR"},
		{"RTA", "org:rta", "state", "AFG.taliban"},
		{"Geo News", "org:geo", "private", ""},
		{"TRT World", "org:trt", "state", "TUR"},
		{"Al Jazeera", "org:al-jazeera", "state", "QAT"},
		{"Hurriyet Daily News", "org:hurriyet", "private", ""},
	}
	for _, tt := range tests {
		if o, ok := b.Outlet(tt.name); !ok || o.ID != tt.id || o.Owner != tt.owner || o.SideOf != tt.side {
			t.Errorf("Outlet(%q) = %+v, %t", tt.name, o, ok)
		}
	}
	if _, ok := b.Outlet("Pakistan"); ok {
		t.Error("a state is an outlet")
	}
}

func TestAgreement(t *testing.T) {
	t.Parallel()
	b := loaded(t)
	tests := []struct {
		name, day string
		parties   []string
		want      string
	}{
		{"Doha agreement", "2021-08-01", []string{"USA", "AFG.taliban"}, "doha-2020"},
		{"the Doha Agreement", "2010-01-01", nil, "doha-lebanon-2008"},
		{"Good Friday Agreement", "", nil, "good-friday-1998"},
		{"Minsk agreements", "2020-01-01", nil, "minsk-2015"},
		{"Pretoria agreement", "2020-01-01", nil, ""},
		{"No Such Accord", "", nil, ""},
	}
	for _, tt := range tests {
		if got, _ := b.Agreement(tt.name, onDay(t, tt.day), tt.parties...); got.ID != tt.want {
			t.Errorf("Agreement(%q, %s) = %q, want %q", tt.name, tt.day, got.ID, tt.want)
		}
	}
	if n := b.LongestAgreement(strings.Fields("Pretoria Peace Agreement was")); n != 3 {
		t.Errorf("LongestAgreement = %d, want 3", n)
	}
}

func TestOffice(t *testing.T) {
	t.Parallel()
	b := loaded(t)
	for text, want := range map[string]string{
		"foreign minister of Qatar": "foreign minister GOV", "defence ministers met": "defence minister MIL", "Deputy Prime Minister": "deputy prime minister GOV",
		"rebel spokesman": "rebel spokesman REB", "table": " ", "army chief": "army chief MIL",
	} {
		if o, _ := b.Office(strings.Fields(text)); o.Title+" "+o.Sector != want {
			t.Errorf("Office(%q) = %q", text, o.Title+" "+o.Sector)
		}
	}
}

func BenchmarkActor(b *testing.B) {
	k := loaded(b)
	for b.Loop() {
		k.Actor("Tehreek-e-Taliban Pakistan", time.Time{})
	}
}

func BenchmarkLongest(b *testing.B) {
	k := loaded(b)
	words := strings.Fields("Islamic Emirate of Afghanistan said on Friday that")
	for b.Loop() {
		k.Longest(words)
	}
}

func BenchmarkPlaces(b *testing.B) {
	k := loaded(b)
	for b.Loop() {
		k.Places("Springfield")
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(); err != nil {
			b.Fatal(err)
		}
	}
}

func TestKnow(t *testing.T) {
	t.Parallel()
	b := loaded(t)
	on := onDay(t, "2025-11-09")
	if d := b.Know("Hakan Fidan", on); len(d.Actors) != 1 || d.Actors[0].Office != "Foreign Minister" || d.Actors[0].SideName != "Türkiye" || !d.Actors[0].AtWork || d.Actors[0].LastKnown != "" || len(d.Actors[0].Terms) < 2 {
		t.Errorf("Hakan Fidan: %+v", d)
	}
	if d := b.Know("Hakan Fidan", onDay(t, "2026-11-22")); d.Actors[0].LastKnown != "2025" {
		t.Errorf("Hakan Fidan a year on: %+v", d.Actors[0])
	}
	if d := b.Know("Islamabad", on); d.Power == nil || d.Power.Country != "PAK" || len(d.Places) == 0 || d.Places[0].Country != "PAK" {
		t.Errorf("Islamabad: %+v", d)
	}
	if d := b.Know("Springfield", on); d.Bearers < 20 || len(d.Places) != mostLocated || d.Places[0].Share <= d.Places[1].Share {
		t.Errorf("Springfield: %d bearers, %v", d.Bearers, d.Places)
	}
	if d := b.Know("PAK", on); len(d.Actors) != 1 || d.Actors[0].Codes.GW != 770 || len(d.Actors[0].Acting) == 0 || len(d.Actors[0].Signed) == 0 {
		t.Errorf("PAK: %+v", d)
	}
	if d := b.Know("Doha agreement", on); len(d.Agreements) == 0 || d.Agreements[0].Row == "" {
		t.Errorf("Doha agreement: %+v", d)
	}
	if d := b.Know("foreign minister", on); d.Title == nil || d.Title.ActsFor != "state" {
		t.Errorf("foreign minister: %+v", d)
	}
	if d := b.Know("Fidan", on); len(d.Within) == 0 || d.Within[0].Name != "Hakan Fidan" {
		t.Errorf("Fidan: %+v", d.Within)
	}
}

func TestKnowOffersNearSpellings(t *testing.T) {
	t.Parallel()
	b := loaded(t)
	for name, want := range map[string]string{"Islamabbad": "Islamabad", "Kandahra": "Kandahār", "Hakan Fiddan": "Hakan Fidan", "Hezzbolah": "Hezbollah"} {
		d := b.Know(name, time.Time{})
		if d.Known() || len(d.Near) == 0 || d.Near[0].Name != want {
			t.Errorf("%s: near %v, want %s", name, d.Near, want)
		}
	}
	if d := b.Know("Qwxyzzyqq Vbnmkl", time.Time{}); d.Known() || len(d.Near) > 0 {
		t.Errorf("near spellings of nothing: %v", d.Near)
	}
}

func TestKnowCodes(t *testing.T) {
	t.Parallel()
	b := loaded(t)
	for name, want := range map[string]string{
		"ASSAULT": PLOVERType, "drone": PLOVERMode, "190": CAMEOEvent, "Air/drone strike": ACLEDSub, "Battles": ACLEDType, "MIL": SectorTable, "IGO": CAMEORole, "use conventional military force": CAMEOEvent,
	} {
		if d := b.Know(name, time.Time{}); len(d.Codes) == 0 || d.Codes[0].System != want {
			t.Errorf("%s: %+v, want a %s", name, d.Codes, want)
		}
	}
	if c := b.Codes("190")[0]; c.Type != "ASSAULT" || c.Of != "19" {
		t.Errorf("190: %+v", c)
	}
	if c := b.Codes("ASSAULT")[0]; len(c.Under) != 15 || len(c.Like) == 0 {
		t.Errorf("ASSAULT: %+v", c)
	}
	if d := b.Know("PAKMIL", time.Time{}); len(d.Actors) != 1 || len(d.Codes) == 0 {
		t.Errorf("PAKMIL: %+v", d)
	}
	if c := b.Currencies("rupees"); len(c) < 6 {
		t.Errorf("rupees: %v", c)
	}
	if u := b.Units("kilometres"); len(u) != 1 || u[0].Code != "km" {
		t.Errorf("kilometres: %v", u)
	}
}

func TestKnowCalendars(t *testing.T) {
	t.Parallel()
	b := loaded(t)
	for _, tt := range []struct{ name, day, start, end string }{
		{"15 Hamal 1404", "", "2025-04-04", "2025-04-04"}, {"Ramadan", "2025-03-12", "2025-03-01", "2025-03-30"}, {"1 Muharram 1447", "", "2025-06-27", "2025-06-27"}, {"1 Muharram 1447 AH", "", "2025-06-27", "2025-06-27"},
		{"Sha'ban", "", "", ""}, {"Eid ul-Adha 1446", "", "2025-06-07", "2025-06-07"},
	} {
		d := b.Know(tt.name, onDay(t, tt.day))
		if len(d.Calendar) != 1 || d.Calendar[0].Start != tt.start || d.Calendar[0].End != tt.end {
			t.Errorf("%s: %+v", tt.name, d.Calendar)
		}
	}
}

// The tables of codes and the vocabularies of the contract hold the same, in the same order.
func TestCodesAreTheContracts(t *testing.T) {
	t.Parallel()
	b := loaded(t)
	have := map[string][]string{}
	for _, c := range b.codes {
		have[c.System] = append(have[c.System], strings.TrimPrefix(c.Of+" "+c.Code, " "))
	}
	want := map[string][]string{SectorTable: claim.Sectors}
	for _, p := range claim.PLOVER {
		want[PLOVERType] = append(want[PLOVERType], p.Name)
		for _, m := range p.Modes {
			want[PLOVERMode] = append(want[PLOVERMode], p.Name+" "+m)
		}
	}
	for _, a := range claim.ACLEDTypes {
		want[ACLEDType] = append(want[ACLEDType], a.Name)
		for _, s := range a.SubTypes {
			want[ACLEDSub] = append(want[ACLEDSub], a.Name+" "+s)
		}
	}
	for system, list := range want {
		if !slices.Equal(have[system], list) {
			t.Errorf("%s: the table has %q, the contract %q", system, have[system], list)
		}
	}
}

// Every code of CAMEO has its root, and every root a code "not specified below".
func TestCAMEOIsWhole(t *testing.T) {
	t.Parallel()
	b := loaded(t)
	codes := map[string]bool{}
	for _, c := range b.codes {
		if c.System == CAMEOEvent {
			codes[c.Code] = true
		}
	}
	for code := range codes {
		if len(code) > 2 && !codes[code[:len(code)-1]] || len(code) == 2 && !codes[code+"0"] {
			t.Errorf("%s stands without its root or its own first code", code)
		}
	}
	if len(codes) < 300 {
		t.Errorf("%d codes", len(codes))
	}
}

// Every member of the United Nations has a currency.
func TestEveryStateHasMoney(t *testing.T) {
	t.Parallel()
	b := loaded(t)
	has := map[string]bool{}
	for _, c := range b.currencies {
		for _, iso := range c.Countries {
			has[iso] = true
		}
	}
	for _, s := range b.states {
		if s.status == "m" && !has[s.iso3] {
			t.Errorf("%s has no currency", s.name)
		}
	}
}

func TestMagnitude(t *testing.T) {
	t.Parallel()
	for _, x := range []float64{1, 300, 1000, 1023, 65536, 1_234_567, 22_000_000, 1e9} {
		if got, want := magnitude(x), math.Log10(x); math.Abs(got-want) > 1e-6 {
			t.Errorf("magnitude(%v) = %v, want %v", x, got, want)
		}
	}
}
