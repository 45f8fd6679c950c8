package brief_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/brief"
	"github.com/parley-desk/parley/claim"
)

// The text of the only report: what it claims is laid over it by hand.
const text = `Westland's foreign minister said the truce of 3 May holds. "We want it <b>kept</b>," he said. Shelling in Ford killed four people, a hospital said. Eastland has not answered.`

// at is the span of words in the text.
func at(words string) claim.Span {
	i := strings.Index(text, words)
	if i < 0 {
		panic(words)
	}
	start := utf8.RuneCountInString(text[:i])
	return claim.Span{Start: start, End: start + utf8.RuneCountInString(words)}
}

func contribution(t *testing.T, title string) *account.Contribution {
	t.Helper()
	sum := sha256.Sum256([]byte(text))
	minister := claim.Ref{Actor: "WST", Text: "Westland's foreign minister"}
	four := 4.0
	third := &claim.When{Start: "2031-05-03", End: "2031-05-03", Precision: claim.PrecisionDay, Basis: claim.BasisStated}
	statement := at(`Westland's foreign minister said the truce of 3 May holds`)
	content := at("the truce of 3 May holds")
	record := &claim.Record{
		Record: claim.Version, Reader: claim.Reader{Name: "parley", Version: "test", Engine: "none"}, ID: "one",
		Report: claim.Header{Title: title, Outlet: "The Ford Courier", Published: "2031-05-04", Language: "en", SHA256: hex.EncodeToString(sum[:]), Length: utf8.RuneCountInString(text)},
		Actors: []claim.Actor{{ID: "WST", Name: "Westland", Kind: claim.ActorState, Country: "WST"}},
		Places: []claim.Place{{Span: at("Ford"), Text: "Ford", Name: "Ford", Country: "EST", Kind: claim.PlaceCity, Precision: "exact", Literal: true}},
		Claims: []claim.Claim{
			{ID: "statement-0", Kind: claim.KindStatement, Span: statement, Sentence: statement, Polarity: claim.Positive, Certainty: claim.Asserted, Tense: claim.Past,
				Body: &claim.Statement{Speaker: &minister, ContentSpans: []claim.Span{content}, Form: claim.Indirect, Manner: claim.Said, Act: claim.ActState, Issues: []claim.Issue{"ceasefire"}}},
			{ID: "ceasefire-0", Kind: claim.KindCeasefire, Span: content, Sentence: statement, By: []claim.Ref{minister}, Polarity: claim.Positive, Certainty: claim.Asserted,
				Tense: claim.Ongoing, Time: third, Body: &claim.Ceasefire{State: claim.TruceInEffect}},
			{ID: "figure-0", Kind: claim.KindFigure, Span: at("killed four people"), Sentence: at("Shelling in Ford killed four people, a hospital said"), Polarity: claim.Positive,
				Certainty: claim.Asserted, Tense: claim.Past, Time: third, Place: &claim.Where{Place: 0, Basis: claim.PlaceStated},
				Body: &claim.Figure{Measure: claim.Killed, Value: &four, Low: &four, High: &four, Of: "people"}},
		},
	}
	report := claim.Report{ID: "one", Text: text, Title: title, Outlet: "The Ford Courier", Published: "2031-05-04"}
	return account.Contribute(account.Version{Report: "https://courier.example/one", Number: 1, Available: "2031-05-04"}, &report, record)
}

var testCase = claim.Case{
	ID: "ford", Title: "The Ford case", Window: claim.Window{From: "2031-05-01"},
	Parties: []claim.Party{{ID: "WST", Name: "Westland"}, {ID: "EST", Name: "Eastland"}},
	Issues:  []claim.Issue{"ceasefire"},
}

func compose(t *testing.T, title string) *brief.Brief {
	t.Helper()
	all := []*account.Contribution{contribution(t, title)}
	before := account.Open(&testCase, all, nil, "2031-05-02", "")
	return brief.Compose(account.Open(&testCase, all, nil, "2031-05-05", ""), before, nil)
}

// eachSentence calls use with every sentence and the title of its section.
func eachSentence(b *brief.Brief, use func(section string, s brief.Sentence)) {
	for _, section := range b.Sections {
		for _, p := range section.Parts {
			for _, s := range p.Sentences {
				use(section.ID, s)
			}
		}
	}
}

