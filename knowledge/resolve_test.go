package knowledge

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/parley-desk/parley/knowledge/gazetteer"
)

// mentionsOf finds each of the names in a text, in order.
func mentionsOf(t testing.TB, text string, names ...string) []Mention {
	t.Helper()
	var out []Mention
	from := 0
	for _, name := range names {
		i := strings.Index(text[from:], name)
		if i < 0 {
			t.Fatalf("%q does not stand in the text after %d", name, from)
		}
		out = append(out, Mention{Text: name, Start: from + i, End: from + i + len(name)})
		from += i + len(name)
	}
	return out
}

func TestResolve(t *testing.T) {
	t.Parallel()
	b := loaded(t)
	tests := []struct {
		text    string
		names   []string
		nations []string
		country []string // of each mention; "" where it is of none or several, "?" where unknown
	}{
		{"Shelling hit Spin Boldak in Kandahar, officials in Kabul said.", []string{"Spin Boldak", "Kandahar", "Kabul"}, nil, []string{"AFG", "AFG", "AFG"}},
		{"A clash near Tripoli spread to Sidon and Beirut.", []string{"Tripoli", "Sidon", "Beirut"}, nil, []string{"LBN", "LBN", "LBN"}},
		{"Militias fought in Tripoli and Misrata.", []string{"Tripoli", "Misrata"}, nil, []string{"LBY", "LBY"}},
		{"A school in Paris, Texas was closed.", []string{"Paris", "Texas"}, nil, []string{"USA", "USA"}},
		{"A school in Paris, Tex., was closed.", []string{"Paris"}, nil, []string{"USA"}},
		{"Talks were held in Paris.", []string{"Paris"}, nil, []string{"FRA"}},
		{"Fighting in Darfur reached El Fasher and Tawila.", []string{"Darfur", "El Fasher", "Tawila"}, nil, []string{"SDN", "SDN", "SDN"}},
		{"Villagers fled Goma for Sake.", []string{"Goma", "Sake"}, []string{"COD"}, []string{"COD", "COD"}},
		{"Ships passed the Strait of Hormuz.", []string{"Strait of Hormuz"}, nil, []string{""}},
		{"Troops in Helmand province withdrew.", []string{"Helmand"}, nil, []string{"AFG"}},
		{"Georgia and Russia fought over Tskhinvali.", []string{"Georgia", "Russia", "Tskhinvali"}, nil, []string{"GEO", "RUS", "GEO"}},
		{"Voters in Atlanta, Georgia, and in Macon.", []string{"Atlanta", "Georgia", "Macon"}, nil, []string{"USA", "USA", "USA"}},
		{"Shells fell on the Boya area of North Waziristan.", []string{"Boya area of North Waziristan"}, nil, []string{"PAK"}},
		{"Troops entered Spin Boldak district of Kandahar.", []string{"Spin Boldak district of Kandahar"}, nil, []string{"AFG"}},
		{"Villagers of the Xyzzyqwpt area of Helmand fled.", []string{"Xyzzyqwpt area of Helmand"}, nil, []string{"AFG"}},
		{"The University of Xyzzyqwpt closed.", []string{"University of Xyzzyqwpt"}, nil, []string{"?"}},
		{"They met in Xyzzyqwpt.", []string{"Xyzzyqwpt"}, nil, []string{"?"}},
		{"The crossing at Torkham was shut.", []string{"Torkham"}, nil, []string{""}},
	}
	for _, tt := range tests {
		context := Context{Text: tt.text}
		for _, n := range tt.nations {
			context.Nations = append(context.Nations, Nation{Country: n})
		}
		for i, got := range b.Resolve(mentionsOf(t, tt.text, tt.names...), context) {
			want := tt.country[i]
			if got.Known != (want != "?") || got.Known && got.Country != want {
				t.Errorf("%q in %q = %s (%s), known %t, confidence %.2f, want %q", tt.names[i], tt.text, got.Name, got.Country, got.Known, got.Confidence, want)
			}
			if got.Confidence < 0 || got.Confidence > 1 || math.IsNaN(got.Confidence) {
				t.Errorf("confidence %v", got.Confidence)
			}
		}
	}
}

