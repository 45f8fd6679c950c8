package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/klauspost/compress/zstd"
	"github.com/spf13/cobra"

	"github.com/parley-desk/parley/ledger"
)

// packedArchive is the end of the name of an archive that is packed.
const packedArchive = ".zst"

func newBackupCommand(c console) *cobra.Command {
	var address string
	cmd := &cobra.Command{
		Use:   "backup FILE",
		Short: "Write all that the ledger holds to an archive",
		Long: `Writes an archive of the ledger as it is at this moment, even while others write to it:
JSON Lines, the same from SQLite as from PostgreSQL, for parley restore or for any
program. Where FILE ends in .zst it is packed with zstd; - is standard output.`,
		Example: "  parley backup case-2025-11-08.jsonl.zst\n  parley backup - | wc -l",
		Args:    oneFile("the archive"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return withLedger(cmd.Context(), address, ledgerOptions(ledger.Options{}), func(l *ledger.Ledger) error { return backup(cmd.Context(), c, l, args[0]) })
		},
	}
	ledgerFlag(cmd, &address)
	return cmd
}

// oneFile takes exactly one argument.
func oneFile(what string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) != 1 {
			return usageFault("name one file: %s (- is a stream)", what)
		}
		return nil
	}
}

func backup(ctx context.Context, c console, l *ledger.Ledger, path string) error {
	out, err := newOutput(path, c.out)
	if err != nil {
		return err
	}
	defer out.abandon()
	var to io.Writer = out
	finish := func() error { return nil }
	if strings.HasSuffix(path, packedArchive) {
		packer, err := zstd.NewWriter(out)
		if err != nil {
			return err
		}
		to, finish = packer, packer.Close
	}
	done, err := l.Backup(ctx, to)
	if err != nil {
		return archiveTrouble(path, err)
	}
	if err := finish(); err != nil {
		return outputFault(path, err)
	}
	if err := out.finish(); err != nil {
		return err
	}
	if path != "-" {
		_, err = fmt.Fprintf(c.out, "%s: %s\n", path, archived(done))
	}
	return err
}

// archiveTrouble tells an output that fails from a ledger that does.
func archiveTrouble(path string, err error) error {
	if code := ledger.CodeOf(err); code == ledger.Failed {
		return outputFault(path, err)
	}
	return err
}

func archived(a ledger.Archived) string {
	return fmt.Sprintf("%d records of reports, %d unreadable, %d cases, %d decisions", a.Readings, a.Refused, a.Cases, a.Decisions)
}

func newRestoreCommand(c console) *cobra.Command {
	var address string
	cmd := &cobra.Command{
		Use:   "restore FILE",
		Short: "Fill an empty ledger from an archive",
		Long: `Fills a new ledger from an archive that parley backup wrote, of either store, packed
or not; - is standard input. The ledger has the digest of the one it came from.`,
		Example: "  parley restore case-2025-11-08.jsonl.zst --ledger postgres://parley@db:5432/parley",
		Args:    oneFile("the archive"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return withLedger(cmd.Context(), address, ledgerOptions(ledger.Options{Create: true}), func(l *ledger.Ledger) error { return restore(cmd.Context(), c, l, args[0]) })
		},
	}
	ledgerFlag(cmd, &address)
	return cmd
}

func restore(ctx context.Context, c console, l *ledger.Ledger, path string) error {
	in := io.Reader(c.in)
	if path != "-" {
		file, err := os.Open(path)
		if err != nil {
			return fileFault(path, err)
		}
		defer func() { _ = file.Close() }()
		in = file
	}
	if strings.HasSuffix(path, packedArchive) {
		unpacker, err := zstd.NewReader(in)
		if err != nil {
			return err
		}
		defer unpacker.Close()
		in = unpacker
	}
	done, err := l.Restore(ctx, in)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(c.out, "restored %s\n", archived(done))
	return err
}
