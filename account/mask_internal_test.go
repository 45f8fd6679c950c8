package account

import (
	"testing"

	"pgregory.net/rapid"
)

// A text is masked as if it were held against every name, one after another.
func TestMaskingIsThatOfEveryName(t *testing.T) {
	t.Parallel()
	name := rapid.StringOf(rapid.SampledFrom([]rune("aabbÉ -'.\u0301")))
	rapid.Check(t, func(rt *rapid.T) {
		m := MaskOf(rapid.SliceOfN(name, 0, 12).Draw(rt, "names"))
		text := rapid.StringOf(rapid.SampledFrom([]rune("aabbÉ -'.,\u0301"))).Draw(rt, "text")
		want := text
		for _, n := range m.names {
			want = replaceWords(want, n)
		}
		if got := m.Text(text); got != want {
			rt.Errorf("%q without %q: %q, not %q", text, m.names, got, want)
		}
	})
}
