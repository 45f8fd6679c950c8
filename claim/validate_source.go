package claim

import (
	"net/url"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// Bounds of a source: beyond them it is a mistake, not a wish.
const (
	sourceAddressLength = 2000
	sourceEveryMost     = 7 * 24 * 60 // minutes: whoever wants it rarer pauses it
	sourceLimitMost     = 10_000
)

// Validate holds a source against its rules. The error is of type Problems.
func (s *Source) Validate() error {
	v := &validator{}
	v.source(&path{field: "source", index: -1}, s)
	return v.err()
}

// source checks one source.
func (v *validator) source(at *path, s *Source) {
	v.want(isCaseID(s.ID), at.in("id"), "is lower-case letters, digits and hyphens, such as example-wire", s.ID)
	maybeOneOf(v, at.in("kind"), SourceKinds, s.Kind)
	v.want(len(s.Address) <= sourceAddressLength, at.in("address"), "has at most "+strconv.Itoa(sourceAddressLength)+" bytes", s.Address)
	switch u, err := url.Parse(s.Address); {
	case err == nil && u.User != nil && u.Host != "":
		v.want(false, at.in("address"), "carries no user name and password: all who see the source would see them", u.Redacted())
	default:
		v.want(isSourceAddress(s.Address), at.in("address"), "is an http or https address, or a path on this machine", s.Address)
	}
	v.text(at.in("title"), s.Title, false)
	v.text(at.in("outlet"), s.Outlet, false)
	v.text(at.in("links"), s.Links, false)
	_, err := regexp.Compile(s.Links)
	v.want(err == nil, at.in("links"), "is a regular expression (RE2) that addresses of reports match", s.Links)
	v.want(s.Every >= 0 && s.Every <= sourceEveryMost, at.in("every"), "is 0 to "+strconv.Itoa(sourceEveryMost)+" minutes", strconv.Itoa(s.Every))
	v.want(s.Limit >= 0 && s.Limit <= sourceLimitMost, at.in("limit"), "is 0 to "+strconv.Itoa(sourceLimitMost), strconv.Itoa(s.Limit))
}

// sources checks the sources of a case: each id once.
func (v *validator) sources(at *path, list []Source) {
	seen := map[string]bool{}
	listed(v, at, list, func(at *path, s *Source) {
		v.source(at, s)
		v.want(!seen[s.ID], at.in("id"), "stands once among the sources", s.ID)
		seen[s.ID] = true
	})
}

// isSourceAddress tells an address that can be followed: of a server, or a path.
func isSourceAddress(address string) bool {
	if strings.TrimSpace(address) != address || address == "" || strings.ContainsFunc(address, isControl) {
		return false
	}
	u, err := url.Parse(address)
	if err != nil || u.Scheme == "" || filepath.VolumeName(address) != "" {
		return !strings.Contains(address, "://") // a path
	}
	switch u.Scheme {
	case "http", "https":
		return u.Host != "" && u.User == nil
	case "file":
		return u.Path != ""
	}
	return !strings.Contains(address, "://")
}
