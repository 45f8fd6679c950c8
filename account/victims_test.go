package account_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/claim"
)

// Of whom a record tells nothing but that they were harmed is masked, marked or not; who speaks or holds an office is not.
func TestBystandersAreMasked(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		actor  claim.Actor
		speaks bool
		masked bool
	}{
		{claim.Actor{ID: "person:ana-orr", Name: "Ana Orr", Kind: claim.ActorPerson}, false, true},
		{claim.Actor{ID: "person:ana-orr", Name: "Ana Orr", Kind: claim.ActorPerson}, true, false},
		{claim.Actor{ID: "person:ana-orr", Name: "Ana Orr", Kind: claim.ActorPerson, Office: "governor"}, false, false},
		{claim.Actor{ID: "person:ana-orr", Name: "Ana Orr", Kind: claim.ActorPerson, SideOf: "AAA"}, false, false},
		{claim.Actor{ID: "org:orr", Name: "Ana Orr", Kind: claim.ActorOrganization}, false, false},
	} {
		report := &claim.Report{ID: "r", Text: "Ana Orr was shot at the Ford."}
		span := claim.Span{End: 7}
		record := &claim.Record{Report: claim.Header{Language: "en"}, Actors: []claim.Actor{c.actor}, Names: []claim.Name{{Span: span, Text: "Ana Orr", Kind: claim.NamePerson, Ref: c.actor.ID}},
			Claims: []claim.Claim{{ID: "e", Kind: claim.KindEvent, Span: claim.Span{End: 16}, Sentence: claim.Span{End: 29}, Body: &claim.Event{Type: "ASSAULT", Trigger: claim.Span{Start: 12, End: 16}, Recipients: []claim.Ref{{Actor: c.actor.ID, Text: "Ana Orr", Span: &span}}}}}}
		if c.speaks {
			record.Claims = append(record.Claims, claim.Claim{ID: "s", Kind: claim.KindStatement, Span: span, Sentence: span, Body: &claim.Statement{Speaker: &claim.Ref{Actor: c.actor.ID, Text: "Ana Orr"}}})
		}
		made := account.Contribute(account.Version{Report: "r", Number: 1}, report, record)
		if masked := len(made.Victims) > 0; masked != c.masked {
			t.Errorf("%+v, speaks %v: masked %v", c.actor, c.speaks, masked)
		}
	}
}

func TestMaskKeepsPagesWhole(t *testing.T) {
	t.Parallel()
	m := account.MaskOf([]string{"Ana", "Ana Orr", "class", "a", "O'Neil", " "})
	for page, want := range map[string]string{
		`<p class="x" title="Ana Orr died">Ana Orr, Anabel &amp; a O&#39;Neil</p>`: `<p class="x" title="░░░░░░░ died">░░░░░░░, Anabel &amp; ░ ░░░░░░</p>`,
		`<a href="/c/Ana">class</a>`: `<a href="/c/Ana">░░░░░</a>`,
		`Ana`:                        `░░░`,
		`<p`:                         `<p`,
		``:                           ``,
	} {
		if got := string(m.HTML([]byte(page))); got != want {
			t.Errorf("%s became %s", page, got)
		}
	}
}

// Whatever names are masked, a page keeps its elements and the lengths of its texts, and no name is left in one.
func TestMaskedPages(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		names := rapid.SliceOfN(rapid.StringMatching(`[a-cé<&" ']{1,5}`), 0, 4).Draw(t, "names")
		text := rapid.StringMatching(`[a-cé<&" ']{0,30}`).Draw(t, "text")
		page := `<p class="a b" title="` + html.EscapeString(text) + `">` + html.EscapeString(text) + `<b>c</b></p>`
		m := account.MaskOf(names)
		before, _ := html.Parse(strings.NewReader(page))
		after, _ := html.Parse(strings.NewReader(string(m.HTML([]byte(page)))))
		sameShape(t, before, after)
		if again := string(m.HTML(m.HTML([]byte(page)))); again != string(m.HTML([]byte(page))) {
			t.Errorf("masked again, %q became %q", page, again)
		}
		if got := m.Text(text); utf8.RuneCountInString(got) != utf8.RuneCountInString(text) {
			t.Errorf("%q became %q", text, got)
		}
	})
}

