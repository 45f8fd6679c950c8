package account

import (
	"encoding/json"
	"errors"
	"io"
	"math"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// WriteJSON writes a view, or another value, as the very bytes that json.Marshal
// makes of it. Views of thousands of reports are tens of megabytes, most of them
// citations: those take the short way, and long lists are written on all cores.
func WriteJSON(w io.Writer, view any) error { return MaskOf(nil).WriteJSON(w, view) }

// WriteJSON writes a view as the function WriteJSON does, with the names blocked out of
// its texts: see JSON.
func (m *Mask) WriteJSON(w io.Writer, view any) error {
	e := &encoder{w: w, mask: m.ofJSON()}
	if err := e.value(reflect.ValueOf(view)); err != nil {
		return err
	}
	return e.flush()
}

// encoder writes values.
type encoder struct {
	w    io.Writer // nil of one that writes a stretch of another's list
	buf  []byte
	mask *jsonMask // nil: nothing is blocked out
}

// flushed is how many bytes are written at once, about.
const flushed = 1 << 16

func (e *encoder) flush() error {
	_, err := e.w.Write(e.mask.masked(e.buf))
	e.buf = e.buf[:0]
	return err
}

var (
	marshaler = reflect.TypeFor[json.Marshaler]()
	citesType = reflect.TypeFor[Cites]()
)

// value writes a value: what is of a view here, all else as encoding/json does.
func (e *encoder) value(v reflect.Value) (err error) {
	if !v.IsValid() {
		e.buf = append(e.buf, "null"...)
		return nil
	}
	if t := v.Type(); t == citesType {
		e.buf, err = v.Interface().(Cites).AppendJSON(e.buf)
		return err
	} else if t.Implements(marshaler) && t.Kind() != reflect.Interface || reflect.PointerTo(t).Implements(marshaler) {
		return e.other(v)
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		return e.value(v.Elem())
	case reflect.Struct:
		return e.object(v)
	case reflect.Slice:
		return e.list(v)
	case reflect.String:
		e.buf = appendQuoted(e.buf, v.String())
	case reflect.Bool:
		e.buf = strconv.AppendBool(e.buf, v.Bool())
	case reflect.Int, reflect.Int64, reflect.Int32:
		e.buf = strconv.AppendInt(e.buf, v.Int(), 10)
	case reflect.Float64:
		return e.float(v)
	default:
		return e.other(v)
	}
	return nil
}

// float writes what needs no exponent.
func (e *encoder) float(v reflect.Value) error {
	f := v.Float()
	if size := math.Abs(f); f != 0 && size < 1e-6 || !(size < 1e21) {
		return e.other(v)
	}
	e.buf = strconv.AppendFloat(e.buf, f, 'f', -1, 64)
	return nil
}

// other writes a value as encoding/json does.
func (e *encoder) other(v reflect.Value) error {
	data, err := json.Marshal(v.Interface())
	e.buf = append(e.buf, data...)
	return err
}

func (e *encoder) list(v reflect.Value) error {
	if v.IsNil() {
		e.buf = append(e.buf, "null"...)
		return nil
	}
	if v.Type().Elem().Kind() == reflect.Uint8 {
		return e.other(v)
	}
	if e.w != nil && v.Len() >= longList {
		return e.longList(v)
	}
	e.buf = append(e.buf, '[')
	if err := e.stretch(v, 0, v.Len()); err != nil {
		return err
	}
	e.buf = append(e.buf, ']')
	return nil
}

// stretch writes elements of a list.
func (e *encoder) stretch(v reflect.Value, from, until int) error {
	for i := from; i < until; i++ {
		if i > 0 {
			e.buf = append(e.buf, ',')
		}
		if err := e.value(v.Index(i)); err != nil {
			return err
		}
		if e.w != nil && len(e.buf) >= flushed {
			if err := e.flush(); err != nil {
				return err
			}
		}
	}
	return nil
}

const (
	longList      = 128 // elements from which a list is written on all cores
	longStretches = 32  // into which it is cut
)

// longList writes a list in stretches.
func (e *encoder) longList(v reflect.Value) error {
	e.buf = append(e.buf, '[')
	if err := e.flush(); err != nil {
		return err
	}
	err := WriteStretches(e.w, longStretches, func(n int) ([]byte, error) {
		one := &encoder{}
		err := one.stretch(v, v.Len()*n/longStretches, v.Len()*(n+1)/longStretches)
		return e.mask.masked(one.buf), err
	})
	e.buf = append(e.buf, ']')
	return err
}

// WriteStretches writes the stretches of something long in order, each made on whichever
// core is free. The error is that of the first stretch that has one, or of writing. Where
// making one panics, so does it.
func WriteStretches(w io.Writer, stretches int, piece func(n int) ([]byte, error)) error {
	parts, errs, whole := make([][]byte, stretches), make([]error, stretches), make([]chan struct{}, stretches)
	for n := range whole {
		whole[n] = make(chan struct{})
	}
	var writing sync.WaitGroup
	var cause any
	writing.Go(func() {
		defer func() { cause = recover() }()
		eachOnAllCores(stretches, func(n int) {
			defer close(whole[n])
			errs[n] = errUnmade
			parts[n], errs[n] = piece(n)
		})
	})
	err := writeInOrder(w, parts, errs, whole)
	writing.Wait()
	if cause != nil {
		panic(cause)
	}
	return err
}

// errUnmade is the error of a stretch whose making panics, until that is told.
var errUnmade = errors.New("account: a part of a view is not made")

func writeInOrder(w io.Writer, parts [][]byte, errs []error, whole []chan struct{}) error {
	for n := range whole {
		<-whole[n]
		if errs[n] != nil {
			return errs[n]
		}
		if _, err := w.Write(parts[n]); err != nil {
			return err
		}
		parts[n] = nil
	}
	return nil
}

func (e *encoder) object(v reflect.Value) error {
	fields, plain := fieldsOf(v.Type())
	if !plain {
		return e.other(v)
	}
	e.buf = append(e.buf, '{')
	first := true
	for _, f := range fields {
		at := v.Field(f.index)
		if f.omit && isEmpty(at) {
			continue
		}
		if !first {
			e.buf = append(e.buf, ',')
		}
		first = false
		e.buf = append(e.buf, f.name...)
		if err := e.value(at); err != nil {
			return err
		}
	}
	e.buf = append(e.buf, '}')
	return nil
}

// isEmpty is what omitempty leaves out.
func isEmpty(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Slice, reflect.Map, reflect.Array, reflect.String:
		return v.Len() == 0
	case reflect.Struct:
		return false
	}
	return v.IsZero()
}

