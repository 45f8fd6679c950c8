package work_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/ledger"
	"github.com/parley-desk/parley/ledger/postgrestest"
	"github.com/parley-desk/parley/work"
	"github.com/parley-desk/parley/work/natstest"
)

func TestMain(m *testing.M) {
	natstest.Serve()
	os.Exit(postgrestest.Around{Tests: m}.Run())
}

// Short times for tests: a lease is missed soon.
const (
	lease = 400 * time.Millisecond
	poll  = 20 * time.Millisecond
)

func openLedger(t testing.TB, address string) *ledger.Ledger {
	t.Helper()
	l, err := ledger.Open(t.Context(), address, ledger.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	return l
}

// arrive keeps n documents with their tasks.
func arrive(t testing.TB, l *ledger.Ledger, first, n int) {
	t.Helper()
	docs := make([]*claim.Document, n)
	for i := range docs {
		body := fmt.Sprintf("Talks %d.", first+i)
		sum := sha256.Sum256([]byte(body))
		docs[i] = &claim.Document{Source: "wire", URL: fmt.Sprintf("https://wire.example/%d", first+i), Fetched: "2031-04-01T12:00:00Z", SHA256: hex.EncodeToString(sum[:]), Body: []byte(body)}
	}
	if err := l.Keep(t.Context(), claim.SourceState{Source: "wire"}, docs); err != nil {
		t.Fatal(err)
	}
}

// bench is a ledger with a way to make queues of it, as many as processes would.
type bench struct {
	ledger *ledger.Ledger
	queue  func(*testing.T) work.Queue
	server *natstest.Server // nil: none
}

// benches are the queues that there are, on both stores.
var benches = map[string]func(*testing.T) *bench{
	"database in SQLite":     func(t *testing.T) *bench { return onDatabase(t, sqlite(t)) },
	"database in PostgreSQL": func(t *testing.T) *bench { return onDatabase(t, postgrestest.Database(t)) },
	"stream over SQLite":     func(t *testing.T) *bench { return onStream(t, sqlite(t)) },
	"stream over PostgreSQL": func(t *testing.T) *bench { return onStream(t, postgrestest.Database(t)) },
}

func sqlite(t *testing.T) string { return "sqlite:" + filepath.Join(t.TempDir(), "ledger.db") }

func onDatabase(t *testing.T, address string) *bench {
	l := openLedger(t, address)
	return &bench{ledger: l, queue: func(*testing.T) work.Queue { return work.NewDatabase(l, lease, poll) }}
}

func onStream(t *testing.T, address string) *bench {
	l, s := openLedger(t, address), natstest.Start(t)
	return &bench{ledger: l, server: s, queue: func(t *testing.T) work.Queue {
		q, err := work.NewStream(s.URL()+"/tests", l, work.StreamOptions{Lease: lease, Offer: 2 * lease})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(q.Close)
		return q
	}}
}

// Every queue keeps the same contract.
func TestQueues(t *testing.T) {
	t.Parallel()
	for name, make := range benches {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for what, check := range contract {
				t.Run(what, func(t *testing.T) {
					t.Parallel()
					check(t, make(t))
				})
			}
		})
	}
}

// contract is what a queue promises.
var contract = map[string]func(*testing.T, *bench){
	"every task comes once to one of many": eachOnce,
	"who lets go is followed by another":   letGo,
	"who holds on is left alone":           heldOn,
	"what failed comes again":              again,
	"waiting ends with its context":        waiting,
}

// sweep tells a queue what is open, where it has to be told.
func sweep(t *testing.T, q work.Queue) {
	t.Helper()
	if s, ok := q.(work.Sweeper); ok {
		if err := s.Sweep(t.Context()); err != nil {
			t.Error(err)
		}
	}
}

// takeOne takes one task, swept for as often as it takes.
func takeOne(t *testing.T, q work.Queue) ledger.Task {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	defer stop()
	swept := make(chan struct{})
	go func() {
		defer close(swept)
		for ctx.Err() == nil {
			if s, ok := q.(work.Sweeper); ok {
				_ = s.Sweep(ctx) // the next one may do
			}
			select {
			case <-time.After(poll):
			case <-ctx.Done():
			}
		}
	}()
	tasks, err := q.Take(ctx, 1)
	stop()
	<-swept
	if err != nil || len(tasks) != 1 {
		t.Fatalf("%+v %v", tasks, err)
	}
	return tasks[0]
}

