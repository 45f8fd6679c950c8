package pdf

import (
	"slices"
	"strings"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"
)

// sortedRefs gives the numbers of objects in their order.
func sortedRefs(objects map[ref]*object) []ref {
	all := make([]ref, 0, len(objects))
	for r := range objects {
		all = append(all, r)
	}
	slices.Sort(all)
	return all
}

// leaf is a page with what it has from the nodes above it (7.7.3.4).
type leaf struct {
	page, resources dict
}

// pages finds the pages in their order, at most Limits.Pages of them, and how many there are.
func (f *file) pages() []leaf {
	w := &walk{file: f, seen: map[ref]bool{}}
	root := f.dict(f.trailer["Root"])
	if root == nil {
		root = f.byType("Catalog")
	}
	w.node(root["Pages"], leaf{}, 0)
	if len(w.leaves) == 0 { // the tree is broken
		for _, r := range sortedRefs(f.objects) {
			if d, ok := f.value(r).(dict); ok && f.name(d["Type"]) == "Page" {
				w.node(r, leaf{}, 0)
			}
		}
	}
	return w.leaves
}

func (f *file) byType(kind name) dict {
	for _, r := range sortedRefs(f.objects) {
		if d, ok := f.value(r).(dict); ok && f.name(d["Type"]) == kind {
			return d
		}
	}
	return nil
}

// walk goes over the tree of pages, every node once.
type walk struct {
	*file
	seen   map[ref]bool
	leaves []leaf
}

func (w *walk) node(v any, above leaf, depth int) {
	r, isRef := v.(ref)
	d := w.dict(v)
	if d == nil || isRef && w.seen[r] || depth > 50 || !w.step() || len(w.leaves) > 100_000 {
		return
	}
	w.seen[r] = isRef
	if v := w.dict(d["Resources"]); v != nil {
		above.resources = v
	}
	if d["Kids"] == nil && w.name(d["Type"]) != "Pages" {
		above.page = d
		w.leaves = append(w.leaves, above)
		return
	}
	for _, kid := range w.array(d["Kids"]) {
		w.node(kid, above, depth+1)
	}
}

// pieces plays a page.
func (f *file) pieces(l leaf) []piece {
	var content []byte
	for _, v := range f.list(l.page["Contents"]) {
		if s := f.stream(v); s != nil {
			content = append(append(content, f.decode(s)...), '\n')
		}
	}
	return f.play(content, l.resources)
}

// textString is a string for people: UTF-16 or UTF-8 with a mark, or else PDFDocEncoding,
// which is nearly Latin 1 (7.9.2.2).
func textString(t text) string {
	switch {
	case strings.HasPrefix(string(t), "\xfe\xff"):
		var units []uint16
		for i := 2; i+1 < len(t); i += 2 {
			units = append(units, uint16(t[i])<<8|uint16(t[i+1]))
		}
		return string(utf16.Decode(units))
	case strings.HasPrefix(string(t), "\xef\xbb\xbf"):
		return strings.ToValidUTF8(string(t[3:]), unknown)
	}
	out, _ := charmap.Windows1252.NewDecoder().String(string(t))
	return out
}

// info is a field of the file's metadata (14.3.3).
func (f *file) info(field name) string {
	r, _ := f.trailer["Info"].(ref)
	t, _ := f.resolve(f.dict(r)[field]).(text)
	if _, direct := f.dict(r)[field].(text); direct {
		t = text(f.unlocked([]byte(t), int(r)))
	}
	return strings.Join(strings.Fields(strings.ToValidUTF8(textString(t), "")), " ")
}

// dayOf reads a date "D:20251108…" (7.9.4).
func dayOf(date string) string {
	digits := strings.TrimPrefix(date, "D:")
	if len(digits) < 8 || strings.Trim(digits[:8], "0123456789") != "" || digits[:2] != "19" && digits[:2] != "20" || digits[4:6] > "12" || digits[6:8] > "31" {
		return ""
	}
	return digits[:4] + "-" + digits[4:6] + "-" + digits[6:8]
}
