package desk

import "github.com/parley-desk/parley/claim"

// casePage is the case as its file words it: what an analyst set up before any report.
type casePage struct {
	*claim.Case
	Looks []side
}

// AlsoCalled are the names of the actors and countries that stand for a party too.
func (v *visit) AlsoCalled(ids []string) []string {
	var names []string
	for _, id := range ids {
		names = append(names, v.CountryName(id))
	}
	return names
}

// CountryName is the name of a country, or of an actor; what has none is called by its
// id. A country is no party: the name of the party that stands for it in the case is not given.
func (v *visit) CountryName(id string) string {
	if base := v.desk.tables(); base != nil {
		if name := otherThan(id, base.CountryName(id)); name != "" {
			return name
		}
	}
	return v.called(id)
}

func showCase(v *visit) (any, error) { return &casePage{v.Case, v.Parties()}, nil }
