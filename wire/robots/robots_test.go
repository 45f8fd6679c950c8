package robots_test

import (
	"strings"
	"testing"
	"time"

	"github.com/parley-desk/parley/wire/robots"
)

// The examples are those of RFC 9309, and what the files of the wild do besides.
func TestRobots(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, file, path string
		want             bool
	}{
		{"nothing said", "", "/a", true},
		{"empty disallow", "User-agent: *\nDisallow:\n", "/a", true},
		{"all", "User-agent: *\nDisallow: /\n", "/a", false},
		{"robots.txt itself", "User-agent: *\nDisallow: /\n", "/robots.txt", true},
		{"longest wins", "User-agent: *\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif\n", "/example/page/disallowed.gif", false},
		{"longest wins the other way", "User-agent: *\nDisallow: /example\nAllow: /example/page/\n", "/example/page/x", true},
		{"of two as long, allow", "User-agent: *\nDisallow: /a\nAllow: /a\n", "/a", true},
		{"of two as long, allow, whatever the order", "User-agent: *\nAllow: /a\nDisallow: /a\n", "/a", true},
		{"own group, not all", "User-agent: *\nDisallow: /\nUser-agent: Parley\nDisallow: /x\n", "/a", true},
		{"own group by any case, with version", "User-agent: PARLEY/1.0\nDisallow: /a\n", "/a", false},
		{"another's name that begins like ours", "User-agent: par\nDisallow: /\n", "/a", true},
		{"groups of one name are one", "User-agent: parley\nDisallow: /a\nUser-agent: x\nDisallow: /b\nUser-agent: parley\nDisallow: /c\n", "/c", false},
		{"two names, one group", "User-agent: x\nUser-agent: parley\nDisallow: /a\n", "/a", false},
		{"sitemap ends no group", "User-agent: parley\nSitemap: https://a.example/s\nDisallow: /a\n", "/a", false},
		{"star within", "User-agent: *\nDisallow: /*.php$\n", "/x/index.php", false},
		{"star within, end", "User-agent: *\nDisallow: /*.php$\n", "/x/index.php?a=1", true},
		{"star is anchored at the start", "User-agent: *\nDisallow: /b*c\n", "/a/bxc", true},
		{"dollar within is itself", "User-agent: *\nDisallow: /a$b\n", "/a$b/c", false},
		{"star over again", "User-agent: *\nDisallow: /*a*a*a\n", "/bababab", false},
		{"end after star takes the last", "User-agent: *\nDisallow: /*ab$\n", "/abxab", false},
		{"escapes are one form", "User-agent: *\nDisallow: /caf%C3%A9\n", "/café", false},
		{"escapes of unreserved", "User-agent: *\nDisallow: /%61\n", "/a", false},
		{"an escaped slash is no slash", "User-agent: *\nDisallow: /a%2Fb\n", "/a/b", true},
		{"comment, spaces, carriage return", "User-agent: * # all\r\nDisallow : /a # not this\r\n", "/a", false},
		{"byte order mark", "\ufeffUser-agent: *\nDisallow: /a\n", "/a", false},
		{"rule before any group", "Disallow: /\nUser-agent: *\nDisallow: /b\n", "/a", true},
		{"a page instead of a file", "<!DOCTYPE html><p>User-agent: *</p>", "/a", true},
		{"query", "User-agent: *\nDisallow: /*?sort=\n", "/list?sort=up", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := robots.Parse([]byte(test.file), "Parley").Allowed(test.path); got != test.want {
				t.Errorf("%q for %s: allowed %v", test.file, test.path, got)
			}
		})
	}
}

func TestRobotsSaysMore(t *testing.T) {
	t.Parallel()
	r := robots.Parse([]byte("Sitemap: https://a.example/news.xml\nUser-agent: *\nCrawl-delay: 2.5\n"), "Parley")
	if r.Delay() != 2500*time.Millisecond || len(r.Sitemaps()) != 1 {
		t.Errorf("delay %s, sitemaps %q", r.Delay(), r.Sitemaps())
	}
	for _, hostile := range []string{"-1", "NaN", "1e300", "soon"} {
		if d := robots.Parse([]byte("User-agent: *\nCrawl-delay: "+hostile), "Parley").Delay(); d != 0 {
			t.Errorf("%s: delay %s", hostile, d)
		}
	}
}

func TestRobotsIsReadUpToItsBound(t *testing.T) {
	t.Parallel()
	long := "User-agent: *\nDisallow: /a\n" + strings.Repeat("# filler\n", robots.MaxSize/9) + "Disallow: /b\n"
	r := robots.Parse([]byte(long), "Parley")
	if r.Allowed("/a") || !r.Allowed("/b") {
		t.Error("the beginning should hold, the rest not")
	}
}

func FuzzRobots(f *testing.F) {
	f.Add("User-agent: *\nDisallow: /*.php$\nAllow: /a%2\nCrawl-delay: 9", "/x.php?%zz")
	f.Add("user-agent:parley\rdisallow:*a*a*a*a*a*$", strings.Repeat("/a", 50))
	f.Add("\ufeffSitemap:\nUser-agent\n:::", "")
	f.Fuzz(func(t *testing.T, file, path string) {
		r := robots.Parse([]byte(file), "Parley")
		if again := robots.Parse([]byte(file), "Parley"); r.Allowed(path) != again.Allowed(path) || r.Delay() < 0 {
			t.Error("not the same answer twice")
		}
		if !r.Allowed("/robots.txt") {
			t.Error("robots.txt may always be asked for")
		}
	})
}
