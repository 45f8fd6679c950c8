package ledger

import (
	"context"
	"database/sql"
	"errors"
)

// Shelve keeps what a view needs to be quick the next time: body, which maker
// can read, made of everything up to seq. It may be thrown away at any time,
// is in no archive and no part of the digest. Of two writers the one that
// counted further stays.
func (l *Ledger) Shelve(ctx context.Context, name, maker string, seq int64, body []byte) error {
	packed := pack(body)
	return l.change(ctx, "shelve", func(c conn, _ func(int) (int64, error)) error {
		return c.exec(ctx, `INSERT INTO shelf (name, maker, seq, body) VALUES (?, ?, ?, ?) ON CONFLICT (name)
			DO UPDATE SET maker = excluded.maker, seq = excluded.seq, body = excluded.body WHERE shelf.maker <> excluded.maker OR shelf.seq <= excluded.seq`, name, maker, seq, packed)
	})
}

// Shelved gives what was shelved under a name by the same maker, and up to
// where it counts; ok is false where there is nothing.
func (l *Ledger) Shelved(ctx context.Context, name, maker string) (body []byte, seq int64, ok bool, err error) {
	var packed []byte
	err = l.patiently(ctx, "look on the shelf", func() error {
		return l.reading().row(ctx, "SELECT body, seq FROM shelf WHERE name = ? AND maker = ?", name, maker).Scan(&packed, &seq)
	})
	if errors.Is(err, sql.ErrNoRows) {
		return nil, 0, false, nil
	}
	if err != nil {
		return nil, 0, false, err
	}
	body, err = unpack(packed)
	return body, seq, err == nil, err
}
