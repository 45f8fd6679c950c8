package calendar

import (
	"testing"
	"time"
)

func iso(t testing.TB, s string) time.Time {
	t.Helper()
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// Days that history books date in both calendars.
func TestSolarDays(t *testing.T) {
	t.Parallel()
	for want, d := range map[string]Date{
		"1925-03-31": {1304, 1, 11},  // the law that made it Iran's calendar
		"1979-02-11": {1357, 11, 22}, // the revolution's victory
		"1978-04-27": {1357, 2, 7},   // the Saur Revolution
		"1989-02-15": {1367, 11, 26}, // the last Soviet troops leave Afghanistan
		"2021-08-15": {1400, 5, 24},  // the Taliban take Kabul
		"2021-03-21": {1400, 1, 1}, "2024-03-20": {1403, 1, 1}, "2025-03-20": {1403, 12, 30}, "2025-03-21": {1404, 1, 1}, "2026-03-20": {1404, 12, 29}, "2026-03-21": {1405, 1, 1},
	} {
		if got, ok := Solar.Time(d); !ok || got.Format(time.DateOnly) != want {
			t.Errorf("%v is %s, want %s", d, got.Format(time.DateOnly), want)
		}
		if got, ok := Solar.Date(iso(t, want)); !ok || got != d {
			t.Errorf("%s is %v, want %v", want, got, d)
		}
	}
}

// Days as the tables of the civil calendar have them; those of feasts are within the slack of what was kept.
func TestHijriDays(t *testing.T) {
	t.Parallel()
	for want, d := range map[string]Date{
		"0622-07-19": {1, 1, 1}, // 16 July of the Julian calendar
		"2024-04-10": {1445, 10, 1}, "2025-03-01": {1446, 9, 1}, "2025-06-27": {1447, 1, 1}, "1999-12-09": {1420, 9, 1}, "2000-04-06": {1421, 1, 1},
	} {
		if got, ok := Hijri.Time(d); !ok || got.Format(time.DateOnly) != want {
			t.Errorf("%v is %s, want %s", d, got.Format(time.DateOnly), want)
		}
	}
	for kept, d := range map[string]Date{ // as kept in Saudi Arabia
		"2023-04-21": {1444, 10, 1}, "2023-06-28": {1444, 12, 10}, "2024-06-16": {1445, 12, 10}, "2025-03-30": {1446, 10, 1}, "2025-06-06": {1446, 12, 10},
		"2022-05-02": {1443, 10, 1}, "2021-07-20": {1442, 12, 10}, "2020-05-24": {1441, 10, 1},
	} {
		got, _ := Hijri.Time(d)
		if off := got.Sub(iso(t, kept)).Abs() / (24 * time.Hour); int(off) > Hijri.Slack() {
			t.Errorf("%v: reckoned %s, kept %s", d, got.Format(time.DateOnly), kept)
		}
	}
}

func TestLengths(t *testing.T) {
	t.Parallel()
	for _, s := range Systems {
		for year := 1200; year <= 1600; year++ {
			days := 0
			for month := 1; month <= 12; month++ {
				n := s.Length(year, month)
				if n < 29 || n > 31 {
					t.Fatalf("%s: month %d of %d has %d days", s, month, year, n)
				}
				days += n
			}
			if days != start(s, year+1, 1)-start(s, year, 1) {
				t.Fatalf("%s: the months of %d make %d days", s, year, days)
			}
		}
	}
	for _, leap := range []int{1370, 1375, 1379, 1383, 1387, 1391, 1395, 1399, 1403, 1408} {
		if Solar.Length(leap, 12) != 30 || Solar.Length(leap+1, 12) != 29 {
			t.Errorf("%d is a leap year", leap)
		}
	}
	if Hijri.Length(1446, 0) != 0 || Hijri.Length(1446, 13) != 0 {
		t.Error("there are twelve months")
	}
}

func TestNoSuchDay(t *testing.T) {
	t.Parallel()
	for _, d := range []Date{{1404, 12, 30}, {1404, 0, 1}, {1404, 13, 1}, {1404, 1, 32}, {1404, 1, 0}, {900, 1, 1}, {1 << 40, 1, 1}} {
		if got, ok := Solar.Time(d); ok {
			t.Errorf("%v is %v", d, got)
		}
	}
	if _, ok := Solar.Date(iso(t, "0700-01-01")); ok {
		t.Error("the rule is not known to hold in the year 700")
	}
}

// Every day goes there and back.
func FuzzThereAndBack(f *testing.F) {
	for _, days := range []int64{0, 20000, -500000, 20169, 1 << 20, -1 << 40} {
		f.Add(days)
	}
	f.Fuzz(func(t *testing.T, days int64) {
		day := time.Unix(days%4_000_000*daySeconds, 0).UTC()
		for _, s := range Systems {
			d, ok := s.Date(day)
			if !ok {
				continue
			}
			if back, ok := s.Time(d); !ok || !back.Equal(day) {
				t.Errorf("%s: %s is %v, which is %s", s, day.Format(time.DateOnly), d, back.Format(time.DateOnly))
			}
		}
	})
}
