package brief

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html/template"
	"io"
)

//go:embed page.css
var css string

//go:embed page.html.tmpl
var markup string

var pages = template.Must(template.New("page").Funcs(template.FuncMap{
	"plus":   func(i int) int { return i + 1 },
	"day":    day,
	"ranges": ranges,
}).Parse(markup))

// policy lets the page use its own style and nothing else: it calls no address and runs nothing.
var policy = func() string {
	sum := sha256.Sum256([]byte(css))
	return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'"
}()

// WritePage writes the brief as a page that needs nothing else, made for reading and for print.
func (b *Brief) WritePage(out io.Writer) error {
	return pages.Execute(out, struct {
		*Brief
		Policy string
		CSS    template.CSS
	}{b, policy, template.CSS(css)})
}
