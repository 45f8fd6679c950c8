package ledger

import (
	"context"
	"encoding/json"

	"github.com/parley-desk/parley/claim"
)

// looksBack bounds how many looks that brought nothing new are gone back over.
const looksBack = 20

// Known gives the latest document of an address that came whole, without its
// body, for the header fields by which its server can be asked whether anything
// changed since (RFC 9110, 13.1). It is nil where there is none, and where the
// page was gone at the latest look.
func (l *Ledger) Known(ctx context.Context, address string) (*claim.Document, error) {
	var looks []*claim.Document // the latest first
	err := l.patiently(ctx, "look up a document", func() error {
		looks = nil
		return l.reading().each(ctx, func(scan func(...any) error) error {
			var body string
			if err := scan(&body); err != nil {
				return err
			}
			d := &claim.Document{}
			looks = append(looks, d)
			if err := json.Unmarshal([]byte(body), d); err != nil {
				return damaged(err)
			}
			return nil
		}, "SELECT body FROM fetched WHERE address = ? ORDER BY seq DESC LIMIT ?", addressOf(address), looksBack)
	})
	for _, d := range looks {
		switch a := (&arrival{Document: d}); {
		case err != nil || a.gone():
			return nil, err
		case a.readable():
			return d, nil
		}
	}
	return nil, err
}
