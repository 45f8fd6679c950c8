package main

import (
	"path/filepath"
	"testing"
)

// What views keep lies in a folder of its own for each ledger, and nowhere where none is named.
func TestViewsOfEachLedgerAreKeptApart(t *testing.T) {
	t.Parallel()
	if got := derivedFolder("", "postgres://a"); got != "" {
		t.Errorf("no folder is named, and %s is used", got)
	}
	a, b := derivedFolder("views", "postgres://a"), derivedFolder("views", "postgres://b")
	if a == b || filepath.Dir(a) != "views" || filepath.Dir(b) != "views" {
		t.Errorf("%s and %s", a, b)
	}
}
