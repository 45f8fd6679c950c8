package knowledge

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Names are compared as keys: 64-bit hashes over their folded letters and
// digits. Case, marks, spaces, hyphens and apostrophes fall away, so "Spin-Boldak",
// "Spin Boldak" and "Spinboldak" are one; so do the differences between
// romanisations that mean nothing: "el-" and "al-" (before sun letters "as-",
// "ash-", …), the izafe's "-e-" and "-i-", a last "-ah" and "-a". Keys of actors
// also take one spelling for variants such as "Mohammed" (data/spellings.tsv).

// key is the hash of a folded name.
type key uint64

// FNV-1a, 64 bits (Fowler, Noll, Vo).
const (
	keyStart key = 14695981039346656037
	keyPrime key = 1099511628211
)

// add hashes more letters into a key.
func (k key) add(letters []byte) key {
	for _, c := range letters {
		k = (k ^ key(c)) * keyPrime
	}
	return k
}

// maxName bounds the letters of a name in bytes; what is longer is no name.
const maxName = 160

// folder folds words; read-only once loaded.
type folder struct {
	letters   map[rune]string // beyond ASCII → ASCII
	spellings map[key][]byte  // key of a variant → the standard's letters
}

// folded is a name in the folding: letters of its tokens, one after another.
type folded struct {
	letters [maxName + utf8.UTFMax]byte
	ends    [maxName + utf8.UTFMax]uint8 // of each token in letters
	tokens  int
	n       int // bytes of letters
	start   int // of the current token
	upper   int // capital letters seen
	long    bool
}

// add folds more text into f. Whatever is neither letter, digit, mark nor
// apostrophe ends a token.
func (fd *folder) add(f *folded, text string) {
	for _, r := range text {
		if f.n >= maxName {
			f.long = true
			return
		}
		switch {
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
			f.put(byte(r))
		case 'A' <= r && r <= 'Z':
			f.upper++
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
func (f *folded) put(c byte) {
	f.letters[f.n] = c
	f.n++
}

// addBeyond folds a rune beyond ASCII.
func (fd *folder) addBeyond(f *folded, r rune) {
	lower := unicode.ToLower(r)
	if lower != r {
		f.upper++
	}
	if ascii, ok := fd.letters[lower]; ok {
		for i := range len(ascii) {
			f.put(ascii[i])
		}
		return
	}
	switch {
	case unicode.Is(unicode.Mn, r), r == '’', r == '‘', r == 'ʻ', r == 'ʼ', r == 'ʿ', r == 'ʾ', r == '′':
	case unicode.IsLetter(r), unicode.IsDigit(r):
		f.n += utf8.EncodeRune(f.letters[f.n:], lower)
	default:
		f.end()
	}
}

// end ends the current token, if it has letters.
func (f *folded) end() {
	if f.n > f.start {
		f.ends[f.tokens] = uint8(f.n)
		f.tokens++
		f.start = f.n
	}
}

// token is the i-th token's letters.
func (f *folded) token(i int) []byte {
	if i == 0 {
		return f.letters[:f.ends[0]]
	}
	return f.letters[f.ends[i-1]:f.ends[i]]
}

// plain is the i-th token as it is hashed in every key.
func (f *folded) plain(i int) []byte {
	t := f.token(i)
	switch {
	case len(t) == 1 && t[0] == 'e' && i > 0 && i < f.tokens-1:
		return izafe
	case len(t) <= 3 && i < f.tokens-1 && isArticle(t, f.token(i+1)):
		return article
	case len(t) > 4 && t[len(t)-1] == 'h' && t[len(t)-2] == 'a':
		return t[:len(t)-1]
	}
	return t
}

var (
	article = []byte("al")
	izafe   = []byte("i")
)

// isArticle tells whether t is the Arabic article before next: "al", "el", or
// assimilated to a sun letter ("as-Suwayda", "ash-Sharqiya", "an-Nasiriyah").
func isArticle(t, next []byte) bool {
	if len(t) < 2 || t[0] != 'a' && t[0] != 'e' {
		return false
	}
	if len(t) == 2 && t[1] == 'l' {
		return true
	}
	return strings.IndexByte("dnrstz", t[1]) >= 0 && len(next) >= len(t)-1 && string(next[:len(t)-1]) == string(t[1:])
}

// spelt is a token after the one-spelling rule of actors' names.
func (fd *folder) spelt(token []byte) []byte {
	if s, ok := fd.spellings[keyStart.add(token)]; ok {
		return s
	}
	return token
}

// keys are a name's two keys: as written, and in the standard spelling.
func (fd *folder) keys(f *folded) (plain, spelt key) {
	plain, spelt = keyStart, keyStart
	for i := range f.tokens {
		t := f.plain(i)
		plain = plain.add(t)
		spelt = spelt.add(fd.spelt(t))
	}
	return plain, spelt
}

// isAcronym tells whether a name is matched only by words with capitals: one
// token with two or more of them ("IS", "WHO", "JeM"), lest it be found in "is", "who" and "let".
func isAcronym(name string) bool {
	upper, tokens := 0, 1
	for _, r := range name {
		switch {
		case unicode.IsUpper(r):
			upper++
		case r == ' ':
			tokens++
		}
	}
	return upper >= 2 && tokens == 1 && len(name) <= 12
}

// loadFolder reads the tables of letters and spellings.
func (b *Base) loadFolder(t *tables) error {
	b.folder = &folder{letters: map[rune]string{}, spellings: map[key][]byte{}}
	rows, err := t.rows("letters.tsv", "ascii", "letters")
	if err != nil {
		return err
	}
	for _, r := range rows {
		for _, letter := range r.get("letters") {
			b.folder.letters[letter] = r.get("ascii")
		}
	}
	rows, err = t.rows("spellings.tsv", "standard", "variants")
	if err != nil {
		return err
	}
	spellings := map[key][]byte{}
	for _, r := range rows {
		for _, variant := range r.list("variants") {
			var from, to folded
			b.folder.add(&from, variant)
			b.folder.add(&to, r.get("standard"))
			if from.tokens != 1 || to.tokens != 1 {
				return r.fail("a spelling must be one word: %q", variant)
			}
			k := keyStart.add(from.plain(0))
			if _, ok := spellings[k]; ok {
				return r.fail("the variant %q stands twice", variant)
			}
			spellings[k] = append([]byte(nil), to.plain(0)...)
		}
	}
	b.folder.spellings = spellings
	return nil
}
