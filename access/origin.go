package access

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// origin is where a request comes from and whether it came by TLS. Only what a
// trusted proxy says of it is believed.
func (g *Gate) origin(r *http.Request) (address string, secure bool) {
	peer := addressOf(r.RemoteAddr)
	secure = r.TLS != nil
	if !g.trusts(peer) {
		return shown(peer, r.RemoteAddr), secure
	}
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0; i-- { // the last was written by the nearest proxy; the first by anybody
		hop := addressOf(strings.TrimSpace(hops[i]))
		if !hop.IsValid() {
			break
		}
		if peer = hop; !g.trusts(hop) {
			break
		}
	}
	return shown(peer, r.RemoteAddr), secure || r.Header.Get("X-Forwarded-Proto") == "https"
}

func (g *Gate) trusts(a netip.Addr) bool {
	for _, p := range g.options.Proxies {
		if a.IsValid() && p.Contains(a) {
			return true
		}
	}
	return false
}

// addressOf reads an address with or without a port.
func addressOf(s string) netip.Addr {
	if host, _, err := net.SplitHostPort(s); err == nil {
		s = host
	}
	a, err := netip.ParseAddr(strings.Trim(s, "[]"))
	if err != nil {
		return netip.Addr{}
	}
	return a.Unmap().WithZone("")
}

func shown(a netip.Addr, otherwise string) string {
	if a.IsValid() {
		return a.String()
	}
	return otherwise
}

// isLoopbackHost tells whether a Host header names this machine. Any other
// name at a loopback socket is a page elsewhere whose name was made to lead
// here (DNS rebinding).
func isLoopbackHost(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	return strings.EqualFold(strings.TrimSuffix(host, "."), "localhost") || addressOf(host).IsLoopback()
}

// Loopback tells whether an address to listen at, HOST:PORT, can be reached
// from this machine only.
func Loopback(address string) bool {
	host, _, err := net.SplitHostPort(address)
	return err == nil && isLoopbackHost(host)
}

// ProxiesOf reads addresses and networks of trusted proxies: 10.0.0.1 or 10.0.0.0/8.
func ProxiesOf(names []string) ([]netip.Prefix, error) {
	var all []netip.Prefix
	for _, n := range names {
		p, err := netip.ParsePrefix(n)
		if a, bare := netip.ParseAddr(n); err != nil && bare == nil {
			p, err = netip.PrefixFrom(a.Unmap(), a.Unmap().BitLen()), nil
		}
		if err != nil {
			return nil, fault(BadOptions, err, "%q is no address of a proxy: write 10.0.0.1 or 10.0.0.0/8", n)
		}
		all = append(all, p)
	}
	return all, nil
}
