package account

import (
	"encoding/binary"
	"hash/crc32"
	"math/bits"
)

// What was found out of the likeness of texts is kept for the next time: of each
// report, in order, a print of all that it hangs on, then with which it is kin
// and why. As far as the same reports stand in the same order, nothing is found
// out again; whatever differs, and all after it, is.

// keptVersion says how kinships were found and are written down.
const keptVersion = 1

// keptKin is what is known of the first reports of a book.
type keptKin struct {
	prints []uint64
	kin    []kinship
}

// print is a hash of all by which a report may be kin with another.
func (c *Contribution) print() uint64 {
	h := uint64(len(c.Sketch))<<32 | uint64(len(c.Quotes))
	mix := func(x uint64) {
		high, low := bits.Mul64(h^x^0x9e3779b97f4a7c15, 0xd6e8feb86659fd93)
		h = high ^ low ^ bits.RotateLeft64(h, 23)
	}
	for _, list := range [][]uint64{c.Sketch, c.Quotes} {
		for _, x := range list {
			mix(x)
		}
	}
	for _, s := range []string{c.SHA256, c.Agency} {
		mix(hashWords([]string{s}))
	}
	return h
}

func printsOf(reports []*Contribution) []uint64 {
	all := make([]uint64, len(reports))
	for i, c := range reports {
		all[i] = c.print()
	}
	return all
}

// common is how many of the first reports are those that were kept.
func (k *keptKin) common(prints []uint64) int {
	n := 0
	for n < len(prints) && n < len(k.prints) && prints[n] == k.prints[n] {
		n++
	}
	return n
}

// append appends what is known as bytes.
func (k *keptKin) append(dst []byte) []byte {
	body := binary.AppendUvarint(nil, uint64(len(k.prints)))
	for i, p := range k.prints {
		body = binary.LittleEndian.AppendUint64(body, p)
		body = binary.AppendUvarint(body, uint64(k.kin[i].with))
		body = binary.AppendUvarint(body, uint64(len(k.kin[i].reason)))
		body = append(body, k.kin[i].reason...)
	}
	dst = append(dst, keptVersion)
	return append(binary.LittleEndian.AppendUint32(dst, crc32.Checksum(body, castagnoli)), body...)
}

// readKept reads what was kept; nothing where it is broken or of another version.
func readKept(data []byte) (k *keptKin) {
	var broken error
	defer func() {
		if broken != nil {
			k = &keptKin{}
		}
	}()
	defer catchBroken(&broken)
	if len(data) < 5 || data[0] != keptVersion || binary.LittleEndian.Uint32(data[1:]) != crc32.Checksum(data[5:], castagnoli) {
		return &keptKin{}
	}
	r, k := &coder{reading: true, data: data[5:]}, &keptKin{}
	for i := range r.count() {
		k.prints = append(k.prints, binary.LittleEndian.Uint64(r.take(8)))
		with := r.uint()
		if with > uint64(i) {
			panic(errBroken)
		}
		k.kin = append(k.kin, kinship{int(with), string(r.take(r.count()))})
	}
	return k
}
