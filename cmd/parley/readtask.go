package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"sync/atomic"
	"time"

	"github.com/parley-desk/parley/article"
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/ledger"
	"github.com/parley-desk/parley/work"
)

// told is what is told of a document that was read, or could not be.
type told struct {
	At        string       `json:"at"` // when it was stored, RFC 3339
	URL       string       `json:"url"`
	Source    string       `json:"source,omitempty"`
	Report    string       `json:"report,omitempty"` // identity in the ledger
	Outlet    string       `json:"outlet,omitempty"`
	Title     string       `json:"title,omitempty"`
	Published string       `json:"published,omitempty"`
	Claims    int          `json:"claims"`
	Result    string       `json:"result"`         // one of results
	Code      article.Code `json:"code,omitempty"` // of what is unread
	Message   string       `json:"message,omitempty"`
}

// What becomes of a document.
const (
	resultNew       = "new"
	resultVersion   = "new_version"
	resultUnchanged = "unchanged"
	resultUnread    = "unread"
)

// taskReader reads the documents of tasks. It is idempotent: the ledger keeps a
// report once, whoever reads it again.
type taskReader struct {
	ledger *ledger.Ledger
	read   func(claim.Report) (*claim.Record, error)
	now    func() time.Time
	tell   func(told)
	done   atomic.Int64 // documents
}

// handle is a work.Handler: document, report, record, ledger.
func (r *taskReader) handle(ctx context.Context, id int64) error {
	doc, err := r.ledger.Document(ctx, id)
	switch code := ledger.CodeOf(err); {
	case code == ledger.Corrupt || code == ledger.Missing:
		return work.Hopeless{Err: err}
	case err != nil:
		return err
	}
	if doc, err = firstPart(doc, r.fetched(ctx)); err != nil || doc == nil {
		return err
	}
	t := told{URL: doc.URL, Source: doc.Source}
	leaf, err := r.leaf(ctx, doc, &t)
	if err != nil || leaf == nil {
		return err
	}
	counts, err := r.ledger.Append(ctx, []*ledger.Leaf{leaf})
	if err != nil {
		return err
	}
	r.done.Add(1)
	t.At = r.now().UTC().Format(time.RFC3339)
	t.Result = resultOf(counts)
	r.tell(t)
	return nil
}

// fetched gives what was fetched last from an address.
func (r *taskReader) fetched(ctx context.Context) func(string) (*claim.Document, error) {
	return func(address string) (*claim.Document, error) { return r.ledger.Fetched(ctx, address) }
}

func resultOf(c ledger.Counts) string {
	switch {
	case c.Refused > 0:
		return resultUnread
	case c.New > 0:
		return resultNew
	case c.Versions > 0:
		return resultVersion
	}
	return resultUnchanged
}

// leaf makes what is stored of a document; nil where it is there already.
func (r *taskReader) leaf(ctx context.Context, doc *claim.Document, t *told) (leaf *ledger.Leaf, err error) {
	report := &claim.Report{}
	err = guarded(func() error {
		got, err := readWhole(doc, r.fetched(ctx))
		if got != nil {
			report = got
		}
		t.Report, t.Outlet, t.Title, t.Published = report.Identity(), report.Outlet, report.Title, report.Published
		if err != nil {
			return err
		}
		if err := readsLanguage(report.Language); err != nil {
			return err
		}
		if held, err := r.ledger.Holds(ctx, *report); err != nil || held {
			return err
		}
		record, err := r.read(*report)
		if err != nil {
			return err
		}
		t.Claims = len(record.Claims)
		leaf, err = r.ledger.Prepare(*report, record)
		return err
	})
	switch code := codeOf(err); {
	case err == nil && leaf == nil:
		return nil, nil
	case err == nil:
		return leaf.From(doc.URL), nil
	case ledger.CodeOf(err) != "" || code == interrupted:
		return nil, err
	case code == internal: // our own fault: tried again, and told where it stays
		return nil, err
	default:
		t.Code, t.Message = fetchedCode(code), err.Error()
		return r.ledger.Refuse(refusalOfDocument(doc, report, t)), nil
	}
}

// readDocument makes a report of a document. When a file was written to a folder
// tells its list what to fetch again, and nothing of when it was published.
func readDocument(doc *claim.Document) (*claim.Report, error) {
	if strings.HasPrefix(doc.URL, "file:") {
		copied := *doc
		copied.Item.Updated = ""
		doc = &copied
	}
	return article.Read(doc)
}

// readsLanguage tells whether reports of a language are read; one that nobody could tell is tried.
func readsLanguage(code string) error {
	if code == "" || code == "en" {
		return nil
	}
	return &failure{code: unreadable, message: fmt.Sprintf("the report is in a language that is not read yet (%s): it is kept as unread, and read by parley reread once a reader knows the language", code)}
}

// fetchedCode is the code of what was fetched: of a language that the reader
// itself saw the same as of one that the page names.
func fetchedCode(code article.Code) article.Code {
	if code == notEnglish {
		return unreadable
	}
	return code
}

// refusalOfDocument is what is kept of a document that cannot be read. The
// document itself is kept as evidence; here stands the report, as far as it could be made.
func refusalOfDocument(doc *claim.Document, report *claim.Report, t *told) ledger.Refusal {
	var partly []byte
	if report.Text != "" {
		partly, _ = json.Marshal(report) // strings and numbers
		partly = partly[:min(len(partly), keptOfRefused)]
	}
	return ledger.Refusal{Name: doc.URL, Source: doc.URL, Code: string(t.Code), Message: t.Message, Document: partly,
		Unread: ledger.Unread{URL: doc.URL, Followed: doc.Source, Outlet: report.Outlet, Title: cmp.Or(report.Title, doc.Item.Title), Language: report.Language, Published: cmp.Or(report.Published, doc.Item.Published)}}
}
