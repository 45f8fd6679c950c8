package ledger

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"time"

	"github.com/parley-desk/parley/claim"
)

// archivedDocument is a raw document in an archive.
type archivedDocument struct {
	claim.Document
	Bytes   []byte `json:"bytes,omitempty"`   // its body, where it is the first with this hash
	Waiting bool   `json:"waiting,omitempty"` // nobody has read it yet
}

func backupSources(ctx context.Context, c conn, w *archiveWriter) (n int, err error) {
	err = c.each(ctx, func(scan func(...any) error) error {
		var name, body string
		var line archiveLine
		if err := scan(&name, &body, &line.Stored); err != nil {
			return err
		}
		line.Source = json.RawMessage(body)
		if body == "" {
			line.Source, line.Removed = nil, name
		}
		n++
		return w.line(line)
	}, "SELECT name, body, stored FROM source ORDER BY seq")
	return n, err
}

// backupDocuments writes what was fetched; bodies are read as they are written.
func (l *Ledger) backupDocuments(ctx context.Context, c conn, w *archiveWriter) (n int, err error) {
	written := map[string]bool{}
	err = c.each(ctx, func(scan func(...any) error) error {
		var line archiveLine
		var body string
		var hash []byte
		line.Document = &archivedDocument{}
		if err := scan(&body, &hash, &line.Stored, &line.Document.Waiting); err != nil {
			return err
		}
		if err := json.Unmarshal([]byte(body), &line.Document.Document); err != nil {
			return damaged(err)
		}
		if name := hex.EncodeToString(hash); !written[name] {
			written[name] = true
			if line.Document.Bytes, err = l.body(ctx, l.reading(), name); err != nil {
				return err
			}
		}
		n++
		return w.line(line)
	}, "SELECT f.body, f.hash, f.stored, t.id IS NOT NULL FROM fetched f LEFT JOIN task t ON t.id = f.seq ORDER BY f.seq")
	return n, err
}

func backupStates(ctx context.Context, c conn, w *archiveWriter) (n int, err error) {
	err = c.each(ctx, func(scan func(...any) error) error {
		var body string
		if err := scan(&body); err != nil {
			return err
		}
		n++
		return w.line(archiveLine{Following: json.RawMessage(body)})
	}, "SELECT body FROM source_state ORDER BY name")
	return n, err
}

// restoreSource restores a wording of a source, or its removal.
func (l *Ledger) restoreSource(ctx context.Context, line *archiveLine) error {
	if line.Removed != "" {
		return l.wordSource(ctx, line.Removed, "")
	}
	var s claim.Source
	if err := json.Unmarshal(line.Source, &s); err != nil {
		return err
	}
	return l.SetSource(ctx, s)
}

// restoreState restores where following a source stood.
func (l *Ledger) restoreState(ctx context.Context, line *archiveLine) error {
	var s claim.SourceState
	if err := json.Unmarshal(line.Following, &s); err != nil {
		return err
	}
	return l.change(ctx, "restore", func(c conn, take func(int) (int64, error)) error {
		if _, err := take(0); err != nil {
			return err
		}
		return keepState(ctx, c, s)
	})
}

// restoreDocuments restores what was fetched, in its order.
func (l *Ledger) restoreDocuments(ctx context.Context, batch []archiveLine) error {
	all := make([]*arrival, len(batch))
	for i := range batch {
		d := batch[i].Document
		d.Body = d.Bytes
		at, err := time.Parse(time.RFC3339Nano, d.Fetched)
		body, unfit := json.Marshal(&d.Document)
		if err := errors.Join(err, unfit); err != nil {
			return err
		}
		if d.Body != nil && hashOf(d.Body) != d.SHA256 {
			return fault(Corrupt, nil, "the archive has a document of %s that is not what its hash says", d.URL)
		}
		all[i] = &arrival{Document: &d.Document, address: addressOf(d.URL), hash: d.SHA256, at: at, body: string(body), stamp: batch[i].Stored, done: !d.Waiting}
	}
	records, err := l.lay(ctx, all)
	if err != nil {
		return err
	}
	return l.change(ctx, "restore", func(c conn, take func(int) (int64, error)) error {
		seq, err := take(len(all))
		if err != nil {
			return err
		}
		if err := l.evidence.within(ctx, c, records); err != nil {
			return err
		}
		_, err = arrive(ctx, &binding{conn: c, seq: seq}, all)
		return err
	})
}
