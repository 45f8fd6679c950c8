// Package data holds the word lists of the language engine as plain files:
// one entry a line, "#" begins a comment, an analyst can read and extend them.
package data

import (
	"embed"
	"iter"
	"strings"
)

//go:embed *.txt
var files embed.FS

// Lines yields the entries of a list, without comments and empty lines. The
// lists are part of the program: a name without a file is a mistake in it.
func Lines(name string) iter.Seq[string] {
	text, err := files.ReadFile(name + ".txt")
	if err != nil {
		panic(err)
	}
	return func(yield func(string) bool) {
		for line := range strings.Lines(string(text)) {
			entry, _, _ := strings.Cut(line, "#")
			if entry = strings.TrimSpace(entry); entry != "" && !yield(entry) {
				return
			}
		}
	}
}
