package desk

import (
	"cmp"
	"embed"
	"io/fs"
	"net/http"
	"path"
	"slices"
	"strings"
)

// assets are the style sheets, templates and bundles that the pages stand on.
// Files of dist/ are there where npm built them; a clone without them builds.
//
//go:embed all:assets
var assets embed.FS

// has tells whether an asset is embedded: an island's bundle may not be.
func has(name string) bool {
	_, err := fs.Stat(assets, "assets/"+name)
	return err == nil
}

// serveAsset answers with a file of assets, templates aside. Browsers ask again
// after an hour, or at once when the binary is another: its address says which.
func (d *Desk) serveAsset(w http.ResponseWriter, r *http.Request) error {
	name := path.Clean(r.PathValue("file"))
	if !has(name) || strings.HasPrefix(name, "templates") || strings.HasSuffix(name, "README") {
		return notFound("There is no file %q here.", name)
	}
	w.Header().Set("Cache-Control", "public, max-age=3600")
	http.ServeFileFS(w, r, assets, "assets/"+name)
	return nil
}

// stylesheets are all files of css/, the frame's before those of single pages.
func stylesheets() []string {
	all, _ := fs.Glob(assets, "assets/css/*.css") // the pattern is well formed
	for i := range all {
		all[i] = strings.TrimPrefix(all[i], "assets/")
	}
	slices.SortStableFunc(all, func(a, b string) int {
		return cmp.Compare(strings.Count(b, "css/desk.css"), strings.Count(a, "css/desk.css"))
	})
	return all
}
