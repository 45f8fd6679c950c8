package knowledge

import (
	"strings"
	"testing"
	"time"
)

func loaded(t testing.TB) *Base {
	t.Helper()
	b, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestActor(t *testing.T) {
	t.Parallel()
	b := loaded(t)
	for name, want := range map[string]string{
		"Pakistan": "PAK", "the Taliban": "AFG.taliban", "TTP": "PAK.ttp", "Tehrik-i-Taliban Pakistan": "PAK.ttp", "US": "USA", "us": "", "U.S.": "USA",
		"Al Qaida": "INT.al-qaida", "al-Qaeda": "INT.al-qaida", "el-Shabab": "SOM.al-shabaab", "Türkiye": "TUR", "Turkiye": "TUR", "Turkey": "TUR",
		"WHO": "org:who", "who": "", "Khwaja Mohammad Asif": "person:khawaja-asif", "Zabihullah Mujahed": "person:zabihullah-mujahid",
		"UNAMA": "org:unama", "Cote d’Ivoire": "CIV", "Israeli Defence Forces": "ISR.idf", "Pakistan's": "PAK", "Hizbullah": "LBN.hezbollah", "Let": "", "LeT": "PAK.let",
	} {
		if got, _ := b.Actor(name, time.Time{}); got.ID != want {
			t.Errorf("Actor(%q) = %q, want %q", name, got.ID, want)
		}
	}
}

func TestLongest(t *testing.T) {
	t.Parallel()
	b := loaded(t)
	for text, want := range map[string]int{
		"Pakistan said": 1, "Islamic Emirate of Afghanistan said": 4, "al - Qaeda fighters": 3, "said he": 0, "Sudan 's Rapid Support Forces said": 5,
		"the Taliban": 0, "United Nations Assistance Mission in Afghanistan": 6, "South Sudanese army": 3, "Khawaja Asif told": 2, "U.S. officials": 1,
	} {
		if got := b.Longest(strings.Fields(text)); got != want {
			t.Errorf("Longest(%q) = %d, want %d", text, got, want)
		}
	}
}

func TestNationAndCapital(t *testing.T) {
	t.Parallel()
	b := loaded(t)
	for word, want := range map[string]string{"Afghan": "AFG", "Pakistanis": "PAK", "South Sudanese": "SSD", "Turks": "TUR", "table": ""} {
		if got, _ := b.Nation(word); got != want {
			t.Errorf("Nation(%q) = %q, want %q", word, got, want)
		}
	}
	for name, want := range map[string]string{"Islamabad": "PAK", "the Kremlin": "RUS", "Rawalpindi": "PAK", "Kiev": "UKR", "Sanaa": "YEM", "Springfield": ""} {
		if got, _ := b.Capital(name); got != want {
			t.Errorf("Capital(%q) = %q, want %q", name, got, want)
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

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		loaded(b)
	}
}
