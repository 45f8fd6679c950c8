package account

import (
	"encoding/binary"
	"errors"
	"math"

	"github.com/parley-desk/parley/claim"
)

// ErrStale is the error of bytes that another version of the program made: the
// contribution must be made anew from the record.
var ErrStale = errors.New("account: the contribution was made by another version")

// errBroken is the error of bytes that are no contribution.
var errBroken = errors.New("account: the bytes of the contribution are broken")

// coder writes values or reads them. One description of a type serves both ways
// (see layout.go), so that they cannot part; a test fills every field and sees
// that none is forgotten. Broken bytes panic with errBroken.
type coder struct {
	reading bool
	data    []byte // written, or still to be read

	table []string // strings, each once: written
	at    map[string]uint64
	read  string // and read: all of them, and where each ends
	ends  []uint32

	pools
}

// pools give memory for many small things at once.
type pools struct {
	refs     pool[ref]
	spans    pool[span]
	whens    pool[when]
	wheres   pool[where]
	quotes   pool[words]
	links    pool[link]
	numbers  pool[float64]
	indexes  pool[int]
	acleds   pool[acled]
	texts    pool[string]
	issues   pool[claim.Issue]
	actors   pool[claim.Actor]
	spots    pool[Spot]
	mentions pool[Mention]
	bodies
}

// pool gives memory for many things of a sort: for twice as many as the last time when it has none left.
type pool[T any] struct {
	free []T
	size int
}

// For so many things memory is taken at once, at least and at most: one report's claims shall
// not take more than they need, and those of thousands not each be asked for.
const leastPool, mostPool = 4, 256

// one gives memory for a thing.
func (p *pool[T]) one() *T { return &p.several(1)[0] }

// several gives memory for n things, side by side.
func (p *pool[T]) several(n int) []T {
	if n > mostPool {
		return make([]T, n)
	}
	if n > len(p.free) {
		p.size = min(max(2*p.size, leastPool, n), mostPool)
		p.free = make([]T, p.size)
	}
	all := p.free[:n:n]
	p.free = p.free[n:]
	return all
}

// said writes which fields say something, or reads it.
func (k *coder) said(fields ...bool) uint64 {
	if k.reading {
		m := k.uint()
		if m >= 1<<len(fields) {
			panic(errBroken)
		}
		return m
	}
	var m uint64
	for i, f := range fields {
		if f {
			m |= 1 << i
		}
	}
	k.data = binary.AppendUvarint(k.data, m)
	return m
}

func (k *coder) uint() uint64 {
	if len(k.data) > 0 && k.data[0] < 0x80 { // so are most
		n := k.data[0]
		k.data = k.data[1:]
		return uint64(n)
	}
	n, size := binary.Uvarint(k.data)
	if size <= 0 {
		panic(errBroken)
	}
	k.data = k.data[size:]
	return n
}

// count reads a number of things, each of which takes a byte at least.
func (k *coder) count() int {
	n := k.uint()
	if n > uint64(len(k.data)) {
		panic(errBroken)
	}
	return int(n)
}

func (k *coder) take(n int) []byte {
	if n < 0 || n > len(k.data) {
		panic(errBroken)
	}
	taken := k.data[:n]
	k.data = k.data[n:]
	return taken
}

// number writes or reads a whole number.
func (k *coder) number(v *int) {
	if k.reading {
		n := k.uint()
		*v = int(int64(n>>1) ^ -int64(n&1))
		return
	}
	k.data = binary.AppendVarint(k.data, int64(*v))
}

// float writes or reads a number with a fraction.
func (k *coder) float(v *float64) {
	if k.reading {
		*v = math.Float64frombits(binary.LittleEndian.Uint64(k.take(8)))
		return
	}
	k.data = binary.LittleEndian.AppendUint64(k.data, math.Float64bits(*v))
}

// hashes writes or reads a list of 64-bit numbers.
func (k *coder) hashes(v *[]uint64) {
	if !k.reading {
		k.data = binary.AppendUvarint(k.data, uint64(len(*v)))
		for _, h := range *v {
			k.data = binary.LittleEndian.AppendUint64(k.data, h)
		}
		return
	}
	n := k.count()
	raw := k.take(8 * n)
	*v = make([]uint64, n)
	for i := range *v {
		(*v)[i] = binary.LittleEndian.Uint64(raw[8*i:])
	}
}

// text writes or reads a string; what is written is its number in the table.
func text[T ~string](k *coder, v *T) {
	if k.reading {
		*v = T(k.string())
		return
	}
	k.data = binary.AppendUvarint(k.data, k.intern(string(*v)))
}

func (k *coder) string() string {
	n := k.uint()
	if n >= uint64(len(k.ends)) {
		panic(errBroken)
	}
	from := uint32(0)
	if n > 0 {
		from = k.ends[n-1]
	}
	return k.read[from:k.ends[n]]
}

func (k *coder) intern(s string) uint64 {
	n, ok := k.at[s]
	if !ok {
		n = uint64(len(k.table))
		k.at[s] = n
		k.table = append(k.table, s)
	}
	return n
}

// list writes or reads the things of a list.
func list[T any](k *coder, from *pool[T], v *[]T, each func(*coder, *T)) {
	if k.reading {
		*v = from.several(k.count())
	} else {
		k.data = binary.AppendUvarint(k.data, uint64(len(*v)))
	}
	for i := range *v {
		each(k, &(*v)[i])
	}
}

// pointed writes or reads what a pointer points to, which is there.
func pointed[T any](k *coder, from *pool[T], v **T, each func(*coder, *T)) {
	if k.reading {
		*v = from.one()
	}
	each(k, *v)
}