func TestEverySentenceLeadsToWordsOfTheReport(t *testing.T) {
	t.Parallel()
	b := compose(t, "A title")
	n := 0
	eachSentence(b, func(section string, s brief.Sentence) {
		n++
		if len(s.Sources()) == 0 {
			t.Errorf("%s: %q has no source", section, s.Text())
		}
		for _, number := range s.Sources() {
			source := b.Sources[number-1]
			if cut := []rune(text)[source.Span.Start:source.Span.End]; string(cut) != source.Words {
				t.Errorf("%s: %q cites %q, but its span is %q", section, s.Text(), source.Words, string(cut))
			}
		}
	})
	if n < 4 {
		t.Errorf("only %d sentences", n)
	}
}

func TestASentenceWithoutSourceIsNotWritten(t *testing.T) {
	t.Parallel()
	if _, err := json.Marshal(brief.Sentence{}); !errors.Is(err, brief.ErrNoSource) {
		t.Errorf("a sentence from nowhere gives %v, want %v", err, brief.ErrNoSource)
	}
}

func TestBriefTellsStandingTollAndSilence(t *testing.T) {
	t.Parallel()
	var m strings.Builder
	if err := compose(t, "A title").WriteMarkdown(&m); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"By the latest word of Westland (Westland, 3 May 2031), the truce is in effect.",
		"killed: 4 (The Ford Courier, 4 May 2031)",
		"On ceasefire only Westland is heard; what Eastland holds is not in the record.",
		"## New since 2 May 2031",
		"No report of the case tells what anybody expects.",
	} {
		if !strings.Contains(m.String(), want) {
			t.Errorf("the brief lacks %q:\n%s", want, m.String())
		}
	}
}

func TestWhatWasNotKnownIsNotTold(t *testing.T) {
	t.Parallel()
	b := brief.Compose(account.Open(&testCase, []*account.Contribution{contribution(t, "")}, nil, "2031-05-03", ""), nil, nil)
	if b.Reports != 0 || len(b.Sources) != 0 {
		t.Errorf("a day before the report was out the brief has %d reports and %d sources", b.Reports, len(b.Sources))
	}
	eachSentence(b, func(section string, s brief.Sentence) { t.Errorf("%s: %q", section, s.Text()) })
}

// Text of reports is data: nothing of it becomes markup.
func TestHostileWordsAreShownAsText(t *testing.T) {
	t.Parallel()
	const hostile = `<script>alert(1)</script> [x](javascript:alert(1)) {{.}} ![i](http://evil.example) "onload="x`
	b := compose(t, hostile)
	var page, m strings.Builder
	if err := errors.Join(b.WritePage(&page), b.WriteMarkdown(&m)); err != nil {
		t.Fatal(err)
	}
	for _, no := range []string{"<script", "<b>", `onload="x"`, "<img"} {
		if strings.Contains(page.String(), no) {
			t.Errorf("the page holds %s", no)
		}
	}
	for _, no := range []string{"<script", "<b>", "[x](", "![i]("} {
		if strings.Contains(strings.ReplaceAll(strings.ReplaceAll(m.String(), `\<`, ""), `\[`, ""), no) {
			t.Errorf("the Markdown holds %s", no)
		}
	}
	if !strings.Contains(page.String(), "alert(1)") {
		t.Error("the page does not show the title at all")
	}
}

func TestSameBookSameBytes(t *testing.T) {
	t.Parallel()
	one, other := compose(t, "A title"), compose(t, "A title")
	for name, write := range map[string]func(*brief.Brief) string{
		"markdown": func(b *brief.Brief) string { var s strings.Builder; _ = b.WriteMarkdown(&s); return s.String() },
		"page":     func(b *brief.Brief) string { var s strings.Builder; _ = b.WritePage(&s); return s.String() },
		"json":     func(b *brief.Brief) string { var s strings.Builder; _ = b.WriteJSON(&s); return s.String() },
	} {
		if write(one) != write(other) {
			t.Errorf("%s differs from one time to the next", name)
		}
	}
}

func ExampleBrief_Headline() {
	b := brief.Brief{AsOf: "2025-11-08", Since: "2025-11-07", Reports: 42, Stories: 37}
	fmt.Println(b.Headline())
	// Output: As of 8 November 2025, compared with 7 November 2025. From 42 reports of 37 origins.
}
