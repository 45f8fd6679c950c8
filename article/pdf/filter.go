package pdf

import (
	"bytes"
	"compress/flate"
	"encoding/ascii85"
	"io"
)

// mostFilters bounds how often a stream may be packed.
const mostFilters = 5

// mostStream bounds what one stream unpacks to.
const mostStream = 64 << 20

// decode undoes the filters of a stream (7.4). What is damaged gives what came
// before; a filter of pictures gives nothing.
func (f *file) decode(s *stream) []byte {
	data := f.unlocked(s.raw, s.object)
	filters, parameters := f.list(s.dict["Filter"]), f.list(s.dict["DecodeParms"])
	if len(filters) > mostFilters {
		return nil
	}
	for i, filter := range filters {
		var d dict
		if i < len(parameters) {
			d = f.dict(parameters[i])
		}
		switch f.name(filter) {
		case "FlateDecode", "Fl":
			data = f.unpredicted(f.inflate(data), d)
		case "LZWDecode", "LZW":
			early := 1
			if v, ok := f.resolve(d["EarlyChange"]).(float64); ok {
				early = int(v)
			}
			data = f.unpredicted(f.spent(unLZW(data, early, f.bytes)), d)
		case "ASCII85Decode", "A85":
			data = f.spent(un85(data, f.bytes))
		case "ASCIIHexDecode", "AHx":
			before, _, _ := bytes.Cut(data, []byte(">"))
			data = f.spent(unhex(before))
		case "RunLengthDecode", "RL":
			data = f.spent(unrun(data, f.bytes))
		case "Crypt":
		default:
			return nil
		}
	}
	return data
}

// list is a value or a list of such.
func (f *file) list(v any) array {
	switch v := f.resolve(v).(type) {
	case nil:
		return nil
	case array:
		return v
	default:
		return array{v}
	}
}

// spent counts unpacked bytes.
func (f *file) spent(data []byte) []byte {
	f.bytes -= int64(len(data))
	if f.bytes < 0 {
		return nil
	}
	return data
}

func (f *file) inflate(data []byte) []byte {
	for _, skip := range []int{2, 0} { // with the header of zlib, or without
		if len(data) <= skip {
			continue
		}
		out, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(data[skip:])), min(f.bytes, mostStream)))
		if err == nil || len(out) > 0 {
			return f.spent(out)
		}
	}
	return nil
}

// unpredicted undoes what makes tables pack better (7.4.4.4).
func (f *file) unpredicted(data []byte, d dict) []byte {
	predictor := int(f.number(d["Predictor"]))
	if predictor < 10 || f.bytes < 0 {
		return data // the one of TIFF is for pictures only
	}
	columns, colors, bits := atLeastOne(f.number(d["Columns"])), atLeastOne(f.number(d["Colors"])), 8
	if v := int(f.number(d["BitsPerComponent"])); v > 0 && v <= 16 {
		bits = v
	}
	pixel := max(colors*bits/8, 1)
	width := (columns*colors*bits + 7) / 8
	above, out := make([]byte, width), make([]byte, 0, len(data))
	for len(data) > 1 {
		kind, row := data[0], bytes.Clone(data[1:min(len(data), width+1)])
		data = data[min(len(data), width+1):]
		unfilter(kind, row, above, pixel)
		copy(above, row)
		out = append(out, row...)
	}
	return out
}

func atLeastOne(n float64) int { return int(min(max(n, 1), 1<<16)) }

// unfilter undoes one row's filter of PNG.
func unfilter(kind byte, row, above []byte, pixel int) {
	for i := range row {
		var left, corner byte
		if i >= pixel {
			left, corner = row[i-pixel], above[i-pixel]
		}
		switch kind {
		case 1:
			row[i] += left
		case 2:
			row[i] += above[i]
		case 3:
			row[i] += byte((int(left) + int(above[i])) / 2)
		case 4:
			row[i] += paeth(int(left), int(above[i]), int(corner))
		}
	}
}

func paeth(a, b, c int) byte {
	pa, pb, pc := abs(b-c), abs(a-c), abs(a+b-2*c)
	switch {
	case pa <= pb && pa <= pc:
		return byte(a)
	case pb <= pc:
		return byte(b)
	}
	return byte(c)
}

func abs(n int) int { return max(n, -n) }

// unLZW undoes LZW as PDF has it: codes of 9 to 12 bits, the highest bit first, which
// grow one code early unless said otherwise (7.4.4.2).
func unLZW(data []byte, early int, most int64) []byte {
	var out []byte
	table := make([][]byte, 258, 4096)
	for i := range 256 {
		table[i] = []byte{byte(i)}
	}
	var last []byte
	bits, width, held := 0, 9, 0
	for _, c := range data {
		bits, held = bits<<8|int(c), held+8
		if held < width {
			continue
		}
		held -= width
		code := bits >> held & (1<<width - 1)
		bits &= 1<<held - 1
		switch {
		case code == 257 || int64(len(out)) > most:
			return out
		case code == 256:
			table, width, last = table[:258], 9, nil
			continue
		case code < len(table):
		case code == len(table) && last != nil:
			table = append(table, append(bytes.Clone(last), last[0]))
			out = append(out, table[code]...)
			last = table[code]
			width = widthOf(len(table) + early)
			continue
		default:
			return out
		}
		entry := table[code]
		if last != nil && len(table) < 4096 {
			table = append(table, append(bytes.Clone(last), entry[0]))
		}
		out, last = append(out, entry...), entry
		width = widthOf(len(table) + early)
	}
	return out
}

func widthOf(size int) int {
	switch {
	case size >= 2048:
		return 12
	case size >= 1024:
		return 11
	case size >= 512:
		return 10
	}
	return 9
}

func un85(data []byte, most int64) []byte {
	data, _, _ = bytes.Cut(bytes.TrimPrefix(bytes.TrimSpace(data), []byte("<~")), []byte("~"))
	size := len(data) + 4*bytes.Count(data, []byte("z")) + 4 // "z" alone is four bytes
	if int64(size) > most {
		return nil
	}
	out := make([]byte, size)
	n, _, _ := ascii85.Decode(out, data, true)
	return out[:n]
}

func unrun(data []byte, most int64) []byte {
	var out []byte
	for len(data) > 1 && data[0] != 128 && int64(len(out)) < most {
		n := int(data[0])
		if n < 128 {
			n = min(n+1, len(data)-1)
			out, data = append(out, data[1:1+n]...), data[1+n:]
			continue
		}
		out, data = append(out, bytes.Repeat(data[1:2], 257-n)...), data[2:]
	}
	return out
}
