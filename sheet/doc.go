// Package sheet lays a record out for people beside the words it was made of: as
// lines for a terminal and as a self-contained page. A sheet adds nothing to
// the record: every line of it is a claim, with who makes it, through whom,
// and the words that say so. Names of private people who were harmed are
// masked, unless whoever asks for the sheet asks for them too.
package sheet

import "github.com/parley-desk/parley/claim"

// Sheet is a record with the report that it was made of.
type Sheet struct {
	Report claim.Report
	Record *claim.Record
}

// Options say what a sheet shows.
type Options struct {
	Explain bool // the path by which each claim was made, not only its rule
	Victims bool // names of private people who were harmed, masked otherwise
}
