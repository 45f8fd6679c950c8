package article

import (
	"net/url"
	"strings"

	"golang.org/x/net/publicsuffix"
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

// tracking are the parameters that say how a reader came, not what he reads.
var tracking = []string{"utm_", "at_", "mc_", "fbclid", "gclid", "msclkid", "igshid", "cmpid", "ocid", "ref_src", "smid", "traffic_source"}

// withoutTracking is an address without such parameters and without its fragment.
func withoutTracking(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return address
	}
	u.Fragment, u.RawFragment = "", ""
	if u.RawQuery == "" {
		return u.String()
	}
	kept := []string{}
	for pair := range strings.SplitSeq(u.RawQuery, "&") {
		if !tracks(pair) {
			kept = append(kept, pair)
		}
	}
	u.RawQuery = strings.Join(kept, "&")
	return u.String()
}

func tracks(pair string) bool {
	name, _, _ := strings.Cut(strings.ToLower(pair), "=")
	for _, t := range tracking {
		if name == t || strings.HasSuffix(t, "_") && strings.HasPrefix(name, t) {
			return true
		}
	}
	return false
}
