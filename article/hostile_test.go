package article

import (
	"strings"
	"testing"
	"time"

	"github.com/parley-desk/parley/claim"
)

// Pages made to be slow take time in proportion to their length: half a megabyte of each
// takes a second at worst, where the square of it would take hours.
func TestHostilePages(t *testing.T) {
	t.Parallel()
	const words = "The gate was shut for an hour, the guards said on Tuesday. "
	for name, unit := range map[string]string{
		"deep boxes":          "<div class='article-body related'>" + words,
		"bodies":              "<div class=article-body><p>" + words + "</p></div>",
		"entries":             "<div><time>10:05</time><p>" + words + "</p></div>",
		"quotations":          "<blockquote><p>" + words + "</p></blockquote><p>" + words,
		"headings":            "<h1>" + words + "</h1><h2><a href=x>" + words + "</a></h2>",
		"tables":              "<table><tr><td>1<td>" + words + "<tr><td>2<td>" + words,
		"cells":               "<table><tr><td>1<td>2<tr><td>3<td>4</table>",
		"figures":             "<figure><figcaption>" + words + "</figcaption></figure>",
		"times":               "<time datetime=2031-03-05>5 March 2031</time> ",
		"authors":             "<a rel=author itemprop=author>A. Writer</a><span itemprop=headline>",
		"names of boxes":      "<div class='" + strings.Repeat("relatedArticleBody-share ", 40) + "'>x</div>",
		"marks":               "<sup><sup><a>1</a></sup></sup>",
		"linked data":         `<script type="application/ld+json">[[[[{"@graph":[{"@type":"NewsArticle","author":[{"name":"x"}]}]}]]]]</script>`,
		"a list in one":       "<li><a href=x>" + words + "</a>",
		"dates":               "<p>Published 5 March 2031, updated 2031-03-05 5/6/2031 1.2.2031</p>",
		"meta":                "<meta property='a b c og:title' content='" + words + "'>",
		"unfinished elements": "<div <p <b",
		"references":          "&amp;&#x41;&nosuch;",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			begun := time.Now()
			page := "<!doctype html>" + strings.Repeat(unit, 1<<19/len(unit))
			r, err := Read(&claim.Document{URL: "https://a.example/", Type: "text/html", Body: []byte(page)})
			readable(t, *r, err)
			if took := time.Since(begun); took > 2*time.Minute {
				t.Errorf("took %s", took)
			}
			t.Logf("%s, %v", time.Since(begun), err)
		})
	}
}

// One script of linked data may be large and deep, too.
func TestHostileLinkedData(t *testing.T) {
	t.Parallel()
	for name, script := range map[string]string{
		"deep":   strings.Repeat(`[`, 1<<20),
		"nested": strings.Repeat(`{"@graph":[`, 1<<17) + strings.Repeat(`]}`, 1<<17),
		"commas": "[" + strings.Repeat(`1,`, 1<<20) + "]",
		"wide":   "[" + strings.Repeat(`{"@type":"NewsArticle","headline":"x"},`, 1<<15) + "{}]",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var l linked
			l.script(script)
			if l.headline != "" && l.headline != "x" {
				t.Error(l.headline)
			}
		})
	}
}
