package postgrestest

import "sync"

// once is a server that is started when it is first needed.
type once struct {
	mu     sync.Mutex
	server *Server
	err    error
}

var shared once

func (o *once) get() (*Server, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.server == nil && o.err == nil {
		o.server, o.err = newServer()
	}
	return o.server, o.err
}

func (o *once) stop() {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.server != nil {
		o.server.remove()
	}
}
