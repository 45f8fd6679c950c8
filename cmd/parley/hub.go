package main

import (
	"context"
	"io"
	"log"
	"net"
	"net/http"
	"net/url"

	"github.com/spf13/cobra"
)

// hubFlags say where hubs reach parley watch, for sources that announce what is new (WebSub).
type hubFlags struct{ callback, listen string }

func (h *hubFlags) add(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&h.callback, "hub-callback", "", "public `address` at which hubs reach --hub-listen, such as https://desk.example/hub; with both, WebSub is used where a source offers it")
	f.StringVar(&h.listen, "hub-listen", "", "answer hubs at this `HOST:PORT`")
}

// open checks the flags and takes the address; nil where hubs are not asked for.
func (h *hubFlags) open() (net.Listener, error) {
	if h.callback == "" && h.listen == "" {
		return nil, nil
	}
	if h.callback == "" || h.listen == "" {
		return nil, usageFault("--hub-callback and --hub-listen go together: the public address, and where this program answers it")
	}
	if u, err := url.Parse(h.callback); err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil, usageFault("--hub-callback %q is no address: write it as https://HOST/PATH", h.callback)
	}
	listener, err := net.Listen("tcp", h.listen)
	if err != nil {
		return nil, usageFault("nothing can be served at --hub-listen %s: %v; choose another, or port 0 for a free one", h.listen, err)
	}
	return listener, nil
}

// serveHubs answers hubs until the function that it gives is called; listener may be nil.
func serveHubs(ctx context.Context, listener net.Listener, callback http.Handler) (stop func()) {
	if listener == nil {
		return func() {}
	}
	server := &http.Server{Handler: callback, ReadHeaderTimeout: headTimeout, ReadTimeout: idleTimeout, IdleTimeout: idleTimeout, MaxHeaderBytes: 64 << 10,
		ErrorLog: log.New(io.Discard, "", 0), BaseContext: func(net.Listener) context.Context { return context.WithoutCancel(ctx) }}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_ = server.Serve(listener) // it ends when it is closed
	}()
	return func() {
		_ = server.Close()
		<-ended
	}
}