func eachOnce(t *testing.T, b *bench) {
	const n, takers = 40, 4
	arrive(t, b.ledger, 0, n)
	var mu sync.Mutex
	var done []int64
	var pools []*work.Pool
	all := make(chan struct{})
	for range takers {
		p := work.NewPool(b.queue(t), func(_ context.Context, id int64) error {
			mu.Lock()
			defer mu.Unlock()
			if done = append(done, id); len(done) == n {
				close(all)
			}
			return nil
		}, work.Options{Hold: lease / 4, Sweep: poll, Trouble: func(err error) { t.Log(err) }})
		p.Start(t.Context())
		pools = append(pools, p)
	}
	<-all
	for _, p := range pools {
		if err := p.Stop(t.Context()); err != nil {
			t.Error(err)
		}
	}
	slices.Sort(done)
	if len(done) != n || len(slices.Compact(done)) != n {
		t.Errorf("%d tasks were done %d times", n, len(done))
	}
	if d, err := b.ledger.Depth(t.Context()); err != nil || d.Open != 0 || d.Dead != 0 {
		t.Errorf("%+v %v", d, err)
	}
}

func letGo(t *testing.T, b *bench) {
	arrive(t, b.ledger, 0, 1)
	first := takeOne(t, b.queue(t))
	second := b.queue(t)
	got := takeOne(t, second)
	if got.ID != first.ID || got.Try != first.Try+1 {
		t.Errorf("%+v, then %+v", first, got)
	}
	if err := second.Settle(t.Context(), ledger.Outcome{ID: got.ID}); err != nil {
		t.Fatal(err)
	}
	nothing(t, second, 3*lease)
}

// nothing holds a queue to giving nothing for a while.
func nothing(t *testing.T, q work.Queue, while time.Duration) {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), while)
	defer stop()
	sweep(t, q)
	if tasks, err := q.Take(ctx, 1); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%+v %v", tasks, err)
	}
}

func heldOn(t *testing.T, b *bench) {
	arrive(t, b.ledger, 0, 1)
	q := b.queue(t)
	task := takeOne(t, q)
	holding, stop := context.WithCancel(t.Context())
	held := make(chan struct{})
	go func() {
		defer close(held)
		for holding.Err() == nil {
			if err := q.Hold(t.Context(), []int64{task.ID}); err != nil {
				t.Error(err)
			}
			time.Sleep(lease / 8)
		}
	}()
	nothing(t, b.queue(t), 3*lease)
	stop()
	<-held
	if err := q.Settle(t.Context(), ledger.Outcome{ID: task.ID, Reason: "no", Again: time.Millisecond}); err != nil {
		t.Fatal(err)
	}
	if again := takeOne(t, b.queue(t)); again.ID != task.ID {
		t.Errorf("%+v", again)
	}
}

func again(t *testing.T, b *bench) {
	arrive(t, b.ledger, 0, 2)
	q := b.queue(t)
	for try := 1; try <= 3; try++ {
		task := takeOne(t, q)
		o := ledger.Outcome{ID: task.ID, Reason: "not yet", Again: time.Millisecond}
		if try == 3 {
			o = ledger.Outcome{ID: task.ID, Reason: "never"}
		}
		if err := q.Settle(t.Context(), o); err != nil {
			t.Fatal(err)
		}
	}
	d, err := b.ledger.Depth(t.Context())
	if err != nil || d.Open != 1 || d.Dead != 1 || d.Why[0].Reason != "never" {
		t.Errorf("%+v %v", d, err)
	}
}

func waiting(t *testing.T, b *bench) {
	q := b.queue(t)
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() {
		_, err := q.Take(ctx, 3)
		ended <- err
	}()
	stop()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	arrive(t, b.ledger, 0, 1)
	takeOne(t, q) // what it would have waited for is not lost
}

// The server is killed with all that it holds; what it held comes back from the database.
func TestTheServerLosesEverything(t *testing.T) {
	t.Parallel()
	b := onStream(t, sqlite(t))
	arrive(t, b.ledger, 0, 3)
	q := b.queue(t)
	sweep(t, q)
	b.server.Kill()
	b.server.Forget(t)
	b.server.Start(t)
	seen := map[int64]bool{}
	for len(seen) < 3 {
		task := takeOne(t, q)
		if seen[task.ID] {
			t.Fatalf("%+v came twice", task)
		}
		seen[task.ID] = true
		if err := q.Settle(t.Context(), ledger.Outcome{ID: task.ID}); err != nil {
			t.Fatal(err)
		}
	}
}

func TestAddressesOfStreams(t *testing.T) {
	t.Parallel()
	for _, address := range []string{"", "localhost:4222", "http://localhost", "nats://", "nats://a,,b", "nats://a/two words"} {
		if _, err := work.NewStream(address, nil, work.StreamOptions{}); err == nil {
			t.Errorf("%q is taken for an address", address)
		}
	}
}
