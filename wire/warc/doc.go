// Package warc reads and writes WARC files, the web archives of ISO 28500
// (WARC 1.0 and 1.1): what crawlers, archives of the web and auto-archivers
// write, and how Parley keeps the documents that it fetched. Files may be packed
// by the record, as the standard recommends, packed as a whole, or not at all.
//
// Nothing that a file says is trusted: lengths, headers, packing and encodings
// are bounded by Limits, digests of blocks are checked, and what is wrong is a
// *Fault that says where in the file. What is whole in a damaged file is read.
package warc

import "cmp"

// Limits bound what a file may ask for. A zero field means its default.
type Limits struct {
	Header int   // bytes of a record's header; 64 KiB
	Block  int64 // bytes of a record's block; longer ones are passed over with a fault; 64 MiB
	Body   int64 // bytes of a document's body when its encodings are undone; 64 MiB
	Ratio  int64 // how many times its packed size a file may unpack to, beyond the first 64 MiB; 400
}

// mostHeader bounds a record's header, read or written.
const mostHeader = 64 << 10

// orDefaults fills what is zero.
func (l Limits) orDefaults() Limits {
	return Limits{Header: cmp.Or(l.Header, mostHeader), Block: cmp.Or(l.Block, 64<<20), Body: cmp.Or(l.Body, 64<<20), Ratio: cmp.Or(l.Ratio, 400)}
}
