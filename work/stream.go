package work

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/parley-desk/parley/ledger"
)

// Stream is a queue that carries the numbers of tasks through NATS JetStream. It
// carries nothing else: what a number means, whether it is still to be done and
// how often it was tried stands in the ledger. A sweep publishes what is open
// there and was not offered lately, so that a server that lost messages (by
// default NATS syncs its files every two minutes only; set sync_interval to
// "always" to lose none) costs some time and nothing else.
type Stream struct {
	tasks Tasks
	name  string // of stream and consumer
	offer time.Duration
	lease time.Duration
	conn  *nats.Conn
	js    jetstream.JetStream

	mu       sync.Mutex
	consumer jetstream.Consumer // nil: to be made sure of
	held     map[int64][]jetstream.Msg
}

// StreamOptions say how a Stream is used; what is 0 has a default.
type StreamOptions struct {
	Name  string        // of the stream, so that several ledgers can share a server; default parley
	Lease time.Duration // as in Database
	Offer time.Duration // after which what was published and not taken is published again; default 20 seconds
}

// Bounds of what lies in a stream: it is a hand that gives, not a store.
const (
	offerDefault = 20 * time.Second
	inStream     = 512             // numbers, waiting or under way
	takeWait     = 5 * time.Second // for which one request to the server waits
	askWait      = 5 * time.Second // for an answer of the server
)

// NewStream connects to the servers at an address, such as
// nats://one:4222,two:4222/name; the path names the stream where options do not.
// It need not be there yet: until it is, Take waits and Sweep fails.
func NewStream(address string, tasks Tasks, o StreamOptions) (*Stream, error) {
	servers, name, err := streamAddress(address)
	if err != nil {
		return nil, err
	}
	s := &Stream{tasks: tasks, name: cmp.Or(o.Name, name, "parley"), lease: o.Lease, offer: o.Offer, held: map[int64][]jetstream.Msg{}}
	if s.lease == 0 {
		s.lease = Lease
	}
	if s.offer == 0 {
		s.offer = offerDefault
	}
	s.conn, err = nats.Connect(servers, nats.Name("parley"), nats.RetryOnFailedConnect(true), nats.MaxReconnects(-1), nats.ReconnectWait(250*time.Millisecond), nats.Timeout(askWait))
	if err != nil {
		return nil, fmt.Errorf("%s cannot be used: %w; write --work nats://HOST:4222", address, err)
	}
	s.js, err = jetstream.New(s.conn, jetstream.WithDefaultTimeout(askWait))
	return s, err
}

// streamAddress parts nats://one,two/name into servers and name.
func streamAddress(address string) (servers, name string, err error) {
	rest, found := strings.CutPrefix(address, "nats://")
	if !found {
		if rest, found = strings.CutPrefix(address, "tls://"); !found {
			return "", "", fmt.Errorf("%q is no address of a queue: write nats://HOST:4222, or nats://ONE:4222,TWO:4222/NAME", address)
		}
	}
	scheme := address[:len(address)-len(rest)]
	hosts, name, _ := strings.Cut(rest, "/")
	if strings.ContainsAny(name, ". *>/\\ ") {
		return "", "", fmt.Errorf("%q is no name for a stream: letters, digits, - and _", name)
	}
	var all []string
	for host := range strings.SplitSeq(hosts, ",") {
		if u, err := url.Parse(scheme + host); err != nil || u.Host == "" {
			return "", "", fmt.Errorf("%q is no address of a queue: write nats://HOST:4222", address)
		}
		all = append(all, scheme+host)
	}
	return strings.Join(all, ","), name, nil
}

// Close lets go of the servers.
func (s *Stream) Close() { s.conn.Close() }

// ready makes sure that stream and consumer are there. Servers of a cluster keep
// three copies, so that one of them may be lost.
func (s *Stream) ready(ctx context.Context) (jetstream.Consumer, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.consumer != nil {
		return s.consumer, nil
	}
	ctx, stop := context.WithTimeout(ctx, askWait)
	defer stop()
	config := jetstream.StreamConfig{Name: s.name, Description: "numbers of documents that Parley is to read", Subjects: []string{s.subject()},
		Retention: jetstream.WorkQueuePolicy, Storage: jetstream.FileStorage, Duplicates: s.offer / 2, Replicas: 1}
	if s.conn.ConnectedClusterName() != "" {
		config.Replicas = 3
	}
	stream, err := s.js.CreateStream(ctx, config)
	if errors.Is(err, jetstream.ErrStreamNameAlreadyInUse) { // somebody made it otherwise: it will do
		stream, err = s.js.Stream(ctx, s.name)
	}
	if err != nil {
		return nil, err
	}
	s.consumer, err = stream.CreateOrUpdateConsumer(ctx, jetstream.ConsumerConfig{Durable: s.name, AckPolicy: jetstream.AckExplicitPolicy, AckWait: s.lease, MaxAckPending: inStream, MaxDeliver: mostDeliveries})
	if err != nil {
		s.consumer = nil
	}
	return s.consumer, err
}

// mostDeliveries ends a message that nobody acknowledges; the sweep brings the task back as another.
const mostDeliveries = 5

func (s *Stream) subject() string { return s.name + ".task" }

// lost forgets the consumer, so that it is looked for anew.
func (s *Stream) lost() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.consumer = nil
}

