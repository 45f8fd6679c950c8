package resident

import (
	"net"
	"os"
	"syscall"
)

// running is the file of the running program, also where another has its name by now.
func running(string) string { return "/proc/self/exe" }

// ofUs tells whether the other side of a connection is a process of this user.
func ofUs(c net.Conn) bool {
	u, ok := c.(*net.UnixConn)
	if !ok {
		return false
	}
	raw, err := u.SyscallConn()
	if err != nil {
		return false
	}
	ours := false
	err = raw.Control(func(fd uintptr) {
		peer, err := syscall.GetsockoptUcred(int(fd), syscall.SOL_SOCKET, syscall.SO_PEERCRED)
		ours = err == nil && int(peer.Uid) == os.Getuid()
	})
	return ours && err == nil
}
