package desk

import (
	"cmp"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"net/http"
	"path"
	"slices"
	"strings"
	"sync"
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

// serveAsset answers with a file of assets, templates aside. Its address carries
// the edition of all assets, so that browsers may keep it as long as they like.
func (d *Desk) serveAsset(w http.ResponseWriter, r *http.Request) error {
	name := path.Clean(r.PathValue("file"))
	if !has(name) || strings.HasPrefix(name, "templates") || strings.HasSuffix(name, "README") {
		return notFound("There is no file %q here.", name)
	}
	w.Header().Set("ETag", `"`+assetEdition()+`"`)
	w.Header().Set("Cache-Control", "no-cache") // asked for without its edition: it is asked again whether it is the same
	if r.FormValue("v") == assetEdition() {
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	http.ServeFileFS(w, r, assets, "assets/"+name)
	return nil
}

// asset is the address of a file of assets.
func asset(name string) string { return "/assets/" + name + "?v=" + assetEdition() }

// assetEdition tells the assets of this binary from those of another.
var assetEdition = sync.OnceValue(func() string {
	sum := sha256.New()
	_ = fs.WalkDir(assets, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := assets.ReadFile(name)
		sum.Write([]byte(name))
		sum.Write(data)
		return err
	}) // what is embedded can be read
	return hex.EncodeToString(sum.Sum(nil)[:6])
})

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