// Sweep publishes what is open, due, and was not offered lately, as far as there
// is room in the stream.
func (s *Stream) Sweep(ctx context.Context) error {
	consumer, err := s.ready(ctx)
	if err != nil {
		return err
	}
	info, err := consumer.Info(ctx)
	if err != nil {
		s.lost()
		return err
	}
	room := inStream - int(info.NumPending) - info.NumAckPending
	if room <= 0 {
		return nil
	}
	tasks, err := s.tasks.OfferTasks(ctx, room, s.offer)
	if err != nil {
		return err
	}
	for i, t := range tasks {
		if err := s.publish(ctx, t); err != nil {
			s.lost()
			return errors.Join(err, s.unoffer(ctx, tasks[i:]))
		}
	}
	return nil
}

func (s *Stream) publish(ctx context.Context, t ledger.Task) error {
	ctx, stop := context.WithTimeout(ctx, askWait)
	defer stop()
	id := strconv.FormatInt(t.ID, 10)
	_, err := s.js.Publish(ctx, s.subject(), []byte(id), jetstream.WithMsgID(id+"."+strconv.Itoa(t.Try)))
	return err
}

// unoffer lets tasks that could not be published be offered again soon.
func (s *Stream) unoffer(ctx context.Context, tasks []ledger.Task) error {
	ids := make([]int64, len(tasks))
	for i, t := range tasks {
		ids[i] = t.ID
	}
	_, err := s.tasks.HoldTasks(ctx, ids, time.Second)
	return err
}

// Take waits for numbers and takes their tasks in the ledger. Numbers of what is
// done already are acknowledged and passed over.
func (s *Stream) Take(ctx context.Context, n int) ([]ledger.Task, error) {
	for {
		msgs, err := s.receive(ctx, n)
		if ctx.Err() != nil {
			s.release(msgs)
			return nil, ctx.Err()
		}
		if err != nil { // the server is away, or lost its files: it comes back, and so do tasks
			s.lost()
			if err := sleep(ctx, pauseAfterTrouble); err != nil {
				return nil, err
			}
			continue
		}
		tasks, err := s.taken(ctx, msgs)
		if err != nil || len(tasks) > 0 {
			return tasks, err
		}
	}
}

const pauseAfterTrouble = 500 * time.Millisecond

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
	return ctx.Err()
}

// receive gives what lies there, at most n, or waits a while for the first.
func (s *Stream) receive(ctx context.Context, n int) ([]jetstream.Msg, error) {
	consumer, err := s.ready(ctx)
	if err != nil {
		return nil, err
	}
	batch, err := consumer.FetchNoWait(n)
	if err != nil {
		return nil, err
	}
	var msgs []jetstream.Msg
	for m := range batch.Messages() {
		msgs = append(msgs, m)
	}
	if len(msgs) > 0 || batch.Error() != nil {
		return msgs, batch.Error()
	}
	waiting, stop := context.WithTimeout(ctx, takeWait)
	defer stop()
	batch, err = consumer.Fetch(1, jetstream.FetchContext(waiting))
	if err != nil {
		return nil, err
	}
	for m := range batch.Messages() {
		msgs = append(msgs, m)
	}
	err = batch.Error()
	if errors.Is(err, nats.ErrTimeout) || errors.Is(err, context.DeadlineExceeded) || errors.Is(err, jetstream.ErrNoMessages) {
		err = nil // there is nothing to do
	}
	return msgs, err
}

// taken takes the tasks of messages.
func (s *Stream) taken(ctx context.Context, msgs []jetstream.Msg) ([]ledger.Task, error) {
	of := map[int64][]jetstream.Msg{}
	var ids []int64
	for _, m := range msgs {
		id, err := strconv.ParseInt(string(m.Data()), 10, 64)
		if err != nil {
			_ = m.Term() // not ours
			continue
		}
		if of[id] == nil {
			ids = append(ids, id)
		}
		of[id] = append(of[id], m)
	}
	tasks, err := s.tasks.TakeTasks(ctx, ids, s.lease)
	if err != nil {
		s.release(msgs)
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, t := range tasks {
		s.held[t.ID] = append(s.held[t.ID], of[t.ID]...)
		delete(of, t.ID)
	}
	for _, over := range of {
		acknowledge(over)
	}
	return tasks, nil
}

// release gives messages back.
func (s *Stream) release(msgs []jetstream.Msg) {
	for _, m := range msgs {
		_ = m.Nak() // else they come again when they are missed
	}
}

func acknowledge(msgs []jetstream.Msg) {
	for _, m := range msgs {
		_ = m.Ack() // else they come again, and are passed over
	}
}

// Hold puts the end of the lease off, in the ledger and at the server.
func (s *Stream) Hold(ctx context.Context, ids []int64) error {
	s.mu.Lock()
	for _, id := range ids {
		for _, m := range s.held[id] {
			_ = m.InProgress() // else the number comes to another, who does what is done twice
		}
	}
	s.mu.Unlock()
	_, err := s.tasks.HoldTasks(ctx, ids, s.lease)
	return err
}

// Settle notes outcomes in the ledger, and then tells the server that the
// numbers are dealt with. What is to be tried again, the sweep publishes again.
func (s *Stream) Settle(ctx context.Context, outcomes ...ledger.Outcome) error {
	err := s.tasks.SettleTasks(ctx, outcomes...)
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, o := range outcomes {
		if err == nil {
			acknowledge(s.held[o.ID])
		}
		delete(s.held, o.ID)
	}
	return err
}
