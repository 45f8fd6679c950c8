package reader

import (
	"strings"
	"testing"
	"time"

	"github.com/parley-desk/parley/claim"
)

// TestHostile reads what nobody writes: it must neither panic nor take time out of proportion.
func TestHostile(t *testing.T) {
	t.Parallel()
	r := newReader(t)
	for name, text := range map[string]string{
		"nested quotes":      strings.Repeat("“He said ", 10000) + "no." + strings.Repeat("”", 10000),
		"quotes only":        "The man said " + strings.Repeat("\"", 50000),
		"brackets":           "The army said " + strings.Repeat("(the group ", 5000),
		"one sentence":       "The army said that " + strings.Repeat("the group attacked the town and ", 10000),
		"one word a line":    strings.Repeat("said\n\n", 20000) + "the man of the town",
		"cues":               strings.Repeat("He said she said they said ", 5000),
		"commas":             "The minister said " + strings.Repeat("on Friday, ", 10000),
		"names":              strings.Repeat("Ahmed Khan of Kabul told the BBC in Doha. ", 3000),
		"colons":             strings.Repeat("Khan: no. ", 5000) + "The end of the talks.",
		"right to left":      "The minister said \u202eتوقف\u202c in Kabul that the talks had ended.",
		"emoji":              "The 🇵🇰 minister said 👩‍👩‍👧‍👦 that the 💥 talks had ended in the town.",
		"combining":          "The minister said " + strings.Repeat("e\u0301\u0301", 5000) + " that the talks had ended.",
		"no spaces":          "The minister said " + strings.Repeat("talks", 20000) + ".",
		"line of capitals":   strings.Repeat("THE ARMY SAID THAT THE GROUP HAD ATTACKED THE TOWN. ", 500),
		"carriage returns":   strings.Repeat("The army said so.\r\n\r\n", 500),
		"numbers":            "The toll is " + strings.Repeat("1,", 20000) + " the army said.",
		"apostrophes":        "The rebels' men said that " + strings.Repeat("'s ", 10000),
		"according to":       strings.Repeat("according to ", 10000) + "the army of the country",
		"open quote forever": "The minister said “" + strings.Repeat("we will not go. ", 10000),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			start := time.Now()
			record, err := r.Read(claim.Report{ID: name, Text: text, Published: "2025-11-08"})
			if err == nil && record == nil {
				t.Error("neither a record nor an error")
			}
			if took := time.Since(start); took > 90*time.Second {
				t.Errorf("%d bytes took %v", len(text), took)
			} else {
				t.Logf("%d bytes, %v, err %v", len(text), took, err)
			}
		})
	}
}
