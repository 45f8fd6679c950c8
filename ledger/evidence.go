package ledger

import (
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync"
)

// evidence keeps records of raw documents, each under the hash of its body.
type evidence interface {
	// lay makes records last before the transaction begins that names them.
	lay(records map[string][]byte) error
	// within keeps them in that transaction.
	within(ctx context.Context, c conn, records map[string][]byte) error
	// record gives one; the error's code is Corrupt where it is missing.
	record(ctx context.Context, c conn, hash string) ([]byte, error)
}

// blobs is a folder of records, one a file: ab/ab34….warc.gz. A file has its
// name only when it is whole and on disk.
type blobs struct{ dir string }

func (b blobs) path(hash string) string { return filepath.Join(b.dir, hash[:2], hash+".warc.gz") }

func (b blobs) within(context.Context, conn, map[string][]byte) error { return nil }

// lay writes what is not there yet, some at once, and waits for the disk.
func (b blobs) lay(records map[string][]byte) error {
	var writing sync.WaitGroup
	var mu sync.Mutex
	var failed error
	slots := make(chan struct{}, 4*runtime.GOMAXPROCS(0)) // the disk is waited for, not the processor
	for hash, record := range records {
		slots <- struct{}{}
		writing.Go(func() {
			defer func() { <-slots }()
			if err := b.write(b.path(hash), record); err != nil {
				mu.Lock()
				failed = errors.Join(failed, err)
				mu.Unlock()
			}
		})
	}
	writing.Wait()
	if failed != nil {
		return fault(NoSpace, failed, "ledger: %s cannot be written (%v): make room there or check its permissions; what was acknowledged is kept", b.dir, failed)
	}
	return nil
}

func (b blobs) write(path string, record []byte) error {
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		if err := b.place(dir, path, record); err != nil {
			return err
		}
	}
	return errors.Join(syncDir(dir), syncDir(b.dir)) // who wrote the file may have been killed before this
}

// place writes a file under another name, and gives it its own when it is on disk.
func (b blobs) place(dir, path string, record []byte) error {
	file, err := os.CreateTemp(dir, ".new-*")
	if err != nil {
		return err
	}
	_, err = file.Write(record)
	if err == nil {
		err = errors.Join(file.Chmod(0o644), file.Sync())
	}
	if err = errors.Join(err, file.Close()); err == nil {
		err = os.Rename(file.Name(), path)
	}
	if err != nil {
		_ = os.Remove(file.Name())
	}
	return err
}

// syncDir makes a folder's names last. Windows cannot, and keeps them by itself.
func syncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

func (b blobs) record(_ context.Context, _ conn, hash string) ([]byte, error) {
	record, err := os.ReadFile(b.path(hash))
	if err != nil {
		return nil, fault(Corrupt, err, "ledger: a document kept as evidence is not in %s (%v): name the folder with --blobs, or restore the ledger from a backup", b.dir, err)
	}
	return record, nil
}

// evidenceTable keeps records in the database itself, where all machines that share it find them.
type evidenceTable struct{}

func (evidenceTable) lay(map[string][]byte) error { return nil }

func (evidenceTable) within(ctx context.Context, c conn, records map[string][]byte) error {
	for hash, record := range records { // one at a time: they are large
		if err := c.exec(ctx, "INSERT INTO evidence (hash, record) VALUES (?, ?) ON CONFLICT DO NOTHING", unhex(hash), record); err != nil {
			return err
		}
	}
	return nil
}

func (evidenceTable) record(ctx context.Context, c conn, hash string) (record []byte, err error) {
	err = c.row(ctx, "SELECT record FROM evidence WHERE hash = ?", unhex(hash)).Scan(&record)
	if errors.Is(err, sql.ErrNoRows) {
		err = fault(Corrupt, err, "ledger: a document kept as evidence is not in the database: restore the ledger from a backup, or name the folder it was kept in with --blobs")
	}
	return record, err
}

// unhex gives the bytes of a hash that was checked.
func unhex(hash string) []byte {
	b, _ := hex.DecodeString(hash)
	return b
}
