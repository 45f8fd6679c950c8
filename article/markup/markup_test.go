package markup

import (
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html/atom"
)

// outline writes a tree as nested names.
func outline(n *Node) string {
	if n.Name == "" {
		return strings.TrimSpace(n.Text)
	}
	var parts []string
	for c := n.First; c != nil; c = c.Next {
		if s := outline(c); s != "" {
			parts = append(parts, s)
		}
	}
	return n.Name + "(" + strings.Join(parts, " ") + ")"
}

func TestParse(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"<p>a<p>b":                               "#page(p(a) p(b))",
		"<p>a<div>b</div>c":                      "#page(p(a) div(b) c)",
		"<ul><li>a<li>b<ul><li>c</ul></ul>":      "#page(ul(li(a) li(b ul(li(c)))))",
		"<table><tr><td>a<td>b<tr><td>c</table>": "#page(table(tr(td(a) td(b)) tr(td(c))))",
		"<b><p>a</b>b</p>c":                      "#page(b(p(a b) c))",
		"<a href=x>a<a href=y>b</a>":             "#page(a(a) a(b))",
		"<div>a</span>b</div>":                   "#page(div(a b))",
		"a<br>b</br>c":                           "#page(a br() b br() c)",
		"<script>if (a<b) x()</script>a":         "#page(a)",
		"<svg><svg></svg>x</svg>a<svg/>b":        "#page(a b)",
		"<noscript><p>x</p></noscript>a":         "#page(a)",
		"<style>p{}":                             "#page()",
		"<dl><dt>a<dd>b<dt>c</dl>":               "#page(dl(dt(a) dd(b) dt(c)))",
		"<td>a</div>b":                           "#page(td(a b))",
		"x &amp; y":                              "#page(x & y)",
		"<head><title>t</title><body>b":          "#page(head(title(t)) body(b))",
	} {
		if got := outline(Parse([]byte(in))); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}

func TestWhereNodesStand(t *testing.T) {
	t.Parallel()
	const page = "<div>one <b>two</b> &amp; three</div><p>four"
	var texts []string
	Parse([]byte(page)).Each(func(n *Node) bool {
		if n.Name == "" {
			texts = append(texts, page[n.Start:n.End])
		}
		if n.Atom == atom.Div && page[n.Start:n.End] != "<div>one <b>two</b> &amp; three</div>" {
			t.Errorf("the div is %q", page[n.Start:n.End])
		}
		return true
	})
	if got := strings.Join(texts, "|"); got != "one |two| &amp; three|four" {
		t.Error(got)
	}
}

func TestLinkedDataIsKept(t *testing.T) {
	t.Parallel()
	n := Parse([]byte(`<script type="Application/LD+JSON; charset=utf-8">{"a":"<b>"}</script>`)).First
	if n == nil || n.Text != `{"a":"<b>"}` {
		t.Errorf("%+v", n)
	}
}

// A page however deep or broken takes time in proportion to its length.
func TestHostilePages(t *testing.T) {
	t.Parallel()
	begun := time.Now()
	for _, unit := range []string{"<div>", "<p><b>", "<table><tr><td>", "<svg>", "</p>", "<a><li>", "<b></i>", "<ul><li><dl><dd>"} {
		Parse([]byte(strings.Repeat(unit, 100_000))).Each(func(*Node) bool { return true })
	}
	if took := time.Since(begun); took > time.Minute { // seconds at worst; quadratic time takes hours
		t.Errorf("took %s", took)
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"<p>a<p>b", "<table><td><table>", "<svg/><script>", "</br>", "<a><b></a></b>", "<!--", "<p\x00>"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, page []byte) {
		depth := 0
		var walk func(n *Node)
		walk = func(n *Node) {
			depth++
			if depth > MaxDepth+1 || n.Start < 0 || n.Start > n.End || n.End > len(page) {
				t.Fatalf("depth %d, %s [%d, %d) of %d", depth, n.Name, n.Start, n.End, len(page))
			}
			for c := n.First; c != nil; c = c.Next {
				if c.Parent != n {
					t.Fatal("a child of somebody else")
				}
				walk(c)
			}
			depth--
		}
		walk(Parse(page))
	})
}
