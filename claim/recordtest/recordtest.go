// Package recordtest holds records that tests make or print against the
// published schema, the contract's rules, the report's words and the proof of what they name. Tests only.
package recordtest

import (
	"bytes"
	"encoding/json"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/claim/proof"
	"github.com/parley-desk/parley/docs"
)

// Valid fails the test unless the record keeps schema and contract, and quotes the text rightly.
func Valid(t testing.TB, r *claim.Record, text string) {
	t.Helper()
	line, err := r.AppendJSON(nil)
	if err != nil {
		t.Fatalf("record %s: %v", r.ID, err)
	}
	ValidLine(t, line, text)
}

// ValidLine does the same with a record as it was printed: one JSON object.
func ValidLine(t testing.TB, line []byte, text string) *claim.Record {
	t.Helper()
	if err := Schema(line); err != nil {
		t.Errorf("the record breaks docs/record.schema.json: %v\n%.300s", err, line)
	}
	var r claim.Record
	if err := json.Unmarshal(line, &r); err != nil {
		t.Fatalf("not a record: %v\n%.300s", err, line)
	}
	if err := claim.Check(&r, text); err != nil {
		t.Errorf("record %s breaks the contract:\n%v", r.ID, err)
	}
	if err := proof.Err(&r, text); err != nil {
		t.Errorf("record %s says what the report does not:\n%v", r.ID, err)
	}
	return &r
}

// Schema holds a JSON object against docs/record.schema.json.
func Schema(line []byte) error {
	schema, err := compiled()
	if err != nil {
		return err
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(line))
	if err != nil {
		return err
	}
	return schema.Validate(value)
}

var compiled = sync.OnceValues(func() (*jsonschema.Schema, error) {
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(docs.RecordSchema))
	if err != nil {
		return nil, err
	}
	const name = "record.schema.json"
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource(name, value); err != nil {
		return nil, err
	}
	return c.Compile(name)
})
