package work

import (
	"context"
	"time"

	"github.com/parley-desk/parley/ledger"
)

// Queue hands out tasks. It is safe for many goroutines, and many processes may
// have queues of one ledger.
type Queue interface {
	// Take waits until there is something to do, and gives at most n tasks. They
	// are the caller's until he settles them, for as long as he holds them; one
	// that he lets go comes to another. The error is ctx's where it ended.
	Take(ctx context.Context, n int) ([]ledger.Task, error)
	// Hold says that the tasks are still under way.
	Hold(ctx context.Context, ids []int64) error
	// Settle notes for good what became of tasks. To settle one again changes nothing.
	Settle(ctx context.Context, outcomes ...ledger.Outcome) error
}

// Sweeper is a queue that has to be told of what is open in the ledger.
type Sweeper interface {
	// Sweep tells it. It is called now and then, and when documents came.
	Sweep(ctx context.Context) error
}

// Tasks is the part of the ledger that queues stand on.
type Tasks interface {
	ClaimTasks(ctx context.Context, n int, lease time.Duration) ([]ledger.Task, error)
	OfferTasks(ctx context.Context, n int, lease time.Duration) ([]ledger.Task, error)
	TakeTasks(ctx context.Context, ids []int64, lease time.Duration) ([]ledger.Task, error)
	HoldTasks(ctx context.Context, ids []int64, lease time.Duration) ([]ledger.Task, error)
	SettleTasks(ctx context.Context, outcomes ...ledger.Outcome) error
}

// Lease is for how long a task is somebody's who does not say that he still has
// it: whoever dies is missed after that.
const Lease = 10 * time.Second

// Database is the queue that lies in the ledger itself.
type Database struct {
	tasks Tasks
	lease time.Duration
	poll  time.Duration
	wake  chan struct{}
}

// Poll is how often an idle Database asks for tasks that other processes put there.
const Poll = time.Second

// NewDatabase makes the queue of a ledger. A lease or poll of 0 is that of this package.
func NewDatabase(tasks Tasks, lease, poll time.Duration) *Database {
	if lease == 0 {
		lease = Lease
	}
	if poll == 0 {
		poll = Poll
	}
	return &Database{tasks: tasks, lease: lease, poll: poll, wake: make(chan struct{}, 1)}
}

// Take claims tasks in the database.
func (q *Database) Take(ctx context.Context, n int) ([]ledger.Task, error) {
	for {
		tasks, err := q.tasks.ClaimTasks(ctx, n, q.lease)
		if err != nil || len(tasks) > 0 {
			return tasks, err
		}
		if err := q.wait(ctx); err != nil {
			return nil, err
		}
	}
}

// wait waits for a sweep or until it is time to look again.
func (q *Database) wait(ctx context.Context) error {
	timer := time.NewTimer(q.poll)
	defer timer.Stop()
	select {
	case <-q.wake:
	case <-timer.C:
	case <-ctx.Done():
	}
	return ctx.Err()
}

// Hold puts the end of the lease off.
func (q *Database) Hold(ctx context.Context, ids []int64) error {
	_, err := q.tasks.HoldTasks(ctx, ids, q.lease)
	return err
}

// Settle notes outcomes in the database.
func (q *Database) Settle(ctx context.Context, outcomes ...ledger.Outcome) error {
	return q.tasks.SettleTasks(ctx, outcomes...)
}

// Sweep wakes whoever waits in this process.
func (q *Database) Sweep(context.Context) error {
	select {
	case q.wake <- struct{}{}:
	default:
	}
	return nil
}
