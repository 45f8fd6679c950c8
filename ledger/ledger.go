package ledger

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/parley-desk/parley/claim"
)

// Ledger is an open ledger. It is safe for many goroutines, and several
// processes may have the same one open: writers take turns, readers see whole
// batches.
type Ledger struct {
	store    store
	write    *sql.DB
	read     *sql.DB
	evidence evidence // raw documents
	options  Options
}

// Options say how a ledger is used. The zero value will do.
type Options struct {
	// Belongs tells whether a report belongs to a case by the case's own words; nil: Belongs of this package.
	Belongs func(*claim.Case, *claim.Report, *claim.Record) bool
	// Extract gives what the views need of a record, to be kept beside it; nil: nothing.
	Extract func(*claim.Report, *claim.Record) ([]byte, error)
	// Blobs is the folder for raw documents; empty: beside a SQLite file, within a PostgreSQL database.
	Blobs string
	// Derived is the folder for what views keep from one time to the next; empty: beside a SQLite file, nowhere for PostgreSQL.
	Derived string
	// Patience is for how long a database that has gone is waited for; 0: a minute; negative: not at all.
	Patience time.Duration
	// Now is the clock; nil: the system's.
	Now func() time.Time
	// Create makes a ledger where there is none, and lets an empty database become one.
	Create bool
	// Migrate brings an older ledger up to date instead of refusing it.
	Migrate bool
}

// Open opens the ledger at an address: sqlite:FILE or postgres://…. Its errors
// are of type *Fault.
func Open(ctx context.Context, address string, o Options) (*Ledger, error) {
	s, err := storeOf(address)
	if err != nil {
		return nil, err
	}
	l := &Ledger{store: s, options: o.filled(), evidence: evidenceOf(s, o.Blobs)}
	if l.write, l.read, err = s.open(ctx, o.Create || o.Migrate); err != nil {
		return nil, l.fault("open", err)
	}
	if err := l.ready(ctx); err != nil {
		return nil, errors.Join(l.fault("open", err), l.Close())
	}
	return l, nil
}

// defaultPatience outlasts the restart of a database.
const defaultPatience = time.Minute

