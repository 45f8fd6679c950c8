package main

import (
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/parley-desk/parley/ledger"
	"github.com/parley-desk/parley/resident"
)

// residentVariable names the environment variable that leaves residents out: off.
const residentVariable = "PARLEY_RESIDENT"

// aloneFlag adds --alone to a command that a resident may answer.
func aloneFlag(cmd *cobra.Command, alone *bool) {
	cmd.Flags().BoolVar(alone, "alone", false, "open the case in this process, though parley keep or serve has it open (or "+residentVariable+"=off)")
}

// whom says who is asked: the ledger that is meant, by flag, and whether residents are left out.
type whom struct {
	ledger string
	alone  bool
}

// tell prints the answer to a question: that of a resident, where one is there and can
// give it, else its own. Whatever is wrong with a resident, its own answer says so, or is right.
func tell(ctx context.Context, c console, w whom, q *question, out io.Writer) error {
	address, err := ledgerAddress(w.ledger)
	if err != nil {
		return err
	}
	lookForGarbageLate()
	if !w.alone && os.Getenv(residentVariable) != "off" {
		reply, err := ask(ctx, residence(address), q)
		switch {
		case ctx.Err() != nil:
			return context.Cause(ctx)
		case err == nil:
			return printReply(c, reply, out)
		}
	}
	return withLedger(ctx, address, ledgerOptions(ledger.Options{}), func(l *ledger.Ledger) error {
		takeLargePages(l.Derived())
		return q.answer(ctx, loaded{l}, showing{out, c.err})
	})
}

func ask(ctx context.Context, at resident.Place, q *question) (*resident.Reply, error) {
	words, err := json.Marshal(q)
	if err != nil {
		return nil, err
	}
	return at.Ask(ctx, words)
}

func printReply(c console, reply *resident.Reply, out io.Writer) error {
	_, _ = reply.Second.WriteTo(c.err)
	if _, err := reply.First.WriteTo(out); err != nil {
		return outputFault("", err)
	}
	return nil
}

// residence is where a resident of a ledger listens, and which one is believed: of this
// very program, with the very file that lies there now.
func residence(address string) resident.Place {
	folder := derivedFolder(os.Getenv(viewsVariable), address)
	if folder == "" {
		folder = ledger.Beside(address)
	}
	about := address
	if file := ledger.File(address); file != "" {
		if whole, err := filepath.Abs(file); err == nil {
			about = whole
		}
		about += " " + resident.Same(file)
	}
	return resident.Place{Path: resident.SocketFor(folder, about), Hello: strings.Join([]string{resident.Program(), about}, "\n"), Limits: resident.Usual}
}

// standsIn tells whether a resident answers for a ledger, and what it says of itself.
func standsIn(ctx context.Context, flag string) *residing {
	address, err := ledgerAddress(flag)
	if err != nil {
		return nil
	}
	reply, err := ask(ctx, residence(address), &question{View: residingView})
	var r residing
	if err != nil || json.Unmarshal(reply.First.Whole(), &r) != nil {
		return nil
	}
	return &r
}
