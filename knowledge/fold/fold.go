// Package fold compares names as newsrooms spell them. A name's key is a 64-bit
// hash over its folded letters and digits: case, marks, spaces, hyphens and
// apostrophes fall away, so "Spin-Boldak", "Spin Boldak" and "Spinboldak" are
// one. So do differences between romanisations that mean nothing: "el-" and
// "al-" (before sun letters "as-", "ash-", …), the izafe's "-e-" and "-i-", a
// last "-ah" and "-a"; and "St." is "Saint".
package fold

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Key is the hash of a folded name.
type Key uint64

// FNV-1a, 64 bits (Fowler, Noll, Vo).
const (
	Start Key = 14695981039346656037
	prime Key = 1099511628211
)

// Add hashes more letters into a key.
func (k Key) Add(letters []byte) Key {
	for _, c := range letters {
		k = (k ^ Key(c)) * prime
	}
	return k
}

// MaxName bounds the letters of a name in bytes; what is longer is no name.
const MaxName = 160

// maxText bounds the text of a name, with all that is no letter in it.
const maxText = 16 * MaxName

// Folder folds words; read-only once made.
type Folder struct {
	letters map[rune]string // beyond ASCII → ASCII, lower case
}

// New makes a folder that folds the letters given (lower case) to ASCII.
func New(letters map[rune]string) *Folder { return &Folder{letters} }

// Name is a name in the folding: the letters of its tokens, one after another.
// The zero value is an empty name.
type Name struct {
	letters [MaxName + 8]byte
	ends    [MaxName + 8]uint8 // of each token in letters
	tokens  int
	n       int // bytes of letters
	start   int // of the current token
	Upper   int // capital letters seen
	Long    bool
}

// Tokens is the number of tokens so far.
func (f *Name) Tokens() int { return f.tokens }

// Empty tells whether no letter was folded yet.
func (f *Name) Empty() bool { return f.n == 0 }

// Caseless tells whether the name begins beyond ASCII, as in scripts without case.
func (f *Name) Caseless() bool { return f.n > 0 && f.letters[0] >= utf8.RuneSelf }

// Add folds more text into f. Whatever is neither letter, digit, mark nor
// apostrophe ends a token, and so does the end of text.
func (fd *Folder) Add(f *Name, text string) {
	if len(text) > maxText {
		f.Long = true
		return
	}
	for _, r := range text {
		if f.n >= MaxName {
			f.Long = true
			return
		}
		switch {
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
			f.put(byte(r))
		case 'A' <= r && r <= 'Z':
			f.Upper++
			f.put(byte(r) | 0x20)
		case r < utf8.RuneSelf:
			if r != '\'' && r != '`' {
				f.end()
			}
		default:
			fd.addBeyond(f, r)
		}
	}
	f.end()
}

// put adds one byte to the current token.
func (f *Name) put(c byte) {
	f.letters[f.n] = c
	f.n++
}

// addBeyond folds a rune beyond ASCII.
func (fd *Folder) addBeyond(f *Name, r rune) {
	lower := unicode.ToLower(r)
	if lower != r {
		f.Upper++
	}
	if ascii, ok := fd.letters[lower]; ok {
		for i := range len(ascii) {
			f.put(ascii[i])
		}
		return
	}
	switch {
	case unicode.Is(unicode.Mn, r), strings.ContainsRune("’‘ʻʼʿʾ′", r):
	case unicode.IsLetter(r), unicode.IsDigit(r):
		f.n += utf8.EncodeRune(f.letters[f.n:], lower)
	default:
		f.end()
	}
}

// end ends the current token, if it has letters.
func (f *Name) end() {
	if f.n > f.start {
		f.ends[f.tokens] = uint8(f.n)
		f.tokens++
		f.start = f.n
	}
}

// token is the i-th token's letters as read.
func (f *Name) token(i int) []byte {
	if i == 0 {
		return f.letters[:f.ends[0]]
	}
	return f.letters[f.ends[i-1]:f.ends[i]]
}

var (
	article = []byte("al")
	izafe   = []byte("i")
	short   = map[string][]byte{"st": []byte("saint"), "ste": []byte("sainte"), "mt": []byte("mount"), "ft": []byte("fort")}
)

// Token is the i-th token as it is hashed when it is the last of a name, or
// when more follow. A joining "and" is hashed as nothing.
func (f *Name) Token(i int, last bool) []byte {
	t := f.token(i)
	switch n := len(t); {
	case n > 4 && t[n-1] == 'h' && t[n-2] == 'a':
		return t[:n-1]
	case n > 3 || n == 0:
		return t
	case n == 1 && t[0] == 'e' && i > 0 && !last:
		return izafe
	case !last && isArticle(t, f.token(i+1)):
		return article
	case i > 0 && !last && string(t) == "and":
		return nil
	}
	if long, ok := short[string(t)]; ok {
		return long
	}
	return t
}

// isArticle tells whether t is the Arabic article before next: "al", "el", or
// assimilated to a sun letter ("as-Suwayda", "ash-Sharqiya", "an-Nasiriyah").
func isArticle(t, next []byte) bool {
	if len(t) < 2 || t[0] != 'a' && t[0] != 'e' {
		return false
	}
	if len(t) == 2 && t[1] == 'l' {
		return true
	}
	return strings.IndexByte("dnrstz", t[1]) >= 0 && len(next) > len(t)-1 && string(next[:len(t)-1]) == string(t[1:])
}

// Dangling tells whether the last token is a joining "and", after which a name can't end.
func (f *Name) Dangling() bool {
	return f.tokens > 1 && string(f.token(f.tokens-1)) == "and"
}

// Key is the key of the whole name.
func (f *Name) Key() Key {
	k := Start
	for i := range f.tokens {
		k = k.Add(f.Token(i, i == f.tokens-1))
	}
	return k
}

// HasArticle tells whether the name begins with the Arabic article.
func (f *Name) HasArticle() bool {
	return f.tokens > 1 && len(f.token(0)) <= 3 && isArticle(f.token(0), f.token(1))
}

// Bare is the key of the name without its first token.
func (f *Name) Bare() Key {
	k := Start
	for i := 1; i < f.tokens; i++ {
		k = k.Add(f.Token(i, i == f.tokens-1))
	}
	return k
}

// Head is the key of the first token as one of several: what names that begin alike share.
func (f *Name) Head() Key { return Start.Add(f.Token(0, f.tokens == 1)) }

// Key is the key of a name given as text.
func (fd *Folder) Key(text string) Key {
	var f Name
	fd.Add(&f, text)
	return f.Key()
}
