package ledger

import (
	"crypto/sha256"
	"encoding/hex"

	"github.com/parley-desk/parley/wire/warc"
)

// bodyOf reads the body back from the records that a document was packed in.
func bodyOf(record []byte) ([]byte, error) {
	d, err := warc.Unpack(record)
	if err != nil {
		return nil, damaged(err)
	}
	return d.Body, nil
}

func damaged(err error) error {
	return fault(Corrupt, err, "ledger: a document kept as evidence is damaged (%v): parley restore makes a new ledger from a backup", err)
}

// hashOf is a body's SHA-256 as documents carry it.
func hashOf(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}
