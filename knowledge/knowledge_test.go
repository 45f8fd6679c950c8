package knowledge

import (
	"strings"
	"sync"
	"testing"
	"time"
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

func TestDescribe(t *testing.T) {
	t.Parallel()
	b := loaded(t)
	for name, want := range map[string]string{
		"Hakan Fidan": "Foreign Minister", "Islamabad": "may stand for the power of PAK", "Doha agreement": "doha-2020", "Qwxyz": "nothing is known",
		"Afghan": "nation of AFG", "Anadolu": "owner state",
	} {
		var out strings.Builder
		if err := b.Describe(&out, name, onDay(t, "2025-11-09")); err != nil || !strings.Contains(out.String(), want) {
			t.Errorf("Describe(%q) lacks %q:\n%s", name, want, out.String())
		}
	}
}
