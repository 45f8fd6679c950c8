package ledger

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/parley-desk/parley/claim"
)

// PrivateSources gives the ids of the sources whose reports stay within the
// private layer. A source that was removed, from the ledger or from a case
// file, stays what it was: letting go of it publishes nothing.
func (l *Ledger) PrivateSources(ctx context.Context) (ids []string, err error) {
	err = l.patiently(ctx, "read sources", func() error {
		private := map[string]bool{} // by who names it and id
		if err := l.wordings(ctx, "SELECT body FROM source WHERE body <> '' ORDER BY seq", func(data []byte) error {
			var s claim.Source
			err := json.Unmarshal(data, &s)
			private[" "+s.ID] = s.Private
			return err
		}); err != nil {
			return err
		}
		err := l.wordings(ctx, "SELECT body FROM case_file ORDER BY seq", func(data []byte) error {
			var c claim.Case
			err := json.Unmarshal(data, &c)
			for _, s := range c.Sources {
				private[c.ID+" "+s.ID], private[c.ID+" "+c.ID+"-"+s.ID] = s.Private, s.Private // under either name: see join
			}
			return err
		})
		ids = privateIDs(private)
		return err
	})
	return ids, err
}

// privateIDs lists the ids of those that are private, whoever names them.
func privateIDs(private map[string]bool) []string {
	ids := []string{}
	for name, is := range private {
		if is {
			_, id, _ := strings.Cut(name, " ")
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// wordings reads what was worded, the earliest first.
func (l *Ledger) wordings(ctx context.Context, query string, read func([]byte) error) error {
	return l.reading().each(ctx, func(scan func(...any) error) error {
		var body string
		if err := scan(&body); err != nil {
			return err
		}
		if err := read([]byte(body)); err != nil {
			return fault(Corrupt, err, "ledger: something stored cannot be read: %v", err)
		}
		return nil
	}, query)
}
