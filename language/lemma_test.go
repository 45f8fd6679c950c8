package language

import "testing"

func TestLemmasBySpelling(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]string{
		"They staged a raid .":                "stage",
		"The men raped a nurse .":             "rape",
		"They robbed a bank .":                "rob",
		"They bombed a bank .":                "bomb",
		"Three policemen left .":              "policeman",
		"THE POLICEMEN STAGED A RAID THERE .": "policeman",
		"Snipers were sniping at them .":      "snipe",
	} {
		found := false
		for _, tok := range parsed(t, words).Tokens {
			found = found || tok.Lemma == want
		}
		if !found {
			t.Errorf("%q: no lemma %q", words, want)
		}
	}
}
