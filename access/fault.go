package access

import (
	"errors"
	"fmt"
	"net/http"
)

// Code names why somebody was not let in or through.
type Code string

// The codes of access.
const (
	BadName      Code = "access_name"     // no name for an account
	BadPassword  Code = "access_password" // a new one that will not do
	BadRole      Code = "access_role"     // no role of a case
	Refused      Code = "access_refused"  // name and password do not fit
	Unknown      Code = "access_unknown"  // nobody has signed in
	Forbidden    Code = "access_forbidden"
	Foreign      Code = "access_foreign" // sent from another site
	TooMany      Code = "access_too_many"
	IssuerFailed Code = "access_issuer" // the sign-in elsewhere failed
	BadOptions   Code = "access_options"
)

// Fault is why. Message says what is wrong and what to do, in one line that the
// person may see.
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

// statuses are what the codes are in HTTP; others are 400.
var statuses = map[Code]int{
	Refused: http.StatusUnauthorized, Unknown: http.StatusUnauthorized, Forbidden: http.StatusForbidden,
	Foreign: http.StatusForbidden, TooMany: http.StatusTooManyRequests, IssuerFailed: http.StatusBadGateway,
}

// Status gives the status of HTTP for an error, 0 where it is none of access.
func Status(err error) int {
	f := (*Fault)(nil)
	if !errors.As(err, &f) {
		return 0
	}
	if s, ok := statuses[f.Code]; ok {
		return s
	}
	return http.StatusBadRequest
}
