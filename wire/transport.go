package wire

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"syscall"
	"time"
)

// newTransport makes connections that pass the guard, and no others.
func (f *Fetcher) newTransport() *http.Transport {
	t := &http.Transport{
		DialContext:            f.dial,
		TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: f.Roots},
		TLSHandshakeTimeout:    f.Limits.Connect,
		ResponseHeaderTimeout:  f.Limits.FirstByte,
		MaxResponseHeaderBytes: f.Limits.Header,
		DisableCompression:     true, // package unpack does it, within bounds
		ForceAttemptHTTP2:      true,
		MaxIdleConns:           64,
		MaxIdleConnsPerHost:    2,
		IdleConnTimeout:        30 * time.Second,
	}
	if f.Proxy != nil {
		t.Proxy = http.ProxyURL(f.Proxy)
	}
	return t
}

// dial connects. With a proxy every connection is to the proxy, which its user
// listed by naming it, and the guard looks at the names asked for (see ask).
func (f *Fetcher) dial(ctx context.Context, network, address string) (net.Conn, error) {
	control := f.control
	if f.Proxy != nil {
		control = f.record
	}
	d := net.Dialer{Timeout: f.Limits.Connect, KeepAlive: 30 * time.Second, Resolver: f.Resolver, Control: control}
	return d.DialContext(ctx, network, address)
}

// control is the guard, then what the options add.
func (f *Fetcher) control(network, address string, c syscall.RawConn) error {
	if err := f.guard.control(network, address, c); err != nil {
		return err
	}
	return f.record(network, address, c)
}

func (f *Fetcher) record(network, address string, c syscall.RawConn) error {
	if f.Control == nil {
		return nil
	}
	return f.Control(network, address, c)
}
