package main

import (
	"bufio"
	"bytes"
	"cmp"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"time"
)

// questions are what is asked of a ledger and of its case; where only some are wanted, these.
func (o *options) questions() [][]string {
	return slices.DeleteFunc(questions(), func(q []string) bool { return !strings.Contains(strings.Join(q, " "), o.question) })
}

func questions() [][]string {
	all := [][]string{{"search", "--json", "crossing", "reopened"}, {"search", "--json", "--case", "bench", "--kind", "figure", "killed"}}
	for _, view := range caseViews {
		all = append(all, []string{view, "--json", "--case", "bench"})
	}
	return append(all, []string{"changes", "--since", "2031-06-01", "--json", "--case", "bench"}, []string{"brief", "--case", "bench"}, []string{"case", "show", "bench"})
}

// ask measures questions, each after one more report of the case has come in: asked of
// the program alone, and of a resident that keeps the case open.
func (b *ledgerBench) ask() error {
	if err := b.sizes(); err != nil {
		return err
	}
	if err := b.first(); err != nil {
		return err
	}
	alone, err := b.askAll(b.part()+", alone", append([][]string{{"status", "--json"}}, b.questions()...), b.smaller.alone)
	if err != nil {
		return err
	}
	end, err := b.keep()
	if err != nil {
		return err
	}
	kept, err := b.askAll(b.part()+", with a resident", b.questions(), b.smaller.kept)
	b.smaller.alone, b.smaller.kept = alone, kept
	return cmp.Or(end(), err)
}

// smaller are the medians of the ledger of a tenth, by question.
type smaller struct{ alone, kept map[string]time.Duration }

// askAll asks all questions, and sets each beside what it took in a case of a tenth.
func (b *ledgerBench) askAll(part string, all [][]string, before map[string]time.Duration) (map[string]time.Duration, error) {
	medians := map[string]time.Duration{}
	for _, q := range all {
		name := "parley " + strings.Join(q, " ")
		progress("%s", name)
		took, busy, err := b.afterIngest(q)
		if err != nil {
			return nil, err
		}
		medians[name] = took
		note := fmt.Sprintf("after an ingest; %.0f of processor time", 1000*busy.Seconds())
		if was := before[name]; was > 0 {
			note += fmt.Sprintf("; %.1f times that of a tenth", float64(took)/float64(was))
		}
		b.table.add(part, name, float64(took.Microseconds())/1000, "ms", note)
	}
	return medians, nil
}

// keep starts a resident and has it asked everything once.
func (b *ledgerBench) keep() (end func() error, err error) {
	cmd := exec.Command(b.options.parley, "keep")
	cmd.Env, cmd.Stderr = append(os.Environ(), "PARLEY_LEDGER="+b.address), os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	b.resident = cmd.Process.Pid
	end = func() error {
		b.resident = 0
		return cmp.Or(cmd.Process.Signal(os.Interrupt), cmd.Wait())
	}
	if !bufio.NewScanner(out).Scan() {
		return nil, cmp.Or(end(), fmt.Errorf("parley keep does not say that it is there"))
	}
	progress("a resident")
	for _, q := range b.questions() {
		if _, _, err := b.parley(q...); err != nil {
			return nil, cmp.Or(err, end())
		}
	}
	return end, nil
}

// residentBusy is the processor time that the resident has taken so far; 0 where there is
// none, or the system does not tell.
func (b *ledgerBench) residentBusy() time.Duration {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", b.resident))
	if b.resident == 0 || err != nil {
		return 0
	}
	fields := strings.Fields(string(data[bytes.LastIndexByte(data, ')')+1:])) // proc(5): the third field and on
	user, _ := strconv.ParseInt(fields[11], 10, 64)
	system, _ := strconv.ParseInt(fields[12], 10, 64)
	return time.Duration(user+system) * time.Second / 100 // ticks, of which there are a hundred a second
}

// afterIngest is the median time, and processor time, of a question, each asked after a report came in.
func (b *ledgerBench) afterIngest(question []string) (took, busy time.Duration, err error) {
	var times, work []time.Duration
	for range rounds {
		file, err := b.write(1)
		if err != nil {
			return 0, 0, err
		}
		b.stored++
		if _, _, err := b.parley("ingest", "--jsonl", file); err != nil {
			return 0, 0, err
		}
		before := b.residentBusy()
		took, busy, err := b.parley(question...)
		if err != nil {
			return 0, 0, err
		}
		times, work = append(times, took), append(work, busy+b.residentBusy()-before)
	}
	return median(times), median(work), nil
}
