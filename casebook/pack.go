package casebook

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/ledger"
)

// pack is what is kept of a case's contributions beside the ledger: files of
// sheaves (see account), each whole or not there. A file is never changed; new
// contributions make a new one, and small files are joined as they become many.
// A contribution is known by its version and reading, with whose reading it is and
// when the version was stored, so that another ledger in the same place finds
// nothing. All of it may be thrown away at any time. A nil pack keeps nothing.
type pack struct {
	dir    string
	files  []*packed
	former []string // files that are broken or of another version of the program
}

// packed is one file.
type packed struct {
	path string
	keys []key
	from int64 // where the sheaf begins
	live []bool
}

// key tells one reading of one version from all others.
type key struct {
	version, reading, stored int64
	claims                   int64
	identity, reader         string
}

func keyOf(e *ledger.Entry) key {
	return key{e.Version, e.Reading, e.Stored.UnixMicro(), int64(e.Claims), e.Identity, e.Reader}
}

// Names of files of a pack: whole, and under way.
const (
	wholeName = ".sheaf"
	partName  = ".part"
)

// packHead begins a file: what it is, in which form its contributions were made, the
// length of its keys, and a checksum of both, of the keys and of the head of the sheaf
// after them, which has those of its lanes.
const (
	packMagic = "parley sheaf 3\n"
	packForm  = len(packMagic)
	packSize  = packForm + 4
	packSum   = packSize + 8
	packHead  = packSum + 4
)

// openPack looks what is kept of a case; nil where nothing may be.
func openPack(dir, id string) *pack {
	if dir == "" {
		return nil
	}
	sum := sha256.Sum256([]byte(id))
	p := &pack{dir: filepath.Join(dir, hex.EncodeToString(sum[:])[:16])}
	names, _ := os.ReadDir(p.dir) // nothing there: nothing is kept
	for _, name := range names {
		if path := filepath.Join(p.dir, name.Name()); strings.HasSuffix(path, wholeName) {
			if f, err := openPacked(path); err == nil {
				p.files = append(p.files, f)
			} else {
				p.former = append(p.former, path)
			}
		}
	}
	return p
}

// errKeys is the error of a file whose beginning is broken.
var errKeys = errors.New("casebook: what was kept is broken")

func openPacked(path string) (*packed, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	head := make([]byte, packHead)
	if _, err := io.ReadFull(file, head); err != nil || !bytes.HasPrefix(head, []byte(packMagic)) || binary.LittleEndian.Uint32(head[packForm:]) != account.Form {
		return nil, errKeys
	}
	size := binary.LittleEndian.Uint64(head[packSize:])
	info, err := file.Stat()
	if err != nil || size > uint64(info.Size()) {
		return nil, errKeys
	}
	raw := make([]byte, size+account.LongestHead)
	n, err := io.ReadFull(file, raw)
	if raw = raw[:n]; err != nil && !errors.Is(err, io.ErrUnexpectedEOF) || uint64(n) < size || packedSum(head, raw) != binary.LittleEndian.Uint32(head[packSum:]) {
		return nil, errKeys
	}
	keys, err := readKeys(raw[:size])
	return &packed{path: path, keys: keys, from: int64(packHead) + int64(size), live: make([]bool, len(keys))}, err
}

// packedSum is the checksum of a file's head, keys and head of the sheaf.
func packedSum(head, rest []byte) uint32 {
	return crc32.Update(crc32.ChecksumIEEE(head[:packSum]), crc32.IEEETable, rest)
}

func appendKeys(dst []byte, keys []key) []byte {
	for _, k := range keys {
		for _, n := range []int64{k.version, k.reading, k.stored, k.claims, int64(len(k.identity)), int64(len(k.reader))} {
			dst = binary.AppendVarint(dst, n)
		}
		dst = append(append(dst, k.identity...), k.reader...)
	}
	return dst
}

func readKeys(raw []byte) (keys []key, err error) {
	text := string(raw)
	for len(raw) > 0 {
		var n [6]int64
		for i := range n {
			size := 0
			if n[i], size = binary.Varint(raw); size <= 0 {
				return nil, errKeys
			}
			raw = raw[size:]
		}
		rest := int64(len(raw))
		if n[4] < 0 || n[5] < 0 || n[4] > rest || n[5] > rest-n[4] {
			return nil, errKeys
		}
		at := int64(len(text)) - rest
		keys = append(keys, key{n[0], n[1], n[2], n[3], text[at : at+n[4]], text[at+n[4] : at+n[4]+n[5]]})
		raw = raw[n[4]+n[5]:]
	}
	return keys, nil
}

// read fills in those contributions that are kept, and gives the numbers of those that are not.
func (p *pack) read(want account.Want, entries []*ledger.Entry, versions []account.Version, missing []int, into []*account.Contribution) []int {
	if p == nil || len(p.files) == 0 {
		return missing
	}
	wanted := make(map[key]int, len(missing))
	for _, i := range missing {
		wanted[keyOf(entries[i])] = i
	}
	for _, f := range p.files {
		of := make([]int, len(f.keys))
		some := make([]*account.Contribution, len(f.keys))
		for n, k := range f.keys {
			if i, ok := wanted[k]; ok {
				of[n], some[n] = i, &account.Contribution{Version: versions[i]}
			}
		}
		if f.sheaf(want, some) != nil {
			p.former = append(p.former, f.path)
			continue
		}
		for n, c := range some {
			if c != nil {
				f.live[n], into[of[n]] = true, c
				delete(wanted, f.keys[n])
			}
		}
	}
	return slices.DeleteFunc(missing, func(i int) bool { return into[i] != nil })
}

