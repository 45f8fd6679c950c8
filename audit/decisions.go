package audit

import (
	"slices"

	"github.com/parley-desk/parley/claim"
)

// Judgement is what holds of one claim after all deeds.
type Judgement struct {
	Right  bool
	Said   []Field           // what the claim said when it was judged
	Should map[string]string // fields that are wrong → what they should say, empty where that is not known
}

// Addition is a claim that was missed.
type Addition struct {
	Kind  claim.Kind
	In    string
	Span  claim.Span
	Words string
}

// decisions are what holds of the reports after all deeds.
type decisions struct {
	deeds  []Entry // those that hold, in order
	judged map[[2]string]*Judgement
	missed map[string][]Addition
	done   map[string]bool
	passed map[[2]string]bool // skipped
}

// replay works out what holds after some deeds.
func replay(entries []Entry) *decisions {
	d := &decisions{judged: map[[2]string]*Judgement{}, missed: map[string][]Addition{}, done: map[string]bool{}, passed: map[[2]string]bool{}}
	for _, e := range entries {
		if e.Do != Undone {
			d.deeds = append(d.deeds, e)
		} else if n := len(d.deeds); n > 0 {
			d.deeds = d.deeds[:n-1]
		}
	}
	for _, e := range d.deeds {
		d.apply(e)
	}
	return d
}

func (d *decisions) apply(e Entry) {
	at := [2]string{e.Report, e.Claim}
	switch e.Do {
	case Right, Wrong:
		j := &Judgement{Right: e.Do == Right, Said: e.Said, Should: map[string]string{}}
		if before := d.judged[at]; before != nil && j.Right && slices.Equal(before.Said, e.Said) {
			j.Should = before.Should // a field that was mended first stays mended
		}
		d.judged[at] = j
		delete(d.passed, at)
	case Mended, Forgot:
		j := d.judged[at]
		if j == nil || !j.Right || !slices.Equal(j.Said, e.Said) {
			j = &Judgement{Right: true, Said: e.Said, Should: map[string]string{}}
			d.judged[at] = j
		}
		if j.Should[e.Field] = e.Value; e.Do == Forgot {
			delete(j.Should, e.Field)
		}
		delete(d.passed, at)
	case Skipped:
		d.passed[at] = true
	case Missed:
		if e.Span != nil {
			d.missed[e.Report] = append(d.missed[e.Report], Addition{e.Kind, e.In, *e.Span, e.Words})
		}
	case Done:
		d.done[e.Report] = true
	}
}
