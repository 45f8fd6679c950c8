package reader

import (
	"strings"
	"testing"

	"github.com/parley-desk/parley/language"
)

func TestDatelineEnd(t *testing.T) {
	t.Parallel()
	cases := []struct {
		words string
		want  int
	}{
		{"OSLO , Norway ( AP ) — The delegates met .", 7},
		{"Oslo , March 3 ( Agency ) - The delegates met .", 8},
		{"KHARTOUM -- The army said", 2},
		{"Oslo , March 3 ( AGCY ) At least nine delegates met .", 7},
		{"NAIROBI : The army said", 2},
		{"Nairobi : The army said", 0},
		{"NAIROBI ( Agency ) : The army said", 5},
		{"Nairobi ( Agency ) : The army said", 0},
		{"NAIROBI : THE ARMY SAID", 0},
		{"Oslo , March 3 ( Friday ) At least nine delegates met .", 0},
		{"Norway — the host — said", 0},
		{"OSLO The delegates met", 0},
		{"The talks ( in Oslo ) — the third — ended", 0},
		{"( AP ) — The delegates met", 0},
		{"", 0},
	}
	for _, c := range cases {
		var tokens []language.Token
		for _, form := range strings.Fields(c.words) {
			tokens = append(tokens, language.Token{Form: form, SpaceAfter: true})
		}
		if got := datelineEnd(tokens); got != c.want {
			t.Errorf("%q: a dateline of %d tokens, want %d", c.words, got, c.want)
		}
	}
}

func TestADatelineIsNoSubject(t *testing.T) {
	t.Parallel()
	engine, err := language.Load()
	if err != nil {
		t.Fatal(err)
	}
	for text, first := range map[string]string{
		"OSLO, Norway (Agency) — The host said on Monday that the delegates would meet.":              "The",
		"New Delhi: The minister said on Monday that the delegates would meet.":                       "The",
		"New Delhi/Oslo: The minister said on Monday that the delegates would meet.":                  "The",
		"New Delhi (AGCY)The minister said on Monday that the delegates would meet.":                  "The",
		"New Delhi, March 3, 2031 (AGCY) The minister said on Monday that the delegates would meet.":  "The",
		"New Delhi, March 3, 2031, AGCY – The minister said on Monday that the delegates would meet.": "The",
		"OSLO. March 3 (Agency-Oslo) – The minister said on Monday that the delegates would meet.":    "The",
		"New Delhi (Agency) The minister said on Monday that the delegates would meet.":               "",
		"Watch (AGCY) The minister said on Monday that the delegates would meet.":                     "",
		"Watch, March 3, 2031, AGCY – The minister said on Monday that the delegates would meet.":     "",
		"Watch: The minister said on Monday that the delegates would meet.":                           "",
	} {
		doc := engine.NewWorker().Split(text)
		before := len(doc.Tokens)
		cutDatelines(doc, func(name string) bool { return name == "New Delhi" })
		cut := ""
		if len(doc.Sentences) > 1 {
			cut = doc.Tokens[doc.Sentences[1].First].Form
		}
		if cut != first || len(doc.Tokens) != before {
			t.Errorf("%s\nsentences %+v", text, doc.Sentences)
		}
	}
}

func TestNotesEnd(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]int{
		"[ UPDATE ] The delegates met .":          3,
		"[ REPORT ] [ BY RADIO ] THE ARMY LEFT .": 7,
		"[ He ] left the town .":                  0,
		"The army [ NOTE ] left .":                0,
		"[ UPDATE the delegates met .":            0,
	} {
		var tokens []language.Token
		for _, form := range strings.Fields(words) {
			tokens = append(tokens, language.Token{Form: form, SpaceAfter: true})
		}
		if got := notesEnd(tokens); got != want {
			t.Errorf("%q: notes of %d tokens, want %d", words, got, want)
		}
	}
}
