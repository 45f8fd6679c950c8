package article

import (
	"net/url"

	"golang.org/x/net/publicsuffix"

	"github.com/parley-desk/parley/claim"
)

// address is a report's address: the one that its page calls its own where the
// page may speak for it, else the one it was fetched from. A page of another
// site may not, lest it pass for a new version of what somebody else published.
func address(canonical, fetched string) string {
	if canonical != "" && (fetched == "" || sameSite(canonical, fetched)) {
		return canonical
	}
	return withoutTracking(fetched)
}

// sameSite tells whether two addresses belong to one registered domain (the public suffix list).
func sameSite(a, b string) bool {
	one, two := host(a), host(b)
	if one == "" || two == "" {
		return false
	}
	if one == two {
		return true
	}
	siteA, errA := publicsuffix.EffectiveTLDPlusOne(one)
	siteB, errB := publicsuffix.EffectiveTLDPlusOne(two)
	return errA == nil && errB == nil && siteA == siteB
}

// withoutTracking is an address without what says how a reader came, and without its fragment.
func withoutTracking(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return address
	}
	u.Fragment, u.RawFragment = "", ""
	u.RawQuery = claim.Untracked(u.RawQuery)
	return u.String()
}
