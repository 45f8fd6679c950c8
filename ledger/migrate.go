package ledger

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"github.com/pressly/goose/v3"
)

// Migration is what bringing a ledger up to date did.
type Migration struct {
	From  int64    `json:"from"` // form of the ledger before, 0 where it was empty
	To    int64    `json:"to"`
	Steps []string `json:"steps"` // files, in order; a step that is none by its number
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

// settles is how long the form of a ledger has to stay as it is to be taken for
// settled: another program may be beginning it or bringing it up to date.
const settles = 2 * time.Second

// ready holds the ledger's form against the present one, and waits for whoever
// else is just bringing it there.
func (l *Ledger) ready(ctx context.Context) error {
	p, err := l.provider()
	if err != nil {
		return err
	}
	form, moved := int64(-1), time.Now()
	for {
		has, err := l.form(ctx, p)
		switch code := CodeOf(l.fault("open", err)); {
		case err == nil, code != Older && code != Failed && code != Busy:
			return err
		case has != form:
			form, moved = has, time.Now()
		case time.Since(moved) > settles || code == Older && !l.options.Create:
			return err
		}
		select {
		case <-time.After(firstPause):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// form gives the ledger's form; the error says why it will not do. An empty
// ledger is begun, an older one brought up to date, where the options say so.
func (l *Ledger) form(ctx context.Context, p *goose.Provider) (int64, error) {
	has, err := p.GetDBVersion(ctx)
	if err != nil {
		return 0, err
	}
	switch latest := latestOf(p); {
	case has > latest:
		return has, fault(Newer, nil, "the ledger was made by a newer Parley (its form is %d, this program knows %d): use that one", has, latest)
	case has == latest:
		return has, nil
	case l.options.Migrate, l.options.Create && l.holdsNothing(ctx, has):
		_, err := p.Up(ctx)
		return has, err
	case has == 0:
		return has, fault(Missing, nil, "the database holds no ledger yet: parley ingest or parley migrate begins one")
	default:
		return has, fault(Older, nil, "the ledger was made by an older Parley (its form is %d, now %d): back it up, then run parley migrate", has, latest)
	}
}

// holdsNothing tells whether a ledger was never written to: a beginning that
// was broken off is no older ledger.
func (l *Ledger) holdsNothing(ctx context.Context, form int64) bool {
	if form == 0 {
		return true
	}
	var seq int64
	err := conn{on: l.write, store: l.store}.row(ctx, "SELECT seq FROM clock").Scan(&seq)
	return err == nil && seq == 0
}

func (l *Ledger) provider() (*goose.Provider, error) {
	dialect, steps := l.store.migrations()
	return goose.NewProvider(dialect, l.write, steps, goose.WithDisableGlobalRegistry(true), goose.WithTableName("ledger_form"), goose.WithGoMigrations(fetchedStep(l.store)))
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
	for _, source := range p.ListSources() {
		if source.Version > m.From {
			m.Steps = append(m.Steps, cmp.Or(source.Path, fmt.Sprintf("step %d", source.Version))) // a step in Go has no file
		}
	}
	l.options.Migrate = true
	if err := l.ready(ctx); err != nil {
		return m, err
	}
	m.To, err = p.GetDBVersion(ctx)
	return m, err
}
