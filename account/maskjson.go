package account

import (
	"bytes"
	"encoding/json"
	"strings"
)

// JSON blocks names out of every string of a JSON text, which keeps its order and all else. Ids made of a name
// ("person:ana-orr") are blocked out too.
func (m *Mask) JSON(data []byte) []byte {
	if m.Empty() {
		return data
	}
	wide := m.withIDs()
	var out bytes.Buffer
	for {
		open := bytes.IndexByte(data, '"')
		if open < 0 {
			out.Write(data)
			return out.Bytes()
		}
		end := open + stringEnd(data[open:])
		out.Write(data[:open])
		out.Write(wide.quoted(data[open:end]))
		data = data[end:]
	}
}

// withIDs adds to the names the words of which ids are made.
func (m *Mask) withIDs() *Mask {
	names := m.names
	for _, n := range m.names {
		if words := strings.Fields(strings.ToLower(n)); len(words) > 1 {
			names = append(names[:len(names):len(names)], strings.Join(words, "-"))
		}
	}
	return MaskOf(names)
}

// stringEnd is the length of the JSON string that data begins with; all of data where it never ends.
func stringEnd(data []byte) int {
	for i := 1; i < len(data); i++ {
		switch data[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(data)
}

// quoted masks one JSON string; what says no name stays as it is spelt.
func (m *Mask) quoted(data []byte) []byte {
	var s string
	if json.Unmarshal(data, &s) != nil {
		return data
	}
	masked := m.Text(s)
	if masked == s {
		return data
	}
	spelt, err := json.Marshal(masked)
	if err != nil {
		return data
	}
	return spelt
}
