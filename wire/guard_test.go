package wire

import (
	"net/netip"
	"testing"
)

func TestGuardKnowsWhatIsPublic(t *testing.T) {
	t.Parallel()
	public := []string{"8.8.8.8", "93.184.215.14", "2606:4700::1111", "2a00:1450:4001::1"}
	private := []string{
		"0.0.0.0", "10.1.2.3", "100.64.0.1", "100.100.100.200", "127.0.0.1", "169.254.169.254", "172.16.0.1", "172.31.255.255",
		"192.0.0.192", "192.168.1.1", "192.88.99.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "168.63.129.16",
		"::", "::1", "::127.0.0.1", "::ffff:10.0.0.1", "::ffff:8.8.8.8", "64:ff9b::a00:1", "64:ff9b::808:808", "64:ff9b:1::1",
		"2002:a00:1::1", "2001:0:4136:e378::1", "2001:db8::1", "fe80::1", "fe80::1%eth0", "fec0::1", "fc00::1", "fd00:ec2::254", "ff02::1", "3fff::1", "5f00::1",
	}
	var g guard
	for _, s := range public {
		if err := g.check(netip.MustParseAddr(s)); err != nil {
			t.Errorf("%s is turned down: %v", s, err)
		}
	}
	for _, s := range private {
		if g.check(netip.MustParseAddr(s)) == nil {
			t.Errorf("%s is let through", s)
		}
	}
}

func TestGuardLetsThroughWhatIsListed(t *testing.T) {
	t.Parallel()
	g := guard{allow: prefixes("10.1.0.0/16", "64:ff9b::/96")}
	for s, want := range map[string]bool{
		"10.1.2.3": true, "10.2.0.1": false, "127.0.0.1": false,
		"64:ff9b::808:808": true, "64:ff9b::a01:203": true, "64:ff9b::7f00:1": false, // the translator, then whom it leads to
	} {
		if got := g.check(netip.MustParseAddr(s)) == nil; got != want {
			t.Errorf("%s: let through %v, want %v", s, got, want)
		}
	}
}
