package main

import (
	"context"
	"sync"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/desk"
	"github.com/parley-desk/parley/reader"
	"github.com/parley-desk/parley/wire"
)

// intakeOf is how reports are read that people add on a page: the reader is made when the first comes.
func intakeOf(asking wire.Options) desk.Intake {
	reading := sync.OnceValues(func() (*reader.Reader, error) { return reader.New(reader.Options{}) })
	fetcher := sync.OnceValue(func() *wire.Fetcher { return wire.NewFetcher(asking) })
	return desk.Intake{
		Read: func(ctx context.Context, d *claim.Document) (*claim.Report, *claim.Record, error) {
			later := map[string]*claim.Document{}
			if d.Status != 0 { // it was fetched, and not handed in as a file or text
				parts, err := fetcher().LaterParts(ctx, d)
				if err != nil {
					return nil, nil, err
				}
				for _, part := range parts {
					later[part.URL] = part
				}
			}
			report, err := readWhole(d, func(address string) (*claim.Document, error) { return later[address], nil })
			if err != nil {
				return nil, nil, err
			}
			r, err := reading()
			if err != nil {
				return nil, nil, err
			}
			record, err := r.Read(*report)
			return report, record, err
		},
		Fetch: func(ctx context.Context, address string) (*claim.Document, error) {
			return fetcher().Fetch(ctx, wire.Request{URL: address})
		},
	}
}
