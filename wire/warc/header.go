package warc

import (
	"bytes"
	"strings"
)

// Field is one named field of a header.
type Field struct{ Name, Value string }

// Header is the named fields of a record or of an HTTP message, in their order.
type Header []Field

// Get gives the value of the first field of a name, whatever its case, "" where there is none.
func (h Header) Get(name string) string {
	for _, f := range h {
		if strings.EqualFold(f.Name, name) {
			return f.Value
		}
	}
	return ""
}

// All gives the values of all fields of a name.
func (h Header) All(name string) []string {
	var all []string
	for _, f := range h {
		if strings.EqualFold(f.Name, name) {
			all = append(all, f.Value)
		}
	}
	return all
}

// Set replaces the first field of a name, or adds it.
func (h *Header) Set(name, value string) {
	for i, f := range *h {
		if strings.EqualFold(f.Name, name) {
			(*h)[i].Value = value
			return
		}
	}
	*h = append(*h, Field{name, value})
}

// add takes a line of a header. Lines that begin with white space go on with the
// field above (ISO 28500, 4; RFC 9112, 5.2 has them from old servers). ok is
// false for a line that is no field.
func (h *Header) add(line []byte) (ok bool) {
	line = bytes.TrimRight(line, "\r\n")
	if len(line) > 0 && (line[0] == ' ' || line[0] == '\t') {
		if len(*h) == 0 {
			return false
		}
		last := &(*h)[len(*h)-1]
		last.Value = strings.TrimSpace(last.Value + " " + text(line))
		return true
	}
	name, value, found := bytes.Cut(line, []byte(":"))
	name = bytes.TrimRight(name, " \t")
	if !found || !isToken(string(name)) {
		return false
	}
	*h = append(*h, Field{string(name), text(value)})
	return true
}

// text is a value without the white space around it and as UTF-8.
func text(value []byte) string {
	return strings.ToValidUTF8(string(bytes.TrimSpace(value)), "\uFFFD")
}

// isToken tells a name that a field may have (RFC 9110, 5.6.2).
func isToken(name string) bool {
	for i := range len(name) {
		c := name[i]
		if c <= ' ' || c >= 0x7f || strings.IndexByte(`()<>@,;:\"/[]?={}`, c) >= 0 {
			return false
		}
	}
	return name != ""
}
