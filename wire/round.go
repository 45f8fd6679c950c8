package wire

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"github.com/parley-desk/parley/claim"
)

const (
	keepWithin = 30 * time.Second // how long a Keep may take when the program is stopping
	batchBytes = 4 << 20
	batchAge   = 2 * time.Second // documents wait no longer than this for others
	listLimit  = 200             // items of a feed, sitemap or index that count at one look, the newest
	fileLimit  = 1000            // of a folder or list; the others follow at the next look
)

// round is one look at a source that is followed.
type round struct {
	*Wire
	source claim.Source
	shelf  Shelf
	kept   func()
	memory *memory

	state   claim.SourceState // as kept so far
	batch   []*claim.Document
	bytes   int
	count   int // documents kept that are news
	trouble *trouble
}

// trouble is what could not be fetched at one look.
type trouble struct {
	first   *Fault
	n, of   int
	settled bool // all of it is to be left alone for a while
}

func (t *trouble) message() string {
	return fmt.Sprintf("%d of %d reports could not be fetched; the first: %s", t.n, t.of, t.first.Message)
}

// run looks, fetches and keeps. The state that it gives is kept already; an
// error means that it could not be.
func (r *round) run(ctx context.Context) (claim.SourceState, error) {
	var err error
	if r.state, err = r.shelf.Recall(ctx, r.source.ID); err != nil {
		return r.state, err
	}
	r.state.Source = r.source.ID
	l, err := r.list(ctx, r.source, r.state, r.memory)
	if err == nil {
		defer l.release()
		err = r.fetch(ctx, l)
	}
	if failed := FaultOf(err); failed != nil && failed.Code != ShelfFault && ctx.Err() == nil {
		r.state = r.failure(r.state, failed)
		return r.state, r.keep(ctx, r.state)
	}
	if err != nil || ctx.Err() != nil {
		r.memory.unread()
	}
	if err != nil {
		return r.state, err
	}
	if ctx.Err() != nil {
		return r.state, r.flush(ctx)
	}
	done := r.success(r.source, r.state, l, r.count+news(r.batch), r.trouble)
	r.hubs.offer(ctx, r.source, l)
	if err = r.keep(ctx, done); err != nil {
		r.memory.unread()
	}
	return done, err
}

// fetch fetches what is new in a listing.
func (r *round) fetch(ctx context.Context, l *listing) error {
	if l.page != nil {
		return r.page(ctx, l.page)
	}
	items, cut, err := r.fresh(ctx, l)
	if err != nil {
		return err
	}
	r.trouble = &trouble{of: len(items), settled: !cut}
	if err = r.items(ctx, items); err == nil && l.each != nil {
		err = r.archive(ctx, l.each)
	}
	if r.trouble.n == 0 && r.trouble.settled {
		r.trouble = nil
	}
	return err
}

// fresh is what of a listing is to be fetched, and whether more is left for the next look.
func (r *round) fresh(ctx context.Context, l *listing) (items []claim.Item, cut bool, err error) {
	if !l.unchanged {
		items = bounded(l.items, maxFiles)
	}
	whole := l.kind == claim.SourceFolder || l.kind == claim.SourceList
	if limit := cmp.Or(r.source.Limit, listLimit); !whole && len(items) > limit {
		items = items[:limit]
	}
	if items, err = r.wanted(ctx, items); err != nil {
		return nil, false, shelfFault(r.source, err)
	}
	if limit := cmp.Or(r.source.Limit, fileLimit); whole && len(items) > limit {
		items, cut = items[:limit], true
	}
	now, left := r.Clock.Now(), items[:0:0]
	for _, item := range items {
		if !r.memory.leave(item.URL, now) {
			left = append(left, item)
		}
	}
	return left, cut, nil
}

// wanted asks the shelf what of items it wants, and what else is due for another
// look, although the list may have dropped it.
func (r *round) wanted(ctx context.Context, items []claim.Item) ([]claim.Item, error) {
	due, err := r.shelf.Fresh(ctx, r.source.ID, nil)
	if err != nil || items == nil {
		return due, err
	}
	fresh, err := r.shelf.Fresh(ctx, r.source.ID, items)
	if err != nil {
		return nil, err
	}
	named := map[string]bool{}
	for _, i := range fresh {
		named[i.URL] = true
	}
	for _, i := range due {
		if !named[i.URL] {
			fresh = append(fresh, i)
		}
	}
	return fresh, nil
}

