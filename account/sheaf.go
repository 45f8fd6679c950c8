package account

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"slices"

	"github.com/parley-desk/parley/claim"
)

// Contributions are kept as bytes, one beside its report or many of a case in a
// sheaf, so that a view of thousands of reports need not read their records. A
// sheaf is cut into lanes: what tells of the reports, their sketches, their
// places, and the claims of each kind. A view reads the lanes that it needs.
// Each lane has its strings once, then of each contribution how many things it
// has and on how many bytes, then those.

// Form says how contributions are made of records and how they are laid out as bytes.
// Those of another form are made anew. A change of either raises it: a test knows the
// bytes of some.
const Form = 5

// The lanes of a sheaf; those of the kinds of claims follow.
const (
	headLane   = iota // outlet, title, actors, …
	sketchLane        // for likeness of texts
	placeLane         // places and agreements that it names
	firstKind
)

// laneCount is how many lanes a sheaf has.
func laneCount() int { return firstKind + len(claim.Kinds) }

// Append appends the contribution as bytes, without its Version, which who keeps it knows.
func (c *Contribution) Append(dst []byte) []byte { return AppendSheaf(dst, []*Contribution{c}) }

// AppendSheaf appends contributions as bytes, without their Versions.
func AppendSheaf(dst []byte, all []*Contribution) []byte {
	lanes := make([][]byte, laneCount())
	for n := range lanes {
		lanes[n] = laneOf(n, all)
	}
	return seal(dst, len(all), lanes)
}

// seal puts the lanes of so many contributions together.
func seal(dst []byte, count int, lanes [][]byte) []byte {
	dst = append(dst, Form)
	dst = binary.AppendUvarint(dst, uint64(count))
	for _, lane := range lanes {
		dst = binary.AppendUvarint(dst, uint64(len(lane)))
		if len(lane) > 0 {
			dst = binary.LittleEndian.AppendUint32(dst, crc32.Checksum(lane, castagnoli))
		}
	}
	return slices.Concat(dst, slices.Concat(lanes...))
}

// castagnoli is the polynomial that processors compute themselves.
var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// laneOf writes a lane; it is empty where no contribution has anything for it.
func laneOf(n int, all []*Contribution) []byte {
	k := &coder{at: map[string]uint64{}}
	var sizes []byte
	total := 0
	for _, c := range all {
		before := len(k.data)
		things := k.lane(n, c)
		total += things
		sizes = binary.AppendUvarint(sizes, uint64(things))
		sizes = binary.AppendUvarint(sizes, uint64(len(k.data)-before))
	}
	if total == 0 {
		return nil
	}
	var out []byte
	out = binary.AppendUvarint(out, uint64(len(k.table)))
	for _, s := range k.table {
		out = binary.AppendUvarint(out, uint64(len(s)))
	}
	for _, s := range k.table {
		out = append(out, s...)
	}
	return slices.Concat(out, sizes, k.data)
}

// lane writes what a contribution has for a lane.
func (k *coder) lane(n int, c *Contribution) (things int) {
	switch n {
	case headLane:
		codeHead(k, c)
		return 1
	case sketchLane:
		k.hashes(&c.Sketch)
		k.hashes(&c.Quotes)
		return len(c.Sketch) + len(c.Quotes)
	case placeLane:
		codePlaces(k, c)
		return len(c.Places) + len(c.Agreements)
	}
	kind := claim.Kinds[n-firstKind]
	for i := range c.Rows {
		if row := &c.Rows[i]; row.Kind == kind {
			codeRow(k, row)
			codeBody(k, kind, &row.Body)
			things++
		}
	}
	return things
}

func codeHead(k *coder, c *Contribution) {
	for _, s := range []*string{&c.Outlet, &c.Agency, &c.Title, &c.URL, &c.Published, &c.SHA256, &c.Source} {
		text(k, s)
	}
	list(k, &k.actors, &c.Actors, codeActor)
	list(k, &k.texts, &c.Victims, codeText)
}

