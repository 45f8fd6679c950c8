package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/parley-desk/parley/ledger"
)

// gauges are what operators watch: counts of this process, and how the ledger
// stands when somebody asks.
type gauges struct {
	ledger    *ledger.Ledger
	registry  *prometheus.Registry
	documents *prometheus.CounterVec // by result
	unread    *prometheus.CounterVec // by code
	claims    prometheus.Counter
	failures  prometheus.Counter
	seconds   prometheus.Histogram
	now       func() time.Time
}

func newGauges(l *ledger.Ledger) *gauges {
	g := &gauges{ledger: l, registry: prometheus.NewRegistry(), now: time.Now,
		documents: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "parley_documents_total", Help: "Documents that this process read, by what became of them."}, []string{"result"}),
		unread:    prometheus.NewCounterVec(prometheus.CounterOpts{Name: "parley_documents_unread_total", Help: "Documents that this process could not read, by reason."}, []string{"code"}),
		claims:    prometheus.NewCounter(prometheus.CounterOpts{Name: "parley_claims_total", Help: "Claims that this process kept."}),
		failures:  prometheus.NewCounter(prometheus.CounterOpts{Name: "parley_task_failures_total", Help: "Tasks that failed and are tried again, or given up."}),
		seconds:   prometheus.NewHistogram(prometheus.HistogramOpts{Name: "parley_task_seconds", Help: "From taking a task to its being settled.", Buckets: prometheus.ExponentialBuckets(0.005, 2, 12)}),
	}
	g.registry.MustRegister(g.documents, g.unread, g.claims, g.failures, g.seconds, standing{g}, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return g
}

// read counts a document.
func (g *gauges) read(t told) {
	g.documents.WithLabelValues(t.Result).Inc()
	g.claims.Add(float64(t.Claims))
	if t.Code != "" {
		g.unread.WithLabelValues(string(t.Code)).Inc()
	}
}

// task counts a task.
func (g *gauges) task(took time.Duration, err error) {
	g.seconds.Observe(took.Seconds())
	if err != nil {
		g.failures.Inc()
	}
}

// standing tells how the ledger stands, asked when it is scraped.
type standing struct{ *gauges }

var (
	openTasks     = prometheus.NewDesc("parley_tasks_open", "Documents that wait to be read, or are being read.", nil, nil)
	deadTasks     = prometheus.NewDesc("parley_tasks_dead", "Documents that were given up.", nil, nil)
	oldestTask    = prometheus.NewDesc("parley_task_oldest_seconds", "Age of the oldest document that waits.", nil, nil)
	sourceLag     = prometheus.NewDesc("parley_source_lag_seconds", "For how long a source is overdue.", []string{"source"}, nil)
	sourceFailing = prometheus.NewDesc("parley_source_failures", "Looks at a source in a row that failed.", []string{"source"}, nil)
	sourceTaken   = prometheus.NewDesc("parley_source_documents", "Documents that came from a source.", []string{"source"}, nil)
	askFailed     = prometheus.NewDesc("parley_ledger_up", "1 where the ledger answers.", nil, nil)
)

// Describe names what Collect gives.
func (s standing) Describe(out chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{openTasks, deadTasks, oldestTask, sourceLag, sourceFailing, sourceTaken, askFailed} {
		out <- d
	}
}

// scrapeWithin bounds what one scrape may take of the ledger's time.
const scrapeWithin = 5 * time.Second

// Collect asks the ledger.
func (s standing) Collect(out chan<- prometheus.Metric) {
	ctx, stop := context.WithTimeout(context.Background(), scrapeWithin)
	defer stop()
	give := func(d *prometheus.Desc, value float64, labels ...string) {
		out <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, value, labels...)
	}
	depth, err := s.ledger.Depth(ctx)
	following, failed := followed(ctx, s.ledger, s.now())
	if err = errors.Join(err, failed); err != nil {
		give(askFailed, 0)
		return
	}
	give(askFailed, 1)
	give(openTasks, float64(depth.Open))
	give(deadTasks, float64(depth.Dead))
	if !depth.Oldest.IsZero() {
		give(oldestTask, s.now().Sub(depth.Oldest).Seconds())
	}
	for _, one := range following {
		give(sourceLag, float64(one.LagSeconds), one.ID)
		give(sourceFailing, float64(one.State.Failures), one.ID)
		give(sourceTaken, float64(one.State.Taken), one.ID)
	}
}

// listen takes the address of --metrics; nil where there is none.
func (o *workFlags) listen() (net.Listener, error) {
	if o.metrics == "" {
		return nil, nil
	}
	host, port, err := net.SplitHostPort(o.metrics)
	if err != nil {
		return nil, usageFault("--metrics %q is no address: write it as :9464 or HOST:9464", o.metrics)
	}
	if host == "" {
		host = "127.0.0.1"
	}
	listener, err := net.Listen("tcp", net.JoinHostPort(host, port))
	if err != nil {
		return nil, usageFault("nothing can be served at %s: %v; choose another with --metrics, or port 0 for a free one", o.metrics, err)
	}
	return listener, nil
}

// serve answers scrapes and probes until the function that it gives is called.
func (g *gauges) serve(ctx context.Context, listener net.Listener) (stop func()) {
	pages := http.NewServeMux()
	pages.Handle("GET /metrics", promhttp.HandlerFor(g.registry, promhttp.HandlerOpts{Registry: g.registry}))
	pages.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "ok\n") })
	pages.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		asking, stop := context.WithTimeout(r.Context(), readyWithin)
		defer stop()
		if _, err := g.ledger.Seq(asking); err != nil {
			http.Error(w, fmt.Sprintf("the ledger does not answer: %v", err), http.StatusServiceUnavailable)
			return
		}
		_, _ = io.WriteString(w, "ready\n")
	})
	answering, end := context.WithCancel(context.WithoutCancel(ctx))
	ended := make(chan struct{})
	server := &http.Server{Handler: pages, ReadHeaderTimeout: headTimeout, IdleTimeout: idleTimeout, MaxHeaderBytes: 64 << 10, ErrorLog: log.New(io.Discard, "", 0),
		BaseContext: func(net.Listener) context.Context { return answering }}
	go func() {
		defer close(ended)
		_ = server.Serve(listener) // it ends with the process's work
	}()
	return func() {
		end()
		_ = server.Close()
		<-ended
	}
}

// readyWithin is how soon the ledger has to answer for the process to count as ready.
const readyWithin = 2 * time.Second
