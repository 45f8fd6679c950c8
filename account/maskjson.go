package account

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/parley-desk/parley/claim"
)

// personID begins the id of a person whom no table names; the name follows.
const personID = "person:"

// JSON blocks names out of every string of a JSON text, which keeps its order and all else. Ids made of a name
// ("person:ana-orr") are blocked out too.
func (m *Mask) JSON(data []byte) []byte { return m.ofJSON().masked(data) }

// jsonMask blocks names out of JSON.
type jsonMask struct {
	*Mask // of the names, and of what ids are made of them
	ids   map[string]bool
	// pairs has a bit for the first two bytes of each name's first word: most words begin otherwise.
	pairs [1 << 10]uint64
}

// ofJSON is the mask for JSON; nil where it changes nothing. What ids are made of a single
// word may be a word of something else, and is blocked out where it is an id alone.
func (m *Mask) ofJSON() *jsonMask {
	if m.Empty() {
		return nil
	}
	names, out := slices.Clone(m.names), &jsonMask{ids: map[string]bool{}}
	for _, n := range m.names {
		spelt := claim.Slug(n)
		out.ids[personID+spelt] = true
		if strings.Contains(spelt, "-") {
			names = append(names, spelt)
		}
	}
	out.Mask = MaskOf(names)
	for word := range out.at {
		out.notePair(word)
	}
	return out
}

func (m *jsonMask) notePair(word string) {
	if len(word) > 1 {
		pair := uint16(word[0])<<8 | uint16(word[1])
		m.pairs[pair>>6] |= 1 << (pair & 63)
		return
	}
	for second := range 4 { // whatever follows
		for bit := range 64 {
			m.pairs[int(word[0])<<2+second] |= 1 << bit
		}
	}
}

// masked gives a JSON text, or a stretch of one that begins and ends between its
// strings, with the names blocked out.
func (m *jsonMask) masked(data []byte) []byte {
	if m == nil {
		return data
	}
	out := make([]byte, 0, len(data)+len(data)/64)
	for {
		open := bytes.IndexByte(data, '"')
		if open < 0 {
			return append(out, data...)
		}
		end := open + stringEnd(data[open:])
		out = append(append(out, data[:open]...), m.quoted(data[open:end])...)
		data = data[end:]
	}
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
func (m *jsonMask) quoted(data []byte) []byte {
	if len(data) > 1 && bytes.IndexByte(data, '\\') < 0 && !m.may(data[1:len(data)-1]) {
		return data
	}
	var s string
	if json.Unmarshal(data, &s) != nil {
		return data
	}
	masked := m.Text(s)
	if m.ids[s] {
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

// may tells whether a text may say a name: whether one of its words begins one, or it may be an id.
func (m *jsonMask) may(s []byte) bool {
	if len(m.odd) > 0 || bytes.HasPrefix(s, []byte(personID)) {
		return true
	}
	for at := 0; at < len(s); {
		if size := wordRune(s[at:]); size < 0 {
			at -= size
			continue
		}
		end := at
		for end < len(s) {
			size := wordRune(s[end:])
			if size < 0 {
				break
			}
			end += size
		}
		if m.begins(s[at:end]) {
			return true
		}
		at = end
	}
	return false
}

// wordRune is how many bytes the letter or digit takes that a text begins with; of any other sign less than 0 by as many.
func wordRune(s []byte) int {
	switch c := s[0]; {
	case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9':
		return 1
	case c < utf8.RuneSelf:
		return -1
	}
	r, size := utf8.DecodeRune(s)
	if !isWordRune(r) {
		return -size
	}
	return size
}

// begins tells whether a word begins a name.
func (m *jsonMask) begins(word []byte) bool {
	pair := uint16(word[0]) << 8
	if len(word) > 1 {
		pair |= uint16(word[1])
	}
	return m.pairs[pair>>6]&(1<<(pair&63)) != 0 && m.at[string(word)] != nil
}
