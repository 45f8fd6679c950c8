package schema

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"strings"
)

// readComments collects the comments of the types of a package and of their
// fields: "Type" and "Type.Field" → text, on one line.
func readComments(dir string) (map[string]string, error) {
	comments := map[string]string{}
	files, err := fs.Glob(os.DirFS(dir), "*.go")
	if err != nil {
		return nil, err
	}
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), dir+"/"+name, nil, parser.ParseComments)
		if err != nil {
			return nil, err
		}
		for _, d := range file.Decls {
			decl, ok := d.(*ast.GenDecl)
			if !ok {
				continue
			}
			for _, s := range decl.Specs {
				if spec, ok := s.(*ast.TypeSpec); ok {
					ofType(comments, decl, spec)
				}
			}
		}
	}
	return comments, nil
}

func ofType(comments map[string]string, decl *ast.GenDecl, spec *ast.TypeSpec) {
	name := spec.Name.Name
	doc := spec.Doc
	if doc == nil {
		doc = decl.Doc
	}
	comments[name] = sentence(strings.TrimPrefix(line(doc), name+" is "))
	fields, ok := spec.Type.(*ast.StructType)
	if !ok {
		return
	}
	for _, f := range fields.Fields.List {
		for _, n := range f.Names {
			comments[name+"."+n.Name] = line(f.Comment)
		}
	}
}

// line is a comment's text on one line.
func line(group *ast.CommentGroup) string {
	return strings.Join(strings.Fields(group.Text()), " ")
}

// sentence begins with a capital.
func sentence(s string) string {
	if s == "" {
		return ""
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