func (o Options) filled() Options {
	if o.Belongs == nil {
		o.Belongs = Belongs
	}
	if o.Extract == nil {
		o.Extract = func(*claim.Report, *claim.Record) ([]byte, error) { return nil, nil }
	}
	if o.Patience == 0 {
		o.Patience = defaultPatience
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return o
}

// evidenceOf is where raw documents are kept.
func evidenceOf(s store, dir string) evidence {
	if dir = cmp.Or(dir, s.blobs()); dir != "" {
		return blobs{dir}
	}
	return evidenceTable{}
}

// Derived is the folder in which views may keep what they have made of the ledger,
// to be quick the next time; empty where there is none. What lies there may be
// thrown away at any time, is in no backup and no part of the digest.
func (l *Ledger) Derived() string { return cmp.Or(l.options.Derived, l.store.derived()) }

// storeOf finds the store that an address names.
func storeOf(address string) (store, error) {
	switch scheme, rest, _ := strings.Cut(address, ":"); scheme {
	case "sqlite":
		if rest != "" {
			return &sqliteStore{path: rest}, nil
		}
	case "postgres", "postgresql":
		return &postgresStore{address: address}, nil
	}
	return nil, fault(BadAddress, nil, "%q is no address of a ledger: write sqlite:FILE or postgres://user@host:5432/database", address)
}

// Close lets go of the ledger. Nothing that was acknowledged depends on it.
func (l *Ledger) Close() error {
	err := l.write.Close()
	if l.read != l.write {
		err = errors.Join(l.read.Close(), err)
	}
	if err != nil {
		return l.fault("close", err)
	}
	return nil
}

// fault makes an error of the database one of the ledger.
func (l *Ledger) fault(op string, err error) error {
	if err == nil || CodeOf(err) != "" || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	code := l.store.code(err)
	if code == "" {
		return fault(Failed, err, "ledger: %s: %v", op, err)
	}
	return fault(code, err, "ledger: %s: %s (%v)", op, l.store.advice(code), err)
}

// conn is a transaction or a pool, with the database's placeholders.
type conn struct {
	on interface {
		ExecContext(context.Context, string, ...any) (sql.Result, error)
		QueryContext(context.Context, string, ...any) (*sql.Rows, error)
		QueryRowContext(context.Context, string, ...any) *sql.Row
	}
	store store
	// patient waits for a database that has gone before the first row came; nil within a transaction.
	patient func(context.Context, func() error) error
}

func (c conn) exec(ctx context.Context, query string, values ...any) error {
	_, err := c.on.ExecContext(ctx, c.store.bind(query), values...)
	return err
}

func (c conn) row(ctx context.Context, query string, values ...any) *sql.Row {
	return c.on.QueryRowContext(ctx, c.store.bind(query), values...)
}

// each runs a query and calls take for each row; scan fills variables from it.
func (c conn) each(ctx context.Context, take func(scan func(...any) error) error, query string, values ...any) error {
	rows, err := c.query(ctx, c.store.bind(query), values)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		if err := take(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

func (c conn) query(ctx context.Context, query string, values []any) (rows *sql.Rows, err error) {
	ask := func() error {
		rows, err = c.on.QueryContext(ctx, query, values...)
		return err
	}
	if c.patient == nil {
		err = ask()
	} else {
		err = c.patient(ctx, ask)
	}
	return rows, err
}

// rowsAtOnce bounds the rows of one INSERT: SQLite takes 32,766 values, PostgreSQL 65,535.
const rowsAtOnce = 400

// insert puts rows into a table, many in one statement. each lists the columns'
// names; vectors says which values go through a function of the database.
func (c conn) insert(ctx context.Context, table, columns, placeholders, conflict string, rows [][]any) error {
	for len(rows) > 0 {
		some := rows[:min(len(rows), rowsAtOnce)]
		rows = rows[len(some):]
		values := make([]any, 0, len(some)*len(some[0]))
		for _, r := range some {
			values = append(values, r...)
		}
		query := "INSERT INTO " + table + " (" + columns + ") VALUES " + strings.Repeat("("+placeholders+"), ", len(some)-1) + "(" + placeholders + ") " + conflict
		if err := c.exec(ctx, query, values...); err != nil {
			return fmt.Errorf("%s: %w", table, err)
		}
	}
	return nil
}

// reading gives the pool that reads.
func (l *Ledger) reading() conn {
	return conn{l.read, l.store, func(ctx context.Context, ask func() error) error { return l.patiently(ctx, "read", ask) }}
}

// Pauses between attempts to reach a database that has gone.
const (
	firstPause = 50 * time.Millisecond
	lastPause  = 2 * time.Second
)

// change runs a transaction that writes. Where the database goes away under it,
// it is run again, for as long as the ledger's patience lasts: do must be
// idempotent. take gives the next n numbers of the sequence, the first of them;
// it is the first thing that do calls, and lets one writer in at a time.
func (l *Ledger) change(ctx context.Context, op string, do func(c conn, take func(n int) (int64, error)) error) error {
	return l.wait(ctx, func() error { return l.fault(op, l.once(ctx, do)) })
}

// wait repeats what failed because the database had gone, until it is back or
// the ledger's patience has run out.
func (l *Ledger) wait(ctx context.Context, do func() error) error {
	deadline := time.Now().Add(l.options.Patience)
	for pause := firstPause; ; pause = min(2*pause, lastPause) {
		err := do()
		if CodeOf(err) != Unreachable || time.Now().Add(pause).After(deadline) {
			return err
		}
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func (l *Ledger) once(ctx context.Context, do func(conn, func(int) (int64, error)) error) error {
	tx, err := l.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // idle after a commit
	c := conn{on: tx, store: l.store}
	err = do(c, func(n int) (int64, error) {
		var last int64
		err := c.row(ctx, "UPDATE clock SET seq = seq + ? RETURNING seq", n).Scan(&last)
		return last - int64(n) + 1, err
	})
	if err != nil {
		return err
	}
	return tx.Commit()
}

// stamp is the moment of an append for the audit, in Unix microseconds.
func (l *Ledger) stamp() int64 { return l.options.Now().UnixMicro() }

// Seq is the number of the latest append.
func (l *Ledger) Seq(ctx context.Context) (seq int64, err error) {
	err = l.patiently(ctx, "look", func() error { return l.reading().row(ctx, "SELECT seq FROM clock").Scan(&seq) })
	return seq, err
}
