package opml

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/parley-desk/parley/claim"
)

func feed(id, title, address string) claim.Source {
	return claim.Source{ID: id, Kind: claim.SourceFeed, Title: title, Address: address}
}

func TestRead(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, in string
		want     []claim.Source
		skipped  []Skipped
		fails    string
	}{
		{"nested folders", `<?xml version="1.0"?><opml version="2.0"><head><title>x</title></head><body>
			<outline text="News"><outline text="Orrin Wire" type="rss" xmlUrl="https://orrin.example/rss" htmlUrl="https://orrin.example/"/>
			<outline text="x" title="Veldt &amp; Halmar" xmlUrl="https://veldt.example/atom"/></outline></body></opml>`,
			[]claim.Source{feed("orrin-wire", "Orrin Wire", "https://orrin.example/rss"), feed("veldt-halmar", "Veldt & Halmar", "https://veldt.example/atom")}, nil, ""},
		{"OPML 1, odd spelling", `<OPML version="1.1"><body><outline title="Orrin Wire" type="rss" xmlURL="http://orrin.example/rss"></outline></body></OPML>`,
			[]claim.Source{feed("orrin-wire", "Orrin Wire", "http://orrin.example/rss")}, nil, ""},
		{"twice, and two of one title", `<opml><outline text="A" xmlUrl="https://a.example/1"/><outline text="A" xmlUrl="https://a.example/1"/><outline text="A" xmlUrl="https://a.example/2"/></opml>`,
			[]claim.Source{feed("a", "A", "https://a.example/1"), feed("a-2", "A", "https://a.example/2")}, nil, ""},
		{"no title", `<opml><outline xmlUrl="feed://a.example/1"/></opml>`, []claim.Source{feed("a-example", "", "http://a.example/1")}, nil, ""},
		{"files of this machine", `<opml><outline text="A" xmlUrl="file:///etc/passwd"/><outline text="B" xmlUrl="/etc/passwd"/></opml>`, nil, []Skipped{
			{"A", "file:///etc/passwd", "its address is not http or https: add it by hand if you trust it"}, {"B", "/etc/passwd", "its address is not http or https: add it by hand if you trust it"}}, ""},
		{"another encoding", "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><opml><outline text=\"Caf\xe9\" xmlUrl=\"https://a.example/\"/></opml>", []claim.Source{feed("caf", "Café", "https://a.example/")}, nil, ""},
		{"breaks off", `<opml><outline text="A" xmlUrl="https://a.example/"/><outline text="`, []claim.Source{feed("a", "A", "https://a.example/")}, nil, "line 1"},
		{"no OPML", `<rss><channel/></rss>`, nil, nil, "no OPML"},
		{"nothing", ``, nil, nil, "no OPML"},
		{"too deep", `<opml>` + strings.Repeat(`<outline>`, 200), nil, nil, "deep"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got, skipped, err := Read(strings.NewReader(test.in))
			if diff := cmp.Diff(test.want, got) + cmp.Diff(test.skipped, skipped); diff != "" {
				t.Error(diff)
			}
			if (err != nil) != (test.fails != "") || err != nil && !strings.Contains(err.Error(), test.fails) {
				t.Errorf("got %v, want …%s…", err, test.fails)
			}
		})
	}
}

// What is written is read again, all of it.
func TestWriteRead(t *testing.T) {
	t.Parallel()
	words := rapid.StringMatching(`[a-zé<>&"']{1,9}( [a-z“”]{1,9})?`)
	rapid.Check(t, func(t *rapid.T) {
		var want []claim.Source
		for _, id := range rapid.SliceOfDistinct(rapid.StringMatching(`[a-z]{1,9}(-[0-9])?`), rapid.ID[string]).Draw(t, "ids") {
			want = append(want, claim.Source{ID: id, Kind: rapid.SampledFrom([]claim.SourceKind{claim.SourceFeed, claim.SourcePage, claim.SourceIndex, claim.SourceSitemap}).Draw(t, "kind"),
				Address: "https://" + id + ".example/?a=b&c=" + rapid.StringMatching(`[a-z"'<>]{0,5}`).Draw(t, "query"), Title: words.Draw(t, "title"), Outlet: words.Draw(t, "outlet"),
				Links: rapid.StringMatching(`[\^a-z.*+\\/]{0,9}`).Draw(t, "links"), Every: rapid.IntRange(0, 60).Draw(t, "every"), Limit: rapid.IntRange(0, 60).Draw(t, "limit"),
				Private: rapid.Bool().Draw(t, "private"), Paused: rapid.Bool().Draw(t, "paused")})
		}
		var out bytes.Buffer
		local := claim.Source{ID: "here", Kind: claim.SourceFolder, Address: "/home/somebody"}
		if err := Write(&out, "Sources", append([]claim.Source{local}, want...)); err != nil {
			t.Fatal(err)
		}
		got, skipped, err := Read(bytes.NewReader(out.Bytes()))
		if diff := cmp.Diff(want, got); diff != "" || err != nil || len(skipped) > 0 {
			t.Fatalf("%v %v\n%s\n%s", err, skipped, diff, out.String())
		}
	})
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(`<opml version="2.0" xmlns:parley="urn:parley:source"><body><outline text="A"><outline text="B" xmlUrl="https://a.example/"/></outline><outline url="https://b.example/" parley:kind="page"/></body></opml>`))
	f.Add([]byte("<?xml version='1.0' encoding='utf-16'?><opml><outline xmlUrl='feed:https://a.example'>&eacute;"))
	f.Fuzz(func(t *testing.T, data []byte) {
		sources, _, _ := Read(bytes.NewReader(data))
		seen := map[string]bool{}
		for _, s := range sources {
			if s.ID == "" || seen[s.ID] || !strings.HasPrefix(s.Address, "http") {
				t.Errorf("%+v", s)
			}
			seen[s.ID] = true
		}
	})
}
