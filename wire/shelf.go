package wire

import (
	"context"

	"github.com/parley-desk/parley/claim"
)

// Shelf is where the wire keeps what it fetched and remembers where it stands.
// The ledger is one. Its methods may be called for several sources at once,
// for one source never at once.
type Shelf interface {
	// Recall gives where following a source stands; a state with nothing but Source for a new one.
	Recall(ctx context.Context, source string) (claim.SourceState, error)
	// Fresh gives those of items that should be fetched: never had, listed with a
	// newer Updated than is kept, or young enough to be looked at again. Where the
	// source's list has not changed, items is nil: Fresh then gives what the shelf
	// itself knows to be due for another look.
	Fresh(ctx context.Context, source string, items []claim.Item) ([]claim.Item, error)
	// Known gives the latest document of an address that came whole, without its
	// body, by which its server can be asked whether anything changed since; nil
	// where there is none, or the page was gone at the latest look.
	Known(ctx context.Context, address string) (*claim.Document, error)
	// Keep stores state and documents, all or nothing, durable when it returns.
	// The same document again changes nothing. One with status 304 tells that the
	// known one was looked at and still stands.
	Keep(ctx context.Context, state claim.SourceState, docs []*claim.Document) error
}
