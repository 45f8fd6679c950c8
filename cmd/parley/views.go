package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"sync"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/casebook"
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/ledger"
)

// ledgerOptions adds to the options of a ledger what the views need of it.
func ledgerOptions(o ledger.Options) ledger.Options { return casebook.Options(o) }

// agreements loads what is known of agreements once, when a view asks for it.
var agreements = casebook.Known

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
		stock, err := casebook.Of(ctx, l, &cases[i], "")
		if err != nil {
			return err
		}
		book := sync.OnceValue(func() *account.Book { return stock.Book("", "") }) // within guarded: opening is what may fail
		for _, rule := range claim.TollRules {
			if err := guarded(func() error { return json.NewEncoder(sum).Encode(underRule(book().Under(rule), known)) }); err != nil {
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
