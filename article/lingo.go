package article

import (
	"strings"

	"github.com/RadhiFadlillah/whatlanggo"
)

// How much of a text its language is told from, and from how little it can be.
const (
	languageBytes = 2400
	languageLeast = 120
)

// languageOf tells a text's language as ISO 639-1: by its trigrams where they
// are sure, for pages often name the language of their frame; else what the page
// says; "" where nobody can tell.
func languageOf(text string, said ...string) string {
	claimed := ""
	for _, s := range said {
		if claimed = primary(s); claimed != "" {
			break
		}
	}
	if len(text) < languageLeast {
		return claimed
	}
	if isEnglish(text) {
		return "en"
	}
	found := whatlanggo.Detect(cut(text, languageBytes))
	code := found.Lang.Iso6391()
	if code == "" || !found.IsReliable() && code != claimed {
		return claimed
	}
	return code
}

// isEnglish tells text in which a sixth of the words are those that only English has so often:
// most reports are, and trigrams take ten times longer to say so.
func isEnglish(text string) bool {
	all, english := 0, 0
	for word := range strings.FieldsSeq(cut(text, languageBytes)) {
		all++
		switch word {
		case "the", "The", "of", "and", "that", "was", "with", "for", "said", "were", "by", "has", "have", "from", "which", "would", "their":
			english++
		}
	}
	return english*6 > all
}

// primary is the language of a tag such as "en-GB" (BCP 47), "" where it names none.
func primary(tag string) string {
	code, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(strings.TrimSpace(tag), "_", "-")), "-")
	if len(code) != 2 || code == "un" || code == "xx" {
		return ""
	}
	return code
}

// cut is a text of at most n bytes, not cut within a letter.
func cut(s string, n int) string {
	for n < len(s) && n > 0 && s[n]&0xc0 == 0x80 {
		n--
	}
	return s[:min(n, len(s))]
}
