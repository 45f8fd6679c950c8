package ledger

import "context"

// Beside is the folder in which views of the ledger at an address keep what makes them
// quick, where its options name none: see Derived. Empty: nowhere.
func Beside(address string) string {
	s, err := storeOf(address)
	if err != nil {
		return ""
	}
	return s.derived()
}

// File is the file that the ledger at an address lies in; empty where it lies in none.
func File(address string) string {
	s, _ := storeOf(address)
	if in, ok := s.(*sqliteStore); ok {
		return in.path
	}
	return ""
}

// Birth tells a ledger from others that stood, or will stand, at its address: when its
// tables were made and what was stored in them first.
func (l *Ledger) Birth(ctx context.Context) (birth string, err error) {
	err = l.patiently(ctx, "look", func() error {
		return l.reading().row(ctx, `SELECT (SELECT CAST(tstamp AS TEXT) FROM ledger_form ORDER BY id LIMIT 1) || ' ' ||
			CAST(coalesce((SELECT stored FROM version ORDER BY id LIMIT 1), 0) AS TEXT)`).Scan(&birth)
	})
	return birth, err
}
