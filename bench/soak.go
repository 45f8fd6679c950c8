package main

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"

	"github.com/parley-desk/parley/bench/invented"
)

// Of the lines of a soak, one in brokenEvery cannot be read and one in
// longEvery is a hundred times as long as the others.
const (
	brokenEvery = 499
	longEvery   = 997
	longTimes   = 100
)

// soak streams reports through one process. Every line must come back, in
// order, those that cannot be read as errors; and the memory of the second
// half of the run may not outgrow that of the first.
func soak(o options) error {
	press, err := invented.NewPress()
	if err != nil {
		return err
	}
	cmd := exec.Command(o.parley, "read", "--jsonl", "-")
	in, err := cmd.StdinPipe()
	if err != nil {
		return err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	var complaints bytes.Buffer
	cmd.Stderr = &bounded{&complaints, 1 << 16}
	if err := cmd.Start(); err != nil {
		return err
	}
	fed := make(chan error, 1)
	go func() { fed <- feed(in, press, o) }()
	memory, err := drain(out, cmd.Process.Pid, o.soak)
	if err == nil {
		err = <-fed
	}
	_ = in.Close()
	_, _ = io.Copy(io.Discard, out)
	waited := cmd.Wait()
	if err != nil {
		return fmt.Errorf("%w\n%s", err, complaints.String())
	}
	if exit := (*exec.ExitError)(nil); o.soak >= brokenEvery && !errors.As(waited, &exit) {
		return errors.New("some reports could not be read, but the program's exit status says that all went well")
	}
	fmt.Printf("%d reports in %.1f s (%.0f a second); memory at most %.0f MB in the first half, %.0f MB in the second\n",
		o.soak, memory.took.Seconds(), perSecond(o.soak, memory.took), memory.first, memory.second)
	return memory.judge(o.limit)
}

// feed writes the reports of a soak.
func feed(in io.WriteCloser, press *invented.Press, o options) error {
	w := bufio.NewWriter(in)
	for i := range o.soak {
		var line []byte
		switch {
		case i%brokenEvery == brokenEvery-1:
			line = fmt.Appendf(nil, "{\"id\":\"invented-%d\",\"text\":12}\n", i)
		case i%longEvery == longEvery-1:
			line = press.Report(o.seed, i, longTimes*o.wordsEach).Line()
		default:
			line = press.Report(o.seed, i, o.wordsEach).Line()
		}
		if _, err := w.Write(line); err != nil {
			return fmt.Errorf("the program stopped reading at report %d: %w", i, err)
		}
	}
	return cmp.Or(w.Flush(), in.Close())
}

// drain reads the records of a soak, checks their order and watches memory.
func drain(out io.Reader, pid, n int) (*watch, error) {
	lines := bufio.NewReaderSize(out, 1<<20)
	m := &watch{start: time.Now()}
	for i := range n {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			return nil, fmt.Errorf("%d of %d records came: %w", i, n, err)
		}
		var head struct{ ID, Error string }
		if err := json.Unmarshal(line, &head); err != nil {
			return nil, fmt.Errorf("record %d: %w", i, err)
		}
		if want := fmt.Sprintf("invented-%d", i); head.ID != want {
			return nil, fmt.Errorf("record %d is that of %q: out of order", i, head.ID)
		}
		if broken := i%brokenEvery == brokenEvery-1; broken != (head.Error != "") {
			return nil, fmt.Errorf("record %d: broken is %v, its error %q", i, broken, head.Error)
		}
		if i%max(1, n/200) == 0 {
			m.look(pid, i, n)
		}
	}
	m.took = time.Since(m.start)
	return m, nil
}

// watch keeps the resident memory of a process over a run, in MB.
type watch struct {
	start         time.Time
	first, second float64 // the most of each half
	took          time.Duration
	shown         time.Time
}

func (m *watch) look(pid, i, n int) {
	now := resident(pid)
	if i < n/2 {
		m.first = max(m.first, now)
	} else {
		m.second = max(m.second, now)
	}
	if time.Since(m.shown) > 10*time.Second && n > 10*brokenEvery {
		m.shown = time.Now()
		progress("%d of %d reports, %.0f MB", i, n, now)
	}
}

// What the second half may take more than the first: a long report may fall into it.
const (
	growthFactor = 1.3
	growthMB     = 32
)

func (m *watch) judge(limit int) error {
	switch peak := max(m.first, m.second); {
	case m.first == 0:
		return errors.New("the memory of the process could not be seen: /proc is needed")
	case peak > float64(limit):
		return fmt.Errorf("%.0f MB is more than the %d MB allowed", peak, limit)
	case m.second > growthFactor*m.first+growthMB:
		return errors.New("memory keeps growing")
	}
	return nil
}

// resident gives the resident memory of a process in MB, 0 where it cannot be seen.
func resident(pid int) float64 {
	status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	_, after, _ := strings.Cut(string(status), "VmRSS:")
	fields := strings.Fields(after)
	if len(fields) == 0 {
		return 0
	}
	kb, _ := strconv.ParseFloat(fields[0], 64)
	return kb / 1024
}

// bounded keeps the first bytes of what is written to it.
type bounded struct {
	to   *bytes.Buffer
	room int
}

func (b *bounded) Write(p []byte) (int, error) {
	if keep := min(len(p), b.room-b.to.Len()); keep > 0 {
		_, _ = b.to.Write(p[:keep])
	}
	return len(p), nil
}
