package wire

import (
	"cmp"
	"context"
	"runtime/debug"
	"time"

	"github.com/parley-desk/parley/claim"
)

// Found is what one look at a source saw.
type Found struct {
	Kind      claim.SourceKind  `json:"kind"` // what the source is; what it was taken for where its kind was empty
	Title     string            `json:"title,omitempty"`
	Unchanged bool              `json:"unchanged,omitempty"` // its list is as the state knows it
	Items     []claim.Item      `json:"items,omitempty"`     // what it lists, the newest first
	Documents []*claim.Document `json:"documents,omitempty"` // what was fetched of them, the newest Limit of the source; later pages of an article behind its first
	Missed    []Missed          `json:"missed,omitempty"`    // what could not be fetched, or not all of it, and why
	Notes     []string          `json:"notes,omitempty"`     // what its user should know
	State     claim.SourceState `json:"state"`               // as following would store it
}

// Missed is an item that could not be fetched.
type Missed struct {
	URL     string `json:"url"`
	Code    Code   `json:"code"`
	Message string `json:"message"`
}

// lookLimit is how many documents one look fetches where its source does not say.
const lookLimit = 5

// Look takes one look at a source: it reads its list, and fetches the newest of
// what it lists, s.Limit of them, by default 5. Nothing is kept. The error is a
// *[Fault] where the list itself cannot be had; what Found holds then is its
// State, with the fault's code and message.
func (w *Wire) Look(ctx context.Context, s claim.Source, state claim.SourceState) (found Found, err error) {
	defer func() {
		if fault := w.recovered(s, recover()); fault != nil {
			found.State, err = w.failure(state, fault), fault
		}
	}()
	state.Source = s.ID
	l, err := w.list(ctx, s, state, new(memory))
	if err != nil {
		failed := w.faultOf(ctx, s.Address, err)
		return Found{Kind: s.Kind, State: w.failure(state, failed)}, failed
	}
	defer l.release()
	found = Found{Kind: l.kind, Title: l.title, Unchanged: l.unchanged, Items: bounded(l.items, w.Limits.Items), Notes: w.hubs.notes(l)}
	limit := cmp.Or(s.Limit, lookLimit)
	switch {
	case l.page != nil:
		found.Documents = append(found.Documents, l.page)
	default:
		for t := range w.takeAll(ctx, s, found.Items[:min(limit, len(found.Items))], nil) {
			found.add(t)
		}
	}
	if l.each != nil {
		w.lookInto(ctx, s, l.each, limit, &found)
	}
	found.State = w.success(s, state, l, len(found.Documents), nil)
	return found, nil
}

func (f *Found) add(t taken) {
	t.lease.release()
	if t.doc != nil && t.err == nil {
		f.Documents = append(append(f.Documents, t.doc), t.parts...)
	}
	if failed := cmp.Or(t.err, t.short); failed != nil {
		f.Missed = append(f.Missed, Missed{URL: Shown(t.item.URL), Code: failed.Code, Message: failed.Message})
	}
}

// recovered makes a fault of a panic: a page that some parser cannot bear costs
// its own source one look, and no other anything.
func (w *Wire) recovered(s claim.Source, panicked any) *Fault {
	if panicked == nil {
		return nil
	}
	w.Log.Error("a look at a source ended in a fault of Parley itself", "source", s.ID, "fault", panicked, "stack", string(debug.Stack()))
	return fault(Internal, nil, "source %s cannot be read through a fault of Parley itself (%.200v): please report it", s.ID, panicked)
}

// success is the state after a look that went well. missed is the first of what
// could not be fetched, nil where all was.
func (w *Wire) success(s claim.Source, state claim.SourceState, l *listing, kept int, missed *trouble) claim.SourceState {
	now := w.Clock.Now()
	state.Source, state.Looked = s.ID, stamp(now)
	if !l.unchanged || state.Failures > 0 { // what an unchanged list could not bring before, it still lacks
		state.Code, state.Message = "", ""
	}
	state.Failures = 0
	if !l.unchanged {
		state.Items, state.Hub = len(l.items), l.hub
	}
	state.ETag, state.LastModified = l.etag, l.modified
	if kept > 0 {
		state.Changed = stamp(now)
	}
	if missed != nil && missed.first != nil {
		state.Code, state.Message = string(missed.first.Code), missed.message()
	}
	if missed != nil && !missed.settled { // the list is to be had again, although it may not have changed
		state.ETag, state.LastModified = "", ""
	}
	every := w.rhythm(s, state, kept > 0)
	state.Every = int(every / time.Second)
	state.Next = stamp(now.Add(w.jittered(every)))
	return state
}

// failure is the state after a look that failed.
func (w *Wire) failure(state claim.SourceState, f *Fault) claim.SourceState {
	now := w.Clock.Now()
	state.Looked, state.Code, state.Message = stamp(now), string(f.Code), f.Message
	state.Failures++
	state.Next = stamp(now.Add(max(w.jittered(w.retreat(state, f)), f.RetryAfter)))
	return state
}

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// lookInto adds what an archive holds, up to limit documents.
func (w *Wire) lookInto(ctx context.Context, s claim.Source, each documents, limit int, found *Found) {
	for doc, err := range each {
		if len(found.Documents) >= limit || len(found.Missed) >= 100 || ctx.Err() != nil {
			return
		}
		if doc != nil {
			doc.Source = s.ID
		}
		t := taken{item: claim.Item{URL: s.Address}, doc: doc}
		if err != nil {
			t.err = w.faultOf(ctx, s.Address, err)
		}
		found.add(t)
	}
}
