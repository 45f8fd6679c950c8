package list_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/wire/list"
)

// row is a row of n columns, empty but for those given.
func row(n int, at map[int]string) string {
	fields := make([]string, n)
	for i, v := range at {
		fields[i] = v
	}
	return strings.Join(fields, "\t")
}

func TestLists(t *testing.T) {
	t.Parallel()
	one := claim.Item{URL: "https://a.example/1"}
	seen := claim.Item{URL: "https://a.example/1", Published: "2026-03-01T06:15:00Z"}
	for name, c := range map[string]struct {
		text string
		want []claim.Item
	}{
		"lines":                  {"# reports\nhttps://a.example/1\n\nnot one\nhttps://a.example/1\n- https://a.example/2 second\n", []claim.Item{one, {URL: "https://a.example/2"}}},
		"commas with a header":   {"Title,URL,Date,Lang\n\"Talks, again\",https://a.example/1,2026-03-01,en\nshort\n", []claim.Item{{URL: "https://a.example/1", Title: "Talks, again", Published: "2026-03-01", Language: "en"}}},
		"GDELT list, CSV":        {"\ufeffURL,MobileURL,Date,Title\nhttps://a.example/1,,2026-03-01 06:15:00,Talks\n", []claim.Item{{URL: "https://a.example/1", Title: "Talks", Published: "2026-03-01T06:15:00Z"}}},
		"GDELT list, JSON":       {`{"articles":[{"url":"https://a.example/1","url_mobile":"","title":"Talks","seendate":"20260301T061500Z","domain":"a.example","language":"English"}]}`, []claim.Item{{URL: "https://a.example/1", Title: "Talks", Published: "2026-03-01T06:15:00Z", Language: "English"}}},
		"GDELT events":           {row(61, map[int]string{0: "1", 59: "20260301061500", 60: "https://a.example/1"}), []claim.Item{seen}},
		"GDELT mentions":         {row(16, map[int]string{2: "20260301061500", 3: "1", 5: "https://a.example/1"}) + "\n" + row(16, map[int]string{3: "2", 5: "a broadcast"}), []claim.Item{seen}},
		"GDELT knowledge graph":  {row(27, map[int]string{1: "20260301061500", 2: "1", 4: "https://a.example/1"}), []claim.Item{seen}},
		"tabs with a header":     {"url\ttitle\nhttps://a.example/1\tTalks\r\n", []claim.Item{{URL: "https://a.example/1", Title: "Talks"}}},
		"JSON array of words":    {`["https://a.example/1", "x", 3]`, []claim.Item{one}},
		"JSON lines":             {"{\"url\":\"https://a.example/1\"}\n{broken\n{\"link\":\"https://a.example/2\"}\n", []claim.Item{one, {URL: "https://a.example/2"}}},
		"a long JSON line":       {`{"url":"https://a.example/1"}` + "\n{\"note\":\"" + strings.Repeat("x", 2<<20) + `","url":"https://a.example/2"}` + "\n" + `{"url":"https://a.example/3"}`, []claim.Item{one, {URL: "https://a.example/2"}, {URL: "https://a.example/3"}}},
		"files and scripts":      {"file:///etc/passwd\njavascript:x\nhttps://a.example/1\n", []claim.Item{one}},
		"url counts before link": {`{"url":"https://a.example/1","link":"https://a.example/9"}`, []claim.Item{one}},
	} {
		got, err := list.Parse([]byte(c.text), "")
		if diff := cmp.Diff(c.want, got); err != nil || diff != "" {
			t.Errorf("%s: %v (-want +got):\n%s", name, err, diff)
		}
	}
	for _, text := range []string{"", "nothing here", "{}", "[[[[[[\"https://a.example/1\"]]]]]]", "url\n"} {
		if got, err := list.Parse([]byte(text), ""); err == nil {
			t.Errorf("%q: %+v", text, got)
		}
	}
}

func FuzzList(f *testing.F) {
	f.Add([]byte("URL,Date\nhttps://a.example/1,2026-03-01\n\"x"))
	f.Add([]byte(`{"articles":[{"url":"https://a.example/1","seendate":"20260301T061500Z"}]}`))
	f.Add([]byte(row(61, map[int]string{60: "http://a/b"})))
	f.Add([]byte("http://a/b\nhttp://[::1"))
	f.Fuzz(func(t *testing.T, data []byte) {
		items, err := list.Parse(data, "")
		if err == nil && len(items) == 0 {
			t.Error("neither items nor an error")
		}
		for _, i := range items {
			if u, err := url.Parse(i.URL); err != nil || u.Scheme != "http" && u.Scheme != "https" {
				t.Errorf("address %q", i.URL)
			}
		}
	})
}
