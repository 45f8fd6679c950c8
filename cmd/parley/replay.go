package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"time"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/claim/casefile"
	"github.com/parley-desk/parley/ledger"
	"github.com/parley-desk/parley/sample"
	"github.com/parley-desk/parley/sample/replay"
	"github.com/parley-desk/parley/wire"
)

// sampleReplay plays the sample case: a server on this machine that stands for the
// sites of its outlets, by a calendar that runs fast,
// and waits for who is slow.
type sampleReplay struct {
	*replay.Replay
	server *http.Server
	each   time.Duration // of the real time that a day of it takes at least
}

// replay starts the server and points the wire to it: as a proxy, so that the
// addresses of the sample stay what they are, and nothing else can be asked.
func (o *watchOptions) replay(wo *wire.Options) (*sampleReplay, error) {
	if o.speed <= 0 || o.speed > 1000 {
		return nil, usageFault("--speed %g: give days of the sample in a second, up to 1000", o.speed)
	}
	s := &sampleReplay{each: time.Duration(float64(time.Second) / o.speed)}
	lines, err := sample.PakAfg2025.ReadFile("pak-afg-2025/reports.jsonl")
	if err != nil {
		return nil, err
	}
	if s.Replay, err = replay.New(lines); err != nil {
		return nil, err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s.server = &http.Server{Handler: s, ReadHeaderTimeout: headTimeout}
	go func() { _ = s.server.Serve(listener) }() // close ends it
	wo.Proxy, wo.Trusted = &url.URL{Scheme: "http", Host: listener.Addr().String()}, true
	wo.Allow = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
	wo.Contact = "the sample"
	wo.Pace = wire.Pace{Every: -1, AtOnce: 8}
	look := max(s.each, 250*time.Millisecond)
	wo.Rhythm = wire.Rhythm{Min: look, Max: look, First: look, MaxFail: look, Start: time.Millisecond, PerHost: 8}
	return s, nil
}

func (s *sampleReplay) close() { _ = s.server.Close() }

// sampleCase is the id of the sample's case.
const sampleCase = "pak-afg-2025"

// settle keeps the sample's case with its sources, where the ledger has not got them.
func (s *sampleReplay) settle(ctx context.Context, l *ledger.Ledger) error {
	file, err := sample.PakAfg2025.ReadFile("pak-afg-2025/case.yaml")
	if err != nil {
		return err
	}
	c, err := casefile.Parse("the sample's case.yaml", file)
	if err != nil {
		return err
	}
	for _, site := range s.Sites() {
		c.Sources = append(c.Sources, claim.Source{ID: site.Name, Kind: claim.SourceFeed, Address: site.Feed, Title: site.Title})
	}
	switch _, err := l.Case(ctx, sampleCase); {
	case err == nil:
		return nil // as it is: an analyst may have changed it
	case ledger.CodeOf(err) != ledger.Missing:
		return err
	}
	return l.SetCase(ctx, c)
}

// sample follows the sample until its last day is over and all of it is read.
func (v *watching) sample(ctx context.Context, s *sampleReplay) error {
	v.caseID = sampleCase
	following, stop := context.WithCancel(ctx)
	defer stop()
	ended := make(chan error, 1)
	go func() { ended <- v.follow(following, v.ledger) }()
	if err := v.readAll(ctx, s); err != nil {
		return err
	}
	stop()
	if err := <-ended; err != nil || ctx.Err() != nil {
		return err
	}
	if !v.teller.json {
		_, err := fmt.Fprintf(v.teller.console.out, "\nThat was the sample case. Look at it with the same --ledger: parley status, parley truce, parley toll, parley serve\n")
		return err
	}
	return nil
}

// keptWithin is for how long what was asked for last may take to be kept.
const keptWithin = 5 * time.Second

// readAll has the days go by, and waits until all that came is in the ledger.
func (v *watching) readAll(ctx context.Context, s *sampleReplay) error {
	tick := time.NewTicker(s.each)
	defer tick.Stop()
	for !s.Advance() {
		select {
		case <-tick.C:
		case <-ctx.Done():
			return nil
		}
	}
	for end := time.Now().Add(keptWithin); ctx.Err() == nil && time.Now().Before(end); {
		status, err := v.ledger.Status(ctx)
		if err != nil {
			return err
		}
		if int(status.Versions+status.Unreadable) >= s.Versions() {
			break
		}
		<-tick.C
	}
	return v.drained(ctx)
}
