package main

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/parley-desk/parley/bench/invented"
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/knowledge"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader"
)

// reports makes n invented reports of so many words.
func reports(seed uint64, n, words int) ([]invented.Report, error) {
	press, err := invented.NewPress()
	if err != nil {
		return nil, err
	}
	all := make([]invented.Report, n)
	for i := range all {
		all[i] = press.Report(seed, i, words)
	}
	return all, nil
}

// oneCore runs what it measures on one core.
func oneCore(measure func() error) error {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	return measure()
}

// engineSpeed measures the parts of the language engine on one core, in words a second.
func engineSpeed(o options, t *table) error {
	progress("language engine, one core")
	all, err := reports(o.seed, o.reports, o.wordsEach)
	if err != nil {
		return err
	}
	engine, err := language.Load()
	if err != nil {
		return err
	}
	return oneCore(func() error {
		e := engineBench{worker: engine.NewWorker()}
		for range rounds {
			e.round(all)
		}
		const part = "language, one core, processor time"
		t.add(part, "tagger and parser", float64(e.words)/(median(e.tag)+median(e.parse)), "words/s", "a word is a token, punctuation too")
		t.add(part, "  splitter", float64(e.words)/median(e.split), "words/s", "")
		t.add(part, "  tagger", float64(e.words)/median(e.tag), "words/s", "")
		t.add(part, "  parser", float64(e.words)/median(e.parse), "words/s", "")
		t.add(part, "  names", float64(e.words)/median(e.names), "words/s", "")
		return nil
	})
}

// engineBench keeps the seconds that each part took, by round.
type engineBench struct {
	worker                   *language.Worker
	words                    int
	split, tag, parse, names []float64
}

func (e *engineBench) round(all []invented.Report) {
	docs := make([]*language.Doc, len(all))
	timed := func(into *[]float64, each func(*language.Doc, int)) {
		start := processorTime()
		for _, d := range docs {
			for s := range d.Sentences {
				each(d, s)
			}
		}
		*into = append(*into, (processorTime() - start).Seconds())
	}
	start := processorTime()
	e.words = 0
	for i, r := range all {
		docs[i] = e.worker.Split(r.Text)
		e.words += len(docs[i].Tokens)
	}
	e.split = append(e.split, (processorTime() - start).Seconds())
	timed(&e.tag, e.worker.Tag)
	timed(&e.parse, e.worker.Parse)
	timed(&e.names, e.worker.FindNames)
}

func report(r invented.Report) claim.Report {
	return claim.Report{ID: r.ID, Title: r.Title, Published: r.Published, Outlet: r.Outlet, Text: r.Text}
}

// readerSpeed measures the whole reader on one core, from Report to Record.
func readerSpeed(o options, t *table) error {
	progress("reader, one core, processor time")
	all, err := reports(o.seed, o.reports, o.wordsEach)
	if err != nil {
		return err
	}
	r, err := reader.New(reader.Options{})
	if err != nil {
		return err
	}
	words, sentences, claims, err := sizes(r, all)
	if err != nil {
		return err
	}
	return oneCore(func() error {
		took, err := medianTime(func() error { return readAll(r, all) })
		const part = "reader, one core, processor time"
		t.add(part, "report to record", perSecond(len(all), took), "reports/s", "")
		t.add(part, "", perSecond(sentences, took), "sentences/s", "")
		t.add(part, "", perSecond(words, took), "words/s", "")
		t.add(part, "claims found", float64(claims)/float64(len(all)), "a report", "")
		return err
	})
}

// sizes counts tokens, sentences and claims of some reports.
func sizes(r *reader.Reader, all []invented.Report) (words, sentences, claims int, err error) {
	engine, err := language.Load()
	if err != nil {
		return 0, 0, 0, err
	}
	worker := engine.NewWorker()
	for _, one := range all {
		d := worker.Split(one.Text)
		words, sentences = words+len(d.Tokens), sentences+len(d.Sentences)
		record, err := r.Read(report(one))
		if err != nil {
			return 0, 0, 0, err
		}
		claims += len(record.Claims)
	}
	return words, sentences, claims, nil
}

func readAll(r *reader.Reader, all []invented.Report) error {
	for _, one := range all {
		if _, err := r.Read(report(one)); err != nil {
			return err
		}
	}
	return nil
}

// growthOfOne measures how the time for one report grows with its length.
func growthOfOne(o options, t *table) error {
	progress("one long report")
	r, err := reader.New(reader.Options{})
	if err != nil {
		return err
	}
	return oneCore(func() error {
		last := time.Duration(0)
		for _, times := range []int{1, 10, 100} {
			one, err := reports(o.seed, 1, o.wordsEach*times)
			if err != nil {
				return err
			}
			took, err := medianTime(func() error { return readAll(r, one) })
			if err != nil {
				return err
			}
			note := ""
			if last > 0 {
				note = fmt.Sprintf("%.1f times the time for 10 times the words", float64(took)/float64(last))
			}
			t.add("one report, one core, processor time", fmt.Sprintf("of %d words", o.wordsEach*times), took.Seconds()*1000, "ms", note)
			last = took
		}
		return nil
	})
}

// startUp measures, each time in a fresh process, how soon parts are ready.
func startUp(o options, t *table) error {
	progress("start-up")
	for _, p := range []struct{ name, what string }{{"engine", "language engine ready"}, {"knowledge", "knowledge ready"}, {"reader", "reader ready, both included"}} {
		var took []float64
		for range rounds {
			ms, err := probed(p.name)
			if err != nil {
				return err
			}
			took = append(took, ms)
		}
		t.add("start-up", p.what, median(took), "ms", "")
	}
	return firstRecord(o, t)
}

// probed runs this program anew to load one thing.
func probed(name string) (ms float64, err error) {
	self, err := os.Executable()
	if err != nil {
		return 0, err
	}
	out, err := exec.Command(self, "-probe", name).Output()
	if err != nil {
		return 0, fmt.Errorf("probing %s: %w", name, err)
	}
	return strconv.ParseFloat(strings.TrimSpace(string(out)), 64)
}

// probe loads one thing and prints the milliseconds that it took.
func probe(name string) error {
	start := time.Now()
	var err error
	switch name {
	case "engine":
		_, err = language.Load()
	case "knowledge":
		_, err = knowledge.Load()
	case "reader":
		_, err = reader.New(reader.Options{})
	default:
		err = fmt.Errorf("nothing is called %q", name)
	}
	fmt.Println(time.Since(start).Seconds() * 1000)
	return err
}
