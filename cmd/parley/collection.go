package main

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"github.com/klauspost/compress/gzip"

	"github.com/parley-desk/parley/article"
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/wire/mail"
	"github.com/parley-desk/parley/wire/wacz"
	"github.com/parley-desk/parley/wire/warc"
)

// formOf tells how a file is written by the end of its name.
func formOf(name string) (form, bool) {
	name = strings.ToLower(name)
	f, known := forms[filepath.Ext(strings.TrimSuffix(name, ".gz"))]
	if strings.HasSuffix(name, ".gz") && f != webArchive {
		return plain, false // other packed files say themselves what is to be done
	}
	return f, known
}

// guess tells how a document is written from how it begins.
func guess(in *bufio.Reader) form {
	beginning, _ := in.Peek(4096)
	switch {
	case article.IsJSON(beginning):
		return lines
	case article.IsHTML(beginning):
		return page
	case bytes.HasPrefix(beginning, []byte("%PDF-")):
		return printed
	case isWebArchive(beginning):
		return webArchive
	case isMail(beginning):
		return mailbox
	}
	return plain
}

// isWebArchive tells a web archive, packed or not.
func isWebArchive(beginning []byte) bool {
	if unpacked, err := gzip.NewReader(bytes.NewReader(beginning)); err == nil {
		beginning, _ = io.ReadAll(io.LimitReader(unpacked, 5))
	}
	return bytes.HasPrefix(beginning, []byte("WARC/"))
}

// isMail tells a message, or a mailbox, by the fields that only mail has.
func isMail(beginning []byte) bool {
	head, _, _ := bytes.Cut(bytes.ReplaceAll(beginning, []byte("\r\n"), []byte("\n")), []byte("\n\n"))
	for line := range bytes.Lines(head) {
		name, _, found := strings.Cut(strings.ToLower(string(line)), ":")
		if found && (name == "message-id" || name == "mime-version" || name == "received" || name == "return-path") {
			return true
		}
	}
	return false
}

// gathered are the documents of a file that holds many; an error is of one of them.
type gathered = iter.Seq2[*claim.Document, error]

// collection puts each document of an archive or a mailbox on the line, but for
// pages that were gone when they were archived.
func (in *intake) collection(name string, f form, file io.Reader, put put) bool {
	all, err := in.gather(f, file)
	if err != nil {
		return in.fail(name, partFault(name, err), put)
	}
	next, stop := iter.Pull2(all)
	defer stop()
	for first, ended := in.count, false; ; {
		on := put(func(it *item) (int64, bool) {
			d, err, more := next()
			for more && d != nil && d.Status >= 400 {
				d, err, more = next()
			}
			if ended = !more; ended {
				return 0, false
			}
			in.part(it, name, d, err)
			return int64(len(it.raw)), true
		})
		switch {
		case !on:
			return false
		case ended && in.count == first: // silence could be taken for success
			return in.fail(name, &article.Fault{Code: article.Empty, Message: name + " holds no reports: no page, text or PDF file that was archived, no letter with words"}, put)
		case ended:
			return true
		}
	}
}

// gather begins to read a file that holds many documents.
func (in *intake) gather(f form, file io.Reader) (gathered, error) {
	switch f {
	case mailbox:
		return mail.Documents(file, mail.Limits{}), nil
	case webArchive:
		return warc.Documents(file, warc.Limits{Body: maxPrinted}), nil
	}
	at, ok := file.(*os.File)
	if !ok {
		return nil, errors.New("a WACZ file is read from its end: save it, and give its name")
	}
	info, err := at.Stat()
	if err != nil {
		return nil, err
	}
	in.read.Add(info.Size())
	return wacz.Documents(at, info.Size(), warc.Limits{Body: maxPrinted}), nil
}

// part finishes an item that holds one document of many.
func (in *intake) part(it *item, name string, d *claim.Document, err error) {
	in.next(it, filepath.ToSlash(name), name)
	if err != nil {
		it.fault = partFault(name, err)
		return
	}
	it.form, it.document, it.raw = fetched, d, d.Body
	it.source = name + ", " + d.URL
}

// partFault words what is wrong with a part of an archive or a mailbox.
func partFault(name string, err error) error {
	code := article.Damaged
	var letter *mail.Fault
	var record *warc.Fault
	switch {
	case errors.As(err, &letter) && letter.Code == mail.Encrypted:
		code = article.Encrypted
	case errors.As(err, &letter) && letter.Code == mail.Empty:
		code = article.Empty
	case errors.As(err, &letter) && letter.Code == mail.TooLong, errors.As(err, &record) && record.Code == warc.TooLong:
		code = article.TooLong
	}
	return &article.Fault{Code: code, Message: name + ": " + err.Error(), Cause: err}
}

// metered counts what is read of a file, for those who wait.
type metered struct {
	io.Reader
	in *intake
}

func (c metered) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.in.read.Add(int64(n))
	return n, err
}
