package wire

import (
	"time"

	"github.com/parley-desk/parley/claim"
)

// rhythm is how long to wait until the next look. A source that had something
// new is looked at twice as soon, one that had nothing half as late again,
// between Rhythm.Min and Rhythm.Max; a source that announces what is new by
// WebSub needs no more than Rhythm.Max.
func (w *Wire) rhythm(s claim.Source, state claim.SourceState, changed bool) time.Duration {
	switch {
	case s.Every > 0:
		return time.Duration(s.Every) * time.Minute
	case Local(s): // a walk through many files costs more than one through few
		return w.Rhythm.Local * time.Duration(1+state.Items/10_000)
	case w.hubs.announces(s.ID, w.Clock.Now()):
		return w.Rhythm.Max
	}
	every := time.Duration(state.Every) * time.Second
	switch {
	case every == 0:
		every = w.Rhythm.First
	case changed:
		every /= 2
	default:
		every += every / 2
	}
	return min(max(every, w.Rhythm.Min), w.Rhythm.Max)
}

// retreat is how long a source that fails is left alone: its rhythm, doubled
// with each failure up to Rhythm.MaxFail.
func (w *Wire) retreat(state claim.SourceState, f *Fault) time.Duration {
	every := max(time.Duration(state.Every)*time.Second, w.Rhythm.Min)
	if f.Code == Internal || f.Code == ShelfFault {
		return w.Rhythm.Min
	}
	return min(every<<min(state.Failures-1, 10), max(w.Rhythm.MaxFail, every))
}

// jittered moves a wait by up to a tenth, so that sources that were met together part.
func (w *Wire) jittered(d time.Duration) time.Duration {
	return d + time.Duration((w.Random()-0.5)*0.2*float64(d))
}
