package claim

import (
	"strings"
	"testing"
)

func TestSourcesKeepTheirRules(t *testing.T) {
	t.Parallel()
	right := Source{ID: "example-wire", Address: "https://wire.example/feed.xml"}
	for name, edit := range map[string]func(*Source){
		"as it is":         func(*Source) {},
		"a path":           func(s *Source) { s.Address, s.Kind = "/var/news/in", SourceFolder },
		"a relative path":  func(s *Source) { s.Address = "news/in box" },
		"a file's address": func(s *Source) { s.Address = "file:///var/news" },
		"all of it": func(s *Source) {
			s.Kind, s.Links, s.Every, s.Limit, s.Title = SourceIndex, `/news/\d+`, 10, 50, "The wire"
		},
	} {
		s := right
		edit(&s)
		if err := s.Validate(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for field, edit := range map[string]func(*Source){
		"source.id":      func(s *Source) { s.ID = "Example Wire" },
		"source.kind":    func(s *Source) { s.Kind = "gopher" },
		"source.address": func(s *Source) { s.Address = "ftp://wire.example/feed" },
		"source.links":   func(s *Source) { s.Links = "(" },
		"source.every":   func(s *Source) { s.Every = -1 },
		"source.limit":   func(s *Source) { s.Limit = 1 << 30 },
		"source.title":   func(s *Source) { s.Title = "two\nlines" },
		"source.outlet":  func(s *Source) { s.Outlet = strings.Repeat("x", 1000) },
	} {
		s := right
		edit(&s)
		if err := s.Validate(); err == nil || !strings.Contains(err.Error(), field+":") {
			t.Errorf("%s: %v", field, err)
		}
	}
	for _, address := range []string{"", " https://wire.example", "https://", "https://user:word@wire.example/", "https://wire.example/\x00"} {
		if s := (Source{ID: "a", Address: address}); s.Validate() == nil {
			t.Errorf("%q is taken for an address", address)
		}
	}
	secret := Source{ID: "a", Address: "https://user:word@wire.example/"}
	if err := secret.Validate(); err == nil || strings.Contains(err.Error(), "word@") || !strings.Contains(err.Error(), "carries no user name") {
		t.Error(err)
	}
}

func TestACaseNamesEachSourceOnce(t *testing.T) {
	t.Parallel()
	c := Case{ID: "a", Title: "A", Window: Window{From: "2031-01-01"}, Parties: []Party{{ID: "AAA", Name: "A"}},
		Sources: []Source{{ID: "wire", Address: "https://wire.example/feed"}, {ID: "wire", Address: "https://wire.example/other"}}}
	if err := c.Validate(); err == nil || !strings.Contains(err.Error(), "sources[1].id") {
		t.Error(err)
	}
}
