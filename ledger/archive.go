package ledger

import (
	"bufio"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"hash"
	"io"
)

// An archive is a ledger as JSON Lines, the same whatever the store it comes
// from: its head, then every append in the order of the sequence, then cases
// and decisions, then its tail. Each line is an object with one of these keys
// beside "stored", the moment of storing in Unix microseconds (and, with a version
// that says when it was published, "fetched", when it was first fetched, where that is known):
//
//	{"archive": 1}                          the head: form of the archive
//	{"report": …, "record": …}              a version of a report and its first record
//	{"again": {"identity", "hash"}, "record": …}   a later record of that version
//	{"refused": …}                          a document that could not be read
//	{"case": …}                             a wording of a case
//	{"decision": …}
//	{"source": …}, {"removed": id}          a wording of a source, or its removal
//	{"document": …}                         what was fetched, with its "bytes" where they are not further up
//	{"following": …}                        where following a source stands
//	{"end": {"lines": n, "sha256": …}}      the tail: lines before it and their hash
type archiveLine struct {
	Archive   int               `json:"archive,omitempty"`
	Report    json.RawMessage   `json:"report,omitempty"`
	Again     *again            `json:"again,omitempty"`
	Record    json.RawMessage   `json:"record,omitempty"`
	Refused   *Refusal          `json:"refused,omitempty"`
	Case      json.RawMessage   `json:"case,omitempty"`
	Decision  json.RawMessage   `json:"decision,omitempty"`
	Source    json.RawMessage   `json:"source,omitempty"`
	Removed   string            `json:"removed,omitempty"`
	Document  *archivedDocument `json:"document,omitempty"`
	Following json.RawMessage   `json:"following,omitempty"`
	End       *archiveEnd       `json:"end,omitempty"`
	Stored    int64             `json:"stored,omitempty"`
	Fetched   int64             `json:"fetched,omitempty"`
}

// again names a version that stands further up.
type again struct {
	Identity string `json:"identity"`
	Hash     string `json:"hash"` // hexadecimal
}

type archiveEnd struct {
	Lines  int    `json:"lines"`
	SHA256 string `json:"sha256"`
}

// archiveForm is the form of archive that this program writes.
const archiveForm = 1

// Archived is what went into or came out of an archive.
type Archived struct {
	Readings  int `json:"readings"` // versions of reports, and later records of them
	Refused   int `json:"unreadable"`
	Cases     int `json:"cases"` // wordings
	Decisions int `json:"decisions"`
	Sources   int `json:"sources,omitempty"`   // wordings
	Documents int `json:"documents,omitempty"` // looks that brought something
}

// archiveWriter writes lines and sums them up.
type archiveWriter struct {
	to    *bufio.Writer
	sum   hash.Hash
	lines int
}

func (w *archiveWriter) line(l archiveLine) error {
	data, err := json.Marshal(l)
	if err != nil {
		return err
	}
	data = append(data, '\n')
	w.lines++
	_, _ = w.sum.Write(data)
	_, err = w.to.Write(data)
	return err
}

// Backup writes an archive of the ledger as it is at this moment, whoever goes
// on writing to it.
func (l *Ledger) Backup(ctx context.Context, out io.Writer) (Archived, error) {
	var done Archived
	var tx *sql.Tx
	err := l.patiently(ctx, "back up", func() (err error) {
		tx, err = l.read.BeginTx(ctx, l.store.snapshot())
		return err
	})
	if err != nil {
		return done, err
	}
	defer func() { _ = tx.Rollback() }() // nothing was written
	c := conn{on: tx, store: l.store}
	w := &archiveWriter{to: bufio.NewWriterSize(out, 1<<16), sum: sha256.New()}
	err = w.line(archiveLine{Archive: archiveForm})
	var states int
	for _, part := range []struct {
		write func(context.Context, conn, *archiveWriter) (int, error)
		count *int
	}{{backupReadings, &done.Readings}, {backupRefused, &done.Refused}, {backupCases, &done.Cases}, {backupDecisions, &done.Decisions},
		{backupSources, &done.Sources}, {l.backupDocuments, &done.Documents}, {backupStates, &states}} {
		if err == nil {
			*part.count, err = part.write(ctx, c, w)
		}
	}
	if err == nil {
		err = w.line(archiveLine{End: &archiveEnd{w.lines, hex.EncodeToString(w.sum.Sum(nil))}})
	}
	return done, l.fault("back up", errors.Join(err, w.to.Flush()))
}

func backupReadings(ctx context.Context, c conn, w *archiveWriter) (n int, err error) {
	err = c.each(ctx, func(scan func(...any) error) error {
		var line archiveLine
		var seq, version int64
		var name string
		var hashed, document, record []byte
		if err := scan(&seq, &version, &name, &hashed, &document, &record, &line.Stored, &line.Fetched); err != nil {
			return err
		}
		if line.Record, err = unpack(record); err != nil {
			return err
		}
		if seq != version {
			line.Again, line.Fetched = &again{name, hex.EncodeToString(hashed)}, 0
		} else if line.Report, err = unpack(document); err != nil {
			return err
		}
		n++
		return w.line(line)
	}, "SELECT g.seq, v.id, r.identity, v.hash, d.body, g.record, g.stored, v.fetched FROM reading g JOIN version v ON v.id = g.version JOIN report r ON r.id = v.report JOIN document d ON d.version = v.id ORDER BY g.seq")
	return n, err
}

func backupRefused(ctx context.Context, c conn, w *archiveWriter) (n int, err error) {
	err = c.each(ctx, func(scan func(...any) error) error {
		r := &Refusal{}
		var stored int64
		var document []byte
		var about string
		if err := scan(&r.Name, &r.Source, &r.Code, &r.Message, &document, &stored, &about); err != nil {
			return err
		}
		if err := json.Unmarshal([]byte(about), &r.Unread); err != nil {
			return err
		}
		if r.Document, err = unpack(document); err != nil {
			return err
		}
		n++
		return w.line(archiveLine{Refused: r, Stored: stored})
	}, "SELECT name, source, code, message, document, stored, about FROM refused ORDER BY seq")
	return n, err
}

func backupCases(ctx context.Context, c conn, w *archiveWriter) (n int, err error) {
	err = backupBodies(ctx, c, "SELECT body, stored FROM case_file ORDER BY seq", func(body json.RawMessage, stored int64) error {
		n++
		return w.line(archiveLine{Case: body, Stored: stored})
	})
	return n, err
}

func backupDecisions(ctx context.Context, c conn, w *archiveWriter) (n int, err error) {
	err = backupBodies(ctx, c, "SELECT body, stored FROM decision ORDER BY seq", func(body json.RawMessage, stored int64) error {
		n++
		return w.line(archiveLine{Decision: body, Stored: stored})
	})
	return n, err
}

func backupBodies(ctx context.Context, c conn, query string, write func(json.RawMessage, int64) error) error {
	return c.each(ctx, func(scan func(...any) error) error {
		var body string
		var stored int64
		if err := scan(&body, &stored); err != nil {
			return err
		}
		return write(json.RawMessage(body), stored)
	}, query)
}

// checkEmpty makes sure that nothing of a restored ledger mixes with another.
func (l *Ledger) checkEmpty(ctx context.Context) error {
	seq, err := l.Seq(ctx)
	if err == nil && seq > 0 {
		err = fault(Failed, nil, "the ledger is not empty: restore into a new one")
	}
	return err
}

// archiveFault is an archive that cannot be read.
func archiveFault(line int, cause error, what string) error {
	return fault(Corrupt, cause, "the archive's line %d %s: take another backup; nothing after it was restored", line, what)
}
