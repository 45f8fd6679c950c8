package wire

import (
	"strings"
	"sync"

	"github.com/parley-desk/parley/claim"
)

// Wire looks at sources. It is safe for concurrent use.
type Wire struct {
	*Fetcher
	hubs *hubs

	mu       sync.Mutex
	memories map[string]*memory // by source
}

// New gives a Wire that goes by options.
func New(options Options) *Wire {
	f := NewFetcher(options)
	return &Wire{Fetcher: f, hubs: newHubs(f), memories: map[string]*memory{}}
}

// Local tells whether a source lies on this machine: its address is a path or a file:// address.
func Local(s claim.Source) bool {
	return strings.HasPrefix(s.Address, "file://") || !strings.Contains(s.Address, "://")
}
