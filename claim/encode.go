package claim

import (
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"
)

// AppendJSON appends the record as one JSON object, without a line's end. Its
// bytes are those of encoding/json without HTML escaping, but that a nil list
// is [], several times faster: a record holds a thousand spans. It fails on
// numbers that JSON lacks (NaN, infinities); dst may then hold part of the record.
func (r *Record) AppendJSON(dst []byte) ([]byte, error) {
	return recordEncoder(dst, reflect.ValueOf(r).Elem())
}

// AppendJSON appends the claim as one JSON object; see Record.AppendJSON.
func (c *Claim) AppendJSON(dst []byte) ([]byte, error) {
	return claimEncoder(dst, reflect.ValueOf(c).Elem())
}

// MarshalJSON writes the record as AppendJSON does.
func (r Record) MarshalJSON() ([]byte, error) { return r.AppendJSON(nil) }

// MarshalJSON writes the fields of every claim and then those of its kind as one object.
func (c Claim) MarshalJSON() ([]byte, error) { return c.AppendJSON(nil) }

// MarshalJSON writes [start, end].
func (s Span) MarshalJSON() ([]byte, error) { return encodeSpan(nil, reflect.ValueOf(s)) }

// MarshalJSON writes a single piece as a span, several as a list of spans.
func (s Spans) MarshalJSON() ([]byte, error) { return encodePieces(nil, reflect.ValueOf(s)) }

// An encoder appends a value of one type as JSON. The encoders are made once, of the
// types themselves, so that a new field cannot be forgotten.
type encoder func(dst []byte, v reflect.Value) ([]byte, error)

var (
	recordEncoder = encoderOf(reflect.TypeFor[Record]())
	claimEncoder  = encoderOf(reflect.TypeFor[Claim]())
)

// encoderOf makes the encoder of a type of the record.
func encoderOf(t reflect.Type) encoder {
	switch t {
	case reflect.TypeFor[Span]():
		return encodeSpan
	case reflect.TypeFor[Spans]():
		return encodePieces
	case reflect.TypeFor[Claim]():
		return claimOf(t)
	case reflect.TypeFor[any]():
		return encodeNameRef
	}
	switch t.Kind() {
	case reflect.Struct:
		return objectOf(t).encode
	case reflect.Slice:
		return listOf(encoderOf(t.Elem()))
	case reflect.Pointer:
		to := encoderOf(t.Elem())
		return func(dst []byte, v reflect.Value) ([]byte, error) {
			if v.IsNil() {
				return append(dst, "null"...), nil
			}
			return to(dst, v.Elem())
		}
	case reflect.String:
		return func(dst []byte, v reflect.Value) ([]byte, error) { return appendString(dst, v.String()), nil }
	case reflect.Int:
		return func(dst []byte, v reflect.Value) ([]byte, error) { return strconv.AppendInt(dst, v.Int(), 10), nil }
	case reflect.Float64:
		return func(dst []byte, v reflect.Value) ([]byte, error) { return appendFloat(dst, v.Float()) }
	case reflect.Bool:
		return func(dst []byte, v reflect.Value) ([]byte, error) { return strconv.AppendBool(dst, v.Bool()), nil }
	}
	panic("claim: no JSON for " + t.String()) // at the start of the program, so a test sees it
}

// objectEncoder writes a struct: its fields in their order.
type objectEncoder []fieldEncoder

type fieldEncoder struct {
	index     int
	key       string // `"name":`
	omitEmpty bool
	encode    encoder
}

func objectOf(t reflect.Type) objectEncoder {
	var fields objectEncoder
	for i := range t.NumField() {
		name, options, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		if name == "-" {
			continue
		}
		encode := encoderOf(t.Field(i).Type)
		if t == reflect.TypeFor[Claim]() && name == "place" {
			encode = encodePlace
		}
		fields = append(fields, fieldEncoder{i, string(appendString(nil, name)) + ":", options == "omitempty", encode})
	}
	return fields
}

// encodePlace appends where a claim is: the index of the place, then its basis as a field of its own.
func encodePlace(dst []byte, v reflect.Value) ([]byte, error) {
	where := v.Interface().(*Where)
	dst = strconv.AppendInt(dst, int64(where.Place), 10)
	return appendString(append(dst, `,"place_basis":`...), string(where.Basis)), nil
}

func (o objectEncoder) encode(dst []byte, v reflect.Value) ([]byte, error) {
	dst, err := o.appendFields(append(dst, '{'), v)
	return append(dst, '}'), err
}

// appendFields appends the fields of v, after a comma where others stand before.
func (o objectEncoder) appendFields(dst []byte, v reflect.Value) ([]byte, error) {
	var err error
	for i := range o {
		f := &o[i]
		value := v.Field(f.index)
		if f.omitEmpty && isEmpty(value) {
			continue
		}
		if dst[len(dst)-1] != '{' {
			dst = append(dst, ',')
		}
		if dst, err = f.encode(append(dst, f.key...), value); err != nil {
			return dst, fmt.Errorf("%s %w", f.key, err)
		}
	}
	return dst, nil
}

