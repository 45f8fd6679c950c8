package ledger

import (
	"context"
	"fmt"

	"github.com/pressly/goose/v3"
)

// Migration is what bringing a ledger up to date did.
type Migration struct {
	From  int64    `json:"from"` // form of the ledger before, 0 where it was empty
	To    int64    `json:"to"`
	Steps []string `json:"steps"` // files, in order
}

// Migrate brings the ledger at an address to the present form, step by step,
// each in a transaction of its own: one that is broken off leaves the form
// before it. It makes a ledger where there is none.
func Migrate(ctx context.Context, address string) (Migration, error) {
	s, err := storeOf(address)
	if err != nil {
		return Migration{}, err
	}
	l := &Ledger{store: s, options: Options{Create: true}.filled()}
	if l.write, l.read, err = s.open(ctx, true); err != nil {
		return Migration{}, l.fault("migrate", err)
	}
	defer func() { _ = l.Close() }()
	m, err := l.migrate(ctx)
	return m, l.fault("migrate", err)
}

// ready holds the ledger's form against the present one.
func (l *Ledger) ready(ctx context.Context) error {
	p, err := l.provider()
	if err != nil {
		return err
	}
	has, err := p.GetDBVersion(ctx)
	if err != nil {
		return err
	}
	switch latest := latestOf(p); {
	case has > latest:
		return fault(Newer, nil, "the ledger was made by a newer Parley (its form is %d, this program knows %d): use that one", has, latest)
	case has == latest:
		return nil
	case has == 0 && l.options.Create || l.options.Migrate:
		_, err := l.migrate(ctx)
		return err
	case has == 0:
		return fault(Missing, nil, "the database holds no ledger yet: parley ingest or parley migrate begins one")
	default:
		return fault(Older, nil, "the ledger was made by an older Parley (its form is %d, now %d): back it up, then run parley migrate", has, latest)
	}
}

func (l *Ledger) provider() (*goose.Provider, error) {
	dialect, steps := l.store.migrations()
	return goose.NewProvider(dialect, l.write, steps, goose.WithDisableGlobalRegistry(true), goose.WithTableName("ledger_form"))
}

func latestOf(p *goose.Provider) int64 {
	sources := p.ListSources()
	return sources[len(sources)-1].Version
}

func (l *Ledger) migrate(ctx context.Context) (Migration, error) {
	p, err := l.provider()
	if err != nil {
		return Migration{}, err
	}
	m := Migration{Steps: []string{}}
	if m.From, err = p.GetDBVersion(ctx); err != nil {
		return m, err
	}
	if latest := latestOf(p); m.From > latest {
		return m, fault(Newer, nil, "the ledger was made by a newer Parley (its form is %d, this program knows %d): use that one", m.From, latest)
	}
	done, err := p.Up(ctx)
	if err != nil {
		return m, fmt.Errorf("a step failed: %w", err)
	}
	for _, step := range done {
		m.Steps = append(m.Steps, step.Source.Path)
	}
	m.To, err = p.GetDBVersion(ctx)
	return m, err
}
