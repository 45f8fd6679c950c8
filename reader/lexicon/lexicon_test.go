package lexicon

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var schema = Schema{Sections: []string{"verb", "noun"}, Flags: []string{"passive"}, Keys: map[string][]string{"act": {"say", "deny"}, "frame": nil}}

func read(t *testing.T, text string, overlays ...string) (*Table, error) {
	t.Helper()
	table := &Table{at: map[string]int{}}
	err := table.read("base.txt", text, schema, false)
	for _, o := range overlays {
		if err == nil {
			err = table.read("over.txt", o, schema, true)
		}
	}
	table.index()
	return table, err
}

func TestRead(t *testing.T) {
	t.Parallel()
	table, err := read(t, "# words\n[verb]\nsay: act=say frame=a,b passive # the neutral one\npoint out:\nhold  on: passive\n\n[noun]\nsay\n")
	if err != nil {
		t.Fatal(err)
	}
	e := table.Section("verb").Find("say")
	if e == nil || e.Get("act") != "say" || !e.Has("passive") || len(e.List("frame")) != 2 || e.Line != 3 {
		t.Errorf("say: %+v", e)
	}
	if e := table.Section("noun").Find("say"); e == nil || e.Has("act") {
		t.Errorf("the noun: %+v", e)
	}
	if table.Section("verb").Has("point") || table.Section("adverb").Has("say") {
		t.Error("found what is not there")
	}
}

func TestLongest(t *testing.T) {
	t.Parallel()
	table, err := read(t, "[verb]\npoint:\npoint out to:\n")
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]int{"point out to them": 3, "point out that": 1, "point": 1, "out": 0, "": 0} {
		words := strings.Fields(text)
		_, got := table.Section("verb").Longest(func(k int) string {
			if k < len(words) {
				return words[k]
			}
			return ""
		})
		if got != want {
			t.Errorf("%q: %d words, want %d", text, got, want)
		}
	}
}

func TestOverlay(t *testing.T) {
	t.Parallel()
	table, err := read(t, "[verb]\nsay: act=say\nhint:\n", "[verb]\nsay: act=deny\nwink:\n- hint\n")
	if err != nil {
		t.Fatal(err)
	}
	verbs := table.Section("verb")
	if e := verbs.Find("say"); e.Get("act") != "deny" || e.File != "over.txt" || verbs.Has("hint") || !verbs.Has("wink") || len(table.Entries) != 2 {
		t.Errorf("got %+v", table.Entries)
	}
}

func TestErrors(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"[adverb]\n":                      `base.txt:1: unknown section "adverb"`,
		"say:\n":                          "base.txt:1: an entry before the first [section]",
		"[verb]\nsay: loud\n":             `base.txt:2: "say": unknown flag "loud"`,
		"[verb]\nsay: x=1\n":              `base.txt:2: "say": unknown key "x"; allowed are act, frame`,
		"[verb]\nsay: act=sing\n":         `base.txt:2: "say": act="sing" is not one of say, deny`,
		"[verb]\nSay:\n":                  "base.txt:2: \"Say\": terms are lower case",
		"[verb]\nsay:\nsay:\n":            `base.txt:3: "say" stands twice`,
		"[verb]\nsay: act=say act=deny\n": `base.txt:2: "say": the key "act" stands twice`,
		"[verb]\n- say\n":                 "base.txt:2: only an overlay takes entries away",
	} {
		if _, err := read(t, text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %q", text, err, want)
		}
	}
	if _, err := read(t, "[verb]\nsay:\n", "[verb]\n- sing\n"); err == nil || !strings.Contains(err.Error(), "over.txt:2") {
		t.Errorf("taking away what is not there: %v", err)
	}
}

func TestOpen(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "lexicon", "en"), 0o755); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "lexicon", "en", "language.txt")
	if err := os.WriteFile(file, []byte("[english]\nhenceforth\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	set, err := Open("en", dir)
	if err != nil {
		t.Fatal(err)
	}
	table, err := set.Table("language", Schema{Sections: []string{"english", "other"}})
	if err != nil || !table.Section("english").Has("henceforth") || !table.Section("english").Has("the") {
		t.Errorf("overlay: %v", err)
	}
	if err := os.Rename(file, filepath.Join(filepath.Dir(file), "langauge.txt")); err != nil {
		t.Fatal(err)
	}
	if _, err := Open("en", dir); err == nil {
		t.Error("a misspelt overlay was passed over in silence")
	}
	if _, err := Open("tlh", ""); err == nil {
		t.Error("an unknown language was opened")
	}
}
