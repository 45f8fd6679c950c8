//go:build !unix

package resident

import (
	"errors"
	"io/fs"
)

const checksModes = false

func ownedByUs(fs.FileInfo) bool { return false }

func number(fs.FileInfo) string { return "" }

// lock says that there are no residents on systems without locks of this kind.
func lock(string) (func(), error) {
	return nil, errors.New("resident: this system has none")
}
