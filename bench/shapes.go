package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/reader"
)

// shape is a text that is made of a piece again and again.
type shape struct{ name, before, piece, after string }

// shapes are texts that readers choke on. Each has the small words of English, or it would be refused at once.
var shapes = []shape{
	{"one sentence without an end", "Officials said ", "five soldiers and ", "two civilians were killed."},
	{"clause within clause", "", "the minister said that ", "it was over."},
	{"one word without an end", "", "ceasefire", "."},
	{"sentences of two words", "", "It was he. ", ""},
	{"quotation within quotation", "", "“He said ‘no", ""},
	{"quotation marks alone", "", "the \" of ", ""},
	{"dates and numbers", "", "at least 1,400 of the 2,000 on 7 November 2025, ", "they said."},
	{"names alone", "", "Abdul Rahman Khan of the ", "said no."},
	{"lines of one word", "", "the\nKabul\n", ""},
	{"brackets", "", "(the ", ""},
	{"letters of four bytes", "", "🕊 said it was the ", ""},
}

// Pieces of the shorter text; the longer has ten times as many.
const pieces = 2000

// growthOfShapes measures what ten times the text does to the time, for texts of odd shapes.
func growthOfShapes(_ options, t *table) error {
	progress("texts of odd shapes")
	r, err := reader.New(reader.Options{})
	if err != nil {
		return err
	}
	return oneCore(func() error {
		for _, s := range shapes {
			short, err := s.read(r, pieces)
			if err != nil {
				return fmt.Errorf("%s: %w", s.name, err)
			}
			long, err := s.read(r, 10*pieces)
			if err != nil {
				return fmt.Errorf("%s: %w", s.name, err)
			}
			t.add("odd texts, one core, processor time", s.name, long.Seconds()*1000, "ms",
				fmt.Sprintf("%d kB; %.1f times the time for 10 times the text", len(s.piece)*10*pieces/1000, float64(long)/float64(max(short, 1))))
		}
		return nil
	})
}

// read gives the median time for n pieces.
func (s shape) read(r *reader.Reader, n int) (time.Duration, error) {
	text := s.before + strings.Repeat(s.piece, n) + s.after
	took, err := medianTime(func() error {
		_, err := r.Read(claim.Report{ID: s.name, Published: "2025-11-07", Text: text})
		return err
	})
	return took, err
}
