package main

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"syscall"
	"time"
)

// firstRecord measures the time from the start of the program to the first
// byte of the first record of one report.
func firstRecord(o options, t *table) error {
	return withReports(o, 1, func(file string) error {
		var took []float64
		for range rounds {
			start := time.Now()
			cmd := exec.Command(o.parley, "read", "--jsonl", file)
			out, err := cmd.StdoutPipe()
			if err != nil {
				return err
			}
			if err := cmd.Start(); err != nil {
				return err
			}
			_, err = out.Read(make([]byte, 1))
			took = append(took, time.Since(start).Seconds()*1000)
			_, _ = io.Copy(io.Discard, out)
			if waited := cmd.Wait(); waited != nil || err != nil {
				return fmt.Errorf("%s read: %w", o.parley, cmp.Or(waited, err))
			}
		}
		t.add("start-up", "process start to first record", median(took), "ms", "one report, JSON Lines")
		return nil
	})
}

// run is one whole run of the program.
type processRun struct {
	seconds float64
	busy    float64 // seconds of processor time, all cores together
	peak    float64 // MB of memory at most
}

// streaming measures the program as a whole, JSON Lines to JSON Lines: on all
// cores and on one, and with ten times the reports.
func streaming(o options, t *table) error {
	few, many, alone := processRun{}, processRun{}, processRun{}
	for _, m := range []struct {
		run   *processRun
		n     int
		cores int
	}{{&few, o.reports, runtime.NumCPU()}, {&many, 10 * o.reports, runtime.NumCPU()}, {&alone, 10 * o.reports, 1}} {
		progress("%d reports through the program, cores: %d", m.n, m.cores)
		err := withReports(o, m.n, func(file string) (err error) {
			*m.run, err = medianRun(o.parley, file, m.cores)
			return err
		})
		if err != nil {
			return err
		}
	}
	const part = "the program, JSON Lines to JSON Lines"
	n := float64(10 * o.reports)
	t.add(part, fmt.Sprintf("%d cores", runtime.NumCPU()), n/many.seconds, "reports/s", "start-up included")
	t.add(part, "", n*float64(o.wordsEach)/many.seconds, "words/s", "words between spaces")
	t.add(part, "1 core", n/alone.seconds, "reports/s", "")
	t.add(part, "processor time of a report", 1000*many.busy/n, "ms", fmt.Sprintf("%.1f on 1 core", 1000*alone.busy/n))
	t.add(part, "peak memory", many.peak, "MB", fmt.Sprintf("%d reports", 10*o.reports))
	t.add(part, "time, 10 times the reports", many.seconds/few.seconds, "times", fmt.Sprintf("%.2f s to %.2f s", few.seconds, many.seconds))
	t.add(part, "peak memory, 10 times the reports", many.peak/few.peak, "times", fmt.Sprintf("%.0f MB to %.0f MB", few.peak, many.peak))
	info, err := os.Stat(o.parley)
	if err != nil {
		return err
	}
	t.add(part, "size of the program", float64(info.Size())/1e6, "MB", "")
	return nil
}

// medianRun runs the program on a file some times.
func medianRun(parley, file string, cores int) (processRun, error) {
	var seconds, busy, peaks []float64
	for range rounds {
		cmd := exec.Command(parley, "read", "--jsonl", file)
		cmd.Env = append(os.Environ(), fmt.Sprintf("GOMAXPROCS=%d", cores))
		cmd.Stderr = os.Stderr
		start := time.Now()
		if err := cmd.Run(); err != nil {
			return processRun{}, fmt.Errorf("%s read --jsonl: %w", parley, err)
		}
		seconds = append(seconds, time.Since(start).Seconds())
		busy = append(busy, (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds())
		if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
			peaks = append(peaks, float64(usage.Maxrss)/1024) // Linux counts in KiB
		}
	}
	return processRun{median(seconds), median(busy), median(peaks)}, nil
}

// withReports writes n invented reports to a file for as long as use needs it.
func withReports(o options, n int, use func(file string) error) error {
	all, err := reports(o.seed, n, o.wordsEach)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "parley-bench")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	name := filepath.Join(dir, "reports.jsonl")
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(file)
	for _, r := range all {
		_, _ = out.Write(r.Line()) // Flush has the error
	}
	if err := cmp.Or(out.Flush(), file.Close()); err != nil {
		return err
	}
	return use(name)
}
