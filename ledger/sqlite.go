package ledger

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/pressly/goose/v3"
	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"
)

//go:embed migrations/sqlite/*.sql
var sqliteSteps embed.FS

// sqliteStore is a ledger in one file.
type sqliteStore struct{ path string }

// Settings of a SQLite handle. The write-ahead log lets readers go on while one
// writes; synchronous FULL makes a commit last through a loss of power.
const (
	sqliteBusy   = "10000" // milliseconds for which a writer waits for another
	sqliteCommon = "_pragma=busy_timeout(" + sqliteBusy + ")&_pragma=foreign_keys(1)&_pragma=cache_size(-65536)"
	sqliteWrites = sqliteCommon + "&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_txlock=immediate"
	sqliteReads  = sqliteCommon + "&_pragma=query_only(1)"
)

func (s *sqliteStore) open(ctx context.Context, create bool) (write, read *sql.DB, err error) {
	if err := s.place(create); err != nil {
		return nil, nil, err
	}
	if write, err = s.handle(sqliteWrites, 1); err != nil {
		return nil, nil, err
	}
	if err := write.PingContext(ctx); err != nil {
		_ = write.Close()
		return nil, nil, err
	}
	if read, err = s.handle(sqliteReads, max(4, runtime.NumCPU())); err != nil {
		_ = write.Close()
		return nil, nil, err
	}
	return write, read, nil
}

// place makes sure that the file is there, or can be.
func (s *sqliteStore) place(create bool) error {
	info, err := os.Stat(s.path)
	switch {
	case err == nil && info.IsDir():
		return fault(BadAddress, nil, "%s is a folder: name a file in it, such as sqlite:%s", s.path, filepath.Join(s.path, "ledger.db"))
	case err == nil:
		return writable(s.path)
	case !errors.Is(err, fs.ErrNotExist):
		return fault(Missing, err, "%s cannot be opened: %v", s.path, err)
	case !create:
		return fault(Missing, err, "there is no ledger at %s yet: parley ingest begins one", s.path)
	}
	if err := os.MkdirAll(filepath.Dir(s.path), 0o755); err != nil {
		return fault(ReadOnly, err, "the folder of %s cannot be made: %v", s.path, err)
	}
	return nil
}

// writable tells early, and plainly, that a file may not be written.
func writable(path string) error {
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return fault(ReadOnly, err, "%s may not be written: check its permissions and those of its folder", path)
	}
	return file.Close()
}

func (s *sqliteStore) handle(settings string, connections int) (*sql.DB, error) {
	db, err := sql.Open("sqlite", (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: s.path}).EscapedPath(), RawQuery: settings}).String())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	return db, nil
}

func (s *sqliteStore) bind(query string) string { return query }

func (s *sqliteStore) code(err error) Code {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return ""
	}
	switch e.Code() & 0xff {
	case lib.SQLITE_FULL:
		return NoSpace
	case lib.SQLITE_READONLY, lib.SQLITE_PERM, lib.SQLITE_CANTOPEN:
		return ReadOnly
	case lib.SQLITE_CORRUPT, lib.SQLITE_NOTADB:
		return Corrupt
	case lib.SQLITE_BUSY, lib.SQLITE_LOCKED:
		return Busy
	case lib.SQLITE_IOERR:
		return ioTrouble(e.Code())
	}
	return ""
}

// ioTrouble tells a disk that takes no more from one that fails: where a file
// may not grow (a quota), SQLite hears of a failed write, not of a full disk.
func ioTrouble(code int) Code {
	switch code {
	case lib.SQLITE_IOERR_WRITE, lib.SQLITE_IOERR_FSYNC, lib.SQLITE_IOERR_TRUNCATE, lib.SQLITE_IOERR_SHMSIZE:
		return NoSpace
	}
	return Corrupt
}

func (s *sqliteStore) advice(code Code) string {
	switch code {
	case NoSpace:
		return "the disk of " + s.path + " takes no more: make room and repeat the command; what was acknowledged is kept"
	case ReadOnly:
		return s.path + " may not be written: check its permissions, those of its folder and that the disk is not mounted read-only"
	case Corrupt:
		return s.path + " is damaged or no ledger: parley restore makes a new one from a backup; keep the damaged file"
	case Busy:
		return s.path + " is being written by another program: wait for it or stop it"
	}
	return s.path + " failed"
}

func (s *sqliteStore) migrations() (goose.Dialect, fs.FS) {
	steps, _ := fs.Sub(sqliteSteps, "migrations/sqlite") // the folder is embedded
	return goose.DialectSQLite3, steps
}

// snapshot: with a write-ahead log, any transaction that reads sees one moment.
func (s *sqliteStore) snapshot() *sql.TxOptions { return &sql.TxOptions{ReadOnly: true} }

// skipLocked: one writer at a time is all that SQLite lets in.
func (s *sqliteStore) skipLocked() string { return "" }

// blobs lie beside the file, which stays small enough to be copied.
func (s *sqliteStore) blobs() string { return s.path + ".blobs" }

func (s *sqliteStore) derived() string { return s.path + ".views" }

func (s *sqliteStore) search() searching {
	return searching{match: "words MATCH ?", vector: "?", query: func(phrases [][]string) string {
		quoted := make([]string, len(phrases))
		for i, p := range phrases {
			quoted[i] = `"` + strings.Join(p, " ") + `"` // stems are letters and digits only
		}
		return strings.Join(quoted, " ")
	}}
}

func (s *sqliteStore) check(ctx context.Context, db *sql.DB) error {
	var found string
	if err := db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&found); err != nil {
		return err
	}
	if found != "ok" {
		return fault(Corrupt, errors.New(found), "%s (%s)", s.advice(Corrupt), found)
	}
	return nil
}

// size counts the file with its log.
func (s *sqliteStore) size(context.Context, *sql.DB) (int64, error) {
	var total int64
	for _, end := range []string{"", "-wal"} {
		info, err := os.Stat(s.path + end)
		if errors.Is(err, fs.ErrNotExist) && end != "" {
			continue
		}
		if err != nil {
			return 0, fmt.Errorf("ledger: %w", err)
		}
		total += info.Size()
	}
	return total, nil
}
