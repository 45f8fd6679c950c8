package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
)

// run runs one command line and gives the exit status.
func run(args []string, c console) int {
	if len(ignored) > 0 { // an empty list would mean all
		signal.Ignore(ignored...)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // the second interrupt ends the program at once
	cmd := newCommand(c)
	cmd.SetArgs(args)
	cmd.SetOut(c.out)
	cmd.SetErr(c.err)
	err := cmd.ExecuteContext(ctx)
	switch {
	case err == nil, isClosedPipe(err):
		return 0
	case known(err):
		c.complain("%s", err)
		return exitOf(codeOf(err))
	}
	// Cobra's own, over several lines: a command or flag that does not exist.
	c.complain("%s; see parley help", strings.Join(strings.Fields(err.Error()), " "))
	return exitOf(usage)
}

// known tells the program's own errors from those of the command line's library.
func known(err error) bool {
	var f *failure
	return errors.As(err, &f) || codeOf(err) != internal
}

func newCommand(c console) *cobra.Command {
	root := &cobra.Command{
		Use:   "parley",
		Short: "Reads the news of a conflict and its talks and keeps the record",
		Long: `Parley reads reports of a conflict and its peace talks and keeps the record: who said
what, what is said to have happened where, how many were hurt by whose count, where
talks and truce stand. Every line leads to the words it came from.

It runs on this machine alone and calls no address but that of a ledger in PostgreSQL,
where you name one.`,
		Example: `  parley read report.txt                 a record for people
  parley read --html record.html report.txt
  parley read --jsonl reports.jsonl > records.jsonl
  parley parse report.txt                sentences, tags and trees as CoNLL-U
  parley check records.jsonl --reports reports.jsonl
  parley audit report.txt                judge a record beside its text
  parley ingest reports/                 keep reports and records in the ledger
  parley know Kabul                      what the tables hold of a name`,
		SilenceErrors: true, SilenceUsage: true,
		CompletionOptions: cobra.CompletionOptions{HiddenDefaultCmd: true},
	}
	root.AddCommand(newReadCommand(c), newParseCommand(c), newCheckCommand(c), newAuditCommand(c), newKnowCommand(c))
	root.AddCommand(newIngestCommand(c), newStatusCommand(c), newVerifyCommand(c), newSearchCommand(c), newRereadCommand(c))
	root.AddCommand(newMigrateCommand(c), newBackupCommand(c), newRestoreCommand(c), newVersionCommand(c))
	root.AddCommand(newSourceCommand(c), newWatchCommand(c), newWorkCommand(c), newUnreadCommand(c))
	root.AddCommand(newCaseCommand(c), newDecideCommand(c), newChangesCommand(c), newBriefCommand(c), newServeCommand(c), newAccountCommand(c))
	for _, v := range views {
		root.AddCommand(newViewCommand(c, v))
	}
	for _, topic := range topics {
		root.AddCommand(&cobra.Command{Use: topic.name, Short: topic.short, Long: topic.long()})
	}
	return root
}

// topics are pages of help that belong to no single command.
var topics = []struct {
	name, short string
	long        func() string
}{
	{"input", "What can be read, and how", func() string { return inputHelp }},
	{"exit", "Exit statuses and error codes", outcomeHelp},
}

var inputHelp = fmt.Sprintf(`What can be read:

  .txt         UTF-8 text, one report. It may begin with a header; every line of it has one
               of these keys, and an empty line ends it:

                 Title: Talks resume in the capital
                 Outlet: Example Wire
                 Published: 2025-11-08
                 URL: https://example.org/talks
                 Authors: A. Writer; B. Writer

               The report is what follows, untouched: spans count its code points.
  .html .htm   a page: what stands in <article>, else in <main>, else in its body, with
               title, outlet, dates and authors from its metadata
  .jsonl       JSON Lines: {"id", "text", "title"?, "published"?, "outlet"?, "url"?,
               "authors"?, "updated"?} on each line; other keys are left alone. A report
               without an id is called by its line's number
  .json        one such object
  .pdf         a PDF report: its text with its pages; a file of scanned pages is told (scan)
  .eml .mbox   mail: each letter is a report, and each PDF, page, text or letter attached
  .warc .wacz  a web archive (.warc.gz too): each page, text or PDF file in it is a report,
               known by its address; pages that were gone are passed over
  a folder     all such files in it and below, in order of their names
  -            standard input, told apart by how it begins

A report has at most %d MB of text. Dates are ISO 8601, or as pages and feeds write them;
a date that cannot be told for sure (08/11/2025) counts as unknown.

A report that cannot be read yields {"id", "error", "code"} on its line, or a line on
standard error in what is printed for people; the others are read.`, maxText>>20)
