package language

import "strings"

// contraction gives the end of the words from token i on that are written as
// one ("do" + "n't"), i+1 where the token stands alone.
func (d *Doc) contraction(i, end int32) int32 {
	next := i + 1
	for next < end && d.Tokens[next-1].End == d.Tokens[next].Start && d.contracts(next) {
		next++
	}
	return next
}

// contracts tells whether token i, that touches the word before it, is part of that word's contraction.
func (d *Doc) contracts(i int32) bool {
	t, before := &d.Tokens[i], &d.Tokens[i-1]
	if t.Lower == "'" {
		return t.XPOS == TagPOS
	}
	return clitics[t.Lower] || contractions[before.Lower] == t.Lower && t.Lower != ""
}

// clitics are the second words that the treebanks cut off after an apostrophe.
var clitics = wordSet("'s 'm 're 've 'll 'd n't")

// contractions are the words that the treebanks cut in two without an apostrophe, by their first part.
var contractions = map[string]string{"can": "not", "gon": "na", "wan": "na", "got": "ta", "do": "nt", "did": "nt", "does": "nt", "ca": "nt", "wo": "nt"}

func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(list) {
		set[word] = true
	}
	return set
}
