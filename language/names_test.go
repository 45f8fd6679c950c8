package language

import (
	"slices"
	"strings"
	"testing"
)

// namesIn finds the names of a text, each as "kind:words".
func namesIn(t testing.TB, text string) []string {
	t.Helper()
	if loadError != nil {
		t.Fatal(loadError)
	}
	d := named(engine.NewWorker(), text)
	kinds := []string{"", "person", "organization", "place", "people", "other"}
	var out []string
	for _, n := range d.Names {
		out = append(out, kinds[n.Kind]+":"+d.Words(int(n.First), int(n.End)))
	}
	return out
}

func named(w *Worker, text string) *Doc {
	d := w.Split(text)
	for s := range d.Sentences {
		w.Tag(d, s)
		w.FindNames(d, s)
	}
	return d
}

func TestFindNames(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"Spokesman Karim Rahimi said on Friday that talks in Istanbul had failed.": {"person", "place:Istanbul"},
		"The United Nations sent envoys to Kabul and Geneva.":                      {"organization:United Nations", "place:Kabul", "place:Geneva"},
		"Syrian officials met Pakistanis near the border.":                         {"people:Syrian", "people:Pakistanis"},
		"The Ministry of Defence denied the report.":                               {"organization:Ministry of Defence"},
		"THE ARMY LEFT COLOMBIA ON MONDAY.":                                        {"place:COLOMBIA"},
		"Nobody knew when they would meet again.":                                  nil,
		"On Monday the ministers spoke in English.":                                {},
	} {
		got := namesIn(t, text)
		if want == nil && len(got) > 0 {
			t.Errorf("%q: %v, want no names", text, got)
		}
		for _, w := range want {
			if !slices.ContainsFunc(got, func(g string) bool { return strings.HasPrefix(g, w) }) {
				t.Errorf("%q: %v, want %s", text, got, w)
			}
		}
	}
}

func TestNamesAreRemembered(t *testing.T) {
	t.Parallel()
	got := namesIn(t, "The envoy Marlen Tasbekov arrived on Sunday. Tasbekov said little. Reporters asked Tasbekov again.")
	persons := 0
	for _, g := range got {
		if strings.HasPrefix(g, "person:") && strings.Contains(g, "Tasbekov") {
			persons++
		}
	}
	if persons != 3 {
		t.Errorf("%v, want the envoy three times", got)
	}
}

func TestNamesDependOnTheDocumentOnly(t *testing.T) {
	t.Parallel()
	texts := []string{"Marlen Tasbekov met Ana Duval in Oslo.", "Tasbekov left. Duval stayed in Oslo with the OSCE mission."}
	w := engine.NewWorker()
	for _, text := range slices.Concat(texts, texts) {
		got, fresh := named(w, text).Names, named(engine.NewWorker(), text).Names
		if !slices.Equal(got, fresh) {
			t.Errorf("%q: %v from a worker that read before, %v from a new one", text, got, fresh)
		}
	}
}

func FuzzAnnotate(f *testing.F) {
	for _, text := range []string{"", "Gen. Ali Khan, in Kabul.", "A\n\nB's “c” (D).", "É É É É", "THE U.N. SAID", "\u200b.\u00a0", "itâ€™s Ã¢â‚¬â„¢ â€"} {
		f.Add(text)
	}
	if loadError != nil {
		f.Fatal(loadError)
	}
	w := engine.NewWorker()
	f.Fuzz(func(t *testing.T, text string) {
		d := named(w, strings.ToValidUTF8(text, "?"))
		mended, _ := unmangle(d.Text)
		last := int32(0)
		for _, n := range d.Names {
			if n.First < last || n.End <= n.First || int(n.End) > len(d.Tokens) || n.Kind == NoName {
				t.Fatalf("%q: names %+v of %d tokens", text, d.Names, len(d.Tokens))
			}
			last = n.End
		}
		for _, k := range d.Tokens {
			if k.Lower == "" || k.Form != d.Text[k.Start:k.End] && mended == d.Text {
				t.Fatalf("%q: token %+v", text, k)
			}
		}
	})
}

func BenchmarkFindNames(b *testing.B) {
	w := engine.NewWorker()
	text := strings.Repeat("The ministry's spokesman, Gen. Ali Khan, said on Friday that “at least 23 soldiers” had been killed in shelling near the Kabul base of the United Nations (known as Camp Four). He didn't say who fired.\n", 20)
	d := w.Split(text)
	for s := range d.Sentences {
		w.Tag(d, s)
	}
	words := 0
	for b.Loop() {
		d.Names, w.named = d.Names[:0], nil
		for s := range d.Sentences {
			w.FindNames(d, s)
		}
		words += len(d.Tokens)
	}
	b.ReportMetric(float64(words)/b.Elapsed().Seconds(), "words/s")
}
