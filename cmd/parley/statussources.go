package main

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/ledger"
)

// followedSource is a source with where following it stands.
type followedSource struct {
	ledger.Followed
	State      claim.SourceState `json:"state"`
	LagSeconds int64             `json:"lag_seconds,omitempty"` // for how long it is overdue
}

// standings is what status tells of following, beside what the ledger holds.
type standings struct {
	ledger.Status
	Sources  []followedSource  `json:"sources"`
	Queue    ledger.Depth      `json:"queue"`
	UnreadBy []ledger.ByReason `json:"unread_by,omitempty"`
	Resident *residing         `json:"resident,omitempty"` // that answers commands of this ledger
}

// followed gives the sources with where each stands as of a moment.
func followed(ctx context.Context, l *ledger.Ledger, now time.Time) ([]followedSource, error) {
	sources, err := l.Followed(ctx)
	if err != nil {
		return nil, err
	}
	states, err := l.States(ctx)
	if err != nil {
		return nil, err
	}
	all := make([]followedSource, len(sources))
	for i, s := range sources {
		all[i] = followedSource{Followed: s, State: states[s.ID]}
		if next, err := time.Parse(time.RFC3339, all[i].State.Next); err == nil && !s.Paused {
			all[i].LagSeconds = max(0, int64(now.Sub(next).Seconds()))
		}
	}
	return all, nil
}

// standingsOf asks the ledger for all that status tells.
func standingsOf(ctx context.Context, l *ledger.Ledger, now time.Time) (s standings, err error) {
	if s.Status, err = l.Status(ctx); err != nil {
		return s, err
	}
	if s.Sources, err = followed(ctx, l, now); err != nil {
		return s, err
	}
	if s.Queue, err = l.Depth(ctx); err != nil {
		return s, err
	}
	unread, err := l.Unread(ctx, ledger.UnreadQuery{})
	s.UnreadBy = ledger.UnreadBy(unread)
	return s, err
}

// print tells it in plain words. Where nothing is followed, nothing is told of it.
func (s *standings) print(out io.Writer, now time.Time) error {
	var b strings.Builder
	if len(s.Sources)+int(s.Documents)+int(s.Queue.Open+s.Queue.Dead) > 0 {
		s.following(&b, now)
	}
	_, err := io.WriteString(out, b.String())
	return err
}

func (s *standings) following(b *strings.Builder, now time.Time) {
	paused, trouble := 0, 0
	for i := range s.Sources {
		switch one := &s.Sources[i]; {
		case one.Paused:
			paused++
		case one.State.Code != "":
			trouble++
		}
	}
	fmt.Fprintf(b, "pages       %d fetched, %d raw documents kept%s\n", s.Pages, s.Documents, some(", %d pages are gone", s.Gone))
	fmt.Fprintf(b, "sources     %d%s%s%s\n", len(s.Sources), some(", %d paused", int64(paused)), some(", %d with trouble", int64(trouble)), s.stillness(now))
	fmt.Fprintf(b, "queue       %d to read%s%s%s\n", s.Queue.Open, some(", %d of them failed before", s.Queue.Again), waits(s.Queue.Oldest, now), some(", %d given up: parley work --revive tries them again", s.Queue.Dead))
	s.sources(b, now)
	for _, stuck := range s.Queue.Why {
		state := "is tried again"
		if stuck.Dead {
			state = "given up"
		}
		fmt.Fprintf(b, "  %s: %s after %d failures: %s\n", inLine(stuck.URL), state, stuck.Failed, inLine(stuck.Reason))
	}
}

// some words a count, not where it is none.
func some(words string, n int64) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(words, n)
}

func waits(oldest, now time.Time) string {
	if oldest.IsZero() {
		return ""
	}
	return ", the oldest for " + lasting(now.Sub(oldest))
}

// still is how long nothing was looked at that was due, until somebody should look whether parley watch runs.
const still = 5 * time.Minute

// stillness tells where nobody seems to follow: whatever is due has been so for a while.
func (s *standings) stillness(now time.Time) string {
	var latest time.Time
	active, overdue := 0, 0
	for i := range s.Sources {
		one := &s.Sources[i]
		if one.Paused {
			continue
		}
		active++
		looked, err := time.Parse(time.RFC3339, one.State.Looked)
		if err == nil && looked.After(latest) {
			latest = looked
		}
		if one.LagSeconds > int64(still.Seconds()) || err != nil {
			overdue++
		}
	}
	switch {
	case active == 0 || overdue < active:
		return ""
	case latest.IsZero():
		return "; none was looked at yet: parley watch follows them"
	}
	return "; nobody follows them: the last look was " + lasting(now.Sub(latest)) + " ago, start parley watch"
}

// sources lists the sources, those with trouble first with why and what to do.
func (s *standings) sources(b *strings.Builder, now time.Time) {
	width := 0
	for i := range s.Sources {
		width = max(width, len(s.Sources[i].ID))
	}
	for _, troubled := range []bool{true, false} {
		for i := range s.Sources {
			if one := &s.Sources[i]; (one.State.Code != "" && !one.Paused) == troubled {
				fmt.Fprintf(b, "  %-*s  %s\n", width, one.ID, one.words(now))
			}
		}
	}
}

// words tells how one source stands.
func (s *followedSource) words(now time.Time) string {
	kept := fmt.Sprintf("%d kept", s.State.Taken)
	switch {
	case s.Paused:
		return "paused; " + kept
	case s.State.Failures > 0:
		return fmt.Sprintf("%s (%s; %s; last success %s; next look %s); %s", inLine(s.State.Message), s.State.Code, times(s.State.Failures), ago(s.State.Good, now), ahead(s.State.Next, now), kept)
	case s.State.Code != "":
		return fmt.Sprintf("looked at %s, but %s (%s); %s", ago(s.State.Looked, now), inLine(s.State.Message), s.State.Code, kept)
	case s.State.Looked == "":
		return "not looked at yet"
	case s.LagSeconds > int64(still.Seconds()):
		return fmt.Sprintf("looked at %s, overdue by %s; %s", ago(s.State.Looked, now), lasting(time.Duration(s.LagSeconds)*time.Second), kept)
	}
	return fmt.Sprintf("looked at %s, next %s; %s", ago(s.State.Looked, now), ahead(s.State.Next, now), kept)
}

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times in a row", n)
}

func ago(moment string, now time.Time) string {
	at, err := time.Parse(time.RFC3339, moment)
	if err != nil {
		return "never"
	}
	return lasting(now.Sub(at)) + " ago"
}

func ahead(moment string, now time.Time) string {
	at, err := time.Parse(time.RFC3339, moment)
	if err != nil || at.Before(now) {
		return "now"
	}
	return "in " + lasting(at.Sub(now))
}

// lasting words a length of time as people say it.
func lasting(d time.Duration) string {
	switch {
	case d < time.Minute:
		return fmt.Sprintf("%d s", max(0, int(d.Seconds())))
	case d < 2*time.Hour:
		return fmt.Sprintf("%d min", int(d.Minutes()))
	case d < 48*time.Hour:
		return fmt.Sprintf("%d h", int(d.Hours()))
	}
	return fmt.Sprintf("%d days", int(d.Hours()/24))
}
