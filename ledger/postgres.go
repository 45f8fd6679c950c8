package ledger

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"io"
	"io/fs"
	"net"
	"net/url"
	"strings"
	"syscall"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
)

//go:embed migrations/postgres/*.sql
var postgresSteps embed.FS

// postgresStore is a ledger in a PostgreSQL database, version 15 or later.
type postgresStore struct{ address string }

// postgresConnections bounds what one process opens: PostgreSQL pays for each with a process.
const postgresConnections = 8

func (s *postgresStore) open(ctx context.Context, _ bool) (write, read *sql.DB, err error) {
	config, err := pgx.ParseConfig(s.address)
	if err != nil {
		return nil, nil, fault(BadAddress, err, "%s is no address of PostgreSQL: write postgres://user@host:5432/database", s.shown())
	}
	config.RuntimeParams["application_name"] = "parley"
	config.RuntimeParams["timezone"] = "UTC"
	config.RuntimeParams["synchronous_commit"] = "on" // what is acknowledged lasts, whatever the server's default
	db := stdlib.OpenDB(*config)
	db.SetMaxOpenConns(postgresConnections)
	if err := db.PingContext(ctx); err != nil {
		_ = db.Close()
		return nil, nil, err
	}
	return db, db, nil
}

// shown is the address without its password.
func (s *postgresStore) shown() string {
	u, err := url.Parse(s.address)
	if err != nil {
		return "the address"
	}
	return u.Redacted()
}

func (s *postgresStore) bind(query string) string { return numbered(query) }

func (s *postgresStore) code(err error) Code {
	var e *pgconn.PgError
	if errors.As(err, &e) {
		return postgresCode(e.Code)
	}
	var connecting *pgconn.ConnectError
	var network net.Error
	if errors.As(err, &connecting) || errors.As(err, &network) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) ||
		errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.EPIPE) || errors.Is(err, net.ErrClosed) || pgconn.Timeout(err) || strings.Contains(err.Error(), "conn closed") {
		return Unreachable
	}
	return ""
}

// postgresCode reads an SQLSTATE (appendix A of PostgreSQL's manual).
func postgresCode(state string) Code {
	switch {
	case state == "53100": // disk_full
		return NoSpace
	case state == "25006", state == "42501": // read_only_sql_transaction, insufficient_privilege
		return ReadOnly
	case state == "XX001", state == "XX002": // data_corrupted, index_corrupted
		return Corrupt
	case state == "3D000": // invalid_catalog_name: no such database
		return Missing
	case state == "55P03", state == "40P01": // lock_not_available, deadlock_detected
		return Busy
	case strings.HasPrefix(state, "08"), strings.HasPrefix(state, "57P"), state == "53300": // connection, shutdown and crash, too many connections
		return Unreachable
	}
	return ""
}

func (s *postgresStore) advice(code Code) string {
	switch code {
	case NoSpace:
		return "the disk of " + s.shown() + " is full: make room and repeat the command; what was acknowledged is kept"
	case ReadOnly:
		return s.shown() + " may not be written: check the rights of its user and that it is no standby"
	case Corrupt:
		return s.shown() + " is damaged: parley restore makes a new ledger from a backup"
	case Busy:
		return s.shown() + " is locked by another program: wait for it or stop it"
	case Missing:
		return s.shown() + " does not exist: make it with createdb"
	case Unreachable:
		return s.shown() + " does not answer: check that PostgreSQL runs and may be reached, then repeat the command; what was acknowledged is kept"
	}
	return s.shown() + " failed"
}

func (s *postgresStore) migrations() (goose.Dialect, fs.FS) {
	steps, _ := fs.Sub(postgresSteps, "migrations/postgres") // the folder is embedded
	return goose.DialectPostgres, steps
}

func (s *postgresStore) snapshot() *sql.TxOptions {
	return &sql.TxOptions{ReadOnly: true, Isolation: sql.LevelRepeatableRead}
}

func (s *postgresStore) skipLocked() string { return "FOR UPDATE SKIP LOCKED" }

// blobs: a folder of one machine would be hidden from the others.
func (s *postgresStore) blobs() string { return "" }

func (s *postgresStore) derived() string { return "" }

func (s *postgresStore) search() searching {
	return searching{match: "stems @@ ?::tsquery", vector: "to_tsvector('simple', ?)", query: func(phrases [][]string) string {
		quoted := make([]string, len(phrases))
		for i, p := range phrases {
			quoted[i] = "('" + strings.Join(p, "' <-> '") + "')"
		}
		return strings.Join(quoted, " & ")
	}}
}

// check has nothing to add: PostgreSQL checks each page as it is read, where checksums are on.
func (s *postgresStore) check(context.Context, *sql.DB) error { return nil }

func (s *postgresStore) size(ctx context.Context, db *sql.DB) (size int64, err error) {
	err = db.QueryRowContext(ctx, "SELECT pg_database_size(current_database())").Scan(&size)
	return size, err
}
