package main

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

func TestFigures(t *testing.T) {
	t.Parallel()
	for v, want := range map[float64]string{0: "0.00", 0.126: "0.13", 9.994: "9.99", 12.34: "12.3", 150.4: "150", 1234.4: "1,234", 160000: "160,000", 12345678: "12,345,678"} {
		if got := figure(v); got != want {
			t.Errorf("%v is written %s, want %s", v, got, want)
		}
	}
}

func TestMedian(t *testing.T) {
	t.Parallel()
	if got := median([]float64{9, 1, 5, 7, 3}); got != 5 {
		t.Errorf("got %v", got)
	}
	if got := median([]time.Duration{3, 1, 2}); got != 2 {
		t.Errorf("got %v", got)
	}
}

func TestJudge(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		first, second float64
		fails         string
	}{
		"flat":             {300, 310, ""},
		"a long report":    {100, 150, ""},
		"over the limit":   {100, 701, "700 MB allowed"},
		"growing":          {100, 200, "keeps growing"},
		"shrinking":        {600, 200, ""},
		"nothing was seen": {0, 0, "could not be seen"},
	} {
		err := (&watch{first: c.first, second: c.second}).judge(700)
		if (err == nil) != (c.fails == "") || err != nil && !strings.Contains(err.Error(), c.fails) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestBoundedKeepsTheBeginning(t *testing.T) {
	t.Parallel()
	b := bounded{&bytes.Buffer{}, 5}
	for _, s := range []string{"abc", "def", "ghi"} {
		if n, err := b.Write([]byte(s)); n != 3 || err != nil {
			t.Fatal(n, err)
		}
	}
	if got := b.to.String(); got != "abcde" {
		t.Errorf("kept %q", got)
	}
}
