package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/parley-desk/parley/claim"
)

// workshop runs the program and the scorers for one set, in a folder of its own.
type workshop struct {
	options
	dir    string
	reads  bool     // the set is one of reports, in.jsonl, with records
	priors bool     // confidences are left as the rules have them
	flags  []string // of `parley read`, besides its input
}

func (w *workshop) path(name string) string { return filepath.Join(w.dir, name) }

// scorer runs one of the gold's Python programs and gives what it prints.
func (w *workshop) scorer(program string, args ...string) ([]byte, error) {
	cmd := exec.Command("python3", append([]string{filepath.Join(w.gold, program)}, args...)...)
	cmd.Env = append(os.Environ(), "PYTHONDONTWRITEBYTECODE=1")
	out, err := cmd.Output()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		return nil, fmt.Errorf("%s: %s", program, lastLine(exit.Stderr))
	}
	return out, err
}

// answer runs a scorer and reads what it prints as JSON, which it also keeps.
func (w *workshop) answer(program string, args ...string) (any, error) {
	out, err := w.scorer(program, args...)
	if err != nil {
		return nil, err
	}
	var answer any
	if err := json.Unmarshal(out, &answer); err != nil {
		return nil, fmt.Errorf("%s: %w", program, err)
	}
	return answer, os.WriteFile(w.path("answer.json"), out, 0o644)
}

// run runs the program and writes what it prints to a file. Inputs that
// cannot be read make its exit status non-zero: only empty output is an error here.
func (w *workshop) run(output string, args ...string) error {
	var complaints bytes.Buffer
	cmd := exec.Command(w.parley, args...)
	cmd.Stderr = &complaints
	out, err := cmd.Output()
	if len(bytes.TrimSpace(out)) == 0 {
		if err == nil {
			err = errors.New("it printed nothing")
		}
		return fmt.Errorf("parley %s: %w %s", args[0], err, lastLine(complaints.Bytes()))
	}
	return os.WriteFile(w.path(output), out, 0o644)
}

// read makes the records of a gold file, without showing the program its labels.
func (w *workshop) read(gold string) error {
	inputs, err := w.scorer("score.py", "inputs", gold)
	if err != nil {
		return err
	}
	if isWeighed(gold) && !slices.Contains(w.flags, rulesOnly) {
		return w.readParts(inputs)
	}
	return w.readInputs(inputs)
}

// readInputs makes the records of reports, a line each.
func (w *workshop) readInputs(inputs []byte) error {
	if err := os.WriteFile(w.path("in.jsonl"), inputs, 0o644); err != nil {
		return err
	}
	w.reads = true
	args := append([]string{"read", "--jsonl", w.path("in.jsonl")}, w.flags...)
	if w.priors {
		args = append(args, "--priors")
	}
	return w.run("records.jsonl", args...)
}

// texts reads back what the program was given, by id.
func (w *workshop) texts() (map[string]string, error) {
	texts := map[string]string{}
	err := eachLine(w.path("in.jsonl"), func(line []byte) error {
		var in struct{ ID, Text string }
		err := json.Unmarshal(line, &in)
		texts[in.ID] = in.Text
		return err
	})
	return texts, err
}

// records reads back what the program printed, by id.
func (w *workshop) records() (map[string]*claim.Record, error) {
	records := map[string]*claim.Record{}
	err := eachLine(w.path("records.jsonl"), func(line []byte) error {
		r := new(claim.Record)
		if err := json.Unmarshal(line, r); err != nil {
			return err
		}
		records[r.ID] = r
		return nil
	})
	return records, err
}

// eachLine reads a file of JSON Lines.
func eachLine(name string, each func([]byte) error) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }()
	lines := bufio.NewReader(file)
	for {
		line, err := lines.ReadBytes('\n')
		if len(bytes.TrimSpace(line)) > 0 {
			if err := each(line); err != nil {
				return err
			}
		}
		if err != nil {
			return nil // the end of the file
		}
	}
}

func lastLine(text []byte) string {
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	return lines[len(lines)-1]
}
