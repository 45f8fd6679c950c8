package ledger

import (
	"fmt"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// maxBlob bounds what one packed blob may grow to: no report or record is that long.
const maxBlob = 1 << 30

var packers = sync.Pool{New: func() any {
	e, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBetterCompression), zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(1<<18))
	if err != nil {
		panic(err) // the options are constants
	}
	return e
}}

var unpackers = sync.Pool{New: func() any {
	d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxBlob))
	if err != nil {
		panic(err) // the options are constants
	}
	return d
}}

// pack compresses data as one zstd frame (RFC 8878) with a checksum.
func pack(data []byte) []byte {
	e := packers.Get().(*zstd.Encoder)
	defer packers.Put(e)
	return e.EncodeAll(data, make([]byte, 0, len(data)/4))
}

func unpack(packed []byte) ([]byte, error) {
	d := unpackers.Get().(*zstd.Decoder)
	defer unpackers.Put(d)
	data, err := d.DecodeAll(packed, nil)
	if err != nil {
		return nil, fault(Corrupt, err, "ledger: something stored is damaged (%v): parley restore makes a new ledger from a backup", err)
	}
	return data, nil
}

// unpacked unpacks a blob and decodes it.
func unpacked(packed []byte, decode func([]byte) error) error {
	data, err := unpack(packed)
	if err != nil {
		return err
	}
	if err := decode(data); err != nil {
		return fmt.Errorf("ledger: something stored cannot be read: %w", err)
	}
	return nil
}
