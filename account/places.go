package account

import "github.com/parley-desk/parley/claim"

// within tells whether a spot is a place of the case or one of those in it.
func (b *Book) within(s Spot, p *claim.CasePlace) bool {
	if p.Country != "" && s.Country != "" && p.Country != s.Country {
		return false
	}
	name := folded(s.Name)
	if name == folded(p.Name) {
		return true
	}
	for _, also := range p.Also {
		if name == folded(also) {
			return true
		}
	}
	return false
}