// sheaf reads the contributions of a file that are not nil.
func (f *packed) sheaf(want account.Want, into []*account.Contribution) error {
	if !slices.ContainsFunc(into, func(c *account.Contribution) bool { return c != nil }) {
		return nil
	}
	file, err := os.Open(f.path)
	if err != nil {
		return err
	}
	defer file.Close()
	return account.ReadSheaf(io.NewSectionReader(file, f.from, 1<<62), want, runtime.GOMAXPROCS(0), into)
}

// keep keeps contributions that were made anew, together with those of small
// files, of which only what was asked for still counts if that is complete. That
// it cannot (a full disk, a folder of others) is no harm but time.
func (p *pack) keep(entries []*ledger.Entry, made []*account.Contribution, fresh []int, complete bool) {
	var u unkept
	for _, i := range fresh {
		u.add(entries[i], made[i])
	}
	p.take(u, complete)
}

// unkept are contributions, with their keys, that no pack has yet.
type unkept struct {
	keys []key
	all  []*account.Contribution
}

func (u *unkept) add(e *ledger.Entry, c *account.Contribution) {
	u.keys, u.all = append(u.keys, keyOf(e)), append(u.all, c)
}

// take keeps contributions: see keep.
func (p *pack) take(u unkept, complete bool) {
	keys, all := u.keys, u.all
	if p == nil || len(keys) == 0 || os.MkdirAll(p.dir, 0o700) != nil {
		return
	}
	joined := p.former
	slices.SortFunc(p.files, func(a, b *packed) int { return len(a.keys) - len(b.keys) })
	for _, f := range p.files {
		if len(f.keys) > len(keys) { // as many files as 5,000 has binary digits, at most
			break
		}
		joined = append(joined, f.path)
		kept, more := f.whole(complete)
		keys, all = append(keys, kept...), append(all, more...)
	}
	if p.write(keys, all) != nil {
		return
	}
	for _, path := range joined {
		_ = os.Remove(path) // who reads it still does; else it is joined the next time
	}
}

// whole reads all contributions of a file; of what is complete, those alone that are still wanted.
func (f *packed) whole(complete bool) (keys []key, all []*account.Contribution) {
	more := make([]*account.Contribution, len(f.keys))
	for n := range more {
		if f.live[n] || !complete {
			more[n] = &account.Contribution{}
		}
	}
	if f.sheaf(account.Want{}, more) != nil {
		return nil, nil
	}
	for n, c := range more {
		if c != nil {
			keys, all = append(keys, f.keys[n]), append(all, c)
		}
	}
	return keys, all
}

// write makes a new file, which has its name only when it is whole. Its bytes are
// not waited for: a file that the machine lost is told by its checksums.
func (p *pack) write(keys []key, all []*account.Contribution) error {
	return p.put("", packedBytes(keys, account.AppendSheaf(nil, all)))
}

// packedBytes are those of a file.
func packedBytes(keys []key, sheaf []byte) []byte {
	raw := appendKeys(nil, keys)
	out := binary.LittleEndian.AppendUint32([]byte(packMagic), account.Form)
	out = binary.LittleEndian.AppendUint64(out, uint64(len(raw)))
	begin := append(slices.Clone(raw), sheaf[:min(len(sheaf), account.LongestHead)]...)
	out = binary.LittleEndian.AppendUint32(out, packedSum(out, begin))
	return slices.Concat(out, raw, sheaf)
}

// put puts a file into the pack, under a name of its own where none is given.
func (p *pack) put(name string, data []byte) error {
	p.tidy()
	file, err := os.CreateTemp(p.dir, "*"+partName)
	if err != nil {
		return err
	}
	if name == "" {
		name = strings.TrimSuffix(filepath.Base(file.Name()), partName) + wholeName
	}
	_, err = file.Write(data)
	if err = errors.Join(err, file.Close()); err == nil {
		err = os.Rename(file.Name(), filepath.Join(p.dir, name))
	}
	if err != nil {
		_ = os.Remove(file.Name())
	}
	return err
}

// kinName is the file of what is known of the likeness of the case's texts.
const kinName = "kin"

// kin gives what is known; nothing where nothing is.
func (p *pack) kin() []byte {
	data, err := os.ReadFile(filepath.Join(p.dir, kinName))
	if err != nil {
		return nil
	}
	return data
}

// keepKin keeps what is known for the next time; that it cannot costs no more than time.
func (p *pack) keepKin(data []byte) {
	if os.MkdirAll(p.dir, 0o700) == nil {
		_ = p.put(kinName, data)
	}
}

// partLife is for how long a file may be under way.
const partLife = time.Hour

// tidy removes what killed programs left under way: what is much older than the newest file.
func (p *pack) tidy() {
	names, _ := os.ReadDir(p.dir)
	var newest time.Time
	parts := map[string]time.Time{}
	for _, name := range names {
		info, err := name.Info()
		if err != nil {
			continue
		}
		if info.ModTime().After(newest) {
			newest = info.ModTime()
		}
		if strings.HasSuffix(name.Name(), partName) {
			parts[name.Name()] = info.ModTime()
		}
	}
	for name, made := range parts {
		if newest.Sub(made) > partLife {
			_ = os.Remove(filepath.Join(p.dir, name))
		}
	}
}
