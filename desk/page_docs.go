package desk

import (
	"bytes"
	"html/template"
	"net/http"
	"strings"
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	tables "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/parley-desk/parley/docs"
)

// document is a page of the documentation.
type document struct {
	Parts []documentPart
	HTML  template.HTML
}

type documentPart struct {
	Part, Title string
	Here        bool
}

// codebooks are the parts of the codebook, with what ?part= calls them.
var codebooks = []struct{ part, file, title string }{
	{"", "codebook.md", "Claims"}, {"views", "codebook-views.md", "Views"}, {"actors", "codebook-actors-and-places.md", "Actors, places, calendars"},
}

func showCodebook(v *visit) (any, error) {
	d := &document{}
	part := v.req.FormValue("part")
	for _, c := range codebooks {
		d.Parts = append(d.Parts, documentPart{c.part, c.title, c.part == part})
		if c.part == part {
			set, err := setDocument(c.file)
			if err != nil {
				return nil, err
			}
			d.HTML = set
		}
	}
	if d.HTML == "" {
		return nil, notFound("The codebook has no part %q.", part)
	}
	return d, nil
}

func showAccuracy(*visit) (any, error) {
	set, err := setDocument("accuracy.md")
	return &document{HTML: set}, err
}

// setDocument sets a file of the documentation, each once: they do not change.
func setDocument(name string) (template.HTML, error) {
	f, _ := documents.LoadOrStore(name, sync.OnceValues(func() (template.HTML, error) { return markdown(name) }))
	return f.(func() (template.HTML, error))()
}

// documents are the pages that were set, by file.
var documents sync.Map

// markdown turns a file into HTML; raw HTML in it is left out, as goldmark does.
func markdown(name string) (template.HTML, error) {
	source, err := docs.Pages.ReadFile(name)
	if err != nil {
		return "", err
	}
	md := goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithParserOptions(parser.WithAutoHeadingID(),
		parser.WithASTTransformers(util.Prioritized(addresses{}, 100))))
	var b bytes.Buffer
	if err := md.Convert(source, &b); err != nil {
		return "", err
	}
	return template.HTML(b.String()), nil // of the program's own files, raw HTML left out
}

// addresses puts the desk's addresses for those of files beside a file, and
// takes the link from what the desk does not have.
type addresses struct{}

// Transform changes the links of a document.
func (addresses) Transform(doc *ast.Document, _ text.Reader, _ parser.Context) {
	var gone []*ast.Link
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // the walker fails of itself never
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Link:
			if to, ok := addressOf(string(n.Destination)); ok {
				n.Destination = []byte(to)
			} else {
				gone = append(gone, n)
			}
		case *ast.Image:
			n.Destination = []byte("/docs/" + string(n.Destination))
		case *tables.Table:
			n.SetAttributeString("tabindex", []byte("0")) // it scrolls where it is too wide, also by keys
		}
		return ast.WalkContinue, nil
	})
	for _, n := range gone {
		for child := n.FirstChild(); child != nil; {
			next := child.NextSibling()
			n.Parent().InsertBefore(n.Parent(), n, child)
			child = next
		}
		n.Parent().RemoveChild(n.Parent(), n)
	}
}

// addressOf is the desk's address of what a document links to; ok is false where it has none.
func addressOf(link string) (address string, ok bool) {
	file, anchor, _ := strings.Cut(link, "#")
	if anchor != "" {
		anchor = "#" + anchor
	}
	switch {
	case file == "":
		return link, true
	case file == "accuracy.md":
		return "accuracy" + anchor, true
	case file == "record.schema.json":
		return "/docs/" + file, true
	}
	for _, c := range codebooks {
		if c.file == file && c.part == "" {
			return "codebook" + anchor, true
		}
		if c.file == file {
			return "codebook?part=" + c.part + anchor, true
		}
	}
	return "", false
}

// serveDoc answers with a file beside the documentation: a picture, the schema.
func (d *Desk) serveDoc(w http.ResponseWriter, r *http.Request) error {
	name := r.PathValue("file")
	if _, err := docs.Pages.ReadFile(name); err != nil {
		return notFound("There is no document %q.", name)
	}
	http.ServeFileFS(w, r, docs.Pages, name)
	return nil
}
