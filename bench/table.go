package main

import (
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"text/tabwriter"
	"time"
)

// row is one figure.
type row struct {
	Part  string  `json:"part"`
	What  string  `json:"what"`
	Value float64 `json:"value"`
	Unit  string  `json:"unit"`
	Note  string  `json:"note,omitempty"`
}

// table collects the figures, and tells on standard error what is being measured.
type table struct{ Rows []row }

func (t *table) add(part, what string, value float64, unit, note string) {
	t.Rows = append(t.Rows, row{part, what, value, unit, note})
}

func progress(format string, args ...any) { fmt.Fprintf(os.Stderr, "bench: "+format+"\n", args...) }

func (t *table) print(out io.Writer) {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	part := ""
	for _, r := range t.Rows {
		if r.Part != part {
			part = r.Part
			fmt.Fprintf(w, "\n%s\n", part)
		}
		fmt.Fprintf(w, "  %s\t%s\t%s\t%s\n", r.What, strings.Repeat(" ", max(0, 9-len(figure(r.Value))))+figure(r.Value), r.Unit, r.Note)
	}
	_ = w.Flush()
	fmt.Fprintln(out)
}

// figure writes a number with three digits that matter and its thousands apart.
func figure(v float64) string {
	switch {
	case math.Abs(v) >= 1000:
		digits := strconv.FormatFloat(math.Round(v), 'f', 0, 64)
		for i := len(digits) - 3; i > 0; i -= 3 {
			digits = digits[:i] + "," + digits[i:]
		}
		return digits
	case math.Abs(v) >= 100:
		return strconv.FormatFloat(v, 'f', 0, 64)
	case math.Abs(v) >= 10:
		return strconv.FormatFloat(v, 'f', 1, 64)
	}
	return strconv.FormatFloat(v, 'f', 2, 64)
}

// rounds is how often a measurement is repeated for its median.
const rounds = 5

// processorTime is what this process has taken so far of all cores. On one
// core it tells how long the work takes, whoever else is at the machine.
func processorTime() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return time.Duration(time.Now().UnixNano())
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// medianTime is the median processor time of some rounds of a measurement.
func medianTime(measure func() error) (time.Duration, error) {
	times := make([]time.Duration, 0, rounds)
	for range rounds {
		start := processorTime()
		if err := measure(); err != nil {
			return 0, err
		}
		times = append(times, processorTime()-start)
	}
	return median(times), nil
}

func median[T time.Duration | float64](values []T) T {
	slices.Sort(values)
	return values[len(values)/2]
}

func perSecond(n int, d time.Duration) float64 { return float64(n) / d.Seconds() }
