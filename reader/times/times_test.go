package times

import (
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/knowledge"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/draft"
	"github.com/parley-desk/parley/reader/lexicon"
)

var (
	engine = sync.OnceValues(language.Load)
	facts  = sync.OnceValues(knowledge.Load)
)

// stage makes the stage under test.
func stage(t testing.TB) draft.Stage {
	t.Helper()
	lex, err := lexicon.Open("en", "")
	if err != nil {
		t.Fatal(err)
	}
	base, err := facts()
	if err != nil {
		t.Fatal(err)
	}
	s, err := New(lex, base)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// read runs the stage over a tagged text.
func read(t testing.TB, s draft.Stage, text, published string) *draft.Draft {
	t.Helper()
	e, err := engine()
	if err != nil {
		t.Fatal(err)
	}
	w := e.NewWorker()
	doc := w.Split(text)
	for i := range doc.Sentences {
		w.Tag(doc, i)
	}
	d := draft.New(claim.Report{Text: text, Published: published}, doc)
	s.Run(d)
	return d
}

// lines prints times as "text | TYPE value start end basis".
func lines(d *draft.Draft) []string {
	var out []string
	for _, x := range d.Times {
		line := x.Text + " | " + string(x.Type) + " " + x.Value
		if x.Start != "" {
			line += " " + x.Start + " " + x.Time.End + " " + string(x.Basis)
		}
		out = append(out, line)
	}
	return out
}

func TestTimes(t *testing.T) {
	t.Parallel()
	s := stage(t)
	const wednesday = "2025-11-12"
	for _, c := range []struct {
		name, published, text string
		want                  []string
	}{
		{"full dates", wednesday, "The envoys met on Friday, November 7, 2025, and on 9 November 2025.", []string{
			"Friday, November 7, 2025 | DATE 2025-11-07 2025-11-07 2025-11-07 stated",
			"9 November 2025 | DATE 2025-11-09 2025-11-09 2025-11-09 stated"}},
		{"parts of a day with a date", wednesday, "She spoke on Saturday morning, November 8, 2025.", []string{
			"Saturday morning, November 8, 2025 | TIME 2025-11-08TMO 2025-11-08 2025-11-08 stated"}},
		{"digits", wednesday, "Signed 2012-12-05, amended 2012-12 and 26/10/1989.", []string{
			"2012-12-05 | DATE 2012-12-05 2012-12-05 2012-12-05 stated",
			"2012-12 | DATE 2012-12 2012-12-01 2012-12-31 stated",
			"26/10/1989 | DATE 1989-10-26 1989-10-26 1989-10-26 stated"}},
		{"financial years have days of their own", wednesday, "Trade grew in the last fiscal year.", []string{"the last fiscal year | DATE 2024"}},
		{"calendar years have theirs", wednesday, "Trade grew last year.", []string{"last year | DATE 2024 2024-01-01 2024-12-31 relative"}},
		{"the last weekday", wednesday, "The delegates left on Friday.", []string{"Friday | DATE 2025-11-07 2025-11-07 2025-11-07 relative"}},
		{"the next weekday", wednesday, "The delegates will return on Friday.", []string{"Friday | DATE 2025-11-14 2025-11-14 2025-11-14 relative"}},
		{"a plan", wednesday, "A further session is scheduled for Monday.", []string{"Monday | DATE 2025-11-17 2025-11-17 2025-11-17 relative"}},
		{"a plan that was made is over", wednesday, "Troops held a man who planned attacks during a raid in Marrow on Sunday.", []string{"Sunday | DATE 2025-11-09 2025-11-09 2025-11-09 relative"}},
		{"now within a name or a word", wednesday, "Shells fell on Qala-e Now and the now-empty camp.", nil},
		{"a night begins the day before", wednesday, "Shells fell on the port overnight.", []string{"overnight | TIME 2025-11-12TNI 2025-11-11 2025-11-12 relative"}},
		{"a night before a deed", wednesday, "Overnight air strikes hit the port.", []string{"Overnight | TIME 2025-11-12TNI 2025-11-11 2025-11-12 relative"}},
		{"no night of a stay", wednesday, "An overnight stay cost him nothing.", nil},
		{"a day without a year", wednesday, "The crossing was shut on Oct. 11.", []string{"Oct. 11 | DATE 2025-10-11 2025-10-11 2025-10-11 relative"}},
		{"a day named with its year before", wednesday, "The raid of June 7, 2023, began the war. Some were taken on June 7, and the town fell on June 9.", []string{
			"June 7, 2023 | DATE 2023-06-07 2023-06-07 2023-06-07 stated",
			"June 7 | DATE 2023-06-07 2023-06-07 2023-06-07 stated",
			"June 9 | DATE 2025-06-09 2025-06-09 2025-06-09 relative"}},
		{"months", wednesday, "Fighting that began in early October has been heavy since September, as in December 2024.", []string{
			"early October | DATE 2025-10 2025-10-01 2025-10-10 relative",
			"September | DATE 2025-09 2025-09-01 2025-09-30 relative",
			"December 2024 | DATE 2024-12 2024-12-01 2024-12-31 stated"}},
		{"thirds", "2031-03-07", "A lull came in late February, after the middle of 2030 and the early 1990s.", []string{
			"late February | DATE 2031-02 2031-02-20 2031-02-28 relative",
			"the middle of 2030 | DATE 2030 2030-05-01 2030-08-31 stated",
			"the early 1990s | DATE 199 1990-01-01 1992-12-31 stated"}},
		{"modal may is no month", wednesday, "The rebels may attack; they last met in May.", []string{"May | DATE 2025-05 2025-05-01 2025-05-31 relative"}},
		{"weeks, years, decades", wednesday, "Last week was calm, as was this year, unlike the 1990s.", []string{
			"Last week | DATE 2025-W45 2025-11-03 2025-11-09 relative",
			"this year | DATE 2025 2025-01-01 2025-12-31 relative",
			"the 1990s | DATE 199 1990-01-01 1999-12-31 stated"}},
		{"lengths", wednesday, "Two days of talks followed more than three weeks of war and half an hour of shelling.", []string{
			"Two days | DURATION P2D", "more than three weeks | DURATION P3W", "half an hour | DURATION PT30M"}},
		{"lengths up to now", wednesday, "Shells fell in the past 24 hours.", []string{"the past 24 hours | DURATION PT24H 2025-11-11 2025-11-12 relative"}},
		{"counted back", wednesday, "He was freed two years ago and jailed ten days ago.", []string{
			"two years ago | DATE 2023 2023-01-01 2023-12-31 relative",
			"ten days ago | DATE 2025-11-02 2025-11-02 2025-11-02 relative"}},
		{"counted from the text", wednesday, "The truce began on 15 October 2025. The following day it was broken.", []string{
			"15 October 2025 | DATE 2025-10-15 2025-10-15 2025-10-15 stated",
			"The following day | DATE 2025-10-16 2025-10-16 2025-10-16 relative"}},
		{"recurring", wednesday, "They meet every Friday, with daily patrols and calls twice a week.", []string{
			"every Friday | SET XXXX-WXX-5", "daily | SET P1D", "twice a week | SET P1W"}},
		{"the moment of telling", wednesday, "The road is now open, officials said today.", []string{
			"now | DATE PRESENT_REF 2025-11-12 2025-11-12 published",
			"today | DATE 2025-11-12 2025-11-12 2025-11-12 published"}},
		{"open times", wednesday, "Recently the front has moved.", []string{"Recently | DATE PAST_REF"}},
		{"clock", wednesday, "The blast came at 10:30 a.m. local time on Tuesday.", []string{
			"10:30 a.m. local time | TIME 2025-11-11T10:30 2025-11-11 2025-11-11 relative",
			"Tuesday | DATE 2025-11-11 2025-11-11 2025-11-11 relative"}},
		{"ranges of days", wednesday, "From October 11 to 15, 2025 the border was quiet.", []string{
			"October 11 | DATE 2025-10-11 2025-10-11 2025-10-11 stated",
			"15, 2025 | DATE 2025-10-15 2025-10-15 2025-10-15 stated"}},
		{"seasons and quarters", wednesday, "Clashes may go on through winter, after a calm third quarter.", []string{
			"winter | DATE 2025-WI 2025-12-01 2026-02-28 relative",
			"third quarter | DATE 2025-Q3 2025-07-01 2025-09-30 relative"}},
		{"no day of publication", "", "On Friday he spoke of last month and of 3 May 2021.", []string{
			"Friday | DATE XXXX-WXX-5", "last month | DATE XXXX-XX",
			"3 May 2021 | DATE 2021-05-03 2021-05-03 2021-05-03 stated"}},
		{"ages and codes are none", wednesday, "A six-year-old boy read Resolution 2254 to 2012 refugees.", nil},
		{"Solar Hijri days", wednesday, "It was signed on 15 Hamal 1404 and again on the 24th of Asad, 1400.", []string{
			"15 Hamal 1404 | DATE 2025-04-04 2025-04-04 2025-04-04 stated",
			"24th of Asad, 1400 | DATE 2021-08-15 2021-08-15 2021-08-15 stated"}},
		{"Solar Hijri without a year", wednesday, "The decree was issued on 10 Mizan and will lapse on 1 Hamal.", []string{
			"10 Mizan | DATE 2025-10-02 2025-10-02 2025-10-02 relative",
			"1 Hamal | DATE 2026-03-21 2026-03-21 2026-03-21 relative"}},
		{"Hijri days are a day off either way", wednesday, "The order of 1 Muharram 1447 was renewed on 27 Ramadan 1446 AH.", []string{
			"1 Muharram 1447 | DATE 2025-06-27 2025-06-26 2025-06-28 stated",
			"27 Ramadan 1446 AH | DATE 2025-03-27 2025-03-26 2025-03-28 stated"}},
		{"Islamic months", "2025-03-12", "The truce covers the Islamic month of Ramadan, unlike last Ramadan or Dhu al-Hijjah 1445.", []string{
			"Ramadan | DATE 2025-03-01/2025-03-30 2025-02-28 2025-03-31 relative",
			"last Ramadan | DATE 2024-03-11/2024-04-09 2024-03-10 2024-04-10 relative",
			"Dhu al-Hijjah 1445 | DATE 2024-06-08/2024-07-07 2024-06-07 2024-07-08 stated"}},
		{"feasts", wednesday, "Guns fell silent for Eid al-Fitr 2025, but not on Ashura.", []string{
			"Eid al-Fitr 2025 | DATE 2025-03-31 2025-03-30 2025-04-01 stated",
			"Ashura | DATE 2025-07-06 2025-07-05 2025-07-07 relative"}},
		{"Nowruz by the calendar", wednesday, "Borders reopened for Nowruz 2024.", []string{"Nowruz 2024 | DATE 2024-03-20 2024-03-20 2024-03-20 stated"}},
		{"years of other calendars", wednesday, "The budget of the solar year 1403 and a letter of 1446 AH were found.", []string{
			"solar year 1403 | DATE 2024-03-20/2025-03-20 2024-03-20 2025-03-20 stated",
			"1446 AH | DATE 2024-07-08/2025-06-26 2024-07-07 2025-06-27 stated"}},
		{"names of people are no months", wednesday, "Tariq Ramadan met Ramadan Karimov, Bahman Azar and 28 Assad loyalists of Mizan.", nil},
		{"capitals only", wednesday, "THE GUERRILLAS ATTACKED THE TOWN ON 8 NOVEMBER.", []string{"8 NOVEMBER | DATE 2025-11-08 2025-11-08 2025-11-08 relative"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, lines(read(t, s, c.text, c.published))); diff != "" {
				t.Errorf("%s\n(-want +got)\n%s", c.text, diff)
			}
		})
	}
}

