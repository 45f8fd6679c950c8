package language

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// lowerForm gives Token.Lower of a form: lower case, apostrophes straightened.
func lowerForm(form string) string {
	for i := 0; i < len(form); i++ {
		if c := form[i]; 'A' <= c && c <= 'Z' || c == '`' || c >= utf8.RuneSelf {
			return strings.Map(lowerRune, form)
		}
	}
	return form
}

// appendLower appends what lowerForm gives to buffer; changed tells whether it differs from form.
func appendLower(buffer []byte, form string) (out []byte, changed bool) {
	plain := true
	for i := 0; i < len(form) && plain; i++ {
		c := form[i]
		plain = c < utf8.RuneSelf && (c < 'A' || c > 'Z') && c != '`'
	}
	if plain {
		return buffer, false
	}
	for _, r := range form {
		buffer = utf8.AppendRune(buffer, lowerRune(r))
	}
	return buffer, true
}

func lowerRune(r rune) rune {
	switch {
	case r < utf8.RuneSelf:
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		if r == '`' {
			return '\''
		}
		return r
	case r == '’' || r == '‘' || r == 'ʼ' || r == '´':
		return '\''
	}
	return unicode.ToLower(r)
}
