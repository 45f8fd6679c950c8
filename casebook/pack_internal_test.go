package casebook

import (
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/ledger"
)

// packable are a few entries with what was made of them.
func packable() (entries []*ledger.Entry, versions []account.Version, all []*account.Contribution) {
	for n := range 3 {
		v := account.Version{Report: fmt.Sprint("https://invented.example/", n), Number: 1, Available: "2031-03-04T23:59:59Z"}
		count, words := float64(n+2), fmt.Sprintf("%d people were killed", n+2)
		r := &claim.Report{ID: fmt.Sprint(n), URL: v.Report, Outlet: "Example Wire", Published: "2031-03-04", Title: "Shelling", Text: words + " in Selby. Nothing else is known of it, the army said."}
		rec := &claim.Record{Record: claim.Version, ID: r.ID, Actors: []claim.Actor{{ID: "XKA", Name: "Karsenia", Kind: claim.ActorState, Country: "XKA"}},
			Claims: []claim.Claim{{ID: "figure-1", Kind: claim.KindFigure, Span: claim.Span{End: len(words)}, Body: &claim.Figure{Measure: claim.Killed, Value: &count, Of: "people"}}}}
		entries = append(entries, &ledger.Entry{Version: int64(n + 1), Reading: int64(n + 1), Identity: v.Report, Reader: "hand 1", Claims: 1, Stored: time.Unix(1_900_000_000, int64(n)*1000)})
		versions, all = append(versions, v), append(all, account.Contribute(v, r, rec))
	}
	return entries, versions, all
}

// fromPack is what is read of a case for which nothing is kept but one file.
func fromPack(t *testing.T, dir string, entries []*ledger.Entry, versions []account.Version) []*account.Contribution {
	t.Helper()
	into, missing := make([]*account.Contribution, len(entries)), make([]int, len(entries))
	for i := range missing {
		missing[i] = i
	}
	p := openPack(dir, "case")
	for _, i := range p.read(account.Want{}, entries, versions, missing, into) {
		if into[i] != nil {
			t.Errorf("report %d is read and said to be missing", i)
		}
	}
	p.keep(entries, into, nil, true)
	return into
}

// placed puts a file into a pack.
func placed(t *testing.T, dir string, data []byte) {
	t.Helper()
	p := openPack(dir, "case")
	if err := os.MkdirAll(p.dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(p.dir, "1"+wholeName), data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// Whatever a file says, what is read of it is what was kept, or nothing.
func FuzzPack(f *testing.F) {
	entries, versions, all := packable()
	var keys []key
	for _, e := range entries {
		keys = append(keys, keyOf(e))
	}
	data := packedBytes(keys, account.AppendSheaf(nil, all))
	f.Add(data)
	f.Add(packedBytes(keys[1:], account.AppendSheaf(nil, all[1:])))
	f.Add(packedBytes(slices.Concat(keys, keys), account.AppendSheaf(nil, slices.Concat(all, all)))) // each twice
	f.Add(packedBytes(keys, account.AppendSheaf(nil, all[1:])))                                      // fewer than keys
	f.Add(data[:packHead])
	f.Add(data[:len(data)-1])
	for _, at := range []int{packForm, packSize, packSize + 7, packSum, packHead, packHead + 9, len(data) / 2} {
		changed := slices.Clone(data)
		changed[at] ^= 0x81
		f.Add(changed)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		dir := t.TempDir()
		placed(t, dir, data)
		for i, c := range fromPack(t, dir, entries, versions) {
			if c != nil && !cmp.Equal(c, all[i], cmpopts.EquateEmpty()) {
				t.Errorf("report %d is read otherwise than it was kept: %s", i, cmp.Diff(all[i], c, cmpopts.EquateEmpty()))
			}
		}
	})
}

// A file that is changed in any byte, cut anywhere, or of another form gives nothing, or what was kept.
func TestABrokenPackIsNotBelieved(t *testing.T) {
	t.Parallel()
	entries, versions, all := packable()
	var keys []key
	for _, e := range entries {
		keys = append(keys, keyOf(e))
	}
	data := packedBytes(keys, account.AppendSheaf(nil, all))
	read := func(data []byte) (n int) {
		dir := t.TempDir()
		placed(t, dir, data)
		for i, c := range fromPack(t, dir, entries, versions) {
			if c == nil {
				continue
			}
			if n++; !cmp.Equal(c, all[i], cmpopts.EquateEmpty()) {
				t.Errorf("report %d is read otherwise than it was kept", i)
			}
		}
		return n
	}
	if n := read(data); n != len(all) {
		t.Fatalf("%d of %d are read", n, len(all))
	}
	for at := range data {
		changed := slices.Clone(data)
		changed[at] ^= 1 << (at % 8)
		if n := read(changed); n > 0 {
			t.Errorf("byte %d is changed, and %d are read", at, n)
		}
		if n := read(data[:at]); n > 0 {
			t.Errorf("cut at %d of %d, and %d are read", at, len(data), n)
		}
	}
	other := slices.Clone(data)
	binary.LittleEndian.PutUint32(other[packForm:], account.Form+1)
	binary.LittleEndian.PutUint32(other[packSum:], packedSum(other[:packHead], other[packHead:min(len(other), packHead+len(appendKeys(nil, keys))+account.LongestHead)]))
	if n := read(other); n > 0 {
		t.Errorf("of another form, and %d are read", n)
	}
}

// What a keeper has caught up with is found by who opens the case by himself.
func TestAKeeperFeedsThePack(t *testing.T) {
	t.Parallel()
	all := func(*claim.Case, *claim.Report, *claim.Record) bool { return true }
	l, err := ledger.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "ledger.db"), Options(ledger.Options{Create: true, Belongs: all}))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	if err := l.SetCase(t.Context(), &claim.Case{ID: "case", Title: "A case", Window: claim.Window{From: "2031-01-01"}, Parties: []claim.Party{{ID: "AAA", Name: "A"}}}); err != nil {
		t.Fatal(err)
	}
	keeper := NewKeeper(l)
	for n := range 40 {
		r := claim.Report{ID: fmt.Sprint(n), URL: fmt.Sprint("https://invented.example/", n), Published: fmt.Sprintf("2031-03-%02d", 1+n%28), Text: fmt.Sprint("What was told as number ", n)}
		leaf, err := l.Prepare(r, &claim.Record{Record: claim.Version, ID: r.ID})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := l.Append(t.Context(), []*ledger.Leaf{leaf}); err != nil {
			t.Fatal(err)
		}
		if _, err := keeper.Opener(t.Context(), "case"); err != nil {
			t.Fatal(err)
		}
		if n%3 > 0 {
			continue
		}
		keeper.Save()
		s := &Stock{Case: &claim.Case{ID: "case"}}
		entries, versions, err := s.list(t.Context(), l, ledger.Query{Case: "case", Every: true})
		if err != nil || len(entries) != n+1 {
			t.Fatal(len(entries), err)
		}
		for i, c := range fromPack(t, l.Derived(), entries, versions) {
			if c == nil {
				t.Fatalf("after %d reports, %s is not in the pack", n+1, entries[i].Identity)
			}
		}
		if files, _ := filepath.Glob(filepath.Join(l.Derived(), "*", "*"+wholeName)); len(files) > 7 {
			t.Errorf("after %d reports: %d files", n+1, len(files))
		}
	}
}