func TestTokensOfTimes(t *testing.T) {
	t.Parallel()
	d := read(t, stage(t), "“They left in mid-August,” he said.", "2025-11-12")
	if len(d.Times) != 1 {
		t.Fatalf("times: %v", lines(d))
	}
	x := d.Times[0]
	if got := d.Words(x.First, x.End); got != "mid-August" || x.Precision != claim.PrecisionRange {
		t.Errorf("tokens %q, precision %s", got, x.Precision)
	}
}

func TestHolidays(t *testing.T) {
	t.Parallel()
	for y, want := range map[int]string{1818: "1818-03-22", 2000: "2000-04-23", 2024: "2024-03-31", 2025: "2025-04-20", 2038: "2038-04-25"} {
		if got := easter(y).Format("2006-01-02"); got != want {
			t.Errorf("Easter %d: %s, want %s", y, got, want)
		}
	}
}

func TestLengthValue(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		n     float64
		unit  grain
		count int
		vague bool
		want  string
	}{
		{2, week, 1, false, "P2W"}, {5.5, hour, 1, false, "PT5H30M"}, {2.5, year, 1, false, "P2Y6M"}, {2, year, 10, false, "P20Y"},
		{3, day, 1, true, "PXD"}, {0.5, hour, 1, false, "PT30M"}, {1.5, month, 1, false, "P1.5M"}, {1e9, day, 1, false, ""},
	} {
		if got := lengthValue(c.n, c.unit, c.count, c.vague); got != c.want {
			t.Errorf("lengthValue(%v, %d): %q, want %q", c.n, c.unit, got, c.want)
		}
	}
}

