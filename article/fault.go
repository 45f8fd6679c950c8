package article

import "fmt"

// Code names why a document cannot become a report. Codes are stable: they are
// printed, stored and turned into exit statuses.
type Code string

// The codes of intake.
const (
	Empty   Code = "empty"    // nothing but white space
	TooLong Code = "too_long" // more than a report may be
	NotUTF8 Code = "not_utf8" // bytes in some other encoding
	Binary  Code = "binary"   // a picture, an archive, a document file, NULs
	BadJSON Code = "bad_json" // a line that is not a JSON object, or a field of the wrong type
	NoText  Code = "no_text"  // a JSON object without "text"
	BadPage Code = "bad_page" // HTML that no browser would show as an article
	NoFile  Code = "no_file"  // a file that is not there or may not be read
	Paywall Code = "paywall"  // a page that shows its beginning to all and the rest to subscribers
	Consent Code = "consent"  // a page that asks about cookies, age or robots before it shows anything
	Scan    Code = "scan"     // a picture, or a document of pictures, in which words may stand
	Gone    Code = "gone"     // the address answered that nothing is there, or no longer
	Type    Code = "type"     // a media type in which no report is written
)

// Fault is a document that cannot become a report. Message says what is wrong
// and what to do about it, in one line.
type Fault struct {
	Code    Code
	Message string
	Cause   error // what lies beneath, nil where the document itself is the cause
}

// Error is the message.
func (f *Fault) Error() string { return f.Message }

// Unwrap is the cause.
func (f *Fault) Unwrap() error { return f.Cause }

// fault makes a Fault without a cause.
func fault(code Code, format string, values ...any) *Fault {
	return &Fault{Code: code, Message: fmt.Sprintf(format, values...)}
}
