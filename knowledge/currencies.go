package knowledge

import "slices"

// Currency is a currency by its ISO 4217 code.
type Currency struct {
	Code      string
	Names     []string // in the singular
	Signs     []string
	Countries []string // ISO 3166-1 alpha-3
}

// loadCurrencies reads the currencies.
func (b *Base) loadCurrencies(t *tables) error {
	rows, err := t.rows("currencies.tsv", "code", "names", "signs", "countries")
	if err != nil {
		return err
	}
	for _, r := range rows {
		c := Currency{Code: r.get("code"), Names: r.list("names"), Signs: r.list("signs"), Countries: r.list("countries")}
		if len(c.Code) != 3 {
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

// Currencies lists all currencies, in the order of the file: for a reader's own index.
func (b *Base) Currencies() []Currency { return slices.Clone(b.currencies) }
