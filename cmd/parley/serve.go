package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/spf13/cobra"

	"github.com/parley-desk/parley/casebook"
	"github.com/parley-desk/parley/desk"
	"github.com/parley-desk/parley/ledger"
)

// serveOptions are the flags of parley serve.
type serveOptions struct {
	ledger, address string
	tiles           string // a PMTiles file for maps
	access          accessOptions
	patience        time.Duration
	watch           bool
	follow          watchOptions
}

// usualPatience is after how long a page that is not ready says so.
const usualPatience = 1500 * time.Millisecond

// defaultAddress is where pages are served: to this machine alone.
const defaultAddress = "127.0.0.1:8910"

func newServeCommand(c console) *cobra.Command {
	var o serveOptions
	cmd := &cobra.Command{
		Use: "serve", Short: "Show the cases as pages in a browser", Args: cobra.NoArgs,
		Long: `Shows the cases of the ledger as pages: the overview, tolls, talks, the truce and all
other views, each line with the words that it comes from. Everything that a page needs
comes from this program; it asks no other host for anything, but with --watch the sources
that it follows. At another address than this machine's own everybody signs in: see
parley account.`,
		Example: "  parley serve\n  parley serve --addr 127.0.0.1:9000 --ledger sqlite:case.db\n  parley serve --watch\n  parley serve --watch --sample --ledger sqlite:try.db",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if o.follow.sample && !o.watch {
				return usageFault("--sample goes with --watch: give both")
			}
			return withLedger(cmd.Context(), o.ledger, ledgerOptions(ledger.Options{Create: o.watch}), func(l *ledger.Ledger) error {
				return o.serve(cmd.Context(), c, l)
			})
		},
	}
	cmd.Flags().StringVar(&o.address, "addr", defaultAddress, "serve at this `HOST:PORT`; port 0 takes a free one")
	cmd.Flags().StringVar(&o.tiles, "pmtiles", "", "draw maps on the tiles of this `FILE` (PMTiles), not on the countries alone")
	cmd.Flags().DurationVar(&o.patience, "patience", usualPatience, "show what is being prepared where a page takes longer than this; 0: let readers wait for the page")
	ledgerFlag(cmd, &o.ledger)
	o.access.flags(cmd)
	o.watchFlags(cmd)
	return cmd
}

// serve answers until the context ends, and then lets those that are being answered finish.
func (o *serveOptions) serve(ctx context.Context, c console, l *ledger.Ledger) error {
	if err := checkTiles(o.tiles); err != nil {
		return err
	}
	log := slog.New(slog.NewTextHandler(c.err, nil))
	gate, err := o.access.settle(ctx, l, o.address, log)
	if err != nil {
		return err
	}
	asking, err := o.follow.wire.options(c)
	if err != nil {
		return err
	}
	keeper := casebook.NewKeeper(l)
	pages, err := desk.New(desk.Options{Ledger: l, Stock: keeper.Stock, Known: casebook.Known, Tiles: o.tiles, Now: time.Now, Log: log, Access: gate, Intake: intakeOf(asking), Patience: o.patience})
	if err != nil {
		return err
	}
	listener, scheme, err := o.listen()
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintf(c.out, "the desk is at %s://%s (interrupt to end)\n", scheme, listener.Addr()); err != nil {
		return outputFault("", err)
	}
	return o.beside(ctx, c, func(ctx context.Context) error {
		defer keepBeside(ctx, c, keeper, l, o.ledger)()
		go pages.Warm(ctx)
		return answer(ctx, listener, pages)
	})
}

// listen takes the address, and serves TLS there where it is asked to.
func (o *serveOptions) listen() (net.Listener, string, error) {
	if _, _, err := net.SplitHostPort(o.address); err != nil {
		return nil, "", usageFault("--addr %q is no HOST:PORT: write it as %s", o.address, defaultAddress)
	}
	listener, err := net.Listen("tcp", o.address)
	if err != nil {
		return nil, "", usageFault("nothing can be served at %s: %v; choose another with --addr, or port 0 for a free one", o.address, err)
	}
	return o.access.wrapped(listener)
}

// Time limits of the server: of reading a request's head, of a connection that
// is silent, and of pages that are being written when the program is to end.
const (
	headTimeout = 10 * time.Second
	idleTimeout = 2 * time.Minute
	farewell    = 5 * time.Second
)

// answer serves at a listener until the context ends.
func answer(ctx context.Context, listener net.Listener, pages http.Handler) error {
	server := &http.Server{Handler: pages, ReadHeaderTimeout: headTimeout, IdleTimeout: idleTimeout, MaxHeaderBytes: 64 << 10,
		BaseContext: func(net.Listener) context.Context { return ctx }}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	last, stop := context.WithTimeout(context.WithoutCancel(ctx), farewell)
	defer stop()
	if err := server.Shutdown(last); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return nil
}
