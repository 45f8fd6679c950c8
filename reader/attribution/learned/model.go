package learned

import (
	"encoding/binary"
	"errors"
	"fmt"
	"sync"

	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/attribution/chain"
)

// Model is the trained model. It is read-only and safe for many goroutines.
type Model struct {
	cues, spans *chain.Field
	choice      *chain.Field // of which only the first weight is used
	rates       map[uint64]uint8
	kin         map[uint32]Kin
	finders     *sync.Pool
}

// magic begins the file of a model: then the field of cues, that of spans, the weights by which sources are chosen, the kin of words, and the rates.
const magic = "PAM2"

// Open unfolds the file of a model.
func Open(data []byte) (*Model, error) {
	if len(data) < len(magic) || string(data[:len(magic)]) != magic {
		return nil, errors.New("learned: not a model of this version; train it anew (go run ./reader/train)")
	}
	m := &Model{}
	var err error
	if m.cues, data, err = chain.Open(data[len(magic):]); err != nil {
		return nil, fmt.Errorf("learned: the field of cues: %w", err)
	}
	if m.spans, data, err = chain.Open(data); err != nil {
		return nil, fmt.Errorf("learned: the field of spans: %w", err)
	}
	if m.choice, data, err = chain.Open(data); err != nil {
		return nil, fmt.Errorf("learned: the choice of sources: %w", err)
	}
	if m.kin, data, err = openKin(data); err != nil {
		return nil, err
	}
	if m.rates, err = openRates(data); err != nil {
		return nil, err
	}
	m.finders = newFinders(m)
	return m, nil
}

// rateSize is the bytes of a rate in the file: key and step.
const rateSize = 9

func openRates(data []byte) (map[uint64]uint8, error) {
	if len(data)%rateSize != 0 {
		return nil, errors.New("learned: the rates of cues are cut short; train the model anew")
	}
	rates := make(map[uint64]uint8, len(data)/rateSize)
	for ; len(data) > 0; data = data[rateSize:] {
		rates[binary.LittleEndian.Uint64(data)] = data[rateSize-1]
	}
	return rates, nil
}

// RateKey is the key of a lemma's rate.
func RateKey(lemma uint64, pos language.UPOS) uint64 { return join(lemma, uint64(pos)) }

func (m *Model) rate(lemma uint64, pos language.UPOS) uint8 { return m.rates[RateKey(lemma, pos)] }

func (m *Model) kinOf(word uint64) Kin { return m.kin[kinKey(word)] }

// seldom is the highest step of a rate that a cue's word had in training by chance.
const seldom = 3

// Knows tells whether training met a lemma of a part of speech as a cue often enough to judge whether it is one.
func (m *Model) Knows(lemma string, pos language.UPOS) bool {
	return m.rate(hashText(lemma), pos) > seldom
}

// Pack puts a model's file together of three packed fields, the packed kin of words and the rates by key, in order of keys.
func Pack(cues, spans, choice, kin []byte, keys []uint64, rate func(uint64) uint8) []byte {
	out := append([]byte(magic), cues...)
	out = append(append(out, spans...), choice...)
	out = append(out, kin...)
	for _, k := range keys {
		out = append(binary.LittleEndian.AppendUint64(out, k), rate(k))
	}
	return out
}