func TestResolveIsDeterministic(t *testing.T) {
	t.Parallel()
	b := loaded(t)
	text := "Springfield, Richmond, Columbus, Athens and Lebanon met in Dublin."
	m := mentionsOf(t, text, "Springfield", "Richmond", "Columbus", "Athens", "Lebanon", "Dublin")
	first := b.Resolve(m, Context{Text: text})
	for range 20 {
		for i, got := range b.Resolve(m, Context{Text: text}) {
			if got != first[i] {
				t.Fatalf("%s: %+v and %+v", m[i].Text, first[i], got)
			}
		}
	}
}

func TestPlaces(t *testing.T) {
	t.Parallel()
	b := loaded(t)
	for name, want := range map[string]string{
		"Kyiv": "UKR", "Kiev": "UKR", "Spinboldak": "AFG", "al-Fashir": "SDN", "El-Fasher": "SDN", "Hasakah": "SYR", "Muridke": "PAK", "Mexico": "MEX", "Iraq": "IRQ",
		"São Paulo": "BRA", "Sao Paulo": "BRA", "Saint Petersburg": "RUS", "St. Petersburg": "RUS", "Bint Jbeil": "LBN",
	} {
		if got := b.Places(name); len(got) == 0 || got[0].Country != want {
			t.Errorf("Places(%q) = %.1v, want one of %s first", name, got, want)
		}
	}
	if got := b.Places("Durand Line"); len(got) == 0 || got[0].Kind != "border" {
		t.Errorf("Durand Line = %v", got)
	}
}

// The curated point of a region must lie in the country that it names.
func TestFeaturesLieWhereTheySay(t *testing.T) {
	t.Parallel()
	b := loaded(t)
	for _, f := range b.features {
		if len(f.countries) != 1 || f.region < 0 {
			continue
		}
		ref := gazetteer.Ref(b.gazetteer.Places() + int(f.region))
		lat, lon := b.point(ref)
		reach := float64(2*b.gazetteer.Extent(ref)+f.extent) + 250
		if d := gazetteer.Distance(lat, lon, f.lat, f.lon); d > reach {
			t.Errorf("%s lies %.0f km from the middle of %s, more than %.0f", f.name, d, f.admin1, reach)
		}
	}
}

func FuzzLookUp(f *testing.F) {
	for _, s := range []string{"Kabul", "al-", "-", "’’", "ال كابل", "İstanbul", "a\xffb", "U.S.", strings.Repeat("a", 300), "St. St. and and", "Αθήνα Пекин 北京"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		b := loaded(t)
		b.Actor(s, time.Time{})
		b.Nation(s)
		b.Capital(s)
		b.Places(s)
		b.Outlet(s)
		b.Agreements(s)
		words := strings.Fields(s)
		if n := b.Longest(words); n < 0 || n > len(words) {
			t.Fatalf("Longest = %d of %d words", n, len(words))
		}
		b.LongestAgreement(words)
		b.Office(words)
		var mentions []Mention
		for i, w := range words {
			mentions = append(mentions, Mention{w, i, len(s) + 7}) // offsets that lie
		}
		if got := b.Resolve(mentions, Context{Text: s, Outlet: s, Nations: []Nation{{s, 1}}}); len(got) != len(mentions) {
			t.Fatalf("%d resolutions of %d mentions", len(got), len(mentions))
		}
	})
}

// units are pieces of names in scripts of all kinds, with what hostile text has besides.
var units = []string{"A", "al-", "é", "北", " ", "Kabul ", "Кабул ", "كابل ", "काबुल ", "Καμπούλ ", "ქაბული ", "카불", "ካቡል ", "กา", "קאבול", "e\u0301", "\u200d", "\u202e", "🏴", "\xff", "ß", "İ", "ŉ", "ﬁ", "𝐊", "15 Hamal ", "190", "(", "“"}