func codePlaces(k *coder, c *Contribution) {
	list(k, &k.spots, &c.Places, codeSpot)
	list(k, &k.mentions, &c.Agreements, codeMention)
}

// Want says which lanes of contributions are read.
type Want struct {
	Kinds      []claim.Kind // of claims; all where empty
	NoSketches bool         // likeness of texts is known already
}

func (w Want) lane(n int) bool {
	switch {
	case n == headLane, n == placeLane: // places bear on which names are blocked out
		return true
	case n == sketchLane:
		return !w.NoSketches
	}
	return len(w.Kinds) == 0 || slices.Contains(w.Kinds, claim.Kinds[n-firstKind])
}

// Decode reads a contribution with the claims of the kinds given, of all kinds
// where none is. The error is ErrStale or says that the bytes are broken.
func Decode(v Version, data []byte, kinds ...claim.Kind) (*Contribution, error) {
	if len(data) == 0 || data[0] != Form {
		return nil, ErrStale
	}
	c := &Contribution{Version: v}
	if err := ReadSheaf(bytesAt(data), Want{Kinds: kinds}, 1, []*Contribution{c}); err != nil {
		return nil, fmt.Errorf("%w: of %s", err, v.Report)
	}
	return c, nil
}

// bytesAt is bytes as a file.
type bytesAt []byte

func (b bytesAt) ReadAt(p []byte, at int64) (int, error) {
	if at < 0 || at > int64(len(b)) {
		return 0, io.EOF
	}
	n := copy(p, b[at:])
	if n < len(p) {
		return n, io.EOF
	}
	return n, nil
}

// ReadSheaf reads contributions of a sheaf into those given, in the order in
// which they were written, on so many cores. What is nil is passed over. The
// error is ErrStale, that of reading, or says that the bytes are broken.
func ReadSheaf(from io.ReaderAt, want Want, cores int, into []*Contribution) error {
	head, err := readSheafHead(from)
	if err != nil {
		return err
	}
	if head.count != len(into) {
		return fmt.Errorf("%w: %d contributions, not %d", errBroken, head.count, len(into))
	}
	var lanes []*laneReader
	for n, l := range head.lanes {
		if !want.lane(n) || l.size == 0 {
			continue
		}
		lane, err := readLane(from, n, l, len(into))
		if err != nil {
			return err
		}
		lanes = append(lanes, lane)
	}
	errs := make([]error, cores)
	InParts(cores, func(core int) {
		errs[core] = decodeRange(lanes, into, len(into)*core/cores, len(into)*(core+1)/cores)
	})
	return errors.Join(errs...)
}

// sheafHead says where the lanes of a sheaf lie.
type sheafHead struct {
	count int
	lanes []laneAt
}

type laneAt struct {
	at, size int64
	sum      uint32
}

// LongestHead is how many bytes the head of a sheaf can take, which has the sizes and
// checksums of its lanes, and no checksum of its own.
const LongestHead = 1 + binary.MaxVarintLen64 + (firstKind+16)*(binary.MaxVarintLen64+4)

func readSheafHead(from io.ReaderAt) (head sheafHead, err error) {
	defer catchBroken(&err)
	start := make([]byte, LongestHead)
	n, err := from.ReadAt(start, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return head, err
	}
	if n == 0 || start[0] != Form {
		return head, ErrStale
	}
	k := &coder{reading: true, data: start[1:n]}
	count := k.uint()
	head.lanes = make([]laneAt, laneCount())
	at := uint64(0)
	for i := range head.lanes {
		l := &head.lanes[i]
		size := k.uint()
		if size > 0 {
			l.sum = binary.LittleEndian.Uint32(k.take(4))
		}
		l.at, l.size = int64(at), int64(size)
		if at += size; size > 1<<40 {
			panic(errBroken)
		}
	}
	for i := range head.lanes {
		head.lanes[i].at += int64(n - len(k.data))
	}
	if count > at {
		panic(errBroken)
	}
	head.count = int(count)
	return head, nil
}

