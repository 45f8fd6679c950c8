//go:build unix

package wire

import (
	"context"
	"fmt"
	"net/http"
	"syscall"
	"testing"
	"time"

	"github.com/parley-desk/parley/claim"
)

// BenchmarkIdle is what following 500 sources that have nothing new costs, in
// seconds of processor time for each hour on the clock, which runs 3,600 times
// as fast here. The server that answers is in the same process and counts.
func BenchmarkIdle(b *testing.B) {
	w := newWorld(b)
	var sources []claim.Source
	for i := range 500 {
		name := fmt.Sprintf("s%d.test", i)
		w.host(name, func(rw http.ResponseWriter, r *http.Request) {
			switch {
			case r.URL.Path == "/robots.txt":
				http.NotFound(rw, r)
			case r.Header.Get("If-None-Match") != "":
				rw.WriteHeader(http.StatusNotModified)
			default:
				rw.Header().Set("ETag", `"1"`)
				serve(rw, "application/rss+xml", "", []byte(`<rss version="2.0"><channel><item><title>x</title><link>/x</link></item></channel></rss>`))
			}
		})
		sources = append(sources, claim.Source{ID: name, Address: w.url(name, "/feed")})
	}
	clock := newQuick(3600)
	o := w.options()
	o.Clock = clock
	wire := New(o)
	defer wire.Close()
	ctx, stop := context.WithCancel(b.Context())
	done := make(chan error, 1)
	go func() {
		done <- wire.Follow(ctx, func(context.Context) ([]claim.Source, error) { return sources, nil }, newShelf(), nil)
	}()
	_ = clock.Sleep(ctx, 4*time.Hour) // until all are looked at once an hour
	before, looked := processor(b), w.total()
	for b.Loop() {
		_ = clock.Sleep(ctx, time.Hour)
	}
	b.ReportMetric((processor(b)-before).Seconds()/float64(b.N), "cpu-s/hour")
	b.ReportMetric(float64(w.total()-looked)/float64(b.N), "requests/hour")
	stop()
	if err := <-done; err != nil {
		b.Fatal(err)
	}
}

// processor is the processor time of this process.
func processor(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// total is how many requests there were.
func (w *world) total() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	n := 0
	for _, times := range w.asked {
		n += times
	}
	return n
}

// BenchmarkFollow is how many reports of 100 hosts are kept in a second, by
// real time and with the manners of the defaults: one request a second to a host.
func BenchmarkFollow(b *testing.B) {
	for b.Loop() {
		w, s := newWorld(b), newShelf()
		var sources []claim.Source
		for i := range 100 {
			sources = append(sources, w.outlet(fmt.Sprintf("s%d.test", i), 10).source())
		}
		o := w.options()
		o.Pace, o.Rhythm.Start = Pace{}, time.Millisecond
		wire := New(o)
		ctx, stop := context.WithCancel(b.Context())
		done := make(chan error, 1)
		started := time.Now()
		go func() {
			done <- wire.Follow(ctx, func(context.Context) ([]claim.Source, error) { return sources, nil }, s, nil)
		}()
		for s.addresses() < 1000 {
			<-s.changed
		}
		b.ReportMetric(1000/time.Since(started).Seconds(), "reports/s")
		stop()
		if err := <-done; err != nil {
			b.Fatal(err)
		}
		wire.Close()
	}
}
