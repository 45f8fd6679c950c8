package parley_test

import (
	"bufio"
	"os"
	"strings"
	"testing"

	"github.com/parley-desk/parley/knowledge"
)

// An agency that a page credits is one that knowledge knows, under the name that it
// has there: reports of one agency are told by it, whoever found the credit.
func TestAgenciesOfPagesAreKnown(t *testing.T) {
	t.Parallel()
	base, err := knowledge.Load()
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.Open("article/data/agencies.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	names := 0
	for lines := bufio.NewScanner(file); lines.Scan(); {
		name, _, isRow := strings.Cut(lines.Text(), "\t")
		if !isRow || strings.HasPrefix(name, "#") || name == "name" {
			continue
		}
		names++
		if o, ok := base.Outlet(name); !ok || !o.Agency || o.Name != name {
			t.Errorf("%q is no agency of knowledge/data/outlets.tsv", name)
		}
	}
	if names < 50 {
		t.Errorf("%d agencies", names)
	}
}
