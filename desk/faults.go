package desk

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/parley-desk/parley/access"
	"github.com/parley-desk/parley/ledger"
)

// fault is an error that a reader of pages can do something about.
type fault struct {
	status  int
	message string
	remedy  string
}

func (f *fault) Error() string { return f.message }

func notFound(format string, values ...any) error {
	return &fault{status: http.StatusNotFound, message: fmt.Sprintf(format, values...), remedy: "Check the address, or begin at the list of cases."}
}

// badRequest is a question that cannot be understood; remedy says how to put it.
func badRequest(remedy, format string, values ...any) error {
	return &fault{status: http.StatusBadRequest, message: fmt.Sprintf(format, values...), remedy: remedy}
}

// statuses is the one table from a ledger's codes to statuses.
var statuses = map[ledger.Code]int{
	ledger.Missing: http.StatusNotFound, ledger.Busy: http.StatusServiceUnavailable, ledger.Unreachable: http.StatusServiceUnavailable,
	ledger.NoSpace: http.StatusInsufficientStorage, ledger.ReadOnly: http.StatusForbidden,
}

// faultOf makes a fault of any error. What is no fault of the reader is told
// as such, and its cause goes to the log alone.
func faultOf(err error) *fault {
	var known *fault
	if errors.As(err, &known) {
		return known
	}
	code := ledger.CodeOf(err)
	status, ours := statuses[code]
	if status := access.Status(err); status != 0 {
		return &fault{status, capital(err.Error()) + ".", "Go back, or begin at the list of cases."}
	}
	switch {
	case code == ledger.Missing:
		return &fault{status, capital(err.Error()) + ".", "Check the address, or begin at the list of cases."}
	case ours:
		return &fault{status, capital(err.Error()) + ".", "Load the page again in a moment."}
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return &fault{http.StatusServiceUnavailable, "This took too long, or was broken off.", "Load the page again."}
	}
	return &fault{http.StatusInternalServerError, "This page could not be made. The fault is Parley's and is in its log.", "Other pages work; load this one again, and report it where it stays so."}
}

// showFault answers with the error page and its status.
func (d *Desk) showFault(w http.ResponseWriter, r *http.Request, err error) {
	f := faultOf(err)
	if f.status == http.StatusInternalServerError {
		d.Log.Error("a page failed", "path", r.URL.Path, "error", err)
	}
	f = &fault{f.status, f.message, f.remedy}
	page := frame{Theme: themeOf(r), Title: http.StatusText(f.status), Path: r.URL.Path}
	out, err := d.looks.render("error", struct {
		frame
		Status          int
		Message, Remedy string
	}{page, f.status, f.message, f.remedy})
	if err != nil {
		http.Error(w, f.message, f.status)
		return
	}
	send(w, r, f.status, out)
}
