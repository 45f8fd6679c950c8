package ledger

import (
	"context"
	"database/sql"
	"io/fs"
	"strconv"
	"strings"

	"github.com/pressly/goose/v3"
)

// store is what differs between the databases a ledger can lie in.
type store interface {
	// open gives the handle that writes and the pool that reads; they may be one.
	// Nothing is created unless create.
	open(ctx context.Context, create bool) (write, read *sql.DB, err error)
	// bind turns each ? of a query into the database's own placeholder.
	bind(query string) string
	// code tells what kind of trouble an error of the database is; "" where it is none of those known.
	code(err error) Code
	// advice says what to do about trouble of a kind.
	advice(code Code) string
	// migrations are the steps from an empty database to the present form.
	migrations() (goose.Dialect, fs.FS)
	// snapshot are the options of a transaction that sees one moment only.
	snapshot() *sql.TxOptions
	// skipLocked ends a query for rows to change: those that others are changing are passed over.
	skipLocked() string
	// blobs is the folder for raw documents where the user names none; empty: they lie in the database.
	blobs() string
	// derived is the folder for what views keep where the user names none; empty: nowhere.
	derived() string
	// search words the full-text query.
	search() searching
	// check looks for damage of the database itself.
	check(ctx context.Context, db *sql.DB) error
	// size is what the ledger takes on disk, in bytes.
	size(ctx context.Context, db *sql.DB) (int64, error)
}

// searching is how a database finds words.
type searching struct {
	match string // condition on words, one placeholder
	// vector makes what is stored of one placeholder.
	vector string
	// query words a search: all words, and those of a phrase side by side.
	query func(phrases [][]string) string
}

// numbered writes ? placeholders as $1, $2, ….
func numbered(query string) string {
	var b strings.Builder
	n := 0
	for {
		before, after, found := strings.Cut(query, "?")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		n++
		b.WriteString("$" + strconv.Itoa(n))
		query = after
	}
}
