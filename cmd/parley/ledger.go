package main

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/parley-desk/parley/ledger"
)

// ledgerVariable names the environment variable that says where the ledger is.
const ledgerVariable = "PARLEY_LEDGER"

// blobsVariable names the one that says in which folder raw documents are kept.
const blobsVariable = "PARLEY_BLOBS"

// viewsVariable names the one that says in which folder views keep what makes them quick.
const viewsVariable = "PARLEY_VIEWS"

// derivedFolder is where views of a ledger keep what makes them quick, within the
// folder that the user names; empty where none is named.
func derivedFolder(dir, address string) string {
	if dir == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(address))
	return filepath.Join(dir, hex.EncodeToString(sum[:])[:16])
}

// ledgerFlag adds --ledger to a command.
func ledgerFlag(cmd *cobra.Command, address *string) {
	cmd.Flags().StringVar(address, "ledger", "", "the ledger: `sqlite:FILE` or postgres://… (or "+ledgerVariable+"; else a file in your data folder)")
}

// ledgerAddress is where the ledger is: by flag, by environment, or in the data
// folder of the user (XDG Base Directory Specification).
func ledgerAddress(flag string) (string, error) {
	if flag != "" {
		return flag, nil
	}
	if said := os.Getenv(ledgerVariable); said != "" {
		return said, nil
	}
	data := os.Getenv("XDG_DATA_HOME")
	if !filepath.IsAbs(data) { // the specification passes over what is not absolute
		home, err := os.UserHomeDir()
		if err != nil {
			return "", usageFault("there is no home folder to keep a ledger in: name one with --ledger sqlite:FILE")
		}
		data = filepath.Join(home, ".local", "share")
	}
	return "sqlite:" + filepath.Join(data, "parley", "ledger.db"), nil
}

// openLedger opens the ledger that a command means.
func openLedger(ctx context.Context, flag string, o ledger.Options) (*ledger.Ledger, error) {
	address, err := ledgerAddress(flag)
	if err != nil {
		return nil, err
	}
	o.Blobs = cmp.Or(o.Blobs, os.Getenv(blobsVariable))
	o.Derived = cmp.Or(o.Derived, derivedFolder(os.Getenv(viewsVariable), address))
	return ledger.Open(ctx, address, o)
}

// withLedger opens the ledger for as long as do needs it.
func withLedger(ctx context.Context, flag string, o ledger.Options, do func(*ledger.Ledger) error) error {
	l, err := openLedger(ctx, flag, o)
	if err != nil {
		return err
	}
	defer func() { _ = l.Close() }() // what was acknowledged does not depend on it
	return do(l)
}