func FuzzTimes(f *testing.F) {
	f.Add("The talks of Friday, Nov. 7, 2025 ended at 10:30 p.m. EST; two-to-three weeks later, in mid-2026, the 1990s.", "2025-11-08")
	f.Add("from 4-8 October to 2012-12-05--, a----b 99/99/9999 '90s year-end the the the last last of of", "")
	f.Add("15 Hamal 1404, the 1st of Ramadan 1447 AH (solar) year 1403 Dhu al-Dhu al-Hijjah-- Eid al- Sha'ban 99", "2025-11-08")
	f.Add("half a half a half an hour and a half or two ago ago earlier every other other twice a", "0000-01-01")
	s := stage(f)
	e, err := engine()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text, published string) {
		if !utf8.ValidString(text) || len(text) > 5000 {
			return
		}
		doc := e.NewWorker().Split(text)
		d := draft.New(claim.Report{Text: text, Published: published}, doc)
		s.Run(d)
		runes := []rune(text)
		for _, x := range d.Times {
			if got := string(runes[x.Span.Start:x.Span.End]); got != x.Text || strings.TrimSpace(got) == "" {
				t.Errorf("span says %q, text %q", got, x.Text)
			}
			if x.First < 0 || x.End <= x.First || x.End > len(doc.Tokens) || x.Value == "" || x.Start > x.Time.End {
				t.Errorf("broken time %+v", x)
			}
		}
	})
}

func BenchmarkTimes(b *testing.B) {
	s := stage(b)
	text := strings.Repeat("The ministry said on Friday that 12 soldiers were killed in two villages near the border last week. "+
		"Both sides will meet again in Doha on November 20, 2025, mediators said. The truce has held since early October. ", 40)
	d := read(b, s, text, "2025-11-12")
	b.ResetTimer()
	for b.Loop() {
		d.Times = d.Times[:0]
		s.Run(d)
	}
	b.ReportMetric(float64(len(d.Doc.Tokens)*b.N)/b.Elapsed().Seconds(), "words/s")
}
