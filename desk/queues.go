package desk

import (
	"fmt"
	"runtime/debug"
	"sync"
	"time"

	"github.com/parley-desk/parley/access"
)

// queues keep the queue of each case while a fresher one is made. What was decided
// meanwhile is left out of it by who shows it, so that deciding is quick however large the case is.
type queues struct {
	mu sync.Mutex
	of map[string]*keptQueue
}

// keptQueue is a queue with the edition that it was made of.
type keptQueue struct {
	of   *edition // nil: the first is being made
	all  []queued
	took time.Duration
	busy bool // a fresher one is being made

	pages *rendered // of it, by who looks and what was decided
}

// queueOf gives the queue of a visit's case, with the edition that it was made of.
func (q *queues) queueOf(v *visit) *keptQueue {
	key := v.queueKey()
	q.mu.Lock()
	if q.of == nil {
		q.of = map[string]*keptQueue{}
	}
	k := q.of[key]
	switch {
	case k == nil || k.of == nil || k.of != v.edition && k.took <= soon:
		q.mu.Unlock()
		return q.make(key, v)
	case k.of != v.edition && !k.busy:
		k.busy = true
		go q.beside(key, v)
	}
	defer q.mu.Unlock()
	return k
}

// pagesOfQueue are the pages that were set of a visit's queue.
func pagesOfQueue(v *visit) *rendered { return v.desk.queues.queueOf(v).pages }

func (v *visit) queueKey() string {
	return fmt.Sprint(v.Case.ID, "\x00", v.AsOf, "\x00", v.Rule, "\x00", v.whole())
}

// ahead makes the first queue of a case beside whoever reads another page of it and may review.
func (q *queues) ahead(v *visit) {
	if v.AsOf != "" || v.req.FormValue("rule") != "" || !v.May(access.Review) {
		return
	}
	key := v.queueKey()
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.of == nil {
		q.of = map[string]*keptQueue{}
	}
	if q.of[key] == nil {
		q.of[key] = &keptQueue{busy: true}
		go q.beside(key, v)
	}
}

// mostQueues bounds the queues that are kept: of days that nobody asks for again they are let go.
const mostQueues = 8

// make makes a queue and keeps it.
func (q *queues) make(key string, v *visit) *keptQueue {
	begun := v.desk.shelf.clock()
	all := v.queue()
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.of) >= mostQueues {
		clear(q.of)
	}
	k := &keptQueue{of: v.edition, all: all, took: v.desk.shelf.clock().Sub(begun), pages: newRendered()}
	q.of[key] = k
	return k
}

// beside makes a fresher queue while the one at hand is used. A failure leaves that one.
func (q *queues) beside(key string, v *visit) {
	defer func() {
		if r := recover(); r != nil {
			v.desk.Log.Error("a queue could not be made", "case", v.Case.ID, "panic", fmt.Sprint(r), "stack", string(debug.Stack()))
			q.mu.Lock()
			defer q.mu.Unlock()
			if k := q.of[key]; k != nil {
				k.busy = false
			}
		}
	}()
	q.make(key, v)
}
