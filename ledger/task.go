package ledger

import (
	"cmp"
	"context"
	"slices"
	"time"
)

// Task is a document that is to be read.
type Task struct {
	ID  int64 // of the document
	Try int   // the how-manieth this is, counted from 1
}

// Outcome is what became of a task.
type Outcome struct {
	ID     int64
	Reason string        // empty: it is done; else why it could not be
	Again  time.Duration // try again after this; 0 with a reason: never
	Back   bool          // given back untried: others may take it at once
}

// mostTries is how often a task is taken: if whoever takes it dies of it, others need not follow.
const mostTries = 25

// ClaimTasks takes up to n tasks that are due, the oldest first, and puts each
// off for the length of a lease, after which others may take it. Two callers,
// also of two processes, never get one task within its lease.
func (l *Ledger) ClaimTasks(ctx context.Context, n int, lease time.Duration) ([]Task, error) {
	return l.pick(ctx, n, lease, 1)
}

// OfferTasks picks tasks as ClaimTasks does, for others who will take them with
// TakeTasks. To be offered is not to be tried.
func (l *Ledger) OfferTasks(ctx context.Context, n int, lease time.Duration) ([]Task, error) {
	return l.pick(ctx, n, lease, 0)
}

func (l *Ledger) pick(ctx context.Context, n int, lease time.Duration, tries int) (tasks []Task, err error) {
	if due, err := l.due(ctx); err != nil || !due {
		return nil, err // asked without writing: an idle ledger stays idle
	}
	now := l.options.Now().UnixMilli()
	err = l.change(ctx, "take tasks", func(c conn, _ func(int) (int64, error)) error {
		tasks = nil
		if err := c.exec(ctx, "UPDATE task SET dead = 1, reason = ? WHERE dead = 0 AND tries >= ? AND ready <= ?", diedOfIt, mostTries, now); err != nil {
			return err
		}
		return c.each(ctx, into(&tasks), "UPDATE task SET ready = ?, tries = tries + ? WHERE id IN (SELECT id FROM task WHERE dead = 0 AND ready <= ? ORDER BY ready, id LIMIT ? "+l.store.skipLocked()+") RETURNING id, tries",
			now+lease.Milliseconds(), tries, now, n)
	})
	slices.SortFunc(tasks, func(a, b Task) int { return cmp.Compare(a.ID, b.ID) })
	return tasks, err
}

// into collects tasks.
func into(tasks *[]Task) func(func(...any) error) error {
	return func(scan func(...any) error) error {
		var t Task
		err := scan(&t.ID, &t.Try)
		*tasks = append(*tasks, t)
		return err
	}
}

// TakeTasks takes tasks that were offered, for a lease. Those that are done
// already, given up or not there are not among what it gives.
func (l *Ledger) TakeTasks(ctx context.Context, ids []int64, lease time.Duration) ([]Task, error) {
	return l.putOff(ctx, ids, lease, 1)
}

// HoldTasks puts tasks that were taken off for another lease, and gives those that are open still.
func (l *Ledger) HoldTasks(ctx context.Context, ids []int64, lease time.Duration) ([]Task, error) {
	return l.putOff(ctx, ids, lease, 0)
}

func (l *Ledger) putOff(ctx context.Context, ids []int64, lease time.Duration, tries int) (tasks []Task, err error) {
	if len(ids) == 0 {
		return nil, nil
	}
	values := append([]any{l.options.Now().Add(lease).UnixMilli(), tries}, anys(ids)...)
	err = l.change(ctx, "hold tasks", func(c conn, _ func(int) (int64, error)) error {
		tasks = nil
		return c.each(ctx, into(&tasks), "UPDATE task SET ready = ?, tries = tries + ? WHERE dead = 0 AND id IN ("+marks(len(ids))+") RETURNING id, tries", values...)
	})
	slices.SortFunc(tasks, func(a, b Task) int { return cmp.Compare(a.ID, b.ID) })
	return tasks, err
}

// diedOfIt is the reason of a task that was taken again and again and never given back.
const diedOfIt = "every process that took it ended before it was read"

