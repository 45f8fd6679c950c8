package ledger

import "cmp"

// reasonWords are the codes of what could not be read, in words.
var reasonWords = map[string]string{
	"language": "language", "not_english": "language", "scan": "scan", "paywall": "behind a paywall", "consent": "asks for consent first", "gone": "gone",
	"empty": "empty", "too_long": "too long", "binary": "no text", "type": "no text", "bad_page": "no article on the page", "bad_json": "broken JSON", "not_utf8": "broken letters", "no_text": "no text",
}

// ReasonWords says in words why something could not be read: of a code, the code itself where there are none.
func ReasonWords(code string) string { return cmp.Or(reasonWords[code], code) }