func sameShape(t *rapid.T, a, b *html.Node) {
	if a == nil || b == nil {
		if a != b {
			t.Fatalf("an element came or went")
		}
		return
	}
	if a.Type != b.Type || a.Type == html.ElementNode && (a.Data != b.Data || len(a.Attr) != len(b.Attr) || len(a.Attr) > 0 && a.Attr[0].Val != b.Attr[0].Val) {
		t.Fatalf("<%s> became <%s>", a.Data, b.Data)
	}
	sameShape(t, a.FirstChild, b.FirstChild)
	sameShape(t, a.NextSibling, b.NextSibling)
}

// In JSON names are blocked out of strings and of ids made of them; order, spelling and all else stay.
func TestMaskedJSON(t *testing.T) {
	t.Parallel()
	m := account.MaskOf([]string{"Ana Orr", "Orr", "J. R. O’Neil"})
	for in, want := range map[string]string{
		`["J. R. O’Neil","person:j-r-o-neil"]`:                              `["░░░░░░░░░░░░","person:░░░░░░░░░░"]`,
		`["person:orr","person:orr-smith","org:orr"]`:                       `["person:░░░","person:orr-smith","org:orr"]`,
		`{"z":"Ana Orr \u0026 Orrin","a":[1.50,"person:ana-orr"],"n":null}`: `{"z":"░░░░░░░ \u0026 Orrin","a":[1.50,"person:░░░░░░░"],"n":null}`,
		`"a \"Orr\" b"`:     `"a \"░░░\" b"`,
		`{"b":"Orrin <a>"}`: `{"b":"Orrin <a>"}`,
		`"Orr`:              `"Orr`,
		``:                  ``,
	} {
		if got := string(m.JSON([]byte(in))); got != want {
			t.Errorf("%s became %s", in, got)
		}
	}
}

// A victim's surname alone, which a minister or a town of the case bears too, blocks out neither.
func TestSharedNamesAreNotMasked(t *testing.T) {
	t.Parallel()
	text := "Ana Orr was shot. Orr died. Minister Pell Orr spoke."
	record := &claim.Record{Report: claim.Header{Language: "en"},
		Actors: []claim.Actor{{ID: "person:ana-orr", Name: "Ana Orr", Kind: claim.ActorPerson}, {ID: "person:pell-orr", Name: "Pell Orr", Kind: claim.ActorPerson, Office: "Minister"}},
		Names: []claim.Name{
			{Span: claim.Span{End: 7}, Text: "Ana Orr", Kind: claim.NamePerson, Ref: "person:ana-orr", Victim: true},
			{Span: claim.Span{Start: 18, End: 21}, Text: "Orr", Kind: claim.NamePerson, Ref: "person:ana-orr", Victim: true},
		}}
	c := account.Contribute(account.Version{Report: "r", Number: 1}, &claim.Report{ID: "r", Text: text}, record)
	book := account.Open(&claim.Case{ID: "c"}, []*account.Contribution{c}, nil, "", "")
	if got, want := book.Mask().Text(text), "░░░░░░░ was shot. Orr died. Minister Pell Orr spoke."; len(book.Reports()) > 0 && got != want {
		t.Errorf("masked: %s", got)
	} else if len(book.Reports()) == 0 {
		t.Error("the book has no report")
	}
}

// Which names are blocked out does not hang on which claims a view reads: a victim who is called like a town of the case
// keeps that name in all.
func TestEveryViewMasksTheSame(t *testing.T) {
	t.Parallel()
	text := "Ana Orr was shot in Orr."
	record := &claim.Record{Report: claim.Header{Language: "en"}, Actors: []claim.Actor{{ID: "person:ana-orr", Name: "Ana Orr", Kind: claim.ActorPerson}}, Places: []claim.Place{{Name: "Orr"}},
		Names: []claim.Name{{Span: claim.Span{End: 7}, Text: "Ana Orr", Kind: claim.NamePerson, Ref: "person:ana-orr", Victim: true}, {Span: claim.Span{Start: 4, End: 7}, Text: "Orr", Kind: claim.NamePerson, Ref: "person:ana-orr", Victim: true}}}
	v := account.Version{Report: "r", Number: 1}
	data := account.Contribute(v, &claim.Report{ID: "r", Text: text}, record).Append(nil)
	for _, kinds := range [][]claim.Kind{nil, {claim.KindMeeting}} {
		c, err := account.Decode(v, data, kinds...)
		if err != nil {
			t.Fatal(err)
		}
		book := account.Open(&claim.Case{ID: "c"}, []*account.Contribution{c}, nil, "", "")
		if got, want := book.Mask().Text(text), "░░░░░░░ was shot in Orr."; got != want {
			t.Errorf("claims of the kinds %v: %s", kinds, got)
		}
	}
}
