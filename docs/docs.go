// Package docs carries the published contract within the program and its tests.
package docs

import _ "embed" // for the schema

// RecordSchema is the JSON Schema of a record (draft 2020-12).
//
//go:embed record.schema.json
var RecordSchema []byte
