package account

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
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

// JSON is masked as if each of its strings were held against every name.
func TestMaskingJSONIsThatOfItsStrings(t *testing.T) {
	t.Parallel()
	letters := []rune("aabbÉ -'.“\"\\\u0301")
	name := rapid.StringOf(rapid.SampledFrom(letters))
	rapid.Check(t, func(rt *rapid.T) {
		m := MaskOf(rapid.SliceOfN(name, 0, 6).Draw(rt, "names"))
		text := rapid.OneOf(rapid.StringOf(rapid.SampledFrom(letters)), rapid.SampledFrom([]string{"person:a", "person:b-a", "person:aab"}))
		texts := rapid.SliceOfN(text, 0, 4).Draw(rt, "texts")
		want := make([]string, len(texts))
		for i, s := range texts {
			if want[i] = s; m.Empty() {
				continue
			}
			if j := m.ofJSON(); j.ids[s] {
				want[i] = personID + blocked(s[len(personID):])
			} else {
				want[i] = j.Text(s)
			}
		}
		plain, err := json.Marshal(texts)
		if err != nil {
			rt.Fatal(err)
		}
		masked, err := json.Marshal(want)
		if err != nil {
			rt.Fatal(err)
		}
		var direct bytes.Buffer
		if err := m.WriteJSON(&direct, texts); err != nil {
			rt.Fatal(err)
		}
		for how, got := range map[string]string{"afterwards": string(m.JSON(plain)), "while it is written": direct.String()} {
			if got != string(masked) {
				rt.Errorf("%q without %q, %s: %s, not %s", texts, m.names, how, got, masked)
			}
		}
	})
}

// A long list is written on all cores as a short one is, and fails where a short one does.
func TestLongListsAreWrittenInOrder(t *testing.T) {
	t.Parallel()
	type line struct {
		Words []string `json:"words"`
		Cites Cites    `json:"cites"`
	}
	var all [3][]line
	for n := range 3 * longList {
		one := line{Words: slices.Repeat([]string{fmt.Sprint("Ana went to place ", n)}, 1+n%40*longList/20), Cites: Cited(Cite{Report: fmt.Sprint(n)})}
		all[n%3] = append(all[n%3], one)
	}
	all[1] = slices.Repeat(all[1], 3)
	mask := MaskOf([]string{"Ana"})
	whole, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	var got bytes.Buffer
	if err := mask.WriteJSON(&got, all); err != nil || got.String() != strings.ReplaceAll(string(whole), "Ana", "░░░") {
		t.Errorf("%v, %d bytes, not %d", err, got.Len(), len(whole))
	}
	all[1][2*longList].Cites = Cites{}
	if err := WriteJSON(io.Discard, all); !errors.Is(err, ErrNoCite) {
		t.Errorf("a line of a long list without a citation: %v", err)
	}
}
