package ledger

import "strings"

// stem cuts an English word to its stem (M. F. Porter, "An algorithm for suffix
// stripping", Program 14, 1980), so that a search for "killing" finds "killed".
// Words that are not plain lower-case letters stay as they are.
func stem(word string) string {
	if len(word) < 3 || strings.Trim(word, "abcdefghijklmnopqrstuvwxyz") != "" {
		return word
	}
	w := plural(word)
	w = past(w)
	if rest, ok := strings.CutSuffix(w, "y"); ok && hasVowel(rest) {
		w = rest + "i"
	}
	w = replaced(w, longSuffixes, 1)
	w = replaced(w, shortSuffixes, 1)
	return tidied(removed(w))
}

// plural is step 1a.
func plural(w string) string {
	switch {
	case strings.HasSuffix(w, "sses"), strings.HasSuffix(w, "ies"):
		return w[:len(w)-2]
	case strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss"):
		return w[:len(w)-1]
	}
	return w
}

// past is step 1b.
func past(w string) string {
	if rest, ok := strings.CutSuffix(w, "eed"); ok {
		if measure(rest) > 0 {
			return rest + "ee"
		}
		return w
	}
	for _, end := range []string{"ed", "ing"} {
		if rest, ok := strings.CutSuffix(w, end); ok && hasVowel(rest) {
			return mended(rest)
		}
	}
	return w
}

// mended gives back the e of "hoping", takes the second p of "hopping".
func mended(w string) string {
	for _, end := range []string{"at", "bl", "iz"} {
		if strings.HasSuffix(w, end) {
			return w + "e"
		}
	}
	switch {
	case endsDouble(w) && !strings.ContainsAny(w[len(w)-1:], "lsz"):
		return w[:len(w)-1]
	case measure(w) == 1 && endsShort(w):
		return w + "e"
	}
	return w
}

// Steps 2 and 3: suffix and what stands for it.
var (
	longSuffixes = []string{"ational", "ate", "tional", "tion", "enci", "ence", "anci", "ance", "izer", "ize", "abli", "able", "alli", "al",
		"entli", "ent", "eli", "e", "ousli", "ous", "ization", "ize", "ation", "ate", "ator", "ate", "alism", "al", "iveness", "ive",
		"fulness", "ful", "ousness", "ous", "aliti", "al", "iviti", "ive", "biliti", "ble"}
	shortSuffixes = []string{"icate", "ic", "ative", "", "alize", "al", "iciti", "ic", "ical", "ic", "ful", "", "ness", ""}
	// Step 4: what goes.
	lastSuffixes = []string{"ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous", "ive", "ize", "ion", "al", "er", "ic", "ou"}
)

// replaced puts another suffix for the first that fits, where enough of the word is left before it.
func replaced(w string, pairs []string, least int) string {
	for i := 0; i < len(pairs); i += 2 {
		if rest, ok := strings.CutSuffix(w, pairs[i]); ok {
			if measure(rest) >= least {
				return rest + pairs[i+1]
			}
			return w
		}
	}
	return w
}

// removed is step 4.
func removed(w string) string {
	for _, end := range lastSuffixes {
		rest, ok := strings.CutSuffix(w, end)
		if !ok {
			continue
		}
		if measure(rest) > 1 && (end != "ion" || strings.HasSuffix(rest, "s") || strings.HasSuffix(rest, "t")) {
			return rest
		}
		return w
	}
	return w
}

// tidied is step 5: a final e, a final double l.
func tidied(w string) string {
	if rest, ok := strings.CutSuffix(w, "e"); ok {
		if m := measure(rest); m > 1 || m == 1 && !endsShort(rest) {
			w = rest
		}
	}
	if measure(w) > 1 && strings.HasSuffix(w, "ll") {
		return w[:len(w)-1]
	}
	return w
}

// consonant tells whether the letter at i is one; y is, but after a consonant.
func consonant(w string, i int) bool {
	switch w[i] {
	case 'a', 'e', 'i', 'o', 'u':
		return false
	case 'y':
		return i == 0 || !consonant(w, i-1)
	}
	return true
}

// measure counts the vowel-consonant sequences of a word.
func measure(w string) (n int) {
	vowel := false
	for i := range len(w) {
		isConsonant := consonantAfter(w, i, vowel)
		if isConsonant && vowel {
			n++
		}
		vowel = !isConsonant
	}
	return n
}

// consonantAfter is consonant where the letter before is known: a run of y costs no recursion.
func consonantAfter(w string, i int, vowelBefore bool) bool {
	if w[i] == 'y' {
		return i == 0 || vowelBefore
	}
	return consonant(w, i)
}

func hasVowel(w string) bool {
	vowel := false
	for i := range len(w) {
		if vowel = !consonantAfter(w, i, vowel); vowel {
			return true
		}
	}
	return false
}

func endsDouble(w string) bool {
	n := len(w)
	return n >= 2 && w[n-1] == w[n-2] && consonant(w, n-1)
}

// endsShort tells whether a word ends consonant, vowel, consonant, the last not w, x or y.
func endsShort(w string) bool {
	n := len(w)
	return n >= 3 && consonant(w, n-3) && !consonant(w, n-2) && consonant(w, n-1) && !strings.ContainsAny(w[n-1:], "wxy")
}
