package main

import (
	"context"
	"io"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/casebook"
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/ledger"
	"github.com/parley-desk/parley/sheet"
)

// question is what a command that shows something of a case asks: of a resident, or of
// the program itself. The same question at the same state of the ledger has the same answer, byte for byte.
type question struct {
	View              string
	Case, AsOf, Since string
	Rule, Cite        string
	JSON, CSV, YAML   bool
	Format            string // of a brief
	Daily, Weekly     bool
	Search            *ledger.Search
	Victims           bool
	Terminal          sheet.Terminal // for which it is laid out

	unread []ledger.UnreadEntry // what the view might have told besides
}

// showing is where an answer is printed: itself, and what is said beside it.
type showing struct{ out, err io.Writer }

// cases are where books come from.
type cases interface {
	ledger() *ledger.Ledger
	// open gives what opens a case, without its private layer (what is printed is handed on), as of times
	// that are not after asOf (empty: any), with claims of the kinds given at least.
	open(ctx context.Context, id, asOf string, kinds ...claim.Kind) (func(asOf string, rule claim.TollRule) *account.Book, error)
}

// answer prints the answer to a question.
func (q *question) answer(ctx context.Context, from cases, to showing) error {
	if q.View == searched {
		return q.printSearch(ctx, from.ledger(), to)
	}
	if err := settleCase(ctx, from.ledger(), &q.Case); err != nil {
		return err
	}
	if err := q.countUnread(ctx, from.ledger()); err != nil {
		return err
	}
	switch q.View {
	case "brief":
		return q.printBrief(ctx, from, to)
	case "changes":
		return q.printChanges(ctx, from, to)
	case caseShown:
		return q.printCase(ctx, from, to)
	}
	for _, v := range views {
		if v.name == q.View {
			return q.printView(ctx, from, to, v)
		}
	}
	return usageFault("%q is no view", q.View)
}

func (q *question) printView(ctx context.Context, from cases, to showing, v viewKind) error {
	open, err := from.open(ctx, q.Case, q.AsOf, v.kinds...)
	if err != nil {
		return err
	}
	var known account.Agreements
	if v.name == "findings" {
		base, err := agreements()
		if err != nil {
			return err
		}
		known = base
	}
	b := open(q.AsOf, claim.TollRule(q.Rule))
	return q.print(to, b, v.of(b, known))
}

func (q *question) printChanges(ctx context.Context, from cases, to showing) error {
	open, err := from.open(ctx, q.Case, "")
	if err != nil {
		return err
	}
	known, err := agreements()
	if err != nil {
		return err
	}
	rule := claim.TollRule(q.Rule)
	now := open(q.AsOf, rule)
	return q.print(to, now, now.ChangesSince(open(q.Since, rule), known))
}

// loaded are cases that are loaded for one question.
type loaded struct{ from *ledger.Ledger }

func (c loaded) ledger() *ledger.Ledger { return c.from }

func (c loaded) open(ctx context.Context, id, asOf string, kinds ...claim.Kind) (func(string, claim.TollRule) *account.Book, error) {
	stock, err := casebook.Take(ctx, c.from, id, asOf, kinds...)
	if err != nil {
		return nil, err
	}
	stock = stock.Open()
	return stock.Book, nil
}

// keptOpen are cases that stay open for the next question.
type keptOpen struct {
	from   *ledger.Ledger
	keeper *casebook.Keeper
}

func (c keptOpen) ledger() *ledger.Ledger { return c.from }

func (c keptOpen) open(ctx context.Context, id, _ string, _ ...claim.Kind) (func(string, claim.TollRule) *account.Book, error) {
	return c.keeper.Opener(ctx, id)
}
