// Package inorder works on a stream of items with many workers and hands the
// results on in the stream's order, with bounded memory: no more items are on
// their way at once than a window holds, and no more bytes of them than a
// budget allows. A source that runs ahead waits.
package inorder

import (
	"context"
	"sync/atomic"
)

// Line says how a stream is worked on.
type Line[T any] struct {
	Jobs   int   // workers; at least 1
	Window int   // items on their way at once; at least Jobs
	Bytes  int64 // of items on their way at once; one item alone may be heavier

	// Source puts items on the line, one after the other, until it has no more
	// or put gives false. Items come back to it after use: fill finds in them
	// what was left there, so that buffers are used again.
	Source func(put func(fill func(*T) (bytes int64, ok bool)) bool)
	// Work makes one worker, which does what is to be done with each item it is given.
	Work func() func(*T)
	// Emit takes the finished items in the order in which they were put. Its error ends the line.
	Emit func(*T) error
	// Idle is called whenever the next item is not finished yet: a good time to flush.
	Idle func() error
}

// slot holds one item on its way.
type slot[T any] struct {
	item  T
	bytes int64
	done  chan struct{}
}

// belt is a line that runs.
type belt[T any] struct {
	free, todo, order chan *slot[T]
	weight            atomic.Int64
	lighter           chan struct{} // told when weight has fallen
	limit             int64
}

// Run runs the line to its end, or until ctx is done: then what is finished in
// order has been emitted, the rest is dropped and ctx's error given. It does not
// wait for a source that blocks.
func (l *Line[T]) Run(ctx context.Context) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	window := max(l.Window, l.Jobs, 1)
	b := &belt[T]{
		free: make(chan *slot[T], window), todo: make(chan *slot[T], window), order: make(chan *slot[T], window),
		lighter: make(chan struct{}, 1), limit: l.Bytes,
	}
	for range window {
		b.free <- &slot[T]{done: make(chan struct{}, 1)}
	}
	go func() {
		defer close(b.order)
		defer close(b.todo)
		l.Source(func(fill func(*T) (int64, bool)) bool { return b.put(ctx, fill) })
	}()
	for range max(l.Jobs, 1) {
		go b.work(ctx, l.Work())
	}
	return l.emit(ctx, b)
}

// put fills a free slot and queues it. It gives false when the line has been stopped.
func (b *belt[T]) put(ctx context.Context, fill func(*T) (int64, bool)) bool {
	var s *slot[T]
	select {
	case s = <-b.free:
	case <-ctx.Done():
		return false
	}
	bytes, ok := fill(&s.item)
	if !ok {
		b.free <- s
		return ctx.Err() == nil
	}
	for b.weight.Load() > 0 && b.weight.Load()+bytes > b.limit {
		select {
		case <-b.lighter:
		case <-ctx.Done():
			return false
		}
	}
	s.bytes = bytes
	b.weight.Add(bytes)
	b.todo <- s
	b.order <- s
	return ctx.Err() == nil
}

// work is one worker.
func (b *belt[T]) work(ctx context.Context, do func(*T)) {
	for s := range b.todo {
		if ctx.Err() != nil {
			return
		}
		do(&s.item)
		s.done <- struct{}{}
	}
}

// emit hands on what is finished, in order.
func (l *Line[T]) emit(ctx context.Context, b *belt[T]) error {
	for {
		s, err := l.next(ctx, b)
		if s == nil || err != nil {
			return err
		}
		if err := l.Emit(&s.item); err != nil {
			return err
		}
		b.weight.Add(-s.bytes)
		select {
		case b.lighter <- struct{}{}:
		default:
		}
		b.free <- s
	}
}

// next waits for the next item to be finished; nil at the end of the stream.
func (l *Line[T]) next(ctx context.Context, b *belt[T]) (*slot[T], error) {
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	s, ok, err := receive(ctx, l.Idle, b.order)
	if !ok || err != nil {
		return nil, err
	}
	if _, _, err := receive(ctx, l.Idle, s.done); err != nil {
		return nil, err
	}
	return s, nil
}

// receive receives from a channel, and calls idle first if that has to wait.
func receive[V any](ctx context.Context, idle func() error, from <-chan V) (v V, ok bool, err error) {
	select {
	case v, ok = <-from:
		return v, ok, nil
	default:
	}
	if idle != nil {
		if err := idle(); err != nil {
			return v, false, err
		}
	}
	select {
	case v, ok = <-from:
		return v, ok, nil
	case <-ctx.Done():
		return v, false, ctx.Err()
	}
}
