package knowledge

import "strings"

// Currency is a currency by its ISO 4217 code.
type Currency struct {
	Code      string   `json:"code"`
	Names     []string `json:"names"` // in the singular
	Signs     []string `json:"signs,omitempty"`
	Countries []string `json:"countries,omitempty"` // ISO 3166-1 alpha-3
}

// loadCurrencies reads the currencies.
func (b *Base) loadCurrencies(t *tables) error {
	rows, err := t.rows("currencies.tsv", "code", "names", "signs", "countries")
	if err != nil {
		return err
	}
	for _, r := range rows {
		c := Currency{Code: r.get("code"), Names: r.list("names"), Signs: r.list("signs"), Countries: r.list("countries")}
		if len(c.Code) != 3 || strings.ToUpper(c.Code) != c.Code {
			return r.fail("code must be one of ISO 4217")
		}
		for _, iso := range c.Countries {
			if _, ok := b.isos[iso]; !ok {
				return r.fail("countries must be ISO 3166-1 alpha-3 codes of states.tsv, has %q", iso)
			}
		}
		b.currencies = append(b.currencies, c)
	}
	return nil
}
