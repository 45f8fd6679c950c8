package account

import (
	"encoding/binary"
	"math"
	"math/bits"
	"reflect"
	"slices"

	"github.com/parley-desk/parley/claim"
)

// codecReader reads values. Broken bytes panic with errBroken, which Decode catches.
type codecReader struct {
	data    []byte
	strings []string
}

// readStrings reads the list of strings, all of which share one piece of memory.
func (r *codecReader) readStrings() {
	n := r.count()
	r.strings = make([]string, n)
	rest := string(r.data)
	for i := range r.strings {
		size := r.count()
		at := len(rest) - len(r.data)
		r.strings[i] = rest[at : at+len(r.take(size))]
	}
}

// count reads a number of things, each of which takes a byte at least.
func (r *codecReader) count() int {
	n := r.uint()
	if n > uint64(len(r.data)) {
		panic(errBroken)
	}
	return int(n)
}

func (r *codecReader) uint() uint64 {
	if len(r.data) > 0 && r.data[0] < 0x80 { // so are most
		n := r.data[0]
		r.data = r.data[1:]
		return uint64(n)
	}
	n, size := binary.Uvarint(r.data)
	if size <= 0 {
		panic(errBroken)
	}
	r.data = r.data[size:]
	return n
}

func (r *codecReader) take(n int) []byte {
	if n > len(r.data) {
		panic(errBroken)
	}
	taken := r.data[:n]
	r.data = r.data[n:]
	return taken
}

// section is the claims of one kind.
type section struct {
	kind claim.Kind
	rows int
	data []byte
}

// sections cuts the rest into those of the kinds that are wanted, of all where none is named.
func (r *codecReader) sections(kinds []claim.Kind) (wanted []section, rows int) {
	for _, k := range claim.Kinds {
		n, size := r.count(), r.count()
		data := r.take(size)
		if n > len(data) {
			panic(errBroken)
		}
		if n > 0 && (len(kinds) == 0 || slices.Contains(kinds, k)) {
			wanted, rows = append(wanted, section{k, n, data}), rows+n
		}
	}
	return wanted, rows
}

// read appends the claims of a section, for which there is room.
func (s section) read(rows []Row, strings []string) []Row {
	r := &codecReader{s.data, strings}
	decodeBody := decodeBodies[s.kind]
	for range s.rows {
		rows = append(rows, Row{})
		row := &rows[len(rows)-1]
		decodeRow(r, reflect.ValueOf(row).Elem())
		row.Kind, row.Body = s.kind, claim.NewBody(s.kind)
		decodeBody(r, reflect.ValueOf(row.Body).Elem())
	}
	return rows
}

// decoder reads a value of one type. There is one for each type of field, made
// when the program starts, so that no type is looked at again for each of many claims.
type decoder func(*codecReader, reflect.Value)

var (
	decodeHead   = decoderOf(reflect.TypeFor[head]())
	decodeRow    = decoderOf(reflect.TypeFor[Row]())
	decodeBodies = bodyDecoders()
)

func bodyDecoders() map[claim.Kind]decoder {
	all := map[claim.Kind]decoder{}
	for _, k := range claim.Kinds {
		all[k] = decoderOf(reflect.TypeOf(claim.NewBody(k)).Elem())
	}
	return all
}

func decoderOf(t reflect.Type) decoder {
	switch t.Kind() {
	case reflect.Struct:
		return objectDecoder(t)
	case reflect.Slice:
		return sliceDecoder(t)
	case reflect.Pointer:
		inner := decoderOf(t.Elem())
		return func(r *codecReader, v reflect.Value) {
			p := reflect.New(t.Elem())
			inner(r, p.Elem())
			v.Set(p)
		}
	}
	return plainDecoders[t.Kind()]
}

// plainDecoders read what has no parts.
var plainDecoders = map[reflect.Kind]decoder{
	reflect.String: func(r *codecReader, v reflect.Value) {
		n := r.uint()
		if n >= uint64(len(r.strings)) {
			panic(errBroken)
		}
		v.SetString(r.strings[n])
	},
	reflect.Int: func(r *codecReader, v reflect.Value) {
		n := r.uint()
		v.SetInt(int64(n>>1) ^ -int64(n&1)) // as binary.AppendVarint writes it
	},
	reflect.Uint64: func(r *codecReader, v reflect.Value) { v.SetUint(binary.LittleEndian.Uint64(r.take(8))) },
	reflect.Float64: func(r *codecReader, v reflect.Value) {
		v.SetFloat(math.Float64frombits(binary.LittleEndian.Uint64(r.take(8))))
	},
	reflect.Bool: func(r *codecReader, v reflect.Value) { v.SetBool(r.take(1)[0] == 1) },
}

func sliceDecoder(t reflect.Type) decoder {
	if t.Elem().Kind() == reflect.Uint64 {
		return func(r *codecReader, v reflect.Value) { v.Set(reflect.ValueOf(r.hashes())) }
	}
	inner := decoderOf(t.Elem())
	return func(r *codecReader, v reflect.Value) {
		n := r.count()
		all := reflect.MakeSlice(t, n, n)
		for i := range n {
			inner(r, all.Index(i))
		}
		v.Set(all)
	}
}

// hashes reads a list of 64-bit numbers.
func (r *codecReader) hashes() []uint64 {
	all := make([]uint64, r.count())
	for i := range all {
		all[i] = binary.LittleEndian.Uint64(r.take(8))
	}
	return all
}

// objectDecoder reads which fields say something, and those.
func objectDecoder(t reflect.Type) decoder {
	var at []int
	var inner []decoder
	for i := range t.NumField() {
		if f := t.Field(i); written(f) {
			at, inner = append(at, i), append(inner, decoderOf(f.Type))
		}
	}
	return func(r *codecReader, v reflect.Value) {
		for said := r.uint(); said != 0; said &= said - 1 {
			n := bits.TrailingZeros64(said)
			if n >= len(at) {
				panic(errBroken)
			}
			inner[n](r, v.Field(at[n]))
		}
	}
}