// due tells whether there is a task to take now.
func (l *Ledger) due(ctx context.Context) (due bool, err error) {
	err = l.patiently(ctx, "look for tasks", func() error {
		return l.reading().row(ctx, "SELECT EXISTS (SELECT 1 FROM task WHERE dead = 0 AND ready <= ?)", l.options.Now().UnixMilli()).Scan(&due)
	})
	return due, err
}

// SettleTasks notes what became of tasks. What is done is done for good; to
// settle it again, or what is not there, changes nothing.
func (l *Ledger) SettleTasks(ctx context.Context, outcomes ...Outcome) error {
	if len(outcomes) == 0 {
		return nil
	}
	now := l.options.Now()
	return l.change(ctx, "settle tasks", func(c conn, _ func(int) (int64, error)) error {
		for _, o := range outcomes {
			if err := settle(ctx, c, o, now); err != nil {
				return err
			}
		}
		return nil
	})
}

func settle(ctx context.Context, c conn, o Outcome, now time.Time) error {
	switch {
	case o.Back:
		return c.exec(ctx, "UPDATE task SET ready = ?, tries = tries - 1 WHERE id = ? AND tries > 0", now.UnixMilli(), o.ID)
	case o.Reason == "":
		return c.exec(ctx, "DELETE FROM task WHERE id = ?", o.ID)
	case o.Again > 0:
		return c.exec(ctx, "UPDATE task SET ready = ?, failed = failed + 1, reason = ? WHERE id = ?", now.Add(o.Again).UnixMilli(), plainText(o.Reason), o.ID)
	}
	return c.exec(ctx, "UPDATE task SET dead = 1, failed = failed + 1, reason = ? WHERE id = ?", plainText(o.Reason), o.ID)
}

// Depth is how much is to be read.
type Depth struct {
	Open   int64     `json:"open"`              // waiting or under way
	Again  int64     `json:"again,omitempty"`   // of these, failed before
	Dead   int64     `json:"dead,omitempty"`    // given up
	Oldest time.Time `json:"oldest,omitzero"`   // when the oldest that waits was stored
	Why    []Stuck   `json:"failing,omitempty"` // the first of those that failed
}

// Stuck is a task that failed.
type Stuck struct {
	ID     int64  `json:"id"`
	URL    string `json:"url"`
	Reason string `json:"reason"`
	Failed int    `json:"failed"`
	Dead   bool   `json:"dead,omitempty"`
}

// stuckShown bounds the failures that are listed.
const stuckShown = 20

// Depth counts the tasks.
func (l *Ledger) Depth(ctx context.Context) (d Depth, err error) {
	err = l.patiently(ctx, "count tasks", func() error {
		var oldest *int64
		c := l.reading()
		err := c.row(ctx, `SELECT count(CASE WHEN dead = 0 THEN 1 END), count(CASE WHEN dead = 0 AND failed > 0 THEN 1 END), count(CASE WHEN dead = 1 THEN 1 END),
			(SELECT min(f.stored) FROM task t JOIN fetched f ON f.seq = t.id WHERE t.dead = 0) FROM task`).Scan(&d.Open, &d.Again, &d.Dead, &oldest)
		if err != nil {
			return err
		}
		if oldest != nil {
			d.Oldest = time.UnixMicro(*oldest).UTC()
		}
		d.Why = nil
		return c.each(ctx, func(scan func(...any) error) error {
			var s Stuck
			err := scan(&s.ID, &s.URL, &s.Reason, &s.Failed, &s.Dead)
			d.Why = append(d.Why, s)
			return err
		}, "SELECT t.id, f.address, t.reason, t.failed, t.dead = 1 FROM task t JOIN fetched f ON f.seq = t.id WHERE t.reason <> '' ORDER BY t.dead DESC, t.id LIMIT ?", stuckShown)
	})
	return d, err
}

// Revive has what was given up tried again, and tells how many that are.
func (l *Ledger) Revive(ctx context.Context) (n int, err error) {
	err = l.change(ctx, "revive tasks", func(c conn, _ func(int) (int64, error)) error {
		n = 0
		return c.each(ctx, func(scan func(...any) error) error {
			n++
			var id int64
			return scan(&id)
		}, "UPDATE task SET dead = 0, tries = 0, failed = 0, reason = '', ready = 0 WHERE dead = 1 RETURNING id")
	})
	return n, err
}
