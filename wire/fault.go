package wire

import (
	"errors"
	"fmt"
	"time"
)

// Code names why something could not be fetched or listed. Codes are stable:
// they are printed, stored with the state of a source, and documented in
// docs/sources.md.
type Code string

// The codes of the wire.
const (
	BadAddress   Code = "bad_address"     // no http or https address, or no path on this machine
	Private      Code = "private_address" // the name leads to an address of private or special use
	NoHost       Code = "no_host"         // the name does not exist
	Unreachable  Code = "unreachable"     // nobody answers there, or the connection broke
	Timeout      Code = "timeout"         // no answer, or no whole answer, in time
	Slow         Code = "slow"            // it drips
	BadTLS       Code = "tls"             // the certificate or the encryption is not sound
	BadAnswer    Code = "bad_answer"      // no HTTP
	HugeHeader   Code = "huge_header"     // more header fields than any page needs
	TooLarge     Code = "too_large"       // more bytes than a document may have
	Bomb         Code = "bomb"            // a small body that unpacks to a huge one
	BadEncoding  Code = "bad_encoding"    // a compression that is broken or not known
	WrongType    Code = "wrong_type"      // a video, a picture, a program
	RedirectLoop Code = "redirect_loop"   // redirects that lead to where they came from
	Redirects    Code = "redirects"       // too many redirects, or one that leads nowhere
	Robots       Code = "robots"          // robots.txt asks not to
	Busy         Code = "busy"            // 429, or 503: not now
	Denied       Code = "denied"          // 401, 402, 403, 407, 451
	Gone         Code = "gone"            // 404, 410
	Refused      Code = "refused"         // any other 4xx
	ServerError  Code = "server_error"    // 5xx
	BadFeed      Code = "bad_feed"        // no feed, or a broken one
	BadSitemap   Code = "bad_sitemap"     // no sitemap, or a broken one
	BadPage      Code = "bad_page"        // an index page that cannot be read
	BadList      Code = "bad_list"        // a list in which there is no address
	BadPattern   Code = "bad_pattern"     // a link pattern that is no regular expression
	NoLinks      Code = "no_links"        // an index page on which nothing looks like a report
	UnknownKind  Code = "unknown_kind"    // it shows no kind of source
	NoFile       Code = "no_file"         // a file or folder that is not there or may not be read
	BadArchive   Code = "bad_archive"     // a WARC, WACZ or mail file that is broken
	ShelfFault   Code = "shelf"           // it was fetched but could not be kept
	Stopped      Code = "stopped"         // the program is stopping
	Internal     Code = "internal"        // a fault of Parley itself
)

// Fault is what stands against fetching or listing something. Message says in
// one line what is wrong and what to do about it.
type Fault struct {
	Code       Code
	Message    string
	RetryAfter time.Duration // how long the other side asks to be left alone; 0: it does not say
	Cause      error         // what lies beneath, nil where nothing does
}

// Error is the message.
func (f *Fault) Error() string { return f.Message }

// Unwrap is the cause.
func (f *Fault) Unwrap() error { return f.Cause }

// passing tells whether the same request may well succeed a moment later. What
// took a minute to fail is not tried again at once.
func (f *Fault) passing() bool {
	switch f.Code {
	case Unreachable, ServerError, Busy:
		return true
	}
	return false
}

// hosts tells whether the fault is the host's, so that its other pages would
// fail as well.
func (f *Fault) hosts() bool {
	switch f.Code {
	case Unreachable, Timeout, Busy, NoHost, BadTLS, Private, Stopped, Slow:
		return true
	}
	return false
}

// fault makes a Fault.
func fault(code Code, cause error, format string, values ...any) *Fault {
	return &Fault{Code: code, Message: fmt.Sprintf(format, values...), Cause: cause}
}

// FaultOf finds the Fault in an error, nil where there is none.
func FaultOf(err error) *Fault {
	var f *Fault
	if errors.As(err, &f) {
		return f
	}
	return nil
}
