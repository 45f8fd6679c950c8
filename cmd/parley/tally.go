package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/parley-desk/parley/article"
)

// tally counts what was read and what could not be, shows how far it is where
// somebody watches, and gives the verdict at the end.
type tally struct {
	console console
	done    atomic.Int64
	failed  int
	worst   article.Code // the code with the highest exit status
	last    error        // of the latest item that failed
	begun   time.Time
	quit    func()
}

// Progress is first shown after a moment, so that short runs stay quiet.
const (
	firstShown = time.Second
	shownEvery = 250 * time.Millisecond
)

// start begins to count. Progress is shown on a terminal only, and only if the results go elsewhere.
func (t *tally) start(c console, in *intake, elsewhere bool) {
	t.console, t.begun, t.quit = c, time.Now(), func() {}
	if !c.watched(elsewhere) {
		return
	}
	stop, stopped := make(chan struct{}), make(chan struct{})
	t.quit = sync.OnceFunc(func() { close(stop); <-stopped })
	go func() {
		defer close(stopped)
		t.show(in, stop)
	}()
}

// show keeps one line of standard error up to date.
func (t *tally) show(in *intake, stop <-chan struct{}) {
	wait := time.NewTimer(firstShown)
	defer wait.Stop()
	var total int64
	for shown := false; ; shown = true {
		select {
		case <-stop:
			if shown {
				_, _ = fmt.Fprint(t.console.err, "\r\x1b[K")
			}
			return
		case <-wait.C:
		}
		if !shown {
			total = in.size()
		}
		_, _ = fmt.Fprint(t.console.err, "\r\x1b[K"+progress(t.done.Load(), in.read.Load(), total, time.Since(t.begun)))
		wait.Reset(shownEvery)
	}
}

// progress words how far a run is: reports, their rate, and what is left where the size of it all is known.
func progress(reports, read, total int64, took time.Duration) string {
	line := fmt.Sprintf("%d reports, %.0f a second", reports, float64(reports)/took.Seconds())
	if total > 0 && read > 0 {
		share := min(float64(read)/float64(total), 1)
		left := time.Duration(float64(took) * (1 - share) / share).Round(time.Second)
		line += fmt.Sprintf(", %.0f %%, %s left", 100*share, left)
	}
	return line
}

// stop takes the progress away.
func (t *tally) stop() { t.quit() }

// count takes in a finished item. Where the output has no line for its error, people are told at once.
func (t *tally) count(it *item, aloud bool) {
	t.done.Add(1)
	if it.err == nil {
		return
	}
	t.failed++
	t.last = it.err
	if code := codeOf(it.err); t.worst == "" || exitOf(code) > exitOf(t.worst) {
		t.worst = code
	}
	if aloud {
		t.console.complain("%s: %s", it.source, strings.TrimPrefix(it.err.Error(), it.source+" "))
	}
}

// verdict is the error of a whole run: nil if everything could be read.
func (t *tally) verdict() error {
	n := t.done.Load()
	if t.failed == 0 {
		return nil
	}
	message := fmt.Sprintf("%d of %d inputs could not be read", t.failed, n)
	if t.failed == 1 && n > 1 {
		message += ": " + t.last.Error()
	}
	return &failure{t.worst, message, t.last}
}

// ended words why a run ended early.
func (t *tally) ended(err error) error {
	if errors.Is(err, context.Canceled) {
		return &failure{interrupted, fmt.Sprintf("interrupted after %d reports", t.done.Load()), err}
	}
	return outputFault("", err)
}
