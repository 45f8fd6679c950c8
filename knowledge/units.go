package knowledge

import (
	"slices"
	"strings"
)

// Unit is a unit of measure by its UCUM code.
type Unit struct {
	Code  string   `json:"code"`
	Names []string `json:"names"` // in the singular
	Signs []string `json:"signs,omitempty"`
	Kind  string   `json:"measures"` // what is measured: length, mass, …
}

var unitKinds = []string{"share", "length", "area", "volume", "mass", "duration", "power", "energy", "frequency", "speed", "temperature", "angle", "voltage"}

// loadUnits reads the units of measure.
func (b *Base) loadUnits(t *tables) error {
	rows, err := t.rows("units.tsv", "code", "names", "signs", "kind")
	if err != nil {
		return err
	}
	for _, r := range rows {
		u := Unit{Code: r.get("code"), Names: r.list("names"), Signs: r.list("signs"), Kind: r.get("kind")}
		if !slices.Contains(unitKinds, u.Kind) {
			return r.fail("kind must be one of %v, is %q", unitKinds, u.Kind)
		}
		if slices.ContainsFunc(b.units, func(o Unit) bool { return o.Code == u.Code }) {
			return r.fail("the unit %s stands twice", u.Code)
		}
		b.units = append(b.units, u)
	}
	return nil
}

// Units gives the units that a code, sign or name in the singular or plural means.
func (b *Base) Units(name string) []Unit {
	var found []Unit
	for _, u := range b.units {
		if name == u.Code || slices.Contains(u.Signs, name) || calls(u.Names, name) {
			found = append(found, u)
		}
	}
	return found
}

// Currencies gives the currencies that a code, sign or name in the singular or plural means.
func (b *Base) Currencies(name string) []Currency {
	var found []Currency
	for _, c := range b.currencies {
		if name == c.Code || slices.Contains(c.Signs, name) || calls(c.Names, name) {
			found = append(found, c)
		}
	}
	return found
}

// calls tells whether a name is one of names, or the plural of one.
func calls(names []string, name string) bool {
	return slices.ContainsFunc(names, func(n string) bool {
		return strings.EqualFold(n, name) || strings.EqualFold(n+"s", name) || strings.EqualFold(n, strings.TrimSuffix(name, "es"))
	})
}
