// Package mail reads newsletters and reports that came by mail: single messages
// (RFC 5322, MIME of RFC 2045 to 2049) and mailboxes (mbox, RFC 4155, in its
// dialects). Each letter becomes a document, each attached report another.
//
// What a message says is bounded by Limits, parts and nesting by constants; what
// cannot be read is a *Fault that costs no other message.
package mail

import (
	"errors"
	"fmt"
)

// Limits bound what a file may ask for. A zero field means its default.
type Limits struct {
	Message int // bytes of one message with its attachments; 64 MiB
}

// Bounds on what no letter needs more of.
const (
	mostDepth = 8   // messages and groups of parts within each other
	mostParts = 500 // of one message, all depths together
)

// Code names what is wrong with a message. Codes are stable.
type Code string

// The codes of mail.
const (
	Syntax    Code = "syntax"    // no message as RFC 5322 has it
	TooLong   Code = "too_long"  // more bytes, parts or depth than allowed
	Empty     Code = "empty"     // neither words nor a report attached
	Encrypted Code = "encrypted" // to be read by its addressee only
	Unread    Code = "unread"    // the file cannot be read
)

// Fault is what is wrong with one message.
type Fault struct {
	Code    Code
	Number  int   // of the message in its file, counted from 1
	Offset  int64 // of the message in its file
	Message string
	Cause   error // what lies beneath, nil where the message itself is the cause
}

// Error says which message, where, and what is wrong.
func (f *Fault) Error() string {
	return fmt.Sprintf("message %d at byte %d: %s", f.Number, f.Offset, f.Message)
}

// Unwrap is the cause.
func (f *Fault) Unwrap() error { return f.Cause }

// placed says where the message lies that an error is of.
func placed(err error, number int, offset int64) error {
	var f *Fault
	if errors.As(err, &f) {
		f.Number, f.Offset = number, offset
	}
	return err
}