// catchBroken makes the panic of broken bytes an error.
func catchBroken(err *error) {
	if cause := recover(); cause != nil {
		e, ok := cause.(error)
		if !ok || !errors.Is(e, errBroken) {
			panic(cause)
		}
		*err = e
	}
}

// laneReader is a lane whose parts are found.
type laneReader struct {
	number int
	read   string
	ends   []uint32
	things []int32  // of each contribution
	parts  []uint32 // where the bytes of each end
	data   []byte
}

func readLane(from io.ReaderAt, number int, at laneAt, count int) (lane *laneReader, err error) {
	defer catchBroken(&err)
	raw, err := readBytes(from, at)
	if err != nil {
		return nil, err
	}
	if crc32.Checksum(raw, castagnoli) != at.sum {
		return nil, fmt.Errorf("%w: its checksum is another", errBroken)
	}
	k := &coder{reading: true, data: raw}
	lane = &laneReader{number: number, ends: make([]uint32, k.count())}
	total := uint64(0)
	for i := range lane.ends {
		if total += k.uint(); total > uint64(len(raw)) {
			panic(errBroken)
		}
		lane.ends[i] = uint32(total)
	}
	lane.read = string(k.take(int(total)))
	lane.things, lane.parts = make([]int32, count), make([]uint32, count)
	total = 0
	for i := range count {
		lane.things[i] = int32(k.count())
		if total += k.uint(); total > uint64(len(raw)) {
			panic(errBroken)
		}
		lane.parts[i] = uint32(total)
	}
	lane.data = k.take(int(total))
	return lane, nil
}

// readAtOnce is as much as is asked of a file at once: a length that lies costs no more memory than there are bytes.
const readAtOnce = 16 << 20

func readBytes(from io.ReaderAt, at laneAt) ([]byte, error) {
	if b, ok := from.(bytesAt); ok {
		if at.at > int64(len(b)) || at.size > int64(len(b))-at.at {
			return nil, errBroken
		}
		return b[at.at : at.at+at.size], nil
	}
	raw := make([]byte, 0, min(at.size, readAtOnce))
	for int64(len(raw)) < at.size {
		n := int(min(at.size-int64(len(raw)), readAtOnce))
		raw = slices.Grow(raw, n)
		got, err := from.ReadAt(raw[len(raw):len(raw)+n], at.at+int64(len(raw)))
		if got < n {
			return nil, fmt.Errorf("%w: it ends early (%w)", errBroken, err)
		}
		raw = raw[:len(raw)+n]
	}
	return raw, nil
}

// decodeRange reads the contributions from one number to another.
func decodeRange(lanes []*laneReader, into []*Contribution, from, until int) (err error) {
	defer catchBroken(&err)
	for n := from; n < until; n++ {
		if into[n] == nil {
			continue
		}
		rows := 0
		for _, l := range lanes {
			if l.number >= firstKind {
				rows += int(l.things[n])
			}
		}
		into[n].Rows = make([]Row, 0, rows)
	}
	k := &coder{reading: true}
	for _, l := range lanes {
		k.read, k.ends = l.read, l.ends
		for n := from; n < until; n++ {
			if into[n] != nil {
				k.data = l.part(n)
				k.readLane(l.number, int(l.things[n]), into[n])
			}
		}
	}
	return nil
}

func (l *laneReader) part(n int) []byte {
	start := uint32(0)
	if n > 0 {
		start = l.parts[n-1]
	}
	return l.data[start:l.parts[n]]
}

// readLane reads what a contribution has in a lane.
func (k *coder) readLane(n, things int, c *Contribution) {
	if n < firstKind {
		k.lane(n, c)
		return
	}
	kind := claim.Kinds[n-firstKind]
	for range things {
		c.Rows = append(c.Rows, Row{})
		row := &c.Rows[len(c.Rows)-1]
		codeRow(k, row)
		row.Kind = kind
		codeBody(k, kind, &row.Body)
	}
}
