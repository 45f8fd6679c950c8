// Package wacz reads WACZ files (Web Archive Collection Zipped 1.1.1, Webrecorder): a
// ZIP file that holds web archives, the pages that somebody meant to archive, and the
// digests of both. It is what auto-archivers and archiving browsers write.
//
// Nothing is unpacked to disk, and no name in the file is ever taken for a path.
package wacz

import (
	"archive/zip"
	"bufio"
	"errors"
	"fmt"
	"io"
	"iter"
	"path"
	"slices"
	"strings"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/wire/warc"
)

// Code names what is wrong with a file. Codes are stable.
type Code string

// The codes of collections; what is wrong within one of their archives is a *warc.Fault.
const (
	NotZip  Code = "not_zip"  // no ZIP file, or one that is broken
	None    Code = "none"     // a ZIP file without web archives
	Names   Code = "names"    // two parts of one name, or too many parts
	Digest  Code = "digest"   // a part is not the one that was archived
	TooLong Code = "too_long" // unpacks to far more than it should
	Syntax  Code = "syntax"   // a list of pages or parts that is no JSON
)

// Fault is what is wrong with one part of the file. Part is empty where it is the file itself.
type Fault struct {
	Code    Code
	Part    string
	Message string
	Cause   error // what lies beneath, nil where the file itself is the cause
}

// Error names the part and what is wrong.
func (f *Fault) Error() string {
	if f.Part == "" {
		return f.Message
	}
	return f.Part + ": " + f.Message
}

// Unwrap is the cause.
func (f *Fault) Unwrap() error { return f.Cause }

// Bounds on what no archive needs more of.
const (
	mostParts = 20_000
	mostList  = 64 << 20 // bytes of a list of pages, and of the list of parts
	free      = 64 << 20 // bytes that may be unpacked whatever the size of the file is
	ratio     = 400      // and how many times the file's size beyond that, all parts together
)

// Documents gives the documents of the pages that a collection lists, each
// with the title that the list has for it, also where a page redirects to another
// address; where it lists none, all documents that may be reports (see warc.Documents). A
// part whose digest is not the one of datapackage.json is not read, and
// named. An error is a *Fault or, of one record, a *warc.Fault; the next pair goes on after it.
func Documents(in io.ReaderAt, size int64, limits warc.Limits) iter.Seq2[*claim.Document, error] {
	return func(yield func(*claim.Document, error) bool) {
		c, err := open(in, size, limits)
		if err != nil {
			yield(nil, err)
			return
		}
		for _, f := range c.faults {
			if !yield(nil, f) {
				return
			}
		}
		for _, part := range c.archives {
			if !c.archive(part, yield) {
				return
			}
		}
	}
}

// collection is an open file.
type collection struct {
	limits   warc.Limits
	left     int64 // bytes that may still be unpacked
	archives []*zip.File
	pages    map[string]string // titles by address; empty: all pages are wanted
	faults   []error
}

// open reads the lists of a file and checks its parts.
func open(in io.ReaderAt, size int64, limits warc.Limits) (*collection, error) {
	z, err := zip.NewReader(in, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) { // names are no paths here
		return nil, &Fault{Code: NotZip, Message: "this is no ZIP file, or a broken one: fetch it again", Cause: err}
	}
	parts, err := byName(z.File)
	if err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(z.File, func(f *zip.File) bool { return kindOf(f.Name) == "archive" }) {
		return nil, &Fault{Code: None, Message: "this ZIP file holds no archive/*.warc.gz: is it a WACZ file?"}
	}
	c := &collection{limits: limits, left: free + ratio*size, pages: map[string]string{}}
	digests := c.digests(parts["datapackage.json"])
	for _, f := range z.File {
		kind := kindOf(f.Name)
		if kind == "" || !c.sound(f, digests[f.Name]) {
			continue
		}
		if kind == "pages" {
			c.list(f)
			continue
		}
		c.archives = append(c.archives, f)
	}
	return c, nil
}

// byName finds parts by their names. Two of one name would let a reader check
// the one and read the other.
func byName(all []*zip.File) (map[string]*zip.File, error) {
	if len(all) > mostParts {
		return nil, &Fault{Code: Names, Message: fmt.Sprintf("the file has %d parts, more than %d: unpack it and give its archives", len(all), mostParts)}
	}
	parts := make(map[string]*zip.File, len(all))
	for _, f := range all {
		if parts[f.Name] != nil {
			return nil, &Fault{Code: Names, Part: f.Name, Message: "the file has two parts of this name: it was tampered with, or is broken"}
		}
		parts[f.Name] = f
	}
	return parts, nil
}

// kindOf tells the parts that are read by their names, "" for all others.
func kindOf(name string) string {
	folder, file := path.Split(name)
	switch {
	case folder == "pages/" && strings.HasSuffix(file, ".jsonl"):
		return "pages"
	case folder == "archive/" && (strings.HasSuffix(file, ".warc.gz") || strings.HasSuffix(file, ".warc")):
		return "archive"
	}
	return ""
}

// archive gives the documents of one archive; false where nobody wants more.
func (c *collection) archive(part *zip.File, yield func(*claim.Document, error) bool) bool {
	in, err := c.unpack(part)
	if err != nil {
		return yield(nil, err)
	}
	defer in.Close()
	records := warc.NewReader(bufio.NewReader(in), c.limits)
	for {
		record, err := records.Next()
		if errors.Is(err, io.EOF) {
			return true
		}
		var d *claim.Document
		if err == nil {
			d, err = c.document(record)
		}
		if err != nil {
			err = &Fault{Code: Code(codeOf(err)), Part: part.Name, Message: err.Error(), Cause: err}
		}
		if (d != nil || err != nil) && !yield(d, err) {
			return false
		}
	}
}

func codeOf(err error) warc.Code {
	var f *warc.Fault
	if errors.As(err, &f) {
		return f.Code
	}
	return warc.Damaged
}

// document gives a record's document if it is one of the pages.
func (c *collection) document(record *warc.Record) (*claim.Document, error) {
	title, listed := c.pages[record.Target()]
	if len(c.pages) > 0 && !listed {
		return nil, nil
	}
	if record.Type() == warc.Response {
		c.follow(record, title)
	}
	d, err := record.Report(c.limits.Body)
	if d != nil {
		d.Item.URL, d.Item.Title = d.URL, title
	}
	return d, err
}

// follow lists the address that a listed page redirects to.
func (c *collection) follow(record *warc.Record, title string) {
	m, err := record.Message()
	if err != nil || m.Status < 300 || m.Status > 399 || len(c.pages) == 0 {
		return
	}
	if to := resolve(record.Target(), m.Fields.Get("Location")); to != "" {
		if _, known := c.pages[to]; !known {
			c.pages[to] = title
		}
	}
}
