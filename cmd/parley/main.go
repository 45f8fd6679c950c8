// Command parley reads reports of a conflict and its talks and keeps the record.
// It wires the rooms of the house together and does no work of its own.
package main

import (
	"os"
)

// version is set by the build: -ldflags "-X main.version=…".
var version = ""

func main() {
	os.Exit(run(os.Args[1:], console{in: os.Stdin, out: os.Stdout, err: os.Stderr}))
}
