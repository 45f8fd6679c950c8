package claim

import (
	"slices"
	"strings"
)

// Identity tells reports apart: a report's address without its fragment, else
// its outlet and id. Two texts of one identity are two versions of one report;
// one text under two identities is two reports, of one origin.
func (r *Report) Identity() string {
	address, _, _ := strings.Cut(strings.TrimSpace(r.URL), "#")
	switch {
	case address != "":
		return address
	case r.Outlet != "":
		return r.Outlet + ": " + r.ID
	}
	return r.ID
}

// tracking are the fields of an address that say how a reader came, not what he
// reads: whole names, or what they begin with where it ends in an underscore.
var tracking = []string{"utm_", "at_", "mc_", "fbclid", "gclid", "msclkid", "igshid", "cmpid", "ocid", "ref_src", "smid", "traffic_source"}

// Untracked is the query of an address, as it stands behind the question mark,
// without the fields that say how a reader came.
func Untracked(query string) string {
	var kept []string
	for field := range strings.SplitSeq(query, "&") {
		if !tracks(field) {
			kept = append(kept, field)
		}
	}
	return strings.Join(kept, "&")
}

func tracks(field string) bool {
	name, _, _ := strings.Cut(strings.ToLower(field), "=")
	return slices.ContainsFunc(tracking, func(t string) bool {
		return name == t || strings.HasSuffix(t, "_") && strings.HasPrefix(name, t)
	})
}
