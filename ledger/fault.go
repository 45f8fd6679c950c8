package ledger

import (
	"errors"
	"fmt"
)

// Code names what is wrong with a ledger. Codes are stable: they become exit statuses.
type Code string

// The codes of a ledger.
const (
	BadAddress  Code = "ledger_address"     // neither sqlite:FILE nor postgres://…
	Unreachable Code = "ledger_unreachable" // the database does not answer
	NoSpace     Code = "ledger_no_space"    // the disk is full
	ReadOnly    Code = "ledger_read_only"   // it may not be written
	Corrupt     Code = "ledger_corrupt"     // what is stored is damaged
	Newer       Code = "ledger_newer"       // made by a newer Parley
	Older       Code = "ledger_older"       // made by an older Parley: migrate
	Busy        Code = "ledger_busy"        // somebody else writes for too long
	Missing     Code = "ledger_missing"     // there is none, or no such case or report in it
	Failed      Code = "ledger_failed"      // anything else
)

// Fault is why something could not be done with a ledger. Message says what is
// wrong and what to do, in one line.
type Fault struct {
	Code    Code
	Message string
	Cause   error
}

// Error is the message.
func (f *Fault) Error() string { return f.Message }

// Unwrap is the cause.
func (f *Fault) Unwrap() error { return f.Cause }

func fault(code Code, cause error, format string, values ...any) *Fault {
	return &Fault{code, fmt.Sprintf(format, values...), cause}
}

// CodeOf gives the code of a ledger's error, "" where it is none.
func CodeOf(err error) Code {
	if f := (*Fault)(nil); errors.As(err, &f) {
		return f.Code
	}
	return ""
}
