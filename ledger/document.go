package ledger

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"

	"github.com/parley-desk/parley/claim"
)

// Document gives what was fetched under a task's number, with its body. The
// error's code is Missing where there is none, Corrupt where its body is lost.
func (l *Ledger) Document(ctx context.Context, id int64) (*claim.Document, error) {
	d := &claim.Document{}
	err := l.patiently(ctx, "read a document", func() error {
		var body string
		var hash []byte
		c := l.reading()
		err := c.row(ctx, "SELECT body, hash FROM fetched WHERE seq = ?", id).Scan(&body, &hash)
		if errors.Is(err, sql.ErrNoRows) {
			return fault(Missing, err, "the ledger has no document of the number %d", id)
		}
		if err != nil {
			return err
		}
		if err := json.Unmarshal([]byte(body), d); err != nil {
			return damaged(err)
		}
		d.Body, err = l.body(ctx, c, hex.EncodeToString(hash))
		return err
	})
	return d, err
}

// body gives a body by its hash, and holds it to that.
func (l *Ledger) body(ctx context.Context, c conn, hash string) ([]byte, error) {
	record, err := l.evidence.record(ctx, c, hash)
	if err != nil {
		return nil, err
	}
	body, err := bodyOf(record)
	if err != nil {
		return nil, err
	}
	if hashOf(body) != hash {
		return nil, damaged(errors.New("its body is not what its hash says"))
	}
	return body, nil
}

// latestAt is the number of the latest document of an address, 0 where there is none.
func (l *Ledger) latestAt(ctx context.Context, address string) (id int64, err error) {
	err = l.patiently(ctx, "look up a document", func() error {
		return l.reading().row(ctx, "SELECT coalesce(max(seq), 0) FROM fetched WHERE address = ?", addressOf(address)).Scan(&id)
	})
	return id, err
}

// Fetched gives the latest document that was fetched from an address; nil where there is none.
func (l *Ledger) Fetched(ctx context.Context, address string) (*claim.Document, error) {
	id, err := l.latestAt(ctx, address)
	if err != nil || id == 0 {
		return nil, err
	}
	return l.Document(ctx, id)
}

// checkDocuments holds every body to its hash, and every task to its document.
func (v *verifying) checkDocuments(ctx context.Context) error {
	l, c := v.ledger, v.ledger.reading()
	var hashes [][]byte
	err := c.each(ctx, func(scan func(...any) error) error {
		var hash []byte
		err := scan(&hash)
		hashes = append(hashes, bytes.Clone(hash))
		return err
	}, "SELECT DISTINCT hash FROM fetched")
	for _, hash := range hashes {
		if _, bad := l.body(ctx, c, hex.EncodeToString(hash)); bad != nil && CodeOf(bad) != Corrupt {
			return bad
		} else if bad != nil {
			v.note(bad.Error())
		}
		v.verdict.Documents++
	}
	return err
}
