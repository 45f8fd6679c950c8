package schema_test

import (
	"bytes"
	"flag"
	"os"
	"testing"

	"github.com/parley-desk/parley/claim/schema"
)

var update = flag.Bool("update", false, "write the schema anew")

const published = "../../docs/record.schema.json"

func TestPublishedSchemaIsCurrent(t *testing.T) {
	t.Parallel()
	made, err := schema.Make("..")
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(published, made, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	committed, err := os.ReadFile(published)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(made, committed) {
		t.Error("docs/record.schema.json is not what the types say now: go generate ./claim")
	}
}
