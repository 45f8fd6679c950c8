//go:build !unix

package main

import "os"

// ignored are signals that would end the program for what is an error of writing: here there are none.
var ignored []os.Signal
