package account

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"github.com/parley-desk/parley/claim"
)

// personID begins the id of a person whom no table names; the name follows.
const personID = "person:"

// JSON blocks names out of every string of a JSON text, which keeps its order and all else. Ids made of a name
// ("person:ana-orr") are blocked out too.
func (m *Mask) JSON(data []byte) []byte {
	if m.Empty() {
		return data
	}
	wide, ids := m.withIDs()
	var out bytes.Buffer
	for {
		open := bytes.IndexByte(data, '"')
		if open < 0 {
			out.Write(data)
			return out.Bytes()
		}
		end := open + stringEnd(data[open:])
		out.Write(data[:open])
		out.Write(wide.quoted(data[open:end], ids))
		data = data[end:]
	}
}

// withIDs adds to the names what ids are made of them, and gives those ids: what is made of a single
// word may be a word of something else, and is blocked out where it is an id alone.
func (m *Mask) withIDs() (wide *Mask, ids map[string]bool) {
	names, ids := slices.Clone(m.names), map[string]bool{}
	for _, n := range m.names {
		spelt := claim.Slug(n)
		ids[personID+spelt] = true
		if strings.Contains(spelt, "-") {
			names = append(names, spelt)
		}
	}
	return MaskOf(names), ids
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
func (m *Mask) quoted(data []byte, ids map[string]bool) []byte {
	var s string
	if json.Unmarshal(data, &s) != nil {
		return data
	}
	masked := m.Text(s)
	if ids[s] {
		masked = personID + blocked(strings.TrimPrefix(s, personID))
	}
	if masked == s {
		return data
	}
	spelt, err := json.Marshal(masked)
	if err != nil {
		return data
	}
	return spelt
}
