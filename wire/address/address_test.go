package address_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/parley-desk/parley/wire/address"
)

func TestAddresses(t *testing.T) {
	t.Parallel()
	base := &url.URL{Scheme: "https", Host: "a.example", Path: "/feeds/all"}
	for reference, want := range map[string]string{
		"/b": "https://a.example/b", "c": "https://a.example/feeds/c", "//d.example/": "https://d.example/", " http://e.example ": "http://e.example",
		"": "", "mailto:x@a.example": "", "javascript:alert(1)": "", "file:///etc/passwd": "", "http:///x": "", "http://[::1": "",
		"/" + strings.Repeat("x", address.Max): "",
	} {
		if got := address.Text(reference, base); got != want {
			t.Errorf("%.60q: %q, want %q", reference, got, want)
		}
	}
	if got := address.Text("/b", nil); got != "" {
		t.Errorf("without a base: %q", got)
	}
	if got := address.Line(" two\n words é", 11); got != "two words " {
		t.Errorf("line %q", got)
	}
}
