package account_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"pgregory.net/rapid"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/claim"
)

// asJSON is what encoding/json makes of a value.
func asJSON(t testing.TB, v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// Views are written as encoding/json writes them, byte for byte.
func TestViewsAreWrittenAsEncodingJSONDoes(t *testing.T) {
	t.Parallel()
	b := account.Open(valleys(), aCase(t), nil, "", "")
	for _, view := range []any{b.Toll(), b.IncidentList(), b.Talks(), b.Truce(), b.Commitments(), b.Positions(), b.Answers(), b.Exposure(), b.Outlook(), b.Calendar(), b.Findings(nil), b.Background(), []any(nil)} {
		var b bytes.Buffer
		if err := account.WriteJSON(&b, view); err != nil {
			t.Fatal(err)
		}
		if want := asJSON(t, view); b.String() != want {
			t.Errorf("%T:\n%s\nnot\n%s", view, b.String(), want)
		}
	}
}

// Whatever a report holds is written so too.
func TestValuesAreWrittenAsEncodingJSONDoes(t *testing.T) {
	t.Parallel()
	type inner struct {
		Words string  `json:"words"`
		Share float64 `json:"share,omitempty"`
		Nth   int     `json:",omitempty"`
		Left  string  `json:"-"`
		All   []inner `json:"all"`
		Cites *account.Cites
		Span  claim.Span     `json:"span"`
		Byte  []byte         `json:"byte"`
		Any   any            `json:"any"`
		Map   map[string]int `json:"map,omitempty"`
		Yes   *bool          `json:"yes"`
	}
	rapid.Check(t, func(rt *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"<&>", "a\u2028b", "\xff", "é", "\"\\\n", ""}))
		cites := account.Cited(account.Cite{Report: text.Draw(rt, "report"), Version: rapid.IntRange(-1, 2).Draw(rt, "version"), Words: text.Draw(rt, "cited"), In: text.Draw(rt, "in"), Day: text.Draw(rt, "day")})
		v := inner{Words: text.Draw(rt, "words"), Share: rapid.Float64().Draw(rt, "share"), Nth: rapid.Int().Draw(rt, "n"), Cites: &cites, Span: claim.Span{Start: 3, End: 4}, Byte: []byte(text.Draw(rt, "bytes"))}
		whole := inner{All: []inner{v, {}}, Any: v, Map: map[string]int{"b": 1, "a": 2}}
		var b bytes.Buffer
		if err := account.WriteJSON(&b, &whole); err != nil {
			rt.Fatal(err)
		}
		if want := asJSON(t, &whole); b.String() != want {
			rt.Errorf("%s\nnot\n%s", b.String(), want)
		}
	})
}
