package ledger

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/parley-desk/parley/claim"
)

// Followed is a source and which case names it.
type Followed struct {
	claim.Source
	Case string `json:"case,omitempty"` // empty: of every case
}

// SetSource keeps a source, a new one or a new wording of one. The same wording
// again changes nothing.
func (l *Ledger) SetSource(ctx context.Context, s claim.Source) error {
	if err := s.Validate(); err != nil {
		return err
	}
	body, err := json.Marshal(s)
	if err != nil {
		return err
	}
	return l.wordSource(ctx, s.ID, string(body))
}

// RemoveSource lets go of a source; what came of it stays. The error's code is
// Missing where there is none of that id, or where a case names it.
func (l *Ledger) RemoveSource(ctx context.Context, id string) error {
	all, err := l.Followed(ctx)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(all, func(s Followed) bool { return s.ID == id })
	switch {
	case at < 0:
		return fault(Missing, nil, "there is no source %q: parley source list shows those there are", id)
	case all[at].Case != "":
		return fault(Missing, nil, "the source %q is named by the case %s: take it out there with parley case edit %s", id, all[at].Case, all[at].Case)
	}
	return l.wordSource(ctx, id, "")
}

// wordSource keeps a wording of a source, an empty one where it is removed.
func (l *Ledger) wordSource(ctx context.Context, id, body string) error {
	stamp := l.stamp()
	return l.change(ctx, "keep a source", func(c conn, take func(int) (int64, error)) error {
		seq, err := take(1)
		if err != nil {
			return err
		}
		was, err := sourcesInForce(ctx, c)
		if err != nil || was[id] == body {
			return err
		}
		return c.exec(ctx, "INSERT INTO source (seq, name, body, stored) VALUES (?, ?, ?, ?)", seq, id, body, stamp)
	})
}

// sourcesInForce gives the latest wording of each source that is not removed, by id.
func sourcesInForce(ctx context.Context, c conn) (map[string]string, error) {
	all := map[string]string{}
	err := c.each(ctx, func(scan func(...any) error) error {
		var id, body string
		err := scan(&id, &body)
		if body != "" {
			all[id] = body
		}
		return err
	}, "SELECT name, body FROM source s WHERE seq = (SELECT max(seq) FROM source t WHERE t.name = s.name)")
	return all, err
}

// Followed gives all sources in order of their ids: those of the ledger, then
// those that cases name. Where two cases mean two sources by one id, the second
// is called by its case and id.
func (l *Ledger) Followed(ctx context.Context) ([]Followed, error) {
	all := map[string]Followed{}
	err := l.patiently(ctx, "read sources", func() error {
		clear(all)
		found, err := sourcesInForce(ctx, l.reading())
		if err != nil {
			return err
		}
		for id, body := range found {
			var s claim.Source
			if err := json.Unmarshal([]byte(body), &s); err != nil {
				return fault(Corrupt, err, "ledger: something stored cannot be read: %v", err)
			}
			all[id] = Followed{s, ""}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	cases, err := l.Cases(ctx)
	if err != nil {
		return nil, err
	}
	for i := range cases {
		for _, s := range cases[i].Sources {
			join(all, Followed{s, cases[i].ID})
		}
	}
	return slices.SortedFunc(maps.Values(all), func(a, b Followed) int { return strings.Compare(a.ID, b.ID) }), nil
}

// join adds a source that a case names.
func join(all map[string]Followed, s Followed) {
	there, taken := all[s.ID]
	if taken && there.Address == s.Address {
		return // one place, whoever names it
	}
	if taken {
		s.ID = s.Case + "-" + s.ID
	}
	all[s.ID] = s
}

// Sources gives the sources that are followed: all of them, or those of a case
// and those of every case.
func (l *Ledger) Sources(ctx context.Context, id string) ([]claim.Source, error) {
	all, err := l.Followed(ctx)
	if err != nil {
		return nil, err
	}
	list := make([]claim.Source, 0, len(all))
	for _, s := range all {
		if id == "" || s.Case == "" || s.Case == id {
			list = append(list, s.Source)
		}
	}
	return list, nil
}
