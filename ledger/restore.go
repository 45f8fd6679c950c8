package ledger

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"hash"
	"io"
	"time"

	"github.com/parley-desk/parley/claim"
)

// Restore fills an empty ledger from an archive. It stops at the first line
// that cannot be read, and says so where the archive is cut short.
func (l *Ledger) Restore(ctx context.Context, in io.Reader) (Archived, error) {
	r := &restoring{ledger: l, sum: sha256.New()}
	if err := l.checkEmpty(ctx); err != nil {
		return r.done, err
	}
	lines := bufio.NewReaderSize(in, 1<<20)
	for {
		data, err := lines.ReadBytes('\n')
		if errors.Is(err, io.EOF) && len(data) == 0 {
			return r.done, archiveFault(r.line, err, "is the last, but the archive's end is missing")
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return r.done, err
		}
		switch end, err := r.take(ctx, data); {
		case err != nil:
			return r.done, err
		case end:
			return r.done, nil
		}
	}
}

// restoring is a restoration under way.
type restoring struct {
	ledger *Ledger
	line   int
	sum    hash.Hash // of the lines so far
	batch  []archiveLine
	done   Archived
}

// restoredAtOnce is how many lines are stored at once.
const restoredAtOnce = 256

// take takes in one line; end tells that it was the tail.
func (r *restoring) take(ctx context.Context, data []byte) (end bool, err error) {
	var line archiveLine
	if err := json.Unmarshal(data, &line); err != nil {
		return false, archiveFault(r.line+1, err, "is no JSON")
	}
	if r.line == 0 && line.Archive != archiveForm {
		return false, archiveFault(1, nil, "is not the head of an archive that this Parley knows")
	}
	if line.End != nil {
		if line.End.Lines != r.line || line.End.SHA256 != hex.EncodeToString(r.sum.Sum(nil)) {
			return false, archiveFault(r.line+1, nil, "does not fit those before it: the archive was changed or damaged")
		}
		return true, r.flush(ctx)
	}
	r.line++
	_, _ = r.sum.Write(data)
	if len(r.batch) >= restoredAtOnce || len(r.batch) > 0 && !sameSort(&r.batch[0], &line) {
		if err := r.flush(ctx); err != nil {
			return false, err
		}
	}
	r.batch = append(r.batch, line)
	return false, nil
}

// sameSort tells whether two lines can be stored at once.
func sameSort(a, b *archiveLine) bool {
	return (a.Report == nil) == (b.Report == nil) && (a.Again == nil) == (b.Again == nil) && (a.Refused == nil) == (b.Refused == nil) &&
		(a.Document == nil) == (b.Document == nil) && a.words() == b.words()
}

func (r *restoring) flush(ctx context.Context) error {
	batch := r.batch
	r.batch = nil
	switch {
	case len(batch) == 0 || batch[0].Archive != 0:
		return nil
	case batch[0].words():
		return r.words(ctx, batch)
	case batch[0].Document != nil:
		r.done.Documents += len(batch)
		return r.ledger.restoreDocuments(ctx, batch)
	}
	leaves, err := r.prepare(ctx, batch)
	if err != nil {
		return err
	}
	counts, err := r.ledger.Append(ctx, leaves)
	r.done.Readings += counts.New + counts.Versions + counts.Reread
	r.done.Refused += counts.Refused
	return err
}

// words tells a line that is somebody's word, not a report.
func (l *archiveLine) words() bool {
	return l.Case != nil || l.Decision != nil || l.Source != nil || l.Removed != "" || l.Following != nil
}

// words restores cases, decisions and sources, each with its own moment of storing.
func (r *restoring) words(ctx context.Context, batch []archiveLine) error {
	for _, line := range batch {
		then := *r.ledger
		then.options.Now = func() time.Time { return time.UnixMicro(line.Stored) }
		if err := then.restoreWords(ctx, &line, &r.done); err != nil {
			return err
		}
	}
	return nil
}

func (l *Ledger) restoreWords(ctx context.Context, line *archiveLine, done *Archived) error {
	switch {
	case line.Source != nil, line.Removed != "":
		done.Sources++
		return l.restoreSource(ctx, line)
	case line.Following != nil:
		return l.restoreState(ctx, line)
	case line.Case != nil:
		var c claim.Case
		if err := json.Unmarshal(line.Case, &c); err != nil {
			return err
		}
		done.Cases++
		return l.SetCase(ctx, &c)
	}
	var d claim.Decision
	if err := json.Unmarshal(line.Decision, &d); err != nil {
		return err
	}
	done.Decisions++
	return l.Decide(ctx, d)
}

// prepare makes leaves of lines, on all cores.
func (r *restoring) prepare(ctx context.Context, batch []archiveLine) ([]*Leaf, error) {
	leaves := make([]*Leaf, len(batch))
	return leaves, onAllCores(len(batch), func(i int) (err error) {
		leaves[i], err = r.ledger.restored(ctx, &batch[i])
		return err
	})
}

// restored makes a leaf of a line.
func (l *Ledger) restored(ctx context.Context, line *archiveLine) (f *Leaf, err error) {
	var report claim.Report
	var record claim.Record
	switch {
	case line.Refused != nil:
		f = l.Refuse(*line.Refused)
	case line.Report != nil:
		if err := errors.Join(json.Unmarshal(line.Report, &report), json.Unmarshal(line.Record, &record)); err != nil {
			return nil, err
		}
		if f, err = l.Prepare(report, &record); err == nil && dated(&report) == 1 {
			f.fetched = firstFetched(f.fetched, line.Fetched)
		}
	case line.Again != nil:
		if err := json.Unmarshal(line.Record, &record); err != nil {
			return nil, err
		}
		f, err = l.again(ctx, line.Again, &record)
	default:
		return nil, fault(Corrupt, nil, "the archive has a line that is none of a report, a record, a case or a decision")
	}
	if f != nil {
		f.stamp = line.Stored
	}
	return f, err
}

// again makes a leaf of a later record of a version that is restored already.
func (l *Ledger) again(ctx context.Context, of *again, record *claim.Record) (*Leaf, error) {
	for e, err := range l.Entries(ctx, Query{Only: []string{of.Identity}, Every: true, Parts: WithReport}) {
		if err != nil {
			return nil, err
		}
		report, err := e.Report()
		if err != nil {
			return nil, err
		}
		if hex.EncodeToString(versionHash(&report)) == of.Hash {
			return l.PrepareAgain(e, report, record)
		}
	}
	return nil, fault(Corrupt, nil, "the archive has a record of %s, but not the version that it was made of", of.Identity)
}
