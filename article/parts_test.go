package article

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/parley-desk/parley/claim"
)

// part is a part with its words, as far as a test needs them.
type part struct {
	Kind  claim.PartKind
	Begin string
	Time  string
}

// partsOf reads a page of the corpus and gives its parts, each with its first two words.
func partsOf(t *testing.T, name string) (parts []part) {
	t.Helper()
	page, err := os.ReadFile("testdata/pages/" + name + ".html")
	if err != nil {
		t.Fatal(err)
	}
	r, err := Read(&claim.Document{Type: "text/html", Body: page})
	if err != nil {
		t.Fatal(err)
	}
	text := []rune(r.Text)
	for _, p := range r.Parts {
		words := strings.Fields(string(text[p.Span.Start:p.Span.End]))
		parts = append(parts, part{p.Kind, strings.Join(words[:min(2, len(words))], " "), p.Time})
	}
	return parts
}

func TestParts(t *testing.T) {
	t.Parallel()
	for name, want := range map[string][]part{
		"liveblog-markup": {
			{claim.PartStandfirst, "Delegations meet", ""},
			{claim.PartEntry, "Session ends", "2031-03-09T15:12:00Z"}, {claim.PartHeadline, "Session ends", ""},
			{claim.PartEntry, "Mediators show", "2031-03-09T13:40:00Z"}, {claim.PartHeadline, "Mediators show", ""},
			{claim.PartEntry, "The head", "2031-03-09T11:05:00Z"},
			{claim.PartEntry, "Shells fall", "2031-03-09T08:31:00Z"}, {claim.PartHeadline, "Shells fall", ""},
		},
		"liveblog-jsonld": {
			{claim.PartEntry, "Checkpoint at", "2031-05-20T08:05:00+01:00"}, {claim.PartHeadline, "Checkpoint at", ""},
			{claim.PartEntry, "Queue reaches", "2031-05-20T12:30:00+01:00"}, {claim.PartHeadline, "Queue reaches", ""},
			{claim.PartEntry, "Gate closes", "2031-05-20T16:20:00+01:00"}, {claim.PartHeadline, "Gate closes", ""},
		},
		"live-text-times": {
			{claim.PartEntry, "The power", "2031-09-17T18:40"}, {claim.PartEntry, "Monitors have", "2031-09-17T16:05"},
			{claim.PartEntry, "A second", "2031-09-17T12:30"}, {claim.PartEntry, "A drone", "2031-09-17T09:15"},
		},
		"embedded-posts": {
			{claim.PartBody, "A dispute", ""}, {claim.PartEmbed, "The Northern", ""}, {claim.PartBody, "The government’s", ""},
			{claim.PartEmbed, "We read", ""}, {claim.PartBody, "The comma", ""},
		},
		"toll-table":      {{claim.PartBody, "The Register", ""}, {claim.PartTable, "Killed, by", ""}, {claim.PartBody, "Eleven of", ""}},
		"wordpress-block": {{claim.PartBody, "Engineers from", ""}, {claim.PartCaption, "Soldiers carry", ""}},
		"url-date":        nil,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(want, partsOf(t, name)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A page that shows only its beginning is refused, but what it shows comes along.
func TestPaywallKeepsItsBeginning(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("testdata/pages/paywall-stub.html")
	if err != nil {
		t.Fatal(err)
	}
	r, err := Read(&claim.Document{URL: "https://observer.example/x", Type: "text/html", Body: page})
	if err == nil || !strings.HasPrefix(r.Text, "Lenders to Karsenia") || r.Title == "" || r.Published == "" {
		t.Errorf("%v, %+v", err, r)
	}
	// the same page with the whole article in its list is read
	r, err = Read(&claim.Document{URL: "https://observer.example/x", Type: "text/html", Body: page, Item: claim.Item{Content: "<p>Lenders to Karsenia have given the government until June.</p>", Published: "2031-05-11"}})
	if err != nil || !strings.HasPrefix(r.Text, "Lenders to Karsenia have") {
		t.Errorf("%v, %+v", err, r)
	}
}

func TestSignsOfPages(t *testing.T) {
	t.Parallel()
	t.Run("agencies", func(t *testing.T) {
		t.Parallel()
		for line, want := range map[string]string{
			"Reuters": "Reuters", "By The Associated Press": "Associated Press", "(AFP)": "Agence France-Presse", "AFP/dpa": "Agence France-Presse", "Source: Xinhua": "Xinhua",
			"MAP": "Maghreb Arab Press", "map": "", "Map": "", "dpa": "Deutsche Presse-Agentur", "REUTERS": "Reuters", "with inputs from AFP": "Agence France-Presse",
			"A. Writer": "", "Reuters said that it was quiet": "", "": "",
		} {
			if got := agencyIn(line); got != want {
				t.Errorf("agencyIn(%q) = %q, want %q", line, got, want)
			}
		}
		for line, want := range map[string]string{
			"OSTREL, March 5 (Reuters) - Talks resumed.": "Reuters", "DELVAR, April 30 (Xinhua) -- At least": "Xinhua", "OSTREL /TASS/. Talks": "TASS",
			"The army (AFP was told) is calm": "", "No brackets": "", "(": "",
		} {
			if got := agencyInDateline(line); got != want {
				t.Errorf("agencyInDateline(%q) = %q, want %q", line, got, want)
			}
		}
		for line, want := range map[string][2]string{
			"(Reuters)": {"", "Reuters"}, "It is over, he said. — AFP": {"It is over, he said.", "Agence France-Presse"}, "He told the AP.": {"He told the AP.", ""},
			"It is over (he said)": {"It is over (he said)", ""},
		} {
			if rest, agency := creditAtEnd(line); rest != want[0] || agency != want[1] {
				t.Errorf("creditAtEnd(%q) = %q, %q", line, rest, agency)
			}
		}
	})
	t.Run("people", func(t *testing.T) {
		t.Parallel()
		for line, want := range map[string]string{
			"By A. Writer": "A. Writer", "By A. Writer and B. Editor in Ostrel": "A. Writer;B. Editor", "Petra Kessler, Staff Writer": "Petra Kessler", "José Almería": "José Almería",
			"By Courier staff": "", "Published 5 March 2031": "", "Ann Lee & Bo Kim | Delvar desk": "Ann Lee;Bo Kim", "": "",
		} {
			if got := strings.Join(namesIn(line), ";"); got != want {
				t.Errorf("namesIn(%q) = %q, want %q", line, got, want)
			}
		}
	})
	t.Run("days", func(t *testing.T) {
		t.Parallel()
		for text, want := range map[string]string{
			"Published on Saturday, August 16th, 2031 by": "2031-08-16", "5 March 2031": "2031-03-05", "the 5th of March 2031": "2031-03-05", "2031-03-05T10:00": "2031-03-05", "05.03.2031 - Update": "2031-03-05",
			"25/03/2031": "2031-03-25", "03/25/2031": "2031-03-25", "05/03/2031": "", "05/05/2031": "2031-05-05", "31 February 2031": "", "09:15:02 2031": "", "in 2031": "", "Sept. 4, 2031": "2031-09-04",
			"Updated: 8 January 2031Published: 7 January 2031": "2031-01-08", "May 2031": "", "5 March 1831": "",
		} {
			if got, _, _ := dayIn(text); got != want {
				t.Errorf("dayIn(%q) = %q, want %q", text, got, want)
			}
		}
		for address, want := range map[string]string{
			"https://a.example/2031/03/05/x": "2031-03-05", "https://a.example/world/2031/mar/5/x": "2031-03-05", "https://a.example/x-20310305.html": "2031-03-05", "https://a.example/x-2031-03-05": "2031-03-05",
			"https://a.example/2031/03/x": "", "https://a.example/12345678": "", "https://a.example/2031-July/2.html": "",
		} {
			if got := dayInAddress(address); got != want {
				t.Errorf("dayInAddress(%q) = %q, want %q", address, got, want)
			}
		}
	})
	t.Run("names of boxes", func(t *testing.T) {
		t.Parallel()
		for name, want := range map[string]role{
			"related-articles": out, "relatedArticles": out, "article__body": bodyBox, "StoryBody__wrap": bodyBox, "overflow-hidden": "", "hidden": unseen, "md:hidden": "", "comment-list": comments,
			"header": "", "twitter-tweet": embed, "wp-caption-text": caption, "shared": "", "gradient": "", "ad": out, "add": "",
		} {
			if got := roleOfName(name); got != want {
				t.Errorf("roleOfName(%q) = %q, want %q", name, got, want)
			}
		}
	})
	t.Run("encodings", func(t *testing.T) {
		t.Parallel()
		for page, want := range map[string]string{
			"plain": "windows-1252", "<meta charset=utf-8>plain": "utf-8", "caf\xe9": "windows-1252", "café": "utf-8", "<meta charset=iso-8859-1>café": "utf-8", "<meta charset=utf-8>caf\xe9 \x93x\x94": "windows-1252",
			"\xff\xfea\x00": "utf-16le", "<\x00p\x00>\x00x\x00y\x00": "utf-16le", "\x00<\x00p\x00>\x00x\x00y": "utf-16be", "<meta charset=utf-16>x": "utf-8", "<meta charset=koi8-r>\xd0\xd2": "koi8-r",
		} {
			if _, got := encodingOf([]byte(page), ""); got != want {
				t.Errorf("encodingOf(%q) = %s, want %s", page, got, want)
			}
		}
	})
}
