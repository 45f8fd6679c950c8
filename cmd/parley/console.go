package main

import (
	"fmt"
	"os"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/term"

	"github.com/parley-desk/parley/sheet"
)

// console is where the program reads and writes.
type console struct {
	in, out, err *os.File
}

// terminal says what standard output can show. NO_COLOR, CLICOLOR and TERM are heeded.
func (c console) terminal() sheet.Terminal {
	t := sheet.Terminal{Color: colorprofile.Detect(c.out, os.Environ()) >= colorprofile.ANSI}
	if width, _, err := term.GetSize(c.out.Fd()); err == nil {
		t.Width = width
	}
	return t
}

// watched tells whether somebody watches standard error while the results go elsewhere.
func (c console) watched(elsewhere bool) bool {
	return term.IsTerminal(c.err.Fd()) && (elsewhere || !term.IsTerminal(c.out.Fd()))
}

// complain writes one line to standard error.
func (c console) complain(format string, values ...any) {
	_, _ = fmt.Fprintf(c.err, "parley: "+format+"\n", values...)
}
