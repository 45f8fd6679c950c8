package pdf

import (
	"bytes"
)

// file is a file's objects. They are found by going over the file once, not by its
// table of offsets: the table of a damaged or hostile file lies, and the last object of a
// number counts either way (7.5.6).
type file struct {
	*budget
	data      []byte
	limits    Limits
	objects   map[ref]*object
	trailer   dict
	encrypted bool
	lock      *lock // nil where nothing is encrypted
	fonts     map[ref]*font
}

// object is one object: where it begins, and its value once somebody asked for it.
// Files of many pages have hundreds of thousands, of which the text needs few.
type object struct {
	data  []byte
	value any
	read  bool
}

// mostObjects bounds how many objects a file has; the largest tagged reports have some hundred thousand.
const mostObjects = 500_000

// open finds the objects.
func open(data []byte, limits Limits) *file {
	f := &file{budget: &budget{steps: limits.Steps, bytes: limits.Bytes}, data: data, limits: limits, objects: map[ref]*object{}, trailer: dict{}, fonts: map[ref]*font{}}
	for at := 0; f.steps > 0; {
		next := bytes.Index(data[at:], []byte("obj"))
		until := len(data)
		if next >= 0 {
			until = at + next
		}
		f.trailers(at, until)
		if next < 0 {
			return f
		}
		at = until + 3
		if number, ok := numbered(data, until); ok {
			at = f.object(number, at)
		}
	}
	return f
}

// numbered reads "12 0 " backwards from where "obj" stands.
func numbered(data []byte, at int) (ref, bool) {
	back := func(in func(byte) bool) []byte {
		end := at
		for at > 0 && in(data[at-1]) && end-at < 12 {
			at--
		}
		return data[at:end]
	}
	digit := func(c byte) bool { return c >= '0' && c <= '9' }
	back(isSpace)
	generation := back(digit)
	gap := back(isSpace)
	number := back(digit)
	if len(generation) == 0 || len(gap) == 0 || len(number) == 0 || len(number) > 8 {
		return 0, false
	}
	n := 0
	for _, c := range number {
		n = n*10 + int(c-'0')
	}
	return ref(n), true
}

// object takes one object that begins at a place, and gives the place from which on
// to look for others: behind its stream, if it has one.
func (f *file) object(number ref, at int) int {
	if len(f.objects) >= mostObjects {
		return at
	}
	o := &object{data: f.data[at:]}
	f.objects[number] = o
	end := bytes.Index(o.data, []byte("obj")) // its own end, or the next: no stream begins behind it
	if end < 0 {
		end = len(o.data)
	}
	if start := bytes.Index(o.data[:end], []byte("stream")); start < 0 {
		return at
	}
	l := &lexer{data: f.data, at: at, budget: f.budget}
	d, ok := l.value(0).(dict)
	if !ok {
		return at
	}
	raw, behind, ok := f.streamed(d, l)
	if !ok {
		return at
	}
	o.value, o.read = &stream{dict: d, raw: raw, object: int(number)}, true
	if d["Type"] == name("XRef") {
		f.trails(d)
	}
	return behind
}

// value gives the value of an object.
func (f *file) value(r ref) any {
	o := f.objects[r]
	if o == nil {
		return nil
	}
	if !o.read {
		l := &lexer{data: o.data, budget: f.budget}
		o.value, o.read = l.value(0), true
		if _, stray := o.value.(keyword); stray {
			o.value = nil
		}
	}
	return o.value
}

// streamed finds the bytes of a stream: as many as its length says if it ends
// there, or else up to the next "endstream".
func (f *file) streamed(d dict, l *lexer) (raw []byte, end int, ok bool) {
	l.skip()
	rest := f.data[l.at:]
	if !bytes.HasPrefix(rest, []byte("stream")) {
		return nil, 0, false
	}
	start := l.at + len("stream")
	if start < len(f.data) && f.data[start] == '\r' {
		start++
	}
	if start < len(f.data) && f.data[start] == '\n' {
		start++
	}
	if n, isNumber := d["Length"].(float64); isNumber && n >= 0 && start+int(n) <= len(f.data) {
		after := f.data[start+int(n):]
		if bytes.HasPrefix(bytes.TrimLeft(after[:min(len(after), 20)], "\r\n \t"), []byte("endstream")) {
			return f.data[start : start+int(n)], start + int(n), true
		}
	}
	n := bytes.Index(f.data[start:], []byte("endstream"))
	if n < 0 {
		return f.data[start:], len(f.data), true
	}
	return bytes.TrimSuffix(bytes.TrimSuffix(f.data[start:start+n], []byte("\n")), []byte("\r")), start + n, true
}

// trailers reads the trailers between two places of the file.
func (f *file) trailers(from, to int) {
	for part := f.data[from:to]; ; {
		at := bytes.Index(part, []byte("trailer"))
		if at < 0 {
			return
		}
		part = part[at+len("trailer"):]
		l := &lexer{data: part, budget: f.budget}
		if d, ok := l.value(0).(dict); ok {
			f.trails(d)
		}
	}
}

// trails takes a trailer; the last one counts, but a linearized file has its own first.
func (f *file) trails(d dict) {
	for _, key := range []name{"Root", "Info", "ID", "Encrypt"} {
		if v, ok := d[key]; ok {
			f.trailer[key] = v
		}
	}
	_, locked := d["Encrypt"]
	f.encrypted = f.encrypted || locked
}

// unpackObjects finds the objects that lie within streams (7.5.7).
func (f *file) unpackObjects() {
	for _, number := range sortedRefs(f.objects) {
		s, ok := f.objects[number].value.(*stream)
		if !ok || s.dict["Type"] != name("ObjStm") {
			continue
		}
		data := f.decode(s)
		first, count := int(f.number(s.dict["First"])), int(f.number(s.dict["N"]))
		head := &lexer{data: data, budget: f.budget}
		for range count {
			n, isNumber := head.value(0).(float64)
			offset, isOffset := head.value(0).(float64)
			at := first + int(offset)
			if !isNumber || !isOffset || at < 0 || at > len(data) || n < 0 || n > 1e8 {
				break
			}
			if f.objects[ref(n)] == nil && len(f.objects) < mostObjects { // else it is by itself in a later part of the file
				f.objects[ref(n)] = &object{data: data[at:]}
			}
		}
	}
}

// resolve gives the value that a reference leads to.
func (f *file) resolve(v any) any {
	for range 20 {
		r, ok := v.(ref)
		if !ok {
			return v
		}
		v = f.value(r)
	}
	return nil
}

func (f *file) dict(v any) dict {
	switch d := f.resolve(v).(type) {
	case dict:
		return d
	case *stream:
		return d.dict
	}
	return nil
}

func (f *file) array(v any) array {
	a, _ := f.resolve(v).(array)
	return a
}

func (f *file) number(v any) float64 {
	n, _ := f.resolve(v).(float64)
	return n
}

func (f *file) name(v any) name {
	n, _ := f.resolve(v).(name)
	return n
}

func (f *file) stream(v any) *stream {
	s, _ := f.resolve(v).(*stream)
	return s
}
