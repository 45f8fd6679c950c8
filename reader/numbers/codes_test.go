package numbers

import (
	"strings"
	"testing"

	"github.com/parley-desk/parley/knowledge"
)

// Each currency and unit that the words of numbers name is one that knowledge has by that code.
func TestCodesAreKnown(t *testing.T) {
	t.Parallel()
	base, err := knowledge.Load()
	if err != nil {
		t.Fatal(err)
	}
	table, err := lexicons(t).Table("numbers", schema)
	if err != nil {
		t.Fatal(err)
	}
	checked := 0
	for _, e := range table.Entries {
		for code := range strings.SplitSeq(e.Get("code"), ",") {
			switch e.Section {
			case "currency":
				if c := base.Currencies(code); len(c) == 0 {
					t.Errorf("%s:%d: %q means %s, which is no currency of currencies.tsv", e.File, e.Line, e.Term, code)
				}
			case "unit":
				if u := base.Units(code); len(u) == 0 || u[0].Code != code {
					t.Errorf("%s:%d: %q means %s, which is no unit of units.tsv", e.File, e.Line, e.Term, code)
				}
			default:
				continue
			}
			checked++
		}
	}
	if checked < 100 {
		t.Errorf("only %d codes were looked at", checked)
	}
}
