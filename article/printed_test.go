package article

import (
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/parley-desk/parley/claim"
)

func TestPDF(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("pdf/testdata/typeset.pdf")
	if err != nil {
		t.Fatal(err)
	}
	for name, d := range map[string]*claim.Document{
		"its type":                {URL: "https://veldt.example/q3.pdf", Type: "application/pdf", Body: data},
		"no type":                 {URL: "https://veldt.example/q3", Body: data},
		"a type that says little": {URL: "https://veldt.example/q3", Type: "application/octet-stream", Body: append([]byte("\r\n\r\n"), data...)},
		"a day that the list has": {URL: "https://veldt.example/q3", Type: "application/pdf", Body: data, Item: claim.Item{Published: "2025-10-02"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r, err := Read(d)
			if err != nil {
				t.Fatal(err)
			}
			if r.Title != "Protection of Civilians in Veldt, Third Quarter 2025" || !strings.Contains(r.Text, "214 civilian casualties (67 killed and 147 injured)") {
				t.Errorf("%q\n%s", r.Title, r.Text)
			}
			if len(r.Parts) != 3 || r.Parts[2].Kind != claim.PartPage || r.Parts[2].Page != 3 || !partsFit(r.Parts, r.Text) {
				t.Errorf("parts %+v", r.Parts)
			}
			if d.Item.Published != "" && (r.Published != "2025-10-02" || r.DateBasis != claim.DatedFeed) || d.Item.Published == "" && r.Published != "" {
				t.Errorf("published %q, by %q", r.Published, r.DateBasis)
			}
		})
	}
}

func TestPDFFaults(t *testing.T) {
	t.Parallel()
	locked, err := os.ReadFile("pdf/testdata/password.pdf")
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		body []byte
		code Code
	}{
		"a password":  {locked, Encrypted},
		"half a file": {[]byte("%PDF-1.7\n1 0 obj\n<<"), Damaged},
		"a page":      {[]byte("You have to sign in."), Damaged},
	} {
		_, err := Read(&claim.Document{URL: "https://veldt.example/q3.pdf", Type: "application/pdf", Body: test.body})
		var f *Fault
		if !errors.As(err, &f) || f.Code != test.code {
			t.Errorf("%s: %v, want %s", name, err, test.code)
		}
	}
}

func TestAgrees(t *testing.T) {
	t.Parallel()
	const text = "From 1 July to 30 September 2025; 2024 was quieter than 2025."
	for day, want := range map[string]bool{"2025-10-28": true, "2026-02-01": true, "2026-11-22": false, "2024-12-30": true, "2019-01-01": false, "": false, "2025-99-99": false} {
		if agrees(day, text) != want {
			t.Errorf("%s: %v", day, !want)
		}
	}
	if !agrees("2025-10-28", "No year at all.") {
		t.Error("a text without years agrees with any day")
	}
}

func TestIsName(t *testing.T) {
	t.Parallel()
	for author, want := range map[string]bool{"Veldt Observatory": true, "A. Writer": true, "jsmith": false, "Microsoft Office User": false, `DOMAIN\j s`: false, "": false} {
		if isName(author) != want {
			t.Errorf("%q: %v", author, !want)
		}
	}
}