func TestHugeNames(t *testing.T) {
	t.Parallel()
	b := loaded(t)
	for _, unit := range units {
		huge := strings.Repeat(unit, 1<<20/len(unit))
		begin := time.Now()
		b.Actor(huge, time.Time{})
		b.Places(huge)
		b.Longest([]string{huge, huge})
		b.Resolve([]Mention{{Text: huge}}, Context{Text: huge})
		if d := b.Know(huge, time.Time{}); len(d.Near) > 0 {
			t.Errorf("a name of a megabyte of %q is near %v", unit, d.Near)
		}
		b.Explain([]Mention{{Text: huge}}, Context{Text: huge})
		if took := time.Since(begin); took > 2*time.Second {
			t.Errorf("a name of a megabyte of %q took %v", unit, took)
		}
	}
}

// A name in which letters of another script stand for those they look like is
// nobody's: it must not pass for the name it imitates.
func TestLookAlikes(t *testing.T) {
	t.Parallel()
	b := loaded(t)
	for _, name := range []string{"Кabul", "Kаbul", "Tаliban", "Ηamas", "Іran", "Pakistаn", "Hеzbollah", "Ｈamas"} {
		if a, ok := b.Actor(name, time.Time{}); ok {
			t.Errorf("%+q passes for %s", name, a.ID)
		}
		if p := b.Places(name); len(p) > 0 {
			t.Errorf("%+q passes for %s in %s", name, p[0].Name, p[0].Country)
		}
	}
	for name, want := range map[string]string{"Pakistаn": "Pakistan", "Hеzbollah": "Hezbollah", "Tаliban": "Taliban"} {
		if d := b.Know(name, time.Time{}); len(d.Near) == 0 || d.Near[0].Name != want {
			t.Errorf("%+q is near %v, want %s offered", name, d.Near, want)
		}
	}
}

func FuzzKnow(f *testing.F) {
	for _, s := range units {
		f.Add(s, "2025-11-09")
	}
	for _, s := range []string{"Кabul", "Tаliban", "PAKMIL", "15 Hamal 1404", "0 0 0", "1 Muharram 999999999999", "Eid al-", "person:", "Air/drone strike", strings.Repeat("Ka", 90)} {
		f.Add(s, "")
	}
	f.Fuzz(func(t *testing.T, name, day string) {
		b := loaded(t)
		on, _ := time.Parse(time.DateOnly, day)
		d := b.Know(name, on)
		if len(d.Near) > 0 && d.Known() {
			t.Errorf("%q is known, and near %v", name, d.Near)
		}
		if _, err := json.Marshal(&d); err != nil {
			t.Errorf("%q: %v", name, err)
		}
		for _, p := range d.Places {
			if p.Share < 0 || p.Share > 1 || math.IsNaN(p.Lat) || len(p.Why) == 0 {
				t.Errorf("%q: %+v", name, p)
			}
		}
		m := []Mention{{name, 0, len(name)}, {name + ", Texas", 3, 1}, {"Paris", len(name) + 9, -1}}
		all, _ := b.Explain(m, Context{Text: name + ", Paris", Outlet: name})
		for i, r := range b.Resolve(m, Context{Text: name + ", Paris", Outlet: name}) {
			if all[i].Known != r.Known || all[i].Confidence != r.Confidence {
				t.Errorf("%q is explained as what it was not resolved to: %+v, %+v", m[i].Text, all[i], r)
			}
		}
	})
}

func BenchmarkResolve(b *testing.B) {
	k := loaded(b)
	text := "Shelling hit Spin Boldak in Kandahar, officials in Kabul said; Islamabad denied it. Talks in Istanbul and Doha followed clashes in Khost, Paktika and Kunar, near Peshawar, Quetta and Chaman."
	m := mentionsOf(b, text, "Spin Boldak", "Kandahar", "Kabul", "Islamabad", "Istanbul", "Doha", "Khost", "Paktika", "Kunar", "Peshawar", "Quetta", "Chaman")
	for b.Loop() {
		k.Resolve(m, Context{Text: text})
	}
}
