// Measure resolves the marked places of a gold file (JSON Lines of id, text and
// labels with spans in code points) and prints records that a scorer of places
// reads: how well knowledge resolves where recognition is perfect.
//
//	go run ./knowledge/measure < gold.jsonl > records.jsonl
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"time"
	"unicode"

	"github.com/parley-desk/parley/knowledge"
)

type label struct {
	Span [2]int `json:"span"`
	Text string `json:"text"`
}

type row struct {
	ID     string  `json:"id"`
	Text   string  `json:"text"`
	Labels []label `json:"labels"`
}

type place struct {
	Span       [2]int   `json:"span"`
	Text       string   `json:"text"`
	Name       string   `json:"name,omitempty"`
	Country    string   `json:"country,omitempty"`
	GeoNames   int      `json:"geonames,omitempty"`
	Lat        *float64 `json:"lat,omitempty"`
	Lon        *float64 `json:"lon,omitempty"`
	Confidence float64  `json:"confidence,omitempty"`
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "measure:", err)
		os.Exit(1)
	}
}

func run() error {
	base, err := knowledge.Load()
	if err != nil {
		return err
	}
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 1<<24)
	out := json.NewEncoder(os.Stdout)
	reports, took := 0, time.Duration(0)
	for in.Scan() {
		var r row
		if err := json.Unmarshal(in.Bytes(), &r); err != nil {
			return err
		}
		begin := time.Now()
		mentions, context := prepare(base, r)
		resolved := base.Resolve(mentions, context)
		took += time.Since(begin)
		reports++
		if err := out.Encode(map[string]any{"id": r.ID, "places": places(r, resolved)}); err != nil {
			return err
		}
	}
	fmt.Fprintf(os.Stderr, "%d reports, %v each\n", reports, took/time.Duration(max(reports, 1)))
	return in.Err()
}

// prepare turns code points into bytes and finds the nations named by other words.
func prepare(base *knowledge.Base, r row) ([]knowledge.Mention, knowledge.Context) {
	var offsets []int
	for i := range r.Text {
		offsets = append(offsets, i)
	}
	offsets = append(offsets, len(r.Text))
	var mentions []knowledge.Mention
	for _, l := range r.Labels {
		mentions = append(mentions, knowledge.Mention{Text: l.Text, Start: offsets[l.Span[0]], End: offsets[l.Span[1]]})
	}
	context := knowledge.Context{Text: r.Text}
	for _, word := range strings.FieldsFunc(r.Text, func(c rune) bool { return !unicode.IsLetter(c) }) {
		if unicode.IsUpper(rune(word[0])) {
			if iso, ok := base.Nation(word); ok {
				context.Nations = append(context.Nations, knowledge.Nation{Country: iso})
			}
		}
	}
	return mentions, context
}

func places(r row, resolved []knowledge.Resolution) []place {
	out := []place{}
	for i, l := range r.Labels {
		p := place{Span: l.Span, Text: l.Text}
		if x := resolved[i]; x.Known {
			p.Name, p.Country, p.GeoNames, p.Lat, p.Lon, p.Confidence = x.Name, x.Country, x.GeoNames, &x.Lat, &x.Lon, x.Confidence
		}
		out = append(out, p)
	}
	return out
}
