package account

import "slices"

// Items gives the claims that tell of the incident, in the order of their reports.
func (in *Incident) Items() []Item {
	all := slices.Clone(in.items)
	slices.SortFunc(all, compareItems)
	return all
}
