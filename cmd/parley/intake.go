package main

import (
	"bufio"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"

	"github.com/parley-desk/parley/article"
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/ledger"
	"github.com/parley-desk/parley/reader"
)

// What one report may take of memory. A line of JSON may spell each byte of a
// text with six ("\u0041"), and a page has ten times its words in markup.
const (
	maxText     = reader.MaxBytes
	maxDocument = 8 * maxText
	maxPrinted  = 64 << 20 // a PDF file is mostly pictures
)

// form is how a document is written.
type form int

const (
	plain form = iota
	page
	object // one JSON object
	lines  // JSON Lines
	printed
	mailbox    // mail: one message or many
	webArchive // WARC
	bundle     // WACZ
	fetched    // a document out of one of the three before
)

// forms are the forms of files by the end of their names. In a folder, files of
// other names are passed over: they are pictures, notes, settings. A web archive may be packed (.warc.gz).
var forms = map[string]form{".txt": plain, ".text": plain, ".html": page, ".htm": page, ".xhtml": page, ".jsonl": lines, ".ndjson": lines,
	".pdf": printed, ".eml": mailbox, ".mbox": mailbox, ".warc": webArchive, ".wacz": bundle}

// item is one report on its way from a document to its output.
type item struct {
	number int    // of the item in the stream, counted from 1
	id     string // where the document itself gives none
	source string // for messages: "case.jsonl, line 7"
	form   form
	raw    []byte
	fault  error // found while it was taken in

	document *claim.Document // of an archive or a mailbox; raw is its body

	out  []byte
	page []byte
	leaf *ledger.Leaf // of an ingestion: what is to be stored, nil where held
	held bool         // stored already
	err  error
}

// bulky is the size above which a buffer is not kept for the next item.
const bulky = 1 << 20

// reset empties an item for its next use.
func (it *item) reset() {
	raw, out, page := kept(it.raw), kept(it.out), kept(it.page)
	*it = item{raw: raw, out: out, page: page}
}

func kept(buf []byte) []byte {
	if cap(buf) > bulky {
		return nil
	}
	return buf[:0]
}

// report turns the document into a report.
func (it *item) report() (claim.Report, error) {
	if it.fault != nil {
		return claim.Report{ID: it.id}, it.fault
	}
	var r claim.Report
	var err error
	switch it.form {
	case page:
		r, err = article.HTML(it.raw)
	case object, lines:
		return article.JSON(it.raw, it.id)
	case fetched:
		read, err := article.Read(it.document)
		return *read, err
	case printed:
		r, err = article.PDF(it.raw)
	default:
		r, err = article.Plain(it.raw)
	}
	r.ID = it.id
	return r, err
}

// intake fetches documents, one after the other, in the order in which they are named.
type intake struct {
	paths []string // files, folders, "-"
	jsonl []string // files that are JSON Lines whatever their names, "-"
	stdin io.Reader
	read  atomic.Int64 // bytes so far
	count int
}

// put hands an item to the line; see inorder.Line.
type put func(fill func(*item) (int64, bool)) bool

// source puts all documents on the line.
func (in *intake) source(put put) {
	for _, path := range in.jsonl {
		if !in.open(path, lines, true, put) {
			return
		}
	}
	for _, path := range in.paths {
		if !in.path(path, put) {
			return
		}
	}
}

// path puts a file or what is in a folder on the line.
func (in *intake) path(path string, put put) bool {
	if info, err := os.Stat(path); path == "-" || err != nil || !info.IsDir() {
		f, known := formOf(path)
		if strings.EqualFold(filepath.Ext(path), ".json") {
			f, known = object, true
		}
		return in.open(path, f, known, put)
	}
	found, on := 0, true
	root := path + string(filepath.Separator) // so that a link to a folder is followed
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		f, known := formOf(name)
		switch {
		case err != nil:
			on = in.fail(name, fileFault(name, err), put)
			found++
		case entry.IsDir() && name != root && strings.HasPrefix(entry.Name(), "."):
			return filepath.SkipDir
		case !entry.IsDir() && known && !strings.HasPrefix(entry.Name(), ".") && isFile(name, entry):
			on = in.open(name, f, true, put)
			found++
		}
		if !on {
			return filepath.SkipAll
		}
		return nil
	})
	if err == nil && on && found == 0 {
		on = in.fail(path, &article.Fault{Code: article.NoFile, Message: path + " holds no .txt, .html, .jsonl, .pdf, mail or web archive files: name the files themselves"}, put)
	}
	return on
}

// isFile tells a file, or a link to one, from pipes and devices, which could block for ever.
func isFile(name string, entry fs.DirEntry) bool {
	if entry.Type()&fs.ModeSymlink == 0 {
		return entry.Type().IsRegular()
	}
	info, err := os.Stat(name)
	return err != nil || info.Mode().IsRegular()
}

