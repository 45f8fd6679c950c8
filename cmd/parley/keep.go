package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"github.com/parley-desk/parley/casebook"
	"github.com/parley-desk/parley/ledger"
	"github.com/parley-desk/parley/resident"
)

func newKeepCommand(c console) *cobra.Command {
	var address string
	var idle time.Duration
	cmd := &cobra.Command{
		Use: "keep", Short: "Keep cases open, so that commands which show them answer at once", Args: cobra.NoArgs,
		Long: `Keeps the cases that commands ask for open, and answers these commands: a view of a case
of thousands of reports then costs what has changed since it was last looked at, not what
the case holds. The answers are those that the commands would give by themselves, of all
that the ledger holds by then. parley serve and parley watch do the same beside their work.

It listens on a socket in the folder that views keep beside the ledger, for this user
alone. Commands do without it where it is not there, busy, of another build, or of another
ledger; --alone or ` + residentVariable + `=off leaves it out. parley status says whether one is there.`,
		Example: "  parley keep &\n  parley keep --ledger sqlite:case.db --idle 30m",
		RunE: func(cmd *cobra.Command, _ []string) error {
			return withLedger(cmd.Context(), address, ledgerOptions(ledger.Options{}), func(l *ledger.Ledger) error {
				return keep(cmd.Context(), c, l, address, idle)
			})
		},
	}
	ledgerFlag(cmd, &address)
	cmd.Flags().DurationVar(&idle, "idle", 0, "end when nothing was asked for so long, such as 30m; 0: never")
	return cmd
}

// keep answers until the context ends, or nobody has asked for long.
func keep(ctx context.Context, c console, l *ledger.Ledger, flag string, idle time.Duration) error {
	h, err := newHousehold(c, casebook.NewKeeper(l), l, flag)
	if errors.Is(err, resident.ErrTaken) {
		return usageFault("another parley keeps the cases of this ledger open already: parley status --json tells of it")
	}
	if err != nil {
		return usageFault("cases cannot be kept open here: %v", err)
	}
	if _, err := fmt.Fprintln(c.out, "cases are kept open for the commands that show them (interrupt to end)"); err != nil {
		return outputFault("", err)
	}
	glean := newGleaner()
	h.resident.Rested(func() {
		h.cases.keeper.Save()
		glean.look()
	})
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	if idle > 0 {
		defer h.endIdle(idle, stop)()
	}
	return h.resident.Serve(ctx)
}

// household answers commands from cases that it keeps open.
type household struct {
	resident *resident.Resident
	cases    keptOpen
	since    time.Time

	mu   sync.Mutex
	rest *time.Timer // until it ends for want of questions
	idle time.Duration
}

// newHousehold takes the place of a resident of a ledger. The error is
// resident.ErrTaken where another one has it.
func newHousehold(c console, keeper *casebook.Keeper, l *ledger.Ledger, flag string) (*household, error) {
	address, err := ledgerAddress(flag)
	if err != nil {
		return nil, err
	}
	h := &household{cases: keptOpen{l, keeper}, since: time.Now()}
	if h.resident, err = resident.Listen(residence(address), h.answer, slog.New(slog.NewTextHandler(c.err, nil))); err == nil {
		h.resident.Rested(keeper.Save)
	}
	return h, err
}

// keepBeside keeps cases open beside other work, until the context ends and what is
// called last has come back. Where another process does, or the system has no such
// thing, nobody is the worse off.
func keepBeside(ctx context.Context, c console, keeper *casebook.Keeper, l *ledger.Ledger, flag string) (ended func()) {
	h, err := newHousehold(c, keeper, l, flag)
	if err != nil {
		return func() {}
	}
	ctx, stop := context.WithCancel(ctx)
	over := make(chan struct{})
	go func() {
		defer close(over)
		_ = h.resident.Serve(ctx) // its own trouble; commands do without it
	}()
	return func() { stop(); <-over }
}

// residing is what a resident tells of itself.
type residing struct {
	PID      int      `json:"pid"`
	Since    string   `json:"since"`
	Answered int64    `json:"answered"` // questions so far
	Cases    []string `json:"cases"`    // that are open
}

// residingView is the question what a resident tells of itself.
const residingView = "resident"

// answer answers one question of a command.
func (h *household) answer(ctx context.Context, words []byte, out, err io.Writer) error {
	defer h.stir()
	var q question
	if err := json.Unmarshal(words, &q); err != nil {
		return err
	}
	if q.View == residingView {
		return writeJSON(out, residing{os.Getpid(), h.since.UTC().Format(time.RFC3339), h.resident.Answered(), append([]string{}, h.cases.keeper.Cases()...)})
	}
	return q.answer(ctx, h.cases, showing{out, err})
}

// endIdle calls end when nothing was asked for so long; stop lets it be.
func (h *household) endIdle(idle time.Duration, end func()) (stop func()) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.idle, h.rest = idle, time.AfterFunc(idle, func() {
		if h.resident.Busy() > 0 {
			h.stir()
			return
		}
		end()
	})
	return func() { h.rest.Stop() }
}

// stir begins the time without questions anew.
func (h *household) stir() {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.rest != nil {
		h.rest.Reset(h.idle)
	}
}
