package claim

import "strings"

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