// field is a field of an object: its name with quotes and colon.
type field struct {
	index int
	name  string
	omit  bool
}

type fieldList struct {
	fields []field
	plain  bool
}

// knownFields are the fields of types that were met.
var knownFields sync.Map

// fieldsOf lists the fields of a type; it is not plain where encoding/json has
// more to say of it: fields of fields, other options.
func fieldsOf(t reflect.Type) (fields []field, plain bool) {
	if known, ok := knownFields.Load(t); ok {
		list := known.(fieldList)
		return list.fields, list.plain
	}
	list := fieldList{plain: true}
	for i := range t.NumField() {
		f := t.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case f.Anonymous || options != "" && options != "omitempty":
			list.plain = false
		case !f.IsExported() || name == "-" && options == "":
		default:
			if name == "" {
				name = f.Name
			}
			list.fields = append(list.fields, field{i, string(appendQuoted(nil, name)) + ":", options != ""})
		}
	}
	knownFields.Store(t, list)
	return list.fields, list.plain
}

// appendQuoted appends a text as encoding/json writes it.
func appendQuoted(dst []byte, s string) []byte {
	if plainly(s) {
		dst = append(dst, '"')
		dst = append(dst, s...)
		return append(dst, '"')
	}
	data, err := json.Marshal(s)
	if err != nil {
		panic(err) // a text can always be written
	}
	return append(dst, data...)
}

// plainly tells whether a text is written as it is.
func plainly(s string) bool {
	ascii := true
	for i := range len(s) {
		switch c := s[i]; {
		case c < ' ' || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&':
			return false
		case c >= utf8.RuneSelf:
			ascii = false
		}
	}
	return ascii || utf8.ValidString(s) && !strings.Contains(s, "\u2028") && !strings.Contains(s, "\u2029")
}