// fail puts an error on the line in place of a document.
func (in *intake) fail(name string, err error, put put) bool {
	return put(func(it *item) (int64, bool) {
		in.next(it, filepath.ToSlash(name), name)
		it.fault = err
		return 0, true
	})
}

// next begins an item.
func (in *intake) next(it *item, id, source string) {
	it.reset()
	in.count++
	it.number, it.id, it.source = in.count, id, source
}

// open puts one file on the line, its form guessed from its beginning where it is not known.
func (in *intake) open(path string, f form, known bool, put put) bool {
	name, id, stream := path, filepath.ToSlash(path), in.stdin
	if path == "-" {
		name, id, known = "standard input", "stdin", known && f == lines
	} else {
		file, err := os.Open(path)
		if err != nil {
			return in.fail(path, fileFault(path, err), put)
		}
		defer file.Close()
		if info, err := file.Stat(); err == nil && info.IsDir() {
			return in.fail(path, fileFault(path, errors.New("it is a folder, where JSON Lines are due")), put)
		}
		stream = file
	}
	if f == bundle {
		return in.collection(name, f, stream, put)
	}
	buffered := bufio.NewReaderSize(stream, 1<<16)
	if !known {
		f = guess(buffered)
	}
	switch f {
	case lines:
		return in.lines(name, buffered, put)
	case mailbox, webArchive:
		return in.collection(name, f, metered{buffered, in}, put)
	}
	return in.whole(name, id, f, buffered, put)
}

// lines puts each line of JSON Lines on the line.
func (in *intake) lines(name string, stream io.Reader, put put) bool {
	cut, first := article.NewLines(stream, maxDocument), in.count
	for {
		var end error
		on := put(func(it *item) (int64, bool) {
			it.reset()
			before := cut.Bytes()
			raw, long, err := cut.Next(it.raw)
			in.read.Add(cut.Bytes() - before)
			it.raw = raw
			if err != nil {
				end = err
				return 0, false
			}
			in.line(it, name, cut.Count(), long)
			return int64(len(it.raw)), true
		})
		switch {
		case !on:
			return false
		case end != nil && !errors.Is(end, io.EOF):
			return in.fail(name, fileFault(name, end), put)
		case end != nil && first == in.count: // silence could be taken for success
			return in.fail(name, &article.Fault{Code: article.Empty, Message: name + " holds no reports: give one JSON object a line"}, put)
		case end != nil:
			return true
		}
	}
}

// line finishes an item that holds a line.
func (in *intake) line(it *item, name string, number int, long bool) {
	in.count++
	it.number, it.form, it.id, it.source = in.count, lines, strconv.Itoa(number), name+", line "+strconv.Itoa(number)
	if long {
		it.id, it.fault = article.TooLongLine(it.raw, it.id, maxDocument)
		it.raw = nil
	}
}

// whole puts a document that is one report on the line.
func (in *intake) whole(name, id string, f form, stream io.Reader, put put) bool {
	limit := maxText
	switch f {
	case plain:
	case printed:
		limit = maxPrinted
	default:
		limit = maxDocument
	}
	return put(func(it *item) (int64, bool) {
		in.next(it, id, name)
		it.form = f
		var err error
		it.raw, err = readUpTo(stream, it.raw, limit+1)
		in.read.Add(int64(len(it.raw)))
		switch {
		case err != nil:
			it.fault = fileFault(name, err)
		case len(it.raw) > limit:
			it.fault = &article.Fault{Code: article.TooLong, Message: "the document has more than " + strconv.Itoa(limit>>20) + " MB: split it into one file a report, or give JSON Lines, one report a line"}
			it.raw = nil
		}
		return int64(len(it.raw)), true
	})
}

// readUpTo appends at most limit bytes of a stream to buf.
func readUpTo(stream io.Reader, buf []byte, limit int) ([]byte, error) {
	for len(buf) < limit {
		if len(buf) == cap(buf) {
			buf = append(buf, 0)[:len(buf)]
		}
		n, err := stream.Read(buf[len(buf):min(cap(buf), limit)])
		buf = buf[:len(buf)+n]
		if errors.Is(err, io.EOF) {
			return buf, nil
		}
		if err != nil {
			return buf, err
		}
	}
	return buf, nil
}

// size is how many bytes the named files have in all, 0 where that cannot be known.
func (in *intake) size() int64 {
	var total int64
	for _, path := range append(append([]string{}, in.jsonl...), in.paths...) {
		err := filepath.WalkDir(path, func(name string, entry fs.DirEntry, err error) error {
			if err != nil || path == "-" {
				return errors.New("unknown")
			}
			if _, wanted := formOf(name); !wanted && name != path || entry.IsDir() {
				return nil
			}
			info, err := os.Stat(name)
			if err != nil || !info.Mode().IsRegular() {
				return errors.New("unknown")
			}
			total += info.Size()
			return nil
		})
		if err != nil {
			return 0
		}
	}
	return total
}
