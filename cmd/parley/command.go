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

It runs on this machine, and calls no address but those that you name (sources, a ledger
in PostgreSQL, a queue) and, of sources that you have it follow, those that they lead to.`,
		Example: `  parley read report.txt                 a record for people
  parley read --jsonl reports.jsonl > records.jsonl
  parley ingest reports/                 keep reports and records in the ledger
  parley case new case.yaml              what you follow: parties, places, since when
  parley toll --as-of 2025-11-08         a view of the case as of a day
  parley source add https://example.org/feed.xml && parley watch
  parley serve                           the case as pages in a browser
  parley serve --watch --sample --ledger sqlite:try.db   the sample case, to try it`,
		SilenceErrors: true, SilenceUsage: true,
		CompletionOptions: cobra.CompletionOptions{HiddenDefaultCmd: true},
	}
	group(root, "Reports and their records:", newReadCommand(c), newParseCommand(c), newCheckCommand(c), newAuditCommand(c), newKnowCommand(c))
	group(root, "Follow sources:", newSourceCommand(c), newWatchCommand(c), newWorkCommand(c), newUnreadCommand(c))
	group(root, "Cases:", newCaseCommand(c), newDecideCommand(c), newBriefCommand(c), newServeCommand(c), newKeepCommand(c), newAccountCommand(c))
	all := []*cobra.Command{newChangesCommand(c)}
	for _, v := range views {
		all = append(all, newViewCommand(c, v))
	}
	group(root, "Views of a case, each with the words that it comes from:", all...)
	group(root, "The ledger:", newIngestCommand(c), newStatusCommand(c), newSearchCommand(c), newRereadCommand(c), newVerifyCommand(c), newMigrateCommand(c), newBackupCommand(c), newRestoreCommand(c))
	root.AddCommand(newVersionCommand(c))
	for _, topic := range topics {
		root.AddCommand(&cobra.Command{Use: topic.name, Short: topic.short, Long: topic.long()})
	}
	return root
}

// group adds commands under a title of their own in the help.
func group(root *cobra.Command, title string, commands ...*cobra.Command) {
	root.AddGroup(&cobra.Group{ID: title, Title: title})
	for _, cmd := range commands {
		cmd.GroupID = title
	}
	root.AddCommand(commands...)
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
