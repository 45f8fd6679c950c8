package knowledge

import (
	"strings"
	"unicode"

	"github.com/parley-desk/parley/knowledge/fold"
)

// entryKind says of which table a name is.
type entryKind uint32

const (
	entryActor entryKind = iota
	entryNation
	entrySeat
	entryAgreement
	entryFeature
	entryAlias
)

// nameEntry is one name of one row: kind in the upper bits, index below, and
// whether only words with capitals match it.
type nameEntry uint32

const (
	entryShift = 28
	entryCaps  = 1 << 27
)

func newEntry(kind entryKind, index int, caps bool) nameEntry {
	e := nameEntry(uint32(kind)<<entryShift | uint32(index))
	if caps {
		e |= entryCaps
	}
	return e
}

func (e nameEntry) kind() entryKind { return entryKind(e >> entryShift) }
func (e nameEntry) index() int      { return int(e & (entryCaps - 1)) }
func (e nameEntry) caps() bool      { return e&entryCaps != 0 }

// nameIndex maps keys to the rows that bear the name: open addressing, equal
// keys side by side in the order in which they were added.
type nameIndex struct {
	pending []slot
	slots   []slot
	mask    uint64
	longest int               // tokens of the longest name
	heads   map[fold.Key]bool // tokens with which names begin
}

type slot struct {
	key   fold.Key
	entry nameEntry
	used  bool
}

// add enters a name; build must follow before it is found.
func (x *nameIndex) add(k, head fold.Key, e nameEntry, tokens int) {
	x.pending = append(x.pending, slot{k, e, true})
	x.longest = max(x.longest, tokens)
	if x.heads == nil {
		x.heads = map[fold.Key]bool{}
	}
	x.heads[head] = true
}

// build lays the table out, half full at most.
func (x *nameIndex) build() {
	size := uint64(1024)
	for size < 2*uint64(len(x.pending)) {
		size *= 2
	}
	x.slots, x.mask = make([]slot, size), size-1
	for _, s := range x.pending {
		i := x.home(s.key)
		for x.slots[i].used && x.slots[i] != s {
			i = (i + 1) & x.mask
		}
		x.slots[i] = s
	}
	x.pending = nil
}

func (x *nameIndex) home(k fold.Key) uint64 { return (uint64(k) ^ uint64(k)>>29) & x.mask }

// each calls visit for every row that bears the key, until visit says no more.
// A name of capitals needs words with at least two.
func (x *nameIndex) each(k fold.Key, upper int, visit func(nameEntry) bool) bool {
	found := false
	for i := x.home(k); x.slots[i].used; i = (i + 1) & x.mask {
		if s := &x.slots[i]; s.key == k && (upper >= 2 || !s.entry.caps()) {
			found = true
			if !visit(s.entry) {
				break
			}
		}
	}
	return found
}

// has tells whether any row bears the key.
func (x *nameIndex) has(k fold.Key, upper int) bool {
	for i := x.home(k); x.slots[i].used; i = (i + 1) & x.mask {
		if s := &x.slots[i]; s.key == k && (upper >= 2 || !s.entry.caps()) {
			return true
		}
	}
	return false
}

// isAcronym tells whether a name is matched only by words with capitals: one
// token with two or more of them ("IS", "WHO", "JeM"), lest it be found in "is", "who" and "let".
func isAcronym(name string) bool {
	upper := 0
	for _, r := range name {
		if r == ' ' {
			return false
		}
		if unicode.IsUpper(r) {
			upper++
		}
	}
	return upper >= 2 && len(name) <= 12
}

// spelt is a token in the standard spelling of actors' names.
func (b *Base) spelt(token []byte) []byte {
	if s, ok := b.spellings[fold.Start.Add(token)]; ok {
		return s
	}
	return token
}

// speltKey is the key of a name in the standard spelling.
func (b *Base) speltKey(f *fold.Name) fold.Key {
	k := fold.Start
	for i := range f.Tokens() {
		k = k.Add(b.spelt(f.Token(i, i == f.Tokens()-1)))
	}
	return k
}

// addName enters a name of a row under its standard spelling; a key of nothing is left out.
func (b *Base) addName(name string, kind entryKind, index int) {
	var f fold.Name
	b.folder.Add(&f, strings.TrimPrefix(name, "the "))
	if f.Empty() || f.Long {
		return
	}
	b.names.add(b.speltKey(&f), fold.Start.Add(b.spelt(f.Token(0, true))), newEntry(kind, index, isAcronym(name)), f.Tokens())
}

// bearers visits every row that bears a name; where none does, the name
// without its English article, then without its possessive or plural ending.
func (b *Base) bearers(name string, visit func(nameEntry) bool) {
	if b.visit(name, visit) {
		return
	}
	if bare := trimArticle(name); bare != name {
		if name = bare; b.visit(name, visit) {
			return
		}
	}
	if last := len(name) - 1; last > 3 && name[last] == 's' {
		b.visit(strings.TrimRight(name[:last], "'’"), visit)
	}
}

// SameName tells whether two names are one as names are compared: without case,
// marks, hyphens and articles, in any of the spellings that count as one.
func (b *Base) SameName(x, y string) bool {
	var fx, fy fold.Name
	b.folder.Add(&fx, trimArticle(x))
	b.folder.Add(&fy, trimArticle(y))
	return !fx.Empty() && !fx.Long && !fy.Long && b.speltKey(&fx) == b.speltKey(&fy)
}

