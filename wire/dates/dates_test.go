package dates_test

import (
	"testing"

	"github.com/parley-desk/parley/wire/dates"
)

func TestISO(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Sun, 01 Mar 2026 08:30:00 +0200":   "2026-03-01T06:30:00Z",
		"Sun, 1 Mar 2026 08:30:00 GMT":      "2026-03-01T08:30:00Z",
		"Sun, 01 Mar 2026 08:30:00 EST":     "2026-03-01T13:30:00Z",
		"Sun, 01 Mar 2026 08:30 PKT":        "2026-03-01T03:30:00Z",
		"2026-03-01T08:30:00.123+05:30":     "2026-03-01T03:00:00Z",
		"2026-03-01T08:30+02:00":            "2026-03-01T06:30:00Z",
		"2026-03-01T08:30:00+0200":          "2026-03-01T06:30:00Z",
		"2026-03-01 08:30:00 UTC":           "2026-03-01T08:30:00Z",
		"20260301T083000Z":                  "2026-03-01T08:30:00Z",
		"20260301083000":                    "2026-03-01T08:30:00",
		"2026-03-01T08:30:00":               "2026-03-01T08:30:00",
		"Sun, 01 Mar 2026 08:30:00 IST":     "", // India, Israel or Ireland
		"2026-03-01":                        "2026-03-01",
		" 1  March 2026 ":                   "2026-03-01",
		"March 1, 2026":                     "2026-03-01",
		"2026-03":                           "2026-03",
		"2026":                              "2026",
		"":                                  "",
		"yesterday":                         "",
		"1826-03-01":                        "",
		"9999-01-01T00:00:00Z":              "",
		"0001-01-01T00:00:00Z":              "",
		"2026-02-30":                        "",
		"Sun, 01 Mar 2026 25:00:00 +0000":   "",
		"2026-03-01T08:30:00 and then some": "",
	} {
		if got := dates.ISO(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func FuzzISO(f *testing.F) {
	for _, s := range []string{"Sun, 01 Mar 2026 08:30:00 +0200", "2026-03-01T08:30:00.123+05:30", "20260301T083000Z", "2026", "Mon, 2 Jan 2006 15:04 (EST)"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got := dates.ISO(text)
		if again := dates.ISO(got); again != got {
			t.Errorf("%q is %q, and that %q", text, got, again)
		}
	})
}
