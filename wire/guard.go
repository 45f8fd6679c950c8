package wire

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"syscall"
)

// special are the IPv4 networks of private or special use (IANA's registry,
// RFC 6890), among them those where clouds keep their metadata.
var special = prefixes(
	"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
	"192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24",
	"203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
	"168.63.129.16/32", // Azure's wire server, a public address by number only
)

// global is what IPv6 has of public addresses, and special6 what is not public within:
// Teredo and other protocol assignments, documentation, 6to4. What embeds an
// IPv4 address elsewhere (v4-mapped, NAT64) lies outside of global.
var (
	global   = netip.MustParsePrefix("2000::/3")
	special6 = prefixes("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")
	nat64    = netip.MustParsePrefix("64:ff9b::/96")
)

func prefixes(all ...string) []netip.Prefix {
	out := make([]netip.Prefix, len(all))
	for i, s := range all {
		out[i] = netip.MustParsePrefix(s)
	}
	return out
}

// guard keeps connections away from machines that the public network does not reach.
type guard struct {
	allow    []netip.Prefix
	resolver *net.Resolver
}

// errPrivate is an address that the guard turned down.
type errPrivate struct{ addr netip.Addr }

func (e errPrivate) Error() string {
	return e.addr.String() + " is an address of private or special use"
}

// check gives an error for an address that is not public and lies in no network
// that the user listed.
func (g guard) check(addr netip.Addr) error {
	if listed(g.allow, addr) {
		if nat64.Contains(addr) { // the translator is listed, not yet whom it leads to
			raw := addr.As16()
			return g.check(netip.AddrFrom4([4]byte(raw[12:])))
		}
		return nil
	}
	if !public(addr) {
		return errPrivate{addr}
	}
	return nil
}

func public(addr netip.Addr) bool {
	switch {
	case !addr.IsValid() || addr.Zone() != "" || addr.Is4In6():
		return false
	case addr.Is4():
		return !listed(special, addr)
	}
	return global.Contains(addr) && !listed(special6, addr)
}

func listed(in []netip.Prefix, addr netip.Addr) bool {
	for _, p := range in {
		if p.Contains(addr) {
			return true
		}
	}
	return false
}

// control is for net.Dialer: it sees each address after the name was resolved
// and before a packet is sent, so that a name whose answer changes gains nothing.
func (g guard) control(network, address string, _ syscall.RawConn) error {
	if network != "tcp4" && network != "tcp6" {
		return errors.New(network + " is not TCP")
	}
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return err
	}
	return g.check(at.Addr())
}

// names checks a host that somebody else will connect to on our behalf, a proxy:
// all that its name leads to has to be public.
func (g guard) names(ctx context.Context, host string) error {
	if addr, err := netip.ParseAddr(host); err == nil {
		return g.check(addr)
	}
	resolver := g.resolver
	if resolver == nil {
		resolver = net.DefaultResolver
	}
	addrs, err := resolver.LookupNetIP(ctx, "ip", host)
	if err != nil {
		return err
	}
	for _, addr := range addrs {
		if err := g.check(addr.Unmap()); err != nil {
			return err
		}
	}
	return nil
}
