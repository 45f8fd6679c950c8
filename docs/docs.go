// Package docs carries the published contract within the program and its tests.
package docs

import "embed"

// RecordSchema is the JSON Schema of a record (draft 2020-12).
//
//go:embed record.schema.json
var RecordSchema []byte

// Pages are what the desk shows of the documentation: the codebooks, and how
// right the reader is.
//
//go:embed codebook.md codebook-views.md codebook-actors-and-places.md accuracy.md reliability.svg record.schema.json
var Pages embed.FS
