package warc

import (
	"bytes"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base32"
	"encoding/hex"
	"strings"
)

// sums are the algorithms whose digests are checked, by their names in archives.
var sums = map[string]func([]byte) []byte{
	"md5":    func(b []byte) []byte { s := md5.Sum(b); return s[:] },
	"sha1":   func(b []byte) []byte { s := sha1.Sum(b); return s[:] },
	"sha256": func(b []byte) []byte { s := sha256.Sum256(b); return s[:] },
	"sha512": func(b []byte) []byte { s := sha512.Sum512(b); return s[:] },
}

// checkDigest holds a block against WARC-Block-Digest, where the record has one
// of an algorithm that is known (ISO 28500, 5.8).
func (r *Record) checkDigest() *Fault {
	labelled := r.Header.Get(fieldDigest)
	if labelled == "" || Matches(r.Block, labelled) {
		return nil
	}
	return r.fault(Digest, "its block is not the one that was archived: its digest is not %s", short([]byte(labelled)))
}

// Matches tells whether data has a digest that is written as "algorithm:value",
// the value in base 32 or hexadecimal. It is true for an algorithm that is not known.
func Matches(data []byte, labelled string) bool {
	name, value, _ := strings.Cut(labelled, ":")
	sum := sums[strings.ReplaceAll(strings.ToLower(name), "-", "")]
	if sum == nil {
		return true
	}
	got := sum(data)
	want, err := hex.DecodeString(value)
	if err != nil || len(want) != len(got) {
		want, err = base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(strings.TrimRight(strings.ToUpper(value), "="))
	}
	return err == nil && bytes.Equal(got, want)
}

// label writes a digest as archives do.
func label(data []byte) string { return "sha256:" + sha256Hex(data) }

func sha256Hex(data []byte) string {
	s := sha256.Sum256(data)
	return hex.EncodeToString(s[:])
}
