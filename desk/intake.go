package desk

import (
	"context"

	"github.com/parley-desk/parley/claim"
)

// Intake is how reports are read that people add on a page.
type Intake struct {
	// Read makes a report and its record of a document; its errors say what is wrong with it. Nil: nothing can be added.
	Read func(context.Context, *claim.Document) (*claim.Report, *claim.Record, error)
	// Fetch gets the document at an address, as politely as any source is asked; nil: no links are taken.
	Fetch func(ctx context.Context, address string) (*claim.Document, error)
}
