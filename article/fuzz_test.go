package article

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/parley-desk/parley/claim"
)

// FuzzRead holds whatever Read makes of a document to what the reader may rely on.
func FuzzRead(f *testing.F) {
	for _, seed := range []struct{ kind, body string }{
		{"text/html", `<article><h1>a</h1><time datetime=2031-03-05>1</time><p>b<table><tr><td>1<td>2<tr><td>3<td>4</table>`},
		{"text/html; charset=utf-16", "\xff\xfe<\x00p\x00>\x00x\x00"},
		{"text/html", `<script type="application/ld+json">{"@type":"LiveBlogPosting","liveBlogUpdate":[{"articleBody":"<p>x"}]}</script>`},
		{"text/html", strings.Repeat("<div class=entry><time>10:05</time><p>The gate was shut for an hour, the guards said on Tuesday.</p></div>", 4)},
		{"text/html", "<blockquote class=twitter-tweet><p>x</p>y</blockquote><figure><figcaption>four words of caption"},
		{"text/plain; charset=koi8-r", "\xd0\xd2\xc9"}, {"application/json", `{"text":"x"}`}, {"", "<!doctype html><p>\x00"},
	} {
		f.Add(seed.kind, []byte(seed.body))
	}
	f.Fuzz(func(t *testing.T, kind string, body []byte) {
		d := &claim.Document{URL: "https://a.example/2031/03/05/x", Type: kind, Body: body}
		r, err := Read(d)
		readable(t, *r, err)
		if err == nil && !partsFit(r.Parts, r.Text) {
			t.Errorf("parts %v of %q", r.Parts, r.Text)
		}
		paragraphs, err := Map(d)
		for _, p := range paragraphs {
			if p.Start < 0 || p.Start > p.End || p.End > len(body) || p.Span.End > utf8.RuneCountInString(r.Text) {
				t.Errorf("%+v of %d bytes, %v", p, len(body), err)
			}
		}
	})
}

// FuzzLinkedData: whatever a script holds, at most its text comes out.
func FuzzLinkedData(f *testing.F) {
	for _, seed := range []string{`{"@type":"NewsArticle","headline":"x","author":{"name":["a"]}}`, `<!--[{"@graph":[{"@type":["Article"]}]},]-->`, "{\"a\":\"\n\"}", `{"@type":"LiveBlogPosting","liveBlogUpdate":{"articleBody":"&lt;p>x"}}`, "[[[[", `{"isAccessibleForFree":"False"`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, script string) {
		var l linked
		l.script(script)
		l.script(script)
		for _, s := range append(l.authors, l.headline, l.body) {
			if strings.ContainsRune(s, 0) && !strings.ContainsRune(script, 0) && !strings.Contains(script, `\u0000`) {
				t.Errorf("%q of %q", s, script)
			}
		}
	})
}

// FuzzCharset: offsets of a decoded page lead back into the page, in their order.
func FuzzCharset(f *testing.F) {
	for _, seed := range []struct{ kind, body string }{
		{"text/html; charset=windows-1252", "the \x93peace\x94"}, {"text/html; charset=gb18030", "\x81\x30\x81\x30x"}, {"", "\xff\xfea\x00b\x00"}, {"", "\xef\xbb\xbfx\xffé"},
		{"text/html; charset=iso-2022-jp", "\x1b$B$\"\x1b(Bx"}, {"text/html; charset=shift_jis", "\x82\xa0x"}, {"", "<meta charset=utf-16><p>é"},
	} {
		f.Add(seed.kind, []byte(seed.body))
	}
	f.Fuzz(func(t *testing.T, kind string, body []byte) {
		from, _ := encodingOf(body, kind)
		text, err := decode(body, from)
		if err != nil {
			return
		}
		offsets := []int{0, len(text) / 2, len(text)}
		for offsets[1] > 0 && offsets[1] < len(text) && !utf8.RuneStart(text[offsets[1]]) {
			offsets[1]--
		}
		at := encoded(body, from, offsets)
		if at[0] < 0 || at[0] > at[1] || at[1] > at[2] || at[2] > len(body) {
			t.Errorf("%v of %d bytes", at, len(body))
		}
	})
}

// FuzzDates: what is taken for a day is one, and a moment read once is read again.
func FuzzDates(f *testing.F) {
	for _, seed := range []string{"5 March 2031", "March 5th, 2031", "2031-03-05T10:00:00Z", "05.03.2031", "25/03/2031 10:14", "https://a.example/2031/mar/05/x", "14:05 GMT", "Thu Jul 3 09:15:02 2031", "20310305", "31 February 2031"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		day, end, ok := dayIn(s)
		for _, found := range []string{day, dayInAddress(s)} {
			if _, err := time.Parse(time.DateOnly, found); found != "" && err != nil {
				t.Errorf("%q of %q", found, s)
			}
		}
		if ok && (end <= 0 || end > len(s)) {
			t.Errorf("the day of %q ends at %d", s, end)
		}
		if iso := moment(s); iso != "" {
			if again, ok := Moment(iso); !ok || again != iso {
				t.Errorf("%q, then %q", iso, again)
			}
		}
		if hour, minute, _, ok := clock(s); ok && (hour < 0 || hour > 23 || minute < 0 || minute > 59) {
			t.Errorf("%d:%d of %q", hour, minute, s)
		}
	})
}
