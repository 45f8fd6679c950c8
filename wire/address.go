package wire

import (
	"errors"
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/idna"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/wire/address"
)

// secrets are the parts of names of query fields that hold what nobody else should read.
var secrets = []string{"token", "key", "secret", "passw", "auth", "sig", "session"}

// parseAddress reads an http or https address and brings it into one form:
// lower-case host in ASCII, no fragment, no default port, no tracking fields.
func parseAddress(from string) (*url.URL, error) {
	shown := Shown(from)
	if len(from) > address.Max {
		return nil, tooLong(len(from), shown)
	}
	u, err := url.Parse(strings.TrimSpace(from))
	if err != nil {
		return nil, fault(BadAddress, nil, "%s is no address that can be read: check it for spaces and missing parts", shown)
	}
	u.Scheme = strings.ToLower(u.Scheme)
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return nil, fault(BadAddress, nil, "%s is not fetched: only http:// and https:// addresses are", shown)
	case u.Hostname() == "":
		return nil, fault(BadAddress, nil, "%s names no host: write it as https://host/path", shown)
	}
	if u.Host, err = asciiHost(u); err != nil || u.Hostname() == "" {
		return nil, fault(BadAddress, err, "%s has a host name that cannot exist: check its spelling", shown)
	}
	u.Fragment, u.RawFragment, u.Opaque = "", "", ""
	u.RawQuery = claim.Untracked(u.RawQuery)
	if u.Path == "" {
		u.Path = "/"
	}
	if escaped := len(u.String()); escaped > address.Max { // three bytes for one, as it is asked for
		return nil, tooLong(escaped, shown)
	}
	return u, nil
}

func tooLong(length int, shown string) *Fault {
	return fault(BadAddress, nil, "an address of %d characters is not followed: %.60s…", length, shown)
}

// asciiHost is the host as it is asked for: punycode, lower case, no port that the scheme implies.
func asciiHost(u *url.URL) (string, error) {
	host, port := u.Hostname(), u.Port()
	if _, err := netip.ParseAddr(host); err != nil {
		if host, err = asciiName(host); err != nil {
			return "", err
		}
	} else if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	if port == "" || u.Scheme == "http" && port == "80" || u.Scheme == "https" && port == "443" {
		return strings.ToLower(host), nil
	}
	return strings.ToLower(host) + ":" + port, nil
}

// asciiName is a host name in ASCII. A name that is another one when it is read again is none.
func asciiName(name string) (string, error) {
	once, err := idna.Lookup.ToASCII(strings.TrimSuffix(name, "."))
	if err != nil {
		return "", err
	}
	if twice, err := idna.Lookup.ToASCII(once); err != nil || twice != once || slices.Contains(strings.Split(once, "."), "") {
		return "", errors.New("no host name")
	}
	return once, nil
}

// Shown is an address as messages and logs may show it: without user name and
// password, and with the values of query fields that look like secrets masked.
func Shown(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		if scheme, rest, ok := strings.Cut(address, "://"); ok { // what stands before an @ may be a password
			return clip(scheme + "://" + rest[strings.LastIndexByte(rest, '@')+1:])
		}
		return clip(address)
	}
	u.User = nil
	fields := strings.Split(u.RawQuery, "&")
	for i, field := range fields {
		name, _, has := strings.Cut(field, "=")
		if has && secret(name) {
			fields[i] = name + "=…"
		}
	}
	u.RawQuery = strings.Join(fields, "&")
	if u.Host == "" && u.Scheme == "" {
		return clip(u.Path)
	}
	return clip(u.String())
}

func secret(name string) bool {
	name = strings.ToLower(name)
	for _, s := range secrets {
		if strings.Contains(name, s) {
			return true
		}
	}
	return false
}

// clip keeps a message to a line that can be read.
func clip(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return -1
		}
		return r
	}, s)
	if len(s) > 200 {
		s = strings.ToValidUTF8(s[:200], "") + "…"
	}
	return s
}
