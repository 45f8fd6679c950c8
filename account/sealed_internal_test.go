package account

import (
	"bytes"
	"reflect"
	"testing"

	"github.com/parley-desk/parley/claim"
)

// FuzzLanes reads lanes that say anything at all under checksums that are right, and shows what comes of it:
// whoever can write beside a ledger can make Parley say what is not so, as he can in the ledger itself,
// but cannot end it.
func FuzzLanes(f *testing.F) {
	n := 0
	whole := &Contribution{}
	filled(reflect.ValueOf(whole).Elem(), &n)
	whole.Rows = nil
	for _, kind := range claim.Kinds {
		var row Row
		filled(reflect.ValueOf(&row).Elem(), &n)
		row.Kind, row.Body = kind, claim.NewBody(kind)
		filled(reflect.ValueOf(row.Body).Elem(), &n)
		whole.Rows = append(whole.Rows, row)
	}
	lanes := make([][]byte, laneCount())
	for n := range lanes {
		lanes[n] = laneOf(n, []*Contribution{whole})
		f.Add(uint8(n), lanes[n])
	}
	known := &Contribution{Version: Version{Report: "known", Number: 1, Available: "2031-03-04"}, Title: "Shelling near Selby", Published: "2031-03-04"}
	f.Fuzz(func(t *testing.T, lane uint8, data []byte) {
		at := int(lane) % len(lanes)
		mine := append([][]byte{}, lanes...)
		mine[at] = data
		c, err := Decode(Version{Report: "r", Number: 1, Available: "2031-03-05"}, seal(nil, 1, mine))
		if err != nil {
			return
		}
		b := Open(&claim.Case{ID: "case", Parties: []claim.Party{{ID: "AAA"}, {ID: "BBB"}}}, []*Contribution{c, known}, nil, "", "")
		for _, view := range []any{b.Toll(), b.IncidentList(), b.Talks(), b.Truce(), b.Commitments(), b.Positions(), b.Answers(), b.Exposure(), b.Outlook(), b.Calendar(), b.Findings(nil), b.ChangesSince(b, nil)} {
			if err := WriteJSON(&bytes.Buffer{}, view); err != nil {
				t.Logf("%T: %v", view, err)
			}
		}
	})
}
