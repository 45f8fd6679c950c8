package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"

	"github.com/parley-desk/parley/article"
	"github.com/parley-desk/parley/ledger"
	"github.com/parley-desk/parley/reader"
)

// failure is an error of the command line: what went wrong and, in its message, what to do.
type failure struct {
	code    article.Code
	message string
	cause   error
}

func (f *failure) Error() string { return f.message }
func (f *failure) Unwrap() error { return f.cause }

// The codes that intake does not have; with those of package article they are all there are.
const (
	notEnglish    article.Code = "not_english" // a report in a language that is not read yet
	unreadable    article.Code = "language"    // the same of what was fetched, where its language is known
	badCoNLLU     article.Code = "bad_conllu"  // a file that is not CoNLL-U
	wrongRecord   article.Code = "wrong"       // a record that breaks the contract
	usage         article.Code = "usage"       // a command, flag or argument that does not exist or fit
	noOutput      article.Code = "no_output"   // nothing can be written there
	badCase       article.Code = "bad_case"    // a case file that breaks its rules
	badData       article.Code = "bad_data"    // a lexicon or table that breaks its rules
	internal      article.Code = "internal"    // a fault of Parley itself
	interrupted   article.Code = "interrupted" // stopped by the user
	sourceTrouble article.Code = "source"      // a source that cannot be looked at
	unsound       article.Code = "unsound"     // verify found something wrong
)

// outcomes is the one table from codes to exit statuses.
var outcomes = []struct {
	exit  int
	codes []article.Code
	means string
}{
	{0, nil, "all was read, or whoever read the output had enough"},
	{1, []article.Code{article.Empty, article.TooLong, article.NotUTF8, article.Binary, article.BadJSON, article.NoText, article.BadPage, article.NoFile,
		article.Paywall, article.Consent, article.Scan, article.Encrypted, article.Damaged, article.Gone, article.Type, notEnglish, unreadable, sourceTrouble, badCoNLLU, wrongRecord, badCase}, "some input could not be read, or a record is wrong; the rest was done"},
	{2, []article.Code{usage}, "the command was not understood; nothing was done"},
	{3, []article.Code{noOutput}, "the output could not be written"},
	{4, []article.Code{badData}, "a lexicon or table is faulty (see --data); nothing was done"},
	{5, []article.Code{internal}, "a fault of Parley itself; please report it. Other reports were read"},
	{6, []article.Code{article.Code(ledger.BadAddress), article.Code(ledger.Missing), article.Code(ledger.Unreachable), article.Code(ledger.NoSpace), article.Code(ledger.ReadOnly), article.Code(ledger.Corrupt),
		article.Code(ledger.Newer), article.Code(ledger.Older), article.Code(ledger.Busy), article.Code(ledger.Failed)}, "the ledger cannot be opened, read or written; what was acknowledged is kept"},
	{7, []article.Code{unsound}, "verify found something wrong in the ledger"},
	{130, []article.Code{interrupted}, "interrupted; what was finished has been written, but not to --out"},
}

// exitOf is the exit status of a code.
func exitOf(code article.Code) int {
	for _, o := range outcomes {
		for _, c := range o.codes {
			if c == code {
				return o.exit
			}
		}
	}
	return exitOf(internal)
}

// reasons are the reader's refusals as codes.
var reasons = map[reader.Reason]article.Code{
	reader.Empty: article.Empty, reader.TooLong: article.TooLong, reader.NotUTF8: article.NotUTF8, reader.Binary: article.Binary, reader.NotEnglish: notEnglish,
}

// codeOf finds the code of any error.
func codeOf(err error) article.Code {
	var f *failure
	var intake *article.Fault
	var refusal *reader.Unreadable
	switch {
	case ledger.CodeOf(err) != "":
		return article.Code(ledger.CodeOf(err))
	case errors.As(err, &f):
		return f.code
	case errors.As(err, &intake):
		return intake.Code
	case errors.As(err, &refusal):
		return reasons[refusal.Why]
	case errors.Is(err, context.Canceled):
		return interrupted
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrPermission):
		return article.NoFile
	}
	return internal
}

// isClosedPipe tells whether whoever read the output has gone, as head does when
// it has its lines: no failure, and no reason to go on.
func isClosedPipe(err error) bool { return errors.Is(err, syscall.EPIPE) }

// fileFault words an error of opening or reading a file.
func fileFault(name string, err error) error {
	message := name + " cannot be read: " + err.Error()
	var path *fs.PathError
	if errors.As(err, &path) {
		message = name + " cannot be read: " + path.Err.Error()
	}
	switch {
	case errors.Is(err, fs.ErrNotExist) && (strings.HasPrefix(name, "https://") || strings.HasPrefix(name, "http://")):
		message = name + " is an address, and files are read here: curl -s ADDRESS | parley read - reads it once, parley source add ADDRESS follows it"
	case errors.Is(err, fs.ErrNotExist):
		message = name + " does not exist: check the name"
	case errors.Is(err, fs.ErrPermission):
		message = name + " may not be read: check its permissions"
	}
	return &article.Fault{Code: article.NoFile, Message: message, Cause: err}
}

func usageFault(format string, values ...any) error {
	return &failure{code: usage, message: fmt.Sprintf(format, values...)}
}

// outcomeHelp is the table for people.
func outcomeHelp() string {
	var b strings.Builder
	b.WriteString("Exit statuses, and the codes that stand in {\"id\", \"error\", \"code\"}:\n")
	for _, o := range outcomes {
		fmt.Fprintf(&b, "\n  %3d  %s\n", o.exit, o.means)
		if len(o.codes) > 0 {
			codes := make([]string, len(o.codes))
			for i, c := range o.codes {
				codes[i] = string(c)
			}
			fmt.Fprintf(&b, "       %s\n", strings.Join(codes, ", "))
		}
	}
	return b.String()
}
