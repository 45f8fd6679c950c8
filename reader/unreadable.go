package reader

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parley-desk/parley/reader/lexicon"
)

// Unreadable is why a text cannot be read and what its owner can do about it.
type Unreadable struct {
	Why    Reason
	Remedy string
	Detail string
}

// Reason is a kind of unreadable text; its words are stable.
type Reason string

// The reasons for which Read refuses a text.
const (
	Empty      Reason = "the text is empty"
	TooLong    Reason = "the text is too long"
	NotUTF8    Reason = "the text is not UTF-8"
	Binary     Reason = "the text is binary data"
	NotEnglish Reason = "the text is not in English"
)

// MaxBytes is the longest text that is read: a hundred times the longest of reports.
const MaxBytes = 4 << 20

func (e *Unreadable) Error() string {
	if e.Detail == "" {
		return fmt.Sprintf("%s: %s", e.Why, e.Remedy)
	}
	return fmt.Sprintf("%s (%s): %s", e.Why, e.Detail, e.Remedy)
}

// check says why a text cannot be read, nil where it can.
func (l *languageCheck) check(text string) *Unreadable {
	switch {
	case strings.TrimSpace(text) == "":
		return &Unreadable{Why: Empty, Remedy: "give the report's words as text"}
	case len(text) > MaxBytes:
		return &Unreadable{Why: TooLong, Detail: fmt.Sprintf("%d MB", len(text)>>20), Remedy: fmt.Sprintf("split it into reports of at most %d MB", MaxBytes>>20)}
	case !utf8.ValidString(text):
		return &Unreadable{Why: NotUTF8, Detail: fmt.Sprintf("first at byte %d", firstInvalid(text)), Remedy: "convert it, for example with iconv -t UTF-8"}
	case isBinary(text):
		return &Unreadable{Why: Binary, Remedy: "give the report's words as plain text, not a picture or a document file"}
	}
	if found := l.foreign(text); found != "" {
		return &Unreadable{Why: NotEnglish, Detail: found, Remedy: "translate it first, or leave it out: only English is read so far"}
	}
	return nil
}

func firstInvalid(text string) int {
	for i, r := range text {
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(text[i:]); size == 1 {
				return i
			}
		}
	}
	return len(text)
}

// isBinary tells whether a text holds NULs, or more than one control character in fifty.
func isBinary(text string) bool {
	controls := 0
	for i := 0; i < len(text); i++ {
		switch b := text[i]; {
		case b == 0:
			return true
		case b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f' && b != '\v':
			controls++
		}
	}
	return controls*50 > len(text)
}

// languageCheck tells English from other languages by its function words and its script.
type languageCheck struct{ english, other lexicon.Section }

func newLanguageCheck(lex *lexicon.Set) (*languageCheck, error) {
	t, err := lex.Table("language", lexicon.Schema{Sections: []string{"english", "other"}})
	if err != nil {
		return nil, err
	}
	return &languageCheck{t.Section("english"), t.Section("other")}, nil
}

// What the check goes by. Over the first sampleBytes a news text has some 25
// English function words in a hundred words; one in twenty leaves room for tables and lists of names.
const (
	sampleBytes  = 8 << 10
	fewWords     = 25 // a text with fewer words is judged by its script and by foreign words alone
	leastEnglish = 0.05
)

// foreign says what speaks against English, empty where it is English.
func (l *languageCheck) foreign(text string) string {
	letters, latin, words, english, other := 0, 0, 0, 0, 0
	sample := strings.ToLower(cut(text, sampleBytes))
	for word := range strings.FieldsFuncSeq(sample, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' }) {
		words++
		if l.english.Has(word) {
			english++
		}
		if l.other.Has(word) {
			other++
		}
		for _, r := range word {
			letters++
			if unicode.Is(unicode.Latin, r) {
				latin++
			}
		}
	}
	switch {
	case letters == 0:
		return "it has no words"
	case latin*2 < letters:
		return "its letters are not Latin"
	case other > 2*english && other*10 > words:
		return "its function words are of another language"
	case words >= fewWords && float64(english) < leastEnglish*float64(words):
		return "it has hardly any English function words"
	}
	return ""
}

// cut is the first n bytes of a text or fewer, whole code points.
func cut(text string, n int) string {
	if len(text) <= n {
		return text
	}
	for !utf8.RuneStart(text[n]) {
		n--
	}
	return text[:n]
}