// items fetches items and keeps them in batches; a batch does not wait long for its next document.
func (r *round) items(ctx context.Context, items []claim.Item) error {
	results := r.takeAll(ctx, r.source, items, r.shelf.Known)
	tick := time.NewTicker(batchAge)
	defer tick.Stop()
	var failed error
	for {
		var err error
		select {
		case t, more := <-results:
			if !more {
				return failed
			}
			if failed != nil { // the shelf took nothing: what is under way is waited for, and comes again
				t.lease.release()
				continue
			}
			err = r.result(ctx, t)
		case <-tick.C:
			err = r.flush(ctx)
		}
		if err != nil && failed == nil {
			failed = err
		}
	}
}

// result takes in what became of an item.
func (r *round) result(ctx context.Context, t taken) error {
	if t.short != nil && t.short.Code == Stopped {
		t.err = t.short
	}
	if t.err != nil && t.err.Code != Gone {
		t.lease.release()
		if t.err.Code != Stopped {
			r.missed(t)
		}
		return nil
	}
	defer t.lease.release()
	if t.short == nil {
		r.memory.succeeded(t.item.URL)
	} else if !r.missed(t) {
		return nil
	}
	bytes := 0
	for _, doc := range append(t.parts, t.doc) { // the first page last: it is read with the others
		bytes += len(doc.Body)
		if err := r.add(ctx, doc); err != nil {
			return err
		}
	}
	if bytes <= large {
		return nil
	}
	return r.flush(ctx)
}

// missed notes what could not be fetched, and tells whether that is settled for
// a while: an article that lacks a page for a moment is fetched again as a whole.
func (r *round) missed(t taken) (settled bool) {
	failed := cmp.Or(t.err, t.short)
	settled = !t.spared && r.memory.failed(t.item.URL, failed, r.Clock.Now())
	r.trouble.n++
	r.trouble.settled = r.trouble.settled && settled
	r.trouble.first = cmp.Or(r.trouble.first, failed)
	return settled
}

// page keeps a page that is a source by itself, where it changed.
func (r *round) page(ctx context.Context, doc *claim.Document) error {
	if r.memory.samePage(doc.SHA256) {
		return nil
	}
	if err := r.add(ctx, doc); err != nil {
		return err
	}
	if err := r.flush(ctx); err != nil {
		return err
	}
	r.memory.setPage(doc.SHA256)
	return nil
}

// archive keeps what an archive holds and the shelf does not have.
func (r *round) archive(ctx context.Context, each documents) error {
	for doc, err := range each {
		r.trouble.of++
		if err != nil {
			f := r.faultOf(ctx, r.source.Address, err)
			r.trouble.n++
			r.trouble.first = cmp.Or(r.trouble.first, f)
			continue
		}
		doc.Source = r.source.ID
		if err := r.add(ctx, doc); err != nil {
			return err
		}
		if ctx.Err() != nil {
			return nil
		}
	}
	return nil
}

// add puts a document into the batch, and keeps the batch when it is full.
func (r *round) add(ctx context.Context, doc *claim.Document) error {
	r.batch = append(r.batch, doc)
	r.bytes += len(doc.Body)
	if len(r.batch) < r.Rhythm.Batch && r.bytes < batchBytes {
		return nil
	}
	return r.flush(ctx)
}

// flush keeps the batch, with the state as it was: only the whole look moves that on.
func (r *round) flush(ctx context.Context) error {
	if len(r.batch) == 0 {
		return nil
	}
	return r.keep(ctx, r.state)
}

// keep puts state and batch on the shelf. It is not broken off when ctx ends.
func (r *round) keep(ctx context.Context, state claim.SourceState) error {
	ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), keepWithin)
	defer stop()
	docs := r.batch
	r.batch, r.bytes = nil, 0
	n := news(docs)
	state.Taken = r.state.Taken + int64(n)
	if err := r.shelf.Keep(ctx, state, docs); err != nil {
		return shelfFault(r.source, err)
	}
	r.state.Taken = state.Taken
	r.count += n
	if n > 0 && r.kept != nil {
		r.kept()
	}
	return nil
}

// news is how many of documents are more than the word that nothing changed.
func news(docs []*claim.Document) (n int) {
	for _, d := range docs {
		if !unmodified(d) {
			n++
		}
	}
	return n
}

func shelfFault(s claim.Source, err error) error {
	return fault(ShelfFault, err, "what source %s has could not be kept, and is fetched again: %s", s.ID, clip(err.Error()))
}
