package resident

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
)

// mostPath is how long the name of a socket may be: the least of what systems take.
const mostPath = 100

// socketName is the name of a socket in a folder of what it is about.
const socketName = "resident.sock"

// SocketFor gives where the socket of something lies: in its folder, if it has one
// and the name is short enough; else in the user's folder for such things (XDG Base
// Directory Specification), else in a folder of the user's own among temporary ones,
// under a name that is a hash of what it is about.
func SocketFor(folder, about string) string {
	if folder != "" {
		if path, err := filepath.Abs(filepath.Join(folder, socketName)); err == nil && len(path)+len(".lock") <= mostPath {
			return path
		}
	}
	runtime := os.Getenv("XDG_RUNTIME_DIR")
	if !filepath.IsAbs(runtime) || len(runtime) > mostPath/2 {
		runtime = os.TempDir()
	}
	sum := sha256.Sum256([]byte(about))
	return filepath.Join(runtime, fmt.Sprintf("parley-%d", os.Getuid()), hex.EncodeToString(sum[:])[:16]+".sock")
}

// guard makes the folder of a socket, for its owner alone.
func guard(path string) error {
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	return guarded(path)
}

// guarded tells whether the folder of a socket is its owner's alone: then so is what
// lies in it. The error is one of the folder.
func guarded(path string) error {
	dir := filepath.Dir(path)
	info, err := os.Lstat(dir)
	switch {
	case err != nil:
		return err
	case !info.IsDir():
		return fmt.Errorf("resident: %s is no folder", dir)
	case !ownedByUs(info):
		return fmt.Errorf("resident: the folder %s is another user's", dir)
	case info.Mode().Perm()&0o077 != 0 && checksModes:
		return fmt.Errorf("resident: the folder %s is open to others: chmod 700 it", dir)
	}
	return nil
}

// Same tells files apart: two of the same words are one file, unchanged in place. Of a
// file that is not there the words are empty.
func Same(path string) string {
	info, err := os.Stat(path)
	if err != nil {
		return ""
	}
	return number(info)
}

// Program tells the running program apart from every other build of it.
func Program() string {
	path, err := os.Executable()
	if err != nil {
		return ""
	}
	info, err := os.Stat(running(path))
	if err != nil {
		return ""
	}
	return fmt.Sprintf("%s %d %d", number(info), info.Size(), info.ModTime().UnixNano())
}