// isEmpty is omitempty's notion: false, 0, "", nil, a list without items.
func isEmpty(v reflect.Value) bool {
	if v.Kind() == reflect.Slice {
		return v.Len() == 0
	}
	return v.Kind() != reflect.Struct && v.IsZero()
}

func listOf(item encoder) encoder {
	return func(dst []byte, v reflect.Value) ([]byte, error) {
		dst = append(dst, '[')
		var err error
		for i := range v.Len() {
			if i > 0 {
				dst = append(dst, ',')
			}
			if dst, err = item(dst, v.Index(i)); err != nil {
				return dst, err
			}
		}
		return append(dst, ']'), nil
	}
}

// claimOf writes a claim: its own fields, then those of its body, in one object.
func claimOf(t reflect.Type) encoder {
	own := objectOf(t)
	at, _ := t.FieldByName("Body")
	of := map[Kind]objectEncoder{}
	for _, k := range Kinds {
		of[k] = objectOf(reflect.TypeOf(NewBody(k)).Elem())
	}
	return func(dst []byte, v reflect.Value) ([]byte, error) {
		dst, err := own.appendFields(append(dst, '{'), v)
		if err != nil {
			return dst, err
		}
		if body, ok := v.Field(at.Index[0]).Interface().(Body); ok {
			dst, err = of[body.kind()].appendFields(dst, reflect.ValueOf(body).Elem())
		}
		return append(dst, '}'), err
	}
}

func encodeSpan(dst []byte, v reflect.Value) ([]byte, error) {
	dst = strconv.AppendInt(append(dst, '['), v.Field(0).Int(), 10)
	dst = strconv.AppendInt(append(dst, ','), v.Field(1).Int(), 10)
	return append(dst, ']'), nil
}

var encodeSpanList = listOf(encodeSpan)

// encodePieces writes Spans.
func encodePieces(dst []byte, v reflect.Value) ([]byte, error) {
	if v.Len() == 1 {
		return encodeSpan(dst, v.Index(0))
	}
	return encodeSpanList(dst, v)
}

// encodeNameRef writes the ref of a Name: an actor's id or a place's index.
func encodeNameRef(dst []byte, v reflect.Value) ([]byte, error) {
	switch ref := v.Interface().(type) {
	case nil:
		return append(dst, "null"...), nil
	case string:
		return appendString(dst, ref), nil
	case int:
		return strconv.AppendInt(dst, int64(ref), 10), nil
	default:
		return dst, fmt.Errorf("a name's ref is a string or an int, not %T", ref)
	}
}

// appendFloat writes a number as ECMAScript and encoding/json do.
func appendFloat(dst []byte, f float64) ([]byte, error) {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return dst, fmt.Errorf("is %g, which JSON cannot say", f)
	}
	if abs := math.Abs(f); abs == 0 || (abs >= 1e-6 && abs < 1e21) {
		return strconv.AppendFloat(dst, f, 'f', -1, 64), nil
	}
	dst = strconv.AppendFloat(dst, f, 'e', -1, 64)
	if n := len(dst); n >= 4 && dst[n-4] == 'e' && dst[n-3] == '-' && dst[n-2] == '0' { // e-09 to e-9
		dst[n-2] = dst[n-1]
		dst = dst[:n-1]
	}
	return dst, nil
}

const hexDigits = "0123456789abcdef"

// appendString writes a JSON string. Bytes that are no UTF-8 become U+FFFD;
// U+2028 and U+2029 are escaped, as JavaScript once took them for line ends.
func appendString(dst []byte, s string) []byte {
	dst = append(dst, '"')
	plain := 0 // start of what is still to be copied
	for i := 0; i < len(s); {
		b := s[i]
		if b >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(s[i:])
			switch {
			case r == utf8.RuneError && size == 1:
				dst = append(append(dst, s[plain:i]...), `\ufffd`...)
				plain = i + size
			case r == '\u2028' || r == '\u2029':
				dst = append(append(dst, s[plain:i]...), `\u202`...)
				dst = append(dst, hexDigits[r&0xf])
				plain = i + size
			}
			i += size
			continue
		}
		if b < ' ' || b == '"' || b == '\\' {
			dst = appendEscaped(append(dst, s[plain:i]...), b)
			plain = i + 1
		}
		i++
	}
	return append(append(dst, s[plain:]...), '"')
}

// appendEscaped writes one ASCII character that may not stand plain in a JSON string.
func appendEscaped(dst []byte, b byte) []byte {
	switch b {
	case '"', '\\':
		return append(dst, '\\', b)
	case '\b':
		return append(dst, '\\', 'b')
	case '\f':
		return append(dst, '\\', 'f')
	case '\n':
		return append(dst, '\\', 'n')
	case '\r':
		return append(dst, '\\', 'r')
	case '\t':
		return append(dst, '\\', 't')
	}
	return append(dst, '\\', 'u', '0', '0', hexDigits[b>>4], hexDigits[b&0xf])
}
