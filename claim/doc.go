// Package claim is the vocabulary of Parley: the report, the span, the claim
// and its kinds, and what makes them valid. It holds types and their checks,
// no input or output, and imports nothing of the house.
//
// The contract these types spell out in Go is published as docs/record.schema.json.
//
//go:generate go test ./schema -update
package claim
