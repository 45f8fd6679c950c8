package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"runtime"
	"sync"
	"time"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/knowledge"
	"github.com/parley-desk/parley/ledger"
)

// ledgerOptions adds to the options of a ledger what the views need of it.
func ledgerOptions(o ledger.Options) ledger.Options {
	o.Extract = func(report *claim.Report, record *claim.Record) ([]byte, error) {
		return account.Contribute(account.Version{}, report, record).Append(nil), nil
	}
	return o
}

// agreements loads what is known of agreements once, when a view asks for it.
var agreements = sync.OnceValues(knowledge.Load)

// contributions loads what the reports of a case give to the views: of every
// version, as of any time, for the book to choose from. Only claims of the kinds
// given are loaded; all where none is.
func contributions(ctx context.Context, l *ledger.Ledger, id string, asOf string, kinds ...claim.Kind) ([]*account.Contribution, error) {
	var entries []*ledger.Entry
	var versions []account.Version
	number := map[string]int{}
	for e, err := range l.Entries(ctx, ledger.Query{Case: id, Every: true, Parts: ledger.WithExtract}) {
		if err != nil {
			return nil, err
		}
		v := account.Version{Report: e.Identity, Number: number[e.Identity] + 1, Available: e.Available.Format(time.RFC3339)}
		number[e.Identity]++
		if account.Known(v.Available, asOf) {
			entries, versions = append(entries, e), append(versions, v)
		}
	}
	return decodeAll(ctx, l, entries, versions, kinds)
}

// decodeAll decodes on all cores; what an older program made is made anew.
func decodeAll(ctx context.Context, l *ledger.Ledger, entries []*ledger.Entry, versions []account.Version, kinds []claim.Kind) ([]*account.Contribution, error) {
	all, errs := make([]*account.Contribution, len(entries)), make([]error, len(entries))
	var group sync.WaitGroup
	cores := runtime.GOMAXPROCS(0)
	for core := range cores {
		group.Go(func() {
			for i := core; i < len(entries); i += cores {
				if all[i], errs[i] = account.Decode(versions[i], entries[i].Extract(), kinds...); errs[i] != nil {
					all[i], errs[i] = contributeAnew(ctx, l, entries[i], versions[i])
				}
			}
		})
	}
	group.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}

// contributeAnew makes a contribution of the stored report and record.
func contributeAnew(ctx context.Context, l *ledger.Ledger, e *ledger.Entry, v account.Version) (*account.Contribution, error) {
	for full, err := range l.Entries(ctx, ledger.Query{Only: []string{e.Identity}, Every: true, Parts: ledger.WithReport | ledger.WithRecord}) {
		if err != nil {
			return nil, err
		}
		if full.Version != e.Version {
			continue
		}
		report, err := full.Report()
		if err != nil {
			return nil, err
		}
		record, err := full.Record()
		if err != nil {
			return nil, err
		}
		return account.Contribute(v, &report, record), nil
	}
	return nil, &failure{code: internal, message: fmt.Sprintf("the ledger lists %s and does not have it: run parley verify", e.Identity)}
}

// openBook opens a case of the ledger as of a time.
func openBook(ctx context.Context, l *ledger.Ledger, id, asOf string, rule claim.TollRule, kinds ...claim.Kind) (*account.Book, error) {
	c, err := l.Case(ctx, id)
	if err != nil {
		return nil, err
	}
	open, err := shelf(ctx, l, c, asOf, kinds...)
	if err != nil {
		return nil, err
	}
	return open(rule), nil
}

// shelf loads a case, to be opened once and shown under one rule or several.
func shelf(ctx context.Context, l *ledger.Ledger, c *claim.Case, asOf string, kinds ...claim.Kind) (open func(claim.TollRule) *account.Book, err error) {
	all, err := contributions(ctx, l, c.ID, asOf, kinds...)
	if err != nil {
		return nil, err
	}
	decisions, err := l.Decisions(ctx, c.ID, 0)
	if err != nil {
		return nil, err
	}
	book := sync.OnceValue(func() *account.Book { return account.Open(c, all, decisions, asOf, "") })
	return func(rule claim.TollRule) *account.Book { return book().Under(rule) }, nil
}

// checkViews makes every view anew and takes it into the verdict and its digest.
func checkViews(ctx context.Context, l *ledger.Ledger, v *ledger.Verdict) error {
	cases, err := l.Cases(ctx)
	if err != nil {
		return err
	}
	known, err := agreements()
	if err != nil {
		return err
	}
	sum := sha256.New()
	sum.Write([]byte(v.Digest))
	for i := range cases {
		open, err := shelf(ctx, l, &cases[i], "")
		if err != nil {
			return err
		}
		for _, rule := range claim.TollRules {
			if err := guarded(func() error { return json.NewEncoder(sum).Encode(underRule(open(rule), known)) }); err != nil {
				v.Clean, v.Wrong = false, v.Wrong+1
				v.Problems = append(v.Problems, fmt.Sprintf("case %s: a view cannot be made by the rule %s: %v", cases[i].ID, rule, err))
			}
		}
	}
	v.Digest = hex.EncodeToString(sum.Sum(nil))
	return nil
}

// underRule makes the views of a book that a rule can change; under the first rule, all, by name.
func underRule(b *account.Book, known account.Agreements) map[string]account.View {
	if b.Rule != claim.TollRules[0] {
		return map[string]account.View{"toll": b.Toll()}
	}
	all := map[string]account.View{}
	for _, v := range views {
		all[v.name] = v.of(b, known)
	}
	return all
}
