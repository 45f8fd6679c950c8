package knowledge

import "testing"

// Everybody and every place of the sample case, as of its days.
func TestSampleCase(t *testing.T) {
	t.Parallel()
	b := loaded(t)
	day := onDay(t, "2025-11-08")
	for name, want := range map[string]string{
		"Khawaja Asif": "Defence Minister", "Attaullah Tarar": "Information Minister", "Zabihullah Mujahid": "Chief spokesman", "Mullah Yaqoob": "Acting Defence Minister",
		"Mohammad Yaqoob Mujahid": "Acting Defence Minister", "Rahmatullah Najib": "Deputy Interior Minister", "Erdogan": "President", "Hakan Fidan": "Foreign Minister",
		"Yaşar Güler": "Defence Minister", "Ibrahim Kalin": "Head of the National Intelligence Organization", "Asim Munir": "Chief of Army Staff", "Ishaq Dar": "Deputy Prime Minister and Foreign Minister",
		"Amir Khan Muttaqi": "Acting Foreign Minister", "Shehbaz Sharif": "Prime Minister", "Noor Wali Mehsud": "Leader of the Tehreek-e-Taliban Pakistan",
	} {
		if a, ok := b.Actor(name, day); !ok || a.Office != want {
			t.Errorf("%s: office %q, want %q", name, a.Office, want)
		}
	}
	for name, want := range map[string]string{
		"Taliban": "AFG.taliban", "Afghan Taliban": "AFG.taliban", "TTP": "PAK.ttp", "Tehreek-e-Taliban Pakistan (TTP)": "", "Pakistani Taliban": "PAK.ttp", "Hafiz Gul Bahadur group": "PAK.hafiz-gul-bahadur",
		"UNAMA": "org:unama", "United Nations": "org:un", "Asian Development Bank": "org:adb", "World Bank": "org:world-bank", "ISPR": "PAK.ispr", "Pakistan Army": "PAK.army",
		"Geo News": "org:geo", "Tolo News": "org:tolo", "Dawn": "org:dawn", "RTA": "org:rta", "PTV": "org:ptv", "TRT World": "org:trt", "Anadolu": "org:anadolu", "Al Jazeera": "org:al-jazeera",
		"Amu TV": "org:amu", "Khaama Press": "org:khaama", "SouthAsianDesk": "org:southasiandesk", "ARY News": "org:ary", "AFP": "org:afp", "Radio Pakistan": "org:radio-pakistan",
	} {
		if a, _ := b.Actor(name, day); a.ID != want {
			t.Errorf("%s: %q, want %q", name, a.ID, want)
		}
	}
	for name, want := range map[string]string{
		"Spin Boldak": "AFG", "Chaman": "PAK", "Argun": "AFG", "Barmal": "AFG", "Paktika": "AFG", "Khost": "AFG", "Kabul": "AFG", "Mir Ali": "PAK", "Wana": "PAK", "Islamabad": "PAK",
		"Doha": "QAT", "Istanbul": "TUR", "Kandahar": "AFG", "Khyber Pakhtunkhwa": "PAK", "Chabahar": "IRN", "Muridke": "PAK", "Kunar": "AFG", "Nangarhar": "AFG", "Kurram": "PAK", "North Waziristan": "PAK",
	} {
		if p := b.Places(name); len(p) == 0 || p[0].Country != want {
			t.Errorf("%s: %.1v, want a place of %s", name, p, want)
		}
	}
	for _, name := range []string{"Durand Line", "Torkham", "Ghulam Khan", "Angoor Adda", "Kharlachi"} {
		if len(b.Places(name)) == 0 {
			t.Errorf("%s is unknown", name)
		}
	}
}
