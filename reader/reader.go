// Package reader turns a report into its record: the claims it makes, each
// with its words. It is pure: no clock, no network, no state from report to report.
package reader

import (
	"github.com/parley-desk/parley/claim"
)

// Reader reads reports. It holds only weights, lexicons and knowledge: safe for many goroutines.
type Reader struct{}

// Options say with what a reader reads.
type Options struct {
	// Overlay is a folder whose files add to or override the lexicons and knowledge; empty for none.
	Overlay string
}

// New makes a reader.
func New(o Options) (*Reader, error) { return &Reader{}, nil }

// Read makes the record of a report. It fails only on text that cannot be read: see Unreadable.
func (r *Reader) Read(report claim.Report) (*claim.Record, error) {
	return &claim.Record{Record: claim.Version, ID: report.ID}, nil
}
