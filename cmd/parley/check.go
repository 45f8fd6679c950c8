package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/parley-desk/parley/article"
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/claim/proof"
)

func newCheckCommand(c console) *cobra.Command {
	var reports string
	cmd := &cobra.Command{
		Use:   "check RECORDS.jsonl [--reports REPORTS.jsonl]",
		Short: "Check records against the contract, and against their reports",
		Long: `Checks each record of a JSON Lines file against the contract: fields, vocabularies,
links, bounds. With --reports also against its report's text: that every span lies in it
and reproduces its words, and that every participant, number and date of a claim stands in
its words or is linked to a mention that does. The reports are those from which the records were made, in
the same order; lines that are errors are passed over.`,
		Example: `  parley check records.jsonl
  parley read --jsonl reports.jsonl | parley check - --reports reports.jsonl`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usageFault("name one file of records (- is standard input)")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if args[0] == "-" && reports == "-" {
				return usageFault("- is named twice: standard input can be read once")
			}
			return check(cmd.Context(), c, args[0], reports)
		},
	}
	cmd.Flags().StringVar(&reports, "reports", "", "the reports, as JSON Lines in `FILE`")
	return cmd
}

// checking is one run of `parley check`.
type checking struct {
	console        console
	records        *article.Lines
	reports        *article.Lines // nil where only the records are at hand
	name           string
	line, text     []byte
	good, bad, err int
}

// maxRecord bounds one record's line: a record is some times as long as its text.
const maxRecord = 16 * maxText

func check(ctx context.Context, c console, records, reports string) error {
	k := checking{console: c, name: records}
	in, err := open(c, records)
	if err != nil {
		return err
	}
	defer in.Close()
	k.records = article.NewLines(in, maxRecord)
	if reports != "" {
		in, err := open(c, reports)
		if err != nil {
			return err
		}
		defer in.Close()
		k.reports = article.NewLines(in, maxDocument)
	}
	if err := k.all(ctx); err != nil {
		return err
	}
	return k.verdict()
}

// open opens a file or standard input.
func open(c console, name string) (io.ReadCloser, error) {
	if name == "-" {
		return io.NopCloser(c.in), nil
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, fileFault(name, err)
	}
	return file, nil
}

// all checks one record after the other.
func (k *checking) all(ctx context.Context) error {
	for ctx.Err() == nil {
		var long bool
		var err error
		k.line, long, err = k.records.Next(k.line[:0])
		if errors.Is(err, io.EOF) {
			return k.rest()
		}
		if err != nil {
			return fileFault(k.name, err)
		}
		if err := k.one(long); err != nil {
			return err
		}
	}
	return &failure{interrupted, fmt.Sprintf("interrupted after %d records", k.good+k.bad+k.err), ctx.Err()}
}

// one checks one record and says what is wrong with it. Its error ends the run.
func (k *checking) one(long bool) error {
	report, err := k.report()
	if err != nil {
		return err
	}
	if long {
		k.wrong("", fmt.Errorf("the record is longer than %d MB", maxRecord>>20))
		return nil
	}
	var failed struct{ ID, Error string }
	if json.Unmarshal(k.line, &failed) == nil && failed.Error != "" {
		k.err++
		return nil
	}
	var record claim.Record
	if err := json.Unmarshal(k.line, &record); err != nil {
		k.wrong(failed.ID, err)
		return nil
	}
	if err := k.hold(&record, report); err != nil {
		k.wrong(record.ID, err)
		return nil
	}
	k.good++
	return nil
}

// hold holds a record against the contract, and against its report if that is at hand.
func (k *checking) hold(record *claim.Record, report *claim.Report) error {
	switch {
	case report == nil:
		return record.Validate()
	case report.ID != record.ID:
		return fmt.Errorf("the report on the same line is %q: give the reports from which the records were made, in the same order", report.ID)
	}
	if err := claim.Check(record, report.Text); err != nil {
		return err
	}
	return proof.Err(record, report.Text)
}

// report is the report that stands where the record at hand does.
func (k *checking) report() (*claim.Report, error) {
	if k.reports == nil {
		return nil, nil
	}
	var err error
	if k.text, _, err = k.reports.Next(k.text[:0]); err != nil {
		return nil, &failure{wrongRecord, fmt.Sprintf("there are fewer reports (%d lines) than records: give the reports from which the records were made", k.reports.Count()), err}
	}
	report, _ := article.JSON(k.text, strconv.Itoa(k.reports.Count())) // where it cannot be read, the record is an error too
	return &report, nil
}

// rest says when there are reports without a record.
func (k *checking) rest() error {
	if k.reports == nil {
		return nil
	}
	if _, _, err := k.reports.Next(k.text[:0]); !errors.Is(err, io.EOF) {
		return &failure{code: wrongRecord, message: "there are more reports than records: a record is missing"}
	}
	return nil
}

// wrong says what is wrong with a record.
func (k *checking) wrong(id string, err error) {
	k.bad++
	_, _ = fmt.Fprintf(k.console.out, "%s, line %d, record %q:\n%s\n", k.name, k.records.Count(), id, err)
}

func (k *checking) verdict() error {
	if k.good+k.bad+k.err == 0 {
		return &failure{code: article.Empty, message: k.name + " holds no records"}
	}
	if k.bad > 0 {
		return &failure{code: wrongRecord, message: fmt.Sprintf("%d of %d records are wrong", k.bad, k.good+k.bad)}
	}
	_, err := fmt.Fprintf(k.console.out, "%d records are right; %d lines are errors\n", k.good, k.err)
	return err
}
