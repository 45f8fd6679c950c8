package learned

import (
	"encoding/binary"
	"errors"

	"github.com/parley-desk/parley/language"
)

// Kin is what the words beside which a word stands in other texts say of it: its
// class among all words, and how often words like it are cues.
type Kin struct {
	Class uint16            // 1 to 1024, its upper bits a wider class; 0 where the word is not known
	Guess [len(kinds)]uint8 // by kind of word: a step of 1 to 9, 0 where too few like it are known
}

// kinds are the parts of speech at whose rates Guess guesses.
var kinds = [...]language.UPOS{language.VERB, language.NOUN, language.ADJ}

// KinOf is the place of a part of speech in Guess, -1 where there is none.
func KinOf(pos language.UPOS) int {
	for i, k := range kinds {
		if k == pos {
			return i
		}
	}
	return -1
}

// HashWord is the hash by which a word's kin is looked up.
func HashWord(word string) uint64 { return hashText(word) }

// kinKey is the key of a word in the file.
func kinKey(word uint64) uint32 { return uint32(word ^ word>>32) }

// kinSize is the bytes of a word's kin in the file.
const kinSize = 8

// PackKin puts the kin of words together, each a key, a class and its guesses.
func PackKin(words []uint64, kin []Kin) []byte {
	out := binary.LittleEndian.AppendUint32(nil, uint32(len(words)))
	for i, w := range words {
		out = binary.LittleEndian.AppendUint32(out, kinKey(w))
		out = binary.LittleEndian.AppendUint16(out, kin[i].Class)
		g := kin[i].Guess
		out = binary.LittleEndian.AppendUint16(out, uint16(g[0])|uint16(g[1])<<4|uint16(g[2])<<8)
	}
	return out
}

// openKin reads the kin of words and gives what follows.
func openKin(data []byte) (map[uint32]Kin, []byte, error) {
	if len(data) < 4 {
		return nil, nil, errKin
	}
	n := int(binary.LittleEndian.Uint32(data))
	if data = data[4:]; n > len(data)/kinSize {
		return nil, nil, errKin
	}
	out := make(map[uint32]Kin, n)
	for range n {
		g := binary.LittleEndian.Uint16(data[6:])
		out[binary.LittleEndian.Uint32(data)] = Kin{binary.LittleEndian.Uint16(data[4:]), [...]uint8{uint8(g & 15), uint8(g >> 4 & 15), uint8(g >> 8 & 15)}}
		data = data[kinSize:]
	}
	return out, data, nil
}

var errKin = errors.New("learned: the classes of words are cut short; train the model anew")
