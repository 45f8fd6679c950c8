package main

import (
	"context"
	"errors"
	"runtime"

	"github.com/spf13/cobra"
)

// watchFlags are the flags of parley serve that follow sources in the same process.
func (o *serveOptions) watchFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.BoolVar(&o.watch, "watch", false, "follow the sources too, as parley watch does: open pages tell what came")
	f.BoolVar(&o.follow.sample, "sample", false, "with --watch: follow the sample case, whose weeks this program serves to itself")
	f.Float64Var(&o.follow.speed, "speed", 1, "with --sample: days of it on which something came out, in a second")
	o.follow.wire.add(cmd)
}

// beside serves pages, and follows sources beside them where that is asked for. Where one of
// them fails the other ends too; the sample's end is none.
func (o *serveOptions) beside(ctx context.Context, c console, serve func(context.Context) error) error {
	if !o.watch {
		return serve(ctx)
	}
	o.follow.ledger, o.follow.jobs = o.ledger, max(1, runtime.GOMAXPROCS(0)-1) // the readers of pages come first
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	following, served := make(chan error, 1), make(chan error, 1)
	go func() { following <- o.follow.run(ctx, c) }()
	go func() { served <- serve(ctx) }()
	select {
	case err := <-served:
		stop()
		return errors.Join(err, <-following)
	case err := <-following:
		if err != nil {
			stop()
		}
		return errors.Join(err, <-served)
	}
}