// visit visits every row that bears exactly this name.
func (b *Base) visit(name string, visit func(nameEntry) bool) bool {
	var f fold.Name
	b.folder.Add(&f, name)
	if f.Empty() || f.Long {
		return false
	}
	return b.names.each(b.speltKey(&f), f.Upper, visit)
}

// trimArticle cuts an English article.
func trimArticle(name string) string {
	if len(name) > 4 && strings.EqualFold(name[:4], "the ") {
		return name[4:]
	}
	return name
}

// Match is what Find found at the beginning of some words.
type Match struct {
	Words int  // how many of them; 0 where no name begins here
	Table bool // the name is in a table: an actor, nation, seat of power, agreement, region
	Place bool // the gazetteer has a well-known place of that name
}

// Longest gives how many of the words from the first on make the longest name
// that the base knows as actor, well-known place or nation; 0 where none. A name holds at
// least one capital letter, or begins with a letter of a script without case.
// Lesser places are for who recognises names by other means: Places knows them.
func (b *Base) Longest(words []string) int { return b.Find(words).Words }

// Find is Longest that tells where the name is known from.
func (b *Base) Find(words []string) Match {
	var f fold.Name
	var best Match
	w := walk{plain: fold.Start, spelt: fold.Start}
	if len(words) > 0 && b.isShortened(words[0]) {
		best = Match{Words: 1, Place: true}
	}
	for n, word := range words {
		b.folder.Add(&f, word)
		if f.Long || f.Tokens() > maxTokens || n > 2*maxTokens {
			break
		}
		if f.Tokens() == 0 || f.Tokens() == w.done && w.done > 0 {
			continue // the word has no letters: a hyphen, a full stop
		}
		if w.done == 0 && !b.begins(&f) {
			break
		}
		plain, spelt := w.step(b, &f)
		if f.Upper == 0 && !f.Caseless() || f.Dangling() {
			continue
		}
		table := b.names.has(spelt, f.Upper)
		if place := b.isNotable(plain, f.Tokens()); table || place {
			best = Match{Words: n + 1, Table: table, Place: place}
		}
	}
	return best
}

// isShortened tells whether a word is a region's abbreviation with its full stop: "Calif.".
func (b *Base) isShortened(word string) bool {
	if len(word) < 3 || len(word) > 8 || !strings.Contains(word, ".") {
		return false
	}
	_, sure, ok := b.abbreviated(word)
	return sure && ok
}

// maxTokens bounds the tokens of a name.
const maxTokens = 14

// begins tells whether any name begins with the first token.
func (b *Base) begins(f *fold.Name) bool {
	alone, joined := fold.Start.Add(f.Token(0, true)), f.Head()
	if b.gazetteer.Begins(alone) || b.gazetteer.Begins(joined) {
		return true
	}
	first := f.Token(0, true)
	if len(first) <= 3 && (first[0] == 'a' || first[0] == 'e') {
		return true // perhaps an Arabic article
	}
	return b.names.heads[fold.Start.Add(b.spelt(first))]
}

// walk makes the keys of longer and longer beginnings of a name: all tokens
// but the last are hashed once.
type walk struct {
	done         int // tokens seen
	plain, spelt fold.Key
}

// step takes the new tokens of f and gives the keys of the name so far.
func (w *walk) step(b *Base, f *fold.Name) (plain, spelt fold.Key) {
	for i := max(w.done-1, 0); i < f.Tokens()-1; i++ {
		t := f.Token(i, false)
		w.plain, w.spelt = w.plain.Add(t), w.spelt.Add(b.spelt(t))
	}
	w.done = f.Tokens()
	last := f.Token(w.done-1, true)
	return w.plain.Add(last), w.spelt.Add(b.spelt(last))
}

// loadFolder reads the tables of letters and spellings.
func (b *Base) loadFolder(t *tables) error {
	rows, err := t.rows("letters.tsv", "ascii", "letters")
	if err != nil {
		return err
	}
	letters := map[rune]string{}
	for _, r := range rows {
		for _, letter := range r.get("letters") {
			letters[letter] = r.get("ascii")
		}
	}
	b.folder = fold.New(letters)
	rows, err = t.rows("spellings.tsv", "standard", "variants")
	if err != nil {
		return err
	}
	for _, r := range rows {
		for _, variant := range r.list("variants") {
			if err := b.addSpelling(r, variant); err != nil {
				return err
			}
		}
	}
	return nil
}

// addSpelling enters a variant of a standard spelling, both single words.
func (b *Base) addSpelling(r row, variant string) error {
	var from, to fold.Name
	b.folder.Add(&from, variant)
	b.folder.Add(&to, r.get("standard"))
	if from.Tokens() != 1 || to.Tokens() != 1 {
		return r.fail("a spelling must be one word: %q", variant)
	}
	k := fold.Start.Add(from.Token(0, true))
	if _, ok := b.spellings[k]; ok {
		return r.fail("the variant %q stands twice", variant)
	}
	b.spellings[k] = append([]byte(nil), to.Token(0, true)...)
	return nil
}
