package account

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"reflect"

	"github.com/parley-desk/parley/claim"
)

// A contribution is kept beside its report as bytes, so that a view of
// thousands of reports need not read their records: the strings once each, then
// the head, then the claims of each kind in a section of their own, of which a
// view reads those it needs. Of a struct only the fields that say something are
// written. The layout follows the types; codecVersion says which.
const codecVersion = 4

// ErrStale is the error of bytes that another version of the program made: the
// contribution must be made anew from the record.
var ErrStale = errors.New("account: the contribution was made by another version")

// errBroken is the error of bytes that are no contribution.
var errBroken = errors.New("account: the bytes of the contribution are broken")

// head is a contribution without its claims.
type head struct {
	Outlet, Agency, Title, URL string
	Published, SHA256, Source  string
	Sketch, Quotes             []uint64
	Actors                     []claim.Actor
	Places                     []Spot
	Agreements                 []Mention
	Victims                    []string
}

// Append appends the contribution as bytes, without its Version, which who keeps it knows.
func (c *Contribution) Append(dst []byte) []byte {
	w := &codecWriter{at: map[string]uint64{}}
	h := head{c.Outlet, c.Agency, c.Title, c.URL, c.Published, c.SHA256, c.Source, c.Sketch, c.Quotes, c.Actors, c.Places, c.Agreements, c.Victims}
	body := w.value(nil, reflect.ValueOf(h))
	for _, k := range claim.Kinds {
		var section []byte
		n := 0
		for i := range c.Rows {
			if c.Rows[i].Kind == k {
				section = w.row(section, &c.Rows[i])
				n++
			}
		}
		body = binary.AppendUvarint(body, uint64(n))
		body = binary.AppendUvarint(body, uint64(len(section)))
		body = append(body, section...)
	}
	dst = append(dst, codecVersion)
	dst = binary.AppendUvarint(dst, uint64(len(w.strings)))
	for _, s := range w.strings {
		dst = binary.AppendUvarint(dst, uint64(len(s)))
		dst = append(dst, s...)
	}
	return append(dst, body...)
}

// Decode reads a contribution with the claims of the kinds given, of all kinds
// where none is. The error is ErrStale or says that the bytes are broken.
func Decode(v Version, data []byte, kinds ...claim.Kind) (c *Contribution, err error) {
	if len(data) == 0 || data[0] != codecVersion {
		return nil, ErrStale
	}
	defer func() {
		if cause := recover(); cause != nil {
			if e, ok := cause.(error); !ok || !errors.Is(e, errBroken) {
				panic(cause)
			}
			c, err = nil, fmt.Errorf("%w: of %s", errBroken, v.Report)
		}
	}()
	r := &codecReader{data: data[1:]}
	r.readStrings()
	var h head
	decodeHead(r, reflect.ValueOf(&h).Elem())
	c = &Contribution{Version: v, Outlet: h.Outlet, Agency: h.Agency, Title: h.Title, URL: h.URL, Published: h.Published, SHA256: h.SHA256, Source: h.Source,
		Sketch: h.Sketch, Quotes: h.Quotes, Actors: h.Actors, Places: h.Places, Agreements: h.Agreements, Victims: h.Victims}
	sections, rows := r.sections(kinds)
	c.Rows = make([]Row, 0, rows)
	for _, s := range sections {
		c.Rows = s.read(c.Rows, r.strings)
	}
	return c, nil
}

// codecWriter writes values; strings go into a list, each once.
type codecWriter struct {
	strings []string
	at      map[string]uint64
}

func (w *codecWriter) row(dst []byte, row *Row) []byte {
	dst = w.value(dst, reflect.ValueOf(row).Elem())
	return w.value(dst, reflect.ValueOf(row.Body).Elem())
}

func (w *codecWriter) value(dst []byte, v reflect.Value) []byte {
	switch v.Kind() {
	case reflect.Struct:
		return w.object(dst, v)
	case reflect.Slice:
		dst = binary.AppendUvarint(dst, uint64(v.Len()))
		for i := range v.Len() {
			dst = w.value(dst, v.Index(i))
		}
		return dst
	case reflect.Pointer:
		return w.value(dst, v.Elem()) // nil is not written: see object
	case reflect.String:
		return binary.AppendUvarint(dst, w.intern(v.String()))
	case reflect.Int:
		return binary.AppendVarint(dst, v.Int())
	case reflect.Uint64:
		return binary.LittleEndian.AppendUint64(dst, v.Uint())
	case reflect.Float64:
		return binary.LittleEndian.AppendUint64(dst, math.Float64bits(v.Float()))
	case reflect.Bool:
		return append(dst, 1) // false is not written
	}
	panic("account: no bytes for " + v.Type().String()) // a new type of field: a test sees it
}

// object writes which fields say something, and those.
func (w *codecWriter) object(dst []byte, v reflect.Value) []byte {
	var said uint64
	list := fields[v.Type()]
	for n, i := range list {
		if f := v.Field(i); !f.IsZero() && (f.Kind() != reflect.Slice || f.Len() > 0) {
			said |= 1 << n
		}
	}
	dst = binary.AppendUvarint(dst, said)
	for n, i := range list {
		if said&(1<<n) != 0 {
			dst = w.value(dst, v.Field(i))
		}
	}
	return dst
}

func (w *codecWriter) intern(s string) uint64 {
	n, ok := w.at[s]
	if !ok {
		n = uint64(len(w.strings))
		w.at[s] = n
		w.strings = append(w.strings, s)
	}
	return n
}

// fields are the fields of each type that are written, by their indexes.
var fields = listedFields()

func listedFields() map[reflect.Type][]int {
	all := map[reflect.Type][]int{}
	listFields(all, reflect.TypeFor[head]())
	listFields(all, reflect.TypeFor[Row]())
	for _, k := range claim.Kinds {
		listFields(all, reflect.TypeOf(claim.NewBody(k)).Elem())
	}
	return all
}

func listFields(all map[reflect.Type][]int, t reflect.Type) {
	for t.Kind() == reflect.Slice || t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if _, done := all[t]; done || t.Kind() != reflect.Struct {
		return
	}
	all[t] = nil
	for i := range t.NumField() {
		if f := t.Field(i); written(f) {
			all[t] = append(all[t], i)
			listFields(all, f.Type)
		}
	}
}

// written tells whether a field is written: not the body of a claim, which
// follows it, nor what only --explain shows.
func written(f reflect.StructField) bool {
	return f.Type.Kind() != reflect.Interface && f.Name != "Path"
}
