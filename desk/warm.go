package desk

import (
	"context"
	"net/http"
	"slices"
	"time"

	"github.com/parley-desk/parley/ledger"
)

// mostWarm bounds the reports of the cases that are opened before anybody asks for them: each is some 20 kB.
const mostWarm = 20_000

// Warm opens the cases of the ledger before anybody asks for them, those first that were
// used last, so that nobody waits for the first page after a start. It returns when it is done, or
// when the context ends.
func (d *Desk) Warm(ctx context.Context) {
	cases, err := d.lastUsed(ctx)
	if err != nil {
		d.Log.Error("no case could be opened ahead", "error", err)
		return
	}
	reports := 0
	for _, id := range cases {
		begun := d.shelf.clock()
		n, err := d.warm(ctx, id)
		if ctx.Err() != nil {
			return
		}
		if err != nil {
			d.Log.Error("a case could not be opened ahead", "case", id, "error", err)
			continue
		}
		d.Log.Info("a case is open", "case", id, "reports", n, "took", d.shelf.clock().Sub(begun).Round(time.Millisecond).String())
		if reports += n; reports >= mostWarm {
			return
		}
	}
}

// warm opens a case and sets its overview.
func (d *Desk) warm(ctx context.Context, id string) (reports int, err error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, pathOf(id, ""), nil)
	if err != nil {
		return 0, err
	}
	r.SetPathValue("case", id)
	p := framePages()[0]
	page := d.begin(r, time.Time{}, func(r *http.Request) ([]byte, error) {
		v, err := d.newVisit(r, &p)
		if err != nil {
			return nil, err
		}
		reports = len(v.Reports())
		out, err := v.set() // whole, as who asks for it meanwhile is given it
		v.queue()
		return out, err
	})
	select {
	case <-page.done:
		return reports, page.err
	case <-ctx.Done():
		return 0, ctx.Err()
	}
}

// latelyUsed is how many of the latest lines of the audit log, and numbers of the ledger, tell which cases are in use.
const latelyUsed = 1000

// lastUsed gives the ids of the cases: those that somebody changed last first, then those that
// reports came into last, then the others.
func (d *Desk) lastUsed(ctx context.Context) ([]string, error) {
	cases, err := d.Ledger.Cases(ctx)
	if err != nil {
		return nil, err
	}
	lines, err := d.Ledger.AuditLines(ctx, ledger.AuditQuery{Limit: latelyUsed})
	if err != nil {
		return nil, err
	}
	var order []string
	for _, line := range lines {
		order = append(order, line.Case)
	}
	seq, err := d.Ledger.Seq(ctx)
	if err != nil {
		return nil, err
	}
	came := map[string]int64{}
	for _, c := range cases {
		for e, err := range d.Ledger.Entries(ctx, ledger.Query{Case: c.ID, Since: max(0, seq-latelyUsed)}) {
			if err != nil {
				return nil, err
			}
			came[c.ID] = max(came[c.ID], e.Seq)
		}
	}
	var ids []string
	for _, c := range cases {
		ids = append(ids, c.ID)
	}
	place := func(id string) int {
		if i := slices.Index(order, id); i >= 0 {
			return i
		}
		return len(order)
	}
	slices.SortStableFunc(ids, func(a, b string) int {
		if by := place(a) - place(b); by != 0 {
			return by
		}
		return int(came[b] - came[a])
	})
	return ids, nil
}
