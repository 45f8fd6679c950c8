package main

import (
	"cmp"
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/reader"
)

func newVersionCommand(c console) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the versions of the program, its reader and the record",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintf(c.out, "parley %s\nreader %s %s (%s)\nrecord %d\n%s %s/%s\n",
				cmp.Or(version, built(), "unknown"), reader.Name, reader.Version, reader.Engine, claim.Version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return err
		},
	}
}

// built is the version that the Go tool has written into the program.
func built() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	return info.Main.Version
}
