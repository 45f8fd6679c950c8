package ledger

import (
	"context"
	"database/sql"
	"slices"
	"strings"

	"github.com/pressly/goose/v3"

	"github.com/parley-desk/parley/claim"
)

// Versions of one report that say that they were published (or updated) at one moment
// are in the order in which they were first fetched, as far as that is known: a page
// that is changed without a word about when shows its newer text. Which is first hangs
// on what the reports say of themselves, never on who was stored first: where one
// version comes again, the earliest fetching counts that anybody knows of. One that
// does not say when it was published is available when it was fetched, which orders it.

// fetchedAt is when a report that says when it was published was fetched, in Unix
// microseconds; 0 where it does not say the one or the other. A day counts from its end.
func fetchedAt(r *claim.Report) int64 {
	at, ok := Moment(r.Fetched)
	if dated(r) == 0 || !ok || at.Unix() <= 0 {
		return 0
	}
	return at.UnixMicro()
}

// firstFetched is the first of two moments of fetching, of which 0 is none.
func firstFetched(a, b int64) int64 {
	if a == 0 || b != 0 && b < a {
		return b
	}
	return a
}

// fetchedAs tells whether what is known of an entry's dating and fetching can be: it is that
// of its report as it is stored, or an earlier fetching.
func (e *Entry) fetchedAs(r *claim.Report) bool {
	at := fetchedAt(r)
	if e.Dated != (dated(r) == 1) {
		return false
	}
	if e.Fetched.IsZero() || dated(r) == 0 {
		return e.Fetched.IsZero() && at == 0
	}
	return at == 0 || e.Fetched.UnixMicro() <= at
}

// refetched is a version that is there and was fetched before what was known of it.
type refetched struct{ version, at int64 }

// refetch notes that versions were fetched earlier than was known. Where that may change
// which of several counts, cases hear of it as of a change.
func (b *binding) refetch(ctx context.Context) error {
	for _, f := range b.earlier {
		if err := b.exec(ctx, "UPDATE version SET fetched = ? WHERE id = ?", f.at, f.version); err != nil {
			return err
		}
		if err := b.exec(ctx, "UPDATE member SET seq = ? WHERE version = ? AND EXISTS (SELECT 1 FROM version v JOIN version w ON w.report = v.report WHERE v.id = member.version AND w.id <> v.id)", b.next(), f.version); err != nil {
			return err
		}
	}
	return nil
}

// fillFetched is the step that fills in when versions were fetched. It may be done again.
const fillFetched = 8

// fetchedStep fills it in from the reports as they are stored, which no SQL can read.
func fetchedStep(s store) *goose.Migration {
	return goose.NewGoMigration(fillFetched, &goose.GoFunc{RunTx: func(ctx context.Context, tx *sql.Tx) error {
		c, last := conn{on: tx, store: s}, int64(0)
		for {
			rows, err := c.fetchedAfter(ctx, &last)
			if err != nil || rows == nil {
				return err
			}
			if err := c.setFetched(ctx, rows); err != nil {
				return err
			}
		}
	}}, &goose.GoFunc{RunTx: func(ctx context.Context, tx *sql.Tx) error {
		return conn{on: tx, store: s}.exec(ctx, "UPDATE version SET fetched = 0")
	}})
}

// fetchedAfter gives version and moment for those of the next versions of which it is known; nil where there are no more.
func (c conn) fetchedAfter(ctx context.Context, last *int64) (rows [][]any, err error) {
	err = c.each(ctx, func(scan func(...any) error) error {
		e := &Entry{}
		if err := scan(&e.Version, &e.document); err != nil {
			return err
		}
		if *last = e.Version; rows == nil {
			rows = [][]any{}
		}
		r, err := e.Report()
		if err != nil {
			return err
		}
		if at := fetchedAt(&r); at != 0 {
			rows = append(rows, []any{e.Version, at})
		}
		return nil
	}, "SELECT version, body FROM document WHERE version > ? ORDER BY version LIMIT ?", *last, rowsAtOnce)
	return rows, err
}

func (c conn) setFetched(ctx context.Context, rows [][]any) error {
	if len(rows) == 0 {
		return nil
	}
	const row = "(CAST(? AS BIGINT), CAST(? AS BIGINT))"
	return c.exec(ctx, "WITH f (id, at) AS (VALUES "+strings.Repeat(row+", ", len(rows)-1)+row+") UPDATE version SET fetched = f.at FROM f WHERE version.id = f.id", slices.Concat(rows...)...)
}
