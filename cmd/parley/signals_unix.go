//go:build unix

package main

import (
	"os"
	"syscall"
)

// ignored are signals that would end the program for what is an error of
// writing, to be met and told: a pipe that nobody reads any more, a file that
// may not grow (a quota).
var ignored = []os.Signal{syscall.SIGPIPE, syscall.SIGXFSZ}
